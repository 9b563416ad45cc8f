"""What would leave in a sync file, and up to where own streams have left in one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from csdesk.domain.records import private_fields
from csdesk.store.database import get_meta, set_meta
from csdesk.store.log import Stream
from csdesk.store.merging.packs import is_private


@dataclass(frozen=True, slots=True)
class Extent:
    """What a run of a stream holds of one table: changes, their bytes, the stamps of the oldest and newest, what stays here."""

    tbl: str
    changes: int
    size: int
    since: int
    until: int
    withheld: int


def extent(connection: Connection, stream: Stream, after: int, *, upward: bool) -> list[Extent]:
    """What sending the changes behind `after` would carry, table by table; `upward` counts what would be blanked."""
    rows = connection.exec_driver_sql(
        "SELECT tbl, count(*), sum(length(head) + length(body)), min(hlc), max(hlc) FROM change"
        " WHERE stream = ? AND seq BETWEEN ? AND ? GROUP BY tbl ORDER BY tbl",
        (stream.n, after + 1, stream.top),
    ).all()
    found = [tuple(row) for row in rows]
    return [
        Extent(tbl, n, int(size), since, until, _private(connection, stream, after, tbl) if upward else 0)
        for tbl, n, size, since, until in found
    ]


def _private(connection: Connection, stream: Stream, after: int, tbl: str) -> int:
    if not private_fields(tbl):
        return 0
    bodies = connection.exec_driver_sql(
        "SELECT body FROM change WHERE stream = ? AND seq BETWEEN ? AND ? AND tbl = ?", (stream.n, after + 1, stream.top, tbl)
    ).scalars()
    return sum(bool(body) and is_private(tbl, body) for body in bodies)


def keep_sent(connection: Connection, tops: Mapping[str, int]) -> None:
    """Remember up to where own streams have left in a file; never less than before."""
    before = sent(connection)
    set_meta(connection, {"sent": json.dumps({**before, **{s: max(top, before.get(s, 0)) for s, top in tops.items()}})})


def sent(connection: Connection) -> dict[str, int]:
    """Up to where own streams have left in a file, by stream."""
    found: dict[str, int] = json.loads(get_meta(connection, "sent", "{}"))
    return found
