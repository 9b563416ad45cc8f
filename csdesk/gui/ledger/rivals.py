"""Fields that two people changed at once: both values on the card, by whom and when; a click takes one."""

from __future__ import annotations

from functools import partial
from html import escape

from PySide6.QtCore import QObject, Signal

from csdesk.domain.changes import DELETED
from csdesk.domain.record import Record
from csdesk.domain.rows import Row
from csdesk.gui.desk import Desk
from csdesk.gui.ledger.form import FieldForm
from csdesk.operations import ledgers
from csdesk.operations.ledgers import Step


class Rivals(QObject):
    """Shows under each field in conflict what stands against each other, and writes what the person takes."""

    settled = Signal(object)  # the row as it is now

    def __init__(self, desk: Desk, record: type[Record], form: FieldForm) -> None:
        super().__init__(form)
        self._desk, self._record, self._form = desk, record, form
        self._row: Row | None = None
        self._known: dict[str, list[Step]] = {}
        form.taken.connect(self._take)

    def show_row(self, row: Row) -> None:
        """Read what stands against each other in this record."""
        self._row, self._known = row, {}
        if row.conflicts:
            work = partial(ledgers.rivals, self._desk.db, self._record, row)
            self._desk.tasks.read(work, partial(self._show, row), key=(id(self), "rivals"))

    def _show(self, row: Row, known: dict[str, list[Step]]) -> None:
        if row is self._row:
            self._known = known
            for field, steps in known.items():
                if field != DELETED:
                    self._form.oppose(field, _told(steps))

    def _take(self, field: str, at: int) -> None:
        steps = self._known.get(field, [])
        if self._row is not None and 0 <= at < len(steps):
            work = partial(ledgers.settle, self._desk.db, self._record, self._row, field, steps[at].new)
            self._desk.tasks.write(work, self.settled.emit)


def _told(steps: list[Step]) -> str:
    """`两人同时改过，取：45（林晓岚 11-24 15:33）　75（沈知行 …）`, each value a link by its number."""
    each = [
        f'<a href="{i}">{escape(step.new_text or "空")}</a>（{escape(step.by)} {step.at[5:16].replace("T", " ")}）'
        for i, step in enumerate(steps)
    ]
    return "两人同时改过，请点一个采用，或填新值后保存：<br>" + "<br>".join(each)
