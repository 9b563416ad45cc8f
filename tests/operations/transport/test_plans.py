"""Yesterday's plan as today's drafts, usual lanes, and what speaks against a vehicle before it is chosen."""

from datetime import date, timedelta

import pytest

from csdesk.domain.care.clients import Client
from csdesk.domain.rows import Filter, Query
from csdesk.domain.transport.fleet import Carrier, Vehicle
from csdesk.domain.transport.routes import Route
from csdesk.domain.transport.trips import Trip
from csdesk.domain.transport.waybills import Waybill
from csdesk.errors import Refused
from csdesk.operations import ledgers
from csdesk.operations.transport import assigning, dispatch, plans

pytestmark = pytest.mark.both_engines

DAY = date(2026, 6, 12)
NEXT = date(2026, 6, 13)
TRUCK = {"plate_no": "浙B12345", "vehicle_type": "9.6m", "driver_name": "王师傅", "driver_phone": "19900000001", "capacity_type": "own"}


@pytest.fixture
def waybill(db, now):
    client = ledgers.create(db, Client, {"legal_name": "宁波示例家电有限公司", "short_name": "示例家电", "client_type": "spot"}, now=now)

    def make(city="合肥", tonnes=5, **told):
        values = {"client_id": client.id, "goods_name": "冰箱", "weight": tonnes * 1_000_000, "origin_city": "宁波", "dest_city": city,
                  "planned_loading_at": "2026-06-12T12:00:00+08:00", "planned_departure_at": "2026-06-12T14:00:00+08:00",
                  "required_arrival_at": "2026-06-12T22:00:00+08:00", "vehicle_type_req": "9.6m"}  # fmt: skip
        return ledgers.create(db, Waybill, {**values, **told}, now=now)

    return make


def trips_of(db, day):
    found = ledgers.select(db, Trip, Query(filters=(Filter("plan_date", "is", day.isoformat()),)))
    return [(r.values["plate_no"], r.values["status"], r.values.get("route_name"), r.values["planned_departure_at"]) for r in found]


def the_run(db, day=DAY):
    return dispatch.day_board(db, day).bars[0].runs[0]


def test_a_day_is_copied_as_drafts_without_waybills_each_vehicle_once(db, waybill, now):
    dispatch.plan_trip(db, [waybill("合肥"), waybill("南京")], TRUCK, now=now)
    dispatch.assign(db, [waybill("无锡")], {**TRUCK, "plate_no": "浙B23456"}, now=now)
    assert plans.days_before(db, NEXT) == [(DAY, 2)]
    assert plans.copy_day(db, DAY, NEXT, now=now) == (2, 0)
    assert sorted(trips_of(db, NEXT)) == [
        ("浙B12345", "draft", "宁波 → 合肥、南京", "2026-06-13T14:00:00+08:00"),
        ("浙B23456", "draft", "宁波 → 无锡", "2026-06-13T14:00:00+08:00"),
    ]
    assert all(
        not run.loads for bar in dispatch.day_board(db, NEXT).bars for run in bar.runs if run.row.values["plan_date"] == NEXT.isoformat()
    )
    assert plans.copy_day(db, DAY, NEXT, now=now) == (0, 2)
    with pytest.raises(Refused, match="没有派车可以复制"):
        plans.copy_day(db, date(2026, 6, 1), NEXT, now=now)


def test_a_copy_of_a_copy_keeps_its_lane(db, waybill, now):
    dispatch.plan_trip(db, [waybill("合肥")], TRUCK, now=now)
    plans.copy_day(db, DAY, NEXT, now=now)
    plans.copy_day(db, NEXT, NEXT + timedelta(days=1), now=now)
    assert trips_of(db, NEXT + timedelta(days=1))[0][2] == "宁波 → 合肥"


def test_a_lane_is_saved_from_a_trip_and_driven_again(db, waybill, now):
    dispatch.plan_trip(db, [waybill("合肥")], TRUCK, now=now)
    route = plans.save_route(db, the_run(db), "甬合专线", now=now)
    told = {name: route.values[name] for name in ("origin_city", "dest_city", "departs", "standard_hours", "plate_no")}
    assert told == {"origin_city": "宁波", "dest_city": "合肥", "departs": "14:00", "standard_hours": 8, "plate_no": "浙B12345"}
    assert plans.save_route(db, the_run(db), "甬合专线", now=now).id == route.id
    empty = plans.drive_route(db, route, NEXT, [], now=now)
    assert (empty.values["status"], empty.values["planned_arrival_at"]) == ("draft", "2026-06-13T22:00:00+08:00")
    loaded = plans.drive_route(db, route, NEXT, [waybill("合肥")], now=now)
    assert (loaded.values["plan_date"], loaded.values["driver_phone"]) == ("2026-06-13", "19900000001")
    ledgers.change(db, Route, route, {"driver_name": None})
    with pytest.raises(Refused, match="还没有车牌和司机"):
        plans.drive_route(db, ledgers.get(db, Route, route.book, route.id), NEXT, [], now=now)


def test_what_speaks_against_a_vehicle_is_told_before(db, waybill, now):
    dispatch.plan_trip(db, [waybill("合肥")], TRUCK, now=now)
    papers = {"plate_no": "浙B12345", "vehicle_type": "9.6m", "insurance_until": "2026-06-01", "licence_until": "2026-06-30"}
    ledgers.create(db, Vehicle, papers, now=now)
    carrier = ledgers.create(
        db, Carrier, {"licence_name": "甬通物流有限公司", "short_name": "甬通", "transport_licence_until": "2026-01-31"}, now=now
    )
    heavy = waybill("南京", tonnes=20, distance_km=900)
    said = "\n".join(assigning.warnings(db, [heavy], {**TRUCK, "carrier_id": carrier.id}))
    for sentence in (
        "浙B12345 装 20 吨，超过核定 18 吨",
        "浙B12345 同时在",
        "司机王师傅 同时在",
        "浙B12345 的保险已过期",
        "浙B12345 的行驶证 2026-06-30 到期",
        "承运商甬通的道路运输许可证已于 2026-01-31 到期",
        "路上约 15 小时，预计 06-13 05:00 到，晚于要求的 06-12 22:00",
    ):
        assert sentence in said


def test_nothing_speaks_against_a_one_off_vehicle_that_fits(db, waybill):
    assert assigning.warnings(db, [waybill()], {**TRUCK, "plate_no": "皖A88888"}) == []
