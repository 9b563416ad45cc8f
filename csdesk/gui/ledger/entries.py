"""What is typed into cells: written at once, or kept in its cell, marked, with the reason."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from csdesk.domain.checking import Invalid
from csdesk.domain.record import Record
from csdesk.domain.rows import Row
from csdesk.gui.desk import Desk
from csdesk.gui.ledger.columns import Column
from csdesk.operations import desk as desk_operations


class Entries(QObject):
    """Writes the cells of one ledger. A mark goes when its record is written, or when it is cleared."""

    saved = Signal(object)  # the row as it is now
    refused = Signal(str)
    touched = Signal(int)  # the number of a row that looks different now

    def __init__(self, desk: Desk, record: type[Record], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._record = desk, record
        self.wrong: dict[tuple[int, str], tuple[str, str]] = {}  # (row number, column) → what was typed, the sentence

    def enter(self, row: Row, column: Column, value: Any) -> None:
        """Write a wire value into a cell at once; a refusal marks the cell."""
        if row.values.get(column.key) == value:
            self.clear(row.n)
            return
        work = partial(desk_operations.change_seen, self._desk.db, self._record, row, {column.key: value}, now=self._desk.now())
        self._desk.tasks.write(work, self.saved.emit, partial(self._not_written, row, column))

    def _not_written(self, row: Row, column: Column, error: BaseException) -> None:
        if isinstance(error, Invalid):
            self.mark(row, column.key, column.text(row), str(error))
            self.refused.emit(str(error))
        else:
            self._desk.tasks.fail(error)

    def mark(self, row: Row, key: str, raw: str, sentence: str) -> None:
        """Show a wrong entry in its cell, with its sentence."""
        self.wrong[row.n, key] = (raw, sentence)
        self.touched.emit(row.n)

    def clear(self, n: int | None = None) -> None:
        """Show what is stored again: in the row with this number, or everywhere."""
        gone = [place for place in self.wrong if n in (None, place[0])]
        for place in gone:
            del self.wrong[place]
        for number in {number for number, _ in gone}:
            self.touched.emit(number)
