"""Workbooks: looking at what an import would do, importing, exporting, templates, wrong rows back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from csdesk.domain.history import HISTORIES
from csdesk.domain.progress import Progress, quiet
from csdesk.domain.record import Record, field_map, fields_of
from csdesk.domain.records import RECORDS
from csdesk.domain.rows import Query, Row
from csdesk.errors import CsdeskError
from csdesk.operations import ledgers
from csdesk.operations.completion import Completion
from csdesk.operations.directory import Directory
from csdesk.operations.intake import CREATE, SKIP, UPDATE, Incoming, Judge, RowError, SheetPlan
from csdesk.reports import headings, rows, sheets
from csdesk.reports.sheets import Sheet
from csdesk.settings import Settings
from csdesk.store import changesets
from csdesk.store.changesets import ChangeSet
from csdesk.store.database import Database
from csdesk.store.lookup import Connection

__all__ = ["CREATE", "SKIP", "UPDATE", "Incoming", "RowError", "SheetPlan"]

SUFFIXES = sheets.SUFFIXES
_GUIDES = ("说明", "填写说明", "填表说明")
_PAGE = 1000
_SHOWN = 20


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


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or with `dry_run` would have done."""

    created: int
    updated: int
    skipped: int
    errors: list[RowError]

    def as_json(self) -> dict[str, Any]:
        """The report as the command line prints it."""
        told = {"created": self.created, "updated": self.updated, "skipped": self.skipped}
        return {**told, "errors": [error.as_json() for error in self.errors]}


# -- in -------------------------------------------------------------------------------------------------------------


def preview(
    db: Database,
    files: Iterable[Path],
    *,
    ledger: type[Record] | None = None,
    now: datetime,
    mappings: Settings | None = None,
    progress: Progress = quiet,
) -> ImportPlan:
    """What importing these workbooks would do; nothing is written. A file that is refused is told in `refused`."""
    opened = _opened(files, progress)
    with db.reading() as connection:
        return _plan(connection, db, opened, ledger, now, mappings, progress)


def import_books(
    db: Database,
    files: Iterable[Path],
    *,
    ledger: type[Record] | None = None,
    dry_run: bool = False,
    now: datetime,
    mappings: Settings | None = None,
    progress: Progress = quiet,
) -> ImportReport:
    """Import every good row as one change set; the wrong ones come back in the report. Raises Cancelled from `progress`."""
    books = list(files)
    if dry_run:
        return _report(preview(db, books, ledger=ledger, now=now, mappings=mappings, progress=progress))
    opened = _opened(books, progress)
    with changesets.change_set(db, "导入") as work:
        plan = _plan(work.connection, db, opened, ledger, now, mappings, progress)
        work.title = f"导入 {'、'.join(path.name for path in books)[:80]} ({plan.count(CREATE) + plan.count(UPDATE)} 条)"
        _write(work, plan, now)
        progress("写入", 0, 1)
    return _report(plan)


def remember_mapping(mappings: Settings, layout: headings.Layout, chosen: Mapping[str, str], ledger: type[Record] | None = None) -> None:
    """Keep what a person chose for sheets with these headings. chosen: heading → field name, "" for a column left out."""
    told = {"ledger": (ledger or layout.record).about.name, "columns": {headings.plain(text): name for text, name in chosen.items()}}
    mappings.set("mappings", {**mappings.get("mappings", {}), layout.print: told})


def _report(plan: ImportPlan) -> ImportReport:
    return ImportReport(plan.count(CREATE), plan.count(UPDATE), plan.count(SKIP), plan.errors)


_Opened = list[tuple[str, list[Sheet] | RowError]]


def _opened(files: Iterable[Path], progress: Progress) -> _Opened:
    found: _Opened = []
    paths = list(files)
    for n, path in enumerate(paths):
        progress(f"读取 {path.name}", n, len(paths))
        try:
            found.append((path.name, sheets.open_book(path)))
        except CsdeskError as refused:
            found.append((path.name, RowError(path.name, "", None, "", str(refused))))
    return found


def _plan(
    connection: Connection,
    db: Database,
    opened: _Opened,
    ledger: type[Record] | None,
    now: datetime,
    mappings: Settings | None,
    progress: Progress,
) -> ImportPlan:
    plan = ImportPlan()
    remembered = mappings.get("mappings", {}) if mappings else {}
    read: list[tuple[SheetPlan, list[rows.Reading]]] = []
    for file, content in opened:
        if isinstance(content, RowError):
            plan.refused.append(content)
        else:
            read.extend(_readings(plan, file, content, ledger, remembered))
    read.sort(key=lambda item: _ORDER[item[0].layout.record] if item[0].layout else 0)
    completion = Completion(connection, db.site, now, _taken(read))
    judge = Judge(Directory(connection, db.site.book), completion, db.site, progress)
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


def _taken(read: Sequence[tuple[SheetPlan, list[rows.Reading]]]) -> Iterator[str]:
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


def _write(work: ChangeSet, plan: ImportPlan, now: datetime) -> None:
    told = set(_with_own_events(plan))
    for sheet in plan.sheets:
        assert sheet.layout is not None
        record = sheet.layout.record
        for row in sheet.rows:
            if row.does == CREATE and row.id in told:  # the same workbooks bring its past
                work.create(record, row.values, book=row.book, id=row.id)
            elif row.does == CREATE:
                ledgers.enter(work, record, row.values, now, book=row.book, id=row.id)
            elif row.does == UPDATE:
                work.change(record, row.book, row.id, row.values, base=row.base)


def _with_own_events(plan: ImportPlan) -> Iterator[str]:
    """The records whose events the same workbooks bring along."""
    parents = {history.event: history.event.about.parent for history in HISTORIES.values()}
    for sheet in plan.sheets:
        if sheet.layout and (parent := parents.get(sheet.layout.record)):
            yield from (row.values[parent] for row in sheet.rows if parent in row.values)


# -- out ------------------------------------------------------------------------------------------------------------


def export_ledger(db: Database, record: type[Record], query: Query, path: Path, *, progress: Progress = quiet) -> int:
    """What a view of a ledger holds, as a workbook; how many rows. Raises StorageError."""
    from csdesk.reports import workbook  # openpyxl takes 0.25 s to import

    wanted = ledgers.numbers(db, record, query)

    def pages() -> Iterator[Row]:
        for start in range(0, len(wanted), _PAGE):
            progress(f"写 {path.name}", start, len(wanted))
            yield from ledgers.page(db, record, wanted[start : start + _PAGE])

    return workbook.write_ledger(path, record, pages())


def template(record: type[Record], path: Path) -> None:
    """The workbook to fill in for a ledger. Raises StorageError."""
    from csdesk.reports import workbook

    workbook.write_template(path, record)


def write_errors(report: ImportReport, path: Path) -> None:
    """The refused rows as a workbook, each with its place and reason, to mend and import again. Raises StorageError."""
    from csdesk.reports import workbook

    made: dict[tuple[str, str, int | None], list[RowError]] = {}
    for error in report.errors:
        made.setdefault((error.file, error.sheet, error.row), []).append(error)
    workbook.write_wrong_rows(path, map(_wrong_row, made.values()))


def _wrong_row(errors: Sequence[RowError]) -> rows.WrongRow:
    first = errors[0]
    columns = "、".join(dict.fromkeys(e.column for e in errors if e.column))
    reasons = "；".join(dict.fromkeys(e.reason for e in errors))
    return rows.WrongRow(first.file, first.sheet, first.row, columns, reasons, first.headings, first.cells)
