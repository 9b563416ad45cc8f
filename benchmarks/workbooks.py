"""Workbooks of 100,000 clients: out against bare XML and the usual writers, in against the fastest reader."""

from __future__ import annotations

import itertools
import sqlite3
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
import pandas as pd
import python_calamine
from openpyxl.utils import get_column_letter

from benchmarks import million
from benchmarks.edit import NOW
from benchmarks.harness import Table, compare, report
from csdesk.domain.care.clients import Client
from csdesk.domain.progress import quiet
from csdesk.domain.record import fields_of
from csdesk.domain.rows import Query
from csdesk.operations import files
from csdesk.operations.excel import planning, workbooks
from csdesk.store.database import Database

COUNT = 100_000
COLUMNS = [f.name for f in fields_of(Client)]
_COUNTED = itertools.count()

_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/s.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
_RELATION = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>'
)
_BOOK = (
    '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="s" sheetId="1" r:id="r1"/></sheets></workbook>'
)


def rows(path: Path) -> Iterator[tuple[Any, ...]]:
    """Every client as the driver hands it out."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    yield from connection.execute(f"SELECT {', '.join(COLUMNS)} FROM client WHERE deleted = 0 ORDER BY client_code")
    connection.close()


def bare(source: Path, target: Path) -> None:
    """The least a workbook can be: one sheet of inline texts and numbers, deflate level 1."""
    letters = [get_column_letter(n + 1) for n in range(len(COLUMNS))]

    def line(number: int, values: tuple[Any, ...]) -> str:
        cells = (
            f'<c r="{letter}{number}"><v>{value}</v></c>'
            if isinstance(value, int)
            else f'<c r="{letter}{number}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
            for letter, value in zip(letters, values, strict=True)
            if value is not None
        )
        return f'<row r="{number}">{"".join(cells)}</row>'

    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        book.writestr("[Content_Types].xml", _TYPES)
        book.writestr("_rels/.rels", _RELATION.format(kind="officeDocument", target="b.xml"))
        book.writestr("b.xml", _BOOK)
        book.writestr("_rels/b.xml.rels", _RELATION.format(kind="worksheet", target="s.xml"))
        with book.open("s.xml", "w") as sheet:
            sheet.write(b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>')
            for number, values in enumerate(rows(source), 1):
                sheet.write(line(number, values).encode())
            sheet.write(b"</sheetData></worksheet>")


def by_openpyxl(source: Path, target: Path) -> None:
    """The usual fast way: write_only."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for values in rows(source):
        sheet.append(values)
    book.save(target)


def by_pandas(source: Path, target: Path) -> None:
    """What an analyst would type."""
    pd.DataFrame(rows(source), columns=COLUMNS).to_excel(target, index=False)


def read_by_calamine(path: Path) -> None:
    """Every cell of the first sheet, and nothing made of it."""
    python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


def read_by_openpyxl(path: Path) -> None:
    """Every cell of the first sheet in read_only mode."""
    book = openpyxl.load_workbook(path, read_only=True)
    for _ in book.worksheets[0].iter_rows(values_only=True):
        pass
    book.close()


def judged(book: Path, folder: Path) -> None:
    """What the preview of an import does: every row mapped, checked and compared with an empty file."""
    with files.new_file(folder / f"{next(_COUNTED)}.csdb", name="李四", role="specialist", branch="NB") as db:
        assert workbooks.preview(db, [book], ledger=Client, now=NOW).count("create") == COUNT


def imported(book: Path, folder: Path) -> None:
    """The whole import into an empty file: read, mapped, judged, numbered, logged, indexed, committed."""
    with files.new_file(folder / f"{next(_COUNTED)}.csdb", name="李四", role="specialist", branch="NB") as db:
        done = workbooks.import_books(db, [book], ledger=Client, now=NOW)
        assert done.created == COUNT, done.errors[:3]


def out(source: Path, db: Database, folder: Path) -> Table:
    """Writing the whole ledger."""
    ways: dict[str, Callable[[], object]] = {
        "bare XML, deflate 1 (limit)": partial(bare, source, folder / "bare.xlsx"),
        "csdesk export": partial(workbooks.export_ledger, db, Client, Query(), folder / "out.xlsx"),
        "openpyxl write_only": partial(by_openpyxl, source, folder / "openpyxl.xlsx"),
        "pandas to_excel": partial(by_pandas, source, folder / "pandas.xlsx"),
    }
    return compare(
        f"Export of {COUNT:,} clients, processor time per row",
        ways,
        turns=1,
        warm=False,
        goal="≤ 2.5 ×",
        per=COUNT,
        memory=True,
        clock=time.process_time,
    )


def back(folder: Path) -> Table:
    """Reading it again."""
    book = folder / "out.xlsx"
    ways: dict[str, Callable[[], object]] = {
        "calamine, cells only (limit)": partial(read_by_calamine, book),
        "csdesk, read": partial(planning.opened, [book], quiet),
        "csdesk, read and judged": partial(judged, book, folder),
        "csdesk, read, judged, numbered, logged, indexed, committed": partial(imported, book, folder),
        "openpyxl read_only, cells only": partial(read_by_openpyxl, book),
        "pandas read_excel, calamine": partial(pd.read_excel, book, engine="calamine"),
        "pandas read_excel, openpyxl": partial(pd.read_excel, book, engine="openpyxl"),
    }
    return compare(
        f"Import of {COUNT:,} clients, processor time per row",
        ways,
        turns=1,
        warm=False,
        goal="reading ≤ 1.2 ×",
        per=COUNT,
        memory=True,
        clock=time.process_time,
    )


def main() -> None:
    source = million.file_of(COUNT)
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as place, files.open_file(source, look_only=True) as db:
        report("workbooks", (measure() for measure in (partial(out, source, db, Path(place)), partial(back, Path(place)))))


if __name__ == "__main__":
    main()
