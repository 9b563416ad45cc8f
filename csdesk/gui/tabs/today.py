"""今日: the workbench, and the ledger of tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from csdesk.domain.record import Record
from csdesk.domain.records import RECORD_BY_NAME
from csdesk.domain.rows import Row
from csdesk.domain.tasks import Task
from csdesk.gui.desk import Desk
from csdesk.gui.tabs.acts import add_acts
from csdesk.gui.tabs.ledgers import LedgerTab
from csdesk.gui.today.page import TodayPage
from csdesk.operations.desk import Named
from csdesk.operations.workbench.todo import linked

if TYPE_CHECKING:  # with its card: loaded when the first ledger is shown
    from csdesk.gui.ledger.pane import LedgerPane


class TodayTab(LedgerTab):
    """What waits for the person; it depends on every record."""

    leads = ((TodayPage, "今日"),)
    ledgers = ((Task, "待办"),)
    shows = frozenset(RECORD_BY_NAME)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        (page,) = self.leading
        assert isinstance(page, TodayPage)
        self.page = page
        self.page.task_wanted.connect(self.task_wanted)
        self.page.record_wanted.connect(self._open)

    def _open(self, named: Named) -> None:
        if named.id:
            self.record_wanted.emit(named)
        else:
            from csdesk.gui.dialogs.submissions import SubmissionsDialog  # certificates are read: loaded when it is wanted

            SubmissionsDialog(self.desk, self).open()

    def choose(self, record: type[Record]) -> LedgerPane:
        fresh = record not in self._panes
        pane = super().choose(record)
        if fresh:
            add_acts(pane, [("打开关联记录", "F4", self._open_linked)])
        return pane

    def _open_linked(self, rows: list[Row]) -> None:
        named = linked(rows[0])
        if named is not None:
            self.record_wanted.emit(named)
        else:
            self.said.emit("这条待办没有关联记录")
