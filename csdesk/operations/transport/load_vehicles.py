"""The vehicles that can drive on a day: those of the plan by hand and the idle ones of the fleet, with when they are free."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from csdesk.domain.moments import SHANGHAI, moment_of
from csdesk.domain.record import Values
from csdesk.domain.rows import Row
from csdesk.domain.transport.board import Run
from csdesk.domain.transport.fleet import FleetStatus, capacity_of
from csdesk.domain.transport.load_rules import Cargo, why_barred
from csdesk.domain.transport.loads import FAR, Truck
from csdesk.domain.transport.road import rate
from csdesk.operations.transport import dispatch, driving
from csdesk.store.lookup import Connection

#: How far ahead the next run of a vehicle is looked for.
_DAYS_AHEAD = 3
_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Wheels:
    """A vehicle that is free on the day. told: what a trip of it says about vehicle and driver."""

    plate: str
    kind: str
    book: str
    told: Values
    truck: Truck


@dataclass(frozen=True, slots=True)
class Span:
    """Which day is planned, seen from when. review: it is over and only looked at."""

    day: date
    now: datetime
    review: bool

    @property
    def first(self) -> int:
        """The first minute in which anything can still be done."""
        return 0 if self.review else max(0, int((self.now - zero(self.day)).total_seconds()) // 60)


def zero(day: date) -> datetime:
    """The moment from which a day's minutes count."""
    return datetime.combine(day, time(), SHANGHAI)


def minute_of(day: date, moment: Any) -> int:
    """A wire moment in minutes of a day; what lies before it, or nothing, is its beginning."""
    return max(0, int((moment_of(moment) - zero(day)).total_seconds()) // 60) if moment else 0


def wheels(
    connection: Connection, span: Span, cargoes: Sequence[Cargo], own: Sequence[Run], runs: Sequence[Run], notes: list[str]
) -> tuple[Wheels, ...]:
    """Every vehicle by plate. own: the runs that are planned anew; the others keep theirs busy. notes: gets who was left out."""
    fleet = driving.fleet_of(connection)
    planned = {run.plate: run for run in own}
    idle = [row for plate, row in fleet.items() if plate not in planned and row.values.get("status") == FleetStatus.ACTIVE]
    found = [_of_run(run) for run in planned.values()]
    found += [one for row in idle if (one := _of_vehicle(connection, span, row, notes)) is not None]
    busy = _ends(run for run in runs if run not in own)
    later = {} if span.review else _next_starts(connection, span.day, fleet)
    made = (_free(one, span, cargoes, busy.get(one.plate), later.get(one.plate)) for one in found)
    return tuple(sorted((one for one in made if one.plate in planned or _drives(one.truck)), key=lambda one: one.plate))


def _drives(truck: Truck) -> bool:
    return truck.free_from < min(truck.free_until, _DAY)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a vehicle before its time is. size: kg and litres."""

    plate: str
    kind: str
    book: str
    told: Values
    size: tuple[int, int]


def _free(one: _Known, span: Span, cargoes: Sequence[Cargo], busy: str | None, later: str | None) -> Wheels:
    start = max(span.first, minute_of(span.day, busy))
    until = max(start, minute_of(span.day, later)) if later else FAR
    barred = frozenset(n for n, cargo in enumerate(cargoes) if why_barred(cargo, one.kind, one.book))
    price, each = rate(one.kind)
    truck = Truck(*one.size, start_price=price, distance_price=each, free_from=start, free_until=until, barred=barred)
    return Wheels(one.plate, one.kind, one.book, one.told, truck)


def _of_run(run: Run) -> _Known:
    values = run.row.values
    kind = str(values.get("vehicle_type") or values.get("vehicle_type_req") or "")
    told = {name: values[name] for name in dispatch.VEHICLE if values.get(name) is not None}
    size = (run.capacity.payload // 1000, run.capacity.volume) if run.capacity else (FAR, FAR)
    return _Known(run.plate, kind, run.row.book, {**told, "vehicle_type": kind}, size)


def _of_vehicle(connection: Connection, span: Span, row: Row, notes: list[str]) -> _Known | None:
    """A vehicle of the fleet with its usual driver; None, with a note, when it may not drive or nobody drives it."""
    values, plate = row.values, str(row.values["plate_no"])
    if gone := driving.expired(values, span.day.isoformat()):
        notes.append(f"{plate} 的{'、'.join(gone)}已过期，没有排它")
        return None
    told = dispatch.assignment_in(connection, row)
    if not told.get("driver_name"):
        notes.append(f"{plate} 没有常用司机，没有排它")
        return None
    limit = capacity_of(values.get("vehicle_type"), values)
    return _Known(plate, str(values["vehicle_type"]), row.book, told, (limit.payload // 1000, limit.volume)) if limit else None


def _ends(runs: Iterable[Run]) -> dict[str, str]:
    """When each vehicle is done with what it does already."""
    found: dict[str, str] = {}
    for run in runs:
        found[run.plate] = max(run.end, found.get(run.plate, run.end))
    return found


def _next_starts(connection: Connection, day: date, fleet: Mapping[str, Row]) -> dict[str, str]:
    """When each vehicle begins its next run after the day."""
    found: dict[str, str] = {}
    for then in (day + timedelta(days=ahead) for ahead in range(1, _DAYS_AHEAD + 1)):
        for run in driving.runs_on(connection, then, fleet):
            if run.start[:10] == then.isoformat():
                found[run.plate] = min(run.start, found.get(run.plate, run.start))
    return found
