"""Rows streamed into a workbook that openpyxl made: the XML of a sheet written directly, since that is most of the time."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

LONGEST = 32_000  # characters; a cell holds 32,767
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_SHEET = "xl/worksheets/sheet1.xml"
_PROTOTYPE = re.compile(r'<row r="2".*?</row>', re.S)
_STYLE = re.compile(r'<c r="[A-Z]+2"(?: s="(\d+)")?')
_FILTER = re.compile(r'(<autoFilter ref="A1:[A-Z]+)1"')
_DAY_ZERO = date(1899, 12, 30).toordinal()
_BATCH = 500  # rows per write


def fill(path: Path, shell: Workbook, rows: Iterable[Sequence[Any]]) -> int:
    """Write `shell` to `path` with `rows` below its headings, each in the style of its second row; how many rows.

    Values are str, int, float, Decimal, bool, date, datetime or None. Text is written as text, never as a formula.
    """
    made = io.BytesIO()
    shell.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
        for info in old.infolist():
            if info.filename != _SHEET:
                new.writestr(info.filename, old.read(info))
        return _fill_sheet(new, old.read(_SHEET).decode(), rows)


def _fill_sheet(book: zipfile.ZipFile, xml: str, rows: Iterable[Sequence[Any]]) -> int:
    prototype = _PROTOTYPE.search(xml)
    assert prototype is not None
    styles = [f' s="{style}"' if style else "" for style in _STYLE.findall(prototype[0])]
    columns = [(get_column_letter(i), style) for i, style in enumerate(styles, 1)]
    batch: list[str] = []
    n = 1
    with book.open(_SHEET, "w", force_zip64=True) as part:
        part.write(xml[: prototype.start()].encode())
        for n, row in enumerate(rows, 2):
            batch.append(_row(n, row, columns))
            if len(batch) == _BATCH:
                part.write("".join(batch).encode())
                batch.clear()
        rest = _FILTER.sub(rf'\g<1>{n}"', xml[prototype.end() :])
        part.write(("".join(batch) + rest).encode())
    return n - 1


def _row(n: int, values: Sequence[Any], columns: Sequence[tuple[str, str]]) -> str:
    filled = zip(columns, values, strict=True)
    cells = [_cell(f'<c r="{letter}{n}"{style}', value) for (letter, style), value in filled if value is not None]
    return f'<row r="{n}">{"".join(cells)}</row>'


def _cell(start: str, value: Any) -> str:
    if isinstance(value, str):
        text = escape(ILLEGAL.sub("", value[:LONGEST]))
        return f'{start} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    if isinstance(value, bool):
        return f'{start} t="b"><v>{int(value)}</v></c>'
    return f"{start}><v>{_serial(value) if isinstance(value, date) else value}</v></c>"


def _serial(value: date) -> str:
    """A date or a local time as a spreadsheet counts: days since 1899-12-30."""
    days = value.toordinal() - _DAY_ZERO
    if not isinstance(value, datetime):
        return str(days)
    return f"{days + (value.hour * 3600 + value.minute * 60 + value.second) / 86400:.10f}"
