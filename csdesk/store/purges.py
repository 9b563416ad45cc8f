"""Purging: bodies of a record that somebody may have erased are blanked wherever they are, whenever they come; the chain stays."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import Connection

from csdesk.store import cache
from csdesk.store.tables import PACK

#: Everything written to a purged record in its book, and the titles of the change sets that wrote to nothing else.
_TO_BLANK = """
    SELECT c.stream, c.seq, c.tbl, s.book, c.row, c.hlc FROM change p
    JOIN stream ps ON ps.n = p.stream
    JOIN change c ON c.row = p.row AND c.tbl <> '_purge' AND length(c.body) > 0
    JOIN stream s ON s.n = c.stream AND s.book = ps.book
    WHERE p.tbl = '_purge'
"""
_BLANK = "UPDATE change SET body = ? WHERE stream = ? AND seq = ?"
_BLANK_TITLE = """
    UPDATE change SET body = ? WHERE stream = ? AND tbl = '_set' AND row = ? AND NOT EXISTS (
        SELECT 1 FROM change o WHERE o.stream = change.stream AND o.seq BETWEEN change.seq + 1 AND change.seq + 1000
        AND o.hlc = ? AND length(o.body) > 0
    )
"""


def settle(connection: Connection) -> int:
    """Blank what is to be purged and is not yet; how many changes. The records go from tables and search with it."""
    found = connection.exec_driver_sql(_TO_BLANK).all()
    if not found:
        return 0
    connection.exec_driver_sql(_BLANK, [(b"", stream, seq) for stream, seq, *_ in found])
    for stream, hlc in {(stream, hlc) for stream, _, _, _, _, hlc in found}:
        connection.exec_driver_sql(_BLANK_TITLE, (b"", stream, f"{hlc:016x}", hlc))
    cache.refold(connection, {(tbl, book, row) for _, _, tbl, book, row, _ in found})
    _forget_in_reports(connection, {row for _, _, _, _, row, _ in found})
    return len(found)


def _forget_in_reports(connection: Connection, rows: Iterable[str]) -> None:
    """Reports of merges tell values too."""
    for row in rows:
        for n, told in connection.exec_driver_sql("SELECT n, report FROM pack WHERE report LIKE ?", (f"%{row}%",)).all():
            report = json.loads(told)
            kept = {name: [one for one in report.get(name, ()) if one.get("id") != row] for name in ("conflicts", "overwritten")}
            connection.execute(PACK.update().where(PACK.c.n == n).values(report=json.dumps({**report, **kept}, ensure_ascii=False)))
