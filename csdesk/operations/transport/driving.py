"""Who drives on a day: trips, and waybills that were given a vehicle without one, as runs of the day board."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from csdesk.domain.record import Record, Values, title_of
from csdesk.domain.rows import Filter, Query, Row
from csdesk.domain.transport.board import Load, Run
from csdesk.domain.transport.fleet import Vehicle, capacity_of
from csdesk.domain.transport.trips import Trip, TripStatus, TripStop
from csdesk.domain.transport.waybills import Waybill, WaybillStatus
from csdesk.store import ledger
from csdesk.store.lookup import Connection

#: How many days back a run may have started that still drives today.
_REACH = 7


def fleet_of(connection: Connection) -> dict[str, Row]:
    """The vehicles of the fleet by plate."""
    return {str(row.values["plate_no"]): row for row in ledger.select(connection, Vehicle, Query()) if row.values.get("plate_no")}


def waybills_in(
    connection: Connection, *states: WaybillStatus, first: date | None = None, last: date, limit: int | None = None
) -> list[Row]:
    """The waybills in these states that are wanted from a day to a day."""
    filters = in_states(states, last)
    if first:
        filters.append(Filter("plan_date", "ge", first.isoformat()))
    return ledger.select(connection, Waybill, Query(filters=tuple(filters)), limit)


def in_states(states: Iterable[WaybillStatus], last: date) -> list[Filter]:
    """What finds the waybills in these states that are wanted until a day."""
    return [Filter("status", "in", [state.value for state in states]), Filter("plan_date", "le", last.isoformat())]


def runs_on(connection: Connection, day: date, fleet: Mapping[str, Row]) -> list[Run]:
    """The trips, and the waybills with a vehicle but no trip, that drive on a day."""
    first = day - timedelta(days=_REACH)
    dated = (Filter("plan_date", "le", day.isoformat()), Filter("plan_date", "ge", first.isoformat()))
    active = (WaybillStatus.PLANNED, WaybillStatus.LOADING, WaybillStatus.IN_TRANSIT, WaybillStatus.ARRIVED, WaybillStatus.SIGNED)
    waybills = {(row.book, row.id): row for row in waybills_in(connection, *active, first=first, last=day)}
    trips = ledger.select(connection, Trip, Query(filters=(*dated, Filter("status", "not", TripStatus.VOID.value))))
    stops = _stops_of(connection, trips)
    runs, carried = [], set()
    for trip in trips:
        loads = loads_of(connection, trip, stops[trip.id], waybills)
        carried |= {(load.waybill.book, load.waybill.id) for load in loads}
        runs.append(run_of(Trip, [trip], loads, fleet, "planned_arrival_at"))
    carried |= _riding(connection, [key for key, row in waybills.items() if row.values.get("plate_no") and key not in carried])
    for rows in _together(row for key, row in waybills.items() if key not in carried):
        loads = [Load(row, row.values.get("weight") or 0, row.values.get("volume") or 0) for row in rows]
        runs.append(run_of(Waybill, rows, loads, fleet, "required_arrival_at"))
    return [run for run in runs if run.start[:10] <= day.isoformat() <= run.end[:10] or run.row.values["plan_date"] == day.isoformat()]


def _riding(connection: Connection, waybills: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of the waybills, by book and id, that ride on a trip of whatever day: they are on the board where the trip is."""
    wanted = Filter("waybill_id", "in", sorted({id_ for _, id_ in waybills}))
    stops = ledger.select(connection, TripStop, Query(filters=(wanted,)))
    trips = Filter("id", "in", sorted({str(stop.values["trip_id"]) for stop in stops}))
    valid = Filter("status", "not", TripStatus.VOID.value)
    known = {(trip.book, trip.id) for trip in ledger.select(connection, Trip, Query(filters=(trips, valid)))}
    return {(stop.book, str(stop.values["waybill_id"])) for stop in stops if (stop.book, stop.values["trip_id"]) in known}


def _together(waybills: Iterable[Row]) -> Iterable[list[Row]]:
    """Waybills without a trip that leave on one vehicle at one time are one run."""
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in waybills:
        if plate := row.values.get("plate_no"):
            found[plate, _start(row.values)].append(row)
    return found.values()


def _stops_of(connection: Connection, trips: Sequence[Row]) -> dict[str, list[Row]]:
    """The stops of many trips, by the trip's id."""
    found: dict[str, list[Row]] = defaultdict(list)
    for stop in ledger.select(connection, TripStop, Query(filters=(Filter("trip_id", "in", [trip.id for trip in trips]),))):
        found[str(stop.values["trip_id"])].append(stop)
    return found


def loads_of(connection: Connection, trip: Row, stops: Sequence[Row], known: Mapping[tuple[str, str], Row]) -> list[Load]:
    """What a trip carries: each waybill once, with the part that its first stop tells."""
    loads: dict[str, Load] = {}
    for stop in stops:
        id_ = str(stop.values["waybill_id"])
        row = known.get((trip.book, id_)) or ledger.get(connection, Waybill, trip.book, id_)
        if row and id_ not in loads:
            part = [stop.values[name] if stop.values.get(name) is not None else row.values.get(name) or 0 for name in ("weight", "volume")]
            loads[id_] = Load(row, *part)
    return list(loads.values())


def run_of(record: type[Record], rows: Sequence[Row], loads: Sequence[Load], fleet: Mapping[str, Row], end: str) -> Run:
    """One run: a trip, or waybills that leave together. fleet: vehicles by plate; end: the field that says when it is over."""
    values, start = rows[0].values, _start(rows[0].values)
    plate = str(values.get("plate_no", ""))
    own: Values = fleet[plate].values if plate in fleet else {}
    kind = values.get("vehicle_type") or own.get("vehicle_type") or values.get("vehicle_type_req")
    return Run(
        row=rows[0],
        is_trip=record is Trip,
        title=title_of(record, values) + (f" 等 {len(rows)} 票" if len(rows) > 1 else ""),
        plate=plate,
        driver=str(values.get("driver_name", "")),
        phone=str(values.get("driver_phone", "")),
        start=start,
        end=max(start, *(str(row.values.get("arrived_at") or row.values.get(end) or start) for row in rows)),
        capacity=capacity_of(kind, {**own, **_limits(values)} if record is Trip else own),
        loads=tuple(loads),
        expired=expired(own, start[:10]),
    )


def _start(values: Values) -> str:
    return str(values.get("departed_at") or values.get("planned_departure_at") or f"{values['plan_date']}T00:00:00+08:00")


def _limits(trip: Values) -> dict[str, Any]:
    return {name: trip[name] for name in ("payload", "volume") if trip.get(name)}


_DOCUMENTS = {"licence_until": "行驶证", "insurance_until": "保险", "operating_permit_until": "营运证"}


def expired(vehicle: Values, day: str) -> tuple[str, ...]:
    """The documents of a vehicle that have run out on a day."""
    return tuple(label for name, label in _DOCUMENTS.items() if vehicle.get(name) and vehicle[name] < day)
