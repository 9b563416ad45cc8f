"""The log: appending own lines, reading the changes of records, the hash chain of each stream."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, select

from csdesk.domain.changes import SALT, Change
from csdesk.domain.lines import ZERO, body_hash, decode_body, decode_head, encode, link, stream_id
from csdesk.domain.progress import Progress, quiet
from csdesk.domain.records import private_fields
from csdesk.store.database import Site
from csdesk.store.engines import streamed, words_of
from csdesk.store.tables import CHANGE, STREAM
from csdesk.store.troubles import Damaged


def salted(body: dict[str, Any]) -> bytes:
    """A body as authored: with 16 random bytes, so that a blanked value cannot be guessed from its hash."""
    return encode({**body, SALT: base64.b64encode(os.urandom(16)).decode()})


@dataclass(slots=True)
class Stream:
    """The log of one site in one book."""

    n: int
    site: str
    inc: str
    book: str
    top: int
    chain: bytes
    upto: int | None
    sig: bytes | None = None

    @property
    def author(self) -> str:
        return f"{self.site}.{self.inc}"

    @property
    def id(self) -> str:
        return stream_id(self.site, self.inc, self.book)


_SELECT = "SELECT n, site, inc, book, top, chain, upto, sig FROM stream"


def streams(connection: Connection) -> list[Stream]:
    """Every stream held here."""
    return [Stream(*row) for row in connection.exec_driver_sql(f"{_SELECT} ORDER BY n")]


def stream(connection: Connection, site: str, inc: str, book: str) -> Stream:
    """The stream of one site in one book, made when it is new."""
    wanted = f"{_SELECT} WHERE site = ? AND inc = ? AND book = ?"
    found = list(words_of(connection).tuples(connection, wanted, (site, inc, book)))
    if not found:
        connection.execute(STREAM.insert().values(site=site, inc=inc, book=book, top=0, chain=ZERO))
        return stream(connection, site, inc, book)
    return Stream(*found[0])


def chain_at(connection: Connection, stream_n: int, seq: int) -> bytes | None:
    """The chain after change `seq` of a stream; None when it is not held."""
    if seq == 0:
        return ZERO
    return connection.execute(select(CHANGE.c.chain).where((CHANGE.c.stream == stream_n) & (CHANGE.c.seq == seq))).scalar()


_TICK = (
    "INSERT INTO meta VALUES ('hlc', ?) ON CONFLICT (k) DO UPDATE SET v = CASE"
    " WHEN CAST(meta.v AS bigint) < CAST(excluded.v AS bigint) THEN excluded.v"
    " ELSE CAST(CAST(meta.v AS bigint) + 1 AS text) END RETURNING v"
)


def tick(connection: Connection, now_ms: int) -> int:
    """The next stamp of this site: never behind the clock, never behind itself."""
    [(stamp,)] = words_of(connection).tuples(connection, _TICK, (str(now_ms << 16),))
    return int(stamp)


@dataclass(frozen=True, slots=True)
class Entry:
    """One change to append: what it writes to which record, having seen what."""

    tbl: str
    row: str
    base: tuple[str, ...]
    body: dict[str, Any]


def append(connection: Connection, site: Site, book: str, hlc: int, entries: Sequence[Entry]) -> list[Logged]:
    """Append own lines to the own stream in `book`; the changes as they now stand in the log.

    What may not leave the branch stands in a line of its own after the rest, so that it alone can be blanked and a new
    record still begins with the line that settles its owner.
    """
    mine = stream(connection, site.site, site.inc, book)
    rows: list[tuple[Any, ...]] = []
    logged: list[Logged] = []
    chain, seq = mine.chain, mine.top
    for entry in entries:
        base = entry.base
        for part in _parts(entry):
            seq += 1
            body = salted(part)
            head = encode((seq, hlc, entry.tbl, entry.row, list(base), body_hash(body)))
            chain = link(chain, head)
            rows.append((mine.n, seq, entry.row, entry.tbl, hlc, head, body, chain, None))
            logged.append(Logged(mine.n, seq, book, entry.tbl, entry.row, Change(f"{site.author}:{seq}", hlc, base, part)))
            base = (logged[-1].change.id,)
    insert(connection, rows)
    words_of(connection).tuples(connection, "UPDATE stream SET top = ?, chain = ?, sig = NULL WHERE n = ?", (seq, chain, mine.n))
    return logged


def lines_of(entry: Entry) -> int:
    """How many lines an entry becomes."""
    return len(_parts(entry))


def _parts(entry: Entry) -> list[dict[str, Any]]:
    kept = private_fields(entry.tbl)
    if kept.isdisjoint(entry.body):
        return [entry.body]
    private = {name: value for name, value in entry.body.items() if name in kept}
    public = {name: value for name, value in entry.body.items() if name not in private}
    return [part for part in (public, private) if part]


def insert(connection: Connection, rows: Sequence[tuple[Any, ...]]) -> None:
    """Raw lines into the log: (stream, seq, row, tbl, hlc, head, body, chain, pack)."""
    if rows:
        words_of(connection).append(connection, CHANGE.name, rows)


class Logged(NamedTuple):
    """A change as read back: which stream it stands in, for which record of which book."""

    stream: int
    seq: int
    book: str
    tbl: str
    row: str
    change: Change


_READ = (
    "SELECT c.stream, c.seq, s.book, c.tbl, c.row, s.site || '.' || s.inc, c.hlc, c.head, c.body"
    " FROM change c JOIN stream s ON s.n = c.stream"
)
_VISIBLE = "(s.upto IS NULL OR c.seq <= s.upto)"


def _logged(row: Any) -> Logged:
    stream_n, seq, book, tbl, row_id, author, hlc, head, body = row
    try:
        base = decode_head(head)[4]
        change = Change(f"{author}:{seq}", hlc, tuple(base), decode_body(body) if body else {})
    except (msgspec.MsgspecError, UnicodeDecodeError, TypeError) as error:
        raise Damaged(f"流水 {author}（{book}）第 {seq} 条已损坏，请从备份恢复（文件 → 从备份恢复）") from error
    return Logged(stream_n, seq, book, tbl, row_id, change)


def of_rows(connection: Connection, ids: Iterable[str]) -> Iterator[Logged]:
    """Every visible change of the records with these ids, in whatever book."""
    wanted = list(ids)
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        marks = ",".join("?" * len(part))
        yield from map(_logged, words_of(connection).tuples(connection, f"{_READ} WHERE c.row IN ({marks}) AND {_VISIBLE}", part))


def of_table(connection: Connection, tbl: str, tops: Mapping[int, int] | None = None) -> Iterator[Logged]:
    """Every visible change of one table, record by record; or, with `tops`, those up to a number by stream, held back or not."""
    seen = _VISIBLE if tops is None else "1 = 1"
    found = map(_logged, streamed(connection, f"{_READ} WHERE c.tbl = ? AND {seen} ORDER BY c.row, s.book", (tbl,)))
    yield from found if tops is None else (entry for entry in found if entry.seq <= tops.get(entry.stream, 0))


def written_after(connection: Connection, stream_n: int, seq: int, beside: Sequence[str], most: int) -> list[tuple[str, str]]:
    """(table, id) of the records that a stream wrote to behind `seq`, each once, at most so many; not those of some tables."""
    marks = ",".join("?" * len(beside))
    text = f"SELECT DISTINCT tbl, row FROM change WHERE stream = ? AND seq > ? AND tbl NOT IN ({marks}) LIMIT ?"
    return [(tbl, row) for tbl, row in connection.exec_driver_sql(text, (stream_n, seq, *beside, most))]


def stamp_after(connection: Connection, stream_n: int, seq: int) -> int | None:
    """The stamp of the first change of a stream behind `seq`; None when there is none."""
    return connection.exec_driver_sql("SELECT hlc FROM change WHERE stream = ? AND seq > ? ORDER BY seq LIMIT 1", (stream_n, seq)).scalar()


def of_run(connection: Connection, stream_n: int, first: int, last: int) -> list[Logged]:
    """The changes `first`..`last` of one stream, held back or not."""
    found = connection.exec_driver_sql(f"{_READ} WHERE c.stream = ? AND c.seq BETWEEN ? AND ? ORDER BY c.seq", (stream_n, first, last))
    return [_logged(row) for row in found]


_LINES = "SELECT seq, hlc, tbl, row, head, body, chain FROM change WHERE stream = ? ORDER BY seq"


def _as_written(before: bytes, line: Sequence[Any]) -> bool:
    """Whether a line is what its chain says, in every column; a database browser may have left a text where bytes were."""
    head, body, chain = line[4:]
    if not (isinstance(head, bytes) and isinstance(body, bytes) and link(before, head) == chain):
        return False
    said = decode_head(head)
    return said[:4] == tuple(line[:4]) and (not body or body_hash(body) == said[5])


def broken_chains(connection: Connection, progress: Progress = quiet) -> list[str]:
    """Every stream whose lines are not the ones that were written, each as a sentence for the user."""
    found, done, total = [], 0, int(connection.exec_driver_sql("SELECT sum(top) FROM stream").scalar() or 0)
    for mine in streams(connection):
        chain, expected = ZERO, 1
        for line in streamed(connection, _LINES, (mine.n,)):
            if line[0] != expected or not _as_written(chain, line):
                break
            chain, expected, done = line[6], expected + 1, done + 1
            if done % 5000 == 0:
                progress("核对流水", done, total)
        if expected != mine.top + 1 or chain != mine.chain:
            found.append(f"流水 {mine.author}（{mine.book}）第 {expected} 条与记录时不一致")
    return found
