"""Complaints that come again: how many of one client and type, what may be the same case, and how grave that makes it (domain.md §3.6)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from csdesk.domain.care.clients import Client
from csdesk.domain.cases.case_choices import CaseStatus
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.cases.repeats import ALIKE_DAYS, MANY_DAYS, Cause, graver
from csdesk.domain.moments import moment_of, wire_moment
from csdesk.domain.record import Values
from csdesk.domain.rows import Filter, Query, Row
from csdesk.store import ledger
from csdesk.store.database import Database
from csdesk.store.lookup import Connection

_MOST = 500


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a case that is being registered follows.

    alike: cases of the client and type within 90 days, newest first. same: open ones of the same waybill. many: the client's cases of
    any type within 30 days. cause: why it is graver than it says.
    """

    alike: tuple[Row, ...]
    same: tuple[Row, ...]
    many: int
    cause: Cause | None


def earlier(db: Database, told: Values, *, but: str = "") -> Earlier:
    """What a case of these values follows. told: client_id, and as far as known type, waybill_id, received_at. but: the case itself."""
    with db.reading() as connection:
        before = [row for row in _of_client(connection, str(told["client_id"])) if row.id != but]
        client = next(iter(ledger.select(connection, Client, Query(filters=(Filter("_id", "is", told["client_id"]),)), 1)), None)
    counted = [row for row in before if _within(row.values, told, MANY_DAYS)]
    alike = [row for row in before if row.values.get("type") == told.get("type") and _within(row.values, told, ALIKE_DAYS)]
    waybill = told.get("waybill_id")
    same = [row for row in before if waybill and row.values.get("waybill_id") == waybill and row.values.get("status") != CaseStatus.CLOSED]
    tier = str(client.values.get("tier") or "") if client else ""
    return Earlier(tuple(alike), tuple(same), len(counted), graver(told, tier=tier, earlier=len(counted)))


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


class Counting:
    """Counts for one new case after the other how many like it there were; each client's cases are read once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[str, list[Values]] = {}
        self._none: bool | None = None
        self._added: dict[str, list[Values]] = defaultdict(list)

    def of(self, values: Values) -> dict[str, Any]:
        """What a new case keeps: how many of its client and type came in the 90 days before; nothing for none."""
        client = str(values.get("client_id") or "")
        if not client or not values.get("received_at") or values.get("case_kind") == "inquiry":
            return {}
        before = [*self._of(client), *self._added[client]]
        alike = sum(case.get("type") == values.get("type") and _within(case, values, ALIKE_DAYS) for case in before)
        self._added[client].append(values)
        return {"repeats": alike} if alike else {}

    def _of(self, client: str) -> list[Values]:
        if self._none is None:
            self._none = ledger.count(self._connection, Complaint, Query()) == 0
        if not self._none and client not in self._known:
            self._known[client] = [row.values for row in _of_client(self._connection, client)]
        return self._known.get(client, [])
