"""The rows of the cache tables: reading them into the log's terms, and writing them with their search index."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import Connection

from csdesk.domain.calendar import SHIPPED
from csdesk.domain.changes import MOVED
from csdesk.domain.record import Field, Record, field_map, fields_of
from csdesk.store import calendars, search
from csdesk.store.engines import words_of
from csdesk.store.tables import SYSTEM

Key = tuple[str, str]  # (book, id)
#: What the column `deleted` says of a record that is not shown: it lies in the recycle bin, or in somebody else's book.
GONE, HANDED_ON = 1, 2


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
    kept: Sequence[Any] = ()  # its columns as they stand, in the order of `columns`

    @property
    def plain(self) -> bool:
        """Whether the next change on top can simply be applied."""
        return len(self.heads) == 1 and not self.conflicts and not self.deleted


def to_column(f: Field, value: Any) -> Any:
    """A wire value as its column keeps it."""
    return json.dumps(value, ensure_ascii=False) if f.kind.name == "tags" and value is not None else value


def is_converted(f: Field) -> bool:
    """Whether a column keeps this field otherwise than the wire says it."""
    return f.kind.name in ("tags", "flag")


def from_column(f: Field, value: Any) -> Any:
    """A column's value as the wire says it."""
    if value is None:
        return None
    if f.kind.name == "tags":
        return json.loads(value)
    return bool(value) if f.kind.name == "flag" else value


@cache
def columns(record: type[Record]) -> tuple[str, ...]:
    """The columns of a cache table, without its local number."""
    return (*SYSTEM, *(f.name for f in fields_of(record)))


def all_rows(connection: Connection, record: type[Record]) -> Iterator[Mapping[str, Any]]:
    """Every row of a cache table as it stands."""
    names = ", ".join(f'"{name}"' for name in columns(record))
    yield from (dict(row) for row in connection.exec_driver_sql(f'SELECT {names} FROM "{record.about.name}"').mappings())


def read(connection: Connection, record: type[Record], keys: Iterable[Key]) -> dict[Key, CacheRow]:
    """The rows of these keys, and of other books with the same ids."""
    wanted = list(keys)
    found: dict[Key, CacheRow] = {}
    names = ", ".join(f'"{name}"' for name in columns(record))
    for start in range(0, len(wanted), 500):
        part = tuple(row for _, row in wanted[start : start + 500])
        text = f'SELECT n, {names} FROM "{record.about.name}" WHERE id IN ({",".join("?" * len(part))})'
        for n, *kept in words_of(connection).tuples(connection, text, part):
            row = _as_row(record, n, kept)
            found[row.book, row.id] = row
    return found


def _as_row(record: type[Record], n: int, kept: Sequence[Any]) -> CacheRow:
    book, id_, heads, deleted, conflicts, extra, text, created_at, created_by, updated_at, updated_by, *cells = kept
    values = {f.name: from_column(f, cell) for f, cell in zip(fields_of(record), cells, strict=True) if cell is not None and not f.auto}
    values.update(json.loads(extra) if extra else {})
    return CacheRow(
        book=book,
        id=id_,
        values=values,
        heads=tuple(json.loads(heads)),
        deleted=deleted == GONE,
        conflicts=json.loads(conflicts) if conflicts else {},
        created=(created_at, created_by),
        updated=(updated_at, updated_by),
        n=n,
        search=text,
        kept=kept,
    )


def as_columns(record: type[Record], row: CacheRow, calendar: Any) -> tuple[Any, ...]:
    """The row as its columns, in the order of `columns`."""
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
    standing = GONE if row.deleted else HANDED_ON if row.values.get(MOVED) else 0
    text = search.text_of(record, good) if search.is_searched(record) and not standing else None
    return (
        row.book,
        row.id,
        json.dumps(list(row.heads)),
        standing,
        json.dumps({k: list(v) for k, v in sorted(row.conflicts.items())}) if row.conflicts else None,
        json.dumps(extra, ensure_ascii=False, sort_keys=True) if extra else None,
        text,
        *row.created,
        *row.updated,
        *(to_column(f, good.get(f.name)) if f.kind.name == "tags" else good.get(f.name) for f in fields_of(record)),
    )


def write(connection: Connection, record: type[Record], rows: Sequence[CacheRow], old: Mapping[Key, CacheRow]) -> None:
    """Insert or update these rows and their search text. old: the rows as `read` found them."""
    if not rows:
        return
    calendar = calendars.current(connection) if record.about.derive else SHIPPED
    rows = sorted(rows, key=lambda r: r.id)
    made = [as_columns(record, row, calendar) for row in rows]
    first = old.get((rows[0].book, rows[0].id))
    if len(rows) == 1 and first is not None:
        _update(connection, record, first, made[0])
    else:
        words_of(connection).upsert(connection, record.about.name, columns(record), made)
    if search.is_searched(record):
        _index(connection, record, rows, made, old)
    if calendars.concerns(record):
        calendars.refresh(connection, from_column)


def _update(connection: Connection, record: type[Record], old: CacheRow, made: Sequence[Any]) -> None:
    """One edited row: only the columns that change, so that only their indexes are written."""
    changed = {name: new for name, before, new in zip(columns(record), old.kept, made, strict=True) if new != before}
    if changed:
        told = ", ".join(f'"{name}"=?' for name in changed)
        connection.exec_driver_sql(f'UPDATE "{record.about.name}" SET {told} WHERE n=?', (*changed.values(), old.n))


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
    numbers = {key: row.n for key in changed if (row := old.get(key)) is not None and row.n is not None}
    numbers |= _numbers(connection, record, changed.keys() - numbers.keys())
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


def remove(connection: Connection, record: type[Record], rows: Sequence[CacheRow]) -> None:
    """Rows of which no change is visible any more (all held back)."""
    if not rows:
        return
    if search.is_searched(record):
        search.replace(connection, record, ((row.n or 0, row.search, None) for row in rows))
    connection.exec_driver_sql(f'DELETE FROM "{record.about.name}" WHERE id = ? AND book = ?', [(row.id, row.book) for row in rows])
