"""Over the form of a case: its clock, its pause, and the 上报 chain, each line with its mark."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel

from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.record import Record
from csdesk.domain.rows import Row
from csdesk.gui.desk import Desk
from csdesk.gui.ledger.tones import wear
from csdesk.operations.cases import case_watch
from csdesk.operations.cases.case_watch import Line


class CaseClock(QFrame):
    """Where the case on the card stands; hidden for every other record."""

    def __init__(self, desk: Desk, record: type[Record]) -> None:
        super().__init__()
        self._desk, self._record = desk, record
        self._row: Row | None = None
        self.shown: list[Line] = []
        self.setObjectName("case_clock")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 4)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(1, 1)
        self.hide()

    def show_row(self, row: Row | None) -> None:
        """Read where this case stands."""
        self._row = row
        if row is None or row.deleted or self._record is not Complaint:
            self._show(row, [])
        else:
            work = partial(case_watch.lines, self._desk.db, row, self._desk.now())
            self._desk.tasks.read(work, partial(self._show, row), key=(id(self), "clock"))

    def _show(self, about: Row | None, lines: list[Line]) -> None:
        if about is not self._row:
            return
        self.shown = lines
        while item := self._grid.takeAt(0):
            if (widget := item.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()
        for i, line in enumerate(lines):
            mark, text = QLabel(line.mark), QLabel(line.text)
            mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.setWordWrap(True)
            self._grid.addWidget(mark, i, 0)
            self._grid.addWidget(text, i, 1)
            wear(mark, line.tone)
        self.setVisible(bool(lines))
