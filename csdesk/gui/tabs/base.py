"""What every tab is given and what it must offer."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from csdesk.domain.record import title_of
from csdesk.gui.desk import Desk
from csdesk.operations.desk import Named

if TYPE_CHECKING:  # with its card: loaded when the first ledger is shown
    from csdesk.gui.ledger.pane import LedgerPane


class Tab(QWidget):
    """One tab of the window. It announces what it changed and never calls another tab."""

    title = ""  # as the window shows it
    shows: ClassVar[frozenset[str]]  # names of the records whose changes concern it

    changed = Signal(str)
    said = Signal(str)
    import_wanted = Signal()
    task_wanted = Signal()
    record_wanted = Signal(object)  # a `Named` that stands on some tab
    touched = Signal()  # it may hold something unsaved now, or no more

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk

    def refresh(self) -> None:
        """Read again what this tab shows."""
        raise NotImplementedError

    def dress(self) -> None:
        """The colour scheme has changed."""

    @property
    def pane(self) -> LedgerPane | None:
        """The ledger in front, on which the menu's commands act; None where there is none."""
        return None

    def print(self) -> None:
        """Print what is meant here: the ledger in front as it is seen, and the papers of its chosen records."""
        if (pane := self.pane) is None:
            self.said.emit("这一页没有可以打印的内容")
            return
        from csdesk.gui.paper.printing import print_pane  # Qt's printing is loaded when it is first used

        print_pane(pane)

    @property
    def current(self) -> Named | None:
        """The record that the person stands on: a task noted now is about it."""
        pane = self.pane
        if pane is None or pane.card.new or pane.card.row is None:
            return None
        row = pane.card.row
        return Named(row.id, title_of(pane.record, row.told), record=pane.record.about.name, book=row.book)

    def show_record(self, name: str, book: str, id: str) -> bool:
        """Stand on a record of the ledger `name`; False when this tab has no such ledger."""
        return False

    @property
    def unsaved(self) -> bool:
        """Whether something typed here is not saved yet."""
        return False

    def leave(self) -> bool:
        """The window closes: save what is being entered. False when something cannot be saved."""
        return True

    def forget(self) -> None:
        """Give up what could not be saved."""
