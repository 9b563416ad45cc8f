"""Boards of service: complaints by type or by who is liable, how punctual waybills were, and how late the late ones."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from csdesk.domain.kpi.boards import COMPLAINTS, Boards, Punctual
from csdesk.domain.kpi.figure import Compared
from csdesk.domain.kpi.pareto import Sorting
from csdesk.domain.kpi.punctual import LABELS, ON_TIME, Point
from csdesk.domain.kpi.registry import KPI_BY_ID
from csdesk.reports.drawing import LIGHT, THICK, Chart, Hit, Lying, Palette, Plot, Word, percent, picture_of, room, ticks

#: Room for so many bars at least, so that two are not as wide as walls.
_SLOTS = 5


def pareto(found: Boards, by: Sorting, palette: Palette = LIGHT) -> Chart:
    """The complaints of a period with the line of what they make together, on one axis."""
    picture, (plot,) = picture_of(palette, 6.4, 3.4)
    return Chart(picture, draw_pareto(plot, found, by))


def draw_pareto(plot: Plot, found: Boards, by: Sorting) -> tuple[Hit, ...]:
    """The complaints on axes of its own."""
    bars, figure = found.paretos[by], found.whole.get(COMPLAINTS)
    whole = sum(bar.count for bar in bars)
    title = f"投诉按{by.label}　本期登记 {whole} 件" if bars else f"投诉按{by.label}：本期没有登记"
    note = figure.closing_note if figure else ""
    plot.title(f"{title}\n{note}" if note else title, bottom=22)
    high = 1.15 * (whole or 1)
    plot.reach((-0.5, max(len(bars), _SLOTS) - 0.5), (0, high))
    plot.fill([(x - THICK, x + THICK, 0, bar.count) for x, bar in enumerate(bars)], [plot.palette.accent] * len(bars))
    sums = [float(bar.together * whole) for bar in bars]
    plot.axes.plot(range(len(bars)), sums, color=plot.palette.near, marker="o", markersize=4, linewidth=1.4)
    for x, (bar, top) in enumerate(zip(bars, sums, strict=True)):
        count = Word(x, bar.count / 2, str(bar.count), plot.palette.ground, across="center")
        plot.write([count, Word(x, top, f"{float(bar.together):.0%}", plot.palette.ink, 8, "center", "bottom", raised=5)])
    plot.feet([(x, bar.label) for x, bar in enumerate(bars)], plot.palette.ink)
    told = [f"{bar.label} {bar.count} 件\n累计 {float(bar.together):.1%}" for bar in bars]
    return tuple(Hit(x - 0.5, x + 0.5, -inf, high, text, found.lead(bar)) for x, (text, bar) in enumerate(zip(told, bars, strict=True)))


# -- on time --------------------------------------------------------------------------------------------------------

#: The form of the points of each course, and the same as a letter for the title; colour alone would not tell them apart.
_FORMS = (("o", "●"), ("s", "■"), ("^", "▲"))


def on_time(found: Punctual, palette: Palette = LIGHT) -> Chart:
    """Departure, arrival and signature on time along a period, with their targets."""
    picture, (plot,) = picture_of(palette, 7.2, 3.8)
    return Chart(picture, draw_on_time(plot, found))


def draw_on_time(plot: Plot, found: Punctual) -> tuple[Hit, ...]:
    """The courses on axes of its own."""
    courses, compared = found.courses, found.compared
    colours = (plot.palette.accent, plot.palette.ink, plot.palette.muted)
    limits = [(float(f.threshold.value * 100), f) for f in (compared[one.kpi].figure for one in courses) if f.threshold]
    shown = [float(point.rate * 100) for one in courses for point in one.points if point.rate is not None] + [at for at, _ in limits]
    low, high = min(shown, default=0.0), max(shown, default=100.0)
    low, high = low - max(high - low, 4) * 0.25, high + max(high - low, 4) * 0.25
    steps = [step for step in ticks(low, high, 5) if step <= 100]
    lines = [f"{form} {_along(compared[one.kpi])}" for one, (_, form) in zip(courses, _FORMS, strict=True)]
    notes = [note for one in courses if (note := compared[one.kpi].figure.closing_note)]
    stretches = [point.stretch.label for point in courses[0].points]
    last = len(stretches) - 0.5
    figure = compared[courses[0].kpi].figure
    title = "\n".join((f"准时　{figure.name}　{figure.period}（%）", *lines, *notes[:1]))
    plot.title(title, left=room([f"{step:g}" for step in steps]), right=14, bottom=22)
    plot.reach((-0.5, last), (low, high))
    plot.stroke([((-0.5, step), (last, step)) for step in steps], plot.palette.grid)
    plot.stroke([((-0.5, at), (last, at)) for at, _ in limits], plot.palette.near, 1, dashed=True, behind=False)
    plot.write([Word(last, at, f"考核 {f.threshold_text}", plot.palette.near, 8, "right", "bottom", raised=2) for at, f in limits])
    scale = [Word(0, step, f"{step:g}", plot.palette.muted, across="right", right=-6) for step in steps]
    plot.write(scale, plot.axes.get_yaxis_transform())
    plot.feet(enumerate(stretches))
    return _courses(plot, found, colours, (high - low) / 24)


def _courses(plot: Plot, found: Punctual, colours: Sequence[str], near: float) -> tuple[Hit, ...]:
    hits = []
    for one, colour, (mark, _) in zip(found.courses, colours, _FORMS, strict=True):
        values = [float("nan") if point.rate is None else float(point.rate * 100) for point in one.points]
        plot.axes.plot(range(len(values)), values, color=colour, marker=mark, markersize=6, linewidth=1.6)
        for x, (point, value) in enumerate(zip(one.points, values, strict=True)):
            if point.rate is not None:
                box = (x - 0.5, x + 0.5, value - near, value + near)
                hits.append(Hit(*box, _point_text(one.kpi, point), found.lead(one.kpi, point)))
    return tuple(hits)


def _along(one: Compared) -> str:
    limit = f"（考核 {one.figure.threshold_text}）" if one.figure.threshold else ""
    figure = one.figure
    return f"{figure.title} {figure.display} {figure.status_label}{limit}　上期 {one.before.display}　去年同期 {one.year.display}"


def _point_text(kpi: str, point: Point) -> str:
    num, den = (sum(getattr(share, part) for share in point.shares) for part in ("num", "den"))
    return f"{point.stretch.label}\n{KPI_BY_ID[kpi].name} {percent(point.rate)}（{num} ÷ {den}）"


# -- how late -------------------------------------------------------------------------------------------------------


_WITH = {"K12": "发车", "K13": "到达", "K14": "签收"}


def lateness(found: Punctual, palette: Palette = LIGHT) -> Chart:
    """How late the late waybills were, by what they were late with."""
    picture, (plot,) = picture_of(palette, 6.4, 1.3 + 0.3 * len(found.late))
    return Chart(picture, draw_lateness(plot, found))


def draw_lateness(plot: Plot, found: Punctual) -> tuple[Hit, ...]:
    """The late ones on axes of its own."""
    colours = {LABELS[-1]: plot.palette.bad}
    bars = [
        Lying(f"{_WITH[one.kpi]}　{one.label}", 0, len(one.shares), f"{len(one.shares)} 单", colours.get(one.label, plot.palette.near))
        for one in found.late
    ]
    sums = {kpi: sum(len(one.shares) for one in found.late if one.kpi == kpi) for kpi in ON_TIME}
    told = "　".join(f"{KPI_BY_ID[kpi].name} 未达 {n} 单" for kpi, n in sums.items())
    plot.room_for(f"晚点多久\n{told}，其中到达晚点经批准免责 {found.exempted} 单", bars)
    plot.across(bars, (0, max((bar.end for bar in bars), default=0) or 1))
    parts = enumerate(zip(bars, found.late, strict=True))
    return tuple(Hit(-inf, inf, y - 0.5, y + 0.5, f"{bar.name}：{bar.text}", found.late_lead(one)) for y, (bar, one) in parts)
