"""Somebody leaves: from which day, who takes which of his clients or the whole book, and the list to sign."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QDialog, QWidget

from csdesk import paths
from csdesk.domain.care.clients import Client
from csdesk.domain.record import title_of
from csdesk.domain.rows import Row
from csdesk.gui import choosing
from csdesk.gui.desk import Desk
from csdesk.gui.forms.leaver_dialog import Ui_LeaverDialog
from csdesk.gui.tables import TextModel, dress_table
from csdesk.gui.telling import sentence_of, tell
from csdesk.operations.handover import handovers, leavers
from csdesk.operations.handover.handovers import Taker
from csdesk.operations.handover.leavers import Departure
from csdesk.operations.peers.trust import Person

_AT_ONCE = "他的工作站随即吊销：此后的文件不再接受，已收到的内容保留。可以撤销。"
_LATER = "离职日期还没到：到期后请在“人员与证书”中吊销他的工作站。可以撤销。"


class LeaverDialog(QDialog):
    """Every client of a leaver with who takes it; one step does all of it."""

    done_well = Signal(str)

    def __init__(self, desk: Desk, leaver: Person, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._leaver = desk, leaver
        self.clients: list[Row] = []
        self.given: list[str] = []  # for each client who takes it: his workstation
        self._names: dict[str, str] = {}
        self.ui = Ui_LeaverDialog()
        self.ui.setupUi(self)
        self.setWindowTitle(f"离职交接  ·  {leaver.name}")
        self.model = TextModel(("客户", "接手的人"), self)
        self.ui.clients.setModel(self.model)
        dress_table(self.ui.clients)
        self.ui.clients.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.ui.clients.setColumnWidth(0, 330)
        tell(self.ui.told, "")
        today = desk.now().date()
        self.ui.on.setDate(QDate(today.year, today.month, today.day))
        self._connect()
        self._dress()
        db, who = desk.db, leaver.site
        desk.tasks.read(lambda: (leavers.clients_of(db, who), leavers.takers(db, who)), lambda found: self._offer(*found), self._failed)

    def _connect(self) -> None:
        ui = self.ui
        ui.cancel_button.clicked.connect(self.reject)
        ui.give_button.clicked.connect(self.give)
        ui.list_button.clicked.connect(lambda: self._planned(self._ask_list))
        ui.go_button.clicked.connect(lambda: self._planned(self._go))
        ui.post.toggled.connect(lambda _: self._dress())
        ui.to.currentIndexChanged.connect(lambda _: self._dress())
        ui.on.changed.connect(lambda _: self._dress())

    # -- who takes what -----------------------------------------------------------------------------------------------

    def _offer(self, clients: list[Row], takers: Sequence[Taker]) -> None:
        self.clients = clients
        self._names = {taker.site: taker.text for taker in takers}
        for taker in takers:
            self.ui.to.addItem(taker.text, taker.site)
        self.given = [takers[0].site] * len(clients) if takers else []
        count = f"他名下有 {len(clients)} 个客户，连同联系人、SOP、未结案件、运单和应收一并交接。" if clients else "他名下没有客户。"
        self.ui.lead.setText(f"{self._leaver.name}离职。{count}")
        if not takers:
            tell(self.ui.told, "还没有可以接手的专员：请先批准他入网，并合并他发来的文件", wrong=True)
        self._dress()

    def _dress(self) -> None:
        post, taker = self.ui.post.isChecked(), self.ui.to.currentData()
        whose = [taker if post else site for site in self.given]
        names = [title_of(Client, row.values) for row in self.clients]
        self.model.fill([(name, self._names.get(site, "")) for name, site in zip(names, whose, strict=False)])
        self.ui.give_button.setEnabled(not post and bool(self.given))
        self.ui.list_button.setEnabled(bool(self.given))
        self.ui.go_button.setEnabled(bool(self._names) and (bool(self.clients) or not post))
        self.ui.after.setText(_AT_ONCE if self.day <= self._desk.now().date() else _LATER)

    def give(self) -> None:
        """Give the selected clients to the chosen person; without a selection all of them."""
        rows = {index.row() for index in self.ui.clients.selectionModel().selectedRows()}
        taker = self.ui.to.currentData()
        self.given = [taker if not rows or at in rows else site for at, site in enumerate(self.given)]
        self._dress()

    @property
    def day(self) -> date:
        """From which day others answer for his clients."""
        on = self.ui.on.date()
        return date(on.year(), on.month(), on.day())

    def _shares(self) -> Mapping[str, Sequence[Row]]:
        if self.ui.post.isChecked():
            return {str(self.ui.to.currentData()): self.clients}
        return {site: [row for row, to in zip(self.clients, self.given, strict=True) if to == site] for site in dict.fromkeys(self.given)}

    # -- doing it -----------------------------------------------------------------------------------------------------

    def _planned(self, then: Callable[[Departure], None]) -> None:
        work = partial(leavers.plan, self._desk.db, self._leaver.site, self._shares(), self.day, post=self.ui.post.isChecked())
        self._desk.tasks.read(work, then, self._failed)

    def _go(self, chosen: Departure) -> None:
        if chosen.post:
            name = paths.file_name(f"接任-{chosen.shares[0].to.name}")
            choosing.save_file(self, "接任人的证书写到哪里", f"{name}.cscert", "证书 (*.cscert)", partial(self.leave, chosen))
        else:
            self.leave(chosen)

    def leave(self, chosen: Departure, certificate: str = "") -> None:
        """Do it. certificate: where that of a successor in the post is written."""
        out = Path(certificate) if certificate else None
        self._desk.tasks.write(partial(leavers.leave, self._desk.db, chosen, certificate=out), self._done, self._failed)

    def _done(self, sentence: str) -> None:
        self.accept()
        self.done_well.emit(sentence)

    def _ask_list(self, chosen: Departure) -> None:
        name = paths.file_name(f"移交单-{self._leaver.name}-{chosen.on}")
        choosing.save_file(self, "保存移交单", f"{name}.xlsx", choosing.BOOKS, partial(self.save_list, chosen))

    def save_list(self, chosen: Departure, path: str) -> None:
        """Write the lists that both sides sign."""
        work = partial(handovers.write_lists, chosen.shares, Path(path))
        self._desk.tasks.read(work, lambda _: tell(self.ui.told, f"移交单已写到 {path}"), self._failed)

    def _failed(self, error: BaseException) -> None:
        tell(self.ui.told, sentence_of(error), wrong=True)
