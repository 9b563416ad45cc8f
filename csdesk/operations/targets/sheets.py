"""The sheet of one entity's year: what is in force or drafted, what was reached the year before, and the same of those below."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from csdesk.domain.kpi.periods import month_of, months_ending, shifted
from csdesk.domain.plans.plansheet import MONTHS, Column, PlanSheet
from csdesk.domain.plans.targets import Metric, PlanLine, PlanStatus, Tier
from csdesk.domain.rows import Filter, Query, Row
from csdesk.operations.kpi import closing, figures
from csdesk.operations.targets.entities import Entity, below
from csdesk.store import ledger
from csdesk.store.database import Database

#: Which figure says what was reached in a metric: the KPI, which part of it, and how many plan units one of its own is.
_REACHED: Mapping[Metric, tuple[str, str, int]] = {
    Metric.REVENUE: ("K01", "den", 1),
    Metric.GROSS_PROFIT: ("K01", "num", 1),
    Metric.WAYBILLS: ("K21", "den", 100),
    Metric.COLLECTION: ("K20", "num", 1),
    Metric.DSO: ("K07", "value", 100),
    Metric.SATISFACTION: ("K04", "value", 10_000),
    Metric.CLOSURE_RATE: ("K05", "value", 10_000),
    Metric.GROWTH: ("K06", "value", 10_000),
}


@dataclass(frozen=True, slots=True)
class Known:
    """A sheet with what was read to make it. lines: entity text → its newest lines of the year by month."""

    sheet: PlanSheet
    entities: tuple[Entity, ...]
    lines: Mapping[str, Mapping[str, Row]] = field(default_factory=dict)

    @property
    def draft(self) -> bool:
        """Whether anything of it still waits to be approved."""
        return any(row.values["status"] == PlanStatus.DRAFT for lines in self.lines.values() for row in lines.values())


def sheet(db: Database, entity: Entity, metric: Metric, year: int, *, as_of: date, tier: Tier = Tier.TARGET) -> Known:
    """The year of an entity in a metric: drafts before what is in force, with last year's months and everyone below it."""
    whose = (entity, *below(db, entity))
    lines = _newest(db, metric, tier, year)
    reached = _reached(db, metric, whose, as_of, year)
    columns = [_column(one, lines.get((one.level, one.text), {}), reached[one.id], year) for one in whose]
    adjusts = any(columns[0].approved)
    made = PlanSheet(year, metric, tier, columns[0], columns[1:], closed_months(db, year) if adjusts else 0)
    return Known(made, whose, {one.text: lines.get((one.level, one.text), {}) for one in whose})


def closed_months(db: Database, year: int) -> int:
    """How many months of a year lie up to the last one that was closed (月结), and cannot be planned anew."""
    closed = {str(row.values["month"]) for row in closing.closings(db)}
    return max((n for n, month in enumerate(_months(year), 1) if month in closed), default=0)


def _months(year: int) -> list[str]:
    return [f"{year}-{month:02}" for month in range(1, MONTHS + 1)]


def _newest(db: Database, metric: Metric, tier: Tier, year: int) -> dict[tuple[str, str], dict[str, Row]]:
    """(level, entity) → month → the newest line: of several versions the highest, of one version the latest."""
    span = (
        Filter("metric", "is", metric),
        Filter("tier", "is", tier),
        Filter("month", "ge", f"{year}-01"),
        Filter("month", "le", f"{year}-12"),
    )
    with db.reading() as connection:
        rows = ledger.select(connection, PlanLine, Query(filters=span))
    found: dict[tuple[str, str], dict[str, Row]] = defaultdict(dict)
    for row in sorted(rows, key=lambda row: (row.values.get("version") or 1, row.updated_at, row.id)):
        found[row.values["level"], row.values["entity"]][row.values["month"]] = row
    return found


def _column(entity: Entity, lines: Mapping[str, Row], reached: Sequence[int | None], year: int) -> Column:
    told = [lines.get(month) for month in _months(year)]
    values = [row.values["value"] if row else 0 for row in told]
    in_force = bool(lines) and all(row.values["status"] != PlanStatus.DRAFT for row in lines.values())
    before, recent = reached[:MONTHS], reached[MONTHS:]
    return Column(
        entity.level,
        entity.text,
        entity.name,
        months=values,
        before=[] if all(value is None for value in before) else [value or 0 for value in before],
        recent=sum(value or 0 for value in recent),
        approved=list(values) if in_force else (),
    )


def _reached(db: Database, metric: Metric, whose: Iterable[Entity], as_of: date, year: int) -> dict[str, list[int | None]]:
    """Entity id → the twelve months of the year before, then the twelve that ended last; None where nothing is known."""
    found: dict[str, list[int | None]] = {entity.id: [None] * (2 * MONTHS) for entity in whose}
    if (told := _REACHED.get(metric)) is None:
        return found
    kpi_id, part, units = told
    wanted = (*months_ending(f"{year - 1}-12", MONTHS), *months_ending(shifted(month_of(as_of), -1), MONTHS))
    first, last = min(wanted), max(wanted)
    many = (int(last[:4]) - int(first[:4])) * MONTHS + int(last[5:]) - int(first[5:]) + 1
    for level in dict.fromkeys(entity.level for entity in whose):
        ids = [entity.id for entity in whose if entity.level == level]
        for course in figures.courses(db, kpi_id, level, ids, last, many, as_of=as_of):
            by_month = {figure.period: getattr(figure, part) if figure.value is not None else None for figure in course}
            found[course[0].entity] = [None if (v := by_month[month]) is None else round(v * units) for month in wanted]
    return found
