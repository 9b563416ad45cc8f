"""Where the headings of a sheet are, which ledger they belong to, and which field each column holds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from hashlib import blake2b
from typing import Any

from csdesk.domain.cells import half_width
from csdesk.domain.record import Field, Record, fields_of
from csdesk.reports.sheets import Sheet

#: Headings that a workbook of wrong rows adds; they are no data when it comes back.
WRONG_ROW_HEADINGS = ("错误原因", "错误栏目", "原文件", "原工作表", "原行号")

_LOOK = 30  # rows in which headings are looked for
_NOISE = re.compile(r"[\s*●:;·_]|\(必填\)|\(选填\)")
_NOTE = re.compile(r"\(([^()]*)\)$|[/\[]([^/\[\]]*)\]?$")
_TWINS = {"时间": "日期", "日期": "时间"}
_TIMES: dict[str, dict[str, int | Decimal]] = {
    "fen": {"元": 1, "千元": 1000, "万元": 10_000, "万": 10_000, "百万元": 1_000_000, "亿元": 100_000_000},
    "grams": {"kg": 1, "千克": 1, "公斤": 1, "吨": 1000, "t": 1000, "克": Decimal("0.001"), "g": Decimal("0.001")},
    "litres": {"m3": 1, "方": 1, "立方": 1, "立方米": 1, "升": Decimal("0.001"), "l": Decimal("0.001")},
    "whole": {"万": 10_000, "万元": 10_000},
}


def plain(heading: Any) -> str:
    """A heading without blanks, line breaks, marks and full-width forms: `客 户\\n名称（必填）` is `客户名称`."""
    return _NOISE.sub("", half_width(str(heading)).lower().replace("：", ":"))


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet.

    index: from 0. field: what it holds, None when it is left out. times: the factor of the unit in the heading.
    """

    index: int
    heading: str
    field: Field | None = None
    times: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a sheet is to be read. row, last: the first and last heading row, from 0. print: the fingerprint of its headings."""

    record: type[Record]
    row: int
    last: int
    columns: tuple[Column, ...]
    print: str
    score: float = 0.0

    @property
    def mapped(self) -> list[Column]:
        return [column for column in self.columns if column.field]

    @property
    def unmapped(self) -> list[str]:
        return [column.heading for column in self.columns if not column.field]


def find_layout(
    sheet: Sheet, records: Sequence[type[Record]], *, told: bool = False, remembered: Mapping[str, Any] | None = None
) -> Layout | None:
    """The best reading of a sheet as the ledger of one of `records`; None when it is none of them.

    told: a person named the ledger, so that two known headings are enough. remembered: fingerprint → {"ledger", "columns"}
    as kept by an earlier import; it decides when the headings are the same.
    """
    rows = sheet.rows[:_LOOK]
    for row, last, headings in _candidates(sheet, rows):
        kept = (remembered or {}).get(fingerprint(headings))
        record = next((r for r in records if kept and r.about.name == kept.get("ledger")), None)
        if kept and record:
            return _remembered(record, row, last, headings, kept.get("columns", {}))
    best: Layout | None = None
    for row, last, headings in _candidates(sheet, rows):
        for record in records:
            layout = _match(record, row, last, headings, sheet.name)
            if layout and _enough(layout, told) and (best is None or layout.score > best.score + 1e-9):
                best = layout
    return best


def fingerprint(headings: Sequence[str]) -> str:
    """What makes two sheets the same layout: their headings in order."""
    return blake2b("\n".join(plain(h) for h in headings if plain(h)).encode(), digest_size=8).hexdigest()


# -- where ----------------------------------------------------------------------------------------------------------


def _candidates(sheet: Sheet, rows: Sequence[Sequence[Any]]) -> list[tuple[int, int, list[str]]]:
    """Every row that may hold the headings, and every pair of rows joined by merged cells."""
    found = []
    for index, row in enumerate(rows):
        texts = [_text(cell) for cell in row]
        if sum(1 for text in texts if plain(text)) < 2:
            continue
        found.append((index, index, texts))
        if index + 1 < len(rows) and any(r1 <= index <= r2 and (r2 > r1 or c2 > c1) for r1, c1, r2, c2 in sheet.merged):
            found.append((index, index + 1, _joined(texts, [_text(cell) for cell in rows[index + 1]])))
    return found


def _text(cell: Any) -> str:
    return cell if isinstance(cell, str) else ""


def _joined(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Two heading rows as one: `客户` over `名称` is `客户/名称`."""
    return [low if up == low or not up else f"{up}/{low}" if low else up for up, low in zip(upper, lower, strict=True)]


# -- what -----------------------------------------------------------------------------------------------------------


