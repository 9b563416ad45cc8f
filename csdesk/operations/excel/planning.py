"""The plan of an import: files opened, ledgers recognised, every row judged, nothing written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from csdesk.domain.progress import Progress
from csdesk.domain.record import Record, field_map, fields_of
from csdesk.domain.records import RECORDS
from csdesk.errors import CsdeskError
from csdesk.operations.completion import Completion
from csdesk.operations.directory import Directory
from csdesk.operations.excel.intake import Judge, RowError, SheetPlan
from csdesk.reports import headings, rows, sheets
from csdesk.reports.sheets import Sheet
from csdesk.settings import Settings
from csdesk.store.database import Site
from csdesk.store.lookup import Connection

_GUIDES = ("说明", "填写说明", "填表说明")
_SHOWN = 20

Opened = list[tuple[str, list[Sheet] | RowError]]


@dataclass(slots=True)
class ImportPlan:
    """What an import would do, sheet by sheet. refused: files and sheets that cannot be read at all."""

    sheets: list[SheetPlan] = field(default_factory=list)
    refused: list[RowError] = field(default_factory=list)

    @property
    def errors(self) -> list[RowError]:
        """Everything that is refused, in the order of files and rows."""
        return [*self.refused, *(error for sheet in self.sheets for error in sheet.errors)]

    def count(self, does: str) -> int:
        """How many rows are created, updated or skipped."""
        return sum(sheet.count(does) for sheet in self.sheets)


def opened(files: Iterable[Path], progress: Progress) -> Opened:
    """Every file as its sheets, or as the error that says why not."""
    found: Opened = []
    paths = list(files)
    for n, path in enumerate(paths):
        progress(f"读取 {path.name}", n, len(paths))
        try:
            found.append((path.name, sheets.open_book(path)))
        except CsdeskError as refused:
            found.append((path.name, RowError(path.name, "", None, "", str(refused))))
    return found


def planned(
    connection: Connection,
    site: Site,
    books: Opened,
    ledger: type[Record] | None,
    now: datetime,
    mappings: Settings | None,
    progress: Progress,
) -> ImportPlan:
    """What becomes of every row of the opened files, as `connection` sees the file of `site` now."""
    plan = ImportPlan()
    remembered = mappings.get("mappings", {}) if mappings else {}
    read: list[tuple[SheetPlan, list[rows.Reading]]] = []
    for file, content in books:
        if isinstance(content, RowError):
            plan.refused.append(content)
        else:
            read.extend(_readings(plan, file, content, ledger, remembered))
    read.sort(key=lambda item: _ORDER[item[0].layout.record] if item[0].layout else 0)
    completion = Completion(connection, site, now, taken(read))
    judge = Judge(Directory(connection, site.book), completion, site, now, progress)
    for sheet_plan, found in read:
        judge.sheet(sheet_plan, found)
        plan.sheets.append(sheet_plan)
    return plan


def _readings(
    plan: ImportPlan, file: str, content: list[Sheet], ledger: type[Record] | None, remembered: Mapping[str, Any]
) -> Iterator[tuple[SheetPlan, list[rows.Reading]]]:
    """Each sheet of one file with its rows; a sheet that nobody understands becomes an error."""
    if not content:
        plan.refused.append(RowError(file, "", None, "", "文件中没有内容（隐藏的工作表不导入），请核对后再导入"))
    for sheet in content:
        if sheet.name in _GUIDES:
            continue
        layout = headings.find_layout(sheet, [ledger] if ledger else RECORDS, told=ledger is not None, remembered=remembered)
        if layout is None:
            plan.refused.append(RowError(file, sheet.name, None, "", _unknown(ledger)))
            continue
        found = list(rows.readings(sheet, layout))
        yield SheetPlan(file, sheet.name, layout, first=[_shown(layout, reading) for reading in found[:_SHOWN]]), found


def _unknown(ledger: type[Record] | None) -> str:
    if ledger:
        return f"找不到{ledger.about.ledger}的表头，请核对表头文字，或用“{ledger.about.ledger}”模板重填"
    return "看不出是哪个台账：找不到认识的表头；请核对表头文字，或在导入时指定台账"


def _shown(layout: headings.Layout, reading: rows.Reading) -> dict[str, str]:
    known = field_map(layout.record)
    return {known[name].label: str(value) if known[name].of else known[name].show(value) for name, value in reading.values.items()}


def taken(read: Sequence[tuple[SheetPlan, list[rows.Reading]]]) -> Iterator[str]:
    """The numbers that the workbooks give themselves."""
    for plan, found in read:
        numbered = [f.name for f in fields_of(plan.layout.record) if f.number] if plan.layout else []
        yield from (reading.values[name] for reading in found for name in numbered if name in reading.values)


def _in_order(records: Sequence[type[Record]]) -> dict[type[Record], int]:
    """Each record after those that it refers to, as far as they do not refer to each other."""
    by_name = {record.about.name: record for record in records}
    order: dict[type[Record], int] = {}
    entered: set[str] = set()

    def visit(record: type[Record]) -> None:
        entered.add(record.about.name)
        for f in fields_of(record):
            if f.of in by_name and f.of not in entered:
                visit(by_name[f.of])
        order[record] = len(order)

    for record in records:
        if record.about.name not in entered:
            visit(record)
    return order


_ORDER = _in_order(RECORDS)
