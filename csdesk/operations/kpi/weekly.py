"""Weekly figures of an entity with the reasons for what rose or fell: read, drafted, written down, and those of everyone below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

from csdesk.domain.calendar import WorkCalendar
from csdesk.domain.kpi.cases import COUNTED, standing
from csdesk.domain.kpi.facts import Facts
from csdesk.domain.kpi.loads import arrivals
from csdesk.domain.kpi.periods import Period, first_day, last_day, month_of
from csdesk.domain.kpi.places import ENTITY_OF, Owners
from csdesk.domain.kpi.registry import KPI_BY_ID
from csdesk.domain.kpi.scope import scopes
from csdesk.domain.plans.weekly import (
    Cause,
    Draft,
    Figure,
    Limits,
    Ratio,
    WeeklyMetric,
    WeeklyReason,
    draft,
    hundredths,
    limits,
    mondays,
    shown,
    signed,
)
from csdesk.domain.plans.weekly_sums import Week, figures
from csdesk.domain.rows import Filter, Query, Row
from csdesk.errors import Refused
from csdesk.operations import ledgers, policies
from csdesk.operations.targets.entities import Entity, below
from csdesk.store import calendars, ledger
from csdesk.store.database import Database
from csdesk.store.figures import kpi
from csdesk.store.figures import weekly as weekly_store
from csdesk.store.lookup import Connection


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of the week. asked: a reason is required. below: the reasons that those below gave for it."""

    figure: Figure
    asked: bool
    reason: Row | None
    draft: Draft
    below: tuple[Row, ...] = ()

    @property
    def missing(self) -> bool:
        """Whether the reason that is required has not been written."""
        return self.asked and self.reason is None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The week of one entity. until: the last day that counts; runs: the week is not over then.

    so_far, heading_for: the month's revenue to that day, and what it comes to at this pace, by working days; None once the
    month is over.
    """

    week: str
    entity: Entity
    lines: tuple[Line, ...]
    until: date
    runs: bool
    so_far: Fraction
    heading_for: Fraction | None

    @property
    def missing(self) -> list[Line]:
        """The figures that still need a reason."""
        return [line for line in self.lines if line.missing]


def sheet(db: Database, entity: Entity, week: str, *, as_of: date) -> Sheet:
    """The week of an entity as known on a day. Raises Refused for a week that does not exist or has not begun."""
    starts = mondays(week)
    if starts[0] > as_of:
        raise Refused(f"{week} 还没有开始")
    until = min(starts[0] + timedelta(days=6), as_of)
    with db.reading() as connection:
        calendar = calendars.current(connection)
        people = kpi.directory(connection)
        facts = kpi.facts(connection, people, until, {"loads"}, [(starts[1], until)])
        weeks = [_week(connection, facts, entity, start, min(start + timedelta(days=6), until)) for start in starts]
        rule = limits(policies.in_force(connection, until))
        written = _written(connection, week)
    names = {id: client.name for id, client in facts.clients.items()}
    days = _workdays(calendar, starts[0], until), _workdays(calendar, starts[1], starts[1] + timedelta(days=6))
    others = [one.text for one in below(db, entity)]
    lines = (_line(figure, rule, days, written, entity, others) for figure in figures(names, *weeks))
    so_far = _month_to_date(facts, entity, until)
    pace = _workdays(calendar, first_day(month_of(until)), until)
    whole = _workdays(calendar, first_day(month_of(until)), last_day(month_of(until)))
    return Sheet(
        week,
        entity,
        tuple(lines),
        until,
        until < starts[0] + timedelta(days=6),
        so_far,
        so_far * whole / pace if pace and as_of < last_day(month_of(until)) else None,
    )


def _workdays(calendar: WorkCalendar, first: date, last: date) -> int:
    return sum(calendar.is_workday(first + timedelta(days=n)) for n in range((last - first).days + 1))


def _month_to_date(facts: Facts, entity: Entity, until: date) -> Fraction:
    """The entity's revenue of the month so far: what K01 is measured by."""
    month = month_of(until)
    scope = scopes(facts, entity.level, Period(month, (month,)), until).get(entity.id)
    return KPI_BY_ID["K01"].value(scope).den if scope else Fraction(0)


