"""The figures of closed months, as they were frozen."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from csdesk.domain.closing import KpiSnapshot
from csdesk.domain.rows import Filter, Query, Row
from csdesk.store import ledger

#: (month, KPI, level, entity)
Key = tuple[str, str, str, str]


_FIELDS = ("period", "kpi", "level", "entity", "num", "den", "display", "status", "flags")


def frozen(connection: Connection, kpis: Iterable[str], since: str, as_of: str) -> dict[Key, Row]:
    """What was frozen by the day `as_of` of the months from `since` on; of two books' word headquarters' stands, else the first."""
    asked = (Filter("period", "ge", since), Filter("as_of", "le", as_of), Filter("kpi", "in", list(kpis)))
    numbers = ledger.numbers(connection, KpiSnapshot, Query(filters=(*asked, Filter("restated_of", "empty"))))
    rows = ledger.rows(connection, KpiSnapshot, numbers, _FIELDS)
    found: dict[Key, Row] = {}
    for row in sorted(rows, key=lambda row: (row.book != "ORG", row.created_at, row.id)):
        found.setdefault(key_of(row), row)
    return found


def restated(connection: Connection, months: Iterable[str]) -> dict[str, Row]:
    """The latest restatement of each snapshot of these months, by the snapshot's id."""
    query = Query(filters=(Filter("period", "in", list(months)), Filter("restated_of", "filled")))
    rows = sorted(ledger.select(connection, KpiSnapshot, query), key=lambda row: (row.created_at, row.id))
    return {str(row.values["restated_of"]): row for row in rows}


def key_of(row: Row) -> Key:
    """Which figure a snapshot is of."""
    told = row.values
    return str(told["period"]), str(told["kpi"]), str(told["level"]), str(told["entity"])
