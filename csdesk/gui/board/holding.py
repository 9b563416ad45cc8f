"""The waybills set aside (待定) in the pool of the day board: looked at by a button, set aside and brought back by one key."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction

from csdesk.domain.rows import Row
from csdesk.domain.transport.waybills import Waybill
from csdesk.gui.board import words
from csdesk.operations import moves

if TYPE_CHECKING:
    from csdesk.gui.board.page import BoardPage


class Holding(QObject):
    """Decides which of the two lists the pool shows."""

    def __init__(self, page: BoardPage, may: bool) -> None:
        super().__init__(page)
        self._page, self._may = page, may
        page.ui.held_button.toggled.connect(self._switch)
        self._give = QAction("派给…\tEnter", page.ui.pool)
        self._give.triggered.connect(page.ask_vehicle)
        self._move = QAction("转待定…", page.ui.pool)
        self._move.setShortcut("H")
        self._move.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._move.triggered.connect(self.move)
        if may:
            page.ui.pool.addActions([self._give, self._move])
            page.ui.pool.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    @property
    def on(self) -> bool:
        """Whether those set aside are shown."""
        return self._page.ui.held_button.isChecked()

    def rows(self) -> tuple[Row, ...]:
        """What the pool shows."""
        board = self._page.board
        return () if board is None else board.held if self.on else board.unassigned

    def show(self) -> None:
        """Say how many are set aside, and what the button would do."""
        ui, board, chosen = self._page.ui, self._page.board, self._page.chosen
        if board is None:
            return
        ui.held_button.setText(f"待定 {len(board.held)}" + (f"（△ {board.due} 到期）" if board.due and not chosen else ""))
        ui.held_button.setVisible(bool(board.held) or self.on)
        self._move.setText("转回待派" if self.on else "转待定…")
        self._move.setEnabled(bool(chosen))
        self._give.setEnabled(bool(chosen) and not self.on)
        ui.pool_title.setText(f"已选 {words.pool_total(chosen)}" if chosen else f"{'待定' if self.on else '待派'} {len(self.rows())} 票")
        ui.no_pool.setText("没有待定的运单" if self.on else "没有待派的运单")
        ui.give_button.setEnabled(self._may and bool(chosen) and not self.on)

    def _switch(self, _on: bool) -> None:
        self._page.ui.pool.clearSelection()
        self._page.show_pool()
        self._page.ui.pool.setFocus()

    def move(self) -> None:
        """The chosen waybills are set aside, after asking why and until when; those set aside come back."""
        rows = self._page.chosen
        if not (self._may and rows):
            return
        if not self.on:
            self._page.hold_wanted.emit(rows)
            return
        work = partial(moves.act_many, self._page.desk.db, Waybill, rows, "release", {}, now=self._page.desk.now())
        self._page.write(work, f"{len(rows)} 票已转回待派，Ctrl+Z 可撤销")
