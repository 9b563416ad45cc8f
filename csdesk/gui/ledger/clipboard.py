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


def cells(table: LedgerTable, text: str, start: QModelIndex) -> list[Cell]:
    """What a pasted block means from a cell on; below the last row it means new records.

    A first line that repeats the headings says which columns are meant.
    """
    lines = [line for line in csv.reader(io.StringIO(text), dialect="excel-tab") if any(part.strip() for part in line)]
    order = table.visible_columns()
    targets = _headed(table, lines[0]) if lines else None
    if targets is not None:
        lines = lines[1:]
    else:
        first = order.index(start.column()) if start.isValid() and start.column() in order else 0
        targets = list(order[first:])
    top = start.row() if start.isValid() else 0
    return [cell for n, line in enumerate(lines) for cell in _line(table, n, top + n, targets, line)]


def _headed(table: LedgerTable, line: Sequence[str]) -> list[int | None] | None:
    at = {name: i for i, c in enumerate(table.ledger.columns) for name in (c.heading, c.field.label if c.field else c.heading)}
    found = [at.get(part.strip()) for part in line]
    return found if sum(f is not None for f in found) * 2 > len(found) else None


def _line(table: LedgerTable, n: int, position: int, targets: Sequence[int | None], line: Sequence[str]) -> list[Cell]:
    row, found = table.ledger.row_at(position), []
    for target, raw in zip(targets, line, strict=False):
        column = table.ledger.columns[target] if target is not None else None
        if column is not None and column.entered and column.field is not None:
            found.append(Cell(n, row, column.field.name, raw))
    return found
