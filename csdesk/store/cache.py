"""The tables as a cache of the log: rows brought up to date by new changes, or folded anew from all of them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, delete

from csdesk.domain.calendar import WorkCalendar
from csdesk.domain.changes import DELETED, MADE, Change, Folded, fold, written
from csdesk.domain.moments import moment_from_ms
from csdesk.domain.progress import Progress, quiet
from csdesk.domain.record import Record, ways_of
from csdesk.domain.records import RECORD_BY_NAME
from csdesk.store import cached, calendars, log, search
from csdesk.store.columns import CacheRow, Key, as_columns, differing, shown
from csdesk.store.figures import client_months
from csdesk.store.log import Logged
from csdesk.store.merging import holds
from csdesk.store.merging.effects import Effects
from csdesk.store.tables import table_of


def apply(connection: Connection, logged: Iterable[Logged], effects: Effects | None = None) -> dict[str, list[CacheRow]]:
    """Bring the cache up to date with changes that were just appended to the log (in the order of the log); `effects` looks on.

    By table, the rows as they stand now.
    """
    by_table = _by_table(logged)
    stand: dict[str, list[CacheRow]] = {}
    for tbl in holds.last(by_table):
        group = by_table[tbl]
        record = RECORD_BY_NAME.get(tbl)
        if record is None:
            continue  # a table of a newer version: kept in the log, shown after an upgrade
        old = cached.read(connection, record, group)
        fresh: list[CacheRow] = []
        slow: list[Key] = []
        for key, changes in group.items():
            if key not in old and not _says_anything(changes):
                continue
            row = _stacked(old.get(key), key, changes)
            if row is None:
                slow.append(key)
            else:
                fresh.append(row)
        fresh.extend(_folded(connection, record, slow, old))
        if effects is not None:
            effects.saw(record, fresh, old)
        with client_months.followed(connection, record, fresh, old):
            cached.write(connection, record, fresh, old)
        stand[tbl] = fresh
        if holds.concerns(record) and settle_holds(connection) and effects is not None:
            effects.unsettled = True
    return stand


def settle_holds(connection: Connection) -> bool:
    """Hide what is held and show what is not any more; whether anything was.

    Holds that hide holds settle in a few turns; circles are cut.
    """
    for turn in range(4):
        touched = holds.refresh(connection)
        if not touched:
            return turn > 0
        refold(connection, touched)
    return True


def refold(connection: Connection, keys: Iterable[tuple[str, str, str]]) -> None:
    """Fold these records (table, book, id) anew from all their visible changes."""
    by_table: dict[str, list[Key]] = defaultdict(list)
    for tbl, book, row in keys:
        by_table[tbl].append((book, row))
    for tbl, wanted in by_table.items():
        record = RECORD_BY_NAME.get(tbl)
        if record is None:
            continue
        old = cached.read(connection, record, wanted)
        fresh = list(_folded(connection, record, wanted, old))
        kept = {(row.book, row.id) for row in fresh}
        with client_months.followed(connection, record, fresh, old):
            cached.remove(connection, record, [old[key] for key in wanted if key in old and key not in kept])
            cached.write(connection, record, fresh, old)


def rebuild(connection: Connection, progress: Progress = quiet) -> None:
    """Empty every cache table and fill it from the log. Raises Cancelled from `progress`."""
    search.drop(connection)
    search.create(connection)
    for record in RECORD_BY_NAME.values():
        connection.execute(delete(table_of(record)))
    for n, record in enumerate(calendars.first(RECORD_BY_NAME.values())):
        progress(f"重建 {record.about.ledger}", n, len(RECORD_BY_NAME))
        changes = log.of_table(connection, record.about.name)
        batch: list[CacheRow] = []
        for (book, row), group in groupby(changes, key=lambda c: (c.book, c.row)):
            entries = [c.change for c in group]
            if _says_anything(entries):
                batch.append(_fold_row(record, (book, row), entries))
            if len(batch) >= 2000:
                cached.write(connection, record, batch, {})
                batch = []
        cached.write(connection, record, batch, {})
    client_months.rebuild(connection)


def differences(connection: Connection, progress: Progress = quiet) -> list[str]:
    """Every record whose cached row is not what its log folds to, each as a sentence. Writes nothing."""
    found = []
    for n, record in enumerate(RECORD_BY_NAME.values()):
        progress(f"核对 {record.about.ledger}", n, len(RECORD_BY_NAME))
        rows = {(r["book"], r["id"]): tuple(r.values()) for r in cached.all_rows(connection, record)}
        for key, wanted in told(connection, record, calendars.current(connection)):
            if rows.pop(key, None) != wanted:
                found.append(f"{record.about.ledger} {key[1]} 的显示内容与流水不一致")
        found.extend(f"{record.about.ledger} {row} 没有流水" for _, row in rows)
    progress("核对月度合计", len(RECORD_BY_NAME), len(RECORD_BY_NAME))
    return found + client_months.differences(connection)


def told(
    connection: Connection, record: type[Record], calendar: WorkCalendar, tops: Mapping[int, int] | None = None
) -> Iterator[tuple[Key, tuple[Any, ...]]]:
    """What the log says of every record of one table, as columns; with `tops`, the log up to these numbers by stream."""
    for key, group in groupby(log.of_table(connection, record.about.name, tops), key=lambda c: (c.book, c.row)):
        changes = [c.change for c in group]
        if _says_anything(changes):
            yield key, tuple(as_columns(record, _fold_row(record, key, changes), calendar))


def unlike(connection: Connection, keys: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Those of these records (table, book, id) whose cached row is not what their log folds to. Writes nothing.

    What they are found by is left out: an earlier version may have written it by other rules, and nothing is lost by that.
    """
    by_table: dict[str, list[Key]] = defaultdict(list)
    for tbl, book, row in keys:
        by_table[tbl].append((book, row))
    calendar = calendars.current(connection)
    found = []
    for tbl, wanted in by_table.items():
        record = RECORD_BY_NAME.get(tbl)
        if record is None:
            continue
        old = cached.read(connection, record, wanted)
        folded = {(row.book, row.id): shown(as_columns(record, row, calendar)) for row in _folded(connection, record, wanted, {})}
        found += [(tbl, *key) for key in wanted if folded.get(key) != (shown(old[key].kept) if key in old else None)]
    return found


