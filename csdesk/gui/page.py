"""What a segment of a tab may show beside ledgers."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from csdesk.gui.desk import Desk
from csdesk.gui.reading import tab_as_read
from csdesk.operations.desk import Named


class Page(QWidget):
    """One page, read when it is looked at. It announces what it changed and never calls its tab."""

    changed = Signal(str)
    said = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._stale = True

    def refresh(self) -> None:
        """Read again, at once when in front, else when next shown."""
        self._stale = True
        if self.isVisible():
            self._freshen()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            tab_as_read(self)
        if self._stale:
            self._freshen()

    def _freshen(self) -> None:
        self._stale = False
        self._load()

    def _load(self) -> None:
        """Read what this page shows."""
        raise NotImplementedError

    def print(self) -> None:
        """Print what is meant here."""
        self.said.emit("这一页没有可以打印的内容")

    @property
    def current(self) -> Named | None:
        """The record that the person stands on; None where there is none."""
        return None

    def dress(self) -> None:
        """The colour scheme has changed."""
