"""Dispatching: giving waybills a vehicle, putting them on trips and taking them off, the day board."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from csdesk.domain.checking import Invalid
from csdesk.domain.history import entry_problems
from csdesk.domain.record import Values, title_of
from csdesk.domain.rows import Filter, Query, Row
from csdesk.domain.transport.board import DayBoard, board
from csdesk.domain.transport.fleet import Driver
from csdesk.domain.transport.trip_moves import OPEN
from csdesk.domain.transport.trips import StopKind, Trip, TripStop
from csdesk.domain.transport.waybill_moves import ASSIGNMENT
from csdesk.domain.transport.waybills import Waybill, WaybillStatus
from csdesk.errors import Refused
from csdesk.operations import ledgers, moves
from csdesk.operations.completion import Completion
from csdesk.operations.transport import driving
from csdesk.store import changesets, ledger
from csdesk.store.changesets import ChangeSet
from csdesk.store.database import Database
from csdesk.store.lookup import Connection

#: What is said about the vehicle and driver of a trip.
VEHICLE = ("vehicle_id", "driver_id", "payload", "volume", *ASSIGNMENT)
#: More waiting waybills than anybody drags; the newest are listed, the others counted.
MOST_WAITING = 1000


@dataclass(frozen=True, slots=True)
class StopPlan:
    """One stop that a new trip will have; at: a wire moment."""

    waybill: Row
    kind: StopKind
    at: Any


def assignment_of(db: Database, vehicle: Row) -> dict[str, Any]:
    """What a vehicle of the fleet says about a run: plates, carrier and its usual driver, as wire values of a trip."""
    with db.reading() as connection:
        return assignment_in(connection, vehicle)


def assignment_in(connection: Connection, vehicle: Row) -> dict[str, Any]:
    """The same, read where one is reading already."""
    told = {name: vehicle.values.get(name) for name in ("plate_no", "trailer_plate_no", "carrier_id", "capacity_type", "payload", "volume")}
    told |= {"vehicle_id": vehicle.id, "vehicle_type": vehicle.values.get("vehicle_type"), "driver_id": vehicle.values.get("driver_id")}
    if driver := ledger.get(connection, Driver, vehicle.book, str(vehicle.values.get("driver_id") or "")):
        told |= {"driver_name": driver.values.get("name"), "driver_phone": driver.values.get("mobile")}
    return {name: value for name, value in told.items() if value is not None}


def assign(db: Database, waybills: Sequence[Row], filled: Values, *, now: datetime) -> list[Row]:
    """Give waybills of the pool a vehicle without a trip (派车). Raises as `moves.act`."""
    return moves.act_many(db, Waybill, waybills, "assign", filled, now=now)


# -- trips ----------------------------------------------------------------------------------------------------------


def plan_trip(db: Database, waybills: Sequence[Row], values: Values, *, now: datetime) -> Row:
    """A new trip (派车单) that carries these waybills of the pool: one change set.

    values: the trip's own; times that they leave open are the earliest departure and the latest arrival of the waybills.
    Raises Refused or Invalid with a sentence.
    """
    if not waybills:
        raise Refused("请先选择要装上这一车的运单")
    with changesets.change_set(db, "") as work:
        trip = enter_trip(work, waybills, values, now=now)
        work.title = f"派车 {title_of(Trip, trip.values)}（{len(waybills)} 票）"
    return ledgers.get(db, Trip, trip.book, trip.id)


def enter_trip(
    work: ChangeSet,
    waybills: Sequence[Row],
    values: Values,
    *,
    now: datetime,
    stops: Sequence[StopPlan] = (),
    over: Collection[str] = (),
    by: Completion | None = None,
) -> Row:
    """Write a new trip into a change set; as it was written. Raises as `plan_trip`.

    stops: where it goes, else all loading before all unloading. over: ids of waybills that change over from another vehicle (改派);
    the others come from the pool. by: one for all trips of the change set.
    """
    book = waybills[0].book
    full = ledgers.completed(work, Trip, {**times_of(waybills), **_given(values)}, now, by)
    if found := entry_problems(Trip, full, now):
        raise Invalid(found)
    trip = Row(0, book, ledgers.enter(work, Trip, full, now, book=book), full)
    _load(work, trip, waybills, 0, now, stops, over)
    return trip


def add_to_trip(db: Database, trip: Row, waybills: Sequence[Row], *, now: datetime) -> None:
    """Put more waybills of the pool on a trip that has not left yet. Raises Refused."""
    with changesets.change_set(db, f"加入{title_of(Trip, trip.values)}：{len(waybills)} 票") as work:
        _refuse_left(work, trip)
        _load(work, trip, waybills, len(_stops(work.connection, trip)), now)


def remove_from_trip(db: Database, trip: Row, waybills: Sequence[Row], *, now: datetime) -> None:
    """Take waybills off a trip that has not left yet, back to the pool. Raises Refused."""
    with changesets.change_set(db, f"移出{title_of(Trip, trip.values)}：{len(waybills)} 票") as work:
        take_off(work, trip, waybills)
        for row in waybills:
            moves.take(work, Waybill, row, "unassign", {}, now=now)


def take_off(work: ChangeSet, trip: Row, waybills: Sequence[Row]) -> int:
    """Within a change set, a trip's stops for these waybills go; how many it has left. What becomes of the waybills is the caller's."""
    gone = {row.id for row in waybills}
    _refuse_left(work, trip)
    stops = _stops(work.connection, trip)
    for stop in stops:
        if stop.values["waybill_id"] in gone:
            work.delete(TripStop, stop.book, stop.id, base=stop.heads)
    return sum(stop.values["waybill_id"] not in gone for stop in stops)


def _given(values: Values) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def times_of(waybills: Iterable[Row]) -> dict[str, Any]:
    """The times of a trip as its waybills want them."""

    def wanted(name: str) -> list[str]:
        return sorted(row.values[name] for row in waybills if row.values.get(name))

    loading, departure, arrival = wanted("planned_loading_at"), wanted("planned_departure_at"), wanted("required_arrival_at")
    first = {"planned_loading_at": loading[:1], "planned_departure_at": departure[:1], "planned_arrival_at": arrival[-1:]}
    return {name: found[0] for name, found in first.items() if found}


def _load(
    work: ChangeSet, trip: Row, waybills: Sequence[Row], seq: int, now: datetime, stops: Sequence[StopPlan] = (), over: Collection[str] = ()
) -> None:
    """Two stops for each waybill, and the waybill planned with the trip's vehicle."""
    told = {name: trip.values.get(name) for name in ASSIGNMENT}
    for row in waybills:
        if row.book != trip.book:
            raise Refused(f"{title_of(Waybill, row.values)} 属于另一位专员，不能装在这张派车单上")
        note = f"改装到{title_of(Trip, trip.values)}" if row.id in over else ""
        moves.take(work, Waybill, row, "reassign" if row.id in over else "assign", told, now=now, note=note)
    for n, stop in enumerate(stops or _usual_stops(waybills), seq + 1):
        city, address = ("origin_city", "origin_addr") if stop.kind is StopKind.LOAD else ("dest_city", "dest_addr")
        values = stop.waybill.values
        told = {"trip_id": trip.id, "seq": n, "waybill_id": stop.waybill.id, "kind": stop.kind.value}
        work.create(TripStop, {**told, "place": values.get(address) or values.get(city), "planned_at": stop.at}, book=trip.book)


