"""Targets: a year's plan laid out beside last year and the plans below it, saved as a draft, approved, and adjusted by versions."""

from __future__ import annotations

from csdesk.domain.clients import Client
from csdesk.domain.kpi.scope import NATION
from csdesk.domain.rows import Filter, Query, Row
from csdesk.domain.targets import Level, Metric
from csdesk.store import kpi, ledger
from csdesk.store.database import Database
from csdesk.store.lookup import Connection

#: Which figure says what was reached in a metric: the KPI, which part of it, and how many plan units one of its own is.
_REACHED: dict[Metric, tuple[str, str, int]] = {
    Metric.REVENUE: ("K01", "den", 1),
    Metric.GROSS_PROFIT: ("K01", "num", 1),
    Metric.COLLECTION: ("K20", "num", 1),
    Metric.DSO: ("K07", "value", 100),
    Metric.SATISFACTION: ("K04", "value", 10_000),
    Metric.CLOSURE_RATE: ("K05", "value", 10_000),
    Metric.GROWTH: ("K06", "value", 10_000),
}

# -- who stands below whom ------------------------------------------------------------------------------------------


def entities(db: Database, level: Level) -> dict[str, str]:
    """The entities of a level that a plan can be made for: how plan lines name each → what it is called."""
    with db.reading() as connection:
        return _entities(connection, level)


def _entities(connection: Connection, level: Level) -> dict[str, str]:
    people = kpi.directory(connection)
    match level:
        case Level.NATION:
            return {NATION: Level.NATION.label}
        case Level.SPAN:
            return {name: name for name in sorted(set(people.spans.values()))}
        case Level.BRANCH:
            return dict(sorted(people.branches.items()))
        case Level.SPECIALIST:
            return {name: name for name in sorted(people.staff[id] for id in people.specialists)}
    rows = ledger.select(connection, Client, Query(filters=(Filter("status", "is_not", "lost"),)))
    return {_client_text(row): str(row.values["short_name"]) for row in rows}


def _client_text(row: Row) -> str:
    return str(row.values.get("client_code") or row.values["short_name"])
