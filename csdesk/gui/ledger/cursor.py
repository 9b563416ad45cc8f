"""The cursor of a ledger: it stays where it is while the card holds a new record that is not filled in yet."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, QObject, QTimer, Signal

from csdesk.gui.ledger.card import Card
from csdesk.gui.ledger.table import LedgerTable


class Cursor(QObject):
    """Lets the card save before it shows another record."""

    moved = Signal()

    def __init__(self, table: LedgerTable, card: Card) -> None:
        super().__init__(table)
        self._table, self._card, self._going_back = table, card, False
        table.selectionModel().currentRowChanged.connect(self._row_changed)
        table.clicked.connect(self._clicked)

    def _row_changed(self, index: QModelIndex, before: QModelIndex) -> None:
        if not index.isValid() or self._going_back:
            return
        if self._card.leave():
            self.moved.emit()
        else:  # the table is still busy with the key or the click
            QTimer.singleShot(0, self, partial(self._go_back, before.row(), before.column()))

    def _go_back(self, row: int, column: int) -> None:
        self._going_back = True
        self._table.stand_on(row, column)
        self._going_back = False

    def _clicked(self, _: QModelIndex) -> None:
        """A click on the row where the cursor stands already leaves a new record too."""
        if self._card.new and self._card.leave():
            self.moved.emit()
