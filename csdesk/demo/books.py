"""The demo's workbooks as people really keep them: titles above, merged cells, stray breaks, sums, mixed dates, wrong rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from csdesk.demo.cells import Cell, cell_of
from csdesk.demo.draw import Draw
from csdesk.demo.mistakes import MISTAKES
from csdesk.demo.names import BANNER
from csdesk.demo.pages import BOOKS, TARGET_BOOK, Book, Page
from csdesk.demo.world import BRANCH_NAME, MANAGER, Desk, World
from csdesk.domain.record import Field, field_map
from csdesk.domain.records import RECORD_BY_NAME

Rows = Sequence[Mapping[str, Any]]
_BOLD, _GREY = Font(bold=True), PatternFill("solid", fgColor="DDDDDD")
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)


def write_desk(desk: Desk, folder: Path) -> list[Path]:
    """A specialist's workbooks, in the order of import."""
    names = {m.code: m.name for m in desk.members}
    kept = [book for book in BOOKS if any(desk.rows.get(page.record) for page in book.pages)]
    return [_write(book, folder, _tables(book, desk.rows, desk.seat, names)) for book in kept]


def write_targets(world: World, folder: Path) -> Path:
    """The manager's workbook of targets."""
    return _write(TARGET_BOOK, folder, _tables(TARGET_BOOK, {"plan_line": world.targets}, "", {}))


class Table:
    """One sheet about to be written: its name, its page, and its rows of cells."""

    def __init__(self, name: str, page: Page, rows: list[list[Cell]], total: list[Cell] | None) -> None:
        self.name, self.page, self.rows, self.total = name, page, rows, total

    @property
    def headings(self) -> list[str]:
        return list(self.page.headings.values())


def _tables(book: Book, rows: Mapping[str, Rows], seat: str, names: Mapping[str, str]) -> list[Table]:
    return [table for page in book.pages for table in _pages(page, rows.get(page.record, ()), seat, names)]


def _pages(page: Page, rows: Rows, seat: str, names: Mapping[str, str]) -> Iterable[Table]:
    """One table, or one for each month in which the page has rows; the wrong rows stand in the last."""
    if not rows:
        return
    if not page.month:
        yield _table(page, page.name, rows, seat, names, last=True)
        return
    found = sorted({row[page.month][:7] for row in rows})
    for month in found:
        of_month = [row for row in rows if row[page.month].startswith(month)]
        yield _table(page, page.name.format(month=int(month[5:])), of_month, seat, names, last=month == found[-1])


def _table(page: Page, name: str, rows: Rows, seat: str, names: Mapping[str, str], *, last: bool) -> Table:
    fields = field_map(RECORD_BY_NAME[page.record])
    columns = [(fields[f], _times(fields[f], heading)) for f, heading in page.headings.items()]
    draws = [Draw("cell", f"{seat}{name}{n}") for n in range(len(rows))]
    cells = [[_cell(f, row, times, draw, names) for f, times in columns] for row, draw in zip(rows, draws, strict=True)]
    for mistake in MISTAKES if last else ():
        if (mistake.seat, mistake.record) == (seat, page.record):
            wrong = {**rows[0], **mistake.told}
            line = [_cell(f, wrong, times, Draw("wrong", mistake.column), names) for f, times in columns]
            at = list(page.headings).index(mistake.column)
            cells.insert(len(cells) // 2, [*line[:at], mistake.raw, *line[at + 1 :]])
    return Table(name, page, cells, _total(page, columns, rows))


def _cell(field: Field, row: Mapping[str, Any], times: Decimal, draw: Draw, names: Mapping[str, str]) -> Cell:
    """Clients are called by code or name as it comes to hand."""
    wire = row.get(field.name)
    if field.of == "client" and wire and draw.chance(300):
        wire = names.get(wire, wire)
    return cell_of(field, wire, times, draw)


def _times(field: Field, heading: str) -> Decimal:
    """How many base units the unit in the heading is worth."""
    if field.kind.name == "fen":
        return Decimal(1_000_000 if "万元" in heading else 100)
    return Decimal({"grams": 1_000_000 if "吨" in heading else 1_000, "litres": 1_000}.get(field.kind.name, 1))


def _total(page: Page, columns: Sequence[tuple[Field, Decimal]], rows: Rows) -> list[Cell] | None:
    if not page.total:
        return None
    line: list[Cell] = ["合计", *[None] * (len(columns) - 1)]
    at = list(page.headings).index(page.total)
    line[at] = float(sum(row.get(page.total) or 0 for row in rows) / columns[at][1])
    return line


# -- writing --------------------------------------------------------------------------------------------------------


def _write(book: Book, folder: Path, tables: Sequence[Table]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / book.file
    if path.suffix == ".csv":
        path.write_bytes(_csv(tables[0]).encode("gbk"))
        return path
    workbook = Workbook()
    del workbook["Sheet"]
    for table in tables:
        _fill(workbook.create_sheet(table.name), table)
    workbook.properties.title = BANNER
    workbook.save(path)
    return path


def _csv(table: Table) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([f"{BRANCH_NAME}{table.name}", *[""] * (len(table.headings) - 1)])
    writer.writerow(table.headings)
    writer.writerows([["" if cell is None else str(cell) for cell in row] for row in table.rows])
    return out.getvalue()


def _fill(sheet: Worksheet, table: Table) -> None:
    width = len(table.headings)
    _title(sheet, table, width)
    _headings(sheet, table)
    for n, row in enumerate(table.rows):
        if n and n % 60 == 0:
            sheet.append([])  # a gap to breathe
        sheet.append(row)
    if table.total:
        sheet.append(table.total)
    if table.page.title_rows > 1:
        sheet.append([f"制表：{BANNER}", None, f"审核：{MANAGER}"])
    for column in range(1, width + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 14


def _title(sheet: Worksheet, table: Table, width: int) -> None:
    sheet.append([f"{BRANCH_NAME}{table.name}"])
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=width)
    sheet["A1"].font, sheet["A1"].alignment = Font(bold=True, size=16), _MIDDLE
    for _ in range(table.page.title_rows - 1):
        sheet.append(["截至 2026年6月30日"])


def _headings(sheet: Worksheet, table: Table) -> None:
    """One row of headings, or two where some columns stand under a common one (`合同/起始`, `合同/终止`)."""
    parts = [heading.partition("/") for heading in table.headings]
    grouped = any(low for _, _, low in parts)
    sheet.append([up for up, _, _ in parts])
    if grouped:
        sheet.append([low or None for _, _, low in parts])
        _merge_groups(sheet, [(up, low) for up, _, low in parts], sheet.max_row - 1)
    for row in sheet.iter_rows(min_row=sheet.max_row - grouped):
        for cell in row:
            cell.font, cell.fill, cell.alignment = _BOLD, _GREY, _MIDDLE


def _merge_groups(sheet: Worksheet, parts: Sequence[tuple[str, str]], row: int) -> None:
    merge: Callable[..., None] = sheet.merge_cells
    column = 1
    while column <= len(parts):
        up, low = parts[column - 1]
        last = column
        while low and last < len(parts) and parts[last][0] == up:
            last += 1
        merge(start_row=row, end_row=row if low else row + 1, start_column=column, end_column=last)
        column = last + 1
