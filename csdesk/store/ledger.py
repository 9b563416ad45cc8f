"""Reading ledgers: which records, in which order, page by page, with the names of what they refer to."""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

import msgspec
from sqlalchemy import Connection

from csdesk.domain.record import Field, Record, field_map, fields_of, title_of
from csdesk.domain.records import RECORD_BY_NAME
from csdesk.domain.rows import Query, Row
from csdesk.store import aliases, conditions, search
from csdesk.store.columns import HANDED_ON, CacheRow, from_column, is_converted
from csdesk.store.database import get_meta
from csdesk.store.engines import words_of
from csdesk.store.merging import holds
from csdesk.store.tables import table_of

_OWN = ("n", "book", "id", "heads", "deleted", "conflicts", "created_at", "created_by", "updated_at", "updated_by")
_NOBODY: Mapping[str, str] = {}


def numbers(
    connection: Connection, record: type[Record], query: Query, limit: int | None = None, stop: Callable[[], bool] = lambda: False
) -> array[int]:
    """The row numbers of every record that `query` means, in its order: 8 bytes a record, whatever the ledger holds.

    limit: only as many; of a search these are the oldest hits, since putting all of them in order takes long. stop: asked
    now and then whether they are not wanted any more. Raises Cancelled then.
    """
    if limit is not None and search.plain(query.search):
        where, bound = conditions.first_hits(connection, record, query, limit)
    else:
        where, bound = conditions.where(connection, record, query)
    # Without an index to follow, all of the table is read; another index would only lead through it at random.
    whole = "" if query.filters or query.search or _is_indexed(record, query) else words_of(connection).whole
    text = f'SELECT n FROM "{record.about.name}" AS r {whole} WHERE {where} ORDER BY {conditions.order(connection, record, query)}'
    if limit is not None:
        text += f" LIMIT {int(limit)}"
    with words_of(connection).unless(connection, stop):
        return array("q", chain.from_iterable(words_of(connection).tuples(connection, text, bound)))


def is_quick(record: type[Record], query: Query) -> bool:
    """Whether the first records of a query are known long before all of them.

    Hits of a search, or of a whole ledger: along an index at once, and else they are picked out three times as fast as all are sorted.
    """
    by_title = conditions.target_of(record, conditions.sort_of(record, query)[0])
    return bool(search.plain(query.search)) or not (query.filters or by_title)


def _is_indexed(record: type[Record], query: Query) -> bool:
    name = conditions.sort_of(record, query)[0]
    return any(index.columns.keys() == ["deleted", name] for index in table_of(record).indexes)


def count(connection: Connection, record: type[Record], query: Query) -> int:
    """How many records `query` means."""
    where, bound = conditions.where(connection, record, query)
    return int(connection.exec_driver_sql(f'SELECT count(*) FROM "{record.about.name}" AS r WHERE {where}', bound).scalar_one())


def rows(
    connection: Connection,
    record: type[Record],
    wanted: Sequence[int],
    names: Iterable[str] | None = None,
    people: Mapping[str, str] = _NOBODY,
) -> list[Row]:
    """The records with these numbers, in that order, with the named fields (all when None); missing ones are left out.

    people: whose name to write for a workstation (see `people`).
    """
    known = field_map(record)
    chosen = [known[name] for name in names] if names is not None else list(fields_of(record))
    found: dict[int, Row] = {}
    for start in range(0, len(wanted), 500):
        part = tuple(wanted[start : start + 500])
        read = _read(connection, record, chosen, f"n IN ({','.join('?' * len(part))})", part, people)
        found.update((row.n, row) for row in read)
    return _titled(connection, record, chosen, [found[n] for n in wanted if n in found])


def get(connection: Connection, record: type[Record], book: str, id: str) -> Row | None:
    """One record, deleted or not."""
    found = _read(connection, record, list(fields_of(record)), "id = ? AND book = ?", (id, book))
    return next(iter(_titled(connection, record, fields_of(record), list(found))), None)


