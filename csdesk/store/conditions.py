"""What a query says in SQL: its filters, what its search finds, its order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Text

from csdesk.domain.record import Record, field_map, fields_of
from csdesk.domain.records import RECORD_BY_NAME
from csdesk.domain.rows import Filter, Query
from csdesk.store import search
from csdesk.store.engines import words_of
from csdesk.store.tables import table_of

#: Empty cells come first, or last when the order is turned.
_NOTHING = {"ASC": "NULLS FIRST", "DESC": "NULLS LAST"}
_NONE = "1 = 0"
_OPS = {"is": "= ?", "not": "IS DISTINCT FROM ?", "ge": ">= ?", "le": "<= ?", "lt": "< ?", "gt": "> ?"}


def where(connection: Connection, record: type[Record], query: Query) -> tuple[str, tuple[Any, ...]]:
    """The condition on a row `r` that a query means, with its values."""
    # With a search its hits come first, and no sorting index is to be walked instead.
    deleted = words_of(connection).unindexed("r.deleted") if query.search else "r.deleted"
    text, bound = _filtered(connection, record, query, f"{deleted} = ?")
    if wanted := search.plain(query.search):
        found, values = _found(connection, record, wanted)
        return f"{text} AND {found}", (*bound, *values)
    return text, bound


def _filtered(connection: Connection, record: type[Record], query: Query, deleted: str) -> tuple[str, tuple[Any, ...]]:
    parts: list[str] = [deleted]
    bound: list[Any] = [int(query.deleted)]
    for condition in query.filters:
        text, values = _condition(connection, record, condition)
        parts.append(text)
        bound.extend(values)
    return " AND ".join(parts), tuple(bound)


def _condition(connection: Connection, record: type[Record], condition: Filter) -> tuple[str, list[Any]]:
    name = condition.field.removeprefix("_") if condition.field.startswith("_") else condition.field
    if name not in table_of(record).c:
        raise ValueError(f"{record.about.name} has no field {condition.field}")
    column = f'r."{name}"'
    is_text = isinstance(table_of(record).c[name].type, Text)
    match condition.op:
        case "empty":
            return (f"({column} IS NULL OR {column} = '')" if is_text else f"{column} IS NULL"), []
        case "filled":
            return (f"({column} IS NOT NULL AND {column} <> '')" if is_text else f"{column} IS NOT NULL"), []
        case "in" if not condition.value:
            return _NONE, []
        case "in":
            return f"{column} IN ({','.join('?' * len(condition.value))})", list(condition.value)
        case "has" if target := _target_of(record, name):
            match, values = _matching(connection, target, search.plain(str(condition.value)), "t")
            return f"{column} IN (SELECT t.id FROM {_index_of(target)} AND {''.join(match)})", list(values)
        case "has":
            shown = column if is_text else f"CAST({column} AS TEXT)"
            return f"{shown} {words_of(connection).like} ? ESCAPE '\\'", [f"%{_escaped(str(condition.value))}%"]
        case op:
            value = int(condition.value) if isinstance(condition.value, bool) else condition.value
            return f"{column} {_OPS[op]}", [value]


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _found(connection: Connection, record: type[Record], wanted: str) -> tuple[str, list[Any]]:
    """The records whose own text, or that of a record they refer to, holds `wanted`."""
    parts: list[str] = []
    bound: list[Any] = []
    if search.is_searched(record):
        match, values = _matching(connection, record, wanted, "r")
        parts.append(f"(r.n IN (SELECT rowid FROM find_{record.about.name} f WHERE {match[0]}){match[1]})")
        bound += values
    for field, target in _searched_references(record):
        match, values = _matching(connection, target, wanted, "t")
        parts.append(f'r."{field}" IN (SELECT t.id FROM {_index_of(target)} AND {"".join(match)})')
        bound += values
    return f"({' OR '.join(parts)})" if parts else _NONE, bound


def first_hits(connection: Connection, record: type[Record], query: Query, limit: int) -> tuple[str, tuple[Any, ...]]:
    """The same for a search, but each index is read only until it has given `limit` records that the filters let through."""
    wanted = search.plain(query.search)
    filtered, through = _filtered(connection, record, query, f"{words_of(connection).unindexed('r.deleted')} = ?")
    parts: list[str] = []
    bound: list[Any] = []
    name = record.about.name
    if search.is_searched(record):
        match, values = _matching(connection, record, wanted, "r")
        source = f'find_{name} f CROSS JOIN "{name}" r WHERE r.n = f.rowid'
        parts.append(f"SELECT n FROM (SELECT r.n FROM {source} AND {''.join(match)} AND {filtered} LIMIT {int(limit)}) AS hit")
        bound += [*values, *through]
    filtered, through = _filtered(connection, record, query, "r.deleted = ?")
    for field, target in _searched_references(record):
        match, values = _matching(connection, target, wanted, "t")
        source = f'find_{target.about.name} f CROSS JOIN "{target.about.name}" t CROSS JOIN "{name}" r'
        joined = f't.n = f.rowid AND r."{field}" = t.id'
        text = f"SELECT r.n FROM {source} WHERE {joined} AND {''.join(match)} AND {filtered} LIMIT {int(limit)}"
        parts.append(f"SELECT n FROM ({text}) AS hit")
        bound += [*values, *through]
    return (f"r.n IN ({' UNION '.join(parts)})" if parts else _NONE), tuple(bound)


def _searched_references(record: type[Record]) -> Iterator[tuple[str, type[Record]]]:
    for f in fields_of(record):
        if f.searched and (target := _target_of(record, f.name)):
            yield f.name, target


def _target_of(record: type[Record], name: str) -> type[Record] | None:
    """The record that a field points to, when it is found by typing."""
    f = field_map(record).get(name)
    target = RECORD_BY_NAME.get(f.of or "") if f else None
    return target if target and search.is_searched(target) else None


def _index_of(record: type[Record]) -> str:
    return f'find_{record.about.name} f CROSS JOIN "{record.about.name}" t WHERE t.n = f.rowid'


def _matching(connection: Connection, record: type[Record], wanted: str, alias: str) -> tuple[tuple[str, str], list[str]]:
    """The condition on an index `f`, and the second look at the text itself where the index says too much."""
    match, said = search.match(connection, record, wanted)
    if search.is_piece(wanted):
        return (match, ""), [said]
    return (match, f" AND {alias}.search LIKE ? ESCAPE '\\'"), [said, f"%{_escaped(wanted)}%"]


def sort_of(record: type[Record], query: Query) -> tuple[str, str]:
    """The column that a query sorts by, and which way."""
    sort = query.sort or record.about.order or "-_updated_at"
    name = sort.lstrip("-").removeprefix("_")
    if name not in table_of(record).c:
        raise ValueError(f"{record.about.name} has no field {name}")
    return name, "DESC" if sort.startswith("-") else "ASC"


def target_of(record: type[Record], name: str) -> type[Record] | None:
    """The record that a column refers to."""
    f = field_map(record).get(name)
    return RECORD_BY_NAME.get(f.of or "") if f else None


def order(connection: Connection, record: type[Record], query: Query) -> str:
    """What to sort rows `r` by; equal ones by age."""
    name, way = sort_of(record, query)
    target = target_of(record, name)
    if target is not None:
        shown = target.about.title[0]
        return f'(SELECT t."{shown}" FROM "{target.about.name}" t WHERE t.id = r."{name}" LIMIT 1) {way} {_NOTHING[way]}, r.n {way}'
    column = words_of(connection).unindexed(f'r."{name}"') if query.search else f'r."{name}"'
    return f"{column} {way} {_NOTHING[way]}, r.n {way}"
