"""The demo's busiest day as it was before it was driven: its waybills with the vehicles that were found for them by hand."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

from csdesk.demo.world import Desk, make_world
from csdesk.domain.care.clients import Client
from csdesk.domain.moments import SHANGHAI
from csdesk.domain.record import Record, Values, field_map
from csdesk.domain.transport.fleet import Carrier, Driver, Vehicle
from csdesk.domain.transport.waybill_moves import ASSIGNMENT
from csdesk.domain.transport.waybills import Waybill
from csdesk.operations import ledgers
from csdesk.operations.files import Database
from csdesk.operations.transport import dispatch


def busiest_day() -> date:
    """The day with most waybills over all desks."""
    rows = (row for desk in make_world().desks for row in desk.rows["waybill"] if row["status"] != "void")
    return date.fromisoformat(Counter(row["plan_date"] for row in rows).most_common(1)[0][0])


def enter(db: Database, day: date) -> datetime:
    """Write the day into an empty file as the plan stood that morning; the moment from which it is planned."""
    now = datetime(day.year, day.month, day.day, 5, tzinfo=SHANGHAI)
    for desk in make_world().desks:
        _enter_desk(db, desk, day, now)
    return now


def _enter_desk(db: Database, desk: Desk, day: date, now: datetime) -> None:
    carriers = {str(row["short_name"]): _new(db, Carrier, row, now) for row in desk.rows["carrier"]}
    for driver, vehicle in zip(desk.rows["driver"], desk.rows["vehicle"], strict=True):
        carrier = carriers[str(vehicle["carrier_id"])]
        driver_id = _new(db, Driver, {**driver, "carrier_id": carrier}, now)
        _new(db, Vehicle, {**vehicle, "carrier_id": carrier, "driver_id": driver_id}, now)
    clients: dict[str, str] = {}
    for row in desk.rows["waybill"]:
        if row["plan_date"] != day.isoformat() or row["status"] == "void":
            continue
        name = str(row["client_id"])
        if name not in clients:
            clients[name] = _new(db, Client, {"legal_name": name, "short_name": name[:20], "client_type": "spot"}, now)
        bill = ledgers.create(db, Waybill, {**_planned(row), "client_id": clients[name]}, now=now)
        if row.get("plate_no"):
            told = {key: row[key] for key in ASSIGNMENT if row.get(key)}
            dispatch.assign(db, [bill], {**told, "carrier_id": carriers[str(row["carrier_id"])]}, now=now)


def _planned(row: Values) -> Values:
    """What is known of a waybill before anything happened to it."""
    known = {name for name, f in field_map(Waybill).items() if not f.action_only and f.section not in ("派车", "回单")}
    return {name: value for name, value in row.items() if name in known and name not in ("waybill_no", "status")}


def _new(db: Database, record: type[Record], values: Values, now: datetime) -> str:
    return ledgers.create(db, record, values, now=now).id
