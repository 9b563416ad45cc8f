"""The KPI report: a few pages A4 across with scorecard, trends, rankings, heat map, changes, debts and complaints."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from csdesk.domain.kpi.bridge import Bridge, Measured
from csdesk.domain.kpi.figure import Board, Figure
from csdesk.domain.kpi.pareto import Bar
from csdesk.reports.boards import draw_ageing, draw_heat_map, draw_pareto, draw_waterfall
from csdesk.reports.charts import draw_card, draw_ranking, draw_trend, ranked
from csdesk.reports.drawing import LIGHT, Plot, cells_of, picture_of
from csdesk.reports.saving import saving

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Picture

T = TypeVar("T")

_ACROSS = (11.69, 8.27)  # A4, inches
_COLUMNS = 2
_RANKED, _CLIENTS = 8, 24  # lines on one page that can still be read


@dataclass(frozen=True, slots=True)
class Head:
    """What stands over every page. flags: 暂估, 已结账 and the like."""

    name: str
    period: str
    as_of: date
    flags: tuple[str, ...]

    @property
    def text(self) -> str:
        """`NB　2026-06　截至 2026-07-31　暂估`."""
        return "　".join((self.name, self.period, f"截至 {self.as_of}", *self.flags))


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that the pages show; against: the period that the changes start from."""

    board: Board
    heat: Sequence[Sequence[Figure]]
    bridges: Mapping[Measured, Bridge]
    against: str
    ageing: Mapping[str, int]
    pareto: Sequence[Bar]


def pages(head: Head, told: Content) -> list[Picture]:
    """The pages in their order; a ranking or a heat map that is too long goes on to the next page."""
    made = [_cards(told.board.scorecard), *_grids([*told.board.history.values()], draw_trend)]
    made += _grids([part for figure in told.board.scorecard for part in _parted(ranked(told.board.of(figure.kpi)), _RANKED)], draw_ranking)
    made += [_clients(part) for part in _parted(told.heat, _CLIENTS)]
    made += [_changes(told), _service(told)]
    for number, picture in enumerate(made, 1):
        _dress(picture, head, f"{number} / {len(made)}")
    return made


def write(path: Path, made: Sequence[Picture]) -> None:
    """Write pages as one PDF, its fonts within. Raises StorageError."""
    from matplotlib.backends.backend_pdf import PdfPages

    with saving(path) as half, PdfPages(half) as book:
        for picture in made:
            book.savefig(picture)


def _dress(picture: Picture, head: Head, number: str) -> None:
    cells_of(picture).rect = (0.02, 0.05, 0.96, 0.86)
    picture.text(0.03, 0.955, f"KPI 报告　{head.text}", fontsize=14, color=LIGHT.ink, va="center", parse_math=False)
    picture.text(0.97, 0.025, number, fontsize=9, color=LIGHT.muted, ha="right", va="center")


def _cards(figures: Sequence[Figure]) -> Picture:
    rows = max(-(-len(figures) // 3), 2)
    picture, grid = picture_of(LIGHT, *_ACROSS, rows, 3)
    for plot, figure in zip(grid, figures, strict=False):
        draw_card(plot, figure)
    return picture


def _grids(courses: Sequence[Sequence[Figure]], draw: Callable[[Plot, Sequence[Figure]], object]) -> Iterator[Picture]:
    """Pages of six charts each."""
    for part in _parted(courses, 3 * _COLUMNS):
        picture, grid = picture_of(LIGHT, *_ACROSS, 3, _COLUMNS)
        for plot, figures in zip(grid, part, strict=False):
            draw(plot, figures)
        yield picture


def _parted(rows: Sequence[T], most: int) -> Iterator[Sequence[T]]:
    return (rows[start : start + most] for start in range(0, len(rows), most))


def _clients(rows: Sequence[Sequence[Figure]]) -> Picture:
    picture, (plot,) = picture_of(LIGHT, *_ACROSS)
    draw_heat_map(plot, rows)
    plot.axes.set_ylim(max(len(rows), _CLIENTS) - 0.5, -0.5)  # rows of one height on every page
    return picture


def _changes(told: Content) -> Picture:
    picture, grid = picture_of(LIGHT, *_ACROSS, 1, len(told.bridges))
    for plot, bridge in zip(grid, told.bridges.values(), strict=True):
        draw_waterfall(plot, bridge, told.against, told.board.period, {}, None)
    return picture


def _service(told: Content) -> Picture:
    picture, (debts, complaints) = picture_of(LIGHT, *_ACROSS, 2, 1)
    draw_ageing(debts, told.ageing, None)
    draw_pareto(complaints, told.pareto, None)
    return picture
