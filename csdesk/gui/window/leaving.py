"""The window goes, or another file comes: first every tab saves what it holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QTabWidget

from csdesk.gui.leaving import ask

if TYPE_CHECKING:
    from csdesk.gui.tabs.base import Tab


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
