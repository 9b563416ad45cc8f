"""Figures: a period's KPIs of clients, specialists and the branch, their trend, and the records behind each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from csdesk.domain.calendar import WorkCalendar
from csdesk.domain.closing import CLOSING_WORKDAYS
from csdesk.domain.kpi.facts import Facts
from csdesk.domain.kpi.figure import Behind, Board, Compared, Figure, as_frozen, figure_of
from csdesk.domain.kpi.judgement import ROLE_OF, Threshold
from csdesk.domain.kpi.leads import Lead
from csdesk.domain.kpi.periods import Period, before, first_day, month_of, months_ending, period_of
from csdesk.domain.kpi.registry import SCORECARDS, SHIPPED_THRESHOLDS, Kpi, chosen
from csdesk.domain.kpi.scope import LEVELS, NATION, NO_SPAN, Marker, Scope, cutoff_of, scopes
from csdesk.domain.kpi.shares import Beside
from csdesk.domain.plans.targets import Level
from csdesk.domain.rows import Row
from csdesk.domain.staff.people import Role
from csdesk.errors import Refused
from csdesk.reports import charts, drawing
from csdesk.store import calendars
from csdesk.store.database import Database, Site
from csdesk.store.figures import kpi, kpi_frozen, kpi_records
from csdesk.store.figures.kpi_loads import Span


@dataclass(frozen=True, slots=True)
class Known:
    """What one file knows, read once for any number of figures."""

    db: Database
    facts: Facts
    people: kpi.Directory
    thresholds: tuple[Threshold, ...]
    calendar: WorkCalendar
    as_of: date
    frozen: Mapping[kpi_frozen.Key, Row]

    def entities(self, level: Level, found: Iterable[str]) -> dict[str, str]:
        """The entities of a level in the order of their names: those with records, and those that should have some."""
        match level:
            case Level.CLIENT:
                names = {id: client.name for id, client in self.facts.clients.items()}
                extra: Iterable[str] = ()
            case Level.SPECIALIST:
                names = self.people.staff
                own = self.db.site.role == Role.SPECIALIST
                extra = self.people.holders.values() if own else self.people.specialists
            case Level.BRANCH:
                names = self.people.branches
                extra = names if own_level(self.db.site) in (Level.SPAN, Level.NATION) else (self.db.site.branch,)
            case Level.SPAN:
                names = {name: name for name in (*self.people.spans.values(), NO_SPAN)}
                extra = self.people.spans.values()
            case _:
                names, extra = {NATION: Level.NATION.label}, (NATION,)
        coded = level in (Level.BRANCH, Level.SPAN)
        shown = {entity: names.get(entity, entity if coded else "（未知）") for entity in {*found, *extra} - {""}}
        return dict(sorted(shown.items(), key=lambda pair: (pair[1], pair[0])))

    def flags(self, level: Level, period: Period) -> list[str]:
        """What the reader must know of every figure of a period."""
        found = []
        if self.as_of < self.calendar.after(period.end, CLOSING_WORKDAYS):
            found.append("provisional")
        if LEVELS.index(level) > LEVELS.index(own_level(self.db.site)):
            found.append("partial")
        return found

    def figure(self, row: Kpi, scope: Scope, name: str) -> Figure:
        """One figure; of a closed month as it was frozen."""
        found = figure_of(row, scope, name, self.thresholds, self.as_of, self.flags(scope.level, scope.period))
        snapshot = self.frozen.get((scope.period.name, row.id, scope.level.value, scope.entity))
        return as_frozen(found, snapshot) if snapshot else found


def own_level(site: Site) -> Level:
    """The level that a person's file is complete for: a specialist's, a branch's, a deputy's span's or the nation's."""
    if site.book == "ORG":
        return Level.NATION
    if site.role == Role.DEPUTY_DIRECTOR:
        return Level.SPAN
    return Level.BRANCH if site.book.startswith("BR-") else Level.SPECIALIST


def parts_of(level: Level) -> Level:
    """The level by whose entities one of this level is ranked: a branch by its specialists, a span or the nation by branches or spans."""
    return {Level.BRANCH: Level.SPECIALIST, Level.SPAN: Level.BRANCH, Level.NATION: Level.SPAN}.get(level, level)


def read_known(db: Database, as_of: date, rows: Sequence[Kpi], *spans: Span, lines: bool = False, beside: bool = False) -> Known:
    """Everything that these KPIs need. spans: the days of the periods that are asked for. beside: with what is shown beside them."""
    needs = frozenset[str]().union(*(row.needs | (row.beside_needs if beside else frozenset()) for row in rows))
    lines = lines or "lines" in needs
    with db.reading() as connection:
        people = kpi.directory(connection)
        facts = kpi.facts(connection, people, as_of, needs, spans, lines=lines)
        thresholds = (*SHIPPED_THRESHOLDS, *kpi.thresholds(connection))
        first = month_of(min(since for since, _ in spans))
        frozen = kpi_frozen.frozen(connection, [row.id for row in rows], first, as_of.isoformat())
        return Known(db, facts, people, thresholds, calendars.current(connection), as_of, frozen)


def latest_month(db: Database, as_of: date) -> str:
    """The month a board opens on: the running one, or where it holds nothing yet the last that does."""
    with db.reading() as connection:
        return kpi.latest_month(connection, as_of) or month_of(as_of)


def level_of(text: str) -> Level:
    """The level of this name. Raises Refused for one at which no figures are computed."""
    if text not in [level.value for level in LEVELS]:
        raise Refused(f"没有“{text}”这个层级，可用：{'、'.join(level.value for level in LEVELS)}")
    return Level(text)


def figures(db: Database, *, level: str, period: str, as_of: date | None = None, kpis: Iterable[str] | None = None) -> list[Figure]:
    """The KPIs of every entity of a level in a period, by entity and KPI.

    period: `2026-06`, `2026-Q2` or `2026`. as_of: the last day that is known; the end of the period when None.
    Raises Refused for a level, period or KPI that does not exist.
    """
    wanted, when = level_of(level), period_of(period)
    rows = [row for row in chosen(kpis) if wanted in row.levels]
    return scorecard_of(read_known(db, as_of or when.end, rows, when.span), wanted, when, rows)


def scorecard_of(known: Known, level: Level, period: Period, rows: Iterable[Kpi]) -> list[Figure]:
    rows = tuple(row for row in rows if level in row.levels)
    found = scopes(known.facts, level, period, known.as_of, markers_of(rows))
    names = known.entities(level, found)
    return [
        known.figure(row, found.get(entity) or empty_scope(known, level, entity, period), name)
        for entity, name in names.items()
        for row in rows
    ]


def markers_of(rows: Iterable[Kpi]) -> list[Marker]:
    return [row.marker for row in rows if row.marker]


def empty_scope(known: Known, level: Level, entity: str, period: Period) -> Scope:
    return Scope(known.facts, level, entity, period, cutoff_of(period, known.as_of), as_of=known.as_of)


def scope_of(known: Known, level: Level, entity: str, period: Period, rows: Iterable[Kpi] = ()) -> Scope:
    """What one entity answers for in a period, nothing where it has nothing. rows: whose marks are wanted."""
    found = scopes(known.facts, level, period, known.as_of, markers_of(rows))
    return found.get(entity) or empty_scope(known, level, entity, period)


def trend(db: Database, kpi_id: str, level: str, entity: str, until: str, months: int = 12, as_of: date | None = None) -> list[Figure]:
    """One KPI of one entity in each of the months that end with `until` (a period), oldest first."""
    wanted, last, rows = level_of(level), period_of(until), chosen([kpi_id])
    known = read_known(db, as_of or last.end, rows, _year(last, months))
    return _history(known, wanted, [entity], rows, last, months)[0]


def _year(until: Period, months: int = 12) -> Span:
    """The days of the months that end with a period, and of the period."""
    return min(until.start, first_day(months_ending(until.months[-1], months)[0])), until.end


def courses(
    db: Database, kpi_id: str, level: Level, entities: Iterable[str], until: str, months: int = 12, as_of: date | None = None
) -> list[list[Figure]]:
    """One KPI of several entities in each of the months that end with `until`, oldest first, by entity."""
    last, rows = period_of(until), chosen([kpi_id])
    return _history(read_known(db, as_of or last.end, rows, _year(last, months)), level, list(entities), rows, last, months)


def _history(
    known: Known, level: Level, entities: Iterable[str], rows: Iterable[Kpi], until: Period, months: int = 12
) -> list[list[Figure]]:
    """The months of each entity and KPI, by entity; the facts are split once per month."""
    found: dict[tuple[str, str], list[Figure]] = {}
    names = known.entities(level, entities)
    rows = tuple(row for row in rows if level in row.levels)
    for month in months_ending(until.months[-1], months):
        period = Period(month, (month,))
        split = scopes(known.facts, level, period, known.as_of)
        for entity in entities:
            scope = split.get(entity) or empty_scope(known, level, entity, period)
            for row in rows:
                found.setdefault((entity, row.id), []).append(known.figure(row, scope, names[entity]))
    return list(found.values())


# -- boards and files -----------------------------------------------------------------------------------------------


def board(
    db: Database,
    *,
    level: str,
    period: str,
    entity: str | None = None,
    as_of: date | None = None,
    kpis: Iterable[str] | None = None,
    trends: Collection[str] | None = None,
) -> Board:
    """Everything the board shows, read once. entity: whose scorecard and trend; the first one when None or unknown.

    trends: of which KPIs the months are wanted; of all when None.
    """
    wanted, when, rows = level_of(level), period_of(period), chosen(kpis)
    followed = [row for row in rows if trends is None or row.id in trends]
    looked = _year(when) if any(row.needs for row in followed) else when.span
    known = read_known(db, as_of or when.end, rows, looked, before(when).span, before(when, 12).span)
    found = scorecard_of(known, wanted, when, rows)
    names = {figure.entity: figure.name for figure in found}
    whose = entity if entity in names else next(iter(names), "")
    history = {months[-1].kpi: months for months in (_history(known, wanted, [whose], followed, when) if whose else [])}
    parts = found if parts_of(wanted) == wanted else scorecard_of(known, parts_of(wanted), when, rows)
    return Board(names, whose, found, history, _compared(known, wanted, whose, found, when), parts, when.name, known.thresholds)


def _compared(known: Known, level: Level, whose: str, found: Iterable[Figure], when: Period) -> list[Compared]:
    """The figures of one entity beside those of the period before and of a year earlier."""
    mine = [figure for figure in found if figure.entity == whose]
    rows = [figure.row for figure in mine]
    earlier = []
    for period in (before(when), before(when, 12)):
        scope = scopes(known.facts, level, period, known.as_of).get(whose) or empty_scope(known, level, whose, period)
        earlier.append([known.figure(row, scope, figure.name) for row, figure in zip(rows, mine, strict=True)])
    return [Compared(*three) for three in zip(mine, *earlier, strict=True)]


def export_figures(db: Database, period: str, path: Path, as_of: date | None = None, more: Callable[[Any], object] | None = None) -> None:
    """The figures of every level up to the file's own, with their trend, as a workbook. Raises Refused for a bad period, StorageError.

    more: adds sheets to it.
    """
    from csdesk.reports import figures as book  # openpyxl is loaded only when there is something to write

    when, rows = period_of(period), chosen(None)
    known = read_known(db, as_of or when.end, rows, _year(when), beside=True)
    levels = LEVELS[: LEVELS.index(own_level(db.site)) + 1]
    by_level = {level: scorecard_of(known, level, when, rows) for level in reversed(levels)}
    history: list[list[Figure]] = []
    for level, found in by_level.items():
        history += _history(known, level, list(dict.fromkeys(figure.entity for figure in found)), rows, when)
    told = besides(known, [figure for found in by_level.values() for figure in found], when)
    book.write_figures(path, told, history, more)


def save_pictures(db: Database, period: str, folder: Path, as_of: date | None = None, kpis: Iterable[str] | None = None) -> list[Path]:
    """The dashboard as PNG files: the scorecard and trends of the file's own entity, and each KPI's ranking of its parts.

    kpis: which; what the level is judged by when None. Raises StorageError.
    """
    level = own_level(db.site)
    rows = chosen(kpis or SCORECARDS[ROLE_OF[level]])
    own = board(db, level=level, period=period, as_of=as_of, kpis=[row.id for row in rows])
    drawn = {f"{period} 记分卡": charts.scorecard(own.scorecard)}
    for row in rows:
        drawn[f"{period} {row.id} 趋势"] = charts.trend(own.history.get(row.id, []))
        drawn[f"{period} {row.id} {parts_of(level).label}排名"] = charts.ranking(own.of(row.id))
    made = [folder / f"{name}.png" for name in drawn]
    for path, chart in zip(made, drawn.values(), strict=True):
        drawing.save(chart, path)
    return made


def _scope(db: Database, figure: Figure, *, lines: bool = False) -> Scope | None:
    when = period_of(figure.period)
    known = read_known(db, figure.as_of, [figure.row], when.span, lines=lines)
    return scopes(known.facts, figure.level, when, figure.as_of, markers_of([figure.row])).get(figure.entity)


def besides(known: Known, found: Sequence[Figure], when: Period) -> list[tuple[Figure, list[Beside]]]:
    """Each figure with what is shown beside it; known: read with that."""
    rows = list({figure.kpi: figure.row for figure in found}.values())
    levels = {figure.level for figure in found}
    split = {level: scopes(known.facts, level, when, known.as_of, markers_of(rows)) for level in levels}
    return [(f, list(f.row.beside(split[f.level].get(f.entity) or empty_scope(known, f.level, f.entity, when)))) for f in found]


def behind(db: Database, figure: Figure) -> list[Behind]:
    """The records that make a figure, each with its share; their sums are its numerator and denominator."""
    scope = _scope(db, figure, lines=True)
    if scope is None:
        return []
    with db.reading() as connection:
        return kpi_records.behind(connection, figure.row.counted(scope), figure.as_of)


def behind_part(db: Database, lead: Lead) -> list[Behind]:
    """The records of a part of a board, each with what it adds."""
    with db.reading() as connection:
        return kpi_records.behind(connection, lead.shares, lead.as_of)
