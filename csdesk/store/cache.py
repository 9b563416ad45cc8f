"""The tables as a cache of the log: rows brought up to date by new changes, or folded anew from all of them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, delete, select

from csdesk.domain.changes import DELETED, Change, Folded, fold, written
from csdesk.domain.kinds import moment_from_ms
from csdesk.domain.record import Field, Record, field_map, fields_of, stored_fields
from csdesk.domain.records import RECORD_BY_NAME
from csdesk.store import calendars, holds, log, search
from csdesk.store.log import Logged
from csdesk.store.tables import SYSTEM, table_of

Key = tuple[str, str]  # (book, id)


@dataclass(slots=True)
class CacheRow:
    """One row of a cache table, in the log's terms."""

    book: str
    id: str
    values: dict[str, Any]
    heads: tuple[str, ...]
    deleted: bool = False
    conflicts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    created: tuple[str, str] = ("", "")  # (moment, site)
    updated: tuple[str, str] = ("", "")
    n: int | None = None
    search: str | None = None

    @property
    def plain(self) -> bool:
        """Whether the next change on top can simply be applied."""
        return len(self.heads) == 1 and not self.conflicts and not self.deleted


def to_column(f: Field, value: Any) -> Any:
    """A wire value as its column keeps it."""
    return json.dumps(value, ensure_ascii=False) if f.kind.name == "tags" and value is not None else value


def from_column(f: Field, value: Any) -> Any:
    """A column's value as the wire says it."""
    if value is None:
        return None
    if f.kind.name == "tags":
        return json.loads(value)
    return bool(value) if f.kind.name == "flag" else value


def apply(connection: Connection, logged: Iterable[Logged]) -> None:
    """Bring the cache up to date with changes that were just appended to the log (in the order of the log)."""
    by_table = _by_table(logged)
    for tbl in holds.last(by_table):
        group = by_table[tbl]
        record = RECORD_BY_NAME.get(tbl)
        if record is None:
            continue  # a table of a newer version: kept in the log, shown after an upgrade
        old = _read(connection, record, group)
        fresh: list[CacheRow] = []
        slow: list[Key] = []
        for key, changes in group.items():
            row = _stacked(old.get(key), key, changes)
            if row is None:
                slow.append(key)
            else:
                fresh.append(row)
        fresh.extend(_folded(connection, record, slow, old))
        _write(connection, record, fresh, old)
        if holds.concerns(record):
            settle_holds(connection)


def settle_holds(connection: Connection) -> None:
    """Hide what is held and show what is not any more. Holds that hide holds settle in a few turns; circles are cut."""
    for _ in range(4):
        touched = holds.refresh(connection)
        if not touched:
            return
        refold(connection, touched)


def refold(connection: Connection, keys: Iterable[tuple[str, str, str]]) -> None:
    """Fold these records (table, book, id) anew from all their visible changes."""
    by_table: dict[str, list[Key]] = defaultdict(list)
    for tbl, book, row in keys:
        by_table[tbl].append((book, row))
    for tbl, wanted in by_table.items():
        record = RECORD_BY_NAME.get(tbl)
        if record is None:
            continue
        old = _read(connection, record, wanted)
        fresh = list(_folded(connection, record, wanted, old))
        kept = {(row.book, row.id) for row in fresh}
        _remove(connection, record, [old[key] for key in wanted if key in old and key not in kept])
        _write(connection, record, fresh, old)


def rebuild(connection: Connection) -> None:
    """Empty every cache table and fill it from the log."""
    search.drop(connection)
    search.create(connection)
    for record in RECORD_BY_NAME.values():
        connection.execute(delete(table_of(record)))
    for record in calendars.first(RECORD_BY_NAME.values()):
        changes = log.of_table(connection, record.about.name)
        batch: list[CacheRow] = []
        for (book, row), group in groupby(changes, key=lambda c: (c.book, c.row)):
            batch.append(_fold_row((book, row), [c.change for c in group]))
            if len(batch) >= 2000:
                _write(connection, record, batch, {})
                batch = []
        _write(connection, record, batch, {})


