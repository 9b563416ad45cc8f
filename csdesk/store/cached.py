"""The rows of the cache tables: reading them into the log's terms, and writing them with their search index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import compress
from operator import ne
from typing import Any

from sqlalchemy import Connection

from csdesk.domain.calendar import SHIPPED
from csdesk.domain.record import Record
from csdesk.store import calendars, search
from csdesk.store.columns import CacheRow, Key, as_columns, as_row, columns
from csdesk.store.engines import words_of
from csdesk.store.tables import SYSTEM


def all_rows(connection: Connection, record: type[Record]) -> Iterator[Mapping[str, Any]]:
    """Every row of a cache table as it stands."""
    text = f'SELECT {_names(record)} FROM "{record.about.name}"'
    yield from (dict(row) for row in connection.exec_driver_sql(text).mappings())


@cache
def _names(record: type[Record]) -> str:
    return ", ".join(f'"{name}"' for name in columns(record))


def read(connection: Connection, record: type[Record], keys: Iterable[Key]) -> dict[Key, CacheRow]:
    """The rows of these keys, and of other books with the same ids."""
    wanted = list(keys)
    found: dict[Key, CacheRow] = {}
    for start in range(0, len(wanted), 500):
        part = tuple(row for _, row in wanted[start : start + 500])
        text = f'SELECT n, {_names(record)} FROM "{record.about.name}" WHERE id IN ({",".join("?" * len(part))})'
        for n, *kept in words_of(connection).tuples(connection, text, part):
            row = as_row(record, n, kept)
            found[row.book, row.id] = row
    return found


def write(connection: Connection, record: type[Record], rows: Sequence[CacheRow], old: Mapping[Key, CacheRow]) -> None:
    """Insert or update these rows and their search text; each then knows its number and its columns. old: the rows as `read` found them."""
    if not rows:
        return
    calendar = calendars.current(connection) if record.about.by_calendar else SHIPPED
    rows = sorted(rows, key=lambda r: r.id)
    there = [old.get((row.book, row.id)) for row in rows]
    made = [as_columns(record, row, calendar, before) for row, before in zip(rows, there, strict=True)]
    for row, new in zip(rows, made, strict=True):
        row.kept = new
    fresh = [row for row, before in zip(rows, there, strict=True) if before is None]
    if fresh:
        numbers = words_of(connection).insert(connection, record.about.name, columns(record), [row.kept for row in fresh])
        for row, n in zip(fresh, numbers, strict=True):
            row.n = n
    for names, altered in _altered(record, made, there).items():
        words_of(connection).alter(connection, record.about.name, names, altered)
    if search.is_searched(record):
        texts = ((row.n or 0, before.search if before else None, row.kept[_SEARCH]) for row, before in zip(rows, there, strict=True))
        search.replace(connection, record, texts)
    if calendars.concerns(record):
        calendars.refresh(connection)


def _altered(record: type[Record], made: Sequence[Sequence[Any]], there: Sequence[CacheRow | None]) -> dict[tuple[str, ...], list[Any]]:
    """Rows that stood here, by the columns that change, so that only the indexes of those are written: new values, then `n`."""
    names = columns(record)
    found: dict[tuple[str, ...], list[Any]] = defaultdict(list)
    for new, before in zip(made, there, strict=True):
        if before is not None:
            differs = list(map(ne, before.kept, new))
            found[tuple(compress(names, differs))].append((*compress(new, differs), before.n))
    found.pop((), None)
    return found


_SEARCH = SYSTEM.index("search")


def remove(connection: Connection, record: type[Record], rows: Sequence[CacheRow]) -> None:
    """Rows of which no change is visible any more (all held back)."""
    if not rows:
        return
    if search.is_searched(record):
        search.replace(connection, record, ((row.n or 0, row.search, None) for row in rows))
    connection.exec_driver_sql(f'DELETE FROM "{record.about.name}" WHERE id = ? AND book = ?', [(row.id, row.book) for row in rows])
