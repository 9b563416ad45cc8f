"""Small read-only tables, wholly in memory: the children and history of a record, the lists of dialogs and boards."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QTableWidget, QTableWidgetItem

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NUMBERS = set("0123456789-+.,% —")
#: Asks a model for the tone in which a cell is shown as a chip: good, warn, bad, calm or info; "" for plain text.
TONE_ROLE = int(Qt.ItemDataRole.UserRole)

Tone = Callable[[int, str], str]  # (column, text) → tone


class TextModel(QAbstractTableModel):
    """Rows of texts under headings; numbers stand right. tone: which cells are chips, where a `ChipDelegate` paints."""

    def __init__(self, headings: Sequence[str], parent: QObject | None = None, tone: Tone | None = None) -> None:
        super().__init__(parent)
        self._headings, self._tone = tuple(headings), tone
        self.rows: list[tuple[str, ...]] = []

    def fill(self, rows: Sequence[tuple[str, ...]], headings: Sequence[str] | None = None) -> None:
        """Show these rows instead. headings: others than before."""
        self.beginResetModel()
        self._headings = self._headings if headings is None else tuple(headings)
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        return self._headings[section] if role == _DISPLAY and orientation == Qt.Orientation.Horizontal else None

    def data(self, index: _Index, role: int = _DISPLAY) -> Any:
        if not index.isValid() or role not in (_DISPLAY, _TIP, _ALIGNMENT, TONE_ROLE):
            return None
        text = self.rows[index.row()][index.column()]
        if role == TONE_ROLE:
            return self._tone(index.column(), text) if self._tone else ""
        if role == _ALIGNMENT:
            return _RIGHT if text and _NUMBERS.issuperset(text) and "-" not in text[1:] else None  # a day is no number
        return text


def toned(column: int, tones: Mapping[str, str]) -> Tone:
    """Chips in one column, by its texts; texts that are not named have none."""
    return lambda at, text: tones.get(text, "") if at == column else ""


def dress_table(view: QTableView) -> None:
    """The look that all small tables share: whole rows, no numbers at the side, the last column takes the rest."""
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(view.fontMetrics().height() + 10)
    view.setShowGrid(False)
    view.setAlternatingRowColors(True)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setWordWrap(False)
    view.horizontalHeader().setHighlightSections(False)
    view.horizontalHeader().setStretchLastSection(True)
    view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    view.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    view.setTabKeyNavigation(False)


def start_table(table: QTableWidget, headings: Sequence[str], *, wrap: bool = False) -> None:
    """Headings, whole rows, nothing to edit. wrap: long texts go on over more lines."""
    table.setColumnCount(len(headings))
    table.setHorizontalHeaderLabels(list(headings))
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setShowGrid(False)
    table.setWordWrap(wrap)
    table.verticalHeader().hide()
    table.horizontalHeader().setHighlightSections(False)
    table.horizontalHeader().setStretchLastSection(True)
    if wrap:
        table.horizontalHeader().sectionResized.connect(lambda *_: table.resizeRowsToContents())


def fill_table(table: QTableWidget, rows: Sequence[Sequence[str]]) -> None:
    """Show these rows of texts instead of what is there."""
    table.setRowCount(len(rows))
    for r, texts in enumerate(rows):
        for c, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            table.setItem(r, c, item)
    table.resizeColumnsToContents()
    head = table.horizontalHeader()
    for c in range(table.columnCount() - 1):
        head.setSectionResizeMode(c, QHeaderView.ResizeMode.Interactive)
        table.setColumnWidth(c, min(table.columnWidth(c), 260))
    if table.wordWrap():
        table.resizeRowsToContents()
