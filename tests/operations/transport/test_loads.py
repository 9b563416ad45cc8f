"""The proposal for the day's loads: beside the plan by hand, never worse, taken in one change set that can be undone."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from benchmarks.demo_day import busiest_day, enter
from csdesk.domain.care.clients import Client
from csdesk.domain.care.sops import ClientSop, SopSection
from csdesk.domain.office import Policy
from csdesk.domain.progress import quiet
from csdesk.domain.rows import Filter, Query
from csdesk.domain.transport.fleet import Driver, Vehicle
from csdesk.domain.transport.road import rate
from csdesk.domain.transport.routes import Route
from csdesk.domain.transport.trips import Trip, TripStop
from csdesk.domain.transport.waybills import Waybill
from csdesk.errors import Refused
from csdesk.operations import files, ledgers, moves
from csdesk.operations.transport import assigning, dispatch, load_problem, loads
from csdesk.store import changesets

DAY = date(2026, 6, 13)


@pytest.fixture
def client(db, now):
    def make(name="示例家电", **told):
        values = {"legal_name": f"{name}有限公司", "short_name": name, "client_type": "spot", **told}
        return ledgers.create(db, Client, values, now=now).id

    return make


@pytest.fixture
def bill(db, now):
    """A part load of 3 tonnes from 宁波, loaded from eight to twelve, wanted by the end of the day."""

    def make(client, city="杭州", **told):
        values = {"client_id": client, "goods_name": "配件", "mode": "ltl", "origin_city": "宁波", "dest_city": city, "weight": 3_000_000,
                  "volume": 9_000, "vehicle_type_req": "9.6m", "plan_date": "2026-06-13", "planned_loading_at": "2026-06-13T08:00:00+08:00",
                  "planned_departure_at": "2026-06-13T12:00:00+08:00", "required_arrival_at": "2026-06-13T23:00:00+08:00"}  # fmt: skip
        return ledgers.create(db, Waybill, {**values, **told}, now=now)

    return make


@pytest.fixture
def vehicle(db, now):
    def make(n, kind="9.6m", **told):
        driver = ledgers.create(db, Driver, {"name": f"师傅{n}", "mobile": f"1990000000{n}"}, now=now)
        values = {"plate_no": f"浙B1000{n}", "vehicle_type": kind, "driver_id": driver.id, **told}
        return ledgers.create(db, Vehicle, values, now=now)

    return make


def propose(db, now, day=DAY):
    return loads.propose(db, day, quiet, now=now, seconds=60, idle=300)


def carried(proposal):
    """What rides with what in the proposal: plate → destinations."""
    day = proposal.day
    return {day.wheels[one.load.truck].plate: [day.rows[n].values["dest_city"] for n in one.load.orders] for one in proposal.proposed.sound}


def states(db):
    return sorted(
        (row.values["dest_city"], row.values["status"], row.values.get("plate_no")) for row in ledgers.select(db, Waybill, Query())
    )


def trips(db):
    return [(row.values["plate_no"], row.values["status"]) for row in ledgers.select(db, Trip, Query(sort="trip_no"))]


@pytest.fixture
def by_hand(db, now, client, bill, vehicle):
    """Three part loads of one client's, two of them on a vehicle each, by hand."""
    owner = client()
    bills = [bill(owner, city) for city in ("杭州", "绍兴", "嘉兴")]
    fleet = [vehicle(1), vehicle(2)]
    for row, one in zip(bills, fleet, strict=False):
        dispatch.plan_trip(db, [row], dispatch.assignment_of(db, one), now=now)
    return bills


def test_a_proposal_stands_beside_the_plan_by_hand_and_writes_nothing(db, now, by_hand):
    before = states(db)
    proposal = propose(db, now)
    hand, new = proposal.worths
    assert (hand.vehicles, hand.carried, hand.left) == (2, 2, 1)
    assert (new.vehicles, new.carried, new.left) == (1, 3, 0)
    assert new.price < hand.price
    assert new.filled > hand.filled
    assert proposal.better
    assert states(db) == before


