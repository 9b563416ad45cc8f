"""Plain tables as a workbook: frozen headings, a filter, real numbers, text that stays text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from csdesk.reports.saving import saving
from csdesk.reports.workbook import FILL, head, put

_WIDEST = 60

Sheet = tuple[Sequence[str], Sequence[Sequence[Any]]]  # headings, rows


def write_tables(path: Path, sheets: Mapping[str, Sheet]) -> None:
    """One sheet for each table, by its title. Raises StorageError."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, (headings, rows) in sheets.items():
        _fill(book.create_sheet(title), headings, rows)
    with saving(path) as half:
        book.save(half)


def _fill(sheet: Any, headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    for column, heading in enumerate(headings, 1):
        head(sheet.cell(1, column, heading), FILL)
        longest = max((_width(row[column - 1]) for row in rows), default=0)
        sheet.column_dimensions[get_column_letter(column)].width = min(max(longest, _width(heading)) + 3, _WIDEST)
    for line, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            put(cell := sheet.cell(line, column), value)
            if isinstance(value, Decimal):  # money, in 元
                cell.number_format = "#,##0.00"
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions


def _width(value: Any) -> int:
    """Columns of a character grid, a Chinese character two."""
    return sum(2 if ord(c) > 0x2E7F else 1 for c in str("" if value is None else value))
