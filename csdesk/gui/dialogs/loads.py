"""The proposal for the day's loads beside the plan by hand; taken whole or load by load, in one change set."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHeaderView, QPushButton, QTableWidget, QTableWidgetItem, QWidget

from csdesk.domain.transport.loads import Judged
from csdesk.gui.desk import Desk
from csdesk.gui.dialogs import loadwords as words
from csdesk.gui.dialogs.assigning import AssignDialog
from csdesk.gui.forms.loads_dialog import Ui_LoadsDialog
from csdesk.gui.tables import fill_table, start_table
from csdesk.gui.telling import sentence_of, tell
from csdesk.operations.transport import loads
from csdesk.operations.transport.hiring import Hired
from csdesk.operations.transport.loads import Proposal


class LoadsDialog(QDialog):
    """Shows one proposal; writes only what is ticked, and only when asked."""

    taken = Signal(int)  # how many waybills
    dispatched = Signal(int)  # how many were given to a carrier

    def __init__(self, desk: Desk, proposal: Proposal, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self.proposal = desk, proposal
        self.given: list[Hired] = []
        # What changes stands first.
        self.loads: list[Judged] = sorted(proposal.proposed.sound, key=lambda one: (not proposal.changed(one), one.at[0]))
        self.ui = Ui_LoadsDialog()
        self.ui.setupUi(self)
        self.setWindowTitle(f"配载建议　{proposal.day.day.isoformat()}")
        self.ui.lead.setText(words.lead(proposal))
        self.ui.measure.setText(words.measure(proposal))
        tell(self.ui.told, "")
        self._compare()
        self.hire_button = QPushButton("派给承运商…(&H)")
        self.hire_button.setAutoDefault(False)
        self.hire_button.setVisible(bool(proposal.hired))
        self.hire_button.clicked.connect(self.hire)
        self.ui.buttons.insertWidget(2, self.hire_button)
        self._list_loads()
        self._list_left()
        self.ui.loads.currentCellChanged.connect(lambda *_: self.hire_button.setEnabled(self._to_hire() is not None))
        self.ui.loads.cellDoubleClicked.connect(lambda *_: self.hire())
        self.hire_button.setEnabled(self._to_hire() is not None)
        self.ui.loads.itemChanged.connect(lambda _: self._count())
        self.ui.all_button.clicked.connect(partial(self._tick, Qt.CheckState.Checked))
        self.ui.none_button.clicked.connect(partial(self._tick, Qt.CheckState.Unchecked))
        self.ui.take_button.clicked.connect(self.take)
        self.ui.cancel_button.clicked.connect(self.reject)
        self._count()

    # -- what is shown ------------------------------------------------------------------------------------------------

    def _compare(self) -> None:
        table, rows = self.ui.compared, words.compared(self.proposal)
        start_table(table, words.COMPARED)
        fill_table(table, rows)
        _right(table, range(1, len(words.COMPARED)))
        bold = QFont(table.font())
        bold.setWeight(QFont.Weight.DemiBold)
        for c in range(table.columnCount()):
            if item := table.item(1, c):
                item.setFont(bold)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = table.horizontalHeader().sizeHint().height()
        table.setFixedHeight(head + sum(table.rowHeight(r) for r in range(len(rows))) + 2)

    def _list_loads(self) -> None:
        table = self.ui.loads
        start_table(table, words.LOADS)
        lines = [words.load_line(self.proposal, one) for one in self.loads]
        fill_table(table, [*lines, *(words.hired_line(self.proposal, one) for one in self.proposal.hired)])
        _right(table, (4, 8, 9))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        for r, one in enumerate(self.loads):
            item = table.item(r, 0)
            assert item is not None
            if self.proposal.changed(one) and not self.proposal.day.review:
                item.setCheckState(Qt.CheckState.Checked)
        table.setColumnWidth(0, table.fontMetrics().height() * 3)
        if self.loads or self.proposal.hired:
            table.setCurrentCell(0, 0)

    def _list_left(self) -> None:
        rows = words.left_lines(self.proposal)
        start_table(self.ui.left, words.LEFT)
        fill_table(self.ui.left, rows)
        self.ui.left.setVisible(bool(rows))
        self.ui.splitter.setSizes([420, 150])
        self.ui.splitter.setStretchFactor(0, 1)

    # -- what is taken ------------------------------------------------------------------------------------------------

    @property
    def chosen(self) -> list[Judged]:
        """The ticked loads."""
        boxes = [(self.ui.loads.item(r, 0), one) for r, one in enumerate(self.loads)]
        return [one for box, one in boxes if box and _checkable(box) and box.checkState() is Qt.CheckState.Checked]

    def _tick(self, state: Qt.CheckState, _checked: bool = False) -> None:
        for r in range(self.ui.loads.rowCount()):
            if (box := self.ui.loads.item(r, 0)) and _checkable(box):
                box.setCheckState(state)

    def _count(self) -> None:
        chosen = self.chosen
        many = sum(len(one.load.orders) for one in chosen)
        self.ui.take_button.setText(f"采用选中的（{len(chosen)} 车 {many} 票）" if chosen else "采用选中的")
        self.ui.take_button.setEnabled(bool(chosen))
        able = any((box := self.ui.loads.item(r, 0)) and _checkable(box) for r in range(self.ui.loads.rowCount()))
        self.ui.all_button.setVisible(able)
        self.ui.none_button.setVisible(able)
        self.ui.take_button.setVisible(able)

    def _to_hire(self) -> Hired | None:
        """The load on which the cursor stands, where it waits for a carrier."""
        at = self.ui.loads.currentRow() - len(self.loads)
        hired = self.proposal.hired[at] if 0 <= at < len(self.proposal.hired) else None
        return hired if hired is not None and hired not in self.given else None

    def hire(self) -> None:
        """Give the load under the cursor to a carrier, with plate and driver: never without them."""
        hired = self._to_hire()
        if hired is None:
            return
        day = self.proposal.day
        rows = [day.rows[n] for n in hired.one.load.orders]
        dialog = AssignDialog(self._desk, rows, [], self, carrier=True)
        dialog.done_with.connect(lambda _: self._given(hired))
        dialog.ask_for(None, {"vehicle_type": hired.kind})

    def _given(self, hired: Hired) -> None:
        self.given.append(hired)
        at = len(self.loads) + self.proposal.hired.index(hired)
        if item := self.ui.loads.item(at, 3):
            item.setText("已派")
        self.hire_button.setEnabled(False)
        self.dispatched.emit(len(hired.one.load.orders))

    def take(self) -> None:
        """Dispatch what is ticked."""
        self.ui.take_button.setEnabled(False)
        work = partial(loads.take, self._desk.db, self.proposal, self.chosen, now=self._desk.now())
        self._desk.tasks.write(work, self._done, self._refused)

    def _done(self, many: Any) -> None:
        self.taken.emit(many)
        self.accept()

    def _refused(self, error: BaseException) -> None:
        tell(self.ui.told, sentence_of(error), wrong=True)
        self.ui.take_button.setEnabled(True)


def _checkable(item: QTableWidgetItem) -> bool:
    return item.data(Qt.ItemDataRole.CheckStateRole) is not None  # the flag alone every item has


def _right(table: QTableWidget, columns: Any) -> None:
    for r in range(table.rowCount()):
        for c in columns:
            if item := table.item(r, c):
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
