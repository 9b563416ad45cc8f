"""Waybills, trips and the fleet: what they may say, how they move, what the day board finds (domain.md §3.7)."""

import pytest

from csdesk.domain.checking import problems
from csdesk.domain.record import field_map, fields_of
from csdesk.domain.rows import Row
from csdesk.domain.states import Step
from csdesk.domain.transport.board import Load, Run, board
from csdesk.domain.transport.fleet import CAPACITY, Carrier, Driver, Vehicle, VehicleType, capacity_of
from csdesk.domain.transport.pod_moves import pod_days
from csdesk.domain.transport.trips import Trip
from csdesk.domain.transport.waybill_history import events, settle
from csdesk.domain.transport.waybill_moves import MACHINE
from csdesk.domain.transport.waybills import Waybill
from csdesk.errors import Refused

WAYBILL = {
    "waybill_no": "NB03-2606120031",
    "client_id": "c",
    "mode": "ftl",
    "goods_name": "冰箱",
    "pieces": 120,
    "unit": "piece",
    "origin_city": "宁波",
    "dest_city": "合肥",
    "planned_loading_at": "2026-06-12T14:00:00+08:00",
    "planned_departure_at": "2026-06-12T16:00:00+08:00",
    "required_arrival_at": "2026-06-13T08:00:00+08:00",
    "plan_date": "2026-06-12",
    "vehicle_type_req": "9.6m",
    "pod_required": True,
    "status": "pool",
}


def test_a_plain_waybill_is_in_order():
    assert problems(Waybill, WAYBILL) == []


@pytest.mark.parametrize(
    ("told", "field", "sentence"),
    [
        ({"pieces": None}, "pieces", "件数和重量请至少填一个"),
        ({"required_arrival_at": "2026-06-12T15:00:00+08:00"}, "required_arrival_at", "要求到达应晚于计划发车"),
        ({"planned_loading_at": "2026-06-12T17:00:00+08:00"}, "planned_departure_at", "计划发车不能早于要求装货时间"),
        ({"vehicle_type_req": "13m", "plate_no": "浙B12345"}, "trailer_plate_no", "请填写挂车牌"),
        ({"vehicle_type": "17.5m", "plate_no": "浙B12345"}, "trailer_plate_no", "请填写挂车牌"),
        ({"plate_no": "浙B1234挂"}, "plate_no", "牵引车或货车的车牌"),
        ({"plate_no": "浙B12345", "trailer_plate_no": "浙B54321"}, "trailer_plate_no", "以“挂”结尾"),
        ({"exemption_reason": "force_majeure"}, "exemption_approver", "批准人"),
        (
            {"loaded_at": "2026-06-12T16:00:00+08:00", "departed_at": "2026-06-12T15:00:00+08:00"},
            "departed_at",
            "发车时间不能早于装完时间",
        ),
        (
            {"departed_at": "2026-06-12T15:00:00+08:00", "signed_at": "2026-06-12T14:00:00+08:00"},
            "signed_at",
            "签收时间不能早于发车时间",
        ),
    ],
)
def test_what_a_waybill_may_not_say(told, field, sentence):
    found = problems(Waybill, {**WAYBILL, **told})
    assert [p.field for p in found] == [field]
    assert sentence in found[0].sentence


def test_a_semitrailer_asked_for_but_a_box_truck_sent_needs_no_trailer():
    assert problems(Waybill, {**WAYBILL, "vehicle_type_req": "13m", "vehicle_type": "9.6m", "plate_no": "浙B12345"}) == []


@pytest.mark.parametrize(
    ("written", "code"), [("9.6米", "9.6m"), ("9米6", "9.6m"), (9.6, "9.6m"), ("4.2", "4.2m"), ("13.75米", "13m"), ("１７.５米", "17.5m")]
)
def test_vehicle_types_as_people_write_them(written, code):
    assert field_map(Waybill)["vehicle_type_req"].read(written) == code


def test_every_vehicle_type_has_a_capacity_and_a_vehicles_own_stands_above_it():
    assert set(CAPACITY) == set(VehicleType)
    assert capacity_of("9.6m").payload == 18_000_000
    assert capacity_of("9.6m", {"payload": 12_000_000}).payload == 12_000_000
    assert capacity_of(None) is None


@pytest.mark.parametrize("record", [Driver, Vehicle, Carrier, Waybill, Trip])
def test_no_numbers_of_identity_cards_or_driving_licences(record):
    assert [f.label for f in fields_of(record) if "身份证" in f.label or "驾照" in f.label or "驾驶证号" in f.label] == []


def test_telephones_of_people_on_the_way_are_private():
    told = {f.name for record in (Waybill, Trip, Driver) for f in fields_of(record) if f.private}
    assert {"driver_phone", "shipper_phone", "consignee_phone", "mobile"} <= told


@pytest.mark.parametrize(
    ("origin", "dest", "days"),
    [("宁波", "宁波", 3), ("330200宁波", "330100杭州", 7), ("330200宁波", "340100合肥", 15), ("宁波", "合肥", 15)],
)
def test_days_until_the_pod_is_due(origin, dest, days):
    assert pod_days({"origin_city": origin, "dest_city": dest}) == days