def test_it_is_taken_in_one_change_set_and_undone_in_one(db, now, by_hand):
    proposal = propose(db, now)
    before = states(db), trips(db)
    assert loads.take(db, proposal, proposal.proposed.sound, now=now) == 3
    plates = {plate for _, status, plate in states(db) if status == "planned"}
    assert [status for _, status, _ in states(db)] == ["planned"] * 3
    assert len(plates) == 1
    made = next(row for row in ledgers.select(db, Trip, Query()) if row.values["status"] == "draft")
    stops = ledgers.select(db, TripStop, Query(filters=(Filter("trip_id", "is", made.id),), sort="seq"))
    assert [stop.values["kind"] for stop in stops] == ["load"] * 3 + ["unload"] * 3
    assert sorted(status for _, status in trips(db)) == ["draft", "void", "void"]
    assert len({row.values["trip_no"] for row in ledgers.select(db, Trip, Query())}) == 3
    assert made.values["planned_loading_at"] < made.values["planned_departure_at"] < made.values["planned_arrival_at"]
    assert files.check(db) == []

    assert ledgers.undo(db).title == "采用 2026-06-13 配载建议（1 车 3 票）"
    assert (states(db), trips(db)) == before
    assert files.check(db) == []


def test_what_was_taken_is_what_the_board_shows_and_cannot_be_made_better(db, now, by_hand):
    proposal = propose(db, now)
    loads.take(db, proposal, proposal.proposed.sound, now=now)
    again = propose(db, now)
    assert not again.better
    assert not any(again.changed(one) for one in again.proposed.sound)
    assert again.by_hand.price == proposal.proposed.price


def test_one_load_is_taken_and_the_rest_stays_by_hand(db, now, client, bill, vehicle):
    for n, city in enumerate(("杭州", "合肥")):
        row = bill(client(f"客户{n}", industry="food"), city, mode="ftl")
        one = vehicle(n, "13m", trailer_plate_no=f"浙B100{n}挂")
        dispatch.plan_trip(db, [row], dispatch.assignment_of(db, one), now=now)
    vehicle(5), vehicle(6)
    proposal = propose(db, now)
    small = [one for one in proposal.proposed.sound if proposal.changed(one)]
    assert len(small) == 2  # smaller vehicles are cheaper
    loads.take(db, proposal, small[:1], now=now)
    assert sorted(status for _, status in trips(db)) == ["draft", "draft", "void"]
    moved = next(row for row in ledgers.select(db, Waybill, Query()) if row.values["plate_no"].startswith(("浙B10005", "浙B10006")))
    assert moved.values.get("trailer_plate_no") is None


def test_waybills_without_a_trip_change_over_too(db, now, client, bill, vehicle):
    owner = client()
    rows = [bill(owner, city) for city in ("杭州", "绍兴")]
    for n, row in enumerate(rows):
        told = {
            "plate_no": f"皖A6F21{n}",
            "vehicle_type": "9.6m",
            "capacity_type": "spot",
            "driver_name": "孙师傅",
            "driver_phone": "19900000009",
        }
        dispatch.assign(db, [row], told, now=now)
    proposal = propose(db, now)
    loads.take(db, proposal, proposal.proposed.sound, now=now)
    assert len({row.values["plate_no"] for row in ledgers.select(db, Waybill, Query())}) == 1
    assert files.check(db) == []


def test_a_waybill_that_moved_on_since_is_refused_and_nothing_is_done(db, now, by_hand):
    proposal = propose(db, now)
    moves.act(db, Waybill, ledgers.get(db, Waybill, by_hand[2].book, by_hand[2].id), "void", {"void_reason": "client"}, now=now)
    before = states(db), trips(db)
    with pytest.raises(Refused, match="状态已经变化"):
        loads.take(db, proposal, proposal.proposed.sound, now=now)
    assert (states(db), trips(db)) == before


# -- the rules ------------------------------------------------------------------------------------------------------


def sop(db, now, client, **terms):
    version = ledgers.create(db, ClientSop, {"client_id": client, "version": 1, "effective_from": "2026-01-01", "change_reason": "首版",
                                             "author_id": "x", "status": "effective"}, now=now)  # fmt: skip
    ledgers.create(db, SopSection, {"sop_id": version.id, "code": "vehicle", "body": "见参数", **terms}, now=now)


def test_a_sop_limits_the_vehicle_and_the_company(db, now, client, bill, vehicle):
    food, paint = client("海曙食品", industry="food"), client("镇海化工", industry="chemicals")
    sop(db, now, food, not_mixed_with=["chemicals"], vehicles_only=["9.6m"])
    bill(food, "杭州"), bill(paint, "杭州")
    vehicle(1), vehicle(2), vehicle(3, "6.8m")
    found = propose(db, now)
    assert sorted(carried(found)) == ["浙B10001", "浙B10003"] or sorted(carried(found)) == ["浙B10002", "浙B10003"]


