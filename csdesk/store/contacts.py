"""When each client that is worked with was last spoken to, and whether its day is filed: one reading of the follow-ups."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection


class Contacted(NamedTuple):
    """A client with its last contact (a moment on the wire) and the last news of it."""

    id: str
    book: str
    code: str
    name: str
    tier: str
    owner: str | None
    last: str | None
    news: str | None


_TEXT = (
    "SELECT c.id, c.book, c.client_code, c.short_name, c.tier, c.owner_id,"
    " max(CASE WHEN l.log_type NOT IN ('status', 'shipment_trend') THEN l.occurred_at END),"
    " max(CASE WHEN l.log_type IN ('status', 'shipment_trend') THEN l.occurred_at END)"
    " FROM client c LEFT JOIN client_log l ON l.deleted = 0 AND l.client_id = c.id"
    " WHERE c.deleted = 0 AND c.status IN ('active', 'transition')"
)
_END = " GROUP BY c.id, c.book, c.client_code, c.short_name, c.tier, c.owner_id ORDER BY c.client_code, c.id LIMIT ?"


def contacted(connection: Connection, book: str, limit: int) -> list[Contacted]:
    """The clients in hand of a book, of every book for none named."""
    where, bound = (" AND c.book = ?", (book,)) if book else ("", ())
    return [Contacted(*row) for row in connection.exec_driver_sql(_TEXT + where + _END, (*bound, limit))]
