"""Pasting a block from a spreadsheet: every line is judged and shown before anything is written; then it is one undo."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHeaderView, QWidget

from csdesk.domain.record import Record
from csdesk.errors import Cancelled, Refused
from csdesk.gui.desk import Desk
from csdesk.gui.forms.paste_dialog import Ui_PasteDialog
from csdesk.gui.ledger.block_model import LEAD, BlockModel
from csdesk.gui.ledger.delegate import MarkDelegate
from csdesk.gui.ledger.table import LedgerTable
from csdesk.gui.telling import sentence_of, tell
from csdesk.gui.working import WorkLine
from csdesk.operations.excel import blocks
from csdesk.operations.excel.blocks import BlockPlan, Pasted, Target

_WIDEST, _REASON = 240, 320  # pixels


def target(table: LedgerTable) -> Target:
    """Where a block without headings goes: from the current cell rightwards and down."""
    start, order = table.currentIndex(), table.visible_columns()
    first = order.index(start.column()) if start.isValid() and start.column() in order else 0
    columns = [table.ledger.columns[i] for i in order[first:]]
    top = max(start.row(), 0)
    numbers = (table.ledger.number_at(at) for at in range(top, min(top + blocks.MOST_LINES, table.ledger.rowCount())))
    return Target(tuple(c.key if c.entered else "" for c in columns), tuple(n for n in numbers if n is not None))


class Pasting(QObject):
    """One block on its way into a ledger. A single line that is right is written at once; anything else is shown first."""

    pasted = Signal(str)  # the sentence that says what was done
    refused = Signal(str)

    def __init__(self, desk: Desk, table: LedgerTable) -> None:
        super().__init__(table)
        self._desk, self._record, self._target, self._place = desk, table.ledger.record, target(table), table
        self.cells: list[list[str]] = []
        self.dialog: PasteDialog | None = None
        self._ticket = 0
        self._asked = 0

    def take(self, text: str) -> None:
        """Begin with what the clipboard holds."""
        try:
            self.cells = blocks.read(text)
        except Refused as refused:
            self.refused.emit(str(refused))
        else:
            self.look()

    def look(self) -> None:
        """Judge the cells as they are now."""
        desk, record, target, now = self._desk, self._record, self._target, self._desk.now()
        cells = [list(line) for line in self.cells]
        self._asked += 1
        desk.tasks.cancel(self._ticket)
        self._ticket = desk.tasks.long(
            "核对粘贴的内容",
            lambda progress: blocks.look(desk.db, record, cells, target, now=now, progress=progress),
            partial(self._looked, self._asked),
            partial(self._failed, self._asked),
        )

    def _looked(self, asked: int, plan: BlockPlan) -> None:
        if asked != self._asked:
            return
        if self.dialog is not None:
            self.dialog.show_plan(plan)
        elif len(plan.lines) == 1 and not plan.wrong and plan.count(blocks.UPDATE) == 1:
            self.write(skip_wrong=False)
        else:
            self._show(plan)

    def _show(self, plan: BlockPlan) -> None:
        self.dialog = PasteDialog(self._desk, self._record, plan, self._place.window())
        self.dialog.mended.connect(self._mend)
        self.dialog.wanted.connect(lambda skip: self.write(skip_wrong=skip))
        self.dialog.finished.connect(self.deleteLater)
        self.dialog.open()

    def _mend(self, line: int, column: int, text: str) -> None:
        assert self.dialog is not None
        headed = len(self.cells) - len(self.dialog.model.plan.lines)
        self.cells[headed + line][column] = text
        self.look()

    def write(self, *, skip_wrong: bool) -> None:
        """Write the block."""
        desk, record, target, cells, now = self._desk, self._record, self._target, self.cells, self._desk.now()
        self._asked += 1
        self._ticket = desk.tasks.long(
            "粘贴",
            lambda progress: blocks.paste(desk.db, record, cells, target, skip_wrong=skip_wrong, now=now, progress=progress),
            self._written,
            partial(self._failed, self._asked),
        )

    def _written(self, done: Pasted) -> None:
        parts = ((done.created, "新建"), (done.changed, "更新"), (done.left, "有错没有粘贴"))
        counted = "，".join(f"{word} {n} 行" for n, word in parts if n)
        if self.dialog is not None:
            self.dialog.accept()
        self.pasted.emit(f"已粘贴：{counted or '内容相同，没有改动'}" + ("，Ctrl+Z 可撤销" if done.created or done.changed else ""))

    def _failed(self, asked: int, error: BaseException) -> None:
        if asked != self._asked:
            return
        if self.dialog is not None:
            self.dialog.refuse(sentence_of(error))
        elif not isinstance(error, Cancelled):
            self.refused.emit(f"没有粘贴：{sentence_of(error)}")


class PasteDialog(QDialog):
    """The block as it would go in: wrong cells framed with their reason, to be mended here, and how many of each."""

    mended = Signal(int, int, str)
    wanted = Signal(bool)  # paste now; whether wrong lines are left out

    def __init__(self, desk: Desk, record: type[Record], plan: BlockPlan, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.ui = Ui_PasteDialog()
        self.ui.setupUi(self)
        self.setWindowTitle(f"粘贴到{record.about.ledger}")
        self.model = BlockModel(plan, self)
        self.model.mended.connect(self.mended)
        self._dress_block(desk)
        self.work = WorkLine(self.ui.work, self.ui.progress, self.ui.stop_button, self)
        self.work.attach(desk.tasks)
        tell(self.ui.told, "")
        self.ui.skip.toggled.connect(lambda _: self._dress())
        self.ui.go_button.clicked.connect(self._go)
        self.ui.cancel_button.clicked.connect(self.reject)
        self.show_plan(plan)

    def _dress_block(self, desk: Desk) -> None:
        view = self.ui.block
        view.setModel(self.model)
        view.setItemDelegate(MarkDelegate(desk.look, self))
        view.setShowGrid(True)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        view.verticalHeader().setDefaultSectionSize(view.fontMetrics().height() + 10)
        view.horizontalHeader().setResizeContentsPrecision(50)
        view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        view.resizeColumnsToContents()
        for column in range(self.model.columnCount()):
            view.setColumnWidth(column, min(view.columnWidth(column) + 12, _WIDEST))
        view.setColumnWidth(LEAD.index("原因"), _REASON)
        view.setColumnWidth(0, view.fontMetrics().horizontalAdvance("✕ 错误") + 40)

    def show_plan(self, plan: BlockPlan) -> None:
        """The block judged again: stand on the first wrong cell, or on the button when there is none."""
        self.model.show_plan(plan)
        self.ui.block.setColumnHidden(LEAD.index("原因"), not plan.wrong)
        self.ui.skip.setVisible(bool(plan.wrong))
        tell(self.ui.told, "")
        self._dress()
        if wrong := self.model.first_wrong():
            self.ui.block.setCurrentIndex(wrong)
            self.ui.block.setFocus()
        else:
            self.ui.go_button.setFocus()

    def _dress(self) -> None:
        plan = self.model.plan
        new, changed, same = (plan.count(does) for does in (blocks.CREATE, blocks.UPDATE, blocks.SKIP))
        parts = [f"新建 {new:,} 行", f"更新 {changed:,} 行"] + ([f"不变 {same:,} 行"] if same else [])
        if plan.wrong:
            parts.append(f"✕ 有错 {len(plan.wrong):,} 行（红框处按 F2 可直接改）")
        self.ui.summary.setText(f"共 {len(plan.lines):,} 行：{'，'.join(parts)}")
        self.ui.go_button.setText(f"粘贴 {new + changed:,} 行")
        self.ui.go_button.setEnabled(bool(new + changed) and (not plan.wrong or self.ui.skip.isChecked()))

    def _go(self) -> None:
        self.ui.go_button.setEnabled(False)
        self.wanted.emit(self.ui.skip.isChecked())

    def refuse(self, sentence: str) -> None:
        """Nothing was written; say why."""
        tell(self.ui.told, sentence, wrong=True)
        self._dress()

    def reject(self) -> None:
        """Stop what is going on and close; nothing is written."""
        self.work.cancel()
        super().reject()
