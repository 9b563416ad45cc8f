"""The grid of a plan: months, quarters and the year down, the entity and those below it across, with what is left over."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont

from csdesk.domain.cells import Wrong
from csdesk.domain.kinds import KINDS
from csdesk.domain.plans.plansheet import MONTHS, Column, PlanSheet
from csdesk.domain.plans.targets import PlanLine
from csdesk.domain.record import field_map
from csdesk.errors import CsdeskError

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ROLE = Qt.ItemDataRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_VALUE = field_map(PlanLine)["value"]

_GROWTH, _RECENT, _YEAR = "growth", "recent", "year"
#: Each row: its heading, what it is, and its number: months with their quarters, then the year.
_ROWS: tuple[tuple[str, str, int], ...] = (
    ("预计增长 %", _GROWTH, 0),
    ("近 12 个月实际", _RECENT, 0),
    *(
        row
        for quarter in range(4)
        for row in (
            *((f"{month + 1} 月", "month", month) for month in range(3 * quarter, 3 * quarter + 3)),
            (f"{'一二三四'[quarter]}季度", "quarter", quarter),
        )
    ),
    ("全年", _YEAR, 0),
)
#: The columns beside those of the entities.
_BEFORE, _OWN = 0, 1


class PlanGrid(QAbstractTableModel):
    """A `PlanSheet`, edited in place. told: a cell could not be read, with the sentence that says why."""

    told = Signal(str)
    edited = Signal()

    def __init__(self, tone: Callable[[str], Any], parent: QObject | None = None) -> None:
        """tone: the colour of a name in the scheme of the day."""
        super().__init__(parent)
        self.sheet: PlanSheet | None = None
        self.writable = True
        self.blend = Fraction(1, 2)
        self._tone = tone

    def show(self, sheet: PlanSheet, *, writable: bool) -> None:
        """Show this sheet instead."""
        self.beginResetModel()
        self.sheet, self.writable = sheet, writable
        self.endResetModel()

    # -- what is there --------------------------------------------------------------------------------------------------

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return len(_ROWS) if self.sheet and not parent.isValid() else 0

    def columnCount(self, parent: _Index = _ROOT) -> int:
        if self.sheet is None or parent.isValid():
            return 0
        return 2 + len(self.sheet.parts) + (2 if self._sums else 0)

    @property
    def _sums(self) -> bool:
        return bool(self.sheet and self.sheet.parts and self.sheet.adds)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:
        if role == _ROLE.TextAlignmentRole and orientation == Qt.Orientation.Horizontal:
            return _RIGHT
        if self.sheet is None or role != _ROLE.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return _ROWS[section][0]
        names = [
            f"{self.sheet.year - 1} 年实际",
            f"{self.sheet.own.name} 目标",
            *(part.name for part in self.sheet.parts),
            "下级合计",
            "差额",
        ]
        return names[section]

    def data(self, index: _Index, role: int = _ROLE.DisplayRole) -> Any:
        if self.sheet is None or not index.isValid():
            return None
        if role == _ROLE.TextAlignmentRole:
            return _RIGHT
        if role in (_ROLE.DisplayRole, _ROLE.EditRole):
            return self._text(index.row(), index.column())
        if role == _ROLE.FontRole and _ROWS[index.row()][1] in ("quarter", _YEAR):
            return _bold()
        if role == _ROLE.ForegroundRole:
            return self._ink(index)
        return None

    def _ink(self, index: _Index) -> Any:
        if self._sums and index.column() == self.columnCount() - 1 and self._text(index.row(), index.column()) not in ("", _shown(0)):
            return self._tone("warn")
        return None if self.flags(index) & Qt.ItemFlag.ItemIsEditable else self._tone("muted")

    def _text(self, row: int, column: int) -> str:
        _, kind, n = _ROWS[row]
        sheet = self.sheet
        assert sheet is not None
        if column == _BEFORE:
            return self._before(kind, n)
        if column <= _OWN + len(sheet.parts):
            return self._of(self._column(column), kind, n)
        months = {"month": range(n, n + 1), "quarter": range(3 * n, 3 * n + 3), _YEAR: range(MONTHS)}.get(kind)
        gap = sheet.gap(months) if months else None
        if gap is None or months is None:
            return ""
        own = sum(sheet.own.months[m] for m in months)
        return _shown(gap) if column == self.columnCount() - 1 else _shown(own + gap)

    def _before(self, kind: str, n: int) -> str:
        sheet = self.sheet
        assert sheet is not None
        before = sheet.own.before
        if not before or kind in (_GROWTH, _RECENT):
            return ""
        months = {"month": [n], "quarter": [3 * n, 3 * n + 1, 3 * n + 2]}.get(kind, list(range(MONTHS)))
        value = sum(before[m] for m in months) if sheet.adds else before[months[-1]]
        return _shown(value) if value else "—"  # nothing was recorded then

    def _of(self, column: Column, kind: str, n: int) -> str:
        sheet = self.sheet
        assert sheet is not None
        match kind:
            case "month":
                return _shown(column.months[n])
            case "quarter":
                return _shown(sheet.quarter(column, n))
            case "year":
                return _shown(sheet.total(column))
            case "recent":
                return _shown(column.recent) if sheet.adds else ""
        return "" if column is sheet.own or not sheet.adds else KINDS["rate"].show(round(column.growth * 10_000))

    def _column(self, at: int) -> Column:
        assert self.sheet is not None
        return self.sheet.columns[at - _OWN]

    # -- what is typed ---------------------------------------------------------------------------------------------------

    def flags(self, index: _Index) -> Qt.ItemFlag:
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return found | Qt.ItemFlag.ItemIsEditable if self._may(index.row(), index.column()) else found

    def _may(self, row: int, column: int) -> bool:
        sheet, (_, kind, n) = self.sheet, _ROWS[row]
        if sheet is None or not self.writable or not _OWN <= column <= _OWN + len(sheet.parts):
            return False
        match kind:
            case "month":
                return n >= sheet.closed
            case "year":
                return column == _OWN
            case "growth":
                return column > _OWN and sheet.adds
        return False

    def setData(self, index: _Index, value: Any, role: int = _ROLE.EditRole) -> bool:
        if role != _ROLE.EditRole or str(value) == self._text(index.row(), index.column()):
            return False
        try:
            self._put(index.row(), self._column(index.column()), str(value))
        except (Wrong, CsdeskError) as error:
            self.told.emit(f"{_ROWS[index.row()][0]} {self._column(index.column()).name}：{error}")
            return False
        self.renewed()
        return True

    def _put(self, row: int, column: Column, text: str) -> None:
        sheet, (_, kind, n) = self.sheet, _ROWS[row]
        assert sheet is not None
        if kind == _GROWTH:
            column.growth = Fraction(KINDS["rate"].read(text) if text.strip() else 0, 10_000)
            return
        value = _VALUE.read(text) or 0
        if kind == _YEAR:
            sheet.spread(value, self.blend)
        else:
            sheet.put(column, n, value)

    def renewed(self) -> None:
        """The sheet has changed: show all of it anew, since sums hang on every cell."""
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
        self.edited.emit()


def _shown(value: int) -> str:
    return KINDS["fen"].show(value)


def _bold() -> QFont:
    font = QFont()
    font.setBold(True)
    return font
