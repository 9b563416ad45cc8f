"""A ledger on paper: its columns fitted to the page, headings and page numbers on each, long texts over several lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtPrintSupport import QPrinter

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
_WRAP = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
_LINES = 4  # of one cell; what is longer ends there
_LINE, _BAND = QColor("#9aa3ad"), QColor("#eef1f4")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed. columns: (heading, relative width, whether numbers stand right). lead: view, conditions and count."""

    title: str
    lead: str
    foot: str
    columns: tuple[tuple[str, float, bool], ...]
    rows: Sequence[tuple[str, ...]]
    font: str


class Paper:
    """Lays one sheet out on one printer and paints it; all lengths are the printer's own dots."""

    def __init__(self, sheet: Sheet, printer: QPrinter) -> None:
        self._sheet, self._printer = sheet, printer
        self._page = QRectF(0, 0, printer.width(), printer.height())
        self._body, self._strong = _font(sheet, 8), _font(sheet, 8, bold=True)
        self._small, self._large = _font(sheet, 7.5), _font(sheet, 13, bold=True)
        self._metrics = QFontMetricsF(self._body, printer)
        self._pad = self._metrics.averageCharWidth() * 0.6
        total = sum(width for _, width, _ in sheet.columns) or 1
        self._widths = [width * self._page.width() / total for _, width, _ in sheet.columns]
        self._foot = self._metrics.height() * 1.8
        head = [heading for heading, _, _ in sheet.columns]
        self._head = self._height(head, QFontMetricsF(self._strong, printer))
        large, small = QFontMetricsF(self._large, printer), QFontMetricsF(self._small, printer)
        lead = small.boundingRect(self._page, int(_LEFT | _WRAP), sheet.lead).height()
        self._title, self._top = large.height(), large.height() + lead + self._metrics.height() * 0.6
        self.pages = list(self._split())

    def _height(self, texts: Sequence[str], metrics: QFontMetricsF) -> float:
        """How high a row is: that of its longest cell, within reason."""
        lines = 1.0
        for text, width in zip(texts, self._widths, strict=True):
            inner = width - 2 * self._pad
            if "\n" in text or metrics.horizontalAdvance(text) > inner:
                box = metrics.boundingRect(QRectF(0, 0, inner, 1e6), int(_LEFT | _WRAP), text)
                lines = max(lines, min(_LINES, round(box.height() / metrics.lineSpacing())))
        return lines * metrics.lineSpacing() + self._pad

    def _split(self) -> Iterator[list[tuple[float, tuple[str, ...]]]]:
        """The rows page by page, each with its height; one page at least."""
        page: list[tuple[float, tuple[str, ...]]] = []
        left = self._page.height() - self._top - self._head - self._foot
        whole = self._page.height() - self._head - self._foot
        for row in self._sheet.rows:
            height = self._height(row, self._metrics)
            if height > left and page:
                yield page
                page, left = [], whole
            page.append((height, row))
            left -= height
        yield page

    def paint(self) -> None:
        """Paint all pages that the printer is asked for."""
        first, last = self._printer.fromPage() or 1, self._printer.toPage() or len(self.pages)
        painter = QPainter(self._printer)
        for number in range(first, min(last, len(self.pages)) + 1):
            if number > first:
                self._printer.newPage()
            self._paint_page(painter, number)
        painter.end()

    def _paint_page(self, painter: QPainter, number: int) -> None:
        y = self._paint_top(painter) if number == 1 else 0.0
        painter.fillRect(QRectF(0, y, self._page.width(), self._head), _BAND)
        self._paint_row(painter, y, self._head, [heading for heading, _, _ in self._sheet.columns], self._strong)
        y += self._head
        for height, row in self.pages[number - 1]:
            self._paint_row(painter, y, height, row, self._body)
            y += height
        painter.setPen(Qt.GlobalColor.black)
        painter.setFont(self._small)
        foot = QRectF(0, self._page.height() - self._foot, self._page.width(), self._foot)
        painter.drawText(foot, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom), self._sheet.foot)
        told = f"第 {number} 页，共 {len(self.pages)} 页"
        painter.drawText(foot, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom), told)

    def _paint_top(self, painter: QPainter) -> float:
        painter.setPen(Qt.GlobalColor.black)
        painter.setFont(self._large)
        painter.drawText(QRectF(0, 0, self._page.width(), self._title), int(_LEFT), self._sheet.title)
        painter.setFont(self._small)
        lead = QRectF(0, self._title, self._page.width(), self._top - self._title)
        painter.drawText(lead, int(_LEFT | _WRAP), self._sheet.lead)
        return self._top

    def _paint_row(self, painter: QPainter, y: float, height: float, texts: Sequence[str], font: QFont) -> None:
        painter.setFont(font)
        x = 0.0
        for text, width, (_, _, right) in zip(texts, self._widths, self._sheet.columns, strict=True):
            painter.setPen(Qt.GlobalColor.black)
            cell = QRectF(x + self._pad, y + self._pad / 2, width - 2 * self._pad, height - self._pad)
            painter.save()
            painter.setClipRect(cell)
            painter.drawText(cell, int((_RIGHT if right else _LEFT) | _WRAP), text)
            painter.restore()
            x += width
        painter.setPen(QPen(_LINE, 0))
        painter.drawLine(QRectF(0, y, self._page.width(), height).bottomLeft(), QRectF(0, y, self._page.width(), height).bottomRight())


def _font(sheet: Sheet, points: float, *, bold: bool = False) -> QFont:
    font = QFont(sheet.font)
    font.setPointSizeF(points)
    font.setBold(bold)
    return font
