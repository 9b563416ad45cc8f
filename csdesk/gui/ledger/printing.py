"""Printing what a ledger shows: its records in its order and columns, looked at first, on paper or as PDF."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from csdesk.domain.progress import Progress
from csdesk.domain.record import Record
from csdesk.domain.rows import Query, Row
from csdesk.errors import Refused
from csdesk.gui import choosing
from csdesk.gui.desk import Desk
from csdesk.gui.ledger.columns import Column
from csdesk.gui.ledger.pane import LedgerPane
from csdesk.gui.ledger.paper import Paper, Sheet
from csdesk.gui.telling import tell
from csdesk.operations import desk as desk_operations
from csdesk.operations import ledgers

MOST_ROWS = 2_000
_PAGE = 500
_UPRIGHT = 900  # pixels of columns that still fit a page held upright
_PDF = "PDF 文件 (*.pdf)"


def print_ledger(pane: LedgerPane) -> None:
    """Read what a ledger shows now, and show how it would be printed."""
    desk, query = pane.desk, pane.query
    columns = [pane.model.columns[i] for i in pane.table.visible_columns()]
    desk.tasks.long(
        "准备打印",
        lambda progress: _read(desk, pane.record, query, columns, progress),
        partial(_show, pane, columns),
    )


def _read(desk: Desk, record: type[Record], query: Query, columns: Sequence[Column], progress: Progress) -> list[Row]:
    """The rows of a view, in its order. Raises Refused when they would fill a book."""
    wanted = ledgers.numbers(desk.db, record, query)
    if len(wanted) > MOST_ROWS:
        raise Refused(f"一次最多打印 {MOST_ROWS:,} 条，这里有 {len(wanted):,} 条：请先筛选，或用“文件 › 导出台账”")
    names = [c.key for c in columns if c.field]
    found: dict[int, Row] = {}
    for start in range(0, len(wanted), _PAGE):
        progress("准备打印", start, len(wanted))
        found.update({row.n: row for row in desk_operations.page(desk.db, record, wanted[start : start + _PAGE], names)})
    return [found[n] for n in wanted if n in found]


def _show(pane: LedgerPane, columns: Sequence[Column], rows: Sequence[Row]) -> None:
    if not rows:
        pane.said.emit("没有可以打印的记录")
        return
    PrintDialog(pane.desk, sheet_of(pane, columns, rows), f"{pane.record.about.ledger}-{pane.desk.now():%Y%m%d}", pane.window()).open()


def sheet_of(pane: LedgerPane, columns: Sequence[Column], rows: Sequence[Row]) -> Sheet:
    """What a ledger shows, for paper: the columns as wide as on the screen, and the conditions in words."""
    db, search = pane.desk.db, pane.ui.search.text()
    told = [f"视图：{pane.views.view.label}"] + ([f"搜索：{search}"] if search else [])
    told += [f"筛选：{'；'.join(map(pane.chips.text, pane.chips.filters))}"] if pane.chips.filters else []
    at = {column.key: i for i, column in enumerate(pane.model.columns)}
    return Sheet(
        title=f"{db.site.branch} 分部 {pane.record.about.ledger}",
        lead=f"{'    '.join(told)}    共 {len(rows):,} 条",
        foot=f"{db.site.name} 打印于 {pane.desk.now():%Y-%m-%d %H:%M}",
        columns=tuple((c.heading, float(pane.table.columnWidth(at[c.key])), c.numeric) for c in columns),
        rows=[tuple(c.text(row) for c in columns) for row in rows],
        font=pane.font().family(),
    )


class PrintDialog(QDialog):
    """Shows the pages; prints them or writes them as PDF."""

    def __init__(self, desk: Desk, sheet: Sheet, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("打印台账")
        self.resize(1000, 680)
        self._desk, self.sheet, self._name = desk, sheet, name
        self.printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self.across = QCheckBox("横向(&L)")
        self.across.setChecked(sum(width for _, width, _ in sheet.columns) > _UPRIGHT)
        self.preview = QPrintPreviewWidget(self.printer, self)
        self.preview.paintRequested.connect(lambda printer: Paper(self.sheet, printer).paint())
        self.told = QLabel()
        tell(self.told, "")
        self.print_button, self.pdf_button = QPushButton("打印…"), QPushButton("存为 PDF…")
        self._lay_out()
        self.across.toggled.connect(lambda _: self._turn())
        self.print_button.clicked.connect(self._ask_printer)
        self.pdf_button.clicked.connect(lambda: choosing.save_file(self, "存为 PDF", f"{self._name}.pdf", _PDF, self.save_pdf))
        self._turn()

    def _lay_out(self) -> None:
        close = QPushButton("关闭")
        close.clicked.connect(self.reject)
        self.print_button.setProperty("primary", True)
        row = QHBoxLayout()
        row.addWidget(self.across)
        row.addWidget(self.told)
        row.addStretch()
        for button in (close, self.pdf_button, self.print_button):
            button.setAutoDefault(button is self.print_button)
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addWidget(self.preview)
        layout.addLayout(row)

    def _turn(self) -> None:
        self._set_page(self.printer)
        self.preview.updatePreview()
        self.preview.fitInView()

    def _set_page(self, printer: QPrinter) -> None:
        way = QPageLayout.Orientation.Landscape if self.across.isChecked() else QPageLayout.Orientation.Portrait
        printer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), way, QMarginsF(12, 12, 12, 12), QPageLayout.Unit.Millimeter))

    def _ask_printer(self) -> None:
        dialog = QPrintDialog(self.printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: Paper(self.sheet, self.printer).paint())
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    def save_pdf(self, path: str) -> None:
        """Write the pages as a PDF file."""
        try:
            Path(path).open("ab").close()
        except OSError as error:
            tell(self.told, f"没有写成 {path}（{error.strerror}）：请核对位置和权限，或先关闭正在打开它的程序", wrong=True)
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(path)
        self._set_page(printer)
        paper = Paper(self.sheet, printer)
        paper.paint()
        tell(self.told, f"{len(paper.pages)} 页已写到 {path}")
