"""The heat map: clients by KPI, each cell in the colour of its state."""

from __future__ import annotations

from collections.abc import Sequence

from csdesk.domain.kpi.figure import Figure
from csdesk.domain.kpi.judgement import SIGNS, Status
from csdesk.reports.charts import said
from csdesk.reports.drawing import LIGHT, Chart, Hit, Palette, Plot, Word, picture_of, room

#: How much of a state's colour a cell has; the ink on it keeps a contrast of more than 4.5 in light and dark.
_TINT = 0.22
_JUDGED = (Status.PASS, Status.NEAR, Status.FAIL)


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
