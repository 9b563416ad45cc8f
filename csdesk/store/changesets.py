"""Named change sets: writing them, their history, undoing and redoing them."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec
from sqlalchemy import Connection

from csdesk.domain.changes import CHANGE_SET, DELETED, Change, Folded, canon, fold, in_order, written
from csdesk.domain.kinds import moment_from_ms
from csdesk.domain.lines import decode_body
from csdesk.domain.record import Record, field_map
from csdesk.domain.records import RECORD_BY_NAME
from csdesk.errors import Refused
from csdesk.store import cache, log
from csdesk.store.database import Database, Site
from csdesk.store.log import Entry, Logged

Clock = Callable[[], int]


def wall_clock() -> int:
    """Milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def new_id(now_ms: int | None = None) -> str:
    """A UUIDv7 (RFC 9562) as 32 hex digits: sorts by age, cannot collide between offline PCs."""
    ms = wall_clock() if now_ms is None else now_ms
    rest = int.from_bytes(os.urandom(10), "big")
    value = (ms & (2**48 - 1)) << 80 | 0x7 << 76 | (rest >> 68 & 0xFFF) << 64 | 0b10 << 62 | rest & (2**62 - 1)
    return f"{value:032x}"


def _stamp_text(hlc: int) -> str:
    """A stamp as text: JSON readers elsewhere lose integers above 2**53."""
    return f"{hlc:016x}"


def _stamp(text: Any) -> int | None:
    return int(text, 16) if isinstance(text, str) and len(text) == 16 else None


@dataclass(slots=True)
class ChangeSet:
    """One intention being written. Records are named by (table, book, id); values are wire values."""

    connection: Connection
    site: Site
    title: str
    now_ms: int
    mark: dict[str, Any] = field(default_factory=dict)
    _waiting: dict[tuple[str, str, str], Entry] = field(default_factory=dict)

    def create(self, record: type[Record], values: Mapping[str, Any], *, book: str | None = None, id: str | None = None) -> str:
        """A new record; its id."""
        row = id or new_id(self.now_ms)
        body = {name: value for name, value in values.items() if value is not None}
        self.add(record, book or self.site.book, row, (), body)
        return row

    def change(self, record: type[Record], book: str, row: str, values: Mapping[str, Any], base: tuple[str, ...] | None = None) -> None:
        """New values of some fields. base: the heads the person saw; None for the heads as they are now."""
        if values:
            self.add(record, book, row, self._heads(record, book, row) if base is None else base, dict(values))

    def delete(self, record: type[Record], book: str, row: str, base: tuple[str, ...] | None = None) -> None:
        """The record gone (it stays in the log and can be brought back)."""
        self.add(record, book, row, self._heads(record, book, row) if base is None else base, {DELETED: True})

    def revive(self, record: type[Record], book: str, row: str) -> None:
        """A deleted record back again."""
        self.add(record, book, row, self._heads(record, book, row), {DELETED: False})

    def _heads(self, record: type[Record], book: str, row: str) -> tuple[str, ...]:
        found = cache.heads(self.connection, record, book, row)
        if not found and (record.about.name, book, row) not in self._waiting:
            raise Refused(f"这条{record.about.label}已不存在，请刷新后再试")
        return found

    def add(self, record: type[Record], book: str, row: str, base: tuple[str, ...], body: dict[str, Any]) -> None:
        """One change to a record; several in one set become one."""
        key = (record.about.name, book, row)
        if earlier := self._waiting.get(key):
            base, body = earlier.base, {**earlier.body, **body}
        self._waiting[key] = Entry(record.about.name, row, base, body)

    @property
    def empty(self) -> bool:
        return not self._waiting

    def write(self) -> int:
        """Append everything to the log and bring the cache up to date; the stamp of the set."""
        hlc = log.tick(self.connection, self.now_ms)
        books: dict[str, list[Entry]] = {}
        for (_, book, _), entry in self._waiting.items():
            books.setdefault(book, []).append(entry)
        logged: list[Logged] = []
        for book, entries in books.items():
            told = {"title": self.title, "n": sum(log.lines_of(entry) for entry in entries), "by": self.site.name, **self.mark}
            title = Entry(CHANGE_SET, _stamp_text(hlc), (), told)
            logged.extend(log.append(self.connection, self.site, book, hlc, [title, *entries])[1:])
        cache.apply(self.connection, logged)
        return hlc


