"""Whether a restored file and the living one tell the same: every record's values, heads and conflicts, and every stream's chain."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from csdesk.domain.changes import PURGE
from csdesk.domain.moments import moment_from_ms
from csdesk.domain.progress import Progress, quiet
from csdesk.domain.record import Record
from csdesk.domain.records import RECORDS
from csdesk.store import cache, cached, calendars, log
from csdesk.store.log import Stream

_BITS = 1 << 128
_PURGED = f"SELECT DISTINCT row FROM change WHERE tbl = '{PURGE}'"
_SPAN = "SELECT min(hlc), max(hlc) FROM change WHERE stream = ? AND seq > ?"


@dataclass(frozen=True, slots=True)
class Compared:
    """What a comparison found.

    lines: changes that both hold. records: records compared. hash: of all of them. unlike: what differs, as sentences.
    later: own changes that the living file wrote since, and that the restored one cannot have; since, until: their moments.
    """

    lines: int
    records: int
    hash: str
    unlike: tuple[str, ...]
    later: int
    since: str
    until: str


def compare(restored: Connection, living: Connection, site: str, progress: Progress = quiet) -> Compared:
    """Compare a restored file with the living file of the workstation `site`, as far as the restored one goes.

    The restored file is asked for what it shows; what it should show is folded anew from the log of the living file, up to the same
    numbers. Own changes that the living file wrote since the backup, and nobody sent back, are counted and not compared.
    """
    ours = {stream.id: stream for stream in log.streams(living)}
    theirs = {stream.id: stream for stream in log.streams(restored)}
    unlike = [sentence for id, stream in theirs.items() if (sentence := _other_line(living, ours.get(id), stream))]
    unlike += [_missing(stream, theirs.get(id)) for id, stream in ours.items() if stream.site != site and _behind(stream, theirs.get(id))]
    later = [
        (stream, theirs[id].top if id in theirs else 0)
        for id, stream in ours.items()
        if stream.site == site and _behind(stream, theirs.get(id))
    ]
    tops = {ours[id].n: stream.top if stream.upto is None else min(stream.top, stream.upto) for id, stream in theirs.items() if id in ours}
    records, total = 0, hashlib.blake2b(digest_size=8)
    calendar, purged = calendars.current(restored), set(living.exec_driver_sql(_PURGED).scalars())
    for n, record in enumerate(RECORDS):
        progress(f"演练：对比 {record.about.ledger}", n, len(RECORDS))
        many, shown = _sum(_shown(restored, record, purged))
        if (many, shown) != _sum(columns for _, columns in cache.told(living, record, calendar, tops)):
            unlike.append(f"{record.about.ledger} 恢复后与现在的流水不一致")
        records += many
        total.update(shown.to_bytes(16, "big"))
    stamps = [stamp for stream, top in later for stamp in living.exec_driver_sql(_SPAN, (stream.n, top)).one()]
    since, until = (moment_from_ms(edge(stamps) >> 16) if stamps else "" for edge in (min, max))
    return Compared(
        sum(stream.top for stream in theirs.values()), records, total.hexdigest(), tuple(unlike),
        sum(stream.top - top for stream, top in later), since, until,
    )  # fmt: skip


def _shown(connection: Connection, record: type[Record], without: Collection[str]) -> Iterable[tuple[Any, ...]]:
    """Every row of a table as it is shown, in the order of its columns, but for records that were purged since."""
    return (tuple(row.values()) for row in cached.all_rows(connection, record) if row["id"] not in without)


def _sum(rows: Iterable[tuple[Any, ...]]) -> tuple[int, int]:
    """How many rows, and a number that is the same for the same rows in any order."""
    many = total = 0
    for row in rows:
        many += 1
        row = tuple(int(cell) if isinstance(cell, bool) else cell for cell in row)  # a flag, which its column holds as 1 or 0
        total += int.from_bytes(hashlib.blake2b(repr(row).encode(), digest_size=16).digest(), "big")
    return many, total % _BITS


def _behind(ours: Stream, theirs: Stream | None) -> bool:
    return ours.top > (theirs.top if theirs else 0)


def _missing(ours: Stream, theirs: Stream | None) -> str:
    return f"流水 {ours.id} 第 {(theirs.top if theirs else 0) + 1}–{ours.top} 条既不在备份里，也不在存档里"


def _other_line(living: Connection, ours: Stream | None, theirs: Stream) -> str:
    chain = log.chain_at(living, ours.n, theirs.top) if ours else None
    return "" if chain == theirs.chain else f"流水 {theirs.id} 到第 {theirs.top} 条与现在的文件不同"
