"""Reference data (holidays, tax rates, thresholds, people, branches): each ledger in a window of its own."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from csdesk.domain.record import Record
from csdesk.gui.desk import Desk
from csdesk.gui.leaving import ask
from csdesk.gui.ledger.pane import LedgerPane


class ReferenceDialog(QDialog):
    """One ledger of reference data; who may not change it can look at it."""

    changed = Signal(str)

    def __init__(self, desk: Desk, record: type[Record], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(record.about.ledger)
        self.resize(1000, 560)
        self.pane = LedgerPane(desk, record)
        self.pane.ui.empty_import.hide()
        self.pane.changed.connect(self.changed)
        self.pane.changed.connect(lambda _: self.pane.refresh())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.pane)

    def done(self, result: int) -> None:
        """Save what is being entered; stay while something cannot be saved."""
        if self.pane.leave():
            super().done(result)
        else:
            ask(self, self.windowTitle(), partial(self._give_up, result))

    def _give_up(self, result: int) -> None:
        self.pane.card.forget()
        self.done(result)
