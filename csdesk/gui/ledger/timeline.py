"""The page 往来 of a client's card: everything that happened with it, by kind; Enter opens the record."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QTableView, QToolButton, QVBoxLayout, QWidget

from csdesk.domain.rows import Row
from csdesk.gui.chips import chip_table
from csdesk.gui.desk import Desk
from csdesk.gui.tables import TextModel
from csdesk.operations.clients import timeline
from csdesk.operations.desk import Named

_PAGE = 50
_KIND = 1
_TONES = {"案件": "bad", "催收": "warn", "回款": "good", "运单": "info", "批示": "warn"}
_PER_LINE = 4


class TimelinePage(QWidget):
    """Reads only when it is shown."""

    record_wanted = Signal(object)  # a `Named`

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._row: Row | None = None
        self._limit = _PAGE
        self.found = timeline.Timeline((), {}, False)
        self._chips: dict[str, QToolButton] = {}
        self._bar = QVBoxLayout()
        self._model = TextModel(("日期", "类别", "状态", "内容"), self, tone=_tone)
        self.table = QTableView()
        self.table.setAccessibleName("往来")
        chip_table(self.table, self._model, desk.look)
        self.more_button = QPushButton("更早的")
        self.empty = QLabel("还没有往来记录：案件、运单、跟踪、回款等会按时间列在这里。")
        self._lay_out()
        self.table.activated.connect(self.open)
        self.more_button.clicked.connect(self.more)

    def _lay_out(self) -> None:
        wide = self.fontMetrics().averageCharWidth()
        for column, letters in enumerate((12, 8, 8)):
            self.table.setColumnWidth(column, wide * letters)
        self.empty.setProperty("role", "muted")
        self.empty.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        for part in (self.empty, self.table, self.more_button):
            layout.addWidget(part)
        layout.insertLayout(0, self._bar)
        self._bar.setSpacing(4)

    def show_row(self, row: Row) -> None:
        """The newest events of a client."""
        if self._row is None or row.id != self._row.id:
            self._limit = _PAGE
            self._show_chips({})
        self._row = row
        self.read()

    def read(self) -> None:
        """Read again, of the chosen kinds."""
        if self._row is not None:
            work = partial(timeline.timeline, self._desk.db, self._row.id, self.chosen, self._limit)
            self._desk.tasks.read(work, partial(self._show, self._row), key=(id(self), "timeline"))

    @property
    def chosen(self) -> frozenset[str]:
        """The kinds that are shown; none for all."""
        return frozenset(label for label, chip in self._chips.items() if chip.isChecked())

    def _show(self, row: Row, found: timeline.Timeline) -> None:
        if row is not self._row:
            return
        self.found = found
        if list(self._chips) != list(found.counts):
            self._show_chips(found.counts)
        for label, chip in self._chips.items():
            chip.setText(f"{label} {found.counts[label]}")
        self._model.fill([(e.at[:10], e.kind, e.state, e.text) for e in found.events])
        self.empty.setVisible(not found.counts)
        self.table.setVisible(bool(found.counts))
        self.more_button.setVisible(found.more)
        if found.events:
            self.table.selectRow(0)

    def _show_chips(self, counts: dict[str, int]) -> None:
        while (line := self._bar.takeAt(0)) is not None:
            if (row := line.layout()) is not None:
                row.deleteLater()
        for chip in self._chips.values():
            chip.deleteLater()
        self._chips = {}
        labels = list(counts)
        for start in range(0, len(labels), _PER_LINE):
            row = QHBoxLayout()
            self._bar.addLayout(row)
            for label in labels[start : start + _PER_LINE]:
                self._chips[label] = self._chip(label)
                row.addWidget(self._chips[label])
            row.addStretch()

    def _chip(self, label: str) -> QToolButton:
        chip = QToolButton()
        chip.setCheckable(True)
        chip.setToolTip(f"只看{label}；可选几类，都不选即全部")
        chip.clicked.connect(lambda _: self.read())
        return chip

    def more(self) -> None:
        """Older events too."""
        self._limit += _PAGE
        self.read()

    def open(self, index: QModelIndex) -> None:
        """Go to the record of a line."""
        event = self.found.events[index.row()]
        self.record_wanted.emit(Named(event.id, event.title, record=event.record.about.name, book=event.book))


def _tone(column: int, text: str) -> str:
    return _TONES.get(text, "calm") if column == _KIND else ""
