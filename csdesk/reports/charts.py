"""Figures as pictures: a card with value and state, a trend of months, a ranking. Knows matplotlib's Figure, no window.

matplotlib is imported when the first chart is drawn: it takes a third of a second that the start must not pay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from csdesk.domain.kpi.figure import Figure
from csdesk.domain.kpi.judgement import SIGNS, Status
from csdesk.reports.saving import saving

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Picture

FONTS = ("Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "WenQuanYi Micro Hei", "SimHei")


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
    """A part of a chart that answers the mouse: its box in data coordinates, what to say there, whose figure it is."""

    left: float
    right: float
    bottom: float
    top: float
    text: str
    figure: Figure

    def holds(self, x: float, y: float) -> bool:
        """Whether the mouse is on it."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawn picture and its parts that answer the mouse."""

    picture: Picture
    hits: tuple[Hit, ...]


@cache
def _fonts() -> list[str]:
    """The Chinese fonts of this computer, best first; settled for matplotlib as a whole, once."""
    import matplotlib as mpl
    from matplotlib import font_manager

    here = {font.name for font in font_manager.fontManager.ttflist}
    families = [name for name in FONTS if name in here] + ["DejaVu Sans"]
    mpl.rcParams.update({"font.family": families, "axes.unicode_minus": False, "pdf.fonttype": 42, "figure.max_open_warning": 0})
    return families


def picture_of(palette: Palette, width: float, height: float, rows: int = 1, columns: int = 1) -> tuple[Picture, list[Axes]]:
    """An empty picture of so many inches and its axes, row by row."""
    from matplotlib.figure import Figure as Canvas
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    _fonts()
    picture = Canvas(figsize=(width, height), dpi=100, layout=ConstrainedLayoutEngine(w_pad=0.1, h_pad=0.1), facecolor=palette.ground)
    grid = picture.subplots(rows, columns, squeeze=False)
    return picture, list(grid.flat)


def plain(axes: Axes, palette: Palette, title: str = "") -> None:
    """Axes in the palette's colours, with no more lines than needed."""
    axes.set_facecolor(palette.ground)
    axes.tick_params(colors=palette.muted, length=0, labelsize=9)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(palette.grid)
    if title:
        axes.set_title(title, color=palette.ink, fontsize=11, loc="left")


def said(figure: Figure) -> str:
    """What a chart says of a figure under the mouse."""
    lines = [f"{figure.name} {figure.period}", f"{figure.title} {figure.display} {figure.status_label}"]
    if figure.threshold_text:
        lines.append(f"考核 {figure.threshold_text}")
    return "\n".join([*lines, *figure.flag_labels])


def _shown_number(figure: Figure) -> float | None:
    """The value in the unit that axes show; a picture needs no more than a float."""
    return None if figure.value is None else float(figure.value * figure.row.unit.scale)


# -- the card -------------------------------------------------------------------------------------------------------


def draw_card(axes: Axes, figure: Figure, palette: Palette) -> Hit:
    """The card on axes of its own."""
    axes.set_axis_off()
    axes.set(xlim=(0, 1), ylim=(0, 1))
    colour = palette.of(figure.status)
    axes.add_patch(_edge(colour))
    told: list[tuple[float, str, float, str]] = [
        (0.86, f"{figure.kpi} {figure.title}", 10, palette.ink),
        (0.55, figure.display, 20, palette.ink),
        (0.28, f"{SIGNS[figure.status]} {figure.status.label}    {figure.threshold_text}", 10, colour),
        (0.10, "、".join(figure.flag_labels), 8, palette.muted),
    ]
    for y, text, size, ink in told:
        axes.text(0.07, y, text, fontsize=size, color=ink, va="center", ha="left", parse_math=False)
    return Hit(0, 1, 0, 1, said(figure), figure)


def _edge(colour: str) -> Any:
    from matplotlib.patches import Rectangle

    return Rectangle((0, 0), 0.02, 1, color=colour)


def card(figure: Figure, palette: Palette = LIGHT) -> Chart:
    """One figure: its value, threshold and state."""
    picture, (axes,) = picture_of(palette, 2.6, 1.5)
    return Chart(picture, (draw_card(axes, figure, palette),))


