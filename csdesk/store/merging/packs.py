"""Sync files and the log: reading runs of streams for one to send, applying a checked one in one transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from sqlalchemy import Connection, select

from csdesk.domain.changes import Change
from csdesk.domain.lines import Line, decode_body
from csdesk.domain.record import Record, title_of
from csdesk.domain.records import RECORD_BY_NAME, RECORDS, private_fields
from csdesk.domain.staff.posts import Post, post_text
from csdesk.store import cache, ledger, log
from csdesk.store.database import get_meta, set_meta
from csdesk.store.engines import streamed
from csdesk.store.log import Logged, Stream
from csdesk.store.merging import acks, blanks, purges
from csdesk.store.merging.effects import Effects
from csdesk.store.tables import CERT, PACK, PACK_STREAM, STREAM

BATCH = 2000
#: A stamp this far ahead of the own clock is not taken over.
AHEAD_MS = 86_400_000


# -- sending --------------------------------------------------------------------------------------------------------


def run(connection: Connection, stream: Stream, after: int, *, upward: bool) -> Iterator[tuple[bytes, bytes]]:
    """(head, body) of every change behind `after`, exactly as stored; `upward` blanks what may not leave the branch."""
    text = "SELECT tbl, head, body FROM change WHERE stream = ? AND seq BETWEEN ? AND ? ORDER BY seq"
    for tbl, head, body in streamed(connection, text, (stream.n, after + 1, stream.top)):
        yield head, b"" if upward and body and is_private(tbl, body) else body


def is_private(tbl: str, body: bytes) -> bool:
    """Whether a line holds what may not leave the branch upward."""
    return bool(private_fields(tbl)) and not private_fields(tbl).isdisjoint(decode_body(body))


# -- certificates ---------------------------------------------------------------------------------------------------


def certificates(connection: Connection) -> dict[str, bytes]:
    """Certificate files by site, as they were accepted, issued or learned."""
    return {site: bytes(body) for site, body in connection.execute(select(CERT.c.site, CERT.c.body))}


def keep_certificate(connection: Connection, site: str, body: bytes, post: Post | None = None) -> None:
    """Keep (or replace) the certificate of a site. post: what it lets its holder write in.

    What he wrote outside a term of leave cover is hidden, or shown, at the next `cache.settle_holds`.
    """
    told = post_text(post) if post and post.covers else None
    connection.execute(CERT.delete().where(CERT.c.site == site))
    connection.execute(CERT.insert().values(site=site, body=body, post=told))


# -- applying -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Arriving:
    """A run of one stream that was checked: where it belongs, begins and ends, and the author's signature under the end."""

    site: str
    inc: str
    book: str
    first: int
    top: int
    sig: bytes


@dataclass(frozen=True, slots=True)
class Incoming:
    """The sync file that is being merged."""

    id: str
    sender: str
    name: str
    file: str
    merged_at: str
    have: Mapping[str, int]
    chains: Mapping[str, str] = field(default_factory=dict)
    lacks: Mapping[str, str] = field(default_factory=dict)


def apply(
    connection: Connection, pack: Incoming, runs: Iterable[tuple[Arriving, Iterator[Line]]], now_ms: int, effects: Effects | None = None
) -> int:
    """Write checked lines into the log and bring the cache up to date, while `effects` looks on; the newest stamp that came.

    Must run inside one transaction together with `keep_report`. Conflicting rows are found by `conflicts` before and after.
    """
    n = _pack_number(connection, pack)
    newest, read = 0, {}
    for arriving, lines in runs:
        stream = log.stream(connection, arriving.site, arriving.inc, arriving.book)
        read[stream.id] = (arriving.first, arriving.top)
        newest = max(newest, _append(connection, n, stream, arriving, lines, effects))
    hidden = purges.settle(connection) > 0, cache.settle_holds(connection)
    if effects is not None and any(hidden):
        effects.unsettled = True
    blanks.answered(connection, pack.sender, read, pack.lacks)
    acks.acknowledge(connection, pack.sender, pack.have, pack.chains)
    own = int(get_meta(connection, "hlc", "0"))
    if own < newest <= now_ms + AHEAD_MS << 16:
        set_meta(connection, {"hlc": newest})
    return newest


def _pack_number(connection: Connection, pack: Incoming) -> int:
    found = connection.execute(select(PACK.c.n).where(PACK.c.id == pack.id)).scalar()
    if found is None:
        told = {"id": pack.id, "sender": pack.sender, "name": pack.name, "file": pack.file, "merged_at": pack.merged_at, "report": "{}"}
        found = connection.execute(PACK.insert().values(told).returning(PACK.c.n)).scalar_one()
    return int(found)


def _append(connection: Connection, pack: int, stream: Stream, arriving: Arriving, lines: Iterator[Line], effects: Effects | None) -> int:
    newest, seq, end = 0, stream.top, stream.chain
    batch: list[Line] = []
    lines = _filled(connection, stream, lines)
    for line in lines:
        if line.seq != seq + 1:
            raise AssertionError(f"{stream.id}: {line.seq} after {seq}")  # the check lets no gap through
        batch.append(line)
        newest, seq, end = max(newest, line.hlc), line.seq, line.chain
        if len(batch) == BATCH:
            _put(connection, pack, stream, batch, effects)
            batch = []
    _put(connection, pack, stream, batch, effects)
    if seq > stream.top:
        told = {"pack": pack, "stream": stream.n, "first_new": stream.top + 1, "top": seq}
        connection.execute(PACK_STREAM.delete().where((PACK_STREAM.c.pack == pack) & (PACK_STREAM.c.stream == stream.n)))
        connection.execute(PACK_STREAM.insert().values(told))
        connection.execute(STREAM.update().where(STREAM.c.n == stream.n).values(top=seq, chain=end, sig=arriving.sig))
    return newest


