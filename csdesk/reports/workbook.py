"""What workbooks look like that go out: a ledger with real dates and numbers, a template, wrong rows with their reasons.

openpyxl makes the shell (styles, widths, filter, print set-up, drop-downs); the rows of a ledger are streamed into it by
`rowstream`. XlsxWriter would be a second library for one format and still takes five times as long per row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from csdesk.domain.record import Field, Record, fields_of
from csdesk.domain.rows import Row
from csdesk.reports.headings import WRONG_ROW_HEADINGS
from csdesk.reports.rows import MASK, WrongRow
from csdesk.reports.rowstream import ILLEGAL, LONGEST, fill
from csdesk.reports.saving import saving

GUIDE, CHOICES = "说明", "选项"
TEMPLATE_ROWS = 2000  # rows that have drop-downs

_SCALE = {"fen": 100, "grams": 1000, "litres": 1000}
_FORMATS = {"fen": "#,##0.00", "grams": "#,##0.###", "litres": "#,##0.###", "whole": "#,##0", "year": "0", "rate": "0.00%",
            "day": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm"}  # fmt: skip
_TEXT = "@"
_HEAD = Font(bold=True)
FILL = PatternFill("solid", fgColor="DDE6F0")
_MARKED = PatternFill("solid", fgColor="FFF2CC")
_LINE = Border(bottom=Side("thin", color="8A99AD"))
_TOP = Alignment(vertical="center", wrap_text=True)


def write_ledger(path: Path, record: type[Record], rows: Iterable[Row]) -> int:
    """A ledger as a workbook that people can filter, print and bring back; how many rows it holds.

    Values have their real types, references their titles, private fields are masked. Raises StorageError.
    """
    fields = fields_of(record)
    with saving(path) as half:
        return fill(half, _shell(record.about.ledger, fields), ([cell_value(f, row) for f in fields] for row in rows))


def _shell(title: str, fields: Sequence[Field]) -> Workbook:
    """A workbook of headings and one row of empty cells that show the format of each column."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    _lay_out(sheet, fields)
    for column, f in enumerate(fields, 1):
        head(sheet.cell(1, column, f.heading), FILL)
        sheet.cell(2, column).number_format = _TEXT if f.private else _FORMATS.get(f.kind.name, _TEXT)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(fields))}1"
    return book


def cell_value(f: Field, row: Row) -> Any:
    """What stands in a cell for a field of a row: a number, a date, a text, or None."""
    value = row.values.get(f.name)
    if value is None:
        return None
    if f.private:
        return masked(f.show(value))
    if f.of:
        return row.titles.get(f.name, str(value))
    match f.kind.name:
        case "fen" | "grams" | "litres":
            return Decimal(value) / _SCALE[f.kind.name]
        case "rate":  # 100 % and more as text: the number 1 would come back as 1 %
            return Decimal(value) / 10_000 if abs(value) < 10_000 else f.show(value)
        case "whole" | "year":
            return value
        case "day":
            return date.fromisoformat(value)
        case "moment":
            return datetime.fromisoformat(value).replace(tzinfo=None)
    return f.show(value)


def masked(text: str) -> str:
    """A private value as it may leave the house: `138****01`."""
    return f"{text[:3]}{MASK}{text[-2:]}" if len(text) >= 8 else f"{text[:1]}{MASK}"


def _lay_out(sheet: Any, fields: Sequence[Field]) -> None:
    """Widths, frozen headings and print set-up; before the first row, as the write_only mode wants it."""
    for column, f in enumerate(fields, 1):
        sheet.column_dimensions[get_column_letter(column)].width = max(f.kind.width, 2 * len(f.heading)) + 2
    sheet.freeze_panes = "B2"
    _print_set_up(sheet)


def _print_set_up(sheet: Any) -> None:
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "&P / &N"


def head(cell: Any, fill: PatternFill) -> None:
    cell.data_type = "s"
    cell.font, cell.fill, cell.border, cell.alignment = _HEAD, fill, _LINE, _TOP


def put(cell: Any, value: Any) -> None:
    """A value into a cell; text stays text, also when it begins with `=`."""
    if isinstance(value, str):
        cell.value = ILLEGAL.sub("", value[:LONGEST])
        cell.data_type = "s"
    else:
        cell.value = value


# -- template -------------------------------------------------------------------------------------------------------


def write_template(path: Path, record: type[Record]) -> None:
    """An empty workbook to fill in: required headings marked ●, drop-downs for choices, a sheet that explains. Raises StorageError."""
    fields = [f for f in fields_of(record) if not f.auto]
    book = Workbook()
    sheet, guide, choices = book.worksheets[0], book.create_sheet(GUIDE), book.create_sheet(CHOICES)
    sheet.title = record.about.ledger
    choices.sheet_state = "hidden"
    _lay_out(sheet, fields)
    for column, f in enumerate(fields, 1):
        must = must_fill(f)
        head(sheet.cell(1, column, f"●{f.heading}" if must else f.heading), _MARKED if must else FILL)
        sheet.column_dimensions[get_column_letter(column)].number_format = _FORMATS.get(f.kind.name, _TEXT)
        _offer(sheet, choices, column, f)
    _explain(guide, record, fields)
    with saving(path) as half:
        book.save(half)


