"""The watch over what is on the way: whom to call, what they say, what the client is told."""

from datetime import timedelta

import pytest

from csdesk.domain.care.clients import Client
from csdesk.domain.care.sops import ClientSop, SopSection
from csdesk.domain.moments import wire_moment
from csdesk.domain.rows import Filter, Query
from csdesk.domain.transport.routes import Route
from csdesk.domain.transport.waybill_events import WaybillEvent
from csdesk.domain.transport.waybills import Waybill
from csdesk.operations import ledgers, moves
from csdesk.operations.transport import dispatch, transit

pytestmark = pytest.mark.both_engines

WHO = {"plate_no": "浙B12345", "driver_name": "王师傅", "driver_phone": "19900000001", "capacity_type": "spot"}


@pytest.fixture
def client(db, now):
    return ledgers.create(db, Client, {"legal_name": "宁波示例家电有限公司", "short_name": "示例家电", "client_type": "spot"}, now=now)


@pytest.fixture
def driving(db, client, now):
    """Makes a waybill to a city that left the given hours before now."""

    def make(city, hours, **told):
        left = now - timedelta(hours=hours)
        values = {"client_id": client.id, "goods_name": "冰箱", "pieces": 120, "origin_city": "宁波", "dest_city": city,
                  "vehicle_type_req": "9.6m",
                  "planned_loading_at": wire_moment(left), "planned_departure_at": wire_moment(left),
                  "required_arrival_at": wire_moment(now + timedelta(hours=6)), **told}  # fmt: skip
        row = ledgers.create(db, Waybill, values, now=left)
        [row] = dispatch.assign(db, [row], WHO, now=left)
        return moves.act(db, Waybill, row, "depart", {}, now=left)

    return make


def shown(db, now):
    return [(w.row.values["dest_city"], w.next_call[11:16], w.urgency.value, w.late) for w in transit.watched(db, now)]


def test_whoever_was_not_heard_of_for_hours_is_called_first(db, driving, now):
    driving("合肥", 2)
    driving("南京", 4)
    driving("广州", 9)
    assert shown(db, now) == [
        ("广州", "05:05", "overdue", False),
        ("南京", "10:05", "now", False),
        ("合肥", "12:05", "later", False),
    ]


def test_a_lane_has_hours_of_its_own(db, driving, now):
    driving("合肥", 2)
    ledgers.create(db, Route, {"name": "甬合", "origin_city": "宁波", "dest_city": "合肥", "standard_hours": 9, "call_hours": 1}, now=now)
    assert shown(db, now) == [("合肥", "09:05", "overdue", True)]


def test_the_sop_that_holds_today_goes_before_the_lane(db, client, driving, now):
    driving("合肥", 2)
    for version, start, end, status, hours in (
        (1, "2026-01-01", "2026-05-31", "superseded", 1),
        (2, "2026-06-01", None, "effective", 3),
        (3, "2026-07-01", None, "effective", 2),
    ):
        told = {"client_id": client.id, "version": version, "effective_from": start, "effective_to": end, "status": status}
        sop = ledgers.create(db, ClientSop, {**told, "change_reason": "新签", "author_id": client.values["owner_id"]}, now=now)
        ledgers.create(db, SopSection, {"sop_id": sop.id, "code": "tracking", "body": "按时回报", "tracking_interval_h": hours}, now=now)
    assert shown(db, now) == [("合肥", "11:05", "later", False)]


def test_what_should_have_left_is_called_for_too(db, client, driving, now):
    row = driving("合肥", 1)
    assert shown(db, now + timedelta(hours=7))[0][3]
    told = {name: row.values[name] for name in ("client_id", "goods_name", "pieces", "origin_city", "dest_city", "vehicle_type_req",
            "planned_loading_at", "planned_departure_at", "required_arrival_at")}  # fmt: skip
    [late] = dispatch.assign(
        db, [ledgers.create(db, Waybill, {**told, "dest_city": "无锡"}, now=now - timedelta(hours=3))], WHO, now=now - timedelta(hours=3)
    )
    assert late.values["status"] == "planned"
    assert ("无锡", "09:05", "overdue", False) in shown(db, now)


def test_the_next_call_that_was_agreed_wins_and_all_of_a_vehicle_are_told_at_once(db, driving, now):
    rows = [driving("合肥", 5), driving("合肥", 5)]
    told = {"node": "checkpoint", "location": "芜湖", "next_check_at": "2026-06-12T11:00:00+08:00", "eta": "2026-06-12T18:00:00+08:00"}
    transit.report(db, rows, told, now=now)
    assert shown(db, now) == [("合肥", "11:00", "later", True)] * 2
    ledgers.undo(db)
    assert [urgency for *_, urgency, _ in shown(db, now)] == ["overdue", "overdue"]


def test_arriving_is_a_step_of_the_waybill(db, driving, now):
    row = driving("合肥", 5)
    transit.report(db, [row], {"node": "arrived", "location": "合肥仓"}, now=now)
    assert ledgers.get(db, Waybill, row.book, row.id).values["status"] == "arrived"
    events = ledgers.select(db, WaybillEvent, Query(filters=(Filter("waybill_id", "is", row.id),)))
    assert {"arrived", "checkpoint"} <= {e.values["node"] for e in events}


def test_the_client_is_told_where_his_cargo_is(db, client, driving, now):
    row = driving("合肥", 2, client_order_no="A-7")
    transit.report(db, [row], {"node": "exception", "exception_code": "traffic", "location": "芜湖", "note": "司机骂人"}, now=now)
    number = row.values["waybill_no"]
    said = (
        f"示例家电 货物在途情况：\n【{number}，客户单号 A-7】宁波 → 合肥，冰箱 120 件，车牌 浙B12345："
        "今天 08:05 已发车，今天 10:05 在芜湖，途中遇堵车，预计 今天 16:05 到达。"
    )
    assert transit.status_text(db, [row], now) == said
    assert transit.answer(db, "client", client.book, client.id, now) == said
    assert transit.answer(db, "waybill", row.book, row.id, now) == said
    assert transit.answer(db, "trip", row.book, row.id, now) == ""
    late = transit.status_text(db, [row], now + timedelta(hours=9))
    assert late.endswith("途中遇堵车，预计到达时间已过，正在核实。")
