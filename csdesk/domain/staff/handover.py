"""What goes along when a client is handed over: contacts, SOPs, open cases, waybills, receivables, follow-ups (sync.md §2.8)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from csdesk.domain.attachments import Attachment
from csdesk.domain.care.clients import Client
from csdesk.domain.care.visits import VisitPlan, VisitStatus
from csdesk.domain.cases.case_choices import CaseStatus
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.instructions import Instruction
from csdesk.domain.money.receivables import Dunning, Statement, StatementStatus
from csdesk.domain.record import Record, Values, field_map
from csdesk.domain.records import RECORD_BY_NAME, RECORDS
from csdesk.domain.tasks import Task, TaskStatus
from csdesk.domain.transport.trips import Trip, TripStatus
from csdesk.domain.transport.waybills import Waybill, WaybillStatus

#: What is about any record, by `about_id`, and goes along with it.
NOTED: tuple[type[Record], ...] = (Instruction, Attachment, Task)


class Tie(NamedTuple):
    """A record that goes along with what its field `link` refers to."""

    record: type[Record]
    link: str
    of: type[Record]


@cache
def ties() -> tuple[Tie, ...]:
    """Everything that goes along with a client, each after what it hangs on."""
    found = [tie for record in RECORDS if (tie := _tie(record, {Client})) is not None]
    while more := [tie for record in RECORDS if (tie := _tie(record, {t.record for t in found}))]:
        if not (fresh := [tie for tie in more if tie.record not in {t.record for t in found}]):
            break
        found += fresh
    return tuple(found)


def _tie(record: type[Record], placed: set[type[Record]]) -> Tie | None:
    """How a record hangs on one of `placed`: by its client, else by its parent."""
    if record.about.reference or record is Client:
        return None
    known = field_map(record)
    for name in ("client_id", record.about.parent):
        of = RECORD_BY_NAME.get(known[name].of or "") if name in known else None
        if of in placed:
            return Tie(record, str(name), of)
    return None


@cache
def tie_of(record: type[Record]) -> Tie | None:
    """On what a record hangs: its client, or its case, waybill, trip …; None for those that stand by themselves."""
    return {tie.record: tie for tie in (*carried(), *ties())}.get(record)


def carried() -> Iterator[Tie]:
    """What goes along with a trip: one all of whose waybills are handed over goes too."""
    for record in RECORDS:
        if (tie := _tie(record, {Trip})) is not None:
            yield tie


def stays(record: type[Record], values: Values) -> bool:
    """Whether a record stays with the former owner: closed cases make his closing rate, and what he has done he has done."""
    if record is Task:
        return values.get("status") != TaskStatus.OPEN
    return record is Complaint and values.get("status") in (CaseStatus.CLOSED, CaseStatus.VOID)


#: The states in which somebody still has to see to a record: it becomes the new owner's. What was done stays under the name of
#: whoever did it, and waybills are counted for who planned them.
_TO_DO: Mapping[type[Record], frozenset[str]] = {
    Statement: frozenset({StatementStatus.DRAFT, StatementStatus.SENT, StatementStatus.DISPUTED}),
    Task: frozenset({TaskStatus.OPEN}),
    Trip: frozenset({TripStatus.DRAFT}),
    VisitPlan: frozenset({VisitStatus.PLANNED, VisitStatus.MISSED}),
    Waybill: frozenset({WaybillStatus.POOL, WaybillStatus.HOLD}),
}


def passes(record: type[Record], values: Values, on: str) -> bool:
    """Whether a record is the new owner's from the day `on` (wire): the client, and what is still to be done for it."""
    if record is Dunning:
        return any(str(values.get(name) or "") >= on for name in ("next_action_at", "promise_date") if values.get(name))
    return record is Client or values.get("status") in _TO_DO.get(record, ())
