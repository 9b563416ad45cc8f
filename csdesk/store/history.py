"""What was done: the change sets of this installation, the history of a record, undoing and redoing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection

from csdesk.domain.changes import CHANGE_SET, DELETED, PURGE, Change, Folded, canon, fold, in_order, written
from csdesk.domain.lines import decode_body
from csdesk.domain.moments import moment_from_ms
from csdesk.domain.record import Record, field_map, ways_of
from csdesk.domain.records import RECORD_BY_NAME
from csdesk.errors import Refused
from csdesk.store import log
from csdesk.store.changesets import ChangeSet, Clock, stamp_of, stamp_text, wall_clock
from csdesk.store.database import Database, Site
from csdesk.store.log import Logged


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
    whole: bool = False  # taken back altogether or not at all


def own_sets(connection: Connection, site: Site, limit: int = 200) -> list[Done]:
    """The latest change sets of this installation that can be taken back, newest first."""
    rows = connection.exec_driver_sql(
        "SELECT c.stream, c.seq, c.hlc, c.body FROM change c JOIN stream s ON s.n = c.stream"
        " WHERE s.site = ? AND s.inc = ? AND c.tbl = ? ORDER BY c.hlc DESC LIMIT ?",
        (site.site, site.inc, CHANGE_SET, limit * 4),
    )
    by_stamp: dict[int, list[tuple[int, int, dict[str, Any]]]] = {}
    for stream, seq, hlc, body in rows:
        told = decode_body(body) if body else {"founding": True}  # a title that was purged
        if not told.get("founding"):
            by_stamp.setdefault(hlc, []).append((stream, seq, told))
    return [_done(hlc, lines) for hlc, lines in list(by_stamp.items())[:limit]]


def _done(hlc: int, lines: list[tuple[int, int, dict[str, Any]]]) -> Done:
    told = lines[0][2]
    runs = tuple((stream, seq + 1, seq + int(body.get("n", 0))) for stream, seq, body in lines)
    at = moment_from_ms(hlc >> 16)
    undoes, redoes = stamp_of(told.get("undoes")), stamp_of(told.get("redoes"))
    return Done(hlc, str(told.get("title", "")), str(told.get("by", "")), at, runs, undoes, redoes, told.get("whole") is True)


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
    old_text: str = ""  # as a person reads it: a reference by the name of what it points to
    new_text: str = ""


def history(connection: Connection, record: type[Record], book: str, row: str) -> list[Step]:
    """Every field that was ever written, oldest first, with what stood there before; of a purged record that it was purged."""
    if purged := [e for e in log.of_rows(connection, [row]) if e.book == book and e.tbl == PURGE]:
        titles = set_titles(connection, purged)
        return [_purged(e.change, *titles.get((e.stream, e.change.hlc), ("", ""))) for e in purged]
    entries = [e for e in log.of_rows(connection, [row]) if e.book == book and e.tbl == record.about.name]
    titles = set_titles(connection, entries)
    seen: list[Change] = []
    steps: list[Step] = []
    by_id = {e.change.id: e for e in entries}
    for change in in_order(e.change for e in entries):
        before = fold(_below(change, seen), ways_of(record)).values if seen else {}
        title, by = titles.get((by_id[change.id].stream, change.hlc), ("", ""))
        for name, value in change.body.items():
            if name.startswith("_") and name != DELETED:
                continue
            steps.append(
                Step(moment_from_ms(change.hlc >> 16), change.id.split(".")[0], by, title, name, before.get(name), value, change.id)
            )
        seen.append(change)
    return steps


def _purged(change: Change, title: str, by: str) -> Step:
    return Step(moment_from_ms(change.hlc >> 16), change.id.split(".")[0], by, title, PURGE, None, True, change.id, new_text="已清除")


def whereabouts(connection: Connection, row: str) -> list[tuple[str, str]]:
    """The (table, book) under which a record of this id stands."""
    found = {(e.tbl, e.book) for e in log.of_rows(connection, [row])}
    return sorted(place for place in found if place[0] in RECORD_BY_NAME)


def set_titles(connection: Connection, entries: Iterable[Logged]) -> dict[tuple[int, int], tuple[str, str]]:
    """The title of the change set that each change belongs to, and who wrote it: by (stream, stamp)."""
    found: dict[tuple[int, int], tuple[str, str]] = {}
    for stream, hlc in {(e.stream, e.change.hlc) for e in entries}:
        body = connection.exec_driver_sql(
            "SELECT body FROM change WHERE stream = ? AND tbl = ? AND row = ?", (stream, CHANGE_SET, stamp_text(hlc))
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

    Only fields that still hold what is to be replaced are touched; the others are listed and left. A set that is `whole` is
    done again only while its records are as they were: what was written to them since would stay behind in the old book.
    """
    word, mark = ("重做", {"redoes": stamp_text(done.hlc)}) if redo else ("撤销", {"undoes": stamp_text(done.hlc)})
    left: list[tuple[str, str, str]] = []
    restored = 0
    with db.writing() as connection:
        work = ChangeSet(connection, db.site, f"{word} “{done.title}”", clock(), mark)
        for run in done.runs:
            entries = _whole(log.of_run(connection, *run))
            lives = _lives(connection, entries)
            for entry in entries:
                changes = lives[entry.tbl, entry.book, entry.row]
                kept = _take_back(work, entry, changes, again=redo)
                kept += _written_since(entry, changes) if redo and done.whole else []
                left.extend((entry.tbl, entry.row, name) for name in kept)
                restored += 1
        if left and done.whole:
            raise Refused(f"“{done.title}”之后已有 {len(left)} 处修改，不能整体{word}，请再办一次移交{'' if redo else '移回'}")
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
            found[entry.tbl, entry.row] = first._replace(change=both)
    return list(found.values())


def _lives(connection: Connection, entries: list[Logged]) -> dict[tuple[str, str, str], list[Change]]:
    """All changes of the records of these entries, by table, book and id."""
    found: dict[tuple[str, str, str], list[Change]] = defaultdict(list)
    for e in log.of_rows(connection, {entry.row for entry in entries}):
        found[e.tbl, e.book, e.row].append(e.change)
    return found


def _take_back(work: ChangeSet, entry: Logged, changes: list[Change], *, again: bool) -> list[str]:
    """Restore one record (or, `again`, do its change once more); the names of the fields that were left."""
    record = RECORD_BY_NAME.get(entry.tbl)
    if record is None or not any(change.body for change in changes):  # unknown here, or purged
        return []
    now, below = fold(changes, ways_of(record)), _below(entry.change, changes)
    wrote = written(entry.change.body)
    before = _state(fold(below, ways_of(record)), wrote, gone=not below)
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


def _written_since(entry: Logged, changes: list[Change]) -> list[str]:
    """The fields beside its own that say something else now than when a change was made."""
    record = RECORD_BY_NAME.get(entry.tbl)
    ways = ways_of(record) if record else {}
    then = fold([*_below(entry.change, changes), entry.change], ways).values
    now = fold(changes, ways).values
    return [name for name in sorted({*then, *now} - {*entry.change.body}) if canon(then.get(name)) != canon(now.get(name))]


def _state(folded: Folded, names: Mapping[str, Any], *, gone: bool) -> dict[str, Any]:
    """The values of some fields, and whether the record is deleted (or was not there yet)."""
    return {**{n: folded.values.get(n) for n in names}, DELETED: gone or folded.deleted}
