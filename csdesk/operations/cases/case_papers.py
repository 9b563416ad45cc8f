"""What stands on the 投诉处理单 of a case, as texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from csdesk.domain.cases.casework import CaseReport, ComplaintProgress, ComplaintWaybill
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.moments import wire_moment
from csdesk.domain.record import Record, field_map
from csdesk.domain.rows import Filter, Query, Row
from csdesk.operations.cases import case_watch
from csdesk.operations.cases.case_watch import Line
from csdesk.store import ledger
from csdesk.store.database import Database
from csdesk.store.lookup import Connection

Pair = tuple[str, str]

_HEAD = (
    "client_id", "contact_id", "case_kind", "channel", "received_at", "registered_at", "registered_by", "owner_id", "type", "subtype",
    "severity", "waybill_id",
)  # fmt: skip
_CLOCK = ("due_response_at", "first_response_at", "due_close_at", "closed_at", "extended_due_at", "extension_approver")
_TEXTS = ("description", "demand")
_CAUSES = ("root_cause", "solution", "corrective_action", "preventive_action", "review")
_LIABLE = ("liability", "liable_party", "compensation_basis")
_SUMS = ("claimed_amount", "compensation", "recovered", "net_borne")
_CLOSING = (
    "close_type", "client_opinion", "client_confirmed_by", "client_confirmed_via", "client_confirmed_at", "close_confirmed_by",
    "callback_at", "callback_score",
)  # fmt: skip
_PROGRESS = ("at", "kind", "by", "with_whom", "text")
_REPORTS = ("level", "reported_to", "at", "channel", "acknowledged_at", "instructions", "carried_out")


@dataclass(frozen=True, slots=True)
class Told:
    """A table: its headings, and its rows as texts."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class CasePaper:
    """A case as it is printed: (label, text) in the order of the paper; empty ones keep their place in head, sums and closing.

    ladder: how far the reports are. by: who prints; at: when.
    """

    number: str
    status: str
    head: tuple[Pair, ...]
    clock: tuple[Pair, ...]
    texts: tuple[Pair, ...]
    causes: tuple[Pair, ...]
    liable: tuple[Pair, ...]
    sums: tuple[Pair, ...]
    closing: tuple[Pair, ...]
    ladder: tuple[Line, ...]
    progress: Told
    reports: Told
    waybills: tuple[str, ...]
    by: str
    at: str


def case_paper(db: Database, case: Row, now: datetime) -> CasePaper:
    """The case with everything that was written down about it. Reads only."""
    with db.reading() as connection:
        children = {child: _children(connection, child, case) for child in (ComplaintProgress, CaseReport, ComplaintWaybill)}
    waybills = [row.titles.get("waybill_id", "") for row in children[ComplaintWaybill]]
    return CasePaper(
        number=str(case.values.get("case_no", "")),
        status=field_map(Complaint)["status"].show(case.values.get("status")),
        head=_pairs(case, _HEAD),
        clock=_pairs(case, _CLOCK),
        texts=_filled(case, _TEXTS),
        causes=_filled(case, _CAUSES),
        liable=_pairs(case, _LIABLE),
        sums=_pairs(case, _SUMS),
        closing=_pairs(case, _CLOSING),
        ladder=tuple(case_watch.rungs(db, case, now)),
        progress=_table(ComplaintProgress, _PROGRESS, children[ComplaintProgress]),
        reports=_table(CaseReport, _REPORTS, children[CaseReport]),
        waybills=tuple(waybills),
        by=db.site.name,
        at=wire_moment(now)[:16].replace("T", " "),
    )


def _children(connection: Connection, child: type[Record], case: Row) -> list[Row]:
    return ledger.select(connection, child, Query(filters=(Filter("complaint_id", "is", case.id),)))


def _pairs(case: Row, names: Sequence[str]) -> tuple[Pair, ...]:
    known = field_map(Complaint)
    return tuple((known[name].heading, case.titles.get(name) or known[name].show(case.values.get(name))) for name in names)


def _filled(case: Row, names: Sequence[str]) -> tuple[Pair, ...]:
    return tuple(pair for pair in _pairs(case, names) if pair[1])


def _table(record: type[Record], names: Sequence[str], rows: Sequence[Row]) -> Told:
    known = field_map(record)
    return Told(tuple(known[n].label for n in names), tuple(tuple(known[n].show(row.values.get(n)) for n in names) for row in rows))
