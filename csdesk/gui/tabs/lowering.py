"""Asking that a debt be lowered or given up; and what all acts on money share."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from csdesk.domain.money.charges import ChargeLine
from csdesk.domain.money.losses import WriteOff
from csdesk.domain.record import Record
from csdesk.domain.rows import Row
from csdesk.gui.desk import Desk
from csdesk.gui.money.asking import ask_adjustment, ask_write_off
from csdesk.operations.money import losses


class MoneyActs(QObject):
    """Reads, asks, and says what was written."""

    changed = Signal(str)
    said = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._parent = desk, parent

    def _one(self, rows: list[Row], record: type[Record]) -> Row | None:
        if len(rows) == 1:
            return rows[0]
        self.said.emit(f"请选一条{record.about.label}")
        return None

    def _read(self, work: Any, then: Any) -> None:
        self._desk.tasks.read(work, then)

    def _open(self, dialog: QDialog, sentence: Any, *records: type[Record]) -> None:
        self._listen(dialog, sentence, *records)
        dialog.open()

    def _listen(self, dialog: Any, sentence: Any, *records: type[Record]) -> None:
        dialog.done_with.connect(lambda result: self._done(sentence(result), *records))

    def _done(self, told: str, *records: type[Record]) -> None:
        for record in records:
            self.changed.emit(record.about.name)
        self.said.emit(f"{told}，Ctrl+Z 可撤销")


class Lowering(MoneyActs):
    """Adjustments of a line, bad debts on a line or an invoice: both wait for approval."""

    def adjust(self, rows: list[Row]) -> None:
        """Ask that a line be lowered."""
        if line := self._one(rows, ChargeLine):
            self._read(partial(losses.still_owed, self._desk.db, ChargeLine, line), partial(self._ask_adjustment, line))

    def _ask_adjustment(self, line: Row, owed: int) -> None:
        self._listen(ask_adjustment(self._desk, line, owed, self._parent), lambda _: "核减已申请，等经理批准", ChargeLine)

    def write_off(self, record: type[Record], rows: list[Row]) -> None:
        """Ask that a debt be given up."""
        if row := self._one(rows, record):
            self._read(partial(losses.still_owed, self._desk.db, record, row), partial(self._ask_write_off, record, row))

    def _ask_write_off(self, record: type[Record], row: Row, owed: int) -> None:
        self._listen(ask_write_off(self._desk, record, row, owed, self._parent), lambda _: "坏账已申请，等经理批准", WriteOff)
