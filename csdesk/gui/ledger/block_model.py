"""A pasted block as a table: what becomes of each line, and its cells, which can be mended in place."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from csdesk.gui.ledger.model import WRONG_ROLE
from csdesk.gui.tables import TONE_ROLE
from csdesk.operations.excel import blocks
from csdesk.operations.excel.blocks import BlockPlan

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_DISPLAY, _EDIT = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.EditRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
#: Before the cells of the block: what becomes of the line, and why it is refused.
LEAD = ("结果", "原因")
_WORDS = {blocks.CREATE: ("新建", "info"), blocks.UPDATE: ("更新", "good"), blocks.SKIP: ("不变", "calm")}
_WRONG, _NOTHING = ("✕ 错误", "bad"), ("跳过", "calm")


class BlockModel(QAbstractTableModel):
    """Shows a `BlockPlan`; announces a cell that was typed anew."""

    mended = Signal(int, int, str)  # line, column, text

    def __init__(self, plan: BlockPlan, parent: QObject) -> None:
        super().__init__(parent)
        self.plan = plan

    def show_plan(self, plan: BlockPlan) -> None:
        """The same lines, judged again."""
        self.plan = plan
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def first_wrong(self) -> _Index | None:
        """The first cell that is wrong, or the reason of a line that lacks one."""
        if not self.plan.wrong:
            return None
        line = min(self.plan.wrong)
        column = min(self.plan.wrong[line])
        return self.index(line, len(LEAD) + column if column >= 0 else 1)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.plan.lines)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(LEAD) + len(self.plan.headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if role != _DISPLAY:
            return None
        if orientation == Qt.Orientation.Vertical:
            return section + 1
        if section < len(LEAD):
            return LEAD[section]
        at = section - len(LEAD)
        return self.plan.headings[at] if self.plan.used[at] else f"{self.plan.headings[at]}（不收）"

    def data(self, index: _Index, role: int = _DISPLAY) -> Any:
        line, column = index.row(), index.column() - len(LEAD)
        if column >= 0:
            return self._cell(line, column, role)
        if column == -1:
            return self.plan.reason(line) if role in (_DISPLAY, _TIP) else None
        word, tone = _WRONG if line in self.plan.wrong else _WORDS.get(self.plan.does.get(line, ""), _NOTHING)
        return word if role == _DISPLAY else tone if role == TONE_ROLE else None

    def _cell(self, line: int, column: int, role: int) -> Any:
        if role in (_DISPLAY, _EDIT):
            return self.plan.lines[line][column]
        if role in (_TIP, WRONG_ROLE):
            return self.plan.wrong.get(line, {}).get(column)
        return None

    def setData(self, index: _Index, value: Any, role: int = _EDIT) -> bool:
        line, column = index.row(), index.column() - len(LEAD)
        if role != _EDIT or column < 0 or self.plan.lines[line][column] == value:
            return False
        self.plan.lines[line][column] = str(value)
        self.mended.emit(line, column, str(value))
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        column = index.column() - len(LEAD)
        usable = column >= 0 and self.plan.used[column]
        return super().flags(index) | (Qt.ItemFlag.ItemIsEditable if usable else Qt.ItemFlag.NoItemFlags)