@contextmanager
def change_set(db: Database, title: str, *, clock: Clock = wall_clock, mark: Mapping[str, Any] | None = None) -> Iterator[ChangeSet]:
    """One transaction, one named change set. Leaving the block by an exception leaves nothing behind."""
    with db.writing() as connection:
        work = ChangeSet(connection, db.site, title, clock(), dict(mark or {}))
        yield work
        if not work.empty:
            work.write()


# -- what was done --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Done:
    """A change set as it stands in the log of one site."""

    hlc: int
    title: str
    by: str
    at: str
    runs: tuple[tuple[int, int, int], ...]  # (stream, first seq, last seq)
    undoes: int | None = None
    redoes: int | None = None


def own_sets(connection: Connection, site: Site, limit: int = 200) -> list[Done]:
    """The latest change sets of this installation, newest first."""
    rows = connection.exec_driver_sql(
        "SELECT c.stream, c.seq, c.hlc, c.body FROM change c JOIN stream s ON s.n = c.stream"
        " WHERE s.site = ? AND s.inc = ? AND c.tbl = ? ORDER BY c.hlc DESC LIMIT ?",
        (site.site, site.inc, CHANGE_SET, limit * 4),
    )
    by_stamp: dict[int, list[tuple[int, int, dict[str, Any]]]] = {}
    for stream, seq, hlc, body in rows:
        by_stamp.setdefault(hlc, []).append((stream, seq, decode_body(body)))
    return [_done(hlc, lines) for hlc, lines in list(by_stamp.items())[:limit]]


def _done(hlc: int, lines: list[tuple[int, int, dict[str, Any]]]) -> Done:
    told = lines[0][2]
    runs = tuple((stream, seq + 1, seq + int(body.get("n", 0))) for stream, seq, body in lines)
    at = moment_from_ms(hlc >> 16)
    return Done(hlc, str(told.get("title", "")), str(told.get("by", "")), at, runs, _stamp(told.get("undoes")), _stamp(told.get("redoes")))


def next_undo(connection: Connection, site: Site) -> Done | None:
    """The change set that 撤销 would take back now."""
    return _stacks(own_sets(connection, site))[0]


def next_redo(connection: Connection, site: Site) -> Done | None:
    """The change set that 重做 would do again now."""
    return _stacks(own_sets(connection, site))[1]


def _stacks(newest_first: list[Done]) -> tuple[Done | None, Done | None]:
    undo: list[Done] = []
    redo: list[Done] = []
    by_stamp = {done.hlc: done for done in newest_first}
    for done in reversed(newest_first):
        if done.undoes is not None:
            target = by_stamp.get(done.undoes)
            undo = [d for d in undo if d.hlc != done.undoes]
            if target:
                redo.append(target)
        elif done.redoes is not None:
            redo = [d for d in redo if d.hlc != done.redoes]
            undo.append(by_stamp.get(done.redoes, done))
        else:
            undo.append(done)
            redo = []
    return (undo[-1] if undo else None), (redo[-1] if redo else None)


# -- history, undo and redo -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Step:
    """One field of one change in a record's history."""

    at: str
    site: str
    by: str
    title: str
    field: str
    old: Any
    new: Any
    change: str


def history(connection: Connection, record: type[Record], book: str, row: str) -> list[Step]:
    """Every field that was ever written, oldest first, with what stood there before."""
    entries = [e for e in log.of_rows(connection, [row]) if e.book == book and e.tbl == record.about.name]
    titles = _titles(connection, entries)
    seen: list[Change] = []
    steps: list[Step] = []
    by_id = {e.change.id: e for e in entries}
    for change in in_order(e.change for e in entries):
        before = fold(_below(change, seen)).values if seen else {}
        title, by = titles.get((by_id[change.id].stream, change.hlc), ("", ""))
        for name, value in change.body.items():
            if name.startswith("_") and name != DELETED:
                continue
            steps.append(
                Step(moment_from_ms(change.hlc >> 16), change.id.split(".")[0], by, title, name, before.get(name), value, change.id)
            )
        seen.append(change)
    return steps


def whereabouts(connection: Connection, row: str) -> list[tuple[str, str]]:
    """The (table, book) under which a record of this id stands."""
    found = {(e.tbl, e.book) for e in log.of_rows(connection, [row])}
    return sorted(place for place in found if place[0] in RECORD_BY_NAME)


