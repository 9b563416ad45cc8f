"""What stands on the papers of a trip, and that printing is counted."""

import pytest

from csdesk.domain.care.clients import Client
from csdesk.domain.rows import Filter, Query
from csdesk.domain.transport.trips import Trip, TripEvent, TripStop
from csdesk.domain.transport.waybills import Waybill
from csdesk.operations import ledgers
from csdesk.operations.transport import dispatch, papers

TRUCK = {"plate_no": "浙B12345", "vehicle_type": "9.6m", "driver_name": "王师傅", "driver_phone": "19900000001", "capacity_type": "own"}


@pytest.fixture
def trip(db, now):
    """A trip with two waybills: 合肥 is wanted later than 南京."""
    client = ledgers.create(db, Client, {"legal_name": "宁波示例家电有限公司", "short_name": "示例家电", "client_type": "spot"}, now=now)
    values = {"client_id": client.id, "goods_name": "冰箱", "origin_city": "宁波", "pieces": 10, "volume": 3000,
              "planned_loading_at": "2026-06-12T12:00:00+08:00", "planned_departure_at": "2026-06-12T14:00:00+08:00",
              "vehicle_type_req": "9.6m"}  # fmt: skip
    places = ((5_000_000, "合肥", "23:00"), (6_500_000, "南京", "20:00"))
    rows = [
        ledgers.create(db, Waybill, {**values, "weight": g, "dest_city": city, "required_arrival_at": f"2026-06-12T{at}:00+08:00"}, now=now)
        for g, city, at in places
    ]
    return dispatch.plan_trip(db, rows, TRUCK, now=now)


def test_the_paper_holds_the_trip_in_the_order_of_unloading(db, trip, now):
    paper = papers.trip_paper(db, trip, now)
    assert [(line.address, line.client, line.pieces, line.required) for line in paper.lines] == [
        ("南京", "示例家电", 10, "06-12 20:00"),
        ("合肥", "示例家电", 10, "06-12 23:00"),
    ]
    assert (paper.pieces, paper.weight, paper.volume, paper.by, paper.at) == (20, 11_500_000, 6000, "张三", "2026-06-12 10:05")
    assert {("车牌", "浙B12345"), ("司机电话", "19900000001"), ("车型", "9.6米")} <= set(paper.head)


def test_a_split_waybill_is_printed_with_its_part(db, trip, now):
    for stop in ledgers.select(db, TripStop, Query(filters=(Filter("place", "is", "南京"),))):
        ledgers.change(db, TripStop, stop, {"pieces": 4, "weight": 2_000_000})
    for stop in ledgers.select(db, TripStop, Query(filters=(Filter("kind", "is", "load"), Filter("place", "is", "宁波")))):
        ledgers.change(db, TripStop, stop, {"pieces": 4, "weight": 2_000_000})
    assert papers.trip_paper(db, trip, now).lines[0].pieces == 4


def test_printing_is_counted_with_an_event(db, trip, now):
    for kind in ("派车单", "装车单"):
        papers.printed(db, [trip], kind, now=now)
    assert ledgers.get(db, Trip, trip.book, trip.id).values["printed_count"] == 2
    events = ledgers.select(db, TripEvent, Query(filters=(Filter("trip_id", "is", trip.id),)))
    assert {e.values["action"] for e in events} >= {"打印派车单", "打印装车单"}
    ledgers.undo(db)
    assert ledgers.get(db, Trip, trip.book, trip.id).values["printed_count"] == 1
