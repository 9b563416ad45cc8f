"""What charts are drawn with: many short texts as one artist, and axes in cells with margins. Imports matplotlib.

A Text lays itself out anew for every drawing, a Tick is five artists, and constrained layout measures all of them twice: thirty
bars with their names took a quarter of a second. Here widths are sums over letters that were measured once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any
from unicodedata import east_asian_width

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure as Picture
from matplotlib.font_manager import FontProperties
from matplotlib.layout_engine import LayoutEngine
from matplotlib.path import Path as Outline
from matplotlib.transforms import IdentityTransform, Transform

from csdesk.reports.drawing import Margins, Word

#: How far the baseline lies under the point that a text is at, in its own size.
_BASELINE = {"center": 0.36, "top": 0.9, "bottom": -0.16}
#: How much of its width lies left of the point.
_BEFORE = {"left": 0.0, "center": 0.5, "right": 1.0}
_MEASURED_AT = 100


class Words(Artist):
    """Many short texts, each at a point of `placed`."""

    def __init__(self, items: Iterable[Word], placed: Transform) -> None:
        super().__init__()
        self.items = tuple(items)
        self.set_transform(placed)
        self.set_zorder(4)

    def draw(self, renderer: Any) -> None:
        """Write every text; none of them is cut at the edge of the axes."""
        unit, (_, height) = renderer.points_to_pixels(1.0), renderer.get_canvas_width_height()
        points = self.get_transform().transform([(word.x, word.y) for word in self.items]) if self.items else ()
        placed = [_placed(word, x, y, unit) for word, (x, y) in zip(self.items, points, strict=True)]
        pen = renderer.new_gc()
        _paint(renderer, pen, [(x, y, word, unit) for word, (x, y) in zip(self.items, placed, strict=True) if word.ground])
        for word, (x, y) in zip(self.items, placed, strict=True):
            pen.set_foreground(word.colour)
            renderer.draw_text(pen, x, height - y if renderer.flipy() else y, word.text, _face(word.size), 0)
        pen.restore()
        self.stale = False


def _placed(word: Word, x: float, y: float, unit: float) -> tuple[float, float]:
    """Where a text begins on its baseline, pixels."""
    before = width(word.text, word.size) * _BEFORE[word.across] if word.across != "left" else 0
    return x + (word.right - before) * unit, y + (word.raised - _BASELINE[word.up] * word.size) * unit


def _paint(renderer: Any, pen: Any, grounds: Sequence[tuple[float, float, Word, float]]) -> None:
    """The ground behind texts, in one go; a chart has one colour of it."""
    if not grounds:
        return
    corners = [_corners(x, y, width(word.text, word.size) * unit, word.size * unit) for x, y, word, unit in grounds]
    boxes = Outline.make_compound_path_from_polys(np.array(corners))
    pen.set_linewidth(0)
    renderer.draw_path(pen, boxes, IdentityTransform(), to_rgb(grounds[0][2].ground))


def _corners(x: float, y: float, wide: float, size: float) -> list[tuple[float, float]]:
    left, right, bottom, top = x - 1, x + wide + 1, y - 0.25 * size, y + 0.95 * size
    return [(left, bottom), (left, top), (right, top), (right, bottom)]


@cache
def _face(size: float) -> FontProperties:
    return FontProperties(size=size)


def width(text: str, size: float) -> float:
    """How wide a text is, points: the sum of its letters."""
    return size * sum(map(_wide, text))


@cache
def _wide(letter: str) -> float:
    """How wide a letter is, in the size of its font; every Chinese one is a square."""
    if east_asian_width(letter) in "WF":
        return 1.0
    wide, _, _ = _ruler().get_text_width_height_descent(letter * 10, _face(_MEASURED_AT), False)
    return float(wide) / 10 / _MEASURED_AT


@cache
def _ruler() -> Any:
    return RendererAgg(1, 1, 72)  # one pixel a point


class Cells(LayoutEngine):
    """Places the axes of a picture row by row in equal cells, each within its own margins. rect: left, bottom, width, height."""

    _adjust_compatible = True
    _colorbar_gridspec = False

    def __init__(self, rows: int, columns: int, rect: tuple[float, float, float, float] = (0, 0, 1, 1)) -> None:
        super().__init__()
        self.rows, self.columns, self.rect = rows, columns, rect
        self.margins: dict[Axes, Margins] = {}

    def set(self) -> None:
        """There is nothing to set beside the attributes."""

    def execute(self, fig: Picture) -> None:
        """Before each drawing: margins are points, so where axes lie follows from the size of the picture."""
        wide, high = fig.get_size_inches() * 72
        left, bottom, across, up = self.rect
        for n, axes in enumerate(fig.axes):
            row, column = divmod(n, self.columns)
            m = self.margins.get(axes, Margins())
            x, y = left + across * column / self.columns, bottom + up * (1 - (row + 1) / self.rows)
            inner = (across / self.columns - (m.left + m.right) / wide, up / self.rows - (m.bottom + m.top) / high)
            axes.set_position((x + m.left / wide, y + m.bottom / high, max(inner[0], 0.01), max(inner[1], 0.01)))