@cache
def _names(record: type[Record]) -> dict[str, tuple[Field, int]]:
    """Every text under which a column of this ledger may stand: (its field, 2 for the label and 1 for a synonym)."""
    names: dict[str, tuple[Field, int]] = {}
    for f in fields_of(record):
        for text in f.also:
            names.setdefault(plain(text), (f, 1))
    for f in fields_of(record):
        names[plain(f.label)] = (f, 2)
        names[f.name] = (f, 2)
    for text, (f, _) in list(names.items()):
        if f.kind.name == "moment" and text[-2:] in _TWINS and len(text) > 2:  # 首次响应时间 beside 首次响应日期
            names.setdefault(text[:-2] + _TWINS[text[-2:]], (f, 1))
    return names


def _recognised(record: type[Record], heading: str) -> tuple[Field, int, Decimal] | None:
    """The field that a heading means, how surely, and the factor of the unit in it."""
    names = _names(record)
    upper, _, lower = heading.rpartition("/")
    wholes = [plain(text) for text in ((heading, lower, upper + lower) if upper else (heading,))]
    for whole in wholes:
        if whole in names:
            return *names[whole], Decimal(1)
    for whole in wholes:
        bare = _NOTE.sub("", whole)
        unit = whole[len(bare) :].strip("()[]/")
        if found := _with_unit(names, bare, unit) or _with_unit(names, whole, ""):
            return found
    return None


def _with_unit(names: Mapping[str, tuple[Field, int]], text: str, unit: str) -> tuple[Field, int, Decimal] | None:
    if text in names:
        f, sure = names[text]
        return f, sure, Decimal(_TIMES.get(f.kind.name, {}).get(unit, 1))
    for units in _TIMES.values():  # 索赔金额万元, without brackets
        for ending in sorted(units, key=len, reverse=True):
            known = text.removesuffix(ending)
            if known != text and known in names and ending in _TIMES.get(names[known][0].kind.name, {}):
                return *names[known], Decimal(_TIMES[names[known][0].kind.name][ending])
    return None


def _match(record: type[Record], row: int, last: int, headings: Sequence[str], sheet_name: str) -> Layout | None:
    known = {i: found for i, text in enumerate(headings) if plain(text) and (found := _recognised(record, text))}
    if not known:
        return None
    chosen = _without_doubles(headings, known)
    columns = tuple(
        Column(i, text, *((known[i][0], known[i][2]) if i in chosen else ()))
        for i, text in enumerate(headings)
        if plain(text) and plain(text) not in WRONG_ROW_HEADINGS
    )
    names = {known[i][0].name for i in chosen}
    must = [f for f in fields_of(record) if f.required and f.default is None and not f.number]
    needed = sum(f.name in names for f in must) / len(must) if must else 1.0
    sure = sum(known[i][1] for i in chosen) / (2 * len(columns))
    hint = 0.3 if plain(record.about.label) in plain(sheet_name) or plain(record.about.ledger) in plain(sheet_name) else 0.0
    spare = 0.001 * (last - row)
    return Layout(record, row, last, columns, fingerprint(headings), sure + needed + hint + 0.02 * len(names) - spare)


def _without_doubles(headings: Sequence[str], known: Mapping[int, tuple[Field, int, Decimal]]) -> set[int]:
    """The columns that are read: of two for one field the surer and then the first.

    Of a reference all, codes first; of a moment too: day and time of day may stand in a column each.
    """
    best: dict[str, int] = {}
    for i, (f, sure, _) in known.items():
        if f.name not in best or sure > known[best[f.name]][1]:
            best[f.name] = i
    return {i for i, (f, _, _) in known.items() if f.of or f.kind.name == "moment" or best[f.name] == i}


def _enough(layout: Layout, told: bool) -> bool:
    mapped = layout.mapped
    names = {column.field.name for column in mapped if column.field}
    must = {f.name for f in fields_of(layout.record) if f.required and f.default is None and not f.number}
    if len(names) < 2:
        return False
    if told:
        return True
    keyed = any(f.name in names for f in fields_of(layout.record) if f.number)
    share = len(mapped) / len(layout.columns)
    if must <= names:
        return share >= 0.3
    return share >= 0.5 and (2 * len(must & names) >= len(must) or keyed)


def _remembered(record: type[Record], row: int, last: int, headings: Sequence[str], told: Mapping[str, str]) -> Layout:
    by_name = {f.name: f for f in fields_of(record)}
    columns = []
    for i, text in enumerate(headings):
        if not plain(text) or plain(text) in WRONG_ROW_HEADINGS:
            continue
        guess = _recognised(record, text)
        wanted = by_name.get(told[plain(text)]) if plain(text) in told else guess[0] if guess else None
        times = guess[2] if guess and wanted is guess[0] else Decimal(1)
        columns.append(Column(i, text, wanted, times))
    return Layout(record, row, last, tuple(columns), fingerprint(headings), 9.0)
