"""Merging sync files: choose, check, merge, and send one back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QMessageBox, QWidget

from csdesk.gui import choosing
from csdesk.gui.desk import Desk
from csdesk.gui.drops import dropped
from csdesk.gui.forms.merge_dialog import Ui_MergeDialog
from csdesk.gui.tables import fill_table, start_table
from csdesk.gui.telling import sentence_of, tell
from csdesk.operations import exchange
from csdesk.operations.exchange import Merged, PackReport
from csdesk.operations.files import Database

SUFFIX = ".csdesk"
_HEADINGS = ("文件", "发件人", "结果", "新改动", "已有", "不一致", "说明")
_WORDS = {"merged": "可合并", "duplicate": "没有新内容", "refused": "不能合并", "parked": "等待缺少的部分", "partial": "部分合并"}
_COUNTED = {"refused": "不能合并", "parked": "等待缺少的部分", "duplicate": "没有新内容"}
_HELD = "退回后它带来的内容不再显示，可以随时取消退回"


@dataclass(frozen=True, slots=True)
class _Line:
    """One file in the list. pack: its number; "" when it could not be read."""

    pack: str
    file: str
    texts: tuple[str, ...]


class MergeDialog(QDialog):
    """Nothing is written before the person has seen what is in the files; those merged before stand below."""

    merged = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.files: list[Path] = []
        self.reports: list[PackReport] = []
        self._lines: list[_Line] = []
        self._earlier: list[Merged] = []
        self._held: set[str] = set()
        self.ui = Ui_MergeDialog()
        self.ui.setupUi(self)
        start_table(self.ui.packs, _HEADINGS, wrap=True)
        self.ui.choose_button.clicked.connect(lambda: choosing.open_files(self, "选择同步文件", f"同步文件 (*{SUFFIX})", self.take))
        self.ui.go_button.clicked.connect(self.go)
        self.ui.cancel_button.clicked.connect(self.reject)
        self.ui.hold_button.clicked.connect(self._ask_hold)
        self.ui.lift_button.clicked.connect(lambda: self._return(exchange.lift))
        self._may_return = desk.db.site.role in ("branch_manager", "director")
        self.ui.hold_button.setVisible(self._may_return)
        self.ui.lift_button.setVisible(self._may_return)
        self.ui.packs.itemSelectionChanged.connect(self._dress)
        tell(self.ui.told, "")
        self._merged = False
        self._read_earlier()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event, [SUFFIX]):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.take(dropped(event, [SUFFIX]))

    # -- choosing and merging -----------------------------------------------------------------------------------------

    def take(self, files: Sequence[Path]) -> None:
        """Check these files; nothing is written."""
        self.files, self.reports, self._merged = list(files), [], False
        tell(self.ui.told, "")
        self.ui.summary.setText("正在核对……")
        db, chosen = self._desk.db, list(self.files)
        look = partial(exchange.merge, db, chosen, dry_run=True)
        self._desk.tasks.long("核对同步文件", lambda progress: look(progress=progress), self._checked, self._failed)

    def _checked(self, reports: list[PackReport]) -> None:
        self.reports = reports
        self._show()
        self.ui.packs.clearSelection()
        self.ui.summary.setText(self._counted(reports))

    def _counted(self, reports: list[PackReport]) -> str:
        good, held = [r for r in reports if r.new], [r for r in reports if r.pack in self._held]
        counts = [f"{len(good)} 份有新内容，共 {sum(r.new for r in good)} 条改动"] if good else ["没有可以合并的新内容"]
        for outcome, word in _COUNTED.items():
            if many := sum(r.outcome == outcome and r.pack not in self._held for r in reports):
                counts.append(f"{many} 份{word}")
        return "，".join([*counts, f"{len(held)} 份已退回"] if held else counts)

    def go(self) -> None:
        """Merge the checked files, each in one transaction."""
        db, files = self._desk.db, list(self.files)
        self.ui.go_button.setEnabled(False)
        self._desk.tasks.long("合并同步文件", lambda progress: exchange.merge(db, files, progress=progress), self._done, self._failed)

    def _done(self, reports: list[PackReport]) -> None:
        self.reports, self._merged = reports, True
        self.ui.summary.setText("；".join(report.sentence for report in reports))
        self._read_earlier()
        self.merged.emit()

    # -- sending back -------------------------------------------------------------------------------------------------

    def _ask_hold(self) -> None:
        line = self._chosen()
        if line is None:
            return
        box = QMessageBox(QMessageBox.Icon.Question, "退回同步文件", f"退回“{line.file}”？\n{_HELD}。", parent=self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.addButton("退回", QMessageBox.ButtonRole.AcceptRole)
        box.addButton("不退回", QMessageBox.ButtonRole.RejectRole)
        box.accepted.connect(lambda: self._return(exchange.hold))
        box.open()

    def _return(self, act: Callable[..., str]) -> None:
        line = self._chosen()
        if line is not None:
            self._desk.tasks.write(partial(act, self._desk.db, line.pack), self._returned, self._failed)

    def _returned(self, sentence: str) -> None:
        tell(self.ui.told, "")
        self.ui.summary.setText(sentence)
        self._read_earlier()
        self.merged.emit()

    def _failed(self, error: BaseException) -> None:
        self.ui.summary.setText("")
        self._dress()
        tell(self.ui.told, sentence_of(error), wrong=True)

    # -- the list -----------------------------------------------------------------------------------------------------

    def _read_earlier(self) -> None:
        self._desk.tasks.read(partial(_merged_before, self._desk.db), self._show_earlier, self._failed)

    def _show_earlier(self, found: tuple[list[Merged], set[str]]) -> None:
        self._earlier, self._held = found
        self._show()

    def _show(self) -> None:
        at = self.ui.packs.currentRow()
        told = {report.pack for report in self.reports if report.pack}
        self._lines = [self._reported(report) for report in self.reports]
        self._lines += [self._remembered(pack) for pack in self._earlier if pack.id not in told]
        fill_table(self.ui.packs, [line.texts for line in self._lines])
        if at >= 0:
            self.ui.packs.selectRow(at)
        self._dress()

    def _reported(self, report: PackReport) -> _Line:
        word = "已合并" if self._merged and report.outcome == "merged" else _WORDS.get(report.outcome, report.outcome)
        tables = "、".join(f"{name} {n}" for name, n in report.tables.items())
        note = report.reason or tables
        if report.pack in self._held:
            word, note = "已退回", "它带来的内容不再显示，可以取消退回"
        counts = (str(report.new), str(report.duplicate), str(len(report.conflicts)))
        return _Line(report.pack, report.file, (report.file, report.sender, word, *counts, note))

    def _remembered(self, pack: Merged) -> _Line:
        word = "已退回" if pack.id in self._held else "已合并"
        told = pack.report
        counts = (str(told.get("new", 0)), str(told.get("duplicate", 0)), str(len(told.get("conflicts", ()))))
        note = f"{pack.merged_at[:16].replace('T', ' ')} 合并"
        return _Line(pack.id, pack.file, (pack.file, pack.name, word, *counts, note))

    def _chosen(self) -> _Line | None:
        row = self.ui.packs.currentRow()
        return self._lines[row] if 0 <= row < len(self._lines) and self.ui.packs.selectedItems() else None

    def _dress(self) -> None:
        line = self._chosen()
        held = line is not None and line.pack in self._held
        known = line is not None and any(pack.id == line.pack for pack in self._earlier)
        self.ui.go_button.setEnabled(not self._merged and any(r.new for r in self.reports))
        self.ui.hold_button.setEnabled(self._may_return and known and not held)
        self.ui.lift_button.setEnabled(self._may_return and held)


def _merged_before(db: Database) -> tuple[list[Merged], set[str]]:
    return exchange.packs(db), exchange.held(db)
