"""The table model of a ledger of any size: the sorted row numbers are kept, the rows around the view are fetched."""

from __future__ import annotations

from array import array
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from csdesk.domain.record import Record
from csdesk.domain.rows import Query, Row
from csdesk.gui.desk import Desk
from csdesk.gui.ledger.columns import Column, columns_of
from csdesk.gui.ledger.entries import Entries
from csdesk.gui.ledger.pages import PAGE, Pages
from csdesk.gui.ledger.tones import tone_of
from csdesk.gui.tables import TONE_ROLE
from csdesk.operations import desk as desk_operations
from csdesk.operations import ledgers

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
FIRST = 2 * PAGE  # rows that are shown before all of a large ledger are known

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
#: The tone of a chip, and the sentence of a wrong value.
WRONG_ROLE = TONE_ROLE + 1
_SERVED = frozenset({_DISPLAY, _ALIGN, _TIP, TONE_ROLE, WRONG_ROLE})
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class LedgerModel(QAbstractTableModel):
    """Cells of a ledger. Blank until a row is there; wrong entries stay in their cell, marked."""

    loaded = Signal(bool)  # the numbers are here; whether they are others than before

    def __init__(self, desk: Desk, record: type[Record], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.record, self._desk = record, desk
        self.columns = columns_of(record)
        self.visible = {c.key for c in self.columns if c.listed}
        self.query = Query(sort=record.about.order)
        self._shown: Query | None = None  # what the numbers here belong to
        self.whole = True  # or only the first of them
        self._rest_asked = False
        self.editable = desk_operations.may_write(desk.db, record) and not record.about.insert_only
        self.entries = Entries(desk, record, self)
        self.entries.saved.connect(self.put)
        self.entries.touched.connect(self._touch_row)
        self._wrong = self.entries.wrong
        self._pages = Pages(desk, record, self._names, self)
        self._pages.arrived.connect(self._rows_arrived)

    # -- what is shown ------------------------------------------------------------------------------------------------

    def show_query(self, query: Query) -> None:
        """Read which records a query means, of many the first before all; the old ones stay until new ones are known."""
        self.query = query
        if query == self._shown:
            self._read_all()
            return
        work = partial(ledgers.first, self._desk.db, self.record, query, FIRST)
        self._desk.tasks.read_while_wanted(work, partial(self._first_arrived, query), key=(id(self), "numbers"))

    @property
    def settled(self) -> bool:
        """Whether what is shown is what was asked for last."""
        return self.query == self._shown

    def _first_arrived(self, query: Query, numbers: array[int]) -> None:
        self._shown, self.whole = query, len(numbers) != FIRST
        self._numbers_arrived(numbers)
        self._rest_asked = False
        if not self.whole:
            self._pages.fetch_top()  # and when it is painted, the rest is read

    def _read_all(self) -> None:
        work = partial(ledgers.numbers, self._desk.db, self.record, self.query, None)
        self._desk.tasks.read_while_wanted(work, self._all_arrived, key=(id(self), "numbers"), later=not self.whole)

    def _all_arrived(self, numbers: array[int]) -> None:
        begun, self.whole = not self.whole, True
        if begun and len(numbers) > FIRST and numbers[:FIRST] == self._pages.numbers:
            self.beginInsertRows(ROOT, FIRST, len(numbers) - 1)
            self._pages.numbers = numbers
            self.endInsertRows()
            self.loaded.emit(False)
        else:
            self._numbers_arrived(numbers)

    def _numbers_arrived(self, numbers: array[int]) -> None:
        if numbers == self._pages.numbers:
            self._pages.forget()
            self._touch(0, len(numbers) - 1)
            self.loaded.emit(False)
            return
        self.beginResetModel()
        self._pages.start(numbers)
        self.endResetModel()
        self.loaded.emit(True)

    def show_columns(self, keys: set[str]) -> None:
        """Which columns are visible; only those are read."""
        if not keys <= self.visible:
            self._pages.forget()
        self.visible = set(keys)
        self._touch(0, self.rowCount() - 1)

    def _names(self) -> list[str]:
        titles = set(self.record.about.title)
        return [c.key for c in self.columns if c.field and (c.key in self.visible or c.key in titles)]

    def row_at(self, position: int) -> Row | None:
        """The record at a position, if it is here."""
        return self._pages.row(position) if 0 <= position < len(self._pages.numbers) else None

    def number_at(self, position: int) -> int | None:
        """The row number at a position."""
        return self._pages.numbers[position] if 0 <= position < len(self._pages.numbers) else None

    def position_of(self, number: int) -> int | None:
        """Where a row number stands."""
        try:
            return self._pages.numbers.index(number)
        except ValueError:
            return None

    def put(self, row: Row) -> None:
        """A record as it has just been written, before the ledger is read again."""
        self.entries.clear(row.n)
        position = self._pages.put(row)
        if position is not None:
            self._touch(position, position)

    def _rows_arrived(self, first: int, last: int) -> None:
        self._touch(first, last)
        if not (self.whole or self._rest_asked):
            self._rest_asked = True
            QTimer.singleShot(0, self, self._read_all)

    def _touch_row(self, number: int) -> None:
        position = self.position_of(number)
        if position is not None:
            self._touch(position, position)

    def _touch(self, first: int, last: int) -> None:
        if 0 <= first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    # -- what Qt asks -------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._pages.numbers)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role not in _SERVED or not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == _ALIGN:
            return _RIGHT if column.numeric else _LEFT
        row = self._pages.row(index.row())
        if row is None:
            return None
        wrong = self._wrong.get((row.n, column.key)) if self._wrong else None
        conflict = bool(row.conflicts) and index.column() == 0
        if role == _DISPLAY:
            return wrong[0] if wrong else _text(column, row, conflict)
        if role == TONE_ROLE:
            return tone_of(column.field, row.values.get(column.key))
        if role == WRONG_ROLE:
            return wrong[1] if wrong else None
        return wrong[1] if wrong else _tip(column, row, conflict)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == _DISPLAY:
            return column.heading
        if role == _TIP and column.field and column.field.help:
            return column.field.help
        return (_RIGHT if column.numeric else _LEFT) if role == _ALIGN else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.editable and not self.query.deleted and self.columns[index.column()].entered:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a heading; the store does it."""
        if column < 0:
            return
        key = self.columns[column].key
        sort = f"-{key}" if order == Qt.SortOrder.DescendingOrder else key
        if sort != self.query.sort:
            self.show_query(replace(self.query, sort=sort))


def _text(column: Column, row: Row, conflict: bool) -> str:
    text = column.text(row).split("\n", 1)[0]
    return f"⚠ {text}" if conflict else text


def _tip(column: Column, row: Row, conflict: bool) -> str | None:
    if conflict:
        return "两人同时改过这条记录，请在卡片中核对标有 ⚠ 的栏目"
    text = column.text(row)
    return text if len(text) > column.width or "\n" in text else None
