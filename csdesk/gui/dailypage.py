"""The page 今日动态: each client's day, filed in one key when nothing happened; who is missing, who was not spoken to for too long."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QButtonGroup, QHBoxLayout, QLabel, QPushButton, QTableView, QToolButton, QVBoxLayout

from csdesk.domain.clients import Client
from csdesk.domain.followups import ClientLog
from csdesk.gui.chips import chip_table
from csdesk.gui.desk import Desk
from csdesk.gui.page import Page
from csdesk.gui.tables import TextModel
from csdesk.operations import daily
from csdesk.operations.daily import ClientDay, Filed
from csdesk.operations.desk import Named

_SHOWS: dict[str, Callable[[ClientDay], bool]] = {
    "今日未填": lambda day: day.filed is not Filed.DONE,
    "该联系了": lambda day: day.overdue,
    "全部": lambda _: True,
}
_HEADINGS = ("客户", "等级", "今日", "上次联系", "应联系", "负责专员")
_LETTERS = (34, 8, 14, 14, 14)
_TONES = {Filed.DONE: "good", Filed.OPEN: "calm", Filed.MISSING: "warn"}


class DailyPage(Page):
    """Every client in hand, today."""

    record_wanted = Signal(object)  # a `Named`

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.days: list[ClientDay] = []
        self._all: list[ClientDay] = []
        self._chips = QButtonGroup(self)
        self._model = TextModel(_HEADINGS, self, tone=_tone)
        self.table = QTableView()
        self.table.setAccessibleName("今日动态")
        chip_table(self.table, self._model, desk.look)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.told = QLabel()
        self.told.setProperty("role", "muted")
        self.quiet_button = QPushButton("无异常(&N)")
        self.quiet_button.setToolTip("为选中的客户填“无异常”；空格键同效")
        self.quiet_button.setProperty("primary", True)
        self._lay_out()
        self.quiet_button.clicked.connect(self.file)
        self.table.activated.connect(self.open)
        QShortcut(QKeySequence(Qt.Key.Key_Space), self.table, self.file, context=Qt.ShortcutContext.WidgetShortcut)

    def _lay_out(self) -> None:
        wide = self.fontMetrics().averageCharWidth()
        for column, letters in enumerate(_LETTERS):
            self.table.setColumnWidth(column, wide * letters)
        head = QHBoxLayout()
        for i, label in enumerate(_SHOWS):
            chip = QToolButton()
            chip.setCheckable(True)
            chip.setProperty("segment", True)
            chip.setText(label)
            chip.clicked.connect(lambda _: self._fill())
            self._chips.addButton(chip, i)
            head.addWidget(chip)
        self._chips.button(0).setChecked(True)
        head.addStretch()
        head.addWidget(self.told)
        head.addWidget(self.quiet_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.addLayout(head)
        layout.addWidget(self.table)

    def _load(self) -> None:
        work = partial(daily.today, self.desk.db, self.desk.now())
        self.desk.tasks.read(work, self._show, key=(id(self), "today"))

    def _show(self, found: list[ClientDay]) -> None:
        self._all = found
        for button, (label, wanted) in zip(self._chips.buttons(), _SHOWS.items(), strict=True):
            button.setText(f"{label} {sum(map(wanted, found))}")
        self._fill()

    def _fill(self) -> None:
        wanted = list(_SHOWS.values())[self._chips.checkedId()]
        self.days = [day for day in self._all if wanted(day)]
        self._model.fill([_texts(day) for day in self.days])
        left = sum(day.filed is not Filed.DONE for day in self._all)
        self.told.setText(f"{len(self._all)} 个在手客户，今日还有 {left} 个未填" if left else f"{len(self._all)} 个在手客户今日都已填写")
        self.quiet_button.setEnabled(bool(self.days) and not self.desk.db.look_only)
        if self.days:
            self.table.selectRow(0)

    def file(self) -> None:
        """File 无异常 for the selected clients."""
        chosen = [self.days[index.row()] for index in self.table.selectionModel().selectedRows()]
        if chosen:
            work = partial(daily.file_quiet, self.desk.db, chosen, now=self.desk.now())
            self.desk.tasks.write(work, self._filed)

    def _filed(self, many: int) -> None:
        self.said.emit(f"已填 {many} 个客户“无异常”，Ctrl+Z 可撤销")
        self.changed.emit(ClientLog.about.name)
        self.refresh()
        self.table.setFocus()

    @property
    def current(self) -> Named | None:
        """The client of the first chosen line."""
        at = self.table.currentIndex().row()
        return self._client_of(self.days[at]) if 0 <= at < len(self.days) else None

    @staticmethod
    def _client_of(day: ClientDay) -> Named:
        return Named(day.client.id, day.title, record=Client.about.name, book=day.client.book)

    def open(self, index: QModelIndex) -> None:
        """Go to the client of a line."""
        self.record_wanted.emit(self._client_of(self.days[index.row()]))


def _texts(day: ClientDay) -> tuple[str, ...]:
    last, due = (d.isoformat() if d else "" for d in (day.last, day.due))
    return (day.title, day.client.tier, day.filed.value, last or "从未", f"{due} 已过" if due and day.overdue else due or "尽快", day.owner)


def _tone(column: int, text: str) -> str:
    return _TONES.get(Filed(text), "") if column == _HEADINGS.index("今日") else ""
