"""What a follow-up leads to: a case of what the client complained of, each naming the other."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from csdesk.domain.checking import Invalid
from csdesk.domain.complaints import Complaint
from csdesk.domain.followups import ClientLog
from csdesk.domain.history import entry_problems
from csdesk.domain.record import Values, field_map, title_of
from csdesk.domain.rows import Row
from csdesk.errors import Refused
from csdesk.operations import ledgers
from csdesk.store import changesets
from csdesk.store.database import Database

#: What a case takes over from the follow-up under the same name.
_SAME = ("client_id", "contact_id", "waybill_id", "owner_id")


def case_offered(log: Row) -> dict[str, Any]:
    """What the form of a case begins with that a follow-up leads to. Raises Refused when it has led to one."""
    if log.values.get("complaint_id"):
        raise Refused(f"这条跟踪已转为案件 {log.titles.get('complaint_id', '')}，请打开那件案件")
    told = {name: log.values[name] for name in _SAME if log.values.get(name)}
    channel = str(log.values.get("channel") or "")
    if field_map(Complaint)["channel"].fits(channel):
        told["channel"] = channel
    return {**told, "received_at": log.values.get("occurred_at"), "description": log.values.get("content")}


def open_case(db: Database, log: Row, values: Values, *, now: datetime) -> Row:
    """The case, and the follow-up that names it: one change set. Raises Refused or Invalid."""
    with changesets.change_set(db, "转案件") as work:
        full = ledgers.completed(work, Complaint, {**case_offered(log), **values}, now)
        if found := entry_problems(Complaint, full, now):
            raise Invalid(found)
        id_ = ledgers.enter(work, Complaint, full, now, book=log.book)
        work.change(ClientLog, log.book, log.id, {"complaint_id": id_}, base=log.heads)
        work.title = f"转案件 {title_of(Complaint, full)}"
    return ledgers.get(db, Complaint, log.book, id_)