def as_read(connection: Connection, record: type[Record], row: CacheRow) -> Row:
    """A record that was just written, as `get` would read it."""
    names, converted, _ = _columns(record, tuple(f.name for f in fields_of(record)))
    book, id_, heads, deleted, conflicts, _, _, *rest = row.kept
    return _titled(
        connection, record, fields_of(record), [_row(names, converted, (row.n, book, id_, heads, deleted, conflicts, *rest), _NOBODY)]
    )[0]


def select(connection: Connection, record: type[Record], query: Query, limit: int | None = None) -> list[Row]:
    """The records themselves; for small sets (children of a card, reference data)."""
    return rows(connection, record, numbers(connection, record, query, limit))


def _read(
    connection: Connection,
    record: type[Record],
    chosen: Sequence[Field],
    where: str,
    bound: tuple[Any, ...],
    people: Mapping[str, str] = _NOBODY,
) -> Iterator[Row]:
    names, converted, select_them = _columns(record, tuple(f.name for f in chosen))
    for raw in words_of(connection).tuples(connection, f"{select_them} WHERE {where}", bound):
        yield _row(names, converted, raw, people)


@lru_cache(maxsize=1024)  # a ledger asks for the same columns at each key and each page
def _columns(record: type[Record], names: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[Field, ...], str]:
    """Of the named fields: their names, those that a column keeps otherwise, and the statement that reads them."""
    known = field_map(record)
    quoted = ", ".join(f'"{name}"' for name in (*_OWN, *names))
    return names, tuple(known[name] for name in names if is_converted(known[name])), f'SELECT {quoted} FROM "{record.about.name}"'


def _row(names: Sequence[str], converted: Sequence[Field], raw: Sequence[Any], people: Mapping[str, str]) -> Row:
    n, book, id_, heads, deleted, conflicts, created_at, created_by, updated_at, updated_by, *cells = raw
    values = {name: cell for name, cell in zip(names, cells, strict=True) if cell is not None}
    for f in converted:
        if f.name in values:
            values[f.name] = from_column(f, values[f.name])
    disputed = {k: tuple(v) for k, v in json.loads(conflicts).items()} if conflicts else {}
    created_by, updated_by = people.get(created_by, created_by), people.get(updated_by, updated_by)
    return Row(n, book, id_, values, heads_of(heads), bool(deleted), disputed, created_at, created_by, updated_at, updated_by)


_HEADS = msgspec.json.Decoder(tuple[str, ...])


def heads_of(column: str) -> tuple[str, ...]:
    """The heads of a record as its column keeps them."""
    return _HEADS.decode(column)


# -- references -----------------------------------------------------------------------------------------------------


def _titled(connection: Connection, record: type[Record], chosen: Iterable[Field], found: list[Row]) -> list[Row]:
    references = [f for f in chosen if f.of]
    wanted: dict[str, set[str]] = defaultdict(set)
    for f in references:
        wanted[f.of or ""].update(row.values[f.name] for row in found if f.name in row.values)
    named = {name: titles(connection, RECORD_BY_NAME[name], ids) for name, ids in wanted.items() if name in RECORD_BY_NAME}
    for f in references:
        titles_of = named.get(f.of or "", {})
        for row in found:
            if value := row.values.get(f.name):
                row.titles[f.name] = _nearest(titles_of.get(value, {}), row.book)
    if holds.concerns(record):
        holds.entitle(connection, found, people(connection))
    return found


def _nearest(by_book: Mapping[str, str], book: str) -> str:
    """The name from the own book, then the branch's, then headquarters'."""
    for wanted in (book, f"BR-{book.split('-')[0]}", "ORG"):
        if wanted in by_book:
            return by_book[wanted]
    return next(iter(by_book.values()), "（未知）")


