"""Blocks of cells to a spreadsheet, as tab-separated text with headings."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from csdesk.domain.rows import Row
from csdesk.gui.ledger.columns import Column
from csdesk.gui.ledger.table import LedgerTable


@dataclass(frozen=True, slots=True)
class Marked:
    """The selected cells: row numbers, columns from left to right, and for each row which of those columns."""

    numbers: tuple[int, ...]
    columns: tuple[Column, ...]
    cells: tuple[tuple[bool, ...], ...]


def marked(table: LedgerTable) -> Marked:
    """What is selected, of the visible columns."""
    ranges = table.chosen_ranges()
    columns = [c for c in table.visible_columns() if any(left <= c <= right for _, _, left, right in ranges)]
    rows = [(p, n) for p in table.chosen_positions() if (n := table.ledger.number_at(p)) is not None]
    cells = tuple(tuple(any(t <= p <= b and left <= c <= right for t, b, left, right in ranges) for c in columns) for p, _ in rows)
    return Marked(tuple(n for _, n in rows), tuple(table.ledger.columns[c] for c in columns), cells)


def block(chosen: Marked, rows: Sequence[Row]) -> str:
    """The selected cells under their headings; `rows` are their records, in any order."""
    by_number = {row.n: row for row in rows}
    out = io.StringIO()
    writer = csv.writer(out, dialect="excel-tab", lineterminator="\n")
    writer.writerow([column.heading for column in chosen.columns])
    for n, inside in zip(chosen.numbers, chosen.cells, strict=True):
        if row := by_number.get(n):
            writer.writerow([_plain(column, row) if here else "" for column, here in zip(chosen.columns, inside, strict=True)])
    return out.getvalue()


def _plain(column: Column, row: Row) -> str:
    """Numbers without separators, so that a spreadsheet takes them as numbers."""
    text = column.text(row)
    return text.replace(",", "") if column.numeric else text
