"""Any workbook as plain sheets: `.xlsx`, `.xls` and `.csv`, opened safely, merged cells filled.

python-calamine reads 20,000 x 20 cells in 0.39 s where openpyxl's read_only mode takes 4.7 s (the same machine, the same
run), reads `.xls` too, tells merged ranges and hidden sheets, gives cached values for formulas and never expands XML entities.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from csdesk.errors import Refused, StorageError
from csdesk.reports import guard

SUFFIXES = (".xlsx", ".xls", ".csv")
_ZIP, _OLE = b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1")
_LOCKED = "{} 有密码保护，请在 Excel 中取消密码（文件 → 信息 → 保护工作簿）、另存后再导入"
_FOREIGN = "{} 不是 Excel 文件（.xlsx、.xls 或 .csv），请核对后再导入"

Merged = tuple[int, int, int, int]  # first row, first column, last row, last column; from 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: `rows[0]` is its row 1. A cell is str, float, bool, date, datetime, time or ""; merged cells all hold the value."""

    name: str
    rows: list[list[Any]]
    merged: tuple[Merged, ...] = ()


def open_book(path: Path) -> list[Sheet]:
    """The visible sheets of a workbook, empty ones left out.

    Raises Refused for what is not a sound workbook of sane size, StorageError when it cannot be read from the disk.
    """
    if path.suffix.lower() in (".xlsm", ".xltm", ".xlam"):
        guard.refuse_macros(path)
    start = _start(path)
    if start.startswith(_ZIP):
        guard.check_zip(path)
        return _sheets(path)
    if start == _OLE:
        _check_ole(path)
        return _sheets(path)
    if path.suffix.lower() in (".csv", ".txt"):
        return _csv(path)
    raise Refused(_FOREIGN.format(path.name))


def _start(path: Path) -> bytes:
    try:
        if path.stat().st_size > guard.MAX_FILE:
            raise Refused(f"{path.name} 超过 {guard.MAX_FILE // 2**20} MB，请拆成几个文件再导入")
        with path.open("rb") as file:
            return file.read(8)
    except FileNotFoundError:
        raise Refused(f"找不到文件 {path}，请核对位置") from None
    except OSError as error:
        raise StorageError(f"读不了 {path.name}（{error.strerror}），请先关闭正在使用它的程序，或核对权限") from error


def _check_ole(path: Path) -> None:
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Refused(_LOCKED.format(path.name))
    if "_VBA_PROJECT".encode("utf-16-le") in content:
        guard.refuse_macros(path)


def _sheets(path: Path) -> list[Sheet]:
    try:
        with CalamineWorkbook.from_path(path) as book:
            shown = [m.name for m in book.sheets_metadata if m.typ == SheetTypeEnum.WorkSheet and m.visible == SheetVisibleEnum.Visible]
            found = [_sheet(book.get_sheet_by_name(name)) for name in shown]
    except PasswordError:
        raise Refused(_LOCKED.format(path.name)) from None
    except (CalamineError, OSError, ValueError, OverflowError):
        raise Refused(f"{path.name} 不是完好的 Excel 文件，可能没有下载完整，请重新取得后再导入") from None
    return [sheet for sheet in found if sheet.rows]


def _sheet(sheet: CalamineSheet) -> Sheet:
    rows = sheet.to_python(skip_empty_area=False)
    merged = tuple((r1, c1, r2, c2) for (r1, c1), (r2, c2) in sheet.merged_cell_ranges or ())
    for area in merged:
        _fill(rows, area)
    return Sheet(sheet.name, rows, merged)


def _fill(rows: list[list[Any]], area: Merged) -> None:
    first_row, first_column, last_row, last_column = area
    if first_row >= len(rows) or first_column >= len(rows[first_row]):
        return
    value = rows[first_row][first_column]
    for row in rows[first_row : last_row + 1]:
        for column in range(first_column, min(last_column + 1, len(row))):
            row[column] = value


# -- csv ------------------------------------------------------------------------------------------------------------


#: Delimiters in one line of text; a cell may hold some, but not so many.
_FAR_TOO_WIDE = 20 * guard.MAX_COLUMNS


def _csv(path: Path) -> list[Sheet]:
    text = _decoded(path)
    first = text.split("\n", 1)[0]
    delimiter = max(",\t;", key=first.count)
    lines = io.StringIO(text, newline="")
    if any(line.count(delimiter) > _FAR_TOO_WIDE for line in lines):
        raise Refused(guard.too_large(path))
    lines.seek(0)
    rows: list[list[Any]] = []
    try:
        for row in csv.reader(lines, delimiter=delimiter):
            if len(row) > guard.MAX_COLUMNS or len(rows) == guard.MAX_ROWS:
                raise Refused(guard.too_large(path))
            rows.append(row)
    except csv.Error:
        raise Refused(_FOREIGN.format(path.name)) from None
    width = max(map(len, rows), default=0)
    return [Sheet(path.stem, [row + [""] * (width - len(row)) for row in rows])] if width else []


def _decoded(path: Path) -> str:
    """The text of a `.csv` as Excel and WPS write it: UTF-8 with or without mark, GBK, or UTF-16 with a mark."""
    content = path.read_bytes()
    encodings = ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Refused(_FOREIGN.format(path.name))