def must_fill(f: Field) -> bool:
    """Whether a person has to fill in a field; automatic numbers may stay blank."""
    return f.required and not f.number


def _offer(sheet: Worksheet, choices: Worksheet, column: int, f: Field) -> None:
    """The drop-down of one column; its texts stand in the hidden sheet, since a list in the rule itself ends at 255 characters."""
    if f.kind.name not in ("choice", "flag"):
        return
    labels = ["是", "否"] if f.kind.name == "flag" else [member.label for member in f.choices or ()]
    for row, label in enumerate(labels, 1):
        choices.cell(row, column, label)
    letter = get_column_letter(column)
    rule = DataValidation(type="list", formula1=f"={CHOICES}!${letter}$1:${letter}${len(labels)}", allow_blank=True)
    rule.errorTitle, rule.error = "不在可选范围内", f"请从下拉列表中选择{f.label}"
    sheet.add_data_validation(rule)
    rule.add(f"{letter}2:{letter}{TEMPLATE_ROWS}")


_HOW = {
    "fen": "数字，单位元；写 3.2万 也可以", "rate": "百分比，例如 9%", "grams": "数字，单位 kg", "litres": "数字，单位 m³", "whole": "整数",
    "year": "年份，例如 2026",
    "day": "日期，例如 2026-06-12", "moment": "日期和时间，例如 2026-06-12 10:05", "month": "月份，例如 2026-06", "flag": "是 或 否",
    "tags": "可填多个，用、隔开", "uscc": "18 位统一社会信用代码", "plate": "车牌号", "mobile": "11 位手机号", "phone": "电话号码",
}  # fmt: skip


def _explain(guide: Worksheet, record: type[Record], fields: Sequence[Field]) -> None:
    guide.append([f"{record.about.ledger}导入模板：● 为必填；一行一条，不要合并单元格；本页不会导入"])
    guide.append(["栏目", "必填", "怎么填", "可填的内容", "说明"])
    for f in fields:
        how = "填对方的编号或名称" if f.of else _HOW.get(f.kind.name, "文字")
        note = "可不填，自动编号" if f.number else "只用于导入过去的记录；已有的记录请用相应的操作修改" if f.action_only else f.help
        allowed = "、".join(member.label for member in f.choices or ())
        guide.append([f.heading, "●" if must_fill(f) else "", how, allowed, note])
    for letter, width in zip("ABCDE", (18, 6, 32, 60, 50), strict=True):
        guide.column_dimensions[letter].width = width
    for cell in (guide["A1"], *guide[2]):
        cell.font = _HEAD
    guide.freeze_panes = "A3"


# -- wrong rows -----------------------------------------------------------------------------------------------------


def write_wrong_rows(path: Path, wrong: Iterable[WrongRow]) -> None:
    """The refused rows, a sheet for each sheet they came from: mend them there and import the workbook. Raises StorageError."""
    groups: dict[tuple[str, str, tuple[str, ...]], list[WrongRow]] = {}
    for row in wrong:
        groups.setdefault((row.file, row.sheet, row.headings), []).append(row)
    book = Workbook()
    book.remove(book.worksheets[0])
    titles: set[str] = set()
    for (file, name, headings), rows in groups.items():
        _wrong_sheet(book.create_sheet(_title(name or Path(file).stem, titles)), headings, rows)
    with saving(path) as half:
        book.save(half)


def _wrong_sheet(sheet: Worksheet, headings: Sequence[str], rows: Iterable[WrongRow]) -> None:
    sheet.freeze_panes = "B2"
    widths = (44, 14, 20, 14, 8, *[16] * len(headings))
    for column, (text, width) in enumerate(zip((*WRONG_ROW_HEADINGS, *headings), widths, strict=True), 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
        put(sheet.cell(1, column), text)
        head(sheet.cell(1, column), FILL)
    for line, row in enumerate(rows, 2):
        for column, value in enumerate((row.reason, row.column, row.file, row.sheet, row.row, *row.cells), 1):
            _put_original(sheet.cell(line, column), value)


def _put_original(cell: Any, value: Any) -> None:
    """A cell as it was read."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        value = int(value)
    known = isinstance(value, str | int | float | date | time) or value is None
    put(cell, value if known else str(value))


def _title(name: str, taken: set[str]) -> str:
    """A name that a sheet may have, not taken yet."""
    clean = "".join("_" if c in "[]:*?/\\" else c for c in ILLEGAL.sub("", name))[:27].strip("'") or "错误"
    title = clean
    n = 1
    while title.lower() in taken:
        n += 1
        title = f"{clean}_{n}"
    taken.add(title.lower())
    return title
