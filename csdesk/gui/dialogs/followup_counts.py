"""跟踪统计: how many follow-ups each person wrote, by type and channel, in a month, a quarter or a year; as a workbook too."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QPushButton, QTableView, QVBoxLayout, QWidget

from csdesk.domain.kpi.periods import shifted
from csdesk.gui import choosing
from csdesk.gui.desk import Desk
from csdesk.gui.tables import TextModel, dress_table
from csdesk.gui.telling import sentence_of, tell
from csdesk.operations.clients import followup_counts
from csdesk.operations.clients.followup_counts import HEADINGS, Counted


class FollowupCountsDialog(QDialog):
    """One line a person, and all together."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("跟踪统计")
        self.resize(1100, 460)
        self._desk = desk
        self.period, self.told = QComboBox(), QLabel()
        self.model, self.table = TextModel(HEADINGS, self), QTableView()
        self.save_button, self.close_button = QPushButton("存为 Excel…"), QPushButton("关闭")
        self._lay_out()
        self.period.currentIndexChanged.connect(lambda _: self.read())
        self.save_button.clicked.connect(self.ask_path)
        self.close_button.clicked.connect(self.reject)
        self.read()

    def _lay_out(self) -> None:
        month = f"{self._desk.now():%Y-%m}"
        for label, period in (
            ("本月", month),
            ("上月", shifted(month, -1)),
            ("本季", f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}"),
            ("本年", month[:4]),
        ):
            self.period.addItem(f"{label} {period}", period)
        self.period.setAccessibleName("期间")
        self.table.setModel(self.model)
        self.table.setAccessibleName("跟踪统计")
        dress_table(self.table)
        tell(self.told, "")
        top, foot = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.period)
        top.addStretch()
        for button in (self.save_button, self.close_button):
            button.setAutoDefault(False)
            foot.addWidget(button)
        foot.insertWidget(0, self.told, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.addLayout(top)
        layout.addWidget(self.table)
        layout.addLayout(foot)

    def read(self) -> None:
        """Count again."""
        work = partial(followup_counts.counted, self._desk.db, self.period.currentData())
        self._desk.tasks.read(work, self._show, self._failed, key=(id(self), "counts"))

    def _show(self, found: list[Counted]) -> None:
        self.model.fill([tuple(str(cell) if cell else "" for cell in one.cells) for one in found])
        self.table.resizeColumnsToContents()
        tell(self.told, "" if found else "这段时间还没有跟踪记录")
        self.save_button.setEnabled(bool(found))

    def ask_path(self) -> None:
        """Ask where the workbook is to lie."""
        choosing.save_file(self, "跟踪统计", f"跟踪统计-{self.period.currentData()}.xlsx", choosing.BOOKS, self.save_to)

    def save_to(self, path: str) -> None:
        """Write the workbook."""
        work = partial(followup_counts.export, self._desk.db, self.period.currentData(), Path(path))
        self._desk.tasks.write(work, lambda many: tell(self.told, f"{many} 人的统计已写到 {path}"), self._failed)

    def _failed(self, error: BaseException) -> None:
        tell(self.told, sentence_of(error), wrong=True)
