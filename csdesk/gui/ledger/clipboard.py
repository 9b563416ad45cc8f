"""Blocks of cells to and from a spreadsheet, as tab-separated text."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex

from csdesk.domain.rows import Row
from csdesk.gui.ledger.columns import Column
from csdesk.gui.ledger.table import LedgerTable
from csdesk.operations.desk import Cell


def block(table: LedgerTable) -> str:
    """The selected cells with their headings; rows that are not here yet are left out."""
    chosen = {(i.row(), i.column()) for i in table.selectionModel().selectedIndexes()}
    columns = [c for c in table.visible_columns() if any((r, c) in chosen for r in {row for row, _ in chosen})]
    lines = [[table.ledger.columns[c].heading for c in columns]]
    for position in sorted({row for row, _ in chosen}):
        if row := table.ledger.row_at(position):
            lines.append([_plain(table.ledger.columns[c], row) if (position, c) in chosen else "" for c in columns])
    out = io.StringIO()
    csv.writer(out, dialect="excel-tab", lineterminator="\n").writerows(lines)
    return out.getvalue()


def _plain(column: Column, row: Row) -> str:
    """Numbers without separators, so that a spreadsheet takes them as numbers."""
    text = column.text(row)
    return text.replace(",", "") if column.numeric else text


def filled(table: LedgerTable) -> list[Cell]:
    """The selected cells that hold a value a person may take out, as cells to be emptied."""
    found = []
    for index in table.selectionModel().selectedIndexes():
        row, column = table.ledger.row_at(index.row()), table.ledger.columns[index.column()]
        if row is not None and column.entered and row.values.get(column.key) not in (None, "", []):
            found.append(Cell(index.row(), row, column.key, ""))
    return found


def cells(table: LedgerTable, text: str, start: QModelIndex) -> list[Cell] | None:
    """What a pasted block means; None while some of the rows it would fill have not been read.

    A first line of headings says which columns are meant, and the lines below are records of their own. Without it the
    block fills cells from the current one on; below the last row it makes new records.
    """
    lines = [line for line in csv.reader(io.StringIO(text), dialect="excel-tab") if any(part.strip() for part in line)]
    order = table.visible_columns()
    if len(lines) > 1 and (targets := _headed(table, lines[0])) is not None:
        return [cell for n, line in enumerate(lines[1:]) for cell in _line(table, n, None, targets, line)]
    first = order.index(start.column()) if start.isValid() and start.column() in order else 0
    top = max(start.row(), 0)
    rows = [table.ledger.row_at(top + n) for n in range(len(lines))]
    if None in rows[: max(table.ledger.rowCount() - top, 0)]:
        return None
    return [cell for n, line in enumerate(lines) for cell in _line(table, n, rows[n], order[first:], line)]


def _headed(table: LedgerTable, line: Sequence[str]) -> list[int | None] | None:
    at = {name: i for i, c in enumerate(table.ledger.columns) for name in (c.heading, c.field.label if c.field else c.heading)}
    found = [at.get(part.strip()) for part in line]
    return found if sum(f is not None for f in found) * 2 > len(found) else None


def _line(table: LedgerTable, n: int, row: Row | None, targets: Sequence[int | None], line: Sequence[str]) -> list[Cell]:
    found = []
    for target, raw in zip(targets, line, strict=False):
        column = table.ledger.columns[target] if target is not None else None
        if column is not None and column.entered and column.field is not None:
            found.append(Cell(n, row, column.field.name, raw))
    return found
