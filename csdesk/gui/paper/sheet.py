"""A page that is drawn in millimetres: texts, lines, rows of a table. Black on white, for copies by carbon too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPen, QTextLayout, QTextOption

_MM_TO_PT = 72 / 25.4
_LINE_HEIGHT = 1.35  # of a font's size
_PAD = 1.0
_FAINT, _STRONG = 0.15, 0.35
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class Format:
    """A paper as it is looked at. All in millimetres. across: it goes through the printer turned by a quarter."""

    name: str
    width: float
    height: float
    margin: float
    across: bool = False

    def turned(self) -> Format:
        """The same paper, held the other way."""
        return replace(self, width=self.height, height=self.width, across=not self.across)

    def put_on(self, device: QPagedPaintDevice) -> None:
        """Set a printer or a PDF to this paper, the whole of it from its corner on."""
        upright = self.turned() if self.across else self
        size = QPageSize(QSizeF(upright.width, upright.height), QPageSize.Unit.Millimeter, self.name, QPageSize.SizeMatchPolicy.ExactMatch)
        way = QPageLayout.Orientation.Landscape if self.across else QPageLayout.Orientation.Portrait
        layout = QPageLayout(size, way, QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
        layout.setMode(QPageLayout.Mode.FullPageMode)
        device.setPageLayout(layout)


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
        self._fonts: dict[tuple[float, bool], tuple[QFont, QFontMetricsF]] = {}

    @property
    def left(self) -> float:
        """Where the margin ends."""
        return self.format.margin

    @property
    def bottom(self) -> float:
        """Where the lower margin begins."""
        return self.format.height - self.format.margin

    @property
    def width(self) -> float:
        """Millimetres between the margins."""
        return self.format.width - 2 * self.format.margin

    def _font(self, points: float, *, bold: bool = False) -> tuple[QFont, QFontMetricsF]:
        """The font of a size in points, whatever the device's resolution, and its metrics."""
        if (points, bold) not in self._fonts:
            font = QFont(self._family)
            font.setPixelSize(max(1, round(points / _MM_TO_PT * self._dots)))
            font.setBold(bold)
            self._fonts[points, bold] = font, QFontMetricsF(font)
        return self._fonts[points, bold]

    def _rect(self, x: float, y: float, width: float, height: float) -> QRectF:
        return QRectF(x * self._dots, y * self._dots, width * self._dots, height * self._dots)

    def text(
        self, x: float, y: float, width: float, height: float, text: str, points: float = 9, align: Qt.AlignmentFlag = LEFT,
        *, bold: bool = False,
    ) -> None:  # fmt: skip
        """A text on one line in a box; what does not fit is cut with an ellipsis."""
        (font, metrics), rect = self._font(points, bold=bold), self._rect(x, y, width, height)
        self._painter.setPen(Qt.GlobalColor.black)
        self._painter.setFont(font)
        self._painter.drawText(rect, int(align), metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width()))

    def wrapped(self, text: str, width: float, points: float, *, bold: bool = False) -> list[str]:
        """A text as the lines that it takes in a column of a width; one at least."""
        font, metrics = self._font(points, bold=bold)
        inner = (width - 2 * _PAD) * self._dots
        lines: list[str] = []
        for part in text.split("\n"):
            lines += [part] if metrics.horizontalAdvance(part) <= inner else _broken(part, font, inner)
        return lines

    def line(self, x1: float, y1: float, x2: float, y2: float, *, strong: bool = False) -> None:
        """A straight line."""
        pen = QPen(Qt.GlobalColor.black)
        pen.setWidthF((_STRONG if strong else _FAINT) * self._dots)
        self._painter.setPen(pen)
        d = self._dots
        self._painter.drawLine(round(x1 * d), round(y1 * d), round(x2 * d), round(y2 * d))

    def row(self, columns: Sequence[Column], texts: Sequence[str], y: float, height: float, points: float, *, bold: bool = False) -> None:
        """One row of a table with its frame; lines for which it is too low are left out."""
        x = self.left
        self.line(x, y, x + self.width, y)
        self.line(x, y + height, x + self.width, y + height)
        for column, width, text in zip(columns, self.widths(columns), texts, strict=True):
            self.line(x, y, x, y + height)
            align = CENTRE if bold and column.align != RIGHT else column.align
            self._cell(x, y, width, height, text, points, align, bold=bold)
            x += width
        self.line(x, y, x, y + height)

    def _cell(
        self, x: float, y: float, width: float, height: float, text: str, points: float, align: Qt.AlignmentFlag, *, bold: bool
    ) -> None:
        line = _line(points)
        lines = self.wrapped(text, width, points, bold=bold)
        lines = lines[: max(1, int((height + 0.01) / line))]
        top = y + (height - len(lines) * line) / 2
        for i, part in enumerate(lines):
            self.text(x + _PAD, top + i * line, width - 2 * _PAD, line, part, points, align, bold=bold)

    def widths(self, columns: Sequence[Column]) -> list[float]:
        """The widths of columns in millimetres; those without one share what is left."""
        free = [column for column in columns if not column.width]
        left = self.width - sum(column.width for column in columns)
        return [column.width or left / len(free) for column in columns]

    def height_of(self, columns: Sequence[Column], texts: Sequence[str], points: float, least: float) -> float:
        """How high a row has to be, in millimetres."""
        lines = max(len(self.wrapped(text, width, points)) for text, width in zip(texts, self.widths(columns), strict=True))
        return max(least, lines * _line(points) + 1.2)


def _line(points: float) -> float:
    """Millimetres of one line of text."""
    return points / _MM_TO_PT * _LINE_HEIGHT


def _broken(text: str, font: QFont, width: float) -> list[str]:
    """A paragraph that is too long for one line, at the ends of words where there are some."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    found = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1.0))
        found.append((line.textStart(), line.textLength()))
    layout.endLayout()
    raw = text.encode("utf-16-le")  # Qt counts in UTF-16 units, so that an emoji is two
    return [raw[2 * start : 2 * (start + length)].decode("utf-16-le", "replace").rstrip() for start, length in found]
