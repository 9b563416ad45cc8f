"""What a record entered as it stands brings along: values it leaves open, and the events of its past."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from csdesk.domain.cases.case_choices import CaseStatus
from csdesk.domain.cases.casework import CaseReport
from csdesk.domain.cases.complaints import Complaint, ComplaintEvent
from csdesk.domain.checking import not_yet, problems
from csdesk.domain.moments import moment_of, wire_moment
from csdesk.domain.money import losses
from csdesk.domain.money.losses import WriteOff
from csdesk.domain.record import Problem, Record, Values
from csdesk.domain.transport import waybill_history
from csdesk.domain.transport.trips import Trip, TripEvent, TripStatus
from csdesk.domain.transport.waybill_events import WaybillEvent
from csdesk.domain.transport.waybills import Waybill


@dataclass(frozen=True, slots=True)
class History:
    """The rules of one record.

    event: what its events are; None where it leaves none. settle: the values that follow from those given. check: what its
    past lacks. events: what happened, oldest first, at strictly rising times, from (values, now); figures replay them.
    """

    event: type[Record] | None
    settle: Callable[[Values], dict[str, Any]]
    check: Callable[[Values], Iterator[Problem]]
    events: Callable[[Values, str], list[dict[str, Any]]]


def _settle_case(values: Values) -> dict[str, Any]:
    settled: dict[str, Any] = {}
    if not values.get("registered_at") and values.get("received_at"):
        settled["registered_at"] = values["received_at"]
    if not values.get("status") and values.get("closed_at"):
        settled["status"] = CaseStatus.CLOSED.value
    return settled


def _check_case(values: Values) -> Iterator[Problem]:
    if values.get("status") in (CaseStatus.CLOSED, CaseStatus.REOPENED) and not values.get("closed_at"):
        yield Problem("closed_at", "状态为“已结案”或“已重开”的案件请填写结案时间")
    if values.get("closed_at") and values.get("status") not in (CaseStatus.CLOSED, CaseStatus.REOPENED, CaseStatus.VOID):
        yield Problem("status", "填了结案时间，状态应为“已结案”，请核对")


def _case_steps(values: Values) -> Iterator[tuple[str, CaseStatus, str]]:
    """(time, new status, action) of a case, as far as its ledger line tells."""
    status = CaseStatus(values.get("status") or CaseStatus.REGISTERED)
    start, closed = values["registered_at"], values.get("closed_at")
    yield min(start, closed or start), CaseStatus.REGISTERED, "登记"
    if (answered := values.get("first_response_at")) and status != CaseStatus.REGISTERED:
        yield answered if not closed else min(answered, closed), CaseStatus.ACCEPTED, "受理"
    if status in (CaseStatus.CLOSED, CaseStatus.REOPENED):
        yield closed or start, CaseStatus.CLOSED, "结案"
    if status not in (CaseStatus.REGISTERED, CaseStatus.ACCEPTED, CaseStatus.CLOSED):
        yield values.get("reopened_at") or closed or start, status, status.label
    if status == CaseStatus.ACCEPTED and not answered:
        yield start, status, "受理"


def _case_events(values: Values, _: str) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = []
    before: CaseStatus | None = None
    last = ""
    for at, status, action in _case_steps(values):
        if at <= last:  # one second later: equal times would have no order
            at = wire_moment(moment_of(last) + timedelta(seconds=1))
        told = {"at": at, "action": action, "to_status": status.value, "owner_id": values.get("owner_id")}
        by = {"by": values["registered_by"]} if values.get("registered_by") else {}
        events.append({**told, **by, "from_status": before.value if before else None, "note": "据台账补记" if before else None})
        before, last = status, at
    return events


def _settle_trip(values: Values) -> dict[str, Any]:
    start = values.get("planned_departure_at")
    return {"plan_date": start[:10]} if start and not values.get("plan_date") else {}


def _trip_events(values: Values, at: str) -> list[dict[str, Any]]:
    state = values.get("status", TripStatus.DRAFT.value)
    return [{"at": at, "action": "建单", "to_status": state, "owner_id": values.get("owner_id")}]


def _settle_report(values: Values) -> dict[str, Any]:
    """How far a report is that a ledger tells without saying so."""
    if values.get("status"):
        return {}
    far = (("carried_out", "done"), ("instructions", "instructed"), ("acknowledged_at", "received"))
    return next(({"status": status} for name, status in far if values.get(name)), {})


def _nothing(_: Values) -> Iterator[Problem]:
    yield from ()


def _no_events(_: Values, __: str) -> list[dict[str, Any]]:
    return []


HISTORIES: dict[type[Record], History] = {
    Complaint: History(ComplaintEvent, _settle_case, _check_case, _case_events),
    Waybill: History(WaybillEvent, waybill_history.settle, waybill_history.check, waybill_history.events),
    CaseReport: History(None, _settle_report, _nothing, _no_events),
    Trip: History(TripEvent, _settle_trip, _nothing, _trip_events),
    WriteOff: History(None, losses.settle, _nothing, _no_events),
}


def entry_problems(record: type[Record], full: Values, now: datetime) -> list[Problem]:
    """Everything wrong with a new record: its own fields and rules, what is still to come, then what its past lacks."""
    history = HISTORIES.get(record)
    return problems(record, full) or not_yet(record, full, now) or (list(history.check(full)) if history else [])