def titles(connection: Connection, record: type[Record], ids: Iterable[str]) -> dict[str, dict[str, str]]:
    """What the records with these ids are called: id → book → title. One that was handed on is called as it is there, if it is held."""
    columns = ", ".join(f'"{name}"' for name in record.about.title)
    found: dict[str, dict[str, str]] = defaultdict(dict)
    former: dict[str, dict[str, str]] = defaultdict(dict)
    wanted = list(ids)
    for start in range(0, len(wanted), 500):
        part = tuple(wanted[start : start + 500])
        text = f'SELECT id, book, deleted, {columns} FROM "{record.about.name}" WHERE id IN ({",".join("?" * len(part))})'
        for id_, book, deleted, *shown in words_of(connection).tuples(connection, text, part):
            place = former if deleted == HANDED_ON else found
            place[id_][book] = title_of(record, dict(zip(record.about.title, shown, strict=True)))
    return {**former, **found}


def find(connection: Connection, record: type[Record], text: str, book: str) -> list[str]:
    """The ids of the records that a workbook or a person may mean by `text`: a code or a name, exactly.

    The first code field with a hit decides; records of the own book come first.
    """
    for code in record.about.codes:
        text_of_code = f'SELECT id, book FROM "{record.about.name}" WHERE deleted = 0 AND "{code}" = ? ORDER BY n'
        hits = connection.exec_driver_sql(text_of_code, (text,)).all()
        own = [id_ for id_, its_book in hits if its_book == book]
        if hits:
            return list(dict.fromkeys(own or [id_ for id_, _ in hits]))
    return [id_ for _, id_ in aliases.called(connection, record, text)]


def people(connection: Connection) -> dict[str, str]:
    """Workstation → the name of the person who works there."""
    rows = connection.exec_driver_sql("SELECT site, name FROM staff WHERE site IS NOT NULL AND deleted = 0 ORDER BY n DESC")
    return {site: name for site, name in rows}  # noqa: C416  rows are not pairs to mypy


def staff_of(connection: Connection, site: str) -> str | None:
    """The id of the person who works at this workstation; at a second computer, of whoever has the book."""
    found = "SELECT id FROM staff WHERE deleted = 0 AND (site = ? OR (site IS NOT NULL AND book = ?)) ORDER BY site <> ?, n LIMIT 1"
    return connection.exec_driver_sql(found, (site, get_meta(connection, "book"), site)).scalar()


def owner_of(connection: Connection, book: str) -> str | None:
    """The id of the person whose book this is."""
    found = "SELECT id FROM staff WHERE deleted = 0 AND site IS NOT NULL AND book = ? ORDER BY n LIMIT 1"
    return connection.exec_driver_sql(found, (book,)).scalar()


def role_of(connection: Connection, id: str) -> str:
    """The role of the person with this staff record; "" where nobody knows."""
    found = "SELECT role FROM staff WHERE id = ? AND deleted = 0 ORDER BY n LIMIT 1"
    return str(connection.exec_driver_sql(found, (id,)).scalar() or "")


def book_of_staff(connection: Connection, id: str) -> str | None:
    """The book of whoever works at a workstation and has this staff record; None for anybody else."""
    found = "SELECT book FROM staff WHERE id = ? AND site IS NOT NULL AND deleted = 0 ORDER BY n LIMIT 1"
    return connection.exec_driver_sql(found, (id,)).scalar()


def next_number(connection: Connection, record: type[Record], field: str, template: str, known: Mapping[str, str]) -> str:
    """The next free number of a template like `TS-{branch}{seat}-{month}-{n:04}`."""
    prefix, _, counter = template.partition("{n:")
    digits = int(counter.rstrip("}"))
    start = prefix.format(**known)
    largest = connection.exec_driver_sql(
        f'SELECT max("{field}") FROM "{record.about.name}"'
        f' WHERE deleted IN (0, 1, 2) AND "{field}" >= ? AND "{field}" < ? AND length("{field}") = ?',
        (start, start + "\uffff", len(start) + digits),
    ).scalar()
    return f"{start}{int(largest[len(start) :]) + 1 if largest and largest[len(start) :].isdigit() else 1:0{digits}}"
