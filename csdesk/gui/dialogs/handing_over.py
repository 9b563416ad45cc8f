"""Handing clients over: to whom, from which day, and everything that goes along, before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from csdesk import paths
from csdesk.domain.care.clients import Client
from csdesk.domain.kpi.periods import month_of
from csdesk.domain.record import title_of
from csdesk.domain.rows import Row
from csdesk.gui import choosing
from csdesk.gui.desk import Desk
from csdesk.gui.forms.handover_dialog import Ui_HandoverDialog
from csdesk.gui.tables import TextModel, dress_table
from csdesk.gui.telling import sentence_of, tell
from csdesk.operations.handover import handovers
from csdesk.operations.handover.handovers import Plan, Taker


class HandoverDialog(QDialog):
    """Some clients on their way to somebody else."""

    done_well = Signal(str)

    def __init__(self, desk: Desk, clients: Sequence[Row], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._clients = desk, tuple(clients)
        self.chosen: Plan | None = None
        self.ui = Ui_HandoverDialog()
        self.ui.setupUi(self)
        names = "、".join(title_of(Client, row.values) for row in clients[:3])
        more = f" 等 {len(clients)} 个客户" if len(clients) > 3 else ""
        self.ui.lead.setText(f"{names}{more}，连同下列内容移交给另一位专员。可以撤销。")
        self.model = TextModel(("随同移交", "条数"), self)
        self.ui.goes.setModel(self.model)
        dress_table(self.ui.goes)
        self.ui.goes.setColumnWidth(0, 340)
        tell(self.ui.told, "")
        today = desk.now().date()
        self.ui.on.setDate(QDate(today.year, today.month, today.day))
        self.ui.go_button.setEnabled(False)
        self._connect()
        desk.tasks.read(partial(handovers.takers, desk.db, self._clients), self._offer)

    def _connect(self) -> None:
        ui = self.ui
        ui.cancel_button.clicked.connect(self.reject)
        ui.list_button.clicked.connect(self._ask_list)
        ui.go_button.clicked.connect(self.hand_over)
        ui.to.currentIndexChanged.connect(lambda _: self._plan())
        ui.on.changed.connect(lambda _: self._plan())

    def _offer(self, takers: list[Taker]) -> None:
        for taker in takers:
            self.ui.to.addItem(taker.text, taker.site)
        if not takers:
            self._failed_with("还没有可以接手的专员：请先批准他入网，并合并他发来的文件")

    def _plan(self) -> None:
        self.chosen = None
        self.ui.go_button.setEnabled(False)
        on = self.ui.on.date()
        day = date(on.year(), on.month(), on.day())
        work = partial(handovers.plan, self._desk.db, self._clients, self.ui.to.currentData(), day)
        self._desk.tasks.read(work, self._planned, self._failed, key=(id(self), "plan"))

    def _planned(self, found: Plan) -> None:
        self.chosen = found
        tell(self.ui.told, "")
        self.model.fill([(name, str(many)) for name, many in found.counts.items()])
        cases = f"已结案件 {found.staying} 件留在原负责人处。" if found.staying else ""
        self.ui.stays.setText(f"{cases}{month_of(found.on)} 整月起的考核归{found.to.name}，之前月份的仍归原负责人。")
        self.ui.go_button.setEnabled(True)

    def hand_over(self) -> None:
        """Do it."""
        if self.chosen is not None:
            self.ui.go_button.setEnabled(False)
            work = partial(handovers.hand_over, self._desk.db, self.chosen, reason=self.ui.reason.text().strip())
            self._desk.tasks.write(work, self._done, self._failed)

    def _done(self, sentence: str) -> None:
        self.accept()
        self.done_well.emit(sentence)

    def _ask_list(self) -> None:
        if self.chosen is not None:
            name = paths.file_name(f"移交单-{self.chosen.to.name}-{self.chosen.on}")
            choosing.save_file(self, "保存移交单", f"{name}.xlsx", choosing.BOOKS, self.save_list)

    def save_list(self, path: str) -> None:
        """Write the list that both sides sign."""
        if self.chosen is not None:
            work = partial(handovers.write_list, self.chosen, Path(path))
            self._desk.tasks.read(work, lambda _: tell(self.ui.told, f"移交单已写到 {path}"), self._failed)

    def _failed(self, error: BaseException) -> None:
        self._failed_with(sentence_of(error))

    def _failed_with(self, sentence: str) -> None:
        tell(self.ui.told, sentence, wrong=True)