def test_what_nobody_can_carry_is_left_with_the_reason(db, now, client, bill, vehicle):
    owner = client()
    vehicle(1, "6.8m")
    whole = bill(owner, "杭州", mode="ftl", vehicle_type_req="13m")
    heavy = bill(owner, "绍兴", weight=12_000_000)
    unknown = bill(owner, "某地")
    found = propose(db, now)
    assert {row.id: why for row, why in found.left()} == {
        whole.id: "没有合适的车：整车要 13米 或更大的车；已列入外协询价",
        heavy.id: "比每辆合适的车的核定载重都重，需要拆票或外调大车；已列入外协询价",
        unknown.id: "认不出始发或目的城市，量不出里程；请改成“330200 宁波”或“宁波”这样的写法，或在常用线路里登记里程",
    }


def test_a_usual_lane_makes_an_unknown_city_known(db, now, client, bill, vehicle):
    vehicle(1)
    bill(client(), "某地")
    ledgers.create(
        db, Route, {"name": "甬某线", "origin_city": "宁波", "dest_city": "某地", "distance_km": 120, "standard_hours": 3}, now=now
    )
    assert propose(db, now).worths[1].km == 120


def test_a_waybill_without_weight_and_volume_is_told_and_left_out(db, now, client, bill, vehicle):
    owner = client()
    vehicle(1)
    bill(owner)
    nothing = bill(owner, "绍兴", weight=None, volume=None, pieces=3)
    found = propose(db, now)
    assert found.day.notes == (f"{nothing.values['waybill_no']} 没有重量和体积，算不出装不装得下，没有参加配载",)
    assert carried(found) == {"浙B10001": ["杭州"]}


def test_vehicles_without_papers_or_driver_are_told_and_left_out(db, now, client, bill, vehicle):
    one = bill(client())
    vehicle(1, insurance_until="2026-06-01")
    ledgers.create(db, Vehicle, {"plate_no": "浙B20000", "vehicle_type": "9.6m"}, now=now)
    [(_, why)] = propose(db, now).left()
    assert why == "没有空闲的车辆；已列入外协询价"
    moves.act(db, Waybill, one, "void", {"void_reason": "client"}, now=now)
    bill(one.values["client_id"], "某地")
    with pytest.raises(Refused, match="没有空闲的车辆"):
        propose(db, now)
    vehicle(2)
    assert propose(db, now).day.notes == ("浙B10001 的保险已过期，没有排它", "浙B20000 没有常用司机，没有排它")


def test_a_vehicle_that_is_on_the_way_is_not_used(db, now, client, bill, vehicle):
    owner = client()
    one = vehicle(1)
    vehicle(2, "13m", trailer_plate_no="浙B1002挂")
    away = bill(owner, "合肥", plan_date="2026-06-12", planned_loading_at="2026-06-12T08:00:00+08:00",
                planned_departure_at="2026-06-12T09:00:00+08:00", required_arrival_at="2026-06-13T21:00:00+08:00")  # fmt: skip
    trip = dispatch.plan_trip(db, [away], dispatch.assignment_of(db, one), now=now)
    moves.act(db, Trip, moves.act(db, Trip, trip, "approve", {}, now=now), "depart", {}, now=now)
    bill(owner)
    assert list(carried(propose(db, now))) == ["浙B10002"]


def test_a_day_without_anything_to_plan_is_refused(db, now):
    with pytest.raises(Refused, match="没有可以配载的运单"):
        propose(db, now)


def test_more_waybills_than_can_be_planned_at_once_are_refused(db, now, by_hand, monkeypatch):
    monkeypatch.setattr(load_problem, "MOST", 2)
    with pytest.raises(Refused, match="有 3 票可以配载，一次最多算 2 票"):
        propose(db, now)


def test_of_very_many_waiting_waybills_the_board_lists_some_and_counts_the_rest(db, client, bill, monkeypatch):
    monkeypatch.setattr(dispatch, "MOST_WAITING", 2)
    owner = client()
    for city in ("杭州", "绍兴", "嘉兴"):
        bill(owner, city)
    seen = dispatch.day_board(db, DAY)
    assert (len(seen.unassigned), seen.more) == (2, 1)


