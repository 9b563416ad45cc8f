"""The kinds of value a field can hold: how each is read from a cell, shown to a person and checked on the wire.

A *wire value* is what JSON can say (str, int, bool, list of str, None). It is what a change carries, what a cache
column stores and what a form edits; a record object holds the richer Python value (`date`, `datetime`, a `Choice`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from msgspec import Meta

from csdesk.domain import cells, identifiers

Wire = Any
#: What no file in UTF-8 (half of a pair) and no PostgreSQL text (U+0000) can hold.
_UNWRITABLE = re.compile("[\0\ud800-\udfff]")

Id = Annotated[str, Meta(extra={"kind": "ref"})]  # a record's id: 32 hex digits of a UUIDv7
Line = Annotated[str, Meta(max_length=80)]
Long = Annotated[str, Meta(max_length=200, extra={"kind": "long"})]
Text = Annotated[str, Meta(max_length=4000, extra={"kind": "text"})]
Whole = Annotated[int, Meta(extra={"kind": "whole"})]
Year = Annotated[int, Meta(extra={"kind": "year"})]
Fen = Annotated[int, Meta(extra={"kind": "fen"})]  # money, integer 分, shown as 元
Rate = Annotated[int, Meta(extra={"kind": "rate"})]  # basis points: 900 is 9 %
Grams = Annotated[int, Meta(extra={"kind": "grams"})]  # weight, shown in kg
Litres = Annotated[int, Meta(extra={"kind": "litres"})]  # volume, shown in m³
Qty = Annotated[int, Meta(extra={"kind": "qty"})]  # how many of whatever is charged, in thousandths
Price = Annotated[int, Meta(extra={"kind": "price"})]  # for one unit, in 1/10000 元: prices per kilogram need four decimals
Day = date
Moment = datetime  # aware, Asia/Shanghai
Month = Annotated[str, Meta(extra={"kind": "month"})]  # "2026-06"
Tags = Annotated[tuple[str, ...], Meta(extra={"kind": "tags"})]
Uscc = Annotated[str, Meta(extra={"kind": "uscc"})]
Plate = Annotated[str, Meta(extra={"kind": "plate"})]
Mobile = Annotated[str, Meta(extra={"kind": "mobile"})]
Phone = Annotated[str, Meta(extra={"kind": "phone"})]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of value.

    `read` turns what a person typed or a cell holds into the wire value, or raises `Wrong`; `show` turns the wire
    value into text. `fits` is the mild check of a value that came by sync file: right JSON type and sane size.
    """

    name: str
    read: Callable[[Any], Wire]
    show: Callable[[Wire], str]
    fits: Callable[[Wire], bool]
    numeric: bool = False  # right-aligned, stored as INTEGER
    width: int = 12  # characters in a ledger column


def _is_text(limit: int) -> Callable[[Wire], bool]:
    return lambda v: isinstance(v, str) and len(v) <= limit and (v.isprintable() or not _UNWRITABLE.search(v))


def _is_whole(value: Wire) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= cells.BIGGEST


def _show_scaled(times: int, digits: int) -> Callable[[Wire], str]:
    return lambda v: f"{Decimal(v) / times:,.{digits}f}"


def _trimmed(times: int) -> Callable[[Wire], str]:
    def show(value: Wire) -> str:
        text = f"{Decimal(value) / times:,f}"
        return text.rstrip("0").rstrip(".") if "." in text else text

    return show


def _iso(pattern: str) -> Callable[[Wire], bool]:
    matches = re.compile(pattern).fullmatch
    return lambda v: isinstance(v, str) and matches(v) is not None


def _is_tags(value: Wire) -> bool:
    return isinstance(value, list) and len(value) <= 50 and all(_is_text(200)(part) for part in value)


def _same(value: Wire) -> str:
    return str(value)


_WHOLE = cells.scaled(1, "这里只能填整数")
_MOMENT_WIRE = r"\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d\+08:00"

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("line", cells.read_line(80), _same, _is_text(4000), width=14),
        Kind("long", cells.read_line(200), _same, _is_text(4000), width=24),
        Kind("text", cells.read_text(4000), _same, _is_text(32000), width=30),
        Kind("whole", _WHOLE, lambda v: f"{v:,}", _is_whole, numeric=True, width=8),
        Kind("year", _WHOLE, str, _is_whole, numeric=True, width=6),
        Kind("fen", cells.scaled(100, "金额最多两位小数"), _show_scaled(100, 2), _is_whole, numeric=True, width=13),
        Kind("rate", cells.read_rate, lambda v: _trimmed(100)(v) + " %", _is_whole, numeric=True, width=8),
        Kind("grams", cells.scaled(1000, "重量最多精确到克"), _trimmed(1000), _is_whole, numeric=True, width=10),
        Kind("litres", cells.scaled(1000, "体积最多精确到升"), _trimmed(1000), _is_whole, numeric=True, width=10),
        Kind("qty", cells.scaled(1000, "数量最多三位小数"), _trimmed(1000), _is_whole, numeric=True, width=10),
        Kind("price", cells.scaled(10000, "单价最多四位小数"), _trimmed(10000), _is_whole, numeric=True, width=11),
        Kind("day", cells.read_day, _same, _iso(r"\d{4}-[01]\d-[0-3]\d"), width=11),
        Kind("moment", cells.read_moment, lambda v: v[:16].replace("T", " "), _iso(_MOMENT_WIRE), width=16),
        Kind("month", cells.read_month, _same, _iso(r"\d{4}-[01]\d"), width=9),
        Kind("flag", cells.read_flag, lambda v: "是" if v else "否", lambda v: isinstance(v, bool), width=6),
        Kind("tags", cells.read_tags, "、".join, _is_tags, width=16),
        Kind("choice", cells.read_line(80), _same, _is_text(80), width=9),
        Kind("ref", cells.read_line(80), _same, _is_text(80), width=16),
        Kind("uscc", cells.read_checked(identifiers.uscc_problem, identifiers.normal_code), _same, _is_text(80), width=20),
        Kind("plate", cells.read_checked(identifiers.plate_problem, identifiers.normal_plate), _same, _is_text(80), width=10),
        Kind("mobile", cells.read_checked(identifiers.mobile_problem, identifiers.normal_phone), _same, _is_text(80), width=12),
        Kind("phone", cells.read_checked(identifiers.phone_problem, identifiers.normal_phone), _same, _is_text(80), width=13),
    )
}
