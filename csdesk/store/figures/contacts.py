"""When each client that is worked with was last spoken to and is to be next, and whether its day is filed: readings of the follow-ups."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from sqlalchemy import Connection

from csdesk.store.engines import words_of


class Contacted(NamedTuple):
    """A client with its last contact (a moment on the wire), the last news of it, and the day on which the next contact is planned."""

    id: str
    book: str
    code: str
    name: str
    tier: str
    owner: str | None
    since: str | None
    last: str | None
    news: str | None
    planned: str | None


_TEXT = (
    "SELECT c.id, c.book, c.client_code, c.short_name, c.tier, c.owner_id, c.first_biz_date,"
    " max(CASE WHEN l.log_type NOT IN ('status', 'shipment_trend') THEN l.occurred_at END),"
    " max(l.occurred_at),"
    " (SELECT min(v.planned_on) FROM visit_plan v WHERE v.deleted = 0 AND v.client_id = c.id AND v.status = 'planned')"
    " FROM client c LEFT JOIN client_log l ON l.deleted = 0 AND l.client_id = c.id"
    " WHERE c.deleted = 0 AND c.status IN ('active', 'transition')"
)
_END = (
    " GROUP BY c.id, c.book, c.client_code, c.short_name, c.tier, c.owner_id, c.first_biz_date"
    " ORDER BY c.client_code, c.id LIMIT ?"
)  # fmt: skip


def contacted(connection: Connection, book: str, limit: int) -> list[Contacted]:
    """The clients in hand of a book, of every book for none named."""
    where, bound = (" AND c.book = ?", (book,)) if book else ("", ())
    return [Contacted(*row) for row in words_of(connection).tuples(connection, _TEXT + where + _END, (*bound, limit))]


def days_of(connection: Connection, text: str, bound: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Client → days (wire), from a query for pairs."""
    found: dict[str, list[str]] = defaultdict(list)
    for client, day in words_of(connection).tuples(connection, text, bound):
        found[client].append(day)
    return {client: tuple(days) for client, days in found.items()}


def visited(connection: Connection, since: str) -> dict[str, tuple[str, ...]]:
    """The days of each client's visits since a day; a call by video counts for none."""
    text = (
        "SELECT client_id, substr(occurred_at, 1, 10) FROM client_log"
        " WHERE deleted = 0 AND log_type = 'visit' AND occurred_at >= ? ORDER BY occurred_at"
    )
    return days_of(connection, text, (since,))


def planned(connection: Connection) -> dict[str, tuple[str, ...]]:
    """The days of each client's planned visits that are still open."""
    text = (
        "SELECT client_id, planned_on FROM visit_plan WHERE deleted = 0 AND status = 'planned' AND log_type = 'visit' ORDER BY planned_on"
    )
    return days_of(connection, text, ())


def busy(connection: Connection) -> dict[tuple[str | None, str], int]:
    """How many visits each person (staff id) has planned on a day."""
    text = (
        "SELECT owner_id, planned_on, count(*) FROM visit_plan"
        " WHERE deleted = 0 AND status = 'planned' AND log_type = 'visit' GROUP BY owner_id, planned_on"
    )
    return {(owner, day): n for owner, day, n in connection.exec_driver_sql(text)}
