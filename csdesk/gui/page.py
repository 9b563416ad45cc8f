"""What a segment of a tab may show beside ledgers."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from csdesk.gui.desk import Desk


class Page(QWidget):
    """One page. It announces what it changed and never calls its tab."""

    changed = Signal(str)
    said = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def refresh(self) -> None:
        """Read again what this page shows."""
        raise NotImplementedError

    def dress(self) -> None:
        """The colour scheme has changed."""
