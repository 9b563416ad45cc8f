"""The proposal for the day's loads on the day board: computed beside the work, shown when the person is there."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from csdesk.domain.transport.trips import Trip
from csdesk.domain.transport.waybills import Waybill
from csdesk.errors import Cancelled
from csdesk.gui.board.page import BoardPage
from csdesk.gui.desk import Desk
from csdesk.gui.dialogs.loads import LoadsDialog
from csdesk.gui.telling import sentence_of
from csdesk.operations.transport import loads
from csdesk.operations.transport.loads import Proposal


class Proposing(QObject):
    """One proposal at a time. A press while it is computed stops it; one that came while the person was elsewhere waits for a press."""

    changed = Signal(str)
    said = Signal(str)

    def __init__(self, desk: Desk, board: BoardPage, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._board, self._parent = desk, board, parent
        self._ticket = 0
        self._waiting: Proposal | None = None
        self._word = board.ui.propose_button.text()
        board.ui.propose_button.clicked.connect(self.ask)

    def ask(self) -> None:
        """Begin to compute, stop computing, or show what was computed meanwhile."""
        waiting, self._waiting = self._waiting, None
        if self._ticket:
            self._desk.tasks.cancel(self._ticket)
        elif waiting is not None and waiting.day.day == self._board.day:
            self.show(waiting)
        else:
            self._begin()

    def _begin(self) -> None:
        self._board.ui.propose_button.setText("停止计算(&L)")
        self._ticket = -1  # inline tasks are done before their number is known
        work = partial(loads.propose, self._desk.db, self._board.day, now=self._desk.now())
        ticket = self._desk.tasks.think("配载建议", work, self._computed, self._stopped)
        self._ticket = ticket if self._ticket else 0

    def _end(self) -> None:
        self._ticket = 0
        self._board.ui.propose_button.setText(self._word)

    def _computed(self, proposal: Proposal) -> None:
        self._end()
        if self._board.isVisible() and QApplication.activeModalWidget() is None and proposal.day.day == self._board.day:
            self.show(proposal)
        else:
            self._waiting = proposal
            self.said.emit(f"{proposal.day.day.isoformat()} 的配载建议已算好，回到那天的日看板按“配载建议”查看")

    def _stopped(self, error: BaseException) -> None:
        self._end()
        self.said.emit("已停止计算配载建议，什么也没有改" if isinstance(error, Cancelled) else sentence_of(error))

    def show(self, proposal: Proposal) -> None:
        """Show a proposal beside the plan by hand."""
        dialog = LoadsDialog(self._desk, proposal, self._parent)
        dialog.taken.connect(self._taken)
        dialog.dispatched.connect(partial(self._taken, word="已派给承运商"))
        dialog.open()

    def _taken(self, many: int, word: str = "已按建议派车") -> None:
        for record in (Waybill, Trip):
            self.changed.emit(record.about.name)
        self.said.emit(f"{word} {many} 票，Ctrl+Z 可一次撤销")
