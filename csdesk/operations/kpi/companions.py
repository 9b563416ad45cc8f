"""Figures with what is shown beside them: other definitions, parts, amounts to be told with them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from csdesk.domain.kpi.figure import Figure
from csdesk.domain.kpi.periods import period_of
from csdesk.domain.kpi.registry import chosen
from csdesk.domain.kpi.shares import Beside
from csdesk.operations.kpi.figures import besides, level_of, read_known, scorecard_of
from csdesk.store.database import Database


def beside_of(db: Database, figure: Figure) -> list[Beside]:
    """What is shown beside a figure: other definitions and parts of it."""
    when = period_of(figure.period)
    return besides(read_known(db, figure.as_of, [figure.row], when.span, beside=True), [figure], when)[0][1]


def with_beside(
    db: Database, *, level: str, period: str, as_of: date | None = None, kpis: Iterable[str] | None = None
) -> list[tuple[Figure, list[Beside]]]:
    """The same figures as `figures`, each with what is shown beside it. Raises Refused likewise."""
    wanted, when = level_of(level), period_of(period)
    rows = [row for row in chosen(kpis) if wanted in row.levels]
    known = read_known(db, as_of or when.end, rows, when.span, beside=True)
    return besides(known, scorecard_of(known, wanted, when, rows), when)
