"""Dispatching: trips carry waybills, many are signed at once, the day board shows the day."""

from datetime import date, timedelta

import pytest

from csdesk.domain.care.clients import Client
from csdesk.domain.rows import Filter, Query
from csdesk.domain.transport.fleet import Driver, Vehicle
from csdesk.domain.transport.trips import Trip, TripEvent, TripStop
from csdesk.domain.transport.waybills import Waybill
from csdesk.errors import Refused
from csdesk.operations import files, ledgers, moves
from csdesk.operations.transport import dispatch

pytestmark = pytest.mark.both_engines

DAY = date(2026, 6, 12)
TRUCK = {
    "plate_no": "浙B12345",
    "vehicle_type": "9.6m",
    "driver_name": "王师傅",
    "driver_phone": "19900000001",
    "capacity_type": "own",
}
#: The same lorry, a day after its waybills want it.
LATER = {
    "plan_date": "2026-06-13",
    "planned_departure_at": "2026-06-13T14:00:00+08:00",
    "planned_arrival_at": "2026-06-13T22:00:00+08:00",
}


@pytest.fixture
def three(db, now):
    """Three waybills of one client in the pool: 5, 6 and 8 tonnes."""
    client = ledgers.create(db, Client, {"legal_name": "宁波示例家电有限公司", "short_name": "示例家电", "client_type": "spot"}, now=now)
    told = {
        "client_id": client.id,
        "goods_name": "冰箱",
        "origin_city": "宁波",
        "planned_loading_at": "2026-06-12T12:00:00+08:00",
        "planned_departure_at": "2026-06-12T14:00:00+08:00",
        "vehicle_type_req": "9.6m",
    }
    to = [(5_000_000, "合肥", "22:00"), (6_000_000, "南京", "20:00"), (8_000_000, "无锡", "18:00")]
    return [
        ledgers.create(db, Waybill, {**told, "weight": g, "dest_city": city, "required_arrival_at": f"2026-06-12T{at}:00+08:00"}, now=now)
        for g, city, at in to
    ]


def again(db, rows):
    return [ledgers.get(db, Waybill, row.book, row.id) for row in rows]


def states(db, rows):
    return [row.values["status"] for row in again(db, rows)]


def stops(db, trip):
    found = ledgers.select(db, TripStop, Query(filters=(Filter("trip_id", "is", trip.id),)))
    return [(s.values["kind"], s.values["place"]) for s in found]


def test_a_trip_takes_its_waybills_and_their_times(db, three, now):
    trip = dispatch.plan_trip(db, three[:2], TRUCK, now=now)
    assert trip.values["trip_no"].startswith("PC-NB")
    assert (trip.values["planned_departure_at"][11:16], trip.values["planned_arrival_at"][11:16]) == ("14:00", "22:00")
    assert states(db, three) == ["planned", "planned", "pool"]
    assert again(db, three)[0].values["driver_phone"] == "19900000001"
    assert stops(db, trip) == [("load", "宁波"), ("load", "宁波"), ("unload", "南京"), ("unload", "合肥")]

    ledgers.undo(db)
    assert states(db, three) == ["pool", "pool", "pool"]
    assert ledgers.count(db, Trip, Query()) == 0
    assert files.check(db) == []


def test_a_trip_moves_its_waybills(db, three, now):
    trip = dispatch.plan_trip(db, three[:2], TRUCK, now=now)
    seen = []
    for n, name in enumerate(("approve", "load", "depart", "arrive", "complete"), 1):
        trip = moves.act(db, Trip, trip, name, {}, now=now + timedelta(hours=n))
        seen.append((trip.values["status"], *states(db, three[:2])))
    assert seen == [
        ("approved", "planned", "planned"),
        ("loading", "loading", "loading"),
        ("departed", "in_transit", "in_transit"),
        ("arrived", "arrived", "arrived"),
        ("completed", "arrived", "arrived"),
    ]
    assert {row.values["departed_at"] for row in again(db, three[:2])} == {trip.values["departed_at"]}
    assert ledgers.count(db, TripEvent, Query()) == 6


def test_a_waybill_that_arrived_earlier_keeps_its_time(db, three, now):
    trip = dispatch.plan_trip(db, three[:2], TRUCK, now=now)
    for n, name in enumerate(("approve", "depart"), 1):
        trip = moves.act(db, Trip, trip, name, {}, now=now + timedelta(hours=n))
    moves.act(db, Waybill, again(db, three)[0], "arrive", {}, now=now + timedelta(hours=3))
    moves.act(db, Trip, trip, "arrive", {}, now=now + timedelta(hours=4))
    assert [row.values["arrived_at"][11:16] for row in again(db, three[:2])] == ["13:05", "14:05"]


def test_a_trip_without_waybills_is_not_approved(db, now):
    told = {**TRUCK, "planned_departure_at": "2026-06-12T14:00:00+08:00", "planned_arrival_at": "2026-06-12T20:00:00+08:00"}
    trip = ledgers.create(db, Trip, told, now=now)
    with pytest.raises(Refused, match="还没有运单"):
        moves.act(db, Trip, trip, "approve", {}, now=now)


def test_waybills_are_added_and_taken_off_until_it_loads(db, three, now):
    trip = dispatch.plan_trip(db, three[:1], TRUCK, now=now)
    dispatch.add_to_trip(db, trip, three[1:2], now=now)
    dispatch.remove_from_trip(db, trip, again(db, three[:1]), now=now)
    assert states(db, three) == ["pool", "planned", "pool"]
    assert "plate_no" not in again(db, three)[0].values
    assert stops(db, trip) == [("load", "宁波"), ("unload", "南京")]

    trip = moves.act(db, Trip, moves.act(db, Trip, trip, "approve", {}, now=now), "load", {}, now=now)
    with pytest.raises(Refused, match="不能再增减运单"):
        dispatch.add_to_trip(db, trip, three[2:], now=now)


