"""A merge proven before it is committed: nothing missing in the log, every stream ends as its author said, the cache tells it."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sqlalchemy import Connection

from csdesk.errors import StorageError
from csdesk.store import cache, log

#: So many of the changes that came are followed to the rows that are shown.
SAMPLE = 200
_HELD = "SELECT count(*), min(seq), max(seq) FROM change WHERE stream = ? AND seq >= ?"
_END = "SELECT chain FROM change WHERE stream = ? AND seq = ?"
_ROWS = "SELECT tbl, row FROM change WHERE stream = ? AND seq = ?"


class Run(NamedTuple):
    """The changes of one stream that are new here, and the chain after the last."""

    first: int
    top: int
    chain: bytes


def prove(connection: Connection, pack: str, runs: Mapping[str, Run]) -> None:
    """Raise StorageError unless these streams stand in the log as checked and a sample of their records folds to what is shown.

    Call within the transaction that wrote them. pack: settles which records are looked at.
    """
    held = {stream.id: stream for stream in log.streams(connection)}
    for id, run in runs.items():
        if not _stands(connection, held.get(id), run):
            raise _broken(f"流水 {id}")
    if unlike := cache.unlike(connection, set(_sample(connection, pack, [(held[id], run) for id, run in runs.items()]))):
        raise _broken(f"记录 {unlike[0][2]}")


def _stands(connection: Connection, stream: log.Stream | None, run: Run) -> bool:
    if stream is None or (stream.top, bytes(stream.chain)) != (run.top, run.chain):
        return False
    [counted] = connection.exec_driver_sql(_HELD, (stream.n, run.first)).all()
    end = connection.exec_driver_sql(_END, (stream.n, run.top)).scalar()
    return tuple(counted) == (run.top - run.first + 1, run.first, run.top) and bytes(end or b"") == run.chain


def _sample(connection: Connection, pack: str, runs: list[tuple[log.Stream, Run]]) -> Iterator[tuple[str, str, str]]:
    """(table, book, id) of some of the records that were touched."""
    total = sum(run.top - run.first + 1 for _, run in runs)
    chosen = sorted(random.Random(pack).sample(range(total), min(SAMPLE, total)), reverse=True)
    start = 0
    for stream, run in runs:
        while chosen and chosen[-1] < start + run.top - run.first + 1:
            for tbl, row in connection.exec_driver_sql(_ROWS, (stream.n, run.first + chosen.pop() - start)):
                yield tbl, stream.book, row
        start += run.top - run.first + 1


def _broken(what: str) -> StorageError:
    return StorageError(f"合并后核对{what}不一致，已全部撤销，没有写入任何内容。请先检查本机的数据文件，再重新合并")
