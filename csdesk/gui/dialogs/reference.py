"""Reference data (holidays, tax rates, thresholds, people, branches): each ledger in a window of its own."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QVBoxLayout, QWidget

from csdesk.domain.office import Policy
from csdesk.domain.policies import NUMBERS
from csdesk.domain.record import Record
from csdesk.gui.desk import Desk
from csdesk.gui.leaving import ask
from csdesk.gui.ledger.pane import LedgerPane
from csdesk.operations import desk as desk_operations


class ReferenceDialog(QDialog):
    """One ledger of reference data; who may not change it can look at it."""

    changed = Signal(str)

    def __init__(self, desk: Desk, record: type[Record], parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(record.about.ledger)
        self.resize(1000, 560)
        self.pane = LedgerPane(desk, record)
        self.pane.ui.empty_import.hide()
        self.pane.changed.connect(self.changed)
        self.pane.changed.connect(lambda _: self.pane.refresh())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.numbers = self._known_numbers() if record is Policy and desk_operations.may_write(desk.db, record) else None
        if self.numbers is not None:
            layout.addWidget(self.numbers)
        layout.addWidget(self.pane)

    def _known_numbers(self) -> QComboBox:
        """Every number that may be set, by what it means; choosing one begins a new policy."""
        box = QComboBox()
        box.setAccessibleName("可设的参数")
        box.addItem("选一个参数来设……")
        for key, number in NUMBERS.items():
            box.addItem(f"{number.label}　默认 {number.default} {number.unit}　（{key}）", key)
        box.activated.connect(lambda _: self.begin(box.currentData()))
        return box

    def begin(self, key: str | None) -> None:
        """A new policy for one of the numbers, from today on."""
        if key and self.pane.card.leave():
            self.pane.card.start_new()
            form, number = self.pane.card.form, NUMBERS[key]
            told = {"key": key, "value": str(number.default), "valid_from": self._desk.now().date().isoformat(), "note": number.label}
            form.put(told, {})
            form.hint("value", number.said)
            form.edited.emit()
            form.focus("value")

    def done(self, result: int) -> None:
        """Save what is being entered; stay while something cannot be saved."""
        if self.pane.leave():
            super().done(result)
        else:
            ask(self, self.windowTitle(), partial(self._give_up, result))

    def _give_up(self, result: int) -> None:
        self.pane.card.forget()
        self.done(result)
