"""How many follow-ups each person wrote in a period, by type and by channel, and how many clients they touched."""

from __future__ import annotations

from sqlalchemy import Connection

_SPAN = "FROM client_log WHERE deleted = 0 AND occurred_at >= ? AND occurred_at < ?"


def counts(connection: Connection, field: str, start: str, end: str) -> dict[str, dict[str, int]]:
    """Staff id ("" for none) → value of `field` (`log_type` or `channel`) → how many, from one wire day to before another."""
    found: dict[str, dict[str, int]] = {}
    for owner, value, many in connection.exec_driver_sql(
        f"SELECT owner_id, {field}, count(*) {_SPAN} GROUP BY owner_id, {field}", (start, end)
    ):
        found.setdefault(owner or "", {})[value or ""] = many
    return found


def clients(connection: Connection, start: str, end: str) -> tuple[dict[str, int], int]:
    """Staff id → clients touched, and how many all of them touched together."""
    each = {
        owner or "": many
        for owner, many in connection.exec_driver_sql(f"SELECT owner_id, count(DISTINCT client_id) {_SPAN} GROUP BY owner_id", (start, end))
    }
    return each, int(connection.exec_driver_sql(f"SELECT count(DISTINCT client_id) {_SPAN}", (start, end)).scalar_one())
