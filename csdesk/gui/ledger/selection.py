"""What is done with the selected cells and rows: copy and paste a block, into the recycle bin and out of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from csdesk.domain.rows import Row
from csdesk.gui.desk import Desk
from csdesk.gui.ledger import clipboard
from csdesk.gui.ledger.table import LedgerTable
from csdesk.operations import desk as desk_operations
from csdesk.operations import ledgers
from csdesk.operations.desk import Cell, WrongCells


class Selection(QObject):
    """Acts on the selection of one ledger's table."""

    changed = Signal(str)
    said = Signal(str)

    def __init__(self, desk: Desk, table: LedgerTable, in_bin: Callable[[], bool]) -> None:
        super().__init__(table)
        self._desk, self._table, self._in_bin = desk, table, in_bin
        self._model, self._record = table.ledger, table.ledger.record
        table.delete_wanted.connect(self.delete)

    def rows(self) -> list[Row]:
        """The selected records, as far as they have been read."""
        return [row for p in self._table.chosen_positions() if (row := self._model.row_at(p)) is not None]

    def delete(self) -> None:
        """The selected records into the recycle bin, or out of it when it is shown."""
        rows, back = self.rows(), self._in_bin()
        if rows and self._model.editable:
            work = partial(ledgers.restore if back else ledgers.delete, self._desk.db, self._record, rows)
            self._desk.tasks.write(work, partial(self._deleted, len(rows), back))

    def _deleted(self, n: int, back: bool, _: Any) -> None:
        self.said.emit(f"已恢复 {n} 条" if back else f"{n} 条已移到回收站，Ctrl+Z 可撤销")
        self.changed.emit(self._record.about.name)

    def copy(self) -> None:
        """The selected cells with their headings to the clipboard."""
        QGuiApplication.clipboard().setText(clipboard.block(self._table))
        self.said.emit("已复制，可直接粘贴到 Excel")

    def paste(self) -> None:
        """Cells from a spreadsheet, from the current cell on: all or nothing, one undo."""
        cells = clipboard.cells(self._table, QGuiApplication.clipboard().text(), self._table.currentIndex())
        if cells and self._model.editable:
            work = partial(desk_operations.paste, self._desk.db, self._record, cells, now=self._desk.now())
            self._desk.tasks.write(work, self._pasted, partial(self._not_pasted, cells))

    def _pasted(self, n: int) -> None:
        self.said.emit(f"已粘贴 {n} 行，Ctrl+Z 可撤销")
        self.changed.emit(self._record.about.name)

    def _not_pasted(self, cells: list[Cell], error: BaseException) -> None:
        if not isinstance(error, WrongCells):
            self._desk.tasks.fail(error)
            return
        at = {(cell.line, cell.field): cell for cell in cells}
        for line, field, sentence in error.cells:
            cell = at.get((line, field))
            if cell and cell.seen:
                self._model.mark(cell.seen, field, cell.raw, sentence)
        line, _, sentence = error.cells[0]
        self.said.emit(f"没有粘贴：有 {len(error.cells)} 格不对，第 {line + 1} 行：{sentence}")
