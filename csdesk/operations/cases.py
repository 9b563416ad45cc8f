"""Moving a case: each named action writes the new status and its event in one change set."""

from __future__ import annotations

from datetime import datetime

from csdesk.domain.complaints import MACHINE, Complaint, ComplaintEvent
from csdesk.domain.kinds import wire_moment
from csdesk.domain.record import Invalid, Row, Values, fields_of, problems
from csdesk.operations import ledgers
from csdesk.store import changesets
from csdesk.store.database import Database


def act(db: Database, case: Row, name: str, filled: Values, *, now: datetime, note: str = "") -> Row:
    """Take the action `name` of `MACHINE` on a case as it was read.

    filled: wire values of what the action asks for. Raises Refused when the state, the role or a gate forbids it.
    """
    state = case.values["status"]
    action = MACHINE.action(state, name, db.site.role)
    told = {**filled, "status": action.leads.value, **_stamps(name, case, now)}
    full = {**case.values, **told}
    MACHINE.check(action, full, {f.name: f.label for f in fields_of(Complaint)})
    if found := [p for p in problems(Complaint, full) if p.field in told]:
        raise Invalid(found)
    with changesets.change_set(db, f"{action.label} {case.values.get('case_no', '')}") as work:
        work.change(Complaint, case.book, case.id, told, base=case.heads)
        work.create(
            ComplaintEvent,
            {
                "complaint_id": case.id,
                "at": wire_moment(now),
                "by": db.site.name,
                "action": action.label,
                "from_status": state,
                "to_status": action.leads.value,
                "note": note or None,
            },
            book=case.book,
        )
    return ledgers.get(db, Complaint, case.book, case.id)


def _stamps(name: str, case: Row, now: datetime) -> dict[str, object]:
    match name:
        case "accept":
            return {} if case.values.get("first_response_at") else {"first_response_at": wire_moment(now)}
        case "close":
            return {"closed_at": wire_moment(now)}
        case "withdraw":
            return {"closed_at": wire_moment(now), "close_type": "withdrawn"}
        case "reopen":
            return {"closed_at": None, "reopen_count": int(case.values.get("reopen_count") or 0) + 1}
    return {}
