"""What falls due in the next minutes and is worth a word: calls to drivers, deadlines of cases, tasks with a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from csdesk.domain import dues
from csdesk.domain.cases.case_choices import Severity
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.moments import moment_of, wire_moment
from csdesk.domain.record import title_of
from csdesk.domain.rows import Filter, Query, Row
from csdesk.domain.staff.people import Role
from csdesk.domain.tasks import Task, TaskStatus
from csdesk.domain.transport.waybills import Waybill
from csdesk.domain.views import Situation, view_named
from csdesk.operations import ledgers
from csdesk.operations.desk import Named
from csdesk.operations.transport import transit
from csdesk.operations.workbench.todo import linked
from csdesk.store.database import Database

#: What fell due longer ago than this is not told any more: it stands on the list.
_GRACE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing that falls due. key: of this very moment of this record, so that nothing is told twice; leads: what a click opens."""

    key: str
    due: datetime
    text: str
    leads: Named


def due(db: Database, now: datetime, me: str | None, ahead: timedelta) -> list[Reminder]:
    """What is to be told now, the earliest first. ahead: how long before its deadline a case is told. Reads only."""
    found = [*_calls(db, now), *_tasks(db, now, me), *_cases(db, now, me, ahead)]
    return sorted(found, key=lambda reminder: (reminder.due, reminder.key))


def is_quiet(now: datetime, since: str, until: str) -> bool:
    """Whether it is time to be left alone, from `since` to `until` (`20:00`, `08:00`; over midnight too)."""
    at = f"{now:%H:%M}"
    return since <= at < until if since <= until else at >= since or at < until


def _calls(db: Database, now: datetime) -> Iterator[Reminder]:
    if db.site.role != Role.SPECIALIST:
        return
    for one in transit.watched(db, now):
        at, values = moment_of(one.next_call), one.row.values
        if now - _GRACE < at <= now:
            who = "  ".join(str(values[name]) for name in ("plate_no", "driver_name", "driver_phone") if values.get(name))
            yield _reminder(Waybill, one.row, "call", at, f"该打电话：{who}")


def _tasks(db: Database, now: datetime, me: str | None) -> Iterator[Reminder]:
    timed = Filter("remind_at", "gt", wire_moment(now - _GRACE)), Filter("remind_at", "le", wire_moment(now))
    mine = Filter("owner_id", "is", me), Filter("status", "is", TaskStatus.OPEN.value)
    for row in ledgers.select(db, Task, Query(filters=(*mine, *timed))):
        yield _reminder(Task, row, "remind_at", moment_of(str(row.values["remind_at"])), f"待办：{row.values['title']}")


def _cases(db: Database, now: datetime, me: str | None, ahead: timedelta) -> Iterator[Reminder]:
    """The own cases; of others' those that are not normal."""
    undone = view_named(Complaint.about.name, "未结").filters(Situation(now, me))
    first, last = wire_moment(now - _GRACE), f"{now.date().isoformat()}T23:59:59+08:00"
    for name, word in (("due_response_at", "首次响应"), ("due_close_at", "结案")):
        unanswered = (Filter("first_response_at", "empty"),) if name == "due_response_at" else ()
        due_today = (Filter(name, "ge", first), Filter(name, "le", last), *undone, *unanswered)
        for row in ledgers.select(db, Complaint, Query(filters=due_today)):
            at = dues.office_moment(str(row.values[name]))
            concerned = row.values.get("owner_id") == me or row.values.get("severity") != Severity.NORMAL
            if concerned and now - _GRACE < at <= now + ahead:
                client = row.titles.get("client_id", "").split(" ", 1)[-1]
                yield _reminder(Complaint, row, name, at, f"{word} {at:%H:%M} 到期：{row.values['case_no']} {client}")


def _reminder(record: type[Complaint] | type[Task] | type[Waybill], row: Row, what: str, at: datetime, text: str) -> Reminder:
    leads = linked(row) or Named(row.id, title_of(record, row.told), record=record.about.name, book=row.book)
    return Reminder(f"{record.about.name}/{row.id}/{what}/{at:%Y-%m-%dT%H:%M}", at, text, leads)
