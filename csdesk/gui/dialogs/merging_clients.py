"""Two clients that are one: what differs side by side, a click takes a side, and everything else goes along."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHeaderView, QWidget

from csdesk.domain.care.clients import Client
from csdesk.domain.record import title_of
from csdesk.domain.rows import Row
from csdesk.gui.desk import Desk
from csdesk.gui.forms.clients_dialog import Ui_ClientsDialog
from csdesk.gui.tables import fill_table, start_table
from csdesk.gui.telling import sentence_of, tell
from csdesk.operations.clients import duplicates
from csdesk.operations.clients.duplicates import Difference, Merging

_KEPT, _GONE = 1, 2  # the columns of the two sides


class ClientsDialog(QDialog):
    """Two clients before they are merged."""

    done_well = Signal(str)

    def __init__(self, desk: Desk, kept: Row, gone: Row, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._kept, self._gone = desk, kept, gone
        self.chosen: Merging | None = None
        self.sides: list[int] = []  # for each difference the column that is taken
        self.ui = Ui_ClientsDialog()
        self.ui.setupUi(self)
        self.ui.sides.itemClicked.connect(lambda item: self.take(item.row(), item.column()))
        self.ui.sides.itemActivated.connect(lambda item: self.take(item.row(), _KEPT + _GONE - self.sides[item.row()]))
        self.ui.cancel_button.clicked.connect(self.reject)
        self.ui.swap_button.clicked.connect(self.swap)
        self.ui.go_button.clicked.connect(self.merge)
        tell(self.ui.told, "")
        self.read()

    def read(self) -> None:
        """Read what differs and what goes along."""
        self.ui.go_button.setEnabled(False)
        kept, gone = title_of(Client, self._kept.values), title_of(Client, self._gone.values)
        self.ui.lead.setText(f"保留 {kept}；{gone} 并入它后移到回收站。点一格（或按 Enter）选取哪一边的内容。")
        start_table(self.ui.sides, ("栏目", f"保留 {kept}", f"并入 {gone}"))
        work = partial(duplicates.plan, self._desk.db, self._kept, self._gone)
        self._desk.tasks.read(work, self._show, self._failed, key=(id(self), "plan"))

    def _show(self, found: Merging) -> None:
        self.chosen = found
        self.sides = [_GONE if d.chosen == d.gone else _KEPT for d in found.differences]
        fill_table(self.ui.sides, [(d.field.label, *_texts(d)) for d in found.differences])
        head = self.ui.sides.horizontalHeader()
        head.setStretchLastSection(False)
        for column in (_KEPT, _GONE):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for row in range(len(self.sides)):
            self._dress(row)
        along = "、".join(f"{name} {many} 条" for name, many in found.counts.items())
        self.ui.goes.setText(f"改指保留的客户：{along}。" if along else "没有记录指向要并入的客户。")
        tell(self.ui.told, "")
        self.ui.go_button.setEnabled(True)
        self.ui.go_button.setFocus()

    def take(self, row: int, column: int) -> None:
        """Take one side of a difference."""
        if column in (_KEPT, _GONE):
            self.sides[row] = column
            self._dress(row)

    def _dress(self, row: int) -> None:
        assert self.chosen is not None
        for column, text in zip((_KEPT, _GONE), _texts(self.chosen.differences[row]), strict=True):
            item = self.ui.sides.item(row, column)
            assert item is not None
            taken = self.sides[row] == column
            item.setText(f"✓ {text}" if taken else f"　 {text}")
            font = item.font()
            font.setBold(taken)
            item.setFont(font)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{text}，采用" if taken else text)

    def swap(self) -> None:
        """Keep the other one."""
        self._kept, self._gone = self._gone, self._kept
        self.read()

    def merge(self) -> None:
        """Do it."""
        if self.chosen is not None:
            self.ui.go_button.setEnabled(False)
            pairs = zip(self.chosen.differences, self.sides, strict=True)
            values = {d.field.name: d.gone if side == _GONE else d.kept for d, side in pairs}
            work = partial(duplicates.merge_clients, self._desk.db, self.chosen, values)
            self._desk.tasks.write(work, self._done, self._failed)

    def _done(self, sentence: str) -> None:
        self.accept()
        self.done_well.emit(sentence)

    def _failed(self, error: BaseException) -> None:
        tell(self.ui.told, sentence_of(error), wrong=True)
        self.ui.go_button.setEnabled(self.chosen is not None)


def _texts(d: Difference) -> tuple[str, str]:
    return d.field.show(d.kept) or "空", d.field.show(d.gone) or "空"