def test_voiding_a_trip_returns_its_waybills_to_the_pool(db, three, now):
    trip = dispatch.plan_trip(db, three, TRUCK, now=now)
    moves.act(db, Trip, trip, "void", {"void_reason": "车坏了"}, now=now)
    assert states(db, three) == ["pool", "pool", "pool"]
    assert dispatch.day_board(db, DAY).bars == ()


def test_a_waybill_already_planned_is_not_planned_twice_and_nothing_is_written(db, three, now):
    dispatch.plan_trip(db, three[:1], TRUCK, now=now)
    with pytest.raises(Refused, match="不能做这一步"):
        dispatch.plan_trip(db, again(db, three), {**TRUCK, "plate_no": "浙B99999"}, now=now)
    assert ledgers.count(db, Trip, Query()) == 1
    assert states(db, three) == ["planned", "pool", "pool"]


def test_a_vehicle_of_the_fleet_fills_in_a_trip(db, three, now):
    driver = ledgers.create(db, Driver, {"name": "王师傅", "mobile": "19900000001"}, now=now)
    vehicle = ledgers.create(db, Vehicle, {"plate_no": "浙B12345", "vehicle_type": "9.6m", "driver_id": driver.id}, now=now)
    trip = dispatch.plan_trip(db, three[:1], dispatch.assignment_of(db, vehicle), now=now)
    assert [trip.values[name] for name in ("plate_no", "driver_name", "driver_phone")] == ["浙B12345", "王师傅", "19900000001"]


def test_many_are_signed_at_once_or_none(db, three, now):
    rows = dispatch.assign(db, three, TRUCK, now=now)
    for n, name in enumerate(("depart", "arrive"), 1):
        rows = moves.act_many(db, Waybill, rows, name, {}, now=now + timedelta(hours=n))
    with pytest.raises(Refused, match="签收前请填写：签收状态"):
        moves.act_many(db, Waybill, rows, "sign", {"signed_by": "收货员"}, now=now + timedelta(hours=3))
    assert states(db, three) == ["arrived"] * 3
    moves.act_many(db, Waybill, rows, "sign", {"signed_by": "收货员", "sign_status": "ok"}, now=now + timedelta(hours=3))
    assert states(db, three) == ["signed"] * 3
    ledgers.undo(db)
    assert states(db, three) == ["arrived"] * 3


def test_the_day_board(db, three, now):
    dispatch.plan_trip(db, three[:2], TRUCK, now=now)
    held = moves.act(db, Waybill, three[2], "hold", {"hold_reason": "等客户确认", "hold_until": "2026-06-15"}, now=now)
    board = dispatch.day_board(db, DAY)
    (bar,) = board.bars
    (run,) = bar.runs
    assert (run.weight, run.capacity.payload, len(run.loads)) == (11_000_000, 18_000_000, 2)
    assert [c.kind.value for c in board.conflicts] == ["arrives_late"]  # 南京 wants it at 20:00, the trip ends at 22:00
    assert ([row.id for row in board.held], board.unassigned) == ([held.id], ())


def test_the_day_board_finds_double_booking_overload_and_old_papers(db, three, now):
    ledgers.create(db, Vehicle, {"plate_no": "浙B12345", "vehicle_type": "9.6m", "insurance_until": "2026-06-11"}, now=now)
    dispatch.plan_trip(db, three[:1], {**TRUCK, "payload": 4_000_000}, now=now)
    dispatch.assign(db, three[1:2], {k: v for k, v in TRUCK.items() if k != "driver_phone"}, now=now)
    board = dispatch.day_board(db, DAY)
    found = {run.is_trip: sorted(c.kind.value for c in run.conflicts) for run in board.bars[0].runs}
    assert found == {True: ["driver", "expired", "plate", "weight"], False: ["driver", "expired", "no_phone", "plate"]}
    assert [row.values["dest_city"] for row in board.unassigned] == ["无锡"]


def test_waybills_that_leave_together_on_one_vehicle_are_one_run(db, three, now):
    dispatch.assign(db, three, TRUCK, now=now)
    (run,) = dispatch.day_board(db, DAY).bars[0].runs
    assert (run.weight, run.conflicts[0].kind.value) == (19_000_000, "weight")


def test_a_waybill_left_over_waits_on_the_next_day_too(db, three, now):
    assert len(dispatch.day_board(db, DAY + timedelta(days=1)).unassigned) == 3
    assert dispatch.day_board(db, DAY - timedelta(days=1)).unassigned == ()


def test_a_waybill_on_a_trip_of_another_day_is_on_the_board_of_that_day_only(db, three, now):
    dispatch.assign(db, three[2:], TRUCK, now=now)
    trip = dispatch.plan_trip(db, three[:2], {**TRUCK, **LATER}, now=now)
    (bar,) = dispatch.day_board(db, DAY).bars
    assert [(run.is_trip, len(run.loads)) for run in bar.runs] == [(False, 1)]
    (bar,) = dispatch.day_board(db, DAY + timedelta(days=1)).bars
    assert [(run.is_trip, len(run.loads)) for run in bar.runs] == [(True, 2)]

    moves.act(db, Trip, trip, "void", {"void_reason": "改天再发"}, now=now)
    dispatch.assign(db, again(db, three[:2]), TRUCK, now=now)
    (bar,) = dispatch.day_board(db, DAY).bars
    assert [(run.is_trip, len(run.loads)) for run in bar.runs] == [(False, 3)]  # a void trip carries nothing
