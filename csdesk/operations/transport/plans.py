"""Plans that are made again: yesterday's trips as today's drafts, and usual lanes saved from a trip and driven once more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from csdesk.domain.checking import Invalid
from csdesk.domain.history import entry_problems
from csdesk.domain.moments import SHANGHAI, moment_of, wire_moment
from csdesk.domain.record import Values, title_of
from csdesk.domain.rows import Filter, Query, Row
from csdesk.domain.transport.board import Run
from csdesk.domain.transport.road import city_name
from csdesk.domain.transport.routes import Route
from csdesk.domain.transport.trips import Trip
from csdesk.errors import Refused
from csdesk.operations import ledgers
from csdesk.operations.completion import Completion
from csdesk.operations.transport import dispatch
from csdesk.store import changesets
from csdesk.store.changesets import ChangeSet
from csdesk.store.database import Database

#: What a trip that is driven again takes over.
_WHO = (
    "vehicle_id", "plate_no", "trailer_plate_no", "vehicle_type", "driver_id", "driver_name", "driver_phone", "carrier_id", "capacity_type",
    "dock", "freight_cost",
)  # fmt: skip
_MORE = ("payload", "volume", "co_driver", "distance_km")
_DAYS_BACK = 14
#: How long a trip of a lane without standard hours takes on the board, until its waybills say more.
_HOURS = 8


def lane_of(run: Run) -> str:
    """What a run's lane is called: from where, over all its destinations."""
    if run.is_trip and not run.loads:
        return str(run.row.values.get("route_name") or "")
    starts, ends = (
        list(dict.fromkeys(city_name(load.waybill.values.get(name)) for load in run.loads)) for name in ("origin_city", "dest_city")
    )
    return f"{starts[0]} → {'、'.join(ends)}"[:80] if starts else ""


# -- a day again ----------------------------------------------------------------------------------------------------


def days_before(db: Database, day: date) -> list[tuple[date, int]]:
    """The days before `day` on which vehicles drove, newest first, with how many trips would be copied."""
    found = ((day - timedelta(days=back), _of_day(db, day - timedelta(days=back))) for back in range(1, _DAYS_BACK + 1))
    return [(then, len(runs)) for then, runs in found if runs][:7]


def _of_day(db: Database, day: date) -> list[Run]:
    """What left on a day in the own book."""
    bars = dispatch.day_board(db, day).bars
    runs = [run for bar in bars for run in bar.runs if run.row.values.get("plan_date") == day.isoformat()]
    return [run for run in runs if run.row.book == db.site.book]


def copy_day(db: Database, then: date, day: date, *, now: datetime) -> tuple[int, int]:
    """The trips of a day as drafts for another, without waybills: how many were made, how many were left since the vehicle drives already.

    Raises Refused when there is nothing to copy.
    """
    runs, busy = _of_day(db, then), {run.plate for run in _of_day(db, day)}
    if not runs:
        raise Refused(f"{then.isoformat()} 没有派车可以复制")
    with changesets.change_set(db, f"复制 {then.isoformat()} 的计划到 {day.isoformat()}") as work:
        fresh, by = [run for run in runs if run.plate not in busy], Completion(work.connection, work.site, now)
        for run in fresh:
            _draft(work, _again(run, day - then), day, now, by)
    return len(fresh), len(runs) - len(fresh)


def _again(run: Run, later: timedelta) -> dict[str, Any]:
    """A run's own words with its times moved by whole days."""
    values = run.row.values
    told = {name: values[name] for name in (*_WHO, *_MORE) if values.get(name) is not None and (run.is_trip or name in _WHO)}
    told.setdefault("vehicle_type", values.get("vehicle_type_req"))
    start = str(values.get("planned_departure_at") or run.start)
    end = str(
        values.get("planned_arrival_at") or max([run.end, *(str(x.waybill.values.get("required_arrival_at") or "") for x in run.loads)])
    )
    times = {"planned_departure_at": start, "planned_arrival_at": end, "planned_loading_at": values.get("planned_loading_at")}
    told |= {name: wire_moment(moment_of(str(at)) + later) for name, at in times.items() if at}
    return {**told, "route_name": lane_of(run) or None}


def _draft(work: ChangeSet, told: Values, day: date, now: datetime, by: Completion | None = None) -> tuple[str, dict[str, Any]]:
    full = ledgers.completed(work, Trip, {**told, "plan_date": day.isoformat()}, now, by)
    if found := entry_problems(Trip, full, now):
        raise Invalid(found)
    return ledgers.enter(work, Trip, full, now, book=work.site.book), full


# -- usual lanes ----------------------------------------------------------------------------------------------------


def save_route(db: Database, run: Run, name: str, *, now: datetime) -> Row:
    """The lane of a run with its vehicle and driver as a usual one; one of that name is brought up to date."""
    if not run.loads:
        raise Refused("空车看不出线路，请先装上运单")
    first, values = run.loads[0].waybill.values, run.row.values
    told = {n: values[n] for n in _WHO if values.get(n) is not None}
    told |= {"origin_city": first.get("origin_city"), "dest_city": run.loads[-1].waybill.values.get("dest_city")}
    start, end = run.start, str(values.get("planned_arrival_at") or run.end)
    hours = round((moment_of(end) - moment_of(start)).total_seconds() / 3600)
    told |= {"name": name.strip(), "departs": start[11:16], "standard_hours": max(1, hours), "distance_km": first.get("distance_km")}
    known = ledgers.select(db, Route, Query(filters=(Filter("name", "is", name.strip()),)), 1)
    return ledgers.change(db, Route, known[0], told) if known else ledgers.create(db, Route, told, now=now)


def drive_route(db: Database, route: Row, day: date, waybills: Sequence[Row], *, now: datetime) -> Row:
    """A trip of a usual lane on a day, with these waybills of the pool or as an empty draft. Raises Refused or Invalid."""
    values = route.values
    if not values.get("plate_no") or not values.get("driver_name"):
        raise Refused(f"常用线路“{values['name']}”还没有车牌和司机，请先在常用线路里补填")
    hour, minute = _clock(str(values.get("departs") or ""))
    start = datetime(day.year, day.month, day.day, hour, minute, tzinfo=SHANGHAI)
    told = {name: values[name] for name in (*_WHO, "distance_km") if values.get(name) is not None}
    told |= {"route_name": values["name"], "plan_date": day.isoformat()}
    if waybills:
        told.setdefault("vehicle_type", waybills[0].values.get("vehicle_type_req"))
        return dispatch.plan_trip(db, waybills, told, now=now)
    end = start + timedelta(hours=values.get("standard_hours") or _HOURS)
    told |= {"planned_departure_at": wire_moment(start), "planned_arrival_at": wire_moment(end)}
    with changesets.change_set(db, f"按线路“{values['name']}”派车") as work:
        id_, full = _draft(work, told, day, now)
        work.title = f"按线路“{values['name']}”派车 {title_of(Trip, full)}"
    return ledgers.get(db, Trip, db.site.book, id_)


def _clock(text: str) -> tuple[int, int]:
    """The hour and minute that a lane leaves at; eight in the morning where nobody says."""
    hour, _, minute = text.replace("：", ":").partition(":")
    told = (int(hour), int(minute)) if hour.isdigit() and minute.isdigit() else (8, 0)
    return told if told[0] < 24 and told[1] < 60 else (8, 0)
