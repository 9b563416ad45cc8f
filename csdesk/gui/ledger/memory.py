"""What a person arranged in a ledger is remembered for that ledger and person: columns, order, splitter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QSplitter

from csdesk.gui.ledger.table import LedgerTable
from csdesk.settings import Settings

_SETTLE_MS = 600


class Memory(QObject):
    """Keeps the layout of one ledger in the settings, a moment after the last change."""

    def __init__(self, settings: Settings, key: str, table: LedgerTable, splitter: QSplitter) -> None:
        super().__init__(table)
        self._settings, self._key, self._table, self._splitter = settings, key, table, splitter
        self._timer = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._timer.timeout.connect(self.keep)
        self._worn = False  # the columns are those of a saved view, not the person's arrangement of this ledger

    def restore(self) -> None:
        """Arrange the ledger as it was left."""
        told = self._settings.get(self._key, {})
        self.fitted = bool(told)
        self._table.restore_layout(told.get("columns", []))
        self._splitter.setSizes(told.get("splitter") or [150, 640, 400])
        self._splitter.setStretchFactor(0, 0)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setStretchFactor(2, 0)
        self._sort(told.get("sort") or self._table.ledger.query.sort)
        self._timer.stop()

    def _sort(self, sort: str) -> None:
        model = self._table.ledger
        at = next((i for i, c in enumerate(model.columns) if c.key == sort.lstrip("-")), -1)
        order = Qt.SortOrder.DescendingOrder if sort.startswith("-") else Qt.SortOrder.AscendingOrder
        if at >= 0:
            model.query = type(model.query)(sort=sort)
        self._table.horizontalHeader().setSortIndicator(at, order)
        self._table.setSortingEnabled(True)

    def wear(self, columns: Sequence[dict[str, Any]], sort: str) -> None:
        """Lay the table out as a saved view has it; with no columns, as the person left it before."""
        if columns:
            if not self._worn:
                self.keep()
            self._worn = True
            self._table.restore_layout(list(columns))
            self._sort(sort)
            self._timer.stop()
        elif self._worn:
            self._worn = False
            self.restore()

    def fit(self) -> None:
        """Fit the columns to the first rows that come, if the person never arranged them."""
        if not self.fitted:
            self.fitted = True
            self._table.fit_columns()
            self._timer.stop()

    def keep_soon(self) -> None:
        """Something was arranged."""
        self._timer.start()

    def keep(self) -> None:
        """Write the layout down now, once there is one."""
        if not self.fitted or self._worn:
            return
        self._settings.set(
            self._key,
            {"columns": self._table.layout_told(), "splitter": self._splitter.sizes(), "sort": self._table.ledger.query.sort},
        )
