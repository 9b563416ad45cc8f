"""Figures as pictures: a card with value and state, a trend of months, a ranking. Knows matplotlib's Figure, no window."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from csdesk.domain.kpi.figure import Figure
from csdesk.domain.kpi.judgement import SIGNS, Status
from csdesk.reports.drawing import LIGHT, Chart, Hit, Lying, Palette, Plot, Word, cells_of, picture_of, room, ticks


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


def draw_card(plot: Plot, figure: Figure) -> Hit:
    """The card on axes of its own."""
    plot.title("", left=8)
    plot.reach((0, 1), (0, 1))
    colour = plot.palette.of(figure.status)
    plot.fill([(0, 0.02, 0, 1)], [colour])
    told = [
        (0.86, f"{figure.kpi} {figure.title}", 10, plot.palette.ink),
        (0.55, figure.display, 20, plot.palette.ink),
        (0.28, f"{SIGNS[figure.status]} {figure.status.label}    {figure.threshold_text}", 10, colour),
        (0.10, "、".join(figure.flag_labels), 8, plot.palette.muted),
    ]
    plot.write([Word(0.07, y, text, ink, size) for y, text, size, ink in told])
    return Hit(-inf, inf, -inf, inf, said(figure), figure)


def card(figure: Figure, palette: Palette = LIGHT) -> Chart:
    """One figure: its value, threshold and state."""
    picture, (plot,) = picture_of(palette, 2.6, 1.5)
    return Chart(picture, (draw_card(plot, figure),))


def scorecard(figures: Sequence[Figure], palette: Palette = LIGHT, columns: int = 3) -> Chart:
    """All figures of one entity as one picture, for files; a window shows one card per figure."""
    rows = -(-len(figures) // columns) or 1
    picture, grid = picture_of(palette, 2.8 * columns, 1.6 * rows + 0.4, rows, columns)
    if figures:
        cells_of(picture).rect = (0, 0, 1, 1 - 0.4 / picture.get_figheight())
        picture.text(
            0.5,
            1 - 0.2 / picture.get_figheight(),
            f"{figures[0].name}　{figures[0].period}",
            color=palette.ink,
            fontsize=13,
            va="center",
            ha="center",
            parse_math=False,
        )
    return Chart(picture, tuple(draw_card(plot, figure) for plot, figure in zip(grid, figures, strict=False)))


# -- the trend ------------------------------------------------------------------------------------------------------


def limit_of(figures: Sequence[Figure]) -> float | None:
    """Where the threshold lies on an axis."""
    threshold = figures[-1].threshold if figures else None
    return float(threshold.value * figures[-1].row.unit.scale) if threshold else None


def _limit_text(figure: Figure) -> str:
    return f"考核 {figure.threshold_text}" if figure.threshold else ""


def trend(figures: Sequence[Figure], palette: Palette = LIGHT) -> Chart:
    """One KPI of one entity month by month, with its threshold; a month without a value is a gap."""
    picture, (plot,) = picture_of(palette, 6.4, 2.8)
    return Chart(picture, draw_trend(plot, figures))


def draw_trend(plot: Plot, figures: Sequence[Figure]) -> tuple[Hit, ...]:
    """The trend on axes of its own."""
    values = [_shown_number(figure) for figure in figures]
    low, high = _reach([value for value in values if value is not None], limit_of(figures))
    steps = ticks(low, high, 5)
    last = figures[-1] if figures else None
    title = f"{last.name}　{last.title}（{last.row.unit.sign}）" if last else ""
    plot.title(title, left=room([f"{step:g}" for step in steps]), right=14, bottom=22)
    plot.reach((-0.5, max(len(figures), 1) - 0.5), (low, high))
    plot.stroke([((-0.5, step), (len(figures) - 0.5, step)) for step in steps], plot.palette.grid)
    plot.axes.plot(range(len(values)), [float("nan") if v is None else v for v in values], color=plot.palette.accent, linewidth=1.8)
    _dots(plot, figures, values)
    _draw_limit(plot, figures)
    scale = [Word(0, step, f"{step:g}", plot.palette.muted, across="right", right=-6) for step in steps]
    plot.write(scale, plot.axes.get_yaxis_transform())
    plot.feet(enumerate(f"{figure.period[2:4]}-{figure.period[5:]}" for figure in figures), plot.palette.muted)
    return tuple(Hit(i - 0.5, i + 0.5, -inf, high, said(figure), figure) for i, figure in enumerate(figures))


def _reach(values: Sequence[float], limit: float | None) -> tuple[float, float]:
    """From where to where an axis goes that shows values and their threshold, with some air."""
    shown = [*values, *([] if limit is None else [limit])] or [0.0, 1.0]
    air = 0.18 * (max(shown) - min(shown)) or abs(shown[0]) * 0.05 or 1.0
    return min(shown) - air, max(shown) + air


def _dots(plot: Plot, figures: Sequence[Figure], values: Sequence[float | None]) -> None:
    """The months in the colours of their states; what does not pass with its sign."""
    places = [(i, value, figure.status) for i, (figure, value) in enumerate(zip(figures, values, strict=True)) if value is not None]
    for status in dict.fromkeys(status for _, _, status in places):
        at = [(x, y) for x, y, state in places if state is status]
        plot.axes.plot([x for x, _ in at], [y for _, y in at], "o", markersize=6, color=plot.palette.of(status))
    signs = [(x, y, state) for x, y, state in places if state is not Status.PASS]
    plot.write([Word(x, y, SIGNS[state], plot.palette.of(state), 11, "center", "bottom", raised=6) for x, y, state in signs])


def _draw_limit(plot: Plot, figures: Sequence[Figure]) -> None:
    if (limit := limit_of(figures)) is None:
        return
    plot.stroke([((-0.5, limit), (len(figures) - 0.5, limit))], plot.palette.near, 1, dashed=True, behind=False)
    told = Word(len(figures) - 0.5, limit, _limit_text(figures[-1]), plot.palette.near, 8, "right", "bottom", raised=2)
    plot.write([told])


# -- the ranking ----------------------------------------------------------------------------------------------------


def ranked(figures: Sequence[Figure]) -> list[Figure]:
    """The figures with a value from best to worst, then the others."""
    with_value = sorted((f for f in figures if f.value is not None), key=lambda f: (f.value or 0, f.name))
    best_first = with_value[::-1] if figures and figures[0].row.rising else with_value
    return [*best_first, *(f for f in figures if f.value is None)]


def ranking(figures: Sequence[Figure], palette: Palette = LIGHT) -> Chart:
    """One KPI of several entities as bars with their values, best on top, and the threshold."""
    picture, (plot,) = picture_of(palette, 6.4, 0.9 + 0.36 * max(len(figures), 2))
    return Chart(picture, draw_ranking(plot, ranked(figures)))


def draw_ranking(plot: Plot, order: Sequence[Figure]) -> tuple[Hit, ...]:
    """The ranking on axes of its own."""
    limit = limit_of(order)
    bars = [_bar(figure, plot.palette) for figure in order]
    plot.room_for(f"{order[0].title}　{order[0].period}　{_limit_text(order[0])}" if order else "", bars)
    ends = [0.0, *(bar.end for bar in bars), *([] if limit is None else [limit])]
    plot.across(bars, (min(ends), max(ends) or 1.0), plot.palette.muted)
    if limit is not None:
        plot.stroke([((limit, -0.5), (limit, len(order) - 0.5))], plot.palette.near, 1, dashed=True, behind=False)
    return tuple(Hit(-inf, inf, y - 0.5, y + 0.5, said(figure), figure) for y, figure in enumerate(order))


def _bar(figure: Figure, palette: Palette) -> Lying:
    value = _shown_number(figure) or 0.0
    text = f"{figure.display} {SIGNS[figure.status]}" if figure.value is not None else figure.display
    return Lying(figure.name, 0.0, value, text, palette.of(figure.status), below=value < 0)
