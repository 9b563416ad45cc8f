"""Complaints that come again, what may be the same case, and how grave a case is by rule (domain.md §3.6)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from csdesk.domain.care.clients import Client
from csdesk.domain.cases import severity
from csdesk.domain.cases.case_choices import CaseStatus, CaseType
from csdesk.domain.cases.case_terms import kept
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.cases.severity import Around, Cause
from csdesk.domain.moments import moment_of, wire_moment
from csdesk.domain.record import Record, Values
from csdesk.domain.rows import Filter, Query, Row
from csdesk.domain.transport.waybills import Waybill
from csdesk.operations.policies import Dated
from csdesk.store import ledger
from csdesk.store.database import Database
from csdesk.store.lookup import Connection

_MOST = 500


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a case that is being registered follows.

    alike: cases of the client and type within `days`, newest first. same: open ones of the same waybill. many: the client's cases of
    any type within the days in which they count together. cause: why it is graver than it says.
    """

    alike: tuple[Row, ...]
    same: tuple[Row, ...]
    many: int
    days: int
    cause: Cause | None


def earlier(db: Database, told: Values, *, now: datetime, but: str = "") -> Earlier:
    """What a case of these values follows. told: client_id, and as far as known type, waybill_id, received_at. but: the case itself."""
    with db.reading() as connection:
        counting = Counting(connection, now)
        before = counting.before(told, but)
        rules, cause = counting.rules(told), counting.graver(told, but)
    alike = [row for row in before if _alike(row.values, told, rules["case_alike_days"])]
    waybill = told.get("waybill_id")
    same = [row for row in before if waybill and row.values.get("waybill_id") == waybill and row.values.get("status") != CaseStatus.CLOSED]
    many = sum(_within(row.values, told, rules["case_many_days"]) for row in before)
    return Earlier(tuple(alike), tuple(same), many, rules["case_alike_days"], cause)


def _of_client(connection: Connection, client: str) -> list[Row]:
    """The valid cases of a client, newest first; no inquiries, which are no complaints."""
    wanted = (Filter("client_id", "is", client), Filter("status", "not", "void"), Filter("case_kind", "not", "inquiry"))
    return ledger.select(connection, Complaint, Query(filters=wanted, sort="-received_at"), _MOST)


def _within(case: Values, told: Values, days: int) -> bool:
    """Whether a case was received in the days before the one that is told, or on the same."""
    at, received = told.get("received_at"), case.get("received_at")
    if not at or not received:
        return not at
    return wire_moment(moment_of(at) - timedelta(days=days)) <= received <= at


def _alike(case: Values, told: Values, days: int) -> bool:
    return case.get("type") == told.get("type") and _within(case, told, days)


class Counting:
    """Judges one case after the other by what was there before; each client, its cases and each waybill are read once."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        self._connection, self._now = connection, now
        self._cases: dict[str, list[Row]] = {}
        self._none: bool | None = None
        self._added: dict[str, list[Row]] = defaultdict(list)
        self._met: dict[tuple[type[Record], str], Values] = {}
        self._policies: Dated | None = None

    def of(self, values: Values) -> dict[str, Any]:
        """What a new case keeps: the company's numbers where they are unlike the usual ones, how many of its client and type came
        before, and how grave it is by rule where that is more than it says.
        """  # fmt: skip
        if not values.get("client_id") or not values.get("received_at"):
            return {}
        terms = kept(self.rules(values))
        told: dict[str, Any] = {"office_terms": terms} if terms else {}
        if values.get("case_kind") == "inquiry":
            return told
        days = self.rules(values)["case_alike_days"]
        if alike := sum(_alike(row.values, values, days) for row in self.before(values)):
            told["repeats"] = alike
        told |= _said(self.graver(values))
        self._added[str(values["client_id"])].append(Row(0, "", "", dict(values)))
        return told

    def raised(self, row: Row, told: Values) -> dict[str, Any]:
        """What new values make of a case that is graver by rule then; what the next level lowered rises only by something graver still."""
        after = {**row.values, **told}
        cause = self.graver(after, row.id)
        if cause and after.get("lowered_by"):
            known = severity.cause(row.values, self._around(row.values, row.id), self.rules(row.values))
            cause = cause if known is None or severity.above(cause.severity, known.severity) else None
        return _said(cause)

    def graver(self, case: Values, but: str = "") -> Cause | None:
        """Why a case should be graver than it says; None when it is right. but: the case itself."""
        return severity.graver(case, self._around(case, but), self.rules(case))

    def rules(self, case: Values) -> dict[str, int]:
        """The company's numbers on the day on which a case was registered."""
        self._policies = self._policies or Dated(self._connection)
        day = case.get("registered_at") or case.get("received_at") or wire_moment(self._now)
        return self._policies.on(str(day)[:10])

    def before(self, case: Values, but: str = "") -> list[Row]:
        """The other valid cases of a case's client, newest first, then those that are being made."""
        client = str(case.get("client_id") or "")
        if self._none is None:
            self._none = ledger.count(self._connection, Complaint, Query()) == 0
        if not self._none and client not in self._cases:
            self._cases[client] = _of_client(self._connection, client)
        return [row for row in (*self._cases.get(client, ()), *self._added[client]) if not but or row.id != but]

    def met(self, record: type[Record], id: str, values: Values) -> None:
        """A client or waybill that is being made in the same change set."""
        if record in (Client, Waybill):
            self._met[record, id] = values

    def _around(self, case: Values, but: str) -> Around:
        days, late = self.rules(case)["case_many_days"], 0.0
        if case.get("type") == CaseType.DELAY and case.get("waybill_id"):
            late = severity.lateness(self._one(Waybill, str(case["waybill_id"])), self._now)
        tier = str(self._one(Client, str(case.get("client_id") or "")).get("tier") or "")
        return Around(tier, sum(_within(row.values, case, days) for row in self.before(case, but)), late)

    def _one(self, record: type[Record], id: str) -> Values:
        if (record, id) not in self._met:
            found = ledger.select(self._connection, record, Query(filters=(Filter("id", "is", id),)), 1) if id else []
            self._met[record, id] = found[0].values if found else {}
        return self._met[record, id]


def _said(cause: Cause | None) -> dict[str, Any]:
    return {"severity": cause.severity.value, "severity_reason": cause.reason} if cause else {}