def heads(connection: Connection, record: type[Record], book: str, row: str) -> tuple[str, ...]:
    """The changes that a new change of this record comes after; empty when there is no such record."""
    found = connection.exec_driver_sql(f'SELECT heads FROM "{record.about.name}" WHERE id = ? AND book = ?', (row, book)).scalar()
    return tuple(json.loads(found)) if found else ()


def _by_table(logged: Iterable[Logged]) -> dict[str, dict[Key, list[Change]]]:
    found: dict[str, dict[Key, list[Change]]] = defaultdict(lambda: defaultdict(list))
    for entry in logged:
        found[entry.tbl][entry.book, entry.row].append(entry.change)
    return found


def _made(change: Change) -> tuple[str, str]:
    """When and by whom a record was made: a copy that was handed over keeps what its first change says."""
    told = change.body.get(MADE)
    return (told[0], told[1]) if isinstance(told, list) and len(told) == 2 and all(isinstance(t, str) for t in told) else _stamp(change)


def _stamp(change: Change) -> tuple[str, str]:
    return moment_from_ms(change.hlc >> 16), change.id.split(".")[0]


def _stacked(old: CacheRow | None, key: Key, changes: Sequence[Change]) -> CacheRow | None:
    """The row after changes that each follow its only head; None where a real fold is needed."""
    if old is None:
        row = CacheRow(*key, values={}, heads=())
    elif old.plain:
        row = CacheRow(*key, dict(old.values), old.heads, created=old.created, updated=old.updated, n=old.n, search=old.search, wrote=set())
    else:
        return None
    for change in changes:
        stamp = _stamp(change)
        if change.base != row.heads or DELETED in change.body or _looks_older(stamp, row.updated):
            return None
        if not row.heads:
            row.created = _made(change) if MADE in change.body else stamp
        wrote = written(change.body)
        row.values.update(wrote)
        if row.wrote is not None:
            row.wrote.update(wrote)
        row.heads = (change.id,)
        row.updated = stamp
    return row


def _looks_older(stamp: tuple[str, str], updated: tuple[str, str]) -> bool:
    """Whether a clock that was wrong puts a change before what it follows: then who was last is for the fold to say."""
    return stamp[0] < updated[0] or (stamp[0] == updated[0] and stamp[1] != updated[1])


def _says_anything(changes: Iterable[Change]) -> bool:
    """Whether any of a record's changes has a body here: what stayed in its branch is no empty record above it."""
    return any(change.body for change in changes)


def _fold_row(record: type[Record], key: Key, changes: Sequence[Change]) -> CacheRow:
    folded: Folded = fold(changes, ways_of(record))
    ages = sorted(changes, key=lambda c: (c.hlc, c.id))
    return CacheRow(
        *key,
        folded.values,
        folded.heads,
        folded.deleted,
        dict(folded.conflicts),
        created=_made(ages[0]),
        updated=_stamp(ages[-1]),
    )


def _folded(connection: Connection, record: type[Record], keys: Sequence[Key], old: Mapping[Key, CacheRow]) -> Iterator[CacheRow]:
    if not keys:
        return
    wanted = set(keys)
    by_key: dict[Key, list[Change]] = defaultdict(list)
    for entry in log.of_rows(connection, {row for _, row in keys}):
        if (entry.book, entry.row) in wanted and entry.tbl == record.about.name:
            by_key[entry.book, entry.row].append(entry.change)
    for key, changes in by_key.items():
        if not _says_anything(changes):
            continue
        row = _fold_row(record, key, changes)
        if (before := old.get(key)) is not None:
            row.n, row.search, row.wrote = before.n, before.search, differing(row.values, before.values)
        yield row
