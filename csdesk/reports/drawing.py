"""The means of every chart: colours, what answers the mouse, words, bars and lines on axes with margins of their own.

matplotlib is imported when the first chart is drawn: it takes a third of a second that the start must not pay.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from csdesk.domain.kpi.figure import Figure
from csdesk.domain.kpi.judgement import PERCENT, Status, shown
from csdesk.domain.kpi.leads import Lead
from csdesk.reports.saving import saving

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Picture
    from matplotlib.transforms import Transform

    from csdesk.reports.artists import Cells

FONTS = ("Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "WenQuanYi Micro Hei", "SimHei")
#: Room for a title of one line, and for each line more, points.
_TITLE, _LINE = 26.0, 15.0
#: How far a bar reaches to either side of its place, where 1 is the way to the next.
THICK = 0.31


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a chart, as `#rrggbb`."""

    ground: str = "#ffffff"
    ink: str = "#1f2328"
    muted: str = "#5b6470"
    grid: str = "#d8dde3"
    accent: str = "#1f6feb"
    good: str = "#1a7f37"
    near: str = "#9a6700"
    bad: str = "#cf222e"

    def of(self, status: Status) -> str:
        """The colour of a state; its sign always stands beside it."""
        return {Status.PASS: self.good, Status.NEAR: self.near, Status.FAIL: self.bad}.get(status, self.muted)


