"""What speaks against giving waybills to a vehicle, told before it is done: double booking, too much on it, papers, SOPs, time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from csdesk.domain.moments import moment_of, wire_moment
from csdesk.domain.record import Values
from csdesk.domain.rows import Query, Row
from csdesk.domain.transport.board import Load, conflicts_of
from csdesk.domain.transport.fleet import Carrier, Driver
from csdesk.domain.transport.load_rules import apart, why_barred
from csdesk.domain.transport.routes import Route
from csdesk.domain.transport.transit import hours_of
from csdesk.domain.transport.trips import Trip
from csdesk.operations.transport import dispatch, driving
from csdesk.operations.transport.load_problem import cargoes_of
from csdesk.store import ledger
from csdesk.store.database import Database
from csdesk.store.lookup import Connection

#: Papers that run out within this many days are named, though they still hold.
_SOON_DAYS = 30
_VEHICLE = {"licence_until": "行驶证", "insurance_until": "保险", "operating_permit_until": "营运证"}
_DRIVER = {"licence_until": "驾驶证", "qualification_until": "从业资格证"}
_CARRIER = {"transport_licence_until": "道路运输许可证", "insurance_until": "货运险", "contract_to": "合同"}


def warnings(db: Database, waybills: Sequence[Row], told: Values) -> list[str]:
    """Sentences; empty when nothing speaks against it. told: what is known of the trip so far. Reads only."""
    values = {**dispatch.times_of(waybills), **{name: value for name, value in told.items() if value is not None}}
    if not values.get("plate_no") or not values.get("planned_departure_at"):
        return []
    day = str(values["planned_departure_at"])[:10]
    trip = Row(0, waybills[0].book, "", {"plan_date": day, **values})
    loads = [Load(row, row.values.get("weight") or 0, row.values.get("volume") or 0) for row in waybills]
    with db.reading() as connection:
        fleet = driving.fleet_of(connection)
        run = driving.run_of(Trip, [trip], loads, fleet, "planned_arrival_at")
        others = driving.runs_on(connection, date.fromisoformat(day), fleet)
        found = [conflict.sentence for conflict in conflicts_of(run, others)]
        vehicle = fleet.get(run.plate)
        found += _running_out(vehicle.values if vehicle else {}, _VEHICLE, f"{run.plate} 的", day, past=False)
        found += _carrier(connection, trip, day)
        found += _driver(connection, trip, day)
        found += _rules(connection, waybills, str(values.get("vehicle_type") or ""))
        found += _too_slow(connection, waybills, run.start)
    return list(dict.fromkeys(found))


def _running_out(values: Values, papers: dict[str, str], whose: str, day: str, *, past: bool) -> Iterator[str]:
    """What has run out (told by the run's own conflicts where it is the vehicle's), and what soon will."""
    soon = (date.fromisoformat(day) + timedelta(days=_SOON_DAYS)).isoformat()
    for name, label in papers.items():
        until = values.get(name)
        if until and until < day and past:
            yield f"{whose}{label}已于 {until} 到期"
        elif until and day <= until <= soon:
            yield f"{whose}{label} {until} 到期"


def _carrier(connection: Connection, trip: Row, day: str) -> Iterator[str]:
    found = ledger.get(connection, Carrier, trip.book, str(trip.values.get("carrier_id") or ""))
    if found is not None:
        yield from _running_out(found.values, _CARRIER, f"承运商{found.values.get('short_name', '')}的", day, past=True)


def _driver(connection: Connection, trip: Row, day: str) -> Iterator[str]:
    found = ledger.get(connection, Driver, trip.book, str(trip.values.get("driver_id") or ""))
    if found is not None:
        yield from _running_out(found.values, _DRIVER, f"司机{found.values.get('name', '')}的", day, past=True)


def _rules(connection: Connection, waybills: Sequence[Row], kind: str) -> Iterator[str]:
    """What the clients' SOPs and the goods have against this type of vehicle and against each other."""
    cargoes, numbers = cargoes_of(connection, waybills), [str(row.values.get("waybill_no", "")) for row in waybills]
    for number, cargo in zip(numbers, cargoes, strict=True):
        if kind and (why := why_barred(cargo, kind, cargo.book)):
            yield f"{number}：{why}"
    for pair, why in apart(cargoes).items():
        one, other = sorted(pair)
        yield f"{numbers[one]} 和 {numbers[other]}：{why}"


def _too_slow(connection: Connection, waybills: Sequence[Row], start: str) -> Iterator[str]:
    """Waybills that cannot be there in time by their lane's hours or their distance."""
    lanes = {(r.values.get("origin_city"), r.values.get("dest_city")): r.values for r in ledger.select(connection, Route, Query())}
    for row in waybills:
        lane: Values = lanes.get((row.values.get("origin_city"), row.values.get("dest_city")), {})
        hours, required = hours_of(row.values, lane.get("standard_hours")), row.values.get("required_arrival_at")
        if hours and required and (eta := wire_moment(moment_of(start) + timedelta(hours=hours))) > required:
            there, wanted = (moment[5:16].replace("T", " ") for moment in (eta, str(required)))
            yield f"{row.values.get('waybill_no', '')} 路上约 {hours} 小时，预计 {there} 到，晚于要求的 {wanted}"
