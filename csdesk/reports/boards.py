"""Boards as pictures: the heat map of clients, the waterfall of a change, debts by age, complaints by type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import accumulate
from math import inf

from csdesk.domain.kpi.bridge import Bridge, Step
from csdesk.domain.kpi.figure import Figure
from csdesk.domain.kpi.judgement import SIGNS, Status
from csdesk.domain.kpi.pareto import Bar
from csdesk.domain.money.ageing import shares
from csdesk.reports.charts import said
from csdesk.reports.drawing import LIGHT, THICK, Chart, Hit, Lying, Palette, Plot, Word, picture_of, room

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
    picture, (plot,) = picture_of(palette, 1.8 + 1.35 * columns, 0.9 + 0.32 * max(len(rows), 2))
    return Chart(picture, draw_heat_map(plot, rows))


def draw_heat_map(plot: Plot, rows: Sequence[Sequence[Figure]]) -> tuple[Hit, ...]:
    """The heat map on axes of its own."""
    title = f"各客户指标　{rows[0][0].period}" if rows else "各客户指标：没有客户"
    plot.title(title, left=room(row[0].name for row in rows), top=18)
    heads = [f"{figure.kpi} {figure.title}" for figure in rows[0]] if rows else []
    plot.reach((-0.5, max(len(heads), 1) - 0.5), (max(len(rows), 1) - 0.5, -0.5))
    cells = [(x, y, figure) for y, row in enumerate(rows) for x, figure in enumerate(row)]
    boxes = [(x - 0.5, x + 0.5, y - 0.5, y + 0.5) for x, y, _ in cells]
    plot.fill(boxes, [tint(plot.palette, figure.status) for _, _, figure in cells], plot.palette.ground)
    plot.write([Word(x, y, _cell(figure), plot.palette.ink, across="center") for x, y, figure in cells])
    titles = [Word(x, 1, head, plot.palette.ink, across="center", up="bottom", raised=4) for x, head in enumerate(heads)]
    plot.write(titles, plot.axes.get_xaxis_transform())
    names = [Word(0, y, row[0].name, plot.palette.ink, across="right", right=-6) for y, row in enumerate(rows)]
    plot.write(names, plot.axes.get_yaxis_transform())
    return tuple(Hit(*box, said(figure), figure) for box, (_, _, figure) in zip(boxes, cells, strict=True))


def _cell(figure: Figure) -> str:
    return figure.display if figure.status not in _JUDGED else f"{figure.display} {SIGNS[figure.status]}"


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
    picture, (plot,) = picture_of(palette, 7.2, 1.3 + 0.34 * (len(told.steps) + 2))
    return Chart(picture, draw_waterfall(plot, told, against, period, figures, whole))


def draw_waterfall(
    plot: Plot, told: Bridge, against: str, period: str, figures: Mapping[str, Figure], whole: Figure | None
) -> tuple[Hit, ...]:
    """The waterfall on axes of its own."""
    colours, label = plot.palette, told.measured.label
    runs = list(accumulate((step.change for step in told.steps), initial=told.before))
    bars = [Lying(against, 0, told.before / 100, yuan(told.before), colours.accent)]
    for step, start, end in zip(told.steps, runs, runs[1:], strict=False):
        colour = colours.good if end >= start else colours.bad
        bars.append(Lying(step.name, start / 100, end / 100, yuan(step.change, signed=True), colour))
    bars.append(Lying(period, 0, told.now / 100, yuan(told.now), colours.accent))
    change = f"{yuan(told.now - told.before, signed=True)} 元"
    plot.room_for(f"{label} {against} → {period}：{change}\n{_effects(told)}", bars, bottom=22)
    low, high = _nearer(runs) or (min(0, *runs), max(0, *runs) or 1)
    plot.across(bars, (low / 100, high / 100))
    plot.yuan_scale(low / 100, high / 100, len(bars))
    ends = [(f"{name} {label} {yuan(fen)} 元", whole) for name, fen in ((against, told.before), (period, told.now))]
    said_of = [ends[0], *((_step_text(step), figures.get(step.client, whole)) for step in told.steps), ends[1]]
    return tuple(Hit(-inf, inf, y - 0.5, y + 0.5, text, figure) for y, (text, figure) in enumerate(said_of) if figure is not None)


def _nearer(runs: Sequence[int]) -> tuple[int, int] | None:
    """From where to where the axis goes if the changes are small beside the amounts; None where it starts at nothing."""
    low, high = min(runs), max(runs)
    return (low - (high - low), high) if 0 < (high - low) * 3 < high else None


def _effects(told: Bridge | Step) -> str:
    """`量 +20.00　价 -3.00　新增、流失及无运单 +7.00`, leaving out what is nothing."""
    parts = (("量", told.volume), ("价", told.price), ("新增、流失或无运单", told.whole))
    return "　".join(f"{label} {yuan(fen, signed=True)}" for label, fen in parts if fen)


def _step_text(step: Step) -> str:
    return f"{step.name} {yuan(step.change, signed=True)} 元\n{_effects(step)}"


# -- ageing and complaints ------------------------------------------------------------------------------------------


def ageing(amounts: Mapping[str, int], figure: Figure | None, palette: Palette = LIGHT) -> Chart:
    """What is owed by age. figure: where a click leads, K19."""
    picture, (plot,) = picture_of(palette, 6.4, 1 + 0.36 * len(amounts))
    return Chart(picture, draw_ageing(plot, amounts, figure))


def draw_ageing(plot: Plot, amounts: Mapping[str, int], figure: Figure | None) -> tuple[Hit, ...]:
    """The ages on axes of its own."""
    whole = sum(amounts.values())
    parts = shares(list(amounts.values()))  # hundredths of a percent that add up to the whole
    told = [f"{yuan(fen)} 元" + (f"　{part / 100:.2f} %" if whole else "") for fen, part in zip(amounts.values(), parts, strict=True)]
    bars = [
        Lying(name, 0, fen / 100, text, _age_colour(y, plot.palette))
        for y, ((name, fen), text) in enumerate(zip(amounts.items(), told, strict=True))
    ]
    plot.room_for(f"应收账龄　合计 {yuan(whole)} 元", bars, bottom=22)
    high = (max([0, *amounts.values()]) or 100) / 100
    plot.across(bars, (0, high))
    plot.yuan_scale(0, high, len(bars))
    if figure is None:
        return ()
    return tuple(
        Hit(-inf, inf, y - 0.5, y + 0.5, f"{name} {text}", figure) for y, (name, text) in enumerate(zip(amounts, told, strict=True))
    )


def _age_colour(y: int, palette: Palette) -> str:
    """Not yet due, due, due since more than 90 days."""
    return palette.bad if y >= 4 else palette.near if y else palette.accent


def pareto(bars: Sequence[Bar], figure: Figure | None, palette: Palette = LIGHT) -> Chart:
    """Complaints by type with the line of what they make together, on one axis. figure: where a click leads."""
    picture, (plot,) = picture_of(palette, 6.4, 3.2)
    return Chart(picture, draw_pareto(plot, bars, figure))


def draw_pareto(plot: Plot, bars: Sequence[Bar], figure: Figure | None) -> tuple[Hit, ...]:
    """The types on axes of its own."""
    whole = sum(bar.count for bar in bars)
    plot.title(f"投诉按类型　本期登记 {whole} 件" if bars else "投诉按类型：本期没有登记", bottom=22)
    plot.reach((-0.5, max(len(bars), 1) - 0.5), (0, 1.12 * (whole or 1)))
    plot.fill([(x - THICK, x + THICK, 0, bar.count) for x, bar in enumerate(bars)], [plot.palette.accent] * len(bars))
    sums = [float(bar.together * whole) for bar in bars]
    plot.axes.plot(range(len(bars)), sums, color=plot.palette.near, marker="o", markersize=4, linewidth=1.4)
    for x, (bar, top) in enumerate(zip(bars, sums, strict=True)):
        count = Word(x, bar.count / 2, str(bar.count), plot.palette.ground, across="center")
        plot.write([count, Word(x, top, f"{float(bar.together):.0%}", plot.palette.ink, 8, "center", "bottom", raised=5)])
    plot.feet([(x, bar.label) for x, bar in enumerate(bars)], plot.palette.ink)
    if figure is None:
        return ()
    told = [f"{bar.label} {bar.count} 件\n累计 {float(bar.together):.1%}" for bar in bars]
    return tuple(Hit(x - 0.5, x + 0.5, -inf, 1.12 * whole, text, figure) for x, text in enumerate(told))
