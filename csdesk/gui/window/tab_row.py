"""The tabs of an open file: the first at once, each other one when it is wanted, or in an idle moment after the first is seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QTabWidget, QWidget

from csdesk.gui import icons

if TYPE_CHECKING:  # a tab loads its ledgers
    from csdesk.gui.tabs import Entry
    from csdesk.gui.tabs.base import Tab
    from csdesk.gui.tasks import Tasks


class TabRow(QObject):
    """Fills a tab widget; where a tab is still to come stands an empty page under its title."""

    def __init__(self, holder: QTabWidget) -> None:
        super().__init__(holder)
        self._holder = holder
        self._entries: Sequence[Entry] = ()
        self._made: dict[int, Tab] = {}

    def fill(self, entries: Sequence[Entry], make: Callable[[Entry], Tab], tasks: Tasks, colour: str) -> None:
        """Show the titles of all tabs and the first tab. make: builds one; it is read as soon as it stands in its place."""
        self._entries, self._make, self._tasks = entries, make, tasks
        self._holder.hide()  # a tab builds its ledger when it is seen
        for entry in entries:
            self._holder.addTab(QWidget(), entry.title)
        self.dress(colour)
        self._build(0)
        self._holder.show()
        self._holder.currentChanged.connect(self._build)
        self._go_on_later()

    @property
    def made(self) -> list[Tab]:
        """The tabs that are there, left to right."""
        return [self._made[i] for i in sorted(self._made)]

    def all(self) -> list[Tab]:
        """Every tab, left to right; those that are still to come are built now."""
        for i in range(len(self._entries)):
            self._build(i)
        return self.made

    def dress(self, colour: str) -> None:
        """Draw the icons of all tabs in this colour."""
        for i, entry in enumerate(self._entries):
            self._holder.setTabIcon(i, icons.icon(entry.glyph, colour))

    def _build(self, i: int) -> None:
        if i in self._made or not 0 <= i < len(self._entries):
            return
        self._made[i] = tab = self._make(self._entries[i])
        front = self._holder.currentIndex()
        self._holder.blockSignals(True)
        self._holder.insertTab(i, tab, self._holder.tabIcon(i), tab.title)
        empty = self._holder.widget(i + 1)
        self._holder.removeTab(i + 1)
        self._holder.setCurrentIndex(front)
        self._holder.blockSignals(False)
        if empty is not None:
            empty.deleteLater()
        tab.refresh()

    def _go_on_later(self) -> None:
        """Build the next one when everything that is to be seen has been read and painted."""
        if len(self._made) < len(self._entries):
            self._tasks.when_idle(self._go_on)

    def _go_on(self) -> None:
        self._build(next((i for i in range(len(self._entries)) if i not in self._made), -1))
        self._go_on_later()