def differences(connection: Connection) -> list[str]:
    """Every record whose cached row is not what its log folds to, each as a sentence. Writes nothing."""
    found = []
    for record in RECORD_BY_NAME.values():
        cached = {(r["book"], r["id"]): r for r in _all_rows(connection, record)}
        calendar = calendars.current(connection)
        for key, group in groupby(log.of_table(connection, record.about.name), key=lambda c: (c.book, c.row)):
            row = _fold_row(key, [c.change for c in group])
            wanted = dict(zip(_columns(record), _tuple(record, row, calendar), strict=True))
            if cached.pop(key, None) != wanted:
                found.append(f"{record.about.ledger} {key[1]} 的显示内容与流水不一致")
        found.extend(f"{record.about.ledger} {row} 没有流水" for _, row in cached)
    return found


def heads(connection: Connection, record: type[Record], book: str, row: str) -> tuple[str, ...]:
    """The changes that a new change of this record comes after; empty when there is no such record."""
    found = connection.exec_driver_sql(f'SELECT heads FROM "{record.about.name}" WHERE id = ? AND book = ?', (row, book)).scalar()
    return tuple(json.loads(found)) if found else ()


# -- reading --------------------------------------------------------------------------------------------------------


def _by_table(logged: Iterable[Logged]) -> dict[str, dict[Key, list[Change]]]:
    found: dict[str, dict[Key, list[Change]]] = defaultdict(lambda: defaultdict(list))
    for entry in logged:
        found[entry.tbl][entry.book, entry.row].append(entry.change)
    return found


def _columns(record: type[Record]) -> tuple[str, ...]:
    return (*SYSTEM, *(f.name for f in fields_of(record)))


def _all_rows(connection: Connection, record: type[Record]) -> Iterator[Mapping[str, Any]]:
    table = table_of(record)
    yield from (dict(row) for row in connection.execute(select(*(table.c[name] for name in _columns(record)))).mappings())


def _read(connection: Connection, record: type[Record], keys: Iterable[Key]) -> dict[Key, CacheRow]:
    table = table_of(record)
    wanted = list(keys)
    found: dict[Key, CacheRow] = {}
    names = ", ".join(f'"{c.name}"' for c in table.c)
    stored = list(stored_fields(record))
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        marks = ",".join("?" * len(part))
        rows = connection.exec_driver_sql(
            f'SELECT {names} FROM "{table.name}" WHERE id IN ({marks})', tuple(row for _, row in part)
        ).mappings()
        for row in rows:
            values = {f.name: from_column(f, row[f.name]) for f in stored if row[f.name] is not None}
            values.update(json.loads(row["extra"]) if row["extra"] else {})
            found[row["book"], row["id"]] = CacheRow(
                book=row["book"],
                id=row["id"],
                values=values,
                heads=tuple(json.loads(row["heads"])),
                deleted=bool(row["deleted"]),
                conflicts=json.loads(row["conflicts"]) if row["conflicts"] else {},
                created=(row["created_at"], row["created_by"]),
                updated=(row["updated_at"], row["updated_by"]),
                n=row["n"],
                search=row["search"],
            )
    return found


# -- folding --------------------------------------------------------------------------------------------------------


def _stamp(change: Change) -> tuple[str, str]:
    return moment_from_ms(change.hlc >> 16), change.id.split(".")[0]


def _stacked(old: CacheRow | None, key: Key, changes: Sequence[Change]) -> CacheRow | None:
    """The row after changes that each follow its only head; None where a real fold is needed."""
    if old is None:
        row = CacheRow(*key, values={}, heads=())
    elif old.plain:
        row = CacheRow(*key, dict(old.values), old.heads, created=old.created, n=old.n, search=old.search)
    else:
        return None
    for change in changes:
        if change.base != row.heads or DELETED in change.body:
            return None
        if not row.heads:
            row.created = _stamp(change)
        for name, value in written(change.body).items():
            row.values[name] = value
        row.heads = (change.id,)
        row.updated = _stamp(change)
    return row


