"""Everything that happened with a client, newest first."""

import pytest
from offices import client

from csdesk.domain.care.followups import ClientLog
from csdesk.domain.care.visits import VisitPlan
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.money.losses import WriteOff
from csdesk.domain.money.receivables import Receipt
from csdesk.domain.transport.waybills import Waybill
from csdesk.operations import ledgers
from csdesk.operations.clients.timeline import timeline
from csdesk.operations.transport import dispatch


@pytest.fixture
def busy(db, now):
    """A client with a case, two follow-ups and a receipt; and another with one follow-up."""
    who, other = client(db, now), client(db, now, "别家")
    case = {"client_id": who.id, "received_at": "2026-06-11T08:00:00+08:00", "source": "phone", "type": "attitude"}
    case |= {"severity": "normal", "description": "电话无人接听", "registered_at": "2026-06-11T08:00:00+08:00"}
    ledgers.create(db, Complaint, case, now=now)
    for day, of in (("10", who), ("12", who), ("12", other)):
        told = {"client_id": of.id, "log_type": "call", "occurred_at": f"2026-06-{day}T09:00:00+08:00", "participants": ["张三"]}
        ledgers.create(db, ClientLog, {**told, "content": f"{day} 日电话问候，一切正常。"}, now=now)
    ledgers.create(db, Receipt, {"client_id": who.id, "received_on": "2026-06-09", "amount": 1234500}, now=now)
    return who


def test_the_newest_comes_first_whatever_ledger_it_is_in(db, busy):
    found = timeline(db, busy.id)
    assert [(e.at[:10], e.kind) for e in found.events] == [
        ("2026-06-12", "跟踪"), ("2026-06-11", "案件"), ("2026-06-10", "跟踪"), ("2026-06-09", "回款"),
    ]  # fmt: skip
    assert "电话" in found.events[0].text
    assert "12 日电话问候" in found.events[0].text
    assert "电话无人接听" in found.events[1].text
    assert found.events[1].state == "已登记"
    assert found.counts == {"案件": 1, "跟踪": 2, "回款": 1}
    assert not found.more


def test_one_kind_and_a_page_at_a_time(db, busy):
    assert [e.at[8:10] for e in timeline(db, busy.id, {"跟踪"}).events] == ["12", "10"]
    first = timeline(db, busy.id, limit=3)
    assert len(first.events) == 3
    assert first.more


def test_trips_plans_and_money_are_all_there(db, busy, now):
    at = "2026-06-13T08:00:00+08:00"
    goods = {
        "goods_name": "空调",
        "pieces": 1,
        "origin_city": "宁波",
        "dest_city": "上海",
        "vehicle_type_req": "9.6m",
        "plan_date": "2026-06-13",
    }
    times = {
        "planned_loading_at": at,
        "planned_departure_at": "2026-06-13T09:00:00+08:00",
        "required_arrival_at": "2026-06-13T20:00:00+08:00",
    }
    bill = ledgers.create(db, Waybill, {"client_id": busy.id, **goods, **times}, now=now)
    told = {"plate_no": "浙B12345", "vehicle_type": "9.6m", "capacity_type": "own", "driver_name": "王建军", "driver_phone": "13900139000"}
    dispatch.plan_trip(db, [bill], told, now=now)
    ledgers.create(db, VisitPlan, {"client_id": busy.id, "planned_on": "2026-06-20", "purpose": "季度回顾"}, now=now)
    loss = {"written_off_on": "2026-06-01", "amount": 100, "reason": "尾差", "approved_by": "李经理"}
    ledgers.create(db, WriteOff, {"client_id": busy.id, **loss}, now=now)
    found = timeline(db, busy.id, {"派车", "拜访计划", "坏账"})
    assert [(e.at[:10], e.kind) for e in found.events] == [("2026-06-20", "拜访计划"), ("2026-06-13", "派车"), ("2026-06-01", "坏账")]
    assert "浙B12345" in found.events[1].text
    assert "季度回顾" in found.events[0].text
    assert {"派车", "运单", "拜访计划", "坏账"} <= found.counts.keys()
