"""The window goes, or another file comes: first every tab saves what it holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from csdesk.gui.leaving import ask

if TYPE_CHECKING:
    from csdesk.gui.tabs.base import Tab


class Unsaved(QObject):
    """Marks the tabs that hold something unsaved with a •, and says so when one goes on to another."""

    said = Signal(str)

    def __init__(self, tabs: QTabWidget) -> None:
        super().__init__(tabs)
        self._tabs = tabs
        self._watched: dict[QWidget, Tab] = {}
        self._last = 0  # the place of the tab in front; the tab itself may still be built
        tabs.currentChanged.connect(lambda _: self._gone_on())

    def watch(self, tab: Tab) -> None:
        """Mark this tab from now on."""
        self._watched[tab] = tab
        tab.touched.connect(partial(self._mark, tab))

    def _mark(self, tab: Tab) -> None:
        self._tabs.setTabText(self._tabs.indexOf(tab), tab.title + (" •" if tab.unsaved else ""))

    def _gone_on(self) -> None:
        widget = self._tabs.widget(self._last)
        left, self._last = self._watched.get(widget) if widget else None, self._tabs.currentIndex()
        if left is not None and left.unsaved:
            self.said.emit(f"“{left.title}”里有还没保存的记录（标着 •），回去按 Ctrl+S 保存")


def may_leave(tabs: Sequence[Tab], front: QTabWidget, go_on: Callable[[], Any]) -> bool:
    """Save what every tab holds. False when something cannot be saved; then the person is asked, and may `go_on` without it."""
    held = [tab for tab in tabs if not tab.leave()]
    if held:
        front.setCurrentWidget(held[0])
        ask(front, "、".join(tab.title for tab in held), lambda: _give_up(held, go_on))
    return not held


def _give_up(held: Sequence[Tab], go_on: Callable[[], Any]) -> None:
    for tab in held:
        tab.forget()
    go_on()
