"""The KPI report: a few pages A4 across with scorecard, trends, rankings, heat map, changes, money, times and complaints."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from csdesk.domain.kpi.boards import Boards, Funnels, Punctual
from csdesk.domain.kpi.figure import Board, Figure
from csdesk.domain.kpi.pareto import Sorting
from csdesk.reports.charts import draw_card, draw_ranking, draw_trend, ranked
from csdesk.reports.drawing import LIGHT, Plot, cells_of, picture_of
from csdesk.reports.heat import draw_heat_map
from csdesk.reports.money_boards import draw_ageing, draw_funnel, draw_waterfall
from csdesk.reports.saving import saving
from csdesk.reports.service_boards import draw_lateness, draw_on_time, draw_pareto

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
    """Everything that the pages show."""

    board: Board
    boards: Boards
    funnels: Funnels
    punctual: Punctual


def pages(head: Head, told: Content) -> list[Picture]:
    """The pages in their order; a ranking or a heat map that is too long goes on to the next page."""
    made = [_cards(told.board.scorecard), *_grids([*told.board.history.values()], draw_trend)]
    made += _grids([part for figure in told.board.scorecard for part in _parted(ranked(told.board.of(figure.kpi)), _RANKED)], draw_ranking)
    made += [_clients(part) for part in _parted(told.boards.heat, _CLIENTS)]
    made += [_changes(told.boards), _money(told), _times(told.punctual), _complaints(told.boards)]
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


def _changes(told: Boards) -> Picture:
    picture, grid = picture_of(LIGHT, *_ACROSS, 1, len(told.bridges))
    for plot, bridge in zip(grid, told.bridges.values(), strict=True):
        draw_waterfall(plot, bridge, told.against, told.period, {}, told.whole.get("K01"))
    return picture


def _money(told: Content) -> Picture:
    picture, (way, debts) = picture_of(LIGHT, *_ACROSS, 2, 1)
    draw_funnel(way, told.funnels)
    draw_ageing(debts, told.boards.ageing, told.boards.aged_before, told.boards.against, told.boards.whole.get("K19"))
    return picture


def _times(told: Punctual) -> Picture:
    picture, (rates, late) = picture_of(LIGHT, *_ACROSS, 2, 1)
    draw_on_time(rates, told)
    draw_lateness(late, told)
    return picture


def _complaints(told: Boards) -> Picture:
    picture, grid = picture_of(LIGHT, *_ACROSS, 2, 1)
    for plot, by in zip(grid, Sorting, strict=True):
        draw_pareto(plot, told, by)
    return picture