def _fold_row(key: Key, changes: Sequence[Change]) -> CacheRow:
    folded: Folded = fold(changes)
    ages = sorted(changes, key=lambda c: (c.hlc, c.id))
    return CacheRow(
        *key,
        folded.values,
        folded.heads,
        folded.deleted,
        dict(folded.conflicts),
        created=_stamp(ages[0]),
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
        row = _fold_row(key, changes)
        if key in old:
            row.n, row.search = old[key].n, old[key].search
        yield row


# -- writing --------------------------------------------------------------------------------------------------------


def _tuple(record: type[Record], row: CacheRow, calendar: Any) -> tuple[Any, ...]:
    """The row as its columns, in the order of `_columns`."""
    known = field_map(record)
    good: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    for name, value in row.values.items():
        f = known.get(name)
        if f is None or f.auto or not f.fits(value):
            extra[name] = value
        elif value is not None:
            good[name] = value
    if record.about.derive:
        good.update(record.about.derive(good, calendar))
    text = search.text_of(record, good) if search.is_searched(record) and not row.deleted else None
    return (
        row.book,
        row.id,
        json.dumps(list(row.heads)),
        int(row.deleted),
        json.dumps({k: list(v) for k, v in sorted(row.conflicts.items())}) if row.conflicts else None,
        json.dumps(extra, ensure_ascii=False, sort_keys=True) if extra else None,
        text,
        *row.created,
        *row.updated,
        *(_bound(f, good.get(f.name)) for f in fields_of(record)),
    )


def _bound(f: Field, value: Any) -> Any:
    value = to_column(f, value)
    return int(value) if isinstance(value, bool) else value


def _write(connection: Connection, record: type[Record], rows: Sequence[CacheRow], old: Mapping[Key, CacheRow]) -> None:
    if not rows:
        return
    calendar = calendars.current(connection)
    name, columns = record.about.name, _columns(record)
    rows = sorted(rows, key=lambda r: r.id)
    made = [_tuple(record, row, calendar) for row in rows]
    quoted = ", ".join(f'"{c}"' for c in columns)
    updates = ", ".join(f'"{c}"=excluded."{c}"' for c in columns if c not in ("book", "id"))
    connection.exec_driver_sql(
        f'INSERT INTO "{name}" ({quoted}) VALUES ({",".join("?" * len(columns))}) ON CONFLICT (id, book) DO UPDATE SET {updates}',
        made,
    )
    if search.is_searched(record):
        _index(connection, record, rows, made, old)
    if calendars.concerns(record):
        calendars.refresh(connection)


def _index(
    connection: Connection,
    record: type[Record],
    rows: Sequence[CacheRow],
    made: Sequence[tuple[Any, ...]],
    old: Mapping[Key, CacheRow],
) -> None:
    text = SYSTEM.index("search")
    before = {key: row.search for key, row in old.items()}
    changed = {(row.book, row.id): new[text] for row, new in zip(rows, made, strict=True) if new[text] != before.get((row.book, row.id))}
    numbers = _numbers(connection, record, changed)
    search.replace(connection, record, ((n, before.get(key), changed[key]) for key, n in numbers.items()))


def _numbers(connection: Connection, record: type[Record], keys: Iterable[Key]) -> dict[Key, int]:
    wanted = list(keys)
    found: dict[Key, int] = {}
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        marks = ",".join("?" * len(part))
        rows = connection.exec_driver_sql(
            f'SELECT book, id, n FROM "{record.about.name}" WHERE id IN ({marks})', tuple(row for _, row in part)
        )
        found.update({(book, row): n for book, row, n in rows})
    return {key: found[key] for key in wanted}


def _remove(connection: Connection, record: type[Record], rows: Sequence[CacheRow]) -> None:
    """Rows of which no change is visible any more (all held back)."""
    if not rows:
        return
    if search.is_searched(record):
        search.replace(connection, record, ((row.n or 0, row.search, None) for row in rows))
    connection.exec_driver_sql(f'DELETE FROM "{record.about.name}" WHERE id = ? AND book = ?', [(row.id, row.book) for row in rows])
