"""Who is meant: references by code or name, and the records that rows of a workbook are about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from csdesk.domain.cells import half_width
from csdesk.domain.record import Field, Record, field_map, fields_of, title_of
from csdesk.domain.records import RECORD_BY_NAME
from csdesk.domain.rows import Row
from csdesk.reports.rows import Reading
from csdesk.store import lookup
from csdesk.store.lookup import Connection, Found

#: What stands between several codes in one cell.
_SEVERAL = re.compile(r"[、,，;；/\s]+")
_CODE = re.compile(r"(?=.*\d)[\w-]+")


class Unresolved(Exception):
    """A text that means no record, or several; says at which field, and the sentence."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field, self.sentence = field, sentence


class Directory:
    """The records of the file and of this import, by what workbooks call them. One query for hundreds of cells."""

    def __init__(self, connection: Connection, book: str) -> None:
        self._connection, self._book = connection, book
        self._meant: dict[tuple[str, str], list[Found]] = {}  # (record, text) → records of the file
        self._made: dict[tuple[str, str], list[Found]] = defaultdict(list)  # the same of this import
        self._rows: dict[tuple[str, str, str], Row] = {}  # (record, book, id)
        self._by_value: dict[tuple[str, str, Any], list[Row]] = defaultdict(list)  # (record, field, value)

    # -- learning -----------------------------------------------------------------------------------------------

    def learn(self, record: type[Record], read: Sequence[Reading]) -> None:
        """Look up everything that the rows of one sheet refer to and may be about."""
        for f in fields_of(record):
            if f.of in RECORD_BY_NAME:
                self._learn_references(RECORD_BY_NAME[f.of], {r.values[f.name] for r in read if f.name in r.values})
        for name in _identifying(record):
            values = {r.values[name] for r in read if name in r.values}
            for row in lookup.rows_where(self._connection, record, name, self._ids_of(record, name, values)):
                self._keep(record, row)

    def _learn_references(self, target: type[Record], texts: Iterable[str]) -> None:
        name = target.about.name
        wanted = {form for text in texts for form in _forms(text) if (name, form) not in self._meant}
        found = lookup.by_code(self._connection, target, wanted, self._book)
        self._meant.update({(name, text): found.get(text, []) for text in wanted})

    def _ids_of(self, record: type[Record], name: str, values: Iterable[str]) -> set[str]:
        target = field_map(record)[name].of
        if not target:
            return set(values)
        return {id_ for text in values for form in _forms(text) for _, id_ in self._meant.get((target, form), ())}

    def _keep(self, record: type[Record], row: Row) -> None:
        key = (record.about.name, row.book, row.id)
        if key in self._rows:
            return
        self._rows[key] = row
        for name in _identifying(record):
            if (value := row.values.get(name)) is not None:
                self._by_value[record.about.name, name, value].append(row)

    def add(self, record: type[Record], row: Row) -> None:
        """A record that this import makes."""
        self._keep(record, row)
        texts = {str(row.values[code]) for code in record.about.codes if row.values.get(code)}
        for text in {*texts, title_of(record, row.values)}:
            self._made[record.about.name, text].append((row.book, row.id))

    # -- references ---------------------------------------------------------------------------------------------

    def resolved(self, record: type[Record], values: Mapping[str, Any]) -> dict[str, Any]:
        """The values with ids for references. Raises Unresolved with the first that means none or several."""
        known, found = field_map(record), dict(values)
        for name, value in sorted(values.items(), key=lambda item: _is_child(known[item[0]])):
            f = known[name]
            if f.of in RECORD_BY_NAME:
                found[name] = self._resolve(f, RECORD_BY_NAME[f.of], str(value), known, found)
        return found

    def _resolve(self, f: Field, target: type[Record], text: str, known: Mapping[str, Field], values: Mapping[str, Any]) -> str:
        places: list[Found] = []
        for form in _forms(text):
            places = lookup.nearest(
                [*self._made.get((target.about.name, form), ()), *self._meant.get((target.about.name, form), ())], self._book
            )
            if places:
                break
        if len(places) > 1:
            places = self._same_parent(target, places, known, values) or places
        ids = list(dict.fromkeys(id_ for _, id_ in places))
        several = [part for part in _SEVERAL.split(text) if part]
        if not ids and len(several) > 1 and all(map(_CODE.fullmatch, several)):
            more = f"；{f.help}" if f.help else ""
            raise Unresolved(f.name, f"“{text}”像是 {len(several)} 个{target.about.label}，一格只能填一个，请只留一个{more}")
        if not ids:
            raise Unresolved(f.name, f"“{text}”在{target.about.ledger}中找不到，请核对写法，或先导入{target.about.ledger}")
        if len(ids) > 1:
            code = field_map(target)[target.about.codes[0]].label
            raise Unresolved(f.name, f"“{text}”对应 {len(ids)} 条{target.about.label}，请改填{code}或全称")
        return ids[0]

    def _same_parent(
        self, target: type[Record], places: Sequence[Found], known: Mapping[str, Field], values: Mapping[str, Any]
    ) -> list[Found]:
        """Of several contacts of one name, those of the client that this row names."""
        parent = target.about.parent
        if parent is None:
            return []
        of = field_map(target)[parent].of
        named = {values[f.name] for f in known.values() if f.of == of and f.name in values}
        unread = [id_ for book, id_ in places if (target.about.name, book, id_) not in self._rows]
        for row in lookup.rows_where(self._connection, target, "id", unread):
            self._keep(target, row)
        rows = [self._rows.get((target.about.name, book, id_)) for book, id_ in places]
        return [(row.book, row.id) for row in rows if row and row.values.get(parent) in named]

    # -- which record a row is about ----------------------------------------------------------------------------

    def existing(self, record: type[Record], values: Mapping[str, Any], book: str) -> Row | None:
        """The record that a row with these values is about; None for a new one. Raises Unresolved when there are several.

        The first code decides; where the row gives it, a later code (a name) finds only records that lack the first.
        Rows without any code are about a record that holds all they say.
        """
        about, parent = record.about, record.about.parent
        given = [code for code in about.codes if values.get(code) is not None]
        if not given:
            return self._equal(record, values)
        for code in given:
            rows = self._by_value.get((about.name, code, values[code]), [])
            if parent:
                rows = [row for row in rows if row.values.get(parent) == values.get(parent)]
            if code != given[0] == about.codes[0]:
                rows = [row for row in rows if row.values.get(given[0]) is None]
            if rows:
                return self._single(record, code, rows, book)
        return None

    def _single(self, record: type[Record], code: str, rows: Sequence[Row], book: str) -> Row:
        places = lookup.nearest([(row.book, row.id) for row in rows], book)
        if len(places) > 1:
            raise Unresolved(code, f"已有 {len(places)} 条{record.about.label}用这个{field_map(record)[code].label}，请先合并或填写编号")
        return self._rows[(record.about.name, *places[0])]

    def _equal(self, record: type[Record], values: Mapping[str, Any]) -> Row | None:
        for name in _identifying(record):
            if name in values:
                rows = self._by_value.get((record.about.name, name, values[name]), [])
                return next((row for row in rows if all(row.values.get(k) == v for k, v in values.items())), None)
        return None


def _forms(text: str) -> tuple[str, ...]:
    """The ways in which a code may stand in the file: as written, or half-width."""
    narrow = half_width(text)
    return (text,) if narrow == text else (text, narrow)


def _is_child(f: Field) -> bool:
    target = RECORD_BY_NAME.get(f.of or "")
    return target is not None and target.about.parent is not None


def _identifying(record: type[Record]) -> tuple[str, ...]:
    """The fields by which the records that rows are about are looked up: the codes, and one more for rows without."""
    codes = record.about.codes
    plain = [f for f in fields_of(record) if f.required and f.default is None and f.name not in codes]
    return (*codes, *[f.name for f in sorted(plain, key=lambda f: f.kind.name not in ("moment", "day"))][:1])
