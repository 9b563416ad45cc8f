"""Merging sync files: choose, check, merge, and send one back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from csdesk.gui.desk import Desk
from csdesk.gui.drops import dropped
from csdesk.gui.forms.merge_dialog import Ui_MergeDialog
from csdesk.gui.tables import fill_table, start_table
from csdesk.operations import exchange
from csdesk.operations.exchange import PackReport

SUFFIX = ".csdesk"
_HEADINGS = ("文件", "发件人", "结果", "新改动", "已有", "不一致", "说明")
_WORDS = {"merged": "可合并", "duplicate": "没有新内容", "refused": "不能合并", "parked": "等待缺少的部分", "partial": "部分合并"}


class MergeDialog(QDialog):
    """Nothing is written before the person has seen what is in the files."""

    merged = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.files: list[Path] = []
        self.reports: list[PackReport] = []
        self.ui = Ui_MergeDialog()
        self.ui.setupUi(self)
        start_table(self.ui.packs, _HEADINGS)
        self.ui.choose_button.clicked.connect(self._choose)
        self.ui.go_button.clicked.connect(self.go)
        self.ui.cancel_button.clicked.connect(self.reject)
        self.ui.hold_button.clicked.connect(lambda: self._return(exchange.hold))
        self.ui.lift_button.clicked.connect(lambda: self._return(exchange.lift))
        may_return = desk.db.site.role in ("branch_manager", "director")
        self.ui.hold_button.setVisible(may_return)
        self.ui.lift_button.setVisible(may_return)
        self.ui.packs.itemSelectionChanged.connect(self._dress)
        self.ui.told.hide()
        self._merged = False
        self._dress()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event, [SUFFIX]):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.take(dropped(event, [SUFFIX]))

    def _choose(self) -> None:
        dialog = QFileDialog(self, "选择同步文件", "", f"同步文件 (*{SUFFIX})")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.take([Path(name) for name in names]))
        dialog.open()

    def take(self, files: Sequence[Path]) -> None:
        """Check these files; nothing is written."""
        self.files, self._merged = list(files), False
        self.ui.summary.setText("正在核对……")
        db, chosen = self._desk.db, list(self.files)
        look = partial(exchange.merge, db, chosen, dry_run=True)
        self._desk.tasks.long("核对同步文件", lambda progress: look(progress=progress), self._checked, self._failed)

    def _checked(self, reports: list[PackReport]) -> None:
        self._show(reports)
        good = [r for r in reports if r.new]
        self.ui.summary.setText(f"{len(good)} 份有新内容，共 {sum(r.new for r in good)} 条改动" if good else "没有可以合并的新内容")

    def _show(self, reports: list[PackReport]) -> None:
        self.reports = reports
        fill_table(self.ui.packs, [self._texts(report) for report in reports])
        self._dress()

    def _texts(self, report: PackReport) -> tuple[str, ...]:
        word = "已合并" if self._merged and report.outcome == "merged" else _WORDS.get(report.outcome, report.outcome)
        tables = "、".join(f"{name} {n}" for name, n in report.tables.items())
        counts = (str(report.new), str(report.duplicate), str(len(report.conflicts)))
        return (report.file, report.sender, word, *counts, report.reason or tables)

    def go(self) -> None:
        """Merge the checked files, each in one transaction."""
        db, files = self._desk.db, list(self.files)
        self.ui.go_button.setEnabled(False)
        self._desk.tasks.long("合并同步文件", lambda progress: exchange.merge(db, files, progress=progress), self._done, self._failed)

    def _done(self, reports: list[PackReport]) -> None:
        self._merged = True
        self._show(reports)
        self.ui.summary.setText("；".join(report.sentence for report in reports))
        self.merged.emit()

    def _return(self, act: Callable[..., str]) -> None:
        report = self._chosen()
        if report is not None:
            self._desk.tasks.write(partial(act, self._desk.db, report.pack), self._returned, self._failed)

    def _returned(self, sentence: str) -> None:
        self.ui.summary.setText(sentence)
        self.merged.emit()

    def _chosen(self) -> PackReport | None:
        row = self.ui.packs.currentRow()
        return self.reports[row] if 0 <= row < len(self.reports) else None

    def _failed(self, error: BaseException) -> None:
        self.ui.summary.setText("")
        self.ui.told.setText(str(error))
        self.ui.told.show()
        self._dress()
        self._desk.tasks.fail(error)

    def _dress(self) -> None:
        chosen = self._chosen()
        self.ui.go_button.setEnabled(not self._merged and any(r.new for r in self.reports))
        for button in (self.ui.hold_button, self.ui.lift_button):
            button.setEnabled(chosen is not None and bool(chosen.pack))
