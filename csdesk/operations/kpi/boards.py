"""Boards beyond the scorecard: the heat map of clients, what made a change, debts by age, complaints by type; and the KPI report."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from csdesk.domain.kpi.bridge import Bridge, Measured, amounts, bridge
from csdesk.domain.kpi.debts import by_age
from csdesk.domain.kpi.figure import Board, Figure
from csdesk.domain.kpi.judgement import ROLE_OF, Status
from csdesk.domain.kpi.pareto import Bar, by_type
from csdesk.domain.kpi.periods import Period, before, period_of
from csdesk.domain.kpi.registry import KPI_BY_ID, SCORECARDS, Kpi, chosen
from csdesk.domain.kpi.scope import Scope, scopes
from csdesk.domain.plans.targets import Level
from csdesk.operations.kpi.figures import Known, board, empty_scope, level_of, markers_of, own_level, read_known
from csdesk.reports import kpi_report
from csdesk.store.database import Database

#: Where debts by age, money and its change, waybills and complaints come from.
_AGEING, _MARGIN, _LOADS, _CASES = "K19", "K01", "K21", "K05"
_WORST = (Status.FAIL, Status.NEAR)


@dataclass(frozen=True, slots=True)
class Boards:
    """The boards of one entity in a period. margins: client → its K01, where a click on a bar leads; whole: the entity's own.

    heat: one row a client, those with the most missed first. against: the period that the bridges start from.
    """

    heat: list[list[Figure]]
    bridges: dict[Measured, Bridge]
    margins: dict[str, Figure]
    whole: dict[str, Figure]
    ageing: dict[str, int]
    pareto: tuple[Bar, ...]
    period: str
    against: str


def boards(db: Database, *, level: str, period: str, entity: str, as_of: date | None = None, year: bool = False) -> Boards:
    """The boards of an entity. year: the change is from a year earlier, else from the period before.

    Raises Refused for a level or period that does not exist.
    """
    wanted, now = level_of(level), period_of(period)
    then = before(now, 12) if year else before(now)
    columns = [row for row in chosen(SCORECARDS[ROLE_OF[wanted]]) if Level.CLIENT in row.levels] or list(chosen([_MARGIN]))
    rows = [*columns, *chosen([_AGEING, _MARGIN, _LOADS, _CASES])]
    known = read_known(db, as_of or now.end, rows, now.span, then.span)
    mine, earlier = (_scope(known, wanted, entity, when, rows) for when in (now, then))
    names = {id: client.name for id, client in known.facts.clients.items()}
    name = known.entities(wanted, [entity]).get(entity, "（未知）")
    today, once = amounts(mine), amounts(earlier)
    clients = scopes(known.facts, Level.CLIENT, now, known.as_of, markers_of(columns))
    held = {client for month in mine.clients.values() for client in month}
    heat = [[known.figure(row, clients[id], names.get(id, "（未知）")) for row in columns] for id in sorted(clients) if id in held]
    margin = KPI_BY_ID[_MARGIN]
    return Boards(
        heat=sorted(heat, key=_missed),
        bridges={measured: bridge(measured, once, today, names) for measured in Measured},
        margins={
            id: known.figure(margin, clients.get(id) or empty_scope(known, Level.CLIENT, id, now), names.get(id, "（未知）"))
            for id in sorted({*once, *today})
        },
        whole={id: known.figure(KPI_BY_ID[id], mine, name) for id in (_MARGIN, _AGEING, _CASES) if wanted in KPI_BY_ID[id].levels},
        ageing=by_age(mine),
        pareto=by_type(mine),
        period=now.name,
        against=then.name,
    )


def _scope(known: Known, level: Level, entity: str, period: Period, rows: list[Kpi]) -> Scope:
    found = scopes(known.facts, level, period, known.as_of, markers_of(rows))
    return found.get(entity) or empty_scope(known, level, entity, period)


def _missed(row: list[Figure]) -> tuple[int, int, str]:
    """The order of the heat map: who misses most first, by name among alikes."""
    fails, nears = (sum(1 for figure in row if figure.status is status) for status in _WORST)
    return -fails, -nears, row[0].name


# -- the report -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Report:
    """What a KPI report shows: the board of an entity with every month, and its boards."""

    name: str
    board: Board
    boards: Boards
    as_of: date
    pages: int = 0


def report(db: Database, period: str, *, level: str | None = None, entity: str | None = None, as_of: date | None = None) -> Report:
    """The figures of a KPI report. level, entity: whose; the file's own when None. Raises Refused."""
    wanted = level_of(level) if level else own_level(db.site)
    day = as_of or period_of(period).end
    kpis = SCORECARDS[ROLE_OF[wanted]]
    found = board(db, level=wanted, period=period, entity=entity, as_of=day, kpis=kpis)
    more = boards(db, level=wanted, period=period, entity=found.chosen, as_of=day)
    return Report(found.entities.get(found.chosen, ""), found, more, day)


def write_report(
    db: Database, period: str, path: Path, *, level: str | None = None, entity: str | None = None, as_of: date | None = None
) -> Report:
    """Write the KPI report of a period as a PDF of some pages; what it shows. Raises Refused, StorageError."""
    told = report(db, period, level=level, entity=entity, as_of=as_of)
    head = kpi_report.Head(told.name, told.board.period, told.as_of, _flags(told.board))
    more = told.boards
    shown = kpi_report.Content(told.board, more.heat, more.bridges, more.against, more.ageing, more.pareto)
    made = kpi_report.pages(head, shown)
    kpi_report.write(path, made)
    return replace(told, pages=len(made))


def _flags(found: Board) -> tuple[str, ...]:
    """What the reader must know of the whole report: that it is provisional, closed or restated."""
    labels = [label for figure in found.scorecard for flag, label in zip(figure.flags, figure.flag_labels, strict=True) if flag in _TOLD]
    return tuple(dict.fromkeys(labels))


_TOLD = ("provisional", "frozen", "restated", "partial")
