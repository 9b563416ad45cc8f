"""Leave cover: for whom, from which day to which, and where the certificate goes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QDialog, QListWidgetItem, QWidget

from csdesk import paths
from csdesk.gui import choosing
from csdesk.gui.desk import Desk
from csdesk.gui.forms.cover_dialog import Ui_CoverDialog
from csdesk.gui.telling import sentence_of, tell
from csdesk.operations.peers import trust
from csdesk.operations.peers.trust import Person


class CoverDialog(QDialog):
    """Asks what `trust.cover` needs."""

    done_well = Signal(str)

    def __init__(self, desk: Desk, stand_in: Person, people: Sequence[Person], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._stand_in = desk, stand_in
        self.ui = Ui_CoverDialog()
        self.ui.setupUi(self)
        self.ui.lead.setText(f"{stand_in.name}在这段时间可以查看和修改所选同事的客户簿；到期后自动停止。")
        for person in people:
            if person.may_cover and not set(person.books) & set(stand_in.books):
                self._add(person)
        today = desk.now().date()
        for edit, day in ((self.ui.since, today), (self.ui.until, today)):
            edit.setDate(QDate(day.year, day.month, day.day))
        self.ui.since.changed.connect(self._since_changed)
        tell(
            self.ui.told,
            "" if self.ui.colleagues.count() else f"没有可以由{stand_in.name}顶班的同事：顶班只用于已入网的客服专员。",
            wrong=True,
        )
        self.ui.ok_button.setEnabled(bool(self.ui.colleagues.count()))
        self.ui.ok_button.clicked.connect(self._ask_file)
        self.ui.cancel_button.clicked.connect(self.reject)

    def _since_changed(self, day: QDate) -> None:
        if self.ui.until.date() < day:
            self.ui.until.setDate(day)

    def _add(self, person: Person) -> None:
        item = QListWidgetItem(f"{person.name}（{person.branch}，席位 {person.seat}）", self.ui.colleagues)
        item.setData(Qt.ItemDataRole.UserRole, person.site)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Unchecked)

    def _chosen(self) -> list[str]:
        items = [self.ui.colleagues.item(at) for at in range(self.ui.colleagues.count())]
        return [str(item.data(Qt.ItemDataRole.UserRole)) for item in items if item.checkState() == Qt.CheckState.Checked]

    def _ask_file(self) -> None:
        if not self._chosen():
            tell(self.ui.told, "请在上面勾选为谁顶班", wrong=True)
            return
        choosing.save_file(self, "证书写到哪里", f"{paths.file_name(self._stand_in.name)}-顶班.cscert", "证书 (*.cscert)", self.issue)

    def issue(self, path: str) -> None:
        """Write the certificate."""
        days = (_day(self.ui.since.date()), _day(self.ui.until.date()))
        work = partial(trust.cover, self._desk.db, self._stand_in.site, self._chosen(), *days, Path(path))
        self._desk.tasks.write(work, self._issued, lambda error: tell(self.ui.told, sentence_of(error), wrong=True))

    def _issued(self, sentence: str) -> None:
        self.done_well.emit(sentence)
        self.accept()


def _day(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
