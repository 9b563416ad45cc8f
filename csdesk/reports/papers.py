"""Papers for clients as workbooks: a statement with its lines, the account around it, and room to sign."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from csdesk.reports.saving import saving
from csdesk.reports.workbook import FILL, head, put

#: Title, head lines, headings, rows of texts, the account in 分.
Paper = tuple[str, Sequence[str], Sequence[str], Sequence[Sequence[str]], Sequence[tuple[str, int]]]
_WIDTHS = (6, 12, 20, 11, 10, 11, 14, 15, 12, 24)
_THIN = Side(style="thin", color="999999")
_FRAME = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_SIGNED = "客户确认（盖章）：　　　　　　　　　　经办人：　　　　　　　日期："
_ASKED = "请核对；有差异的请在对应行的备注栏注明。收到后 5 个工作日内未提出异议的，按本单金额开票。"


def write_statements(path: Path, papers: Sequence[Paper]) -> None:
    """One sheet for each. Raises StorageError."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for paper in papers:
        _fill(book.create_sheet(paper[0][:31]), paper)
    with saving(path) as half:
        book.save(half)


def _fill(sheet: Any, paper: Paper) -> None:
    _, told, headings, rows, account = paper
    for column, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    _across(sheet, 1, "运输费用对账单", len(headings), Font(bold=True, size=16), "center")
    for line, text in enumerate(told, 2):
        _across(sheet, line, text, len(headings))
    start = len(told) + 3
    for column, heading in enumerate(headings, 1):
        head(sheet.cell(start, column, heading), FILL)
    for at, row in enumerate(rows, start + 1):
        for column, text in enumerate(row, 1):
            cell = sheet.cell(at, column)
            put(cell, _number(text) if headings[column - 1].endswith("(元)") or column in (1, 5) else text)
            cell.border = _FRAME
    end = _account(sheet, start + len(rows) + 2, account)
    _across(sheet, end + 1, _ASKED, len(headings))
    _across(sheet, end + 3, _SIGNED, len(headings))
    sheet.freeze_panes = sheet.cell(start + 1, 1)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{start}:{start}"


def _account(sheet: Any, line: int, account: Sequence[tuple[str, int]]) -> int:
    """The account under the lines; its last line."""
    for at, (label, amount) in enumerate(account, line):
        put(sheet.cell(at, 6), label)
        cell = sheet.cell(at, 7)
        put(cell, Decimal(amount).scaleb(-2))
        cell.number_format = "#,##0.00"
        sheet.cell(at, 6).font = cell.font = Font(bold=at == line + len(account) - 1)
    return line + len(account)


def _across(sheet: Any, line: int, text: str, columns: int, font: Font | None = None, align: str = "left") -> None:
    sheet.merge_cells(start_row=line, start_column=1, end_row=line, end_column=columns)
    cell = sheet.cell(line, 1)
    put(cell, text)
    cell.alignment = Alignment(horizontal=align, vertical="center")
    if font:
        cell.font = font


def _number(text: str) -> Decimal | str:
    """A shown number as one."""
    return Decimal(text.replace(",", "")) if text else ""
