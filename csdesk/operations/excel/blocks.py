"""Blocks of cells pasted from a spreadsheet: what each line would do, and writing all of it as one change set."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from csdesk.domain.progress import Progress, quiet
from csdesk.domain.record import Record, field_map
from csdesk.errors import Refused
from csdesk.operations.completion import Completion
from csdesk.operations.directory import Directory
from csdesk.operations.entering import Against
from csdesk.operations.excel.intake import CREATE, SKIP, UPDATE, Judge, Seen, SheetPlan
from csdesk.operations.excel.planning import ImportPlan, taken
from csdesk.operations.excel.workbooks import write_rows
from csdesk.reports import headings, rows
from csdesk.reports.headings import Column, Layout, plain
from csdesk.reports.sheets import Sheet
from csdesk.store import changesets, ledger
from csdesk.store.database import Database, Site
from csdesk.store.lookup import Connection

MOST_LINES = 20_000
_MOST_CELLS = 400_000
_MOST_TEXT = 20_000_000  # characters; more is not even taken apart
_TOO_MANY = "一次最多粘贴 {most:,} 行，这里有 {found} 行。请把它存成 Excel 工作簿，再用“文件 › 导入 Excel”"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a block without headings goes.

    fields: the names of the columns from the current cell rightwards, "" for one that a person cannot fill in. numbers: the
    rows from the current one downwards; lines beyond them are new records.
    """

    fields: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()


@dataclass(slots=True)
class BlockPlan:
    """What a pasted block would do. lines: its texts without headings. Columns and lines count from 0."""

    headings: tuple[str, ...]
    used: tuple[bool, ...]  # which columns are taken in
    lines: list[list[str]]
    does: dict[int, str] = field(default_factory=dict)  # line → CREATE, UPDATE or SKIP; none for one that says nothing
    wrong: dict[int, dict[int, str]] = field(default_factory=dict)  # line → column (-1: one that is not here) → sentence

    def count(self, does: str) -> int:
        """How many lines create, change or leave a record as it is."""
        return sum(done == does for done in self.does.values())

    def reason(self, line: int) -> str:
        """Everything that is wrong with a line."""
        told = self.wrong.get(line, {})
        named = (f"{self.headings[c]}：{told[c]}" if c >= 0 else told[c] for c in sorted(told))
        return "；".join(named)


@dataclass(frozen=True, slots=True)
class Pasted:
    """What pasting did: records made, records changed, lines left out because they are wrong."""

    created: int
    changed: int
    left: int


