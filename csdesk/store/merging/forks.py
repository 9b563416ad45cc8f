"""Two computers that wrote under one number: the own changes behind the fork are written anew under the present incarnation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection

from csdesk.domain.lines import decode_head, encode, link
from csdesk.store import cache, log
from csdesk.store.database import Site
from csdesk.store.log import Stream
from csdesk.store.tables import ACKED, CHANGE, STREAM

_BEHIND = "SELECT seq, row, tbl, hlc, head, body FROM change WHERE stream = ? AND seq > ? ORDER BY seq"


class _Moved(NamedTuple):
    """An own change that leaves its stream."""

    seq: int
    row: str
    tbl: str
    hlc: int
    head: bytes
    body: bytes


def part(connection: Connection, site: Site, common: Mapping[str, int]) -> int:
    """Move own changes behind the last common one into the streams of `site`'s present incarnation; how many.

    common: own stream → the last change that both computers have. Bodies stay byte for byte; what a change had seen is told by
    the new numbers. The old stream then ends at the fork, and takes what the other computer wrote.
    """
    held = {stream.id: stream for stream in log.streams(connection)}
    touched: set[tuple[str, str, str]] = set()
    moved = 0
    for id, last in common.items():
        stream = held[id]
        lines = [_Moved(*row) for row in connection.exec_driver_sql(_BEHIND, (stream.n, last))]
        _cut(connection, stream, last)
        _write(connection, log.stream(connection, site.site, site.inc, stream.book), stream, lines)
        touched.update((line.tbl, stream.book, line.row) for line in lines)
        moved += len(lines)
    cache.refold(connection, touched)
    return moved


def _cut(connection: Connection, stream: Stream, last: int) -> None:
    """The stream ends at `last`; whatever peers said of it counts no more."""
    chain = log.chain_at(connection, stream.n, last)
    connection.execute(CHANGE.delete().where((CHANGE.c.stream == stream.n) & (CHANGE.c.seq > last)))
    connection.execute(STREAM.update().where(STREAM.c.n == stream.n).values(top=last, chain=chain, sig=None))
    connection.execute(ACKED.delete().where(ACKED.c.stream == stream.id))


def _write(connection: Connection, new: Stream, old: Stream, lines: list[_Moved]) -> None:
    names = {f"{old.author}:{line.seq}": f"{new.author}:{new.top + n}" for n, line in enumerate(lines, 1)}
    rows: list[tuple[Any, ...]] = []
    seq, chain = new.top, new.chain
    for line in lines:
        seq += 1
        *_, base, hashed = decode_head(line.head)
        head = encode((seq, line.hlc, line.tbl, line.row, [names.get(b, b) for b in base], hashed))
        chain = link(chain, head)
        rows.append((new.n, seq, line.row, line.tbl, line.hlc, head, line.body, chain, None))
    log.insert(connection, rows)
    connection.execute(STREAM.update().where(STREAM.c.n == new.n).values(top=seq, chain=chain, sig=None))
