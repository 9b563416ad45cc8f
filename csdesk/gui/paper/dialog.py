"""The preview of a trip's papers: as they will lie on the table, printed or kept as PDF."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QPdfWriter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import QButtonGroup, QDialog, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from csdesk.domain.rows import Row
from csdesk.errors import Refused
from csdesk.gui import choosing
from csdesk.gui.desk import Desk
from csdesk.gui.paper.trips import KINDS, Kind, paint
from csdesk.operations import papers
from csdesk.operations.papers import TripPaper

_PDF_DPI = 300


def write_pdf(path: Path, found: Sequence[TripPaper], kind: Kind, family: str) -> int:
    """The papers as a PDF file; how many pages. Raises Refused when the file cannot be written."""
    try:
        path.open("ab").close()
    except OSError as error:
        raise Refused(f"不能写入 {path.name}：文件正被打开或文件夹不可写，请换个名字再存") from error
    writer = QPdfWriter(str(path))
    writer.setResolution(_PDF_DPI)
    writer.setTitle(f"{kind.title} {'、'.join(paper.number for paper in found[:3])}")
    writer.setCreator("csdesk")
    kind.format.put_on(writer)
    return paint(writer, found, kind, family)


class PaperDialog(QDialog):
    """Shows the papers of some trips; says when they were printed."""

    printed = Signal(str)

    def __init__(self, desk: Desk, trips: Sequence[Row], found: Sequence[TripPaper], parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._trips, self._papers = desk, list(trips), list(found)
        self.kind = KINDS[0]
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self.kind.format.put_on(self._printer)
        self.preview = QPrintPreviewWidget(self._printer)
        self.preview.paintRequested.connect(self._paint)
        self.told = QLabel()
        self.told.setProperty("role", "muted")
        self._lay_out()
        self.choose(self.kind)

    def _lay_out(self) -> None:
        top, bottom, layout = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        self._kinds = QButtonGroup(self)
        for i, kind in enumerate(KINDS):
            button = QToolButton()
            button.setText(f"{kind.title}（{kind.format.name}）")
            button.setCheckable(True)
            button.setProperty("segment", True)
            button.clicked.connect(partial(self._chosen, kind))
            self._kinds.addButton(button, i)
            top.addWidget(button)
        top.addStretch()
        self.print_button, self.pdf_button, close = QPushButton("打印…"), QPushButton("存为 PDF…"), QPushButton("关闭")
        self.print_button.setDefault(True)
        for button_, act in ((self.print_button, self.print_out), (self.pdf_button, self.ask_pdf), (close, self.reject)):
            button_.clicked.connect(act)
        bottom.addWidget(self.told)
        bottom.addStretch()
        for widget in (close, self.pdf_button, self.print_button):
            bottom.addWidget(widget)
        layout.addLayout(top)
        layout.addWidget(self.preview)
        layout.addLayout(bottom)
        self.resize(900, 660)

    def choose(self, kind: Kind) -> None:
        """Show this paper."""
        self.kind = kind
        self._kinds.button(KINDS.index(kind)).setChecked(True)
        self.setWindowTitle(f"打印{kind.title}")
        kind.format.put_on(self._printer)
        self.preview.setZoomMode(QPrintPreviewWidget.ZoomMode.FitInView)
        self.preview.updatePreview()

    def _chosen(self, kind: Kind, _checked: bool = False) -> None:
        self.choose(kind)

    def _paint(self, printer: QPrinter) -> None:
        pages = paint(printer, self._papers, self.kind, self.font().family())
        self.told.setText(f"{len(self._papers)} 张派车单，共 {pages} 页")

    def print_out(self) -> None:
        """Ask for the printer and print."""
        if QPrintDialog(self._printer, self).exec():
            self._print()

    def _print(self) -> None:
        self.kind.format.put_on(self._printer)
        self._paint(self._printer)
        self._note("已打印")

    def ask_pdf(self) -> None:
        """Ask where to keep the PDF."""
        name = f"{self.kind.title} {self._papers[0].number}.pdf"
        choosing.save_file(self, "存为 PDF", name, "PDF (*.pdf)", lambda chosen: self.save_pdf(Path(chosen)))

    def save_pdf(self, path: Path) -> None:
        """Keep the papers as a PDF file."""
        try:
            write_pdf(path, self._papers, self.kind, self.font().family())
        except Refused as refused:
            self.told.setText(str(refused))
            return
        self._note(f"已存为 {path.name}")

    def _note(self, told: str) -> None:
        work = partial(papers.printed, self._desk.db, self._trips, self.kind.title, now=self._desk.now())
        self._desk.tasks.write(work, partial(self._noted, told))

    def _noted(self, told: str, _result: Any) -> None:
        self.told.setText(told)
        self.printed.emit(told)
