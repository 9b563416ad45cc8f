"""The records behind a figure or a part of a board, and what stands over them."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel, QTableView

from csdesk.domain.kpi.figure import Behind, Figure
from csdesk.domain.kpi.leads import Lead
from csdesk.domain.kpi.shares import Beside
from csdesk.gui.desk import Desk
from csdesk.gui.tables import TextModel, dress_table
from csdesk.gui.tabs import kpi_texts
from csdesk.operations.desk import Named
from csdesk.operations.kpi import companions, figures


class KpiBehind(QObject):
    """Fills a table with the records of whatever was clicked; a line that is activated asks for its record."""

    wanted = Signal(object)  # the Named record

    def __init__(self, desk: Desk, view: QTableView, told: QLabel) -> None:
        super().__init__(view)
        self.desk, self.view, self.told = desk, view, told
        self.model = TextModel(kpi_texts.BEHIND, self)
        view.setModel(self.model)
        dress_table(view)
        view.activated.connect(lambda index: self._open(index.row()))
        self._found: list[Behind] = []

    def show_figure(self, figure: Figure) -> None:
        """Show the records that make a figure."""
        self.desk.tasks.read(partial(_behind, self.desk.db, figure), partial(self._show_figure, figure), key="kpi behind")

    def show_part(self, lead: Lead) -> None:
        """Show the records of a part of a board."""
        self.desk.tasks.read(partial(figures.behind_part, self.desk.db, lead), partial(self._show_part, lead), key="kpi behind")

    def clear(self) -> None:
        """Show none."""
        self.model.fill([])

    def _show_figure(self, figure: Figure, found: tuple[list[Behind], list[Beside]]) -> None:
        behind, beside = found
        self._fill(figure, behind, kpi_texts.told(figure, len(behind), beside))

    def _show_part(self, lead: Lead, found: list[Behind]) -> None:
        self._fill(lead, found, kpi_texts.told_of_part(lead, found))

    def _fill(self, figure: Figure | Lead, found: list[Behind], told: str) -> None:
        self._found = found
        self.told.setText(told)
        self.model.fill([kpi_texts.behind_texts(figure, one) for one in found])
        self.view.resizeColumnsToContents()

    def _open(self, at: int) -> None:
        one = self._found[at]
        self.wanted.emit(Named(one.row.id, one.texts()[1], record=one.record.about.name, book=one.row.book))


def _behind(db: Any, figure: Figure) -> tuple[list[Behind], list[Beside]]:
    return figures.behind(db, figure), companions.beside_of(db, figure)
