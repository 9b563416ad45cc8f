"""Boards beyond the scorecard: the heat map of clients, what made a change, debts by age, complaints; and the KPI report."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from csdesk.domain.kpi.boards import COMPLAINTS, Boards, Funnels, Punctual
from csdesk.domain.kpi.bridge import Measured, amounts, bridge
from csdesk.domain.kpi.debts import by_age
from csdesk.domain.kpi.figure import Board, Figure
from csdesk.domain.kpi.judgement import ROLE_OF, Status
from csdesk.domain.kpi.pareto import Sorting, registered, sorted_by
from csdesk.domain.kpi.periods import before, period_of
from csdesk.domain.kpi.registry import KPI_BY_ID, SCORECARDS, chosen
from csdesk.domain.kpi.scope import scopes
from csdesk.domain.plans.targets import Level
from csdesk.operations.kpi.figures import board, empty_scope, level_of, markers_of, own_level, read_known, scope_of
from csdesk.operations.kpi.funnels import funnels
from csdesk.operations.kpi.punctual import punctual
from csdesk.reports import kpi_report
from csdesk.store.database import Database

#: Where debts by age, money and its change come from.
_AGEING, _MARGIN = "K19", "K01"
_WORST = (Status.FAIL, Status.NEAR)


def boards(db: Database, *, level: str, period: str, entity: str, as_of: date | None = None, year: bool = False) -> Boards:
    """The boards of an entity. year: the change is from a year earlier, else from the period before.

    Raises Refused for a level or period that does not exist.
    """
    wanted, now = level_of(level), period_of(period)
    then = before(now, 12) if year else before(now)
    columns = [row for row in chosen(SCORECARDS[ROLE_OF[wanted]]) if Level.CLIENT in row.levels] or list(chosen([_MARGIN]))
    rows = [*columns, *chosen([_AGEING, _MARGIN, COMPLAINTS])]
    known = read_known(db, as_of or now.end, rows, now.span, then.span)
    mine, earlier = (scope_of(known, wanted, entity, when, rows) for when in (now, then))
    names = {id: client.name for id, client in known.facts.clients.items()}
    name = known.entities(wanted, [entity]).get(entity, "（未知）")
    today, once = amounts(mine), amounts(earlier)
    clients = scopes(known.facts, Level.CLIENT, now, known.as_of, markers_of(columns))
    held = {client for month in mine.clients.values() for client in month}
    heat = [[known.figure(row, clients[id], names.get(id, "（未知）")) for row in columns] for id in sorted(clients) if id in held]
    margin, cases = KPI_BY_ID[_MARGIN], registered(mine)
    return Boards(
        heat=sorted(heat, key=_missed),
        bridges={measured: bridge(measured, once, today, names) for measured in Measured},
        margins={
            id: known.figure(margin, clients.get(id) or empty_scope(known, Level.CLIENT, id, now), names.get(id, "（未知）"))
            for id in sorted({*once, *today})
        },
        whole={id: known.figure(KPI_BY_ID[id], mine, name) for id in (_MARGIN, _AGEING, COMPLAINTS) if wanted in KPI_BY_ID[id].levels},
        ageing=by_age(mine),
        aged_before=by_age(earlier),
        paretos={by: sorted_by(by, cases) for by in Sorting},
        name=name,
        period=now.name,
        against=then.name,
        as_of=known.as_of,
    )


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
    funnels: Funnels
    punctual: Punctual
    as_of: date
    pages: int = 0


def report(db: Database, period: str, *, level: str | None = None, entity: str | None = None, as_of: date | None = None) -> Report:
    """The figures of a KPI report. level, entity: whose; the file's own when None. Raises Refused."""
    wanted = level_of(level) if level else own_level(db.site)
    day = as_of or period_of(period).end
    kpis = SCORECARDS[ROLE_OF[wanted]]
    found = board(db, level=wanted, period=period, entity=entity, as_of=day, kpis=kpis)
    more = boards(db, level=wanted, period=period, entity=found.chosen, as_of=day)
    way = funnels(db, level=wanted, period=period, entity=found.chosen, as_of=day)
    times = punctual(db, level=wanted, period=period, entity=found.chosen, as_of=day)
    return Report(found.entities.get(found.chosen, ""), found, more, way, times, day)


def write_report(
    db: Database, period: str, path: Path, *, level: str | None = None, entity: str | None = None, as_of: date | None = None
) -> Report:
    """Write the KPI report of a period as a PDF of some pages; what it shows. Raises Refused, StorageError."""
    told = report(db, period, level=level, entity=entity, as_of=as_of)
    head = kpi_report.Head(told.name, told.board.period, told.as_of, _flags(told.board))
    made = kpi_report.pages(head, kpi_report.Content(told.board, told.boards, told.funnels, told.punctual))
    kpi_report.write(path, made)
    return replace(told, pages=len(made))


def _flags(found: Board) -> tuple[str, ...]:
    """What the reader must know of the whole report: that it is provisional, closed or restated."""
    labels = [label for figure in found.scorecard for flag, label in zip(figure.flags, figure.flag_labels, strict=True) if flag in _TOLD]
    return tuple(dict.fromkeys(labels))


_TOLD = ("provisional", "frozen", "restated", "partial")
