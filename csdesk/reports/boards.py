"""Boards as pictures: the heat map of clients, the waterfall of a change, debts by age, complaints by type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import accumulate
from typing import TYPE_CHECKING

from csdesk.domain.kpi.bridge import Bridge, Step
from csdesk.domain.kpi.figure import Figure
from csdesk.domain.kpi.judgement import SIGNS, Status
from csdesk.domain.kpi.pareto import Bar
from csdesk.domain.money.ageing import shares
from csdesk.reports.charts import LIGHT, Chart, Hit, Palette, picture_of, plain, said

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: How much of a state's colour a cell has; the ink on it keeps a contrast of more than 4.5 in light and dark.
_TINT = 0.22
_JUDGED = (Status.PASS, Status.NEAR, Status.FAIL)


def yuan(fen: int, *, signed: bool = False) -> str:
    """分 as 元: `1,234.50`, with its sign where a change is told."""
    return f"{Decimal(fen) / 100:{'+' if signed else ''},.2f}"


# -- the heat map ---------------------------------------------------------------------------------------------------


def heat_map(rows: Sequence[Sequence[Figure]], palette: Palette = LIGHT) -> Chart:
    """Clients by KPI: each cell says value and state, its colour is the state's."""
    columns = len(rows[0]) if rows else 6
    picture, (axes,) = picture_of(palette, 1.8 + 1.35 * columns, 0.9 + 0.32 * max(len(rows), 2))
    return Chart(picture, draw_heat_map(axes, rows, palette))


def draw_heat_map(axes: Axes, rows: Sequence[Sequence[Figure]], palette: Palette) -> tuple[Hit, ...]:
    """The heat map on axes of its own."""
    plain(axes, palette, f"各客户指标　{rows[0][0].period}" if rows else "各客户指标：没有客户")
    axes.spines["bottom"].set_visible(False)
    hits = [_cell(axes, x, y, figure, palette) for y, row in enumerate(rows) for x, figure in enumerate(row)]
    heads = [f"{figure.kpi} {figure.title}" for figure in rows[0]] if rows else []
    axes.set_xticks(range(len(heads)), heads, color=palette.ink)
    axes.set_yticks(range(len(rows)), [row[0].name for row in rows], color=palette.ink)
    axes.xaxis.tick_top()
    axes.set(xlim=(-0.5, max(len(heads), 1) - 0.5), ylim=(max(len(rows), 1) - 0.5, -0.5))
    return tuple(hits)


def _cell(axes: Axes, x: int, y: int, figure: Figure, palette: Palette) -> Hit:
    from matplotlib.patches import Rectangle

    colour = tint(palette, figure.status)
    axes.add_patch(Rectangle((x - 0.5, y - 0.5), 1, 1, facecolor=colour, edgecolor=palette.ground, linewidth=1.5))
    text = figure.display if figure.status not in _JUDGED else f"{figure.display} {SIGNS[figure.status]}"
    axes.text(x, y, text, fontsize=9, color=palette.ink, va="center", ha="center", parse_math=False)
    return Hit(x - 0.5, x + 0.5, y - 0.5, y + 0.5, said(figure), figure)


