"""The papers that records have of their own, beside the ledger in which they stand. A new paper is its module and its line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.money.receivables import Statement
from csdesk.domain.record import Record
from csdesk.domain.rows import Row
from csdesk.domain.transport.trips import Trip
from csdesk.gui.paper import cases, statements
from csdesk.gui.paper.paper import Paper
from csdesk.gui.paper.trips import trip_papers
from csdesk.operations.cases import case_papers
from csdesk.operations.files import Database
from csdesk.operations.money import papers as money_papers
from csdesk.operations.transport import papers


@dataclass(frozen=True, slots=True)
class Own:
    """The papers of one record.

    word: what the menu calls them. read: what stands on those of a row, by the moment; on the reading lane. made: the papers of what was
    read. noted: writes down that one was printed, by its title; nothing when that need not be known.
    """

    word: str
    read: Callable[[Database, Row, datetime], Any]
    made: Callable[[Sequence[Any]], list[Paper]]
    noted: Callable[[Database, Sequence[Row], str, datetime], object] | None = None


OWN: Mapping[type[Record], Own] = {
    Complaint: Own("投诉处理单", case_papers.case_paper, cases.case_papers),
    Statement: Own("对账单", money_papers.statement_paper, statements.statement_papers),
    Trip: Own("派车单、装车单", papers.trip_paper, trip_papers, papers.printed),
}
