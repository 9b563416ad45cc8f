"""The funnel from 预估 to 回款 of an entity's business, beside that of the period before and of a year earlier."""

from __future__ import annotations

from datetime import date

from csdesk.domain.kpi.boards import Funnels
from csdesk.domain.kpi.periods import Period, before, period_of
from csdesk.domain.kpi.registry import chosen
from csdesk.domain.money.funnel import Funnel, funnel
from csdesk.operations.kpi.figures import level_of, read_known, scope_of
from csdesk.store.database import Database
from csdesk.store.figures import receivables


def funnels(db: Database, *, level: str, period: str, entity: str, as_of: date) -> Funnels:
    """The funnel of a period by business day. Raises Refused for a level or period that does not exist."""
    wanted, when = level_of(level), period_of(period)
    compared = when, before(when), before(when, 12)
    known = read_known(db, as_of, chosen(["K01"]), *(one.span for one in compared))
    with db.reading() as connection:
        accounts = receivables.accounts(connection, as_of.isoformat())

    def of(one: Period) -> Funnel:
        return funnel(one.name, accounts, scope_of(known, wanted, entity, one).clients, as_of)

    name = known.entities(wanted, [entity]).get(entity, "（未知）")
    now, earlier, year = map(of, compared)
    return Funnels(name, now, earlier, year, as_of)
