"""Merging sync files, dozens at once: choose, look at each, tick what is to be taken, merge, read what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QWidget

from csdesk.errors import Cancelled
from csdesk.gui import choosing
from csdesk.gui.chips import chip_table
from csdesk.gui.desk import Desk
from csdesk.gui.dialogs import packs
from csdesk.gui.drops import dropped
from csdesk.gui.forms.merge_dialog import Ui_MergeDialog
from csdesk.gui.pressing import PressingDialog
from csdesk.gui.tables import TextModel
from csdesk.gui.telling import sentence_of, tell
from csdesk.gui.working import WorkLine
from csdesk.operations.peers import exchange, reporting
from csdesk.operations.peers.exchange import PackReport

SUFFIX = ".csdesk"
_HEADINGS = ("发送人", "判定", "时段", "新增", "修改", "删除", "不一致", "缺少与说明", "岗位", "核对码", "文件")
_WIDTHS = (106, 100, 158, 46, 46, 46, 54, 210, 74, 180)
_VERDICT = 1
_BEFORE = {"merged": "可合并", "duplicate": "没有新内容", "refused": "不能合并", "parked": "缺前面的", "partial": "部分可合并"}
_AFTER = {**_BEFORE, "merged": "已合并", "partial": "部分合并", "refused": "未合并", "parked": "暂存"}
_BACK, _LEFT = "已退回", "不收"
_TONES = {
    "可合并": "info", "部分可合并": "warn", "没有新内容": "calm", "不能合并": "bad", "缺前面的": "warn", _BACK: "calm", _LEFT: "calm",
    "已合并": "good", "部分合并": "warn", "未合并": "bad", "暂存": "warn",
}  # fmt: skip
_Index = QModelIndex | QPersistentModelIndex


class PackModel(TextModel):
    """One row a file; those that can be taken have a box to tick."""

    ticked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_HEADINGS, parent, tone=lambda column, text: _TONES.get(text, "") if column == _VERDICT else "")
        self.ticks: dict[int, bool] = {}

    def flags(self, index: _Index) -> Qt.ItemFlag:
        box = Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 and index.row() in self.ticks else Qt.ItemFlag.NoItemFlags
        return super().flags(index) | box

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0 and index.row() in self.ticks:
            return Qt.CheckState.Checked if self.ticks[index.row()] else Qt.CheckState.Unchecked
        return super().data(index, role)

    def setData(self, index: _Index, value: object, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or index.row() not in self.ticks:
            return False
        self.ticks[index.row()] = value in (Qt.CheckState.Checked, Qt.CheckState.Checked.value)
        self.dataChanged.emit(index, index)
        self.ticked.emit()
        return True


class MergeDialog(PressingDialog):
    """Nothing is written before the person has seen what is in the files and ticked what is to be taken."""

    merged = Signal()
    conflicts_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self.files: list[Path] = []
        self.reports: list[PackReport] = []
        self._held: set[str] = set()
        self._merged: set[int] = set()  # rows that have been written
        self.ui = Ui_MergeDialog()
        self.ui.setupUi(self)
        self.model = PackModel(self)
        chip_table(self.ui.packs, self.model, desk.look, _WIDTHS)
        self.ui.packs.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.ui.splitter.setStretchFactor(0, 1)
        self.ui.splitter.setSizes([880, 330])
        self.work = WorkLine(self.ui.work, self.ui.progress, self.ui.stop_button, self)
        self.work.attach(desk.tasks)
        tell(self.ui.told, "")
        self._connect()
        self._dress()

    def _connect(self) -> None:
        ui = self.ui
        ui.choose_button.clicked.connect(lambda: choosing.open_files(self, "选择同步文件", f"同步文件 (*{SUFFIX})", self.take))
        ui.go_button.clicked.connect(self.go)
        ui.cancel_button.clicked.connect(self.reject)
        ui.conflicts_button.clicked.connect(self._leave_for_conflicts)
        ui.export_button.clicked.connect(self._ask_export)
        ui.packs.selectionModel().selectionChanged.connect(lambda *_: self._show_report())
        self.model.ticked.connect(self._dress)
        space = QShortcut(QKeySequence("Space"), ui.packs, context=Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(self._tick_chosen)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event, [SUFFIX]):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.take(dropped(event, [SUFFIX]))

    def done(self, result: int) -> None:
        """Close; while work runs it is stopped first, and the window stays until it has."""
        if self.work.running:
            self.work.cancel()
        else:
            super().done(result)

    # -- looking and merging ------------------------------------------------------------------------------------------

    def take(self, files: Sequence[Path]) -> None:
        """Check these files; nothing is written."""
        self.files, self.reports, self._merged = list(files), [], set()
        tell(self.ui.told, "")
        self._look()

    def _look(self) -> None:
        self.ui.summary.setText("正在核对……")
        self._dress()
        db, chosen = self._desk.db, list(self.files)
        self._desk.tasks.long(
            "核对同步文件",
            lambda progress: (exchange.merge(db, chosen, dry_run=True, progress=progress), exchange.held(db)),
            self._looked, self._failed,
        )  # fmt: skip

    def _looked(self, found: tuple[list[PackReport], set[str]]) -> None:
        self.reports, self._held = found
        self.model.ticks = {n: True for n, report in enumerate(self.reports) if report.new and report.pack not in self._held}
        self._fill()
        self.ui.summary.setText(self._counted())

    def _counted(self) -> str:
        good = [report for n, report in enumerate(self.reports) if n in self.model.ticks]
        counts = [f"{len(good)} 份有新内容，共 {sum(r.new for r in good)} 条改动"] if good else ["没有可以合并的新内容"]
        words = [row[_VERDICT] for row in self.model.rows]
        return "，".join([*counts, *(f"{words.count(w)} 份{w}" for w in ("不能合并", "缺前面的", "没有新内容", _BACK) if w in words)])

    @property
    def ticked(self) -> list[int]:
        """The rows that are ticked."""
        return [n for n, ticked in self.model.ticks.items() if ticked]

    def go(self) -> None:
        """Merge the ticked files, each in one transaction."""
        db, rows = self._desk.db, self.ticked
        files = [self.files[n] for n in rows]
        self.ui.go_button.setEnabled(False)
        self._desk.tasks.long(
            "合并同步文件", lambda progress: exchange.merge(db, files, progress=progress), partial(self._done, rows), self._stopped
        )

    def _done(self, rows: list[int], reports: list[PackReport]) -> None:
        for n, report in zip(rows, reports, strict=False):
            self.reports[n] = report
        waiting = reports[len(rows) :]  # what had come before and waited for one of these
        self._merged = {*rows, *range(len(self.reports), len(self.reports) + len(waiting))}
        self.reports += waiting
        self.model.ticks = {}
        self._fill()
        many, new = sum(bool(r.new) for r in reports), sum(r.new for r in reports)
        conflicts = sum(len(r.conflicts) for r in reports)
        tail = f"，{conflicts} 处不一致待决定" if conflicts else ""
        self.ui.summary.setText(f"已合并 {many} 份，新改动 {new} 条{tail}。需要退回时请用“同步 › 已合并文件”")
        self.merged.emit()

    def _stopped(self, error: BaseException) -> None:
        """Files before the stop are merged, the one at hand is as it was: look again at how they stand."""
        self._failed(error)
        if isinstance(error, Cancelled):
            tell(self.ui.told, "已停止：停止前合并好的文件已经写入，其余没有改动")
        self.merged.emit()
        self._look()

    def _failed(self, error: BaseException) -> None:
        self.ui.summary.setText("")
        tell(self.ui.told, sentence_of(error), wrong=True)
        self._dress()

    # -- the list -----------------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        at = max(self.ui.packs.currentIndex().row(), 0)
        self.model.fill([self._texts(n, report) for n, report in enumerate(self.reports)])
        if self.reports:
            self.ui.packs.selectRow(min(at, len(self.reports) - 1))
            self.ui.packs.setFocus()
        self._dress()

    def _texts(self, n: int, report: PackReport) -> tuple[str, ...]:
        told = report.as_json()
        counts = [str(many or "") for many in (*packs.totals(told), len(report.conflicts))]
        role = packs.role_label(report.role)
        return (report.sender or report.file, self._verdict(n), packs.span(told), *counts, report.reason, role, report.code, report.file)

    def _verdict(self, n: int) -> str:
        report = self.reports[n]
        if report.pack and report.pack in self._held:
            return _BACK
        if n in self._merged:
            return _AFTER[report.outcome]
        return _LEFT if self._merged and report.new else _BEFORE[report.outcome]

    def _tick_chosen(self) -> None:
        rows = [index for index in self.ui.packs.selectionModel().selectedRows() if index.row() in self.model.ticks]
        on = not all(self.model.ticks[index.row()] for index in rows)
        for index in rows:
            state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
            self.model.setData(index, state, int(Qt.ItemDataRole.CheckStateRole))

    def _show_report(self) -> None:
        row = self.ui.packs.currentIndex().row()
        chosen = 0 <= row < len(self.reports)
        self.ui.report.setHtml(packs.html(self.reports[row].as_json(), self._verdict(row)) if chosen else "")

    def _dress(self) -> None:
        many = len(self.ticked)
        self.ui.go_button.setText(f"合并 {many} 份" if many else "合并")
        self.ui.go_button.setEnabled(bool(many))
        self.ui.export_button.setEnabled(bool(self.reports))
        self.ui.conflicts_button.setVisible(any(self.reports[n].conflicts for n in self._merged))

    # -- afterwards ---------------------------------------------------------------------------------------------------

    def _leave_for_conflicts(self) -> None:
        self.accept()
        self.conflicts_wanted.emit()

    def _ask_export(self) -> None:
        name = f"合并报告-{self._desk.now():%Y%m%d-%H%M}.xlsx"
        choosing.save_file(self, "导出合并报告", name, choosing.BOOKS, lambda path: self.export(Path(path)))

    def export(self, path: Path) -> None:
        """Write what is listed as a workbook."""
        told = [(report.as_json(), self._verdict(n)) for n, report in enumerate(self.reports)]
        self._desk.tasks.read(partial(reporting.save_reports, told, path), partial(self._exported, path), self._failed)

    def _exported(self, path: Path, _: int) -> None:
        tell(self.ui.told, f"报告已写到 {path}")
