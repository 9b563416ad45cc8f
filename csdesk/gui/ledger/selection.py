"""What is done with the selected cells and rows: copy, paste and empty a block, into the recycle bin and out of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QInputDialog, QMenu

from csdesk.domain.clients import Client
from csdesk.domain.instructions import Instruction
from csdesk.domain.rows import Row
from csdesk.gui.desk import Desk
from csdesk.gui.ledger import clipboard
from csdesk.gui.ledger.removing import may_purge, purge, remove
from csdesk.gui.ledger.table import LedgerTable
from csdesk.operations import desk as desk_operations
from csdesk.operations import handovers, instructions, ledgers
from csdesk.operations.desk import Cell, WrongCells


class Selection(QObject):
    """Acts on the selection of one ledger's table."""

    changed = Signal(str)
    said = Signal(str)
    menu_made = Signal(QMenu)  # before it is shown: a tab may add to it
    hand_over_wanted = Signal(object)  # the rows of clients
    clients_wanted = Signal(object)  # the rows of two clients

    def __init__(self, desk: Desk, table: LedgerTable, in_bin: Callable[[], bool]) -> None:
        super().__init__(table)
        self._desk, self._table, self._in_bin = desk, table, in_bin
        self._model, self._record = table.ledger, table.ledger.record
        table.delete_wanted.connect(self.delete)
        table.empty_wanted.connect(self.empty)
        table.paste_wanted.connect(self.paste)
        table.menu_wanted.connect(lambda place: self.menu().popup(place))

    def rows(self) -> list[Row]:
        """The selected records, as far as they have been read."""
        return [row for p in self._table.chosen_positions() if (row := self._model.row_at(p)) is not None]

    def menu(self) -> QMenu:
        """What can be done with the selection now."""
        menu = QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("复制（带标题）\tCtrl+Shift+C").triggered.connect(self.copy)
        if self._model.editable and self._in_bin():
            menu.addAction("恢复").triggered.connect(lambda: self.restore(self.rows()))
        elif self._model.editable:
            menu.addAction("从 Excel 粘贴\tCtrl+V").triggered.connect(self.paste)
            menu.addAction("清空单元格\tDelete").triggered.connect(self.empty)
            if self._record is Client and handovers.may(self._desk.db):
                menu.addAction("移交给…").triggered.connect(lambda: self.hand_over_wanted.emit(self.rows()))
            if self._record is Client:
                merging = menu.addAction("合并两个客户…")
                merging.setEnabled(len(self.rows()) == 2)
                merging.triggered.connect(lambda: self.clients_wanted.emit(self.rows()))
            if self._record is not Instruction and instructions.may(self._desk.db):
                menu.addAction("批示…").triggered.connect(self.ask_instruction)
            menu.addSeparator()
            menu.addAction("移到回收站\tCtrl+Delete").triggered.connect(self.delete)
        rows = self.rows()
        if self._model.editable and len(rows) == 1 and may_purge(self._desk):
            menu.addAction("彻底清除…").triggered.connect(lambda: purge(self._desk, self._record, rows[0], self._table, self._done))
        self.menu_made.emit(menu)
        return menu

    # -- instructions -------------------------------------------------------------------------------------------------

    def ask_instruction(self) -> None:
        """Ask what the owner of the selected records is to do."""
        dialog = QInputDialog(self._table)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle("批示")
        dialog.setLabelText(f"对选中的 {len(self.rows())} 条{self._record.about.label}的批示，随同步文件下发给负责人：")
        dialog.setOption(QInputDialog.InputDialogOption.UsePlainTextEditForTextInput)
        dialog.setOkButtonText("下达")
        dialog.setCancelButtonText("取消")
        dialog.textValueSelected.connect(self.instruct)
        dialog.open()

    def instruct(self, text: str) -> None:
        """Write the instruction."""
        if rows := self.rows():
            work = partial(instructions.instruct, self._desk.db, self._record, rows, text, now=self._desk.now())
            self._desk.tasks.write(work, self._instructed)

    def _instructed(self, many: int) -> None:
        self.said.emit(f"已批示 {many} 条，Ctrl+Z 可撤销；请给负责人发一份同步文件")
        self.changed.emit(Instruction.about.name)

    # -- the recycle bin ----------------------------------------------------------------------------------------------

    def delete(self) -> None:
        """The selected records into the recycle bin."""
        rows = self.rows()
        if self._in_bin():
            self.said.emit("这些记录已经在回收站里，点“恢复”可以取回")
        elif rows and self._model.editable:
            sentence = f"{len(rows)} 条已移到回收站，Ctrl+Z 可撤销"
            remove(self._desk, self._record, rows, self._table, partial(self._done, sentence))

    def restore(self, rows: Sequence[Row]) -> None:
        """Records out of the recycle bin."""
        if rows and self._model.editable:
            work = partial(ledgers.restore, self._desk.db, self._record, rows)
            self._desk.tasks.write(work, partial(self._done, f"已恢复 {len(rows)} 条"))

    def _done(self, sentence: str, _: Any = None) -> None:
        self.said.emit(sentence)
        self.changed.emit(self._record.about.name)

    # -- blocks of cells ----------------------------------------------------------------------------------------------

    def copy(self) -> None:
        """The selected cells with their headings to the clipboard."""
        QGuiApplication.clipboard().setText(clipboard.block(self._table))
        self.said.emit("已复制，可直接粘贴到 Excel")

    def paste(self) -> None:
        """A block from a spreadsheet: all or nothing, one undo."""
        cells = clipboard.cells(self._table, QGuiApplication.clipboard().text(), self._table.currentIndex())
        if cells is None:
            self.said.emit("没有粘贴：下面的行还在读取，请稍后再试")
        else:
            self._write("粘贴", cells, f"已粘贴 {len({cell.line for cell in cells})} 行，Ctrl+Z 可撤销")

    def empty(self) -> None:
        """Take the values out of the selected cells: all or nothing, one undo."""
        cells = clipboard.filled(self._table)
        self._write("清空", cells, f"已清空 {len(cells)} 格，Ctrl+Z 可撤销")

    def _write(self, verb: str, cells: list[Cell], sentence: str) -> None:
        if self._in_bin():
            self.said.emit("回收站里的记录不能修改，请先恢复")
        elif cells and self._model.editable:
            work = partial(desk_operations.paste, self._desk.db, self._record, cells, now=self._desk.now(), verb=verb)
            self._desk.tasks.write(work, partial(self._written, cells, sentence), partial(self._not_written, verb, cells))

    def _written(self, cells: list[Cell], sentence: str, _: int) -> None:
        for cell in cells:
            if cell.seen:
                self._model.entries.clear(cell.seen.n)
        self._done(sentence)

    def _not_written(self, verb: str, cells: list[Cell], error: BaseException) -> None:
        if not isinstance(error, WrongCells):
            self._desk.tasks.fail(error)
            return
        at = {(cell.line, cell.field): cell for cell in cells}
        for line, field, sentence in error.cells:
            cell = at.get((line, field))
            if cell and cell.seen and cell.raw:
                self._model.entries.mark(cell.seen, field, cell.raw, sentence)
        line, _, sentence = error.cells[0]
        where = f"有 {len(error.cells)} 格不对，第 {line + 1} 行：" if verb == "粘贴" else ""
        self.said.emit(f"没有{verb}：{where}{sentence}")
