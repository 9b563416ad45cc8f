"""The clocks of a case: when it is to be answered, reported, closed, called back and reviewed (domain.md §3.6)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from csdesk.domain.calendar import WorkCalendar
from csdesk.domain.care.sop_terms import deadlines
from csdesk.domain.cases.case_choices import CaseStatus, CloseType, Severity
from csdesk.domain.cases.case_terms import term
from csdesk.domain.cases.escalation import ladder, next_due
from csdesk.domain.moments import moment_of, wire_moment
from csdesk.domain.record import Values

_OVER = (CaseStatus.CLOSED, CaseStatus.VOID)
_UNPLANNED = (CaseStatus.REGISTERED, CaseStatus.ACCEPTED, CaseStatus.INVESTIGATING, CaseStatus.WAITING, CaseStatus.REOPENED)


def derive(values: Values, calendar: WorkCalendar) -> dict[str, Any]:
    """Everything that follows from severity, registration and what happened since; only an approved extension moves the closing.

    Response deadlines are clock hours, closing deadlines end of the n-th working day (domain.md §3.6, §3.15). The client's SOP comes first,
    then what the company's numbers were when the case was registered.
    """
    start, received = values.get("registered_at"), values.get("received_at")
    if not start or not received:
        return {}
    severity = Severity(values.get("severity") or Severity.NORMAL)
    minutes, workdays = deadlines(values.get("sop_terms") or (), severity)
    terms = values.get("office_terms")
    day = calendar.after(moment_of(start).date(), workdays or term(terms, f"close_wd_{severity}"))
    first = _end_of(day)
    return {
        "due_response_at": wire_moment(moment_of(received) + timedelta(minutes=minutes or term(terms, f"response_min_{severity}"))),
        "plan_due_at": _plan_due(values, severity),
        "first_due_close_at": first,
        "due_close_at": values.get("extended_due_at") or first,
        "due_doubtful": not calendar.is_known(day),
        **_reporting(values, severity),
        **_afterwards(values, severity, calendar),
        **_sums(values),
    }


def _plan_due(values: Values, severity: Severity) -> str | None:
    """By when the client is told what will be done, as long as he was not."""
    if values.get("status") not in _UNPLANNED or values.get("solution"):
        return None
    hours = term(values.get("office_terms"), f"plan_hours_{severity}")
    return wire_moment(moment_of(values["received_at"]) + timedelta(hours=hours))


def _end_of(day: date) -> str:
    return f"{day.isoformat()}T23:59:59+08:00"


def _reporting(values: Values, severity: Severity) -> dict[str, Any]:
    """What is to be reported next, and whether anything went up too late; a critical case tells its progress every day."""
    over, due = values.get("status") in _OVER, next_due(values)
    told = str(values.get("last_progress_at") or values["received_at"])
    daily = severity == Severity.CRITICAL and not over
    return {
        "report_due_at": None if over or due is None else due.due,
        "report_due": None if over or due is None else due.rung.label,
        "report_late": True if any(standing.late for standing in ladder(values)) else None,
        "progress_due_at": _end_of(moment_of(told).date() + timedelta(days=1)) if daily else None,
    }


def _afterwards(values: Values, severity: Severity, calendar: WorkCalendar) -> dict[str, Any]:
    closed = values.get("closed_at") if values.get("status") == CaseStatus.CLOSED else None
    if not closed:
        return {"callback_due_on": None, "review_due_on": None}
    day, terms = moment_of(closed).date(), values.get("office_terms")
    review = severity == Severity.CRITICAL and values.get("close_type") != CloseType.WITHDRAWN
    return {
        "callback_due_on": calendar.after(day, term(terms, "callback_wd")).isoformat(),
        "review_due_on": calendar.after(day, term(terms, "review_wd")).isoformat() if review else None,
    }


def _sums(values: Values) -> dict[str, Any]:
    """What was borne in the end."""
    paid = values.get("compensation")
    return {"net_borne": None if paid is None else paid - (values.get("recovered") or 0)}


def waited(since: str, until: str) -> int:
    """Minutes of a pause from one wire moment to another."""
    return max(0, int((moment_of(until) - moment_of(since)).total_seconds() // 60))


def in_words(minutes: int) -> str:
    """A length of time as a person says it: `1 天 3 小时`; days are 24 hours."""
    days, rest = divmod(minutes, 24 * 60)
    hours, minutes = divmod(rest, 60)
    parts = [f"{days} 天"] * bool(days) + [f"{hours} 小时"] * bool(hours) + [f"{minutes} 分钟"] * bool(minutes and not days)
    return " ".join(parts) or "0 分钟"
