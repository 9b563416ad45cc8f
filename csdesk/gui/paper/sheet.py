"""A page that is drawn in millimetres: texts, lines, and a table that goes on over pages. Black on white, for copies by carbon too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPen

_MM_TO_PT = 72 / 25.4
_PAD = 1.0
_FAINT, _STRONG = 0.15, 0.35
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class Format:
    """A paper. All in millimetres."""

    name: str
    width: float
    height: float
    margin: float

    def put_on(self, device: QPagedPaintDevice) -> None:
        """Set a printer or a PDF to this paper, the whole of it."""
        size = QPageSize(QSizeF(self.width, self.height), QPageSize.Unit.Millimeter, self.name, QPageSize.SizeMatchPolicy.ExactMatch)
        tall = QPageLayout.Orientation.Portrait
        device.setPageLayout(QPageLayout(size, tall, QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter))


HALF_A4 = Format("210×140 mm", 210, 140, 8)
A4 = Format("A4", 210, 297, 10)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table. width in millimetres; 0 takes the rest."""

    heading: str
    width: float
    align: Qt.AlignmentFlag = LEFT


class Sheet:
    """Draws on a painter whose device knows its resolution; (0, 0) is the paper's corner."""

    def __init__(self, painter: QPainter, format: Format, family: str) -> None:
        self._painter, self.format, self._family = painter, format, family
        self._dots = painter.device().logicalDpiX() / 25.4

    @property
    def width(self) -> float:
        """Millimetres between the margins."""
        return self.format.width - 2 * self.format.margin

    def font(self, points: float, *, bold: bool = False) -> QFont:
        """The font of a size in points, whatever the device's resolution."""
        font = QFont(self._family)
        font.setPixelSize(max(1, round(points / _MM_TO_PT * self._dots)))
        font.setBold(bold)
        return font

    def _rect(self, x: float, y: float, width: float, height: float) -> QRectF:
        return QRectF(x * self._dots, y * self._dots, width * self._dots, height * self._dots)

    def text(
        self, x: float, y: float, width: float, height: float, text: str, points: float = 9, align: Qt.AlignmentFlag = LEFT,
        *, bold: bool = False, wrap: bool = False,
    ) -> None:  # fmt: skip
        """A text in a box; what does not fit is cut with an ellipsis, or goes on below when it may wrap."""
        font, rect = self.font(points, bold=bold), self._rect(x, y, width, height)
        self._painter.setFont(font)
        if wrap:
            self._painter.drawText(rect, int(align) | int(Qt.TextFlag.TextWordWrap) | int(Qt.TextFlag.TextWrapAnywhere), text)
        else:
            fitted = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
            self._painter.drawText(rect, int(align), fitted)

    def lines_in(self, text: str, width: float, points: float) -> int:
        """How many lines a text takes in a width."""
        metrics = QFontMetricsF(self.font(points))
        flags = int(Qt.TextFlag.TextWordWrap) | int(Qt.TextFlag.TextWrapAnywhere)
        box = metrics.boundingRect(QRectF(0, 0, (width - 2 * _PAD) * self._dots, 1e6), flags, text)
        return max(1, round(box.height() / metrics.lineSpacing()))

    def line(self, x1: float, y1: float, x2: float, y2: float, *, strong: bool = False) -> None:
        """A straight line."""
        pen = QPen(Qt.GlobalColor.black)
        pen.setWidthF((_STRONG if strong else _FAINT) * self._dots)
        self._painter.setPen(pen)
        d = self._dots
        self._painter.drawLine(round(x1 * d), round(y1 * d), round(x2 * d), round(y2 * d))

    def row(self, columns: Sequence[Column], texts: Sequence[str], y: float, height: float, points: float, *, bold: bool = False) -> None:
        """One row of a table with its frame."""
        x, widths = self.format.margin, self.widths(columns)
        self.line(x, y, x + self.width, y)
        self.line(x, y + height, x + self.width, y + height)
        for column, width, text in zip(columns, widths, texts, strict=True):
            self.line(x, y, x, y + height)
            align = CENTRE if bold and column.align != RIGHT else column.align
            self.text(x + _PAD, y, width - 2 * _PAD, height, text, points, align, bold=bold, wrap=not bold)
            x += width
        self.line(x, y, x, y + height)

    def widths(self, columns: Sequence[Column]) -> list[float]:
        """The widths of columns in millimetres; those without one share what is left."""
        free = [column for column in columns if not column.width]
        left = self.width - sum(column.width for column in columns)
        return [column.width or left / len(free) for column in columns]

    def height_of(self, columns: Sequence[Column], texts: Sequence[str], points: float, least: float) -> float:
        """How high a row has to be, in millimetres."""
        line = points / _MM_TO_PT * 1.35
        lines = max(self.lines_in(text, width, points) for text, width in zip(texts, self.widths(columns), strict=True))
        return max(least, lines * line + 1.2)