def _usual_stops(waybills: Sequence[Row]) -> list[StopPlan]:
    """All loading before all unloading, as each waybill wants it."""
    unloading = sorted(waybills, key=lambda row: str(row.values.get("required_arrival_at", "")))
    stops = [StopPlan(row, StopKind.LOAD, row.values.get("planned_loading_at")) for row in waybills]
    return stops + [StopPlan(row, StopKind.UNLOAD, row.values.get("required_arrival_at")) for row in unloading]


def _refuse_left(work: ChangeSet, trip: Row) -> None:
    fresh = ledger.get(work.connection, Trip, trip.book, trip.id)
    if fresh is None or fresh.deleted or fresh.values.get("status") not in OPEN:
        raise Refused("这张派车单已经装车、发车或作废，不能再增减运单")


def _stops(connection: Connection, trip: Row) -> list[Row]:
    return ledger.select(connection, TripStop, Query(filters=(Filter("trip_id", "is", trip.id),)))


# -- the day board --------------------------------------------------------------------------------------------------


def day_board(db: Database, day: date) -> DayBoard:
    """Who drives what on a day: unassigned waybills, one bar per vehicle, conflicts. Reads only."""
    with db.reading() as connection:
        waiting = driving.waybills_in(connection, WaybillStatus.POOL, last=day, limit=MOST_WAITING)
        more = _count(connection, WaybillStatus.POOL, day) - len(waiting) if len(waiting) == MOST_WAITING else 0
        held = driving.waybills_in(connection, WaybillStatus.HOLD, last=day)
        fleet = driving.fleet_of(connection)
        found = driving.runs_on(connection, day, fleet)
    return board(day.isoformat(), waiting, held, found, more)


def _count(connection: Connection, state: WaybillStatus, last: date) -> int:
    return ledger.count(connection, Waybill, Query(filters=tuple(driving.in_states([state], last))))
