"""What is written when a waybill falls on the chart, and when a bar is taken back."""

from __future__ import annotations

from datetime import datetime

from csdesk.domain.rows import Row
from csdesk.domain.transport.board import Run
from csdesk.domain.transport.trip_moves import OPEN
from csdesk.domain.transport.trips import Trip
from csdesk.domain.transport.waybill_moves import ASSIGNMENT
from csdesk.domain.transport.waybills import Waybill
from csdesk.gui.board.lanes import Lane
from csdesk.operations import moves
from csdesk.operations.files import Database
from csdesk.operations.transport import dispatch

_RETURNED = "从日看板退回待派"


def takes_more(run: Run | None) -> bool:
    """Whether a run is a trip that has not begun to load."""
    return run is not None and run.is_trip and run.row.values.get("status") in OPEN


def plan_like(db: Database, rows: list[Row], lane: Lane, now: datetime) -> Row:
    """A new trip of a lane's vehicle, told by its own record or, for a one-off plate, by its last run."""
    if lane.vehicle is not None:
        told = dispatch.assignment_of(db, lane.vehicle)
        told = {"driver_name": lane.runs[-1].driver, "driver_phone": lane.runs[-1].phone or None, **told} if lane.runs else told
    else:
        last = lane.runs[-1].row.values
        told = {"vehicle_type": last.get("vehicle_type_req"), **{name: last[name] for name in ASSIGNMENT if last.get(name)}}
    return dispatch.plan_trip(db, rows, told, now=now)


def take_back(db: Database, run: Run, now: datetime) -> None:
    """The waybills of a run return to the pool; a trip is voided with it. Raises Refused once it has begun to load."""
    if run.is_trip:
        moves.act(db, Trip, run.row, "void", {"void_reason": _RETURNED}, now=now)
    else:
        moves.act_many(db, Waybill, [load.waybill for load in run.loads], "unassign", {}, now=now)