def scorecard(figures: Sequence[Figure], palette: Palette = LIGHT, columns: int = 3) -> Chart:
    """All figures of one entity as one picture, for files; a window shows one card per figure."""
    rows = -(-len(figures) // columns) or 1
    picture, grid = picture_of(palette, 2.8 * columns, 1.6 * rows + 0.4, rows, columns)
    if figures:
        picture.suptitle(f"{figures[0].name}　{figures[0].period}", color=palette.ink, fontsize=13)
    for axes in grid[len(figures) :]:
        axes.set_axis_off()
    return Chart(picture, tuple(draw_card(axes, figure, palette) for axes, figure in zip(grid, figures, strict=False)))


# -- the trend ------------------------------------------------------------------------------------------------------


def limit_of(figures: Sequence[Figure]) -> float | None:
    """Where the threshold lies on an axis."""
    threshold = figures[-1].threshold if figures else None
    return float(threshold.value * figures[-1].row.unit.scale) if threshold else None


def _limit_text(figure: Figure) -> str:
    return f"考核 {figure.threshold_text}" if figure.threshold else ""


def trend(figures: Sequence[Figure], palette: Palette = LIGHT) -> Chart:
    """One KPI of one entity month by month, with its threshold; a month without a value is a gap."""
    picture, (axes,) = picture_of(palette, 6.4, 2.8)
    return Chart(picture, draw_trend(axes, figures, palette))


def draw_trend(axes: Axes, figures: Sequence[Figure], palette: Palette) -> tuple[Hit, ...]:
    """The trend on axes of its own."""
    first = figures[-1] if figures else None
    plain(axes, palette, f"{first.name}　{first.title}（{first.row.unit.sign}）" if first else "")
    values = [_shown_number(figure) for figure in figures]
    axes.plot(range(len(values)), [float("nan") if v is None else v for v in values], color=palette.accent, linewidth=1.8)
    for i, (figure, value) in enumerate(zip(figures, values, strict=True)):
        if value is not None:
            axes.plot([i], [value], marker="o", markersize=6, color=palette.of(figure.status))
            if figure.status is not Status.PASS:
                axes.annotate(
                    SIGNS[figure.status],
                    (i, value),
                    (0, 7),
                    textcoords="offset points",
                    ha="center",
                    fontsize=11,
                    color=palette.of(figure.status),
                )
    if (limit := limit_of(figures)) is not None:
        axes.axhline(limit, color=palette.near, linewidth=1, linestyle="--")
        axes.annotate(f"考核 {figures[-1].threshold_text}", (1, limit), (0, 3), ("axes fraction", "data"), "offset points",
                      ha="right", va="bottom", fontsize=8, color=palette.near)  # fmt: skip
    axes.set_xticks(range(len(figures)), [f"{figure.period[2:4]}-{figure.period[5:]}" for figure in figures])
    axes.grid(axis="y", color=palette.grid, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.margins(y=0.18)
    low, high = axes.get_ylim()
    return tuple(Hit(i - 0.5, i + 0.5, low, high, said(figure), figure) for i, figure in enumerate(figures))


# -- the ranking ----------------------------------------------------------------------------------------------------


def ranked(figures: Sequence[Figure]) -> list[Figure]:
    """The figures with a value from best to worst, then the others."""
    with_value = sorted((f for f in figures if f.value is not None), key=lambda f: (f.value or 0, f.name))
    best_first = with_value[::-1] if figures and figures[0].row.rising else with_value
    return [*best_first, *(f for f in figures if f.value is None)]


def ranking(figures: Sequence[Figure], palette: Palette = LIGHT) -> Chart:
    """One KPI of several entities as bars with their values, best on top, and the threshold."""
    picture, (axes,) = picture_of(palette, 6.4, 0.9 + 0.36 * max(len(figures), 2))
    return Chart(picture, draw_ranking(axes, ranked(figures), palette))


def draw_ranking(axes: Axes, order: Sequence[Figure], palette: Palette) -> tuple[Hit, ...]:
    """The ranking on axes of its own."""
    plain(axes, palette, f"{order[0].title}　{order[0].period}　{_limit_text(order[0])}" if order else "")
    for i, figure in enumerate(order):
        value = _shown_number(figure) or 0.0
        axes.barh(i, value, height=0.62, color=palette.of(figure.status))
        text = f"{figure.display} {SIGNS[figure.status]}" if figure.value is not None else figure.display
        axes.annotate(text, (value, i), (4 if value >= 0 else -4, 0), textcoords="offset points", va="center",
                      ha="left" if value >= 0 else "right", color=palette.ink, fontsize=9,
                      bbox={"facecolor": palette.ground, "edgecolor": "none", "pad": 1})  # fmt: skip
    if (limit := limit_of(order)) is not None:
        axes.axvline(limit, color=palette.near, linewidth=1, linestyle="--")
    axes.set_yticks(range(len(order)), [figure.name for figure in order])
    axes.invert_yaxis()
    axes.margins(x=0.18)
    left, right = axes.get_xlim()
    return tuple(Hit(left, right, i - 0.5, i + 0.5, said(figure), figure) for i, figure in enumerate(order))


def save(chart: Chart, path: Path) -> None:
    """Write a chart as PNG, PDF or SVG, by the ending of `path`. Raises StorageError."""
    with saving(path) as half:
        chart.picture.savefig(half, facecolor=chart.picture.get_facecolor())
