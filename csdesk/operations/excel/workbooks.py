"""Workbooks: looking at what an import would do, importing, exporting, templates, wrong rows back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from csdesk.domain.history import HISTORIES
from csdesk.domain.progress import Progress, quiet
from csdesk.domain.record import Record
from csdesk.domain.rows import Query, Row
from csdesk.operations import ledgers, tallies
from csdesk.operations.excel.intake import CREATE, SKIP, UPDATE, Incoming, RowError, SheetPlan
from csdesk.operations.excel.planning import ImportPlan, opened, planned
from csdesk.operations.safekeeping import backups
from csdesk.reports import headings, rows, sheets
from csdesk.settings import Settings
from csdesk.store import changesets
from csdesk.store.changesets import ChangeSet
from csdesk.store.database import Database

__all__ = ["CREATE", "SKIP", "UPDATE", "ImportPlan", "Incoming", "RowError", "SheetPlan"]

SUFFIXES = sheets.SUFFIXES
_PAGE = 1000


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
    found = opened(files, progress)
    with db.reading() as connection:
        return planned(connection, db.site, found, ledger, now, mappings, progress)


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
    found = opened(books, progress)
    backups.before_risky(db)
    with changesets.change_set(db, "导入") as work:
        plan = planned(work.connection, db.site, found, ledger, now, mappings, progress)
        work.title = f"导入 {'、'.join(path.name for path in books)[:80]} ({plan.count(CREATE) + plan.count(UPDATE)} 条)"
        write_rows(work, plan, now)
        progress("写入", 0, 1)
    return _report(plan)


def remember_mapping(mappings: Settings, layout: headings.Layout, chosen: Mapping[str, str], ledger: type[Record] | None = None) -> None:
    """Keep what a person chose for sheets with these headings. chosen: heading → field name, "" for a column left out."""
    told = {"ledger": (ledger or layout.record).about.name, "columns": {headings.plain(text): name for text, name in chosen.items()}}
    mappings.set("mappings", {**mappings.get("mappings", {}), layout.print: told})


def _report(plan: ImportPlan) -> ImportReport:
    return ImportReport(plan.count(CREATE), plan.count(UPDATE), plan.count(SKIP), plan.errors)


def write_rows(work: ChangeSet, plan: ImportPlan, now: datetime) -> None:
    """Put every good row of a plan into a change set."""
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
        tallies.keep(work, record, ((row.book, row.values) for row in sheet.rows if row.does == CREATE))


def _with_own_events(plan: ImportPlan) -> Iterator[str]:
    """The records whose events the same workbooks bring along."""
    parents = {history.event: history.event.about.parent for history in HISTORIES.values() if history.event}
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


def write_errors(found: ImportReport | ImportPlan, path: Path) -> None:
    """The refused rows as a workbook, each with its place and reason, to mend and import again. Raises StorageError."""
    from csdesk.reports import workbook

    made: dict[tuple[str, str, int | None], list[RowError]] = {}
    for error in found.errors:
        made.setdefault((error.file, error.sheet, error.row), []).append(error)
    workbook.write_wrong_rows(path, map(_wrong_row, made.values()))


def _wrong_row(errors: Sequence[RowError]) -> rows.WrongRow:
    first = errors[0]
    columns = "、".join(dict.fromkeys(e.column for e in errors if e.column))
    reasons = "；".join(dict.fromkeys(e.reason for e in errors))
    return rows.WrongRow(first.file, first.sheet, first.row, columns, reasons, first.headings, first.cells)
