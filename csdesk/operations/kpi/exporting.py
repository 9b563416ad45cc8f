"""The workbook of a period: the figures of every level, and the boards of the file's own entity."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from csdesk.domain.kpi.periods import period_of
from csdesk.operations.kpi.boards import boards
from csdesk.operations.kpi.figures import export_figures, figures, own_level
from csdesk.operations.kpi.funnels import funnels
from csdesk.operations.kpi.punctual import punctual
from csdesk.store.database import Database


def export_workbook(db: Database, period: str, path: Path, as_of: date | None = None) -> None:
    """Write the workbook of a period. Raises Refused for a bad period, StorageError."""
    from csdesk.reports.board_sheets import add_boards  # openpyxl is loaded only when there is something to write

    level, day = own_level(db.site), as_of or period_of(period).end
    whose = next(iter(figure.entity for figure in figures(db, level=level, period=period, as_of=day, kpis=["K01"])), "")
    told = (
        boards(db, level=level, period=period, entity=whose, as_of=day),
        funnels(db, level=level, period=period, entity=whose, as_of=day),
        punctual(db, level=level, period=period, entity=whose, as_of=day),
    )
    export_figures(db, period, path, as_of, more=lambda book: add_boards(book, *told))
