"""What a ledger's menu offers for its chosen records beside what every ledger does."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from csdesk.domain.rows import Row
from csdesk.operations import ledgers

if TYPE_CHECKING:  # with its card: loaded when the first ledger is shown
    from csdesk.gui.ledger.pane import LedgerPane

Act = Callable[[list[Row]], Any]


def add_acts(pane: LedgerPane, acts: list[tuple[str, str, Act]]) -> None:
    """Give a ledger more to do with its chosen records. acts: (word, shortcut, what) in the order of the menu."""
    actions = []
    for word, keys, act in acts:
        action = QAction(word, pane)
        action.setShortcut(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(partial(_when_found, pane, act))
        if action.shortcut() == pane.steps.next.shortcut():
            pane.steps.next.setShortcut("")  # what this ledger says comes next
        pane.addAction(action)
        actions.append(action)
    pane.selection.menu_made.connect(partial(_add_to, actions))


def _add_to(actions: list[QAction], menu: QMenu) -> None:
    menu.addSeparator()
    menu.addActions(actions)


def _when_found(pane: LedgerPane, act: Act, _checked: bool = False) -> None:
    pane.steps.at_rest(partial(_with_chosen, pane, act))


def _with_chosen(pane: LedgerPane, act: Act) -> None:
    """Read the chosen records whole and do it."""
    numbers = [n for at in pane.table.chosen_positions() if (n := pane.model.number_at(at)) is not None]
    if numbers:
        pane.desk.tasks.read(partial(ledgers.page, pane.desk.db, pane.record, numbers), act)