def tint(palette: Palette, status: Status) -> str:
    """The colour of a cell: a little of the state's colour on the ground; the ground itself where nothing is judged."""
    if status not in _JUDGED:
        return palette.ground
    pairs = [(int(palette.ground[i : i + 2], 16), int(palette.of(status)[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(ground + (colour - ground) * _TINT):02x}" for ground, colour in pairs)


# -- the waterfall --------------------------------------------------------------------------------------------------


def waterfall(
    told: Bridge, against: str, period: str, figures: Mapping[str, Figure], whole: Figure | None, palette: Palette = LIGHT
) -> Chart:
    """The way from one period to another, a bar a client. figures: client → where a click on its bar leads; whole: on the sums."""
    picture, (axes,) = picture_of(palette, 7.2, 1.3 + 0.34 * (len(told.steps) + 2))
    return Chart(picture, draw_waterfall(axes, told, against, period, figures, whole, palette))


def draw_waterfall(
    axes: Axes, told: Bridge, against: str, period: str, figures: Mapping[str, Figure], whole: Figure | None, palette: Palette
) -> tuple[Hit, ...]:
    """The waterfall on axes of its own."""
    change = f"{yuan(told.now - told.before, signed=True)} 元"
    plain(axes, palette, f"{told.measured.label} {against} → {period}：{change}\n{_effects(told)}")
    runs = list(accumulate((step.change for step in told.steps), initial=told.before))
    bars = [(against, 0, told.before, yuan(told.before), f"{against} {told.measured.label} {yuan(told.before)} 元", whole)]
    for step, start, end in zip(told.steps, runs, runs[1:], strict=False):
        bars.append((step.name, start, end, yuan(step.change, signed=True), _step_text(step), figures.get(step.client, whole)))
    bars.append((period, 0, told.now, yuan(told.now), f"{period} {told.measured.label} {yuan(told.now)} 元", whole))
    for y, (_, start, end, text, _, _) in enumerate(bars):
        outer = y in (0, len(bars) - 1)
        colour = palette.accent if outer else palette.good if end >= start else palette.bad
        axes.barh(y, (end - start) / 100, left=start / 100, height=0.62, color=colour)
        right = max(start, end) / 100
        axes.annotate(text, (right, y), (4, 0), textcoords="offset points", va="center", fontsize=9, color=palette.ink)
    axes.set_yticks(range(len(bars)), [bar[0] for bar in bars], color=palette.ink)
    axes.invert_yaxis()
    axes.margins(x=0.2)
    axes.axvline(0, color=palette.grid, linewidth=1)
    _look_closer(axes, runs, palette)
    _few_amounts(axes)
    left, right = axes.get_xlim()
    return tuple(Hit(left, right, y - 0.5, y + 0.5, bar[4], bar[5]) for y, bar in enumerate(bars) if bar[5] is not None)


def _look_closer(axes: Axes, runs: Sequence[int], palette: Palette) -> None:
    """Where the changes are small beside the amounts, the axis starts near them, and says so."""
    low, high = min(runs), max(runs)
    if not 0 < (high - low) * 3 < high:
        return
    axes.set_xlim((low - (high - low)) / 100, (high + (high - low) / 2) / 100)
    axes.set_xlabel("横轴不从 0 开始", color=palette.muted, fontsize=8, loc="left")


def _few_amounts(axes: Axes) -> None:
    """A few round amounts under an axis of 元."""
    axes.locator_params(axis="x", nbins=4)
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")


def _effects(told: Bridge | Step) -> str:
    """`量 +20.00　价 -3.00　新增、流失及无运单 +7.00`, leaving out what is nothing."""
    parts = (("量", told.volume), ("价", told.price), ("新增、流失或无运单", told.whole))
    return "　".join(f"{label} {yuan(fen, signed=True)}" for label, fen in parts if fen)


def _step_text(step: Step) -> str:
    return f"{step.name} {yuan(step.change, signed=True)} 元\n{_effects(step)}"


# -- ageing and complaints ------------------------------------------------------------------------------------------


def ageing(amounts: Mapping[str, int], figure: Figure | None, palette: Palette = LIGHT) -> Chart:
    """What is owed by age. figure: where a click leads, K19."""
    picture, (axes,) = picture_of(palette, 6.4, 1 + 0.36 * len(amounts))
    return Chart(picture, draw_ageing(axes, amounts, figure, palette))


def draw_ageing(axes: Axes, amounts: Mapping[str, int], figure: Figure | None, palette: Palette) -> tuple[Hit, ...]:
    """The ages on axes of its own."""
    whole = sum(amounts.values())
    plain(axes, palette, f"应收账龄　合计 {yuan(whole)} 元")
    parts = shares(list(amounts.values()))  # hundredths of a percent that add up to the whole
    told = [f"{yuan(fen)} 元" + (f"　{part / 100:.2f} %" if whole else "") for fen, part in zip(amounts.values(), parts, strict=True)]
    for y, (fen, text) in enumerate(zip(amounts.values(), told, strict=True)):
        axes.barh(y, fen / 100, height=0.62, color=palette.bad if y >= 4 else palette.near if y else palette.accent)
        axes.annotate(text, (fen / 100, y), (4, 0), textcoords="offset points", va="center", fontsize=9, color=palette.ink)
    axes.set_yticks(range(len(amounts)), list(amounts), color=palette.ink)
    axes.invert_yaxis()
    axes.margins(x=0.3)
    _few_amounts(axes)
    left, right = axes.get_xlim()
    if figure is None:
        return ()
    return tuple(
        Hit(left, right, y - 0.5, y + 0.5, f"{name} {text}", figure) for y, (name, text) in enumerate(zip(amounts, told, strict=True))
    )


def pareto(bars: Sequence[Bar], figure: Figure | None, palette: Palette = LIGHT) -> Chart:
    """Complaints by type with the line of what they make together, on one axis. figure: where a click leads."""
    picture, (axes,) = picture_of(palette, 6.4, 3.2)
    return Chart(picture, draw_pareto(axes, bars, figure, palette))


def draw_pareto(axes: Axes, bars: Sequence[Bar], figure: Figure | None, palette: Palette) -> tuple[Hit, ...]:
    """The types on axes of its own."""
    whole = sum(bar.count for bar in bars)
    plain(axes, palette, f"投诉按类型　本期登记 {whole} 件" if bars else "投诉按类型：本期没有登记")
    axes.bar(range(len(bars)), [bar.count for bar in bars], width=0.62, color=palette.accent)
    sums = [float(bar.together * whole) for bar in bars]
    axes.plot(range(len(bars)), sums, color=palette.near, marker="o", markersize=4, linewidth=1.4)
    for x, (bar, top) in enumerate(zip(bars, sums, strict=True)):
        axes.annotate(str(bar.count), (x, bar.count / 2), ha="center", va="center", fontsize=9, color=palette.ground)
        axes.annotate(
            f"{float(bar.together):.0%}", (x, top), (0, 5), textcoords="offset points", ha="center", fontsize=8, color=palette.ink
        )
    axes.set_xticks(range(len(bars)), [bar.label for bar in bars], color=palette.ink)
    axes.set_yticks([])
    axes.margins(y=0.15)
    low, high = axes.get_ylim()
    if figure is None:
        return ()
    told = [f"{bar.label} {bar.count} 件\n累计 {float(bar.together):.1%}" for bar in bars]
    return tuple(Hit(x - 0.5, x + 0.5, low, high, text, figure) for x, text in enumerate(told))