def test_a_day_that_is_over_is_only_compared(db, now, by_hand):
    later = now + timedelta(days=3)
    proposal = propose(db, later)
    assert proposal.day.review
    with pytest.raises(Refused, match="只供对照"):
        loads.take(db, proposal, proposal.proposed.sound, now=later)


def test_the_demos_busiest_day_is_never_worse_than_by_hand(db):
    day = busiest_day()
    now = enter(db, day)
    proposal = propose(db, now, day)
    hand, new = proposal.worths
    assert hand.carried + hand.left + hand.faulty == len(proposal.day.rows) >= 9
    assert (new.faulty, proposal.proposed.faulty) == (0, ())
    assert proposal.proposed.rank <= proposal.by_hand.rank
    assert new.price <= hand.price


# -- the same rules by hand -------------------------------------------------------------------------------------------


def test_what_sops_and_papers_say_is_told_before_a_vehicle_is_given_by_hand(db, now, client, bill):
    food, paint = client("海曙食品", industry="food"), client("镇海化工", industry="chemicals")
    sop(db, now, food, not_mixed_with=["chemicals"], vehicles_only=["9.6m"])
    rows = [bill(food, "杭州"), bill(paint, "杭州")]
    driver = ledgers.create(db, Driver, {"name": "王师傅", "mobile": "19900000001", "licence_until": "2026-06-01"}, now=now)
    one = ledgers.create(db, Vehicle, {"plate_no": "浙B12345", "vehicle_type": "6.8m", "driver_id": driver.id}, now=now)
    first, second = (row.values["waybill_no"] for row in rows)
    said = assigning.warnings(db, rows, dispatch.assignment_of(db, one))
    assert said == [
        "司机王师傅的驾驶证已于 2026-06-01 到期",
        f"{first}：客户 SOP 只用 9.6米",
        f"{first} 和 {second}：客户 SOP 规定不与这一行业的货同车",
    ]


# -- vehicles from outside ------------------------------------------------------------------------------------------------


def hired(proposal):
    """Type → destinations, of the loads that are offered to carriers."""
    rows = proposal.day.rows
    return [(one.kind, sorted(rows[n].values["dest_city"] for n in one.one.load.orders)) for one in proposal.hired]


def test_what_own_vehicles_cannot_carry_is_offered_on_one_from_outside(db, now, client, bill, vehicle):
    owner = client()
    for city in ("杭州", "绍兴"):
        bill(owner, city)
    bill(owner, "上海", weight=30_000_000)
    vehicle(1)
    before = states(db)
    proposal = propose(db, now)
    assert hired(proposal) == [("13m", ["上海"])]
    assert carried(proposal).keys() == {"浙B10001"}
    assert [why.endswith("；已列入外协询价") for _, why in proposal.left()] == [True]
    assert states(db) == before  # nothing is taken


def test_without_any_own_vehicle_small_ones_ride_together_on_a_cheap_one(db, now, client, bill):
    owner = client()
    for city in ("杭州", "杭州"):
        bill(owner, city)
    assert hired(propose(db, now)) == [("6.8m", ["杭州", "杭州"])]


def test_what_own_vehicles_carry_is_not_offered(db, now, client, bill, vehicle):
    bill(client())
    vehicle(1)
    assert hired(propose(db, now)) == []


@pytest.mark.parametrize(("percent", "times"), [(None, 1.2), ("50", 1.5), ("0", 1.0)])
def test_its_price_is_that_of_the_market_and_as_much_dearer_as_the_company_says(db, now, client, bill, percent, times):
    bill(client())
    if percent:
        with changesets.change_set(db, "试") as work:
            work.site = replace(work.site, role="branch_manager")  # whose file this policy came with
            work.create(Policy, {"key": "hire_percent", "value": percent, "valid_from": "2026-06-01"})
    [one] = propose(db, now).hired
    start, each = rate("6.8m")
    assert (one.kind, one.lane) == ("6.8m", False)
    assert one.price == pytest.approx((start + each * one.one.distance) * times, rel=0.01)


def test_a_lane_with_a_price_says_it(db, now, client, bill):
    bill(client())
    lane = {"name": "杭州", "origin_city": "宁波", "dest_city": "杭州", "vehicle_type": "6.8m", "freight_cost": 900_00}
    ledgers.create(db, Route, lane, now=now)
    assert [(one.kind, one.price, one.lane) for one in propose(db, now).hired] == [("6.8m", 900_00, True)]
