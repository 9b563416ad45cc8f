"""The history of the record on the card: who, when, which field, old → new; an old value can be brought back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from csdesk.domain.changes import DELETED
from csdesk.domain.record import Record, field_map
from csdesk.domain.rows import Row
from csdesk.gui.desk import Desk
from csdesk.gui.forms.card import Ui_Card
from csdesk.gui.tables import TextModel, dress_table
from csdesk.operations import ledgers
from csdesk.operations.ledgers import Step

_HEADINGS = ("时间", "修改人", "栏目", "原值", "新值", "操作")
_WIDTHS = (136, 60, 84, 84, 84)


class History(QObject):
    """Fills the history page of a card."""

    restored = Signal(object)  # the row as it is now

    def __init__(self, desk: Desk, record: type[Record], ui: Ui_Card) -> None:
        super().__init__(ui.history)
        self._desk, self._record, self._ui = desk, record, ui
        self._row: Row | None = None
        self._steps: list[Step] = []
        self._model = TextModel(_HEADINGS, self)
        ui.history.setModel(self._model)
        dress_table(ui.history)
        for i, width in enumerate(_WIDTHS):
            ui.history.setColumnWidth(i, width)
        ui.restore_button.clicked.connect(self.restore)
        ui.history.selectionModel().currentRowChanged.connect(lambda *_: self._dress())
        self._dress()

    def show_row(self, row: Row) -> None:
        """The history of a record, newest first."""
        self._row = row
        work = partial(ledgers.history, self._desk.db, self._record, row.book, row.id)
        self._desk.tasks.read(work, partial(self._show, row), key=(id(self), "history"))

    def _show(self, row: Row, steps: list[Step]) -> None:
        if row is self._row:
            self._steps = list(reversed(steps))
            self._model.fill([self._texts(step) for step in self._steps])
            self._dress()

    def _texts(self, step: Step) -> tuple[str, ...]:
        field = field_map(self._record).get(step.field)
        label = field.label if field else "删除" if step.field == DELETED else step.field
        return step.at[:16].replace("T", " "), step.by, label, step.old_text or "—", step.new_text or "—", step.title

    def _chosen(self) -> Step | None:
        index = self._ui.history.currentIndex()
        return self._steps[index.row()] if index.isValid() and index.row() < len(self._steps) else None

    def _dress(self) -> None:
        step = self._chosen()
        field = field_map(self._record).get(step.field) if step else None
        live = self._row is not None and not self._row.deleted and not self._desk.db.look_only
        self._ui.restore_button.setEnabled(live and field is not None and not field.action_only)

    def restore(self) -> None:
        """Bring the old value of the chosen line back."""
        step = self._chosen()
        if step is not None and self._row is not None:
            work = partial(ledgers.change, self._desk.db, self._record, self._row, {step.field: step.old})
            self._desk.tasks.write(work, self.restored.emit)
