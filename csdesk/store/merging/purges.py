"""Purging: bodies of a record that somebody may have erased are blanked wherever they are, whenever they come; the chain stays."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection

from csdesk.domain.record import field_map
from csdesk.domain.records import RECORDS
from csdesk.store import cache
from csdesk.store.database import get_meta, set_meta
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
    _shed(connection, found)
    connection.exec_driver_sql(_BLANK, [(b"", stream, seq) for stream, seq, *_ in found])
    for stream, hlc in {(stream, hlc) for stream, _, _, _, _, hlc in found}:
        connection.exec_driver_sql(_BLANK_TITLE, (b"", stream, f"{hlc:016x}", hlc))
    cache.refold(connection, {(tbl, book, row) for _, _, tbl, book, row, _ in found})
    _forget_in_reports(connection, {row for _, _, _, _, row, _ in found})
    return len(found)


#: Where a record stands.
Place = tuple[str, str, str]  # (table, book, id)


def with_children(connection: Connection, places: Sequence[Place]) -> list[Place]:
    """These records, then what is part of them: contacts, events, notes, sections …, attachments and instructions, deleted ones too."""
    found, waiting = dict.fromkeys(places), list(places)
    while waiting:
        tbl, _, row = waiting.pop()
        fresh = [place for place in _hanging(connection, tbl, row) if place not in found]
        found.update(dict.fromkeys(fresh))
        waiting += fresh
    return list(found)


def _hanging(connection: Connection, tbl: str, row: str) -> Iterator[Place]:
    links = [(r.about.name, f"{r.about.parent} = ?") for r in RECORDS if r.about.parent and field_map(r)[r.about.parent].of == tbl]
    about = [(r.about.name, "about_id = ?") for r in RECORDS if "about_id" in field_map(r)]
    for child, where in (*links, *about):
        for book, id in connection.exec_driver_sql(f'SELECT book, id FROM "{child}" WHERE {where} ORDER BY n', (row,)):
            yield child, book, id


def shed(connection: Connection) -> list[str]:
    """The hashes of attached files that were purged and that no record names any more: their files are to go too."""
    told: list[str] = json.loads(get_meta(connection, _SHED, "[]"))
    still = "SELECT 1 FROM attachment WHERE sha256 = ? LIMIT 1"
    return [digest for digest in told if connection.exec_driver_sql(still, (digest,)).scalar() is None]


def shed_done(connection: Connection) -> None:
    """They are gone."""
    set_meta(connection, {_SHED: "[]"})


_SHED = "shed"


def _shed(connection: Connection, found: Iterable[Any]) -> None:
    """Note the files of attachments before nothing says any more which they were."""
    rows = {(book, row) for _, _, tbl, book, row, _ in found if tbl == "attachment"}
    text = "SELECT sha256 FROM attachment WHERE id = ? AND book = ? AND sha256 IS NOT NULL"
    digests = {connection.exec_driver_sql(text, (row, book)).scalar() for book, row in rows} - {None}
    if digests:
        before = json.loads(get_meta(connection, _SHED, "[]"))
        set_meta(connection, {_SHED: json.dumps(sorted({*before, *digests}))})


def _forget_in_reports(connection: Connection, rows: Iterable[str]) -> None:
    """Reports of merges tell values too."""
    for row in rows:
        for n, told in connection.exec_driver_sql("SELECT n, report FROM pack WHERE report LIKE ?", (f"%{row}%",)).all():
            report = json.loads(told)
            kept = {name: [one for one in report.get(name, ()) if one.get("id") != row] for name in ("conflicts", "overwritten")}
            connection.execute(PACK.update().where(PACK.c.n == n).values(report=json.dumps({**report, **kept}, ensure_ascii=False)))
