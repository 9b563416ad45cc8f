"""Which records move through a state machine, and the operation that moves them."""

from __future__ import annotations

from datetime import datetime

from csdesk.domain.complaints import MACHINE, Complaint
from csdesk.domain.record import Record, Row, Values
from csdesk.domain.states import Action
from csdesk.operations import cases
from csdesk.operations.files import Database


def actions(db: Database, record: type[Record], row: Row) -> list[Action]:
    """What this person can do with a record as it stands; empty for a record without states."""
    return MACHINE.actions(str(row.values.get(MACHINE.status, "")), db.site.role) if record is Complaint else []


def act(db: Database, record: type[Record], row: Row, name: str, filled: Values, *, now: datetime) -> Row:
    """Take a named action. Raises Refused when the state, the role or a gate forbids it."""
    assert record is Complaint
    return cases.act(db, row, name, filled, now=now)