def read(text: str) -> list[list[str]]:
    """The cells of a copied block, as wide in every line; blank lines at its end are none. Raises Refused when it is too large."""
    found = text.count("\n") + 1
    if found > MOST_LINES + 2 or len(text) > _MOST_TEXT:
        raise Refused(_TOO_MANY.format(most=MOST_LINES, found=f"{found:,}"))
    try:
        lines = list(csv.reader(io.StringIO(text.replace("\0", "")), dialect="excel-tab"))
    except csv.Error:
        raise Refused("剪贴板里的内容不是表格，请在 Excel 中选中单元格后重新复制") from None
    while lines and not any(part.strip() for part in lines[-1]):
        lines.pop()
    wide = max(map(len, lines), default=0)
    if not wide:
        raise Refused("剪贴板里没有可以粘贴的文字，请先在 Excel 中复制")
    if wide * len(lines) > _MOST_CELLS:
        raise Refused(_TOO_MANY.format(most=_MOST_CELLS // wide, found=f"{len(lines):,}"))
    return [line + [""] * (wide - len(line)) for line in lines]


def look(
    db: Database, record: type[Record], cells: list[list[str]], target: Target, *, now: datetime, progress: Progress = quiet
) -> BlockPlan:
    """What pasting these cells (see `read`) would do; nothing is written."""
    with db.reading() as connection:
        return _planned(connection, db.site, record, cells, target, now, progress)[0]


def paste(
    db: Database,
    record: type[Record],
    cells: list[list[str]],
    target: Target,
    *,
    skip_wrong: bool = False,
    now: datetime,
    progress: Progress = quiet,
) -> Pasted:
    """Write a block as one change set. Raises Refused when a line is wrong, unless such lines are to be left out."""
    with changesets.change_set(db, "粘贴") as work:
        plan, sheet = _planned(work.connection, db.site, record, cells, target, now, progress)
        if plan.wrong and not skip_wrong:
            line = min(plan.wrong)
            raise Refused(f"有 {len(plan.wrong)} 行不对，第 {line + 1} 行：{plan.reason(line)}")
        done = Pasted(plan.count(CREATE), plan.count(UPDATE), len(plan.wrong))
        work.title = f"粘贴 {done.created + done.changed} 行到{record.about.ledger}"
        write_rows(work, ImportPlan([sheet]), now)
        progress("写入", 0, 1)
    return done


# -- judging --------------------------------------------------------------------------------------------------------


def _planned(
    connection: Connection, site: Site, record: type[Record], cells: list[list[str]], target: Target, now: datetime, progress: Progress
) -> tuple[BlockPlan, SheetPlan]:
    layout = _headed(record, cells)
    numbers: Sequence[int] = ()
    if layout is None:
        layout = _placed(record, target, len(cells[0]))
        if not _is_heading(layout, cells[0]):
            cells = [[column.heading for column in layout.columns], *cells]
        numbers = target.numbers
    sheet = SheetPlan("", "", layout)
    found = list(rows.readings(Sheet("", [list(line) for line in cells]), layout))
    seen = _seen(connection, record, layout, cells, numbers)
    completion = Completion(connection, site, now, taken([(sheet, found)]))
    judge = Judge(Directory(connection, site.book), completion, site, now, progress, Against(connection))
    judge.sheet(sheet, found, seen)
    return _told(sheet, layout, cells), sheet


def _headed(record: type[Record], cells: list[list[str]]) -> Layout | None:
    """The first line as headings, if most of its cells are headings of this ledger."""
    layout = headings.find_layout(Sheet("", [cells[0]]), [record], told=True) if len(cells) > 1 else None
    return layout if layout and len(layout.mapped) * 2 > len(layout.columns) else None


def _placed(record: type[Record], target: Target, wide: int) -> Layout:
    """The columns from the current cell on. Raises Refused where the block has more, or none of them can be filled in."""
    if not any(target.fields[:wide]):
        raise Refused(f"当前单元格不能填写：请先点{record.about.ledger}里要填的第一格，或连同标题行一起复制")
    if wide > len(target.fields):
        raise Refused(f"粘贴的内容有 {wide} 栏，从当前单元格往右只有 {len(target.fields)} 栏；请从更左边的一格开始，或连同标题行一起复制")
    known = field_map(record)
    columns = tuple(
        Column(i, known[name].heading if name else "（不能填写）", known.get(name)) for i, name in enumerate(target.fields[:wide])
    )
    return Layout(record, 0, 0, columns, "")


def _is_heading(layout: Layout, line: Sequence[str]) -> bool:
    """Whether a first line says again what the columns are called."""
    names = [{plain(c.heading), plain(c.field.label)} if c.field else {plain(c.heading)} for c in layout.columns]
    return all(plain(text) in known for text, known in zip(line, names, strict=True))


def _seen(
    connection: Connection, record: type[Record], layout: Layout, cells: list[list[str]], numbers: Sequence[int]
) -> Mapping[int, Seen]:
    """The records that lines stand on, by the number of the line, and which of their fields a blank cell empties."""
    wanted = list(numbers[: len(cells) - 1])
    by_number = {row.n: row for row in ledger.rows(connection, record, wanted)} if wanted else {}
    found = {}
    for at, n in enumerate(wanted):
        if n in by_number:
            blank = tuple(c.field.name for c in layout.mapped if c.field and not cells[at + 1][c.index].strip())
            found[at + 2] = Seen(by_number[n], blank)
    return found


def _told(sheet: SheetPlan, layout: Layout, cells: list[list[str]]) -> BlockPlan:
    """The plan of a sheet line by line and cell by cell."""
    mapped = {column.index for column in layout.mapped}
    names = tuple(cells[0])
    plan = BlockPlan(names, tuple(i in mapped for i in range(len(names))), cells[1:])
    plan.does = {row.number - 2: row.does for row in sheet.rows}
    at = {column.heading: column.index for column in reversed(layout.columns)}
    for error in sheet.errors:
        if error.row is None:
            raise Refused(error.reason)
        told = plan.wrong.setdefault(error.row - 2, {})
        column = at.get(error.column, -1)
        told[column] = f"{told[column]}；{error.reason}" if column in told else error.reason
    return plan


__all__ = ["CREATE", "MOST_LINES", "SKIP", "UPDATE", "BlockPlan", "Pasted", "Target", "look", "paste", "read"]
