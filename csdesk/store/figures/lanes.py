"""Which client ships on which lane."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from sqlalchemy import Connection

from csdesk.store.figures.kpi_money import counted


def lanes(connection: Connection, first: date, last: date) -> dict[tuple[str, str], frozenset[str]]:
    """(from city, to city) → the clients that shipped there from one day to another, both included."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for client, origin, dest in connection.exec_driver_sql(
        f"SELECT DISTINCT client_id, origin_city, dest_city FROM waybill WHERE {counted(connection)} AND status IS DISTINCT FROM 'void'"
        " AND plan_date >= ? AND plan_date <= ? AND client_id IS NOT NULL AND origin_city IS NOT NULL AND dest_city IS NOT NULL"
        " ORDER BY origin_city, dest_city, client_id",
        (first.isoformat(), last.isoformat()),
    ):
        found[origin, dest].add(client)
    return {lane: frozenset(who) for lane, who in found.items()}
