"""The rows of a sheet that are records, and their cells as wire values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from csdesk.domain.cells import Wrong, clock_of, decimal_of, half_width, read_moment
from csdesk.domain.record import Field
from csdesk.reports.headings import Column, Layout, plain
from csdesk.reports.sheets import Sheet

_SUMS = {"合计", "小计", "总计", "累计", "本页合计", "本月合计", "本页小计", "total", "sum"}
_NOTES = re.compile(r"^(制表|填表|审核|审批|复核|编制|统计人|备注|说明|注)[人日期时间]{0,3}:")
_BROKEN = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"}
_TEXTS = {"line", "long", "text", "uscc", "mobile", "phone", "ref", "tags"}
_NUMBER_ONLY = re.compile(r"[¥￥$]?[-+(]?[\d,，.．０-９]+\)?")
#: What stands for a masked value in an export; it never comes in.
MASK = "****"


@dataclass(slots=True)
class Reading:
    """One row of a sheet. number: as the spreadsheet counts. values: wire values, references still as text, blanks left out."""

    number: int
    cells: Sequence[Any]
    values: dict[str, Any] = field(default_factory=dict)
    wrong: list[tuple[str, str]] = field(default_factory=list)  # (heading, sentence)


@dataclass(frozen=True, slots=True)
class WrongRow:
    """One row that was refused, as it stood, with where it stood and why."""

    file: str
    sheet: str
    row: int | None
    column: str
    reason: str
    headings: tuple[str, ...] = ()
    cells: tuple[Any, ...] = ()


def readings(sheet: Sheet, layout: Layout) -> Iterator[Reading]:
    """Every row below the headings that is a record; blank rows, sums, notes and repeated headings are left out."""
    headings = [plain(cell) for cell in sheet.rows[layout.last]]
    mapped = sorted(layout.mapped, key=_second)
    others = _others(mapped)
    seen: dict[tuple[int, Any], Any] = {}
    for number, cells in enumerate(sheet.rows[layout.last + 1 :], layout.last + 2):
        if _is_record(cells, mapped, headings):
            yield _read(number, cells, mapped, others, seen)


def _second(column: Column) -> bool:
    """Whether a column of a moment stands back behind the one that bears its label."""
    f = column.field
    return f is not None and f.kind.name == "moment" and plain(column.heading) != plain(f.label)


def _others(mapped: Sequence[Column]) -> dict[int, list[int]]:
    """Of each column of a moment that is kept in several: the others."""
    moments = [c for c in mapped if c.field and c.field.kind.name == "moment"]
    found = {c.index: [other.index for other in moments if other.field is c.field and other is not c] for c in moments}
    return {index: others for index, others in found.items() if others}


def _is_record(cells: Sequence[Any], mapped: Sequence[Column], headings: Sequence[str]) -> bool:
    if not any(filled(cells[column.index]) for column in mapped):
        return False
    texts = [cell for cell in cells if filled(cell)]
    start = [plain(text) for text in texts[:3]]
    if any(text in _SUMS for text in start):
        return False
    if _NOTES.match(half_width(str(texts[0])).replace(" ", "")) and len(texts) <= max(2, len(mapped) // 2):
        return False
    return not (len(texts) > 1 and all(text in headings for text in start) and all(plain(text) in headings for text in texts))


def filled(cell: Any) -> bool:
    """Whether a cell holds anything at all."""
    return bool(cell.strip()) if isinstance(cell, str) else cell is not None


def _read(
    number: int, cells: Sequence[Any], mapped: Sequence[Column], others: dict[int, list[int]], seen: dict[tuple[int, Any], Any]
) -> Reading:
    """One row, cell by cell; equal cells of a column are read once."""
    reading = Reading(number, cells)
    for column in mapped:
        cell, f = cells[column.index], column.field
        if column.index in others:
            cell = _whole_moment(cell, [cells[index] for index in others[column.index]])
        if f is None or f.auto or not filled(cell):
            continue
        key = (column.index, (type(cell), cell))
        if key not in seen:
            seen[key] = _wire(f, cell, column)
        wire, sentence = seen[key]
        if sentence:
            reading.wrong.append((column.heading, sentence))
        elif wire is not None and f.name not in reading.values:
            reading.values[f.name] = wire
    return reading


def _whole_moment(cell: Any, others: Sequence[Any]) -> Any:
    """A day joined with the time of day beside it; a bare time of day has nothing to say where a day stands beside it."""
    if clock_of(cell) is not None:
        return None if any(filled(other) and clock_of(other) is None for other in others) else cell
    clock = next(filter(None, map(clock_of, others)), None)
    if clock is None or not filled(cell):
        return cell
    try:
        day, _, midnight = read_moment(cell).partition("T00:00:00")
    except Wrong:
        return cell
    return f"{day} {clock}" if midnight else cell


def _wire(f: Field, cell: Any, column: Column) -> tuple[Any, str]:
    """(wire value, "") or (None, the sentence)."""
    try:
        return (None, "") if f.private and MASK in str(cell) else (f.read(_raw(f, cell, column)), "")
    except Wrong as wrong:
        return None, str(wrong)


def _raw(f: Field, cell: Any, column: Column) -> Any:
    if isinstance(cell, str) and cell.strip().upper() in _BROKEN:
        raise Wrong(f"公式出错（{cell.strip()}），请改成正确的值")
    if isinstance(cell, float) and f.kind.name in _TEXTS and abs(cell) >= 10**15:
        raise Wrong("数字超过 15 位，Excel 已丢失末尾几位，请把该列设为文本格式后重填")
    if isinstance(cell, datetime):
        return (cell + timedelta(microseconds=500_000)).replace(microsecond=0)  # serial numbers are binary fractions
    if column.times != 1 and (not isinstance(cell, str) or _NUMBER_ONLY.fullmatch(half_width(cell))):
        return decimal_of(cell) * column.times
    return cell
