"""The preview of papers: as they will lie on the table, printed or kept as PDF."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QDialog, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from csdesk.errors import Refused
from csdesk.gui import choosing
from csdesk.gui.paper.paper import Paper, paint, write_pdf
from csdesk.gui.telling import tell


class PaperDialog(QDialog):
    """Shows one of some papers; says when one was printed or kept."""

    chosen = Signal(str)  # the title of the paper that is looked at
    printed = Signal(str, str)  # the paper's title, and a sentence that says so

    def __init__(self, papers: Sequence[Paper], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.papers = list(papers)
        self.paper = self.papers[0]
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self.paper.format.put_on(self._printer)
        self.preview = QPrintPreviewWidget(self._printer)
        self.preview.paintRequested.connect(self._preview)
        self.across = QCheckBox("横向(&L)")
        self.across.clicked.connect(self._turn)
        self.told = QLabel()
        self._lay_out()
        self.choose(self.paper)

    def _lay_out(self) -> None:
        top, bottom, layout = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        self._kinds = QButtonGroup(self)
        for i, paper in enumerate(self.papers):
            button = QToolButton()
            button.setText(f"{paper.title}（{paper.format.name}）")
            button.setCheckable(True)
            button.setProperty("segment", True)
            button.setVisible(len(self.papers) > 1)
            button.clicked.connect(partial(self._ask, i))
            self._kinds.addButton(button, i)
            top.addWidget(button)
        top.addStretch()
        top.addWidget(self.across)
        self.print_button, self.pdf_button, close = QPushButton("打印…"), QPushButton("存为 PDF…"), QPushButton("关闭")
        self.print_button.setProperty("primary", True)
        self.print_button.setDefault(True)
        for button_, act in ((self.print_button, self._ask_printer), (self.pdf_button, self.ask_pdf), (close, self.reject)):
            button_.clicked.connect(act)
        bottom.addWidget(self.told)
        bottom.addStretch()
        for widget in (close, self.pdf_button, self.print_button):
            bottom.addWidget(widget)
        layout.addLayout(top)
        layout.addWidget(self.preview)
        layout.addLayout(bottom)
        self.resize(980, 680)

    def choose(self, paper: Paper) -> None:
        """Show this one of the papers."""
        at = next(i for i, known in enumerate(self.papers) if known.title == paper.title)
        self.paper = self.papers[at] = paper
        self._kinds.button(at).setChecked(True)
        self.setWindowTitle(f"打印{paper.title}")
        self.across.setVisible(paper.turns)
        self.across.setChecked(paper.format.across)
        paper.format.put_on(self._printer)
        self.preview.setZoomMode(QPrintPreviewWidget.ZoomMode.FitInView)
        self.preview.updatePreview()

    def _ask(self, at: int, _checked: bool = False) -> None:
        self.choose(self.papers[at])
        self.chosen.emit(self.paper.title)

    def _turn(self, across: bool) -> None:
        self.choose(self.paper.turned(across))

    def _preview(self, printer: QPrinter) -> None:
        pages = paint(printer, self.paper, self.font().family())
        tell(self.told, f"{self.paper.told}，共 {pages} 页")

    def _ask_printer(self) -> None:
        if not self._printer.printerName():  # none is installed: the dialog offers a file, and wants its name
            self._printer.setOutputFileName(str(Path.home() / f"{self.paper.name}.pdf"))
        dialog = QPrintDialog(self._printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.accepted.connect(self._print)
        dialog.show()

    def _print(self) -> None:
        self.paper.format.put_on(self._printer)
        paint(self._printer, self.paper, self.font().family(), self._printer.fromPage() or 1, self._printer.toPage())
        self._done("已打印")

    def ask_pdf(self) -> None:
        """Ask where to keep the PDF."""
        choosing.save_file(self, "存为 PDF", f"{self.paper.name}.pdf", "PDF (*.pdf)", lambda chosen: self.save_pdf(Path(chosen)))

    def save_pdf(self, path: Path) -> None:
        """Keep the paper that is shown as a PDF file."""
        try:
            pages = write_pdf(path, self.paper, self.font().family())
        except Refused as refused:
            tell(self.told, str(refused), wrong=True)
            return
        self._done(f"{pages} 页已存为 {path.name}")

    def _done(self, told: str) -> None:
        tell(self.told, told)
        self.printed.emit(self.paper.title, told)