def _week(connection: Connection, facts: Facts, entity: Entity, first: date, last: date) -> Week:
    owners, of = Owners(facts, last), ENTITY_OF[entity.level]

    def ours(client: str) -> bool:
        return of(owners.place(client, month_of(last))) == entity.id

    cases = [case for case in facts.cases if case.kind in COUNTED and of(owners.of(case, case.registered)) == entity.id]
    states = [(case, standing(case, last)) for case in cases if case.registered <= last]
    marks = [m for m in arrivals(facts, last) if first.isoformat() <= m.day <= last.isoformat()]
    marks = [m for m in marks if of(owners.of(m, date.fromisoformat(m.day))) == entity.id]
    clients = [client for id, client in facts.clients.items() if ours(id)]
    return Week(
        sums={id: one for id, one in weekly_store.sums(connection, first, last).items() if ours(id)},
        new_clients=sum(1 for client in clients if client.since and first <= client.since <= last),
        lost_clients=sum(1 for client in clients if client.exit_on and first <= client.exit_on <= last),
        on_time=Ratio(int(sum(m.num for m in marks)), int(sum(m.den for m in marks))),
        complaints_new=sum(1 for case, state in states if case.registered >= first and not state.void),
        complaints_closed=sum(1 for _, state in states if state.closed and state.closed >= first and not state.void),
        complaints_overdue=sum(1 for _, state in states if not state.closed and not state.void and state.due and state.due <= last),
    )


_Written = Mapping[tuple[str, str, str], Row]


def _written(connection: Connection, week: str) -> _Written:
    """(level, entity, metric) → the newest reason of a week."""
    rows = ledger.select(connection, WeeklyReason, Query(filters=(Filter("week", "is", week),)))
    rows.sort(key=lambda row: (row.updated_at, row.id))
    return {(row.values["level"], row.values["entity"], row.values["metric"]): row for row in rows}


def _line(figure: Figure, rule: Limits, days: tuple[int, int], written: _Written, entity: Entity, others: Iterable[str]) -> Line:
    names = set(others)
    mine = written.get((entity.level, entity.text, figure.metric))
    below_it = (
        row for (level, text, metric), row in written.items() if metric == figure.metric and text in names and level != entity.level
    )
    told = tuple(sorted(below_it, key=lambda row: str(row.values.get("entity_name"))))
    return Line(figure, rule.asks(figure), mine, draft(figure, days), told)


def explain(db: Database, made: Sheet, metric: WeeklyMetric, code: Cause, text: str, *, now: datetime) -> Row:
    """Write down why a figure changed; what was written before is changed. Raises Refused without words, Invalid for too many."""
    if not text.strip():
        raise Refused("请写明增减原因")
    line = next(line for line in made.lines if line.figure.metric == metric)
    told = {"code": code.value, "text": text.strip()}
    if line.reason is not None:
        return ledgers.change(db, WeeklyReason, line.reason, told, now=now)
    this, last = (ratio.value for ratio in (line.figure.this, line.figure.last))
    about = {"week": made.week, "level": made.entity.level.value, "entity": made.entity.text, "entity_name": made.entity.name}
    values = {name: hundredths(metric, value) for name, value in (("this", this), ("last", last)) if value is not None}
    return ledgers.create(db, WeeklyReason, {**about, "metric": metric.value, **told, **values, "by": db.site.name}, now=now)


HEADINGS = ("指标", "本周", "上周", "增减", "增减 %", "去年同周", "原因类别", "增减原因")


def rows(made: Sheet) -> list[tuple[str, ...]]:
    """The sheet as a table of texts under `HEADINGS`."""
    return [_texts(line) for line in made.lines]


def _texts(line: Line) -> tuple[str, ...]:
    figure = line.figure
    metric, percent = figure.metric, figure.percent
    values = (shown(metric, ratio.value) for ratio in (figure.this, figure.last))
    moved = (signed(metric, figure.change), "—" if percent is None else f"{float(percent * 100):+.2f} %")
    code, text = ("待填" if line.asked else "", "")
    if line.reason:
        code, text = Cause(line.reason.values["code"]).label, str(line.reason.values["text"])
    return (metric.label, *values, *moved, shown(metric, figure.year_ago.value), code, text)


def export(made: Sheet, path: Path) -> None:
    """The sheet, with the reasons of everyone below, as a workbook. Raises StorageError."""
    from csdesk.reports.tables import write_tables  # openpyxl is loaded only when there is something to write

    told = [_below(line, row) for line in made.lines for row in line.below]
    own = (HEADINGS, rows(made))
    write_tables(path, {f"{made.week} 周数据": own, "下级说明": (("指标", "对象", "原因类别", "增减原因", "填写人"), told)})


def _below(line: Line, row: Row) -> Sequence[str]:
    values = row.values
    return (line.figure.metric.label, str(values.get("entity_name") or ""), Cause(values["code"]).label, values["text"], values["by"])
