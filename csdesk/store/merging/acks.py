"""What each peer has told that it holds, behind which an export starts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, select

from csdesk.store import log
from csdesk.store.log import Stream
from csdesk.store.tables import ACKED


def acked(connection: Connection, peer: str) -> dict[str, int]:
    """What a peer has told that it holds, by stream."""
    rows = connection.execute(select(ACKED.c.stream, ACKED.c.seq).where(ACKED.c.peer == peer))
    return {stream: seq for stream, seq in rows}  # noqa: C416  rows are not pairs to mypy


def acknowledge(connection: Connection, peer: str, have: Mapping[str, int], chains: Mapping[str, str]) -> None:
    """The latest word of the peer counts, also where it is less or silent: a restored peer needs again what it had.

    Where the peer holds other lines under the same numbers, it needs the stream from the start to see where the two part.
    """
    connection.execute(ACKED.delete().where(ACKED.c.peer == peer))
    ours = {stream.id: stream for stream in log.streams(connection)}
    agreed = {id: seq for id, seq in have.items() if _agree(connection, ours.get(id), seq, chains.get(id))}
    rows = [(peer, stream, seq) for stream, seq in agreed.items()]
    if rows:
        connection.exec_driver_sql("INSERT INTO acked VALUES(?,?,?)", rows)


def _agree(connection: Connection, ours: Stream | None, seq: int, chain: str | None) -> bool:
    if ours is None or chain is None or seq > ours.top:
        return True
    held = ours.chain if seq == ours.top else log.chain_at(connection, ours.n, seq)
    return held is not None and bytes(held).hex() == chain


def forget(connection: Connection, peer: str, streams: Iterable[str]) -> None:
    """The peer gets these streams from the start: what it holds of them is not what is held here."""
    for stream in streams:
        connection.execute(ACKED.delete().where((ACKED.c.peer == peer) & (ACKED.c.stream == stream)))
