"""Charges proposed from waybills: by agreement or estimate, once, and what makes a proposal doubtful."""

from datetime import date, timedelta

import pytest

from csdesk.domain.care.clients import Client
from csdesk.domain.moments import wire_moment
from csdesk.domain.money.charges import ChargeLine, CostLine
from csdesk.domain.money.prices import PriceAgreement
from csdesk.domain.office import Policy
from csdesk.domain.rows import Query
from csdesk.domain.transport.waybills import Waybill
from csdesk.errors import Refused
from csdesk.operations import ledgers, moves
from csdesk.operations.money.charging import charge, proposals
from csdesk.operations.transport import dispatch

pytestmark = pytest.mark.both_engines
FIRST, LAST = date(2026, 6, 1), date(2026, 6, 30)


@pytest.fixture
def drive(manager_db, now):
    """Makes a client and a waybill of his that left today. client, waybill: what they say besides."""

    def make(client=(), **waybill):
        names = {"legal_name": "甲有限公司", "short_name": "甲", "client_type": "spot", **dict(client)}
        whose = ledgers.create(manager_db, Client, names, now=now)
        left = now - timedelta(hours=2)
        values = {"client_id": whose.id, "goods_name": "冰箱", "weight": 1_000_000, "origin_city": "宁波", "dest_city": "合肥",
                  "vehicle_type_req": "9.6m", "planned_loading_at": wire_moment(left), "planned_departure_at": wire_moment(left),
                  "required_arrival_at": wire_moment(now), **waybill}  # fmt: skip
        made = ledgers.create(manager_db, Waybill, values, now=left)
        who = {"driver_name": "王师傅", "driver_phone": "19900000001", "capacity_type": "spot", "plate_no": "浙B12345"}
        (assigned,) = dispatch.assign(manager_db, [made], who, now=left)
        moves.act(manager_db, Waybill, assigned, "depart", {}, now=left)
        return whose

    return make


def doubts(db):
    return [one.doubt for one in proposals(db, FIRST, LAST)]


def test_a_waybill_is_charged_once(manager_db, drive, now):
    drive(est_receivable=900_00, est_payable=700_00)
    found = proposals(manager_db, FIRST, LAST)
    assert charge(manager_db, found, now=now) == 1
    assert proposals(manager_db, FIRST, LAST) == []
    assert charge(manager_db, found, now=now) == 0  # proposed before, charged meanwhile
    assert [len(ledgers.select(manager_db, record, Query())) for record in (ChargeLine, CostLine)] == [1, 1]
    ledgers.undo(manager_db)
    assert [len(ledgers.select(manager_db, record, Query())) for record in (ChargeLine, CostLine)] == [0, 0]


def test_terms_that_count_from_the_end_of_the_month_are_due_at_once(manager_db, drive, now):
    drive({"term_base": "month_end", "payment_term_days": 30}, est_receivable=900_00)
    charge(manager_db, proposals(manager_db, FIRST, LAST), now=now)
    (line,) = ledgers.select(manager_db, ChargeLine, Query())
    assert (line.values["due_date"], line.values["biz_date"], line.values["note"]) == ("2026-07-30", "2026-06-12", "运单预估应收")


@pytest.mark.parametrize(
    ("client", "waybill", "why"),
    [
        ({}, {}, "没有适用的价格协议，运单也没有预估应收"),
        ({"contract_from": "2026-07-01"}, {"est_receivable": 1}, "早于合同起始 2026-07-01"),
        ({"contract_to": "2026-06-01"}, {"est_receivable": 1}, "晚于合同终止 2026-06-01"),
        ({"default_vat_rate": 1000}, {"est_receivable": 1}, "2026-06-12 没有 10 %的税率"),
        ({}, {"est_receivable": 1}, ""),
    ],
)
def test_what_is_doubtful(manager_db, drive, client, waybill, why):
    drive(client, **waybill)
    assert doubts(manager_db) == [why]


def test_what_may_be_charged_already_is_doubtful(manager_db, drive, now):
    whose = drive(est_receivable=900_00)
    ledgers.create(manager_db, ChargeLine, {"client_id": whose.id, "biz_date": "2026-06-30", "amount_incl_tax": 9_000_00}, now=now)
    assert doubts(manager_db) == ["这个月已有不关联运单的运费，可能已经计过"]


def test_where_the_company_counts_from_the_signature_an_unsigned_waybill_waits(manager_db, drive, now):
    drive(est_receivable=900_00)
    ledgers.create(manager_db, Policy, {"key": "biz_date", "value": "signed", "valid_from": "2026-01-01"}, now=now)
    assert proposals(manager_db, FIRST, LAST) == []
    (row,) = ledgers.select(manager_db, Waybill, Query())
    arrived = moves.act(manager_db, Waybill, row, "arrive", {}, now=now)
    moves.act(manager_db, Waybill, arrived, "sign", {"signed_by": "老李", "sign_status": "ok", "signed_at": wire_moment(now)}, now=now)
    assert [one.day for one in proposals(manager_db, FIRST, LAST)] == ["2026-06-12"]


def test_nothing_to_charge_is_refused(manager_db, drive, now):
    drive()
    with pytest.raises(Refused, match="没有可生成的费用"):
        charge(manager_db, proposals(manager_db, FIRST, LAST), now=now)


def test_an_agreement_stands_before_the_estimate(manager_db, drive, now):
    whose = drive(est_receivable=900_00)
    price = {"client_id": whose.id, "unit": "ton", "unit_price": 1_000_0000, "vat_rate": 600, "valid_from": "2026-01-01"}
    ledgers.create(manager_db, PriceAgreement, price, now=now)
    (one,) = proposals(manager_db, FIRST, LAST)
    assert [(line.amount, line.vat_rate) for line in one.lines] == [(1_000_00, 600)]
