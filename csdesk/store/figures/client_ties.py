"""What hangs on clients over more than one ledger: who shipped, who answers for each, the trips that carried its waybills."""

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


def trips(connection: Connection, client: str, most: int) -> list[str]:
    """The newest trips that carried waybills of a client, by id."""
    text = (
        "SELECT t.id FROM trip t WHERE t.deleted = 0 AND EXISTS (SELECT 1 FROM trip_stop s JOIN waybill w ON w.id = s.waybill_id"
        " AND w.deleted = 0 WHERE s.deleted = 0 AND s.trip_id = t.id AND s.book = t.book AND w.client_id = ?)"
        " ORDER BY t.plan_date DESC, t.id LIMIT ?"
    )
    return list(dict.fromkeys(connection.exec_driver_sql(text, (client, most)).scalars()))
