"""The day's news of each client: who is filed, who is missing, a quiet day in one change set."""

from datetime import date, timedelta

import pytest
from offices import client, enrol, sent

from csdesk.domain.care.client_days import Alert
from csdesk.domain.care.clients import Client
from csdesk.domain.care.followups import ClientLog
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.money.charges import ChargeLine
from csdesk.domain.money.receivables import Receipt
from csdesk.domain.office import Policy
from csdesk.domain.rows import Query
from csdesk.domain.transport.waybills import Waybill
from csdesk.errors import Refused
from csdesk.operations import ledgers
from csdesk.operations.clients import daily
from csdesk.operations.money import receipts
from csdesk.operations.peers import exchange


@pytest.fixture
def three(db, now):
    """甲 was called eleven days ago, 乙 never; 丙 is lost."""
    rows = [client(db, now, name) for name in ("甲", "乙", "丙")]
    told = {"client_id": rows[0].id, "log_type": "call", "occurred_at": "2026-06-01T09:00:00+08:00", "participants": ["张三"]}
    ledgers.create(db, ClientLog, {**told, "content": "电话问候，对方一切正常。"}, now=now)
    ledgers.change(db, Client, rows[2], {"status": "lost", "exit_type": "price", "exit_date": "2026-06-01"})
    return rows


def days(db, at):
    return {day.client.name: day for day in daily.today(db, at)}


def test_every_client_in_hand_has_its_day(db, three, now):
    found = days(db, now)
    assert set(found) == {"甲", "乙"}
    assert {name: day.filed for name, day in found.items()} == {"甲": "未填", "乙": "未填"}
    assert found["甲"].due.isoformat() == "2026-07-01"
    assert {name: day.overdue for name, day in found.items()} == {"甲": False, "乙": True}
    assert found["甲"].owner == "张三"
    assert days(db, now.replace(hour=17))["甲"].filed == "逾时未填"


def test_a_quiet_day_is_filed_for_all_at_once_and_undone_at_once(db, three, now):
    assert daily.file_quiet(db, daily.today(db, now), now=now) == 2
    assert {day.filed for day in daily.today(db, now)} == {"已填"}
    assert days(db, now)["乙"].last is None  # news is no contact
    with pytest.raises(Refused, match="都已填写"):
        daily.file_quiet(db, daily.today(db, now), now=now)
    assert {day.filed for day in daily.today(db, now + timedelta(days=1))} == {"未填"}
    ledgers.undo(db)
    assert ledgers.count(db, ClientLog, Query()) == 1


def test_the_manager_sees_who_has_not_filed_and_sets_the_days(db, manager_db, three, now):
    enrol(db, manager_db)
    daily.file_quiet(db, [days(db, now)["甲"]], now=now)
    exchange.merge(manager_db, [sent(db, "李经理")])
    found = days(manager_db, now.replace(hour=18))
    assert {name: (day.filed, day.owner) for name, day in found.items()} == {"甲": ("已填", "张三"), "乙": ("逾时未填", "张三")}
    ledgers.create(manager_db, Policy, {"key": "contact_days_C", "value": "10", "valid_from": "2026-01-01"}, now=now)
    assert days(manager_db, now)["甲"].overdue


def test_a_planned_contact_moves_the_day(db, three, now):
    told = {"client_id": three[0].id, "log_type": "call", "occurred_at": "2026-06-12T09:00:00+08:00", "participants": ["张三"]}
    ledgers.create(db, ClientLog, {**told, "content": "电话问候，对方一切正常。", "next_on": "2026-06-16"}, now=now)
    day = days(db, now)["甲"]
    assert (day.due.isoformat(), day.planned, day.overdue) == ("2026-06-16", True, False)
    assert days(db, now + timedelta(days=5))["甲"].overdue


def waybill(who, day, **values):
    at = f"{day}T08:00:00+08:00"
    told = {
        "client_id": who.id,
        "goods_name": "空调",
        "pieces": 10,
        "weight": 1_000_000,
        "volume": 5_000,
        "origin_city": "宁波",
        "dest_city": "上海",
    }
    times = {"planned_loading_at": at, "planned_departure_at": f"{day}T10:00:00+08:00", "required_arrival_at": f"{day}T20:00:00+08:00"}
    return {**told, **times, "plan_date": day, "vehicle_type_req": "9.6m", **values}


def test_the_day_in_numbers_and_what_speaks_up(db, three, now):
    who, quiet = three[:2]
    for weeks in range(1, 5):
        for day in (date(2026, 6, 10), date(2026, 6, 11)):  # two of each weekday, until this week
            for _ in range(2):
                ledgers.create(db, Waybill, waybill(who, (day - timedelta(weeks=weeks)).isoformat()), now=now)
    ledgers.create(db, Waybill, waybill(who, "2026-06-12"), now=now)
    ledgers.create(db, Waybill, waybill(quiet, "2026-06-01"), now=now)
    case = {"client_id": who.id, "source": "phone", "type": "attitude", "severity": "major", "description": "无人接听"}
    ledgers.create(db, Complaint, {**case, "received_at": "2026-06-12T09:00:00+08:00"}, now=now)
    told = days(db, now)
    assert told["甲"].alerts == (Alert.CASE, Alert.DROP)
    assert (told["甲"].numbers.shipped[now.date()], told["甲"].numbers.weight, told["甲"].numbers.cases) == (1, 1_000_000, 1)
    assert told["乙"].alerts == (Alert.SILENT,)
    assert [day.client.name for day in daily.today(db, now)] == ["甲", "乙"]


def test_money_that_fell_due_since_the_last_working_day_is_new(db, three, now):
    line = {"client_id": three[0].id, "biz_date": "2026-05-12", "item": "freight", "amount_incl_tax": 100_000, "vat_rate": 900}
    ledgers.create(db, ChargeLine, {**line, "due_date": "2026-06-11"}, now=now)
    assert (days(db, now)["甲"].numbers.overdue, days(db, now)["甲"].alerts) == (100_000, (Alert.OVERDUE,))
    paid = ledgers.create(db, Receipt, {"client_id": three[0].id, "received_on": "2026-06-12", "amount": 100_000}, now=now)
    receipts.apply_receipt(db, paid, applied_on=now.date(), now=now)
    assert not days(db, now)["甲"].alerts