def _titles(connection: Connection, entries: list[Logged]) -> dict[tuple[int, int], tuple[str, str]]:
    found: dict[tuple[int, int], tuple[str, str]] = {}
    for stream, hlc in {(e.stream, e.change.hlc) for e in entries}:
        body = connection.exec_driver_sql(
            "SELECT body FROM change WHERE stream = ? AND tbl = ? AND row = ?", (stream, CHANGE_SET, _stamp_text(hlc))
        ).scalar()
        if body:
            told = decode_body(body)
            found[stream, hlc] = str(told.get("title", "")), str(told.get("by", ""))
    return found


def _below(change: Change, earlier: list[Change]) -> list[Change]:
    """The changes that `change` had seen, directly or through others."""
    by_id = {c.id: c for c in earlier}
    found: dict[str, Change] = {}
    todo = [b for b in change.base if b in by_id]
    while todo:
        found[todo[-1]] = by_id[todo[-1]]
        todo.extend(b for b in by_id[todo.pop()].base if b in by_id and b not in found)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Undone:
    """What undoing did: how many records it restored, and which fields it left because they had been written since."""

    title: str
    restored: int
    left: tuple[tuple[str, str, str], ...]  # (table, id, field)


def undo(db: Database, done: Done, *, clock: Clock = wall_clock, redo: bool = False) -> Undone:
    """Write a new change set that restores what was there before `done`; with `redo`, what `done` wrote.

    Only fields that still hold what is to be replaced are touched; the others are listed and left.
    """
    word, mark = ("重做", {"redoes": _stamp_text(done.hlc)}) if redo else ("撤销", {"undoes": _stamp_text(done.hlc)})
    left: list[tuple[str, str, str]] = []
    restored = 0
    with db.writing() as connection:
        work = ChangeSet(connection, db.site, f"{word} “{done.title}”", clock(), mark)
        for run in done.runs:
            for entry in _whole(log.of_run(connection, *run)):
                kept = _take_back(work, entry, again=redo)
                left.extend((entry.tbl, entry.row, name) for name in kept)
                restored += 1
        if work.empty:
            raise Refused(f"“{done.title}”涉及的内容后来都改过了，没有可以{word}的地方")
        work.write()
    return Undone(done.title, restored, tuple(left))


def _whole(entries: list[Logged]) -> list[Logged]:
    """One entry per record: the lines into which one change was split are one again, standing where the first stood."""
    found: dict[tuple[str, str], Logged] = {}
    for entry in entries:
        first = found.setdefault((entry.tbl, entry.row), entry)
        if first is not entry:
            both = msgspec.structs.replace(first.change, body={**first.change.body, **entry.change.body})
            found[entry.tbl, entry.row] = replace(first, change=both)
    return list(found.values())


def _take_back(work: ChangeSet, entry: Logged, *, again: bool) -> list[str]:
    """Restore one record (or, `again`, do its change once more); the names of the fields that were left."""
    record = RECORD_BY_NAME.get(entry.tbl)
    if record is None:
        return []
    entries = log.of_rows(work.connection, [entry.row])
    changes = [e.change for e in entries if e.book == entry.book and e.tbl == entry.tbl]
    now, below = fold(changes), _below(entry.change, changes)
    wrote = written(entry.change.body)
    before = _state(fold(below), wrote, gone=not below)
    after = {**before, **wrote, DELETED: entry.change.body.get(DELETED) is True}
    source, target = (before, after) if again else (after, before)
    current = _state(now, wrote, gone=False)
    moved = [n for n in wrote if canon(current[n]) not in (canon(source[n]), canon(target[n]))]
    if target[DELETED]:
        later = [n for n, value in now.values.items() if value is not None and n not in wrote]
        if moved or (later and not below):
            return moved or later
        body = {} if now.deleted else {DELETED: True}
    else:
        body = {n: target[n] for n in wrote if n not in moved and canon(current[n]) != canon(target[n])}
        if now.deleted:
            body[DELETED] = False
    if body:
        work.add(record, entry.book, entry.row, now.heads, body)
    return [n for n in moved if n in field_map(record)]


def _state(folded: Folded, names: Mapping[str, Any], *, gone: bool) -> dict[str, Any]:
    """The values of some fields, and whether the record is deleted (or was not there yet)."""
    return {**{n: folded.values.get(n) for n in names}, DELETED: gone or folded.deleted}