T = {
    "departed_at": "2026-06-12T16:10:00+08:00",
    "arrived_at": "2026-06-13T07:00:00+08:00",
    "signed_at": "2026-06-13T09:00:00+08:00",
}


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ({}, "pool"),
        ({"plate_no": "浙B12345"}, "planned"),
        ({"departed_at": T["departed_at"]}, "in_transit"),
        (T, "signed"),
        ({**T, "sign_status": "rejected"}, "rejected"),
        ({**T, "status": "void"}, None),  # told: nothing to settle
    ],
)
def test_the_state_of_a_waybill_kept_before_follows_from_its_times(told, state):
    values = {k: v for k, v in WAYBILL.items() if k != "status"}
    assert settle({**values, **told}).get("status") == state


def test_a_waybill_kept_before_brings_its_events_at_rising_times():
    found = events({**WAYBILL, **T, "status": "signed", "owner_id": "s"}, "2026-06-30T18:00:00+08:00")
    assert [(e["node"], e["occurred_at"][5:16], e["to_status"]) for e in found] == [
        ("assigned", "06-12T16:00", "planned"),
        ("departed", "06-12T16:10", "in_transit"),
        ("arrived", "06-13T07:00", "arrived"),
        ("signed", "06-13T09:00", "signed"),
    ]
    assert [e["from_status"] for e in found] == [None, "planned", "in_transit", "arrived"]
    assert {e["owner_id"] for e in found} == {"s"}


def test_a_new_waybill_is_in_the_pool_from_now_on():
    found = events(WAYBILL, "2026-06-12T10:05:00+08:00")
    assert [(e["node"], e["occurred_at"], e["to_status"]) for e in found] == [("registered", "2026-06-12T10:05:00+08:00", "pool")]


# -- the day board --------------------------------------------------------------------------------------------------


def run(id_, plate="浙B12345", start="08:00", end="12:00", *, driver="王师傅", phone="19900000001", weight=5_000_000, kind="9.6m", **told):
    waybill = Row(0, "b", f"w{id_}", {"waybill_no": f"W{id_}", "required_arrival_at": "2026-06-12T18:00:00+08:00", **told})
    moments = [f"2026-06-12T{clock}:00+08:00" for clock in (start, end)]
    trip = Row(0, "b", id_, {})
    return Run(trip, True, f"派车单{id_}", plate, driver, phone, *moments, capacity_of(kind), (Load(waybill, weight, 20_000),))


def kinds(*runs):
    found = board("2026-06-12", [], [], runs)
    return {r.row.id: [c.kind.value for c in r.conflicts] for bar in found.bars for r in bar.runs if r.conflicts}


def test_runs_one_after_the_other_are_in_order():
    found = board("2026-06-12", [], [], [run("2", start="12:00", end="16:00"), run("1")])
    assert [(bar.plate, [r.row.id for r in bar.runs]) for bar in found.bars] == [("浙B12345", ["1", "2"])]
    assert found.conflicts == ()


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (run("2", start="11:00", end="15:00"), {"1": ["plate", "driver"], "2": ["plate", "driver"]}),
        (run("2", start="11:00", end="15:00", driver="李师傅", phone="19900000002"), {"1": ["plate"], "2": ["plate"]}),
        (run("2", plate="浙B99999", start="11:00", end="15:00"), {"1": ["driver"], "2": ["driver"]}),
        (run("2", plate="浙B99999", driver="李师傅", phone="19900000002", start="11:00", end="15:00"), {}),
        (run("2", start="13:00", end="15:00", weight=18_000_001), {"2": ["weight"]}),
        (run("2", start="13:00", end="15:00", weight=18_000_000), {}),
        (run("2", start="13:00", end="15:00", phone=""), {"2": ["no_phone"]}),
        (run("2", start="13:00", end="15:00", required_arrival_at="2026-06-12T12:30:00+08:00"), {"2": ["too_late"]}),
        (run("2", start="13:00", end="15:00", required_arrival_at="2026-06-12T14:30:00+08:00"), {"2": ["arrives_late"]}),
    ],
)
def test_what_cannot_be(second, expected):
    assert kinds(run("1"), second) == expected


ON_THE_ROAD = {**WAYBILL, "plate_no": "浙B12345", "driver_name": "王师傅", "capacity_type": "own", "status": "in_transit"}


def reassigned(filled, before=ON_THE_ROAD):
    step = Step(MACHINE.action("in_transit", "reassign"), before, filled, "2026-06-12T10:05:00+08:00", "张三", "specialist", "抛锚")
    MACHINE.judge(step, {f.name: f.label for f in fields_of(Waybill)})
    return {**before, **MACHINE.outcome(step)}


@pytest.mark.parametrize(
    ("filled", "sentence"),
    [
        ({"plate_no": "浙B54321"}, "改派前请填写：司机.*、运力"),
        ({"plate_no": "浙B54321", "driver_name": "李师傅"}, "改派前请填写：运力"),
        ({"plate_no": "浙B54321", "driver_name": "李师傅", "capacity_type": "contracted"}, "请填写承运商"),
    ],
)
def test_another_vehicle_is_told_whole(filled, sentence):
    """The driver and carrier of the vehicle before do not go with the new one, so they do not fill the gaps either."""
    with pytest.raises(Refused, match=sentence):
        reassigned(filled, {**ON_THE_ROAD, "carrier_id": "c"})


def test_another_driver_takes_over_the_same_vehicle():
    told = reassigned({"driver_name": "李师傅"})
    assert (told["plate_no"], told["driver_name"], told["capacity_type"]) == ("浙B12345", "李师傅", "own")
