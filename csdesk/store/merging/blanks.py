"""Changes that are held without their bodies: found, and whom it is no use to ask for them."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, select

from csdesk.domain.changes import CHANGE_SET
from csdesk.store import log
from csdesk.store.log import Stream
from csdesk.store.tables import BARREN

#: A record's body is blank where the line came through somebody who may not, or would not, pass it on. What was purged is meant to be.
_BLANK = """
    SELECT seq FROM change c WHERE stream = ? AND seq > ? AND length(body) = 0 AND tbl <> ?
    AND NOT EXISTS (SELECT 1 FROM change p WHERE p.row = c.row AND p.tbl = '_purge') ORDER BY seq
"""


def blank(connection: Connection, stream: Stream, after: int = 0) -> list[int]:
    """The changes of a stream behind `after` that are held without their bodies and were not purged."""
    return list(connection.exec_driver_sql(_BLANK, (stream.n, after, CHANGE_SET)).scalars())


def wanted(connection: Connection, peer: str, stream: Stream) -> int | None:
    """The first change of a stream that is blank here and that the peer was not asked for yet; None for none."""
    return next(iter(blank(connection, stream, _barren(connection, peer).get(stream.id, 0))), None)


def answered(connection: Connection, peer: str, runs: Mapping[str, tuple[int, int]]) -> None:
    """Take note of what a peer's file, once merged, left blank within its runs (stream: first and last): it holds no more of it."""
    before = _barren(connection, peer)
    for stream in log.streams(connection):
        first, last = runs.get(stream.id, (0, 0))
        left = blank(connection, stream, before.get(stream.id, 0)) if last else []
        if left and first <= left[0] <= last:
            connection.execute(BARREN.delete().where((BARREN.c.peer == peer) & (BARREN.c.stream == stream.id)))
            connection.execute(BARREN.insert().values(peer=peer, stream=stream.id, seq=last))


def _barren(connection: Connection, peer: str) -> dict[str, int]:
    rows = connection.execute(select(BARREN.c.stream, BARREN.c.seq).where(BARREN.c.peer == peer))
    return {stream: int(seq) for stream, seq in rows}
