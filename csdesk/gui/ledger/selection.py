"""What is done with the selected cells and rows: copy, paste and empty a block, into the recycle bin and out of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from csdesk.domain.care.clients import Client
from csdesk.domain.instructions import Instruction
from csdesk.domain.lives import life_of
from csdesk.domain.record import field_map
from csdesk.domain.rows import Row
from csdesk.gui.desk import Desk
from csdesk.gui.ledger import clipboard
from csdesk.gui.ledger.many import Many
from csdesk.gui.ledger.record_dialog import RecordDialog
from csdesk.gui.ledger.removing import may_purge, purge, remove
from csdesk.gui.ledger.table import LedgerTable
from csdesk.operations import desk as desk_operations
from csdesk.operations import ledgers
from csdesk.operations.handover import handovers
from csdesk.operations.peers import instructions


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
        self.many = Many(desk, table)
        self.many.said.connect(self.said)
        self.many.changed.connect(lambda: self.changed.emit(self._record.about.name))
        table.delete_wanted.connect(self.delete)
        table.empty_wanted.connect(self.many.empty)
        table.paste_wanted.connect(self.paste)
        table.menu_wanted.connect(lambda place: self.menu().popup(place))

    def _with_rows(self, then: Callable[[list[Row]], object]) -> None:
        """Read the selected records, those out of sight too, and do something with them."""
        if numbers := self.many.numbers():
            self._desk.tasks.read(partial(ledgers.page, self._desk.db, self._record, numbers), then)

    def menu(self) -> QMenu:
        """What can be done with the selection now."""
        menu = QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("复制（带标题）\tCtrl+Shift+C").triggered.connect(self.copy)
        if self._model.editable and self._in_bin():
            menu.addAction("恢复").triggered.connect(self.restore_chosen)
        elif self._model.editable:
            self._add_editing(menu)
            menu.addSeparator()
            menu.addAction("移到回收站\tCtrl+Delete").triggered.connect(self.delete)
        if self._model.editable and may_purge(self._desk) and len(self._table.chosen_positions()) == 1:
            menu.addAction("彻底清除…").triggered.connect(lambda: self._with_rows(self._purge))
        self.menu_made.emit(menu)
        return menu

    def _add_editing(self, menu: QMenu) -> None:
        menu.addAction("从 Excel 粘贴\tCtrl+V").triggered.connect(self.paste)
        menu.addAction("清空单元格\tDelete").triggered.connect(self.many.empty)
        menu.addAction("向下填充\tCtrl+D").triggered.connect(self.many.fill_down)
        menu.addSeparator()
        menu.addAction("批量修改…").triggered.connect(self.many.ask_edit)
        if life_of(self._record):
            steps = menu.addMenu("批量办理")
            self.many.fill_menu(steps)
            steps.setEnabled(not steps.isEmpty())
        if self._record is Client and handovers.may(self._desk.db):
            menu.addAction("移交给…").triggered.connect(lambda: self._with_rows(self.hand_over_wanted.emit))
        if self._record is Client:
            merging = menu.addAction("合并两个客户…")
            merging.setEnabled(len(self._table.chosen_positions()) == 2)
            merging.triggered.connect(lambda: self._with_rows(self.clients_wanted.emit))
        if self._record is not Instruction and instructions.may(self._desk.db):
            menu.addAction("批示…").triggered.connect(self.ask_instruction)

    def _purge(self, rows: list[Row]) -> None:
        purge(self._desk, rows[0], self._table, self._done)

    # -- instructions -------------------------------------------------------------------------------------------------

    def ask_instruction(self) -> None:
        """Ask what the owner of the selected records is to do, and until when."""
        self._with_rows(self._ask_instruction)

    def _ask_instruction(self, rows: list[Row]) -> None:
        known = field_map(Instruction)
        help = f"对选中的 {len(rows)} 条{self._record.about.label}，随同步文件下发给负责人。"
        fields = [known["text"], known["due"]]
        submit, window = partial(self._instruct, rows), self._table.window()
        dialog = RecordDialog(self._desk, Instruction, fields, submit, window, title="批示", help=help, acting=True)
        dialog.done_with.connect(self._instructed)
        dialog.ask({}, {})

    def _instruct(self, rows: Sequence[Row], told: dict[str, Any], done: Any, failed: Any) -> None:
        due = date.fromisoformat(told["due"]) if told.get("due") else None
        work = partial(instructions.instruct, self._desk.db, self._record, rows, str(told.get("text") or ""), now=self._desk.now(), due=due)
        self._desk.tasks.write(work, done, failed)

    def _instructed(self, many: int) -> None:
        self.said.emit(f"已批示 {many} 条，Ctrl+Z 可撤销；请给负责人发一份同步文件")
        self.changed.emit(Instruction.about.name)

    # -- the recycle bin ----------------------------------------------------------------------------------------------

    def delete(self) -> None:
        """The selected records into the recycle bin."""
        if self._in_bin():
            self.said.emit("这些记录已经在回收站里，点“恢复”可以取回")
        elif self._model.editable:
            self._with_rows(self._delete)

    def _delete(self, rows: list[Row]) -> None:
        sentence = f"{len(rows)} 条已移到回收站，Ctrl+Z 可撤销"
        remove(self._desk, self._record, rows, self._table, partial(self._done, sentence))

    def restore_chosen(self) -> None:
        """The selected records out of the recycle bin."""
        if self._in_bin():
            self._with_rows(self.restore)
        else:
            self.said.emit("恢复：先点左侧“回收站”，选中要取回的记录")

    def restore(self, rows: Sequence[Row]) -> None:
        """Records out of the recycle bin."""
        if rows and self._model.editable:
            work = partial(ledgers.restore, self._desk.db, self._record, rows)
            self._desk.tasks.write(work, partial(self._done, f"已恢复 {len(rows)} 条，Ctrl+Z 可撤销"))

    def _done(self, sentence: str, _: Any = None) -> None:
        self.said.emit(sentence)
        self.changed.emit(self._record.about.name)

    # -- blocks of cells ----------------------------------------------------------------------------------------------

    def copy(self) -> None:
        """The selected cells with their headings to the clipboard."""
        if self.many.numbers():
            chosen = clipboard.marked(self._table)
            names = [column.key for column in chosen.columns if column.field]
            work = partial(desk_operations.page, self._desk.db, self._record, chosen.numbers, names)
            self._desk.tasks.read(work, partial(self._copied, chosen))

    def _copied(self, chosen: clipboard.Marked, rows: list[Row]) -> None:
        QGuiApplication.clipboard().setText(clipboard.block(chosen, rows))
        self.said.emit(f"已复制 {len(rows):,} 行（带标题），可直接粘贴到 Excel")

    def paste(self) -> None:
        """A block from a spreadsheet: shown and judged before it is written, one undo."""
        from csdesk.gui.ledger.pasting import Pasting  # reads headings as imports do; their libraries load when first used

        if self._in_bin():
            self.said.emit("回收站里的记录不能修改，请先恢复")
        elif not desk_operations.may_write(self._desk.db, self._record) or self._record.about.by_action:
            self.said.emit(f"{self._record.about.ledger}不能粘贴：只能查看，或由相应的操作写下")
        else:
            pasting = Pasting(self._desk, self._table)
            pasting.refused.connect(self.said)
            pasting.pasted.connect(self._pasted)
            pasting.take(QGuiApplication.clipboard().text())

    def _pasted(self, sentence: str) -> None:
        self._model.entries.clear()
        self._done(sentence)
