"""Finding many records at once by what a workbook says of them: one query for hundreds of cells, never one per cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection as Connection  # operations name it, and do not know SQLAlchemy

from csdesk.domain.record import Record, fields_of, title_of
from csdesk.domain.rows import Row
from csdesk.store import aliases, ledger
from csdesk.store.columns import from_column

Found = tuple[str, str]  # (book, id)
_PART = 500


def by_code(connection: Connection, record: type[Record], texts: Iterable[str], book: str) -> dict[str, list[Found]]:
    """The records that each text may mean: a code or a name exactly, else the title a ledger shows.

    As in `ledger.find` the first code field with a hit decides, and the nearest book: the own one, the branch's, headquarters'.
    """
    left = set(texts)
    found: dict[str, list[Found]] = {}
    for code in record.about.codes:
        hits = _hits(connection, record, code, left)
        found.update({text: nearest(places, book) for text, places in hits.items()})
        left -= hits.keys()
    if len(record.about.title) > 1:
        found.update(_by_title(connection, record, left, book))
    found.update({text: places for text in left - found.keys() if (places := aliases.called(connection, record, text))})
    return found


def nearest(places: Sequence[Found], book: str) -> list[Found]:
    """Those of the own book; if there are none, of the branch's, then of headquarters', then all."""
    for wanted in (book, f"BR-{book.split('-')[0]}", "ORG"):
        if here := [place for place in places if place[0] == wanted]:
            return here
    return list(places)


def rows_where(connection: Connection, record: type[Record], field: str, values: Iterable[object]) -> list[Row]:
    """The records, not deleted, whose `field` is one of `values`, whole but without the titles of references."""
    known = list(fields_of(record))
    names = ", ".join(f'"{name}"' for name in ("book", "id", "heads", *(f.name for f in known)))
    found = []
    for raw in _where_in(connection, record, names, field, values):
        values_of = {f.name: from_column(f, raw[i]) for i, f in enumerate(known, 3) if raw[i] is not None}
        found.append(Row(0, raw[0], raw[1], values_of, heads=ledger.heads_of(raw[2])))
    return found


def _hits(connection: Connection, record: type[Record], field: str, texts: Iterable[str]) -> dict[str, list[Found]]:
    hits: dict[str, list[Found]] = defaultdict(list)
    for text, book, row in _where_in(connection, record, f'"{field}", book, id', field, texts):
        hits[text].append((book, row))
    return hits


def _by_title(connection: Connection, record: type[Record], texts: Iterable[str], book: str) -> dict[str, list[Found]]:
    """`NB01-00042 示例家电` as a ledger writes it: its first word is the first field of the title."""
    firsts: dict[str, set[str]] = defaultdict(set)
    for text in texts:
        if " " in text:
            firsts[text.split(" ", 1)[0]].add(text)
    fields = record.about.title
    columns = ", ".join(f'"{name}"' for name in fields)
    hits: dict[str, list[Found]] = defaultdict(list)
    for place, row, *shown in _where_in(connection, record, f"book, id, {columns}", fields[0], firsts):
        title = title_of(record, dict(zip(fields, shown, strict=True)))
        if title in firsts.get(str(shown[0]), ()):
            hits[title].append((place, row))
    return {text: nearest(places, book) for text, places in hits.items()}


def _where_in(connection: Connection, record: type[Record], columns: str, field: str, values: Iterable[object]) -> Iterator[Any]:
    wanted = list(values)
    for start in range(0, len(wanted), _PART):
        part = tuple(wanted[start : start + _PART])
        marks = ",".join("?" * len(part))
        text = f'SELECT {columns} FROM "{record.about.name}" WHERE deleted = 0 AND "{field}" IN ({marks}) ORDER BY n'
        yield from connection.exec_driver_sql(text, part)
