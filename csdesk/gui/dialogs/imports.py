"""Importing workbooks: choose, look at what would happen, import."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from csdesk.domain.record import Record
from csdesk.domain.records import RECORDS
from csdesk.gui import choosing
from csdesk.gui.desk import Desk
from csdesk.gui.dialogs.mapping import MappingDialog
from csdesk.gui.drops import dropped
from csdesk.gui.forms.import_dialog import Ui_ImportDialog
from csdesk.gui.pressing import PressingDialog
from csdesk.gui.tables import fill_table, start_table
from csdesk.gui.telling import sentence_of, tell
from csdesk.operations.excel import workbooks
from csdesk.operations.excel.workbooks import ImportPlan, ImportReport, SheetPlan

_SHEETS = ("文件", "工作表", "台账", "新建", "更新", "跳过", "错误", "不认识的栏目")
_ERRORS = ("文件", "工作表", "行", "栏目", "原因")


class ImportDialog(PressingDialog):
    """One import is one change set; wrong rows are listed and can be saved as a workbook."""

    imported = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.files: list[Path] = []
        self.found: ImportPlan | ImportReport | None = None
        self.ui = Ui_ImportDialog()
        self.ui.setupUi(self)
        start_table(self.ui.sheets, _SHEETS)
        start_table(self.ui.errors, _ERRORS)
        self.ui.ledger.addItem("自动识别", None)
        for record in RECORDS:
            self.ui.ledger.addItem(record.about.ledger, record)
        self.ui.ledger.currentIndexChanged.connect(lambda _: self.look())
        self.ui.choose_button.clicked.connect(self._choose)
        self.ui.go_button.clicked.connect(self.go)
        self.ui.errors_button.clicked.connect(lambda: self._save_errors())
        self.ui.cancel_button.clicked.connect(self.reject)
        self.ui.mapping_button.clicked.connect(self.map_columns)
        self.ui.sheets.doubleClicked.connect(lambda _: self.map_columns())
        self.ui.sheets.itemSelectionChanged.connect(self._dress)
        self._dress()
        tell(self.ui.told, "")
        self.ui.errors_button.setEnabled(False)
        self._ready(False)

    # -- choosing -----------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event, workbooks.SUFFIXES):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.take(dropped(event, workbooks.SUFFIXES))

    def _choose(self) -> None:
        choosing.open_files(self, "选择工作簿", "工作簿 (*.xlsx *.xls *.csv)", self.take)

    def take(self, files: Sequence[Path]) -> None:
        """Look at these files."""
        self.files = list(files)
        self.look()

    @property
    def _ledger(self) -> type[Record] | None:
        chosen: type[Record] | None = self.ui.ledger.currentData()
        return chosen

    def look(self) -> None:
        """Show what importing the chosen files would do."""
        if not self.files:
            return
        desk, ledger = self._desk, self._ledger
        self._ready(False)
        tell(self.ui.told, "")
        self.ui.summary.setText("正在读取……")
        files, now, settings = list(self.files), desk.now(), desk.settings
        desk.tasks.long(
            "预览导入",
            lambda progress: workbooks.preview(desk.db, files, ledger=ledger, now=now, mappings=settings, progress=progress),
            self._looked, self._failed,
        )  # fmt: skip

    def _looked(self, plan: ImportPlan) -> None:
        fill_table(self.ui.sheets, [_sheet_texts(sheet) for sheet in plan.sheets])
        self._show_errors(plan)
        new, old = plan.count(workbooks.CREATE), plan.count(workbooks.UPDATE)
        self.ui.summary.setText(
            f"将新建 {new} 条，更新 {old} 条，跳过 {plan.count(workbooks.SKIP)} 条，错误 {len(plan.errors)} 处（错误的行不导入）"
        )
        self._ready(bool(new or old))

    @property
    def _sheet(self) -> SheetPlan | None:
        """The chosen sheet, or the only one."""
        sheets = self.found.sheets if isinstance(self.found, ImportPlan) else []
        at = 0 if len(sheets) == 1 else self.ui.sheets.currentRow()
        return sheets[at] if 0 <= at < len(sheets) and sheets[at].layout else None

    def _dress(self) -> None:
        self.ui.mapping_button.setEnabled(self._sheet is not None)

    def map_columns(self) -> None:
        """Ask which column of the chosen sheet is which field, and look again."""
        if (sheet := self._sheet) is not None:
            dialog = MappingDialog(sheet, self._desk.settings, self)
            dialog.chosen.connect(self.look)
            dialog.open()

    def _show_errors(self, found: ImportPlan | ImportReport) -> None:
        self.found, errors = found, found.errors
        self.ui.errors.setVisible(bool(errors))
        fill_table(self.ui.errors, [(e.file, e.sheet, str(e.row or ""), e.column, e.reason) for e in errors[:500]])
        self.ui.errors_button.setEnabled(bool(errors))
        self._dress()

    # -- importing ----------------------------------------------------------------------------------------------------

    def go(self) -> None:
        """Import."""
        desk, ledger, files = self._desk, self._ledger, list(self.files)
        self._ready(False)
        now, settings = desk.now(), desk.settings
        desk.tasks.long(
            "导入 Excel",
            lambda progress: workbooks.import_books(desk.db, files, ledger=ledger, now=now, mappings=settings, progress=progress),
            self._imported, self._failed,
        )  # fmt: skip

    def _imported(self, report: ImportReport) -> None:
        self.ui.summary.setText(
            f"已新建 {report.created} 条，更新 {report.updated} 条，跳过 {report.skipped} 条，错误 {len(report.errors)} 处"
        )
        self._show_errors(report)
        self.imported.emit()

    def _failed(self, error: BaseException) -> None:
        self.ui.summary.setText("")
        self._ready(bool(self.files))
        tell(self.ui.told, sentence_of(error), wrong=True)

    def _save_errors(self) -> None:
        choosing.save_file(self, "错误行另存为", "导入错误.xlsx", choosing.BOOKS, self.save_errors)

    def save_errors(self, path: str) -> None:
        """Write the wrong rows, each with its reason, as a workbook."""
        if self.found is not None:
            work = partial(workbooks.write_errors, self.found, Path(path))
            self._desk.tasks.write(work, lambda _: tell(self.ui.told, f"错误行已写到 {path}"), self._not_saved)

    def _not_saved(self, error: BaseException) -> None:
        tell(self.ui.told, sentence_of(error), wrong=True)

    def _ready(self, on: bool) -> None:
        self.ui.go_button.setEnabled(on)


def _sheet_texts(sheet: SheetPlan) -> tuple[str, ...]:
    layout = sheet.layout
    counts = (sheet.count(does) for does in (workbooks.CREATE, workbooks.UPDATE, workbooks.SKIP))
    ledger, unknown = (layout.record.about.ledger, "、".join(layout.unmapped)) if layout else ("—", "")
    return (sheet.file, sheet.sheet, ledger, *(str(n) for n in counts), str(len(sheet.errors)), unknown)
