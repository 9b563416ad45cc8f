"""Changes that are held without their bodies: found, and whom it is no use to ask for them."""

from __future__ import annotations

import hashlib
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
    return next(iter(blank(connection, stream, _barren(connection, peer).get(stream.id, (0, ""))[0])), None)


def fingerprint(connection: Connection, stream: Stream) -> str:
    """Which changes of a stream are blank here, in a few letters; none where there is none."""
    found = blank(connection, stream)
    return hashlib.blake2b(repr(found).encode(), digest_size=8).hexdigest() if found else ""


def answered(connection: Connection, peer: str, runs: Mapping[str, tuple[int, int]], lacks: Mapping[str, str]) -> None:
    """Take note of what a peer's file, once merged, left blank within its runs (stream: first and last): it holds no more of it.

    lacks: the `fingerprint` of what is blank at the peer's, by stream. When it is another than at the last answer, the peer
    has found some of it, or lost more, and is asked again.
    """
    before = _barren(connection, peer)
    for stream in log.streams(connection):
        said = lacks.get(stream.id, "")
        after, then = before.get(stream.id, (0, said))
        first, last = runs.get(stream.id, (0, 0))
        left = blank(connection, stream, after if said == then else 0) if last else []
        is_answer = bool(left) and first <= left[0] <= last
        if is_answer or said != then:
            connection.execute(BARREN.delete().where((BARREN.c.peer == peer) & (BARREN.c.stream == stream.id)))
        if is_answer:
            connection.execute(BARREN.insert().values(peer=peer, stream=stream.id, seq=last, lacks=said))


def _barren(connection: Connection, peer: str) -> dict[str, tuple[int, str]]:
    rows = connection.execute(select(BARREN.c.stream, BARREN.c.seq, BARREN.c.lacks).where(BARREN.c.peer == peer))
    return {stream: (int(seq), lacks) for stream, seq, lacks in rows}
