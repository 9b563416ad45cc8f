"""F6 takes the next step of the record one stands on; Ctrl+Shift+B lists its steps, each with a digit, or those of all chosen records."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from csdesk.domain.lives import life_of

if TYPE_CHECKING:
    from csdesk.gui.ledger.pane import LedgerPane

#: The key of whatever is usually done next with a record.
NEXT = "F6"


class Steps(QObject):
    """Waits for a search that is still being read: a key typed right behind it means what is found, not what stood there before."""

    def __init__(self, pane: LedgerPane, typing: QTimer) -> None:
        super().__init__(pane)
        self._pane, self._typing = pane, typing  # which runs while somebody types what is to be searched for
        self._waiting: Callable[[], Any] | None = None
        self.next = QAction("办理下一步", pane)
        self.next.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.next.triggered.connect(lambda _: self.at_rest(self.take_next))
        if life_of(pane.record):
            self.next.setShortcut(NEXT)
            pane.addAction(self.next)
            pane.selection.menu_made.connect(self._add_to)
        pane.stood.connect(self._go_on)

    def _add_to(self, menu: QMenu) -> None:
        if not self.next.shortcut().isEmpty():
            menu.addAction(self.next)

    def at_rest(self, act: Callable[[], Any]) -> None:
        """Do it, as soon as the ledger stands on what was searched for."""
        self._waiting = act
        if self._typing.isActive():
            self._pane.load()
        self._go_on()

    def _go_on(self) -> None:
        if self._waiting is not None and self._rests:
            act, self._waiting = self._waiting, None
            act()

    @property
    def _rests(self) -> bool:
        """Whether what was asked for is shown, and the card shows where the cursor stands."""
        card, model = self._pane.card, self._pane.model
        number = model.number_at(self._pane.table.currentIndex().row())
        stands = card.new or number == (card.row.n if card.row else None)
        return stands and model.settled and not self._typing.isActive()

    def take_next(self) -> None:
        """The first step that the record allows now; what stands in its way is said."""
        card = self._pane.card
        if card.dirty or card.new:
            self._pane.said.emit("卡片上有没保存的内容：先按 Ctrl+S 保存，再办理下一步")
        elif card.row is not None and (told := card.actions_bar.take_first()):
            self._pane.said.emit(told)

    def take_named(self, name: str) -> None:
        """The step of this name, if the record one stands on allows it now."""
        self._pane.card.actions_bar.take_named(name)

    def choose(self) -> None:
        """Open the steps of the record one stands on; of several chosen ones, those that some of them can take."""
        self.at_rest(self._choose)

    def _choose(self) -> None:
        pane = self._pane
        if len(pane.table.chosen_positions()) > 1:
            pane.selection.many.choose_step()
            return
        menu = QMenu(pane)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        pane.card.actions_bar.fill_menu(menu)
        if menu.isEmpty():
            pane.said.emit("这条记录现在没有可办理的步骤")
            return
        place = pane.table.visualRect(pane.table.currentIndex()).bottomLeft()
        menu.popup(pane.table.viewport().mapToGlobal(place))
        menu.setActiveAction(menu.actions()[0])