LIGHT = Palette()
DARK = Palette(
    ground="#1e2227",
    ink="#e6e9ed",
    muted="#a3acb8",
    grid="#3a414a",
    accent="#6cb0ff",
    good="#56d364",
    near="#e3b341",
    bad="#ff7b72",
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A part of a chart that answers the mouse: its box in data coordinates, what to say there, and where a click leads.

    A bar answers over the whole width of its line, its name and amount with it: left and right are infinite.
    """

    left: float
    right: float
    bottom: float
    top: float
    text: str
    figure: Figure | Lead

    def holds(self, x: float, y: float) -> bool:
        """Whether the mouse is on it."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawn picture and its parts that answer the mouse."""

    picture: Picture
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A short text at a point. across, up: the side of it that lies there; right, raised: moved by so many points.

    ground: the colour painted behind it, where it may lie on a line.
    """

    x: float
    y: float
    text: str
    colour: str
    size: float = 9
    across: str = "left"
    up: str = "center"
    right: float = 0
    raised: float = 0
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Margins:
    """Room around axes for what is written beside them, points."""

    left: float = 10
    right: float = 10
    bottom: float = 8
    top: float = 8


#: left, right, bottom, top in data coordinates.
Box = tuple[float, float, float, float]
#: Both ends of a line, in data coordinates.
Stroke = tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Lying:
    """A lying bar from `start` to `end`, with its name left of the axes and what it says at its right end.

    below: it says it at its left end, where it reaches below nothing.
    """

    name: str
    start: float
    end: float
    text: str
    colour: str
    below: bool = False


@cache
def _fonts() -> list[str]:
    """The Chinese fonts of this computer, best first; settled for matplotlib as a whole, once."""
    import matplotlib as mpl
    from matplotlib import font_manager

    here = {font.name for font in font_manager.fontManager.ttflist}
    families = [name for name in FONTS if name in here] + ["DejaVu Sans"]
    mpl.rcParams.update({"font.family": families, "axes.unicode_minus": False, "pdf.fonttype": 42, "figure.max_open_warning": 0})
    mpl.rcParams["text.hinting"] = "none"  # a third quicker, and letters lie where they were measured
    return families


@dataclass(frozen=True, slots=True)
class Plot:
    """Bare axes to draw on in the colours of a palette; bars, lines and texts of one kind are one artist each."""

    axes: Axes
    palette: Palette

    def room_for(self, title: str, bars: Sequence[Lying], bottom: float = 10) -> None:
        """A title, and room for what stands beside lying bars."""
        left = room(bar.name for bar in bars) + beneath(bars)
        self.title(title, left=left, right=room(bar.text for bar in bars if not bar.below), bottom=bottom)

    def title(self, text: str, *, left: float = 10, right: float = 10, bottom: float = 10, top: float = 0) -> None:
        """A title, further lines of it smaller, and so much room around the axes, points. top: what is needed beside the title."""
        lines = text.split("\n") if text else []
        head = _TITLE + _LINE * (len(lines) - 1) if lines else 8
        cells_of(self.axes.figure).margins[self.axes] = Margins(left, right, bottom, head + top)
        for n, line in enumerate(reversed(lines)):
            size = 11 if n == len(lines) - 1 else 9
            word = Word(0, 1, line, self.palette.ink, size, up="bottom", right=10 - left, raised=top + 6 + _LINE * n)
            self.write([word], self.axes.transAxes)

    def reach(self, x: tuple[float, float], y: tuple[float, float]) -> None:
        """From where to where the axes go; the greater number first turns them round."""
        self.axes.set(xlim=x, ylim=y)

    def write(self, words: Iterable[Word], placed: Transform | None = None) -> None:
        """Write words at points of the data, or of `placed`."""
        from csdesk.reports.artists import Words

        self.axes.add_artist(Words(words, placed or self.axes.transData))

    def fill(self, boxes: Sequence[Box], colours: Sequence[str], edge: str = "none") -> None:
        """Paint boxes."""
        from matplotlib.collections import PolyCollection

        corners = [((left, bottom), (left, top), (right, top), (right, bottom)) for left, right, bottom, top in boxes]
        self.axes.add_collection(PolyCollection(corners, facecolors=list(colours), edgecolors=edge, linewidths=1.5), autolim=False)

    def stroke(self, strokes: Sequence[Stroke], colour: str, width: float = 0.6, *, dashed: bool = False, behind: bool = True) -> None:
        """Draw straight lines."""
        from matplotlib.collections import LineCollection

        style, order = "dashed" if dashed else "solid", 0.5 if behind else 3
        self.axes.add_collection(LineCollection(strokes, colors=colour, linewidths=width, linestyles=style, zorder=order), autolim=False)

    def across(self, bars: Sequence[Lying], x: tuple[float, float], names: str = "") -> None:
        """Paint lying bars, the first on top, each with its name and what it says at its end. x: from where to where the axis goes."""
        self.reach(x, (max(len(bars), 1) - 0.5, -0.5))
        held = [(max(bar.start, x[0]), max(bar.end, x[0])) for bar in bars]
        self.fill([(min(pair), max(pair), y - THICK, y + THICK) for y, pair in enumerate(held)], [bar.colour for bar in bars])
        inks = [(y, bar, max(pair)) for y, (bar, pair) in enumerate(zip(bars, held, strict=True))]
        ground, ink = self.palette.ground, self.palette.ink
        right = [Word(end, y, bar.text, ink, right=4, ground=ground) for y, bar, end in inks if not bar.below]
        left = [Word(bar.end, y, bar.text, ink, across="right", right=-4, ground=ground) for y, bar, _ in inks if bar.below]
        self.write([*right, *left])
        away = -6 - beneath(bars)
        named = [Word(0, y, bar.name, names or ink, across="right", right=away) for y, bar in enumerate(bars)]
        self.write(named, self.axes.get_yaxis_transform())

    def beside(self, others: Sequence[Sequence[float]]) -> None:
        """Under each lying bar a thin one for every row of others: what it is compared with."""
        rows = [(end, y + THICK + 0.02 + 0.07 * n) for n, ends in enumerate(others) for y, end in enumerate(ends)]
        boxes = [(0.0, end, top, top + 0.05) for end, top in rows]
        self.fill(boxes, [self.palette.muted] * len(boxes))

    def feet(self, places: Iterable[tuple[float, str]], colour: str = "") -> None:
        """Write what lies where under the axes."""
        ink = colour or self.palette.muted
        self.write([Word(x, 0, text, ink, across="center", up="top", raised=-4) for x, text in places], self.axes.get_xaxis_transform())

    def yuan_scale(self, low: float, high: float, bars: int) -> None:
        """A few round amounts of 元 under lying bars; it says so where the axis does not start at nothing."""
        steps = ticks(low, high)
        self.stroke([((step, -0.5), (step, bars - 0.5)) for step in steps], self.palette.grid)
        self.feet((step, f"{step:,.0f}") for step in steps)
        if low > 0:
            word = Word(1, 1, "横轴不从 0 开始", self.palette.muted, 8, "right", "bottom", raised=6)
            self.write([word], self.axes.transAxes)


def picture_of(palette: Palette, width: float, height: float, rows: int = 1, columns: int = 1) -> tuple[Picture, list[Plot]]:
    """An empty picture of so many inches and its plots, row by row."""
    _fonts()
    from matplotlib.figure import Figure as Canvas

    from csdesk.reports.artists import Cells

    picture = Canvas(figsize=(width, height), dpi=100, layout=Cells(rows, columns), facecolor=palette.ground)
    grid = [picture.add_axes((0, 0, 1, 1)) for _ in range(rows * columns)]
    for axes in grid:
        axes.set_axis_off()
    return picture, [Plot(axes, palette) for axes in grid]


def cells_of(picture: Any) -> Cells:
    """What places the axes of a picture made here."""
    engine: Cells = picture.get_layout_engine()
    return engine


def room(texts: Iterable[str], size: float = 9) -> float:
    """How much room texts beside each other's axes need, points: that of the widest and a gap."""
    from csdesk.reports.artists import width

    return max((width(text, size) for text in texts), default=0) + 14


def beneath(bars: Sequence[Lying]) -> float:
    """How much room between names and axes bars need that say something at their left end, points."""
    told = [bar.text for bar in bars if bar.below]
    return room(told) if told else 0


def ticks(low: float, high: float, most: int = 4) -> list[float]:
    """Round numbers from `low` to `high`, no more than `most` steps."""
    from matplotlib.ticker import MaxNLocator

    return [float(at) for at in MaxNLocator(most).tick_values(low, high) if low <= at <= high]


def percent(ratio: Fraction | None) -> str:
    """A share as text; `—` where there is nothing to divide by."""
    return shown(ratio, None, PERCENT)


def save(chart: Chart, path: Path) -> None:
    """Write a chart as PNG, PDF or SVG, by the ending of `path`. Raises StorageError."""
    with saving(path) as half:
        chart.picture.savefig(half, facecolor=chart.picture.get_facecolor())
