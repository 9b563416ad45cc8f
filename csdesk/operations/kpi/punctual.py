"""准时 of an entity along a period, beside the period before and a year earlier, and how late the late ones were."""

from __future__ import annotations

from datetime import date

from csdesk.domain.kpi.boards import Punctual
from csdesk.domain.kpi.figure import Compared
from csdesk.domain.kpi.periods import before, period_of
from csdesk.domain.kpi.punctual import ON_TIME, course, exempted, lateness
from csdesk.domain.kpi.registry import chosen
from csdesk.operations.kpi.figures import level_of, read_known, scope_of
from csdesk.store.database import Database


def punctual(db: Database, *, level: str, period: str, entity: str, as_of: date) -> Punctual:
    """How punctual an entity was in a period. Raises Refused for a level or period that does not exist."""
    wanted, when, rows = level_of(level), period_of(period), chosen(ON_TIME)
    spans = when, before(when), before(when, 12)
    known = read_known(db, as_of, rows, *(one.span for one in spans))
    mine, *others = (scope_of(known, wanted, entity, one, rows) for one in spans)
    name = known.entities(wanted, [entity]).get(entity, "（未知）")
    compared = {row.id: Compared(*(known.figure(row, scope, name) for scope in (mine, *others))) for row in rows}
    return Punctual(
        name, when.name, compared, tuple(course(row.id, mine) for row in rows), lateness(mine), exempted(mine), as_of
    )  # fmt: skip
