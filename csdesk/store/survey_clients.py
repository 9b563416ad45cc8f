"""Which clients a satisfaction round is about, and who answers for each."""

from __future__ import annotations

from sqlalchemy import Connection


def shipped(connection: Connection, first: str, last: str) -> set[str]:
    """The clients with a waybill between two days (wire)."""
    text = "SELECT DISTINCT client_id FROM waybill WHERE deleted = 0 AND status <> 'void' AND plan_date BETWEEN ? AND ?"
    return set(connection.exec_driver_sql(text, (first, last)).scalars())


def owners(connection: Connection) -> dict[str, str]:
    """Client → the name of its specialist."""
    text = "SELECT c.id, s.name FROM client c JOIN staff s ON s.id = c.owner_id AND s.deleted = 0 WHERE c.deleted = 0"
    return {client: name for client, name in connection.exec_driver_sql(text)}  # noqa: C416  rows are not pairs to mypy