def _filled(connection: Connection, stream: Stream, lines: Iterator[Line]) -> Iterator[Line]:
    """The lines that are new; those before them are held blank, and get their bodies at once."""
    rows, first = set(), None
    for line in lines:
        if line.seq > stream.top:
            first = line
            break
        connection.exec_driver_sql("UPDATE change SET body = ? WHERE stream = ? AND seq = ?", (line.body, stream.n, line.seq))
        rows.add((line.tbl, stream.book, line.row))
    cache.refold(connection, rows)
    return lines if first is None else chain([first], lines)


def _put(connection: Connection, pack: int, stream: Stream, batch: list[Line], effects: Effects | None) -> None:
    log.insert(connection, [(stream.n, line.seq, line.row, line.tbl, line.hlc, line.head, line.body, line.chain, pack) for line in batch])
    upto = connection.execute(select(STREAM.c.upto).where(STREAM.c.n == stream.n)).scalar()
    cache.apply(connection, _logged(stream, (line for line in batch if upto is None or line.seq <= upto)), effects)


def _logged(stream: Stream, lines: Iterable[Line]) -> Iterator[Logged]:
    n, author, book = stream.n, stream.author, stream.book
    for seq, hlc, tbl, row, base, _, body, *_ in lines:
        yield Logged(n, seq, book, tbl, row, Change(f"{author}:{seq}", hlc, tuple(base), decode_body(body) if body else {}))


# -- reports --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Merged:
    """A sync file that was merged, as it is remembered."""

    n: int
    id: str
    sender: str
    name: str
    file: str
    merged_at: str
    report: dict[str, Any]
    streams: tuple[tuple[str, int, int], ...]  # (stream, first new, top)


def keep_report(connection: Connection, id: str, report: Mapping[str, Any], *, anew: bool) -> None:
    """Remember what a merge did; unless `anew`, only where nothing is remembered of this file yet."""
    this = PACK.c.id == id if anew else (PACK.c.id == id) & (PACK.c.report == "{}")
    connection.execute(PACK.update().where(this).values(report=json.dumps(report, ensure_ascii=False)))


def merged(connection: Connection) -> list[Merged]:
    """Every sync file that was merged here, newest first."""
    names = {stream.n: stream.id for stream in log.streams(connection)}
    brought: dict[int, list[tuple[str, int, int]]] = {}
    for pack, stream, first, top in connection.execute(select(PACK_STREAM)):
        brought.setdefault(pack, []).append((names[stream], first, top))
    rows = connection.execute(select(PACK).order_by(PACK.c.n.desc()))
    return [Merged(r.n, r.id, r.sender, r.name, r.file, r.merged_at, json.loads(r.report), tuple(brought.get(r.n, ()))) for r in rows]


def merged_ids(connection: Connection) -> set[str]:
    """The ids of every sync file that was merged here; their reports are not read."""
    return set(connection.execute(select(PACK.c.id)).scalars())


def last_merged(connection: Connection) -> tuple[str, str]:
    """When the newest of them was merged and whose it was; empty texts when there is none."""
    found = connection.execute(select(PACK.c.merged_at, PACK.c.name).order_by(PACK.c.n.desc()).limit(1)).first()
    return (found.merged_at, found.name) if found else ("", "")


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One field on which changes disagree that had not seen each other; the provisional winner last."""

    tbl: str
    book: str
    id: str
    title: str
    field: str
    values: tuple[Any, ...]


#: What identifies a disagreement: (table, book, id, field) and the changes that compete.
Competing = dict[tuple[str, str, str, str], tuple[str, ...]]


def conflicts(connection: Connection) -> Competing:
    """Every open disagreement; what everybody deleted needs no decision any more."""
    found: Competing = {}
    for record in RECORDS:
        name = record.about.name
        rows = connection.exec_driver_sql(f'SELECT n, book, id, deleted, conflicts FROM "{name}" WHERE conflicts IS NOT NULL')
        for _, book, row, deleted, told in sorted(tuple(r) for r in rows):  # an ORDER BY would walk the table, not the index
            if not deleted:
                found.update({(name, book, row, field): tuple(ids) for field, ids in json.loads(told).items()})
    return found


def disagreements(connection: Connection, competing: Competing) -> list[Disagreement]:
    """What the competing changes say, with the record's title."""
    found = []
    for (tbl, book, row, name), ids in competing.items():
        record = RECORD_BY_NAME[tbl]
        bodies = {e.change.id: e.change.body for e in log.of_rows(connection, [row]) if e.book == book and e.tbl == tbl}
        values = tuple(bodies.get(id, {}).get(name) for id in ids)
        found.append(Disagreement(tbl, book, row, _title(connection, record, book, row), name, values))
    return found


def _title(connection: Connection, record: type[Record], book: str, row: str) -> str:
    found = ledger.get(connection, record, book, row)
    return title_of(record, found.values) if found else record.about.label
