"""Instructions on the record of the card (批示): what is asked, by whom, until when, with the buttons that answer."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from csdesk.domain.instructions import Instruction, InstructionStatus
from csdesk.domain.record import Record
from csdesk.domain.rows import Row
from csdesk.gui.desk import Desk
from csdesk.gui.ledger.action_bar import ActionBar
from csdesk.operations.peers import instructions


class Orders(QFrame):
    """A panel over the form, as long as something is not done."""

    answered = Signal(str)  # the ledger that changed

    def __init__(self, desk: Desk, record: type[Record]) -> None:
        super().__init__()
        self._desk, self._record = desk, record
        self._row: Row | None = None
        self.lines: list[Order] = []
        self.setObjectName("orders")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(10, 8, 10, 8)
        self._layout.setSpacing(8)
        self.hide()

    def show_row(self, row: Row | None) -> None:
        """Read what is asked of this record."""
        self._row = row
        if row is None or row.deleted or self._record is Instruction:
            self._show(row, [])
        else:
            work = partial(instructions.on, self._desk.db, self._record, row.id)
            self._desk.tasks.read(work, partial(self._show, row), key=(id(self), "orders"))

    def _show(self, about: Row | None, rows: list[Row]) -> None:
        if about is not self._row:
            return
        for line in self.lines:
            line.setParent(None)
            line.deleteLater()
        self.lines = [Order(self._desk, row) for row in rows]
        for line in self.lines:
            line.bar.acted.connect(lambda _: self._answered())
            self._layout.addWidget(line)
        self.setVisible(bool(rows))

    def _answered(self) -> None:
        self.show_row(self._row)
        self.answered.emit(Instruction.about.name)


class Order(QWidget):
    """One instruction; whoever gave it sees only how far it is."""

    def __init__(self, desk: Desk, row: Row) -> None:
        super().__init__()
        told = row.values
        status = InstructionStatus.labels()[str(told["status"])]
        due = f"　要求 {told['due']} 前完成" if told.get("due") else ""
        head, self.text = QLabel(f"批示　{told['by']} {str(told['given_at'])[5:10]}{due}　{status}"), QLabel(str(told["text"]))
        head.setProperty("role", "muted")
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        place, why = QWidget(), QLabel()
        self.setObjectName("order")  # the style sheet knows them
        place.setObjectName("order_steps")
        steps = QHBoxLayout(place)
        steps.setContentsMargins(0, 2, 0, 0)
        for widget in (head, self.text, place):
            layout.addWidget(widget)
        self.bar = ActionBar(desk, Instruction, place, steps, why)
        if told["by"] != desk.db.site.name:
            self.bar.show_row(row)
        else:
            place.hide()
