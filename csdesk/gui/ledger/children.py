"""The records under the one on the card: contacts of a client, steps of a case."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QTableView, QVBoxLayout, QWidget

from csdesk.domain.lives import LIVES, life_of
from csdesk.domain.record import Field, Record, fields_of, title_of
from csdesk.domain.rows import Row
from csdesk.gui.desk import Desk
from csdesk.gui.ledger.action_bar import ActionBar
from csdesk.gui.ledger.advice import Advice
from csdesk.gui.ledger.defaults import defaults, names
from csdesk.gui.ledger.lookalikes import Lookalikes
from csdesk.gui.ledger.record_dialog import RecordDialog
from csdesk.gui.ledger.removing import remove
from csdesk.gui.tables import TextModel, dress_table
from csdesk.operations import desk as desk_operations
from csdesk.operations import ledgers


class Children(QWidget):
    """One kind of children of the record on the card: listed, added, edited, removed."""

    changed = Signal(str)
    record_wanted = Signal(object)  # a `Named` to open instead of what is typed
    step_wanted = Signal(str)  # the step of the parent that adds one

    def __init__(self, desk: Desk, record: type[Record]) -> None:
        super().__init__()
        self._desk, self.record = desk, record
        self._parent: Row | None = None
        self._rows: list[Row] = []
        self._may = False
        self._fields = [f for f in fields_of(record) if f.listed and f.name != record.about.parent]
        self.table = QTableView()
        self.table.setAccessibleName(record.about.ledger)
        self._model = TextModel([f.heading for f in self._fields], self)
        self.table.setModel(self._model)
        dress_table(self.table)
        for i, f in enumerate(self._fields):
            self.table.setColumnWidth(i, f.kind.width * self.table.fontMetrics().averageCharWidth() + 24)
        self.add_button = QPushButton(f"新增{record.about.label}")
        self.add_button.setProperty("glyph", "new")
        self.remove_button = QPushButton("移到回收站")
        self.add_button.clicked.connect(self.add)
        self.remove_button.clicked.connect(self.remove)
        self.table.doubleClicked.connect(self.edit)
        self.step = _adding_step(record)
        self.bar: ActionBar | None = None
        self._lay_out()
        if life_of(record):
            self._add_bar()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.add_button)
        buttons.addStretch()
        buttons.addWidget(self.remove_button)
        layout = self._layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.addWidget(self.table)
        layout.addLayout(buttons)

    def _add_bar(self) -> None:
        """The steps of the chosen child, for those that have states of their own."""
        place, why = QWidget(), QLabel()
        why.setProperty("role", "muted")
        steps = QHBoxLayout(place)
        steps.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(place)
        self._layout.addWidget(why)
        self.bar = ActionBar(self._desk, self.record, place, steps, why)
        self.bar.acted.connect(lambda _: self.changed.emit(self.record.about.name))
        self.table.selectionModel().currentRowChanged.connect(lambda at, _: self._choose(at.row()))

    def _choose(self, at: int) -> None:
        if self.bar is not None:
            self.bar.show_row(self._rows[at] if 0 <= at < len(self._rows) and self._may else None)

    @property
    def title(self) -> str:
        """What the tab is called, with the count."""
        return f"{self.record.about.ledger} {len(self._rows)}" if self._rows else self.record.about.ledger

    def show_rows(self, parent: Row | None, rows: list[Row]) -> None:
        """The children of `parent`; of one in the recycle bin they can only be looked at."""
        at = self.table.currentIndex().row() if parent and self._parent and parent.id == self._parent.id else -1
        self._parent, self._rows = parent, rows
        self._may = may = parent is not None and not parent.deleted and desk_operations.may_write(self._desk.db, self.record)
        self.add_button.setVisible(may and not self.record.about.by_action)
        self.remove_button.setVisible(may and not self.record.about.insert_only)
        self._model.fill([tuple(_text(f, row) for f in self._fields) for row in rows])
        if self.bar is not None:
            self.table.selectRow(at if at >= 0 else len(rows) - 1)
            self._choose(self.table.currentIndex().row())

    # -- entering -----------------------------------------------------------------------------------------------------

    def add(self) -> None:
        """Ask for a new child."""
        if self.step:
            self.step_wanted.emit(self.step)
        elif self._parent is not None:
            link = {str(self.record.about.parent): self._parent.id}
            self._ask(f"新增{self.record.about.label}", {**defaults(self._desk, self.record), **link}, names(self._desk, self.record), None)

    def edit(self, index: QModelIndex) -> None:
        """Edit the child of a row; what is only ever added can be looked at in the table."""
        if not self.record.about.insert_only and self.add_button.isVisibleTo(self):
            row = self._rows[index.row()]
            self._ask(title_of(self.record, row.told), row.values, row.titles, row)

    def _ask(self, title: str, values: dict[str, Any], titles: dict[str, str], row: Row | None) -> None:
        fields = [f for f in fields_of(self.record) if not f.auto and f.name != self.record.about.parent]
        link = {str(self.record.about.parent): values.get(str(self.record.about.parent))}
        dialog = RecordDialog(self._desk, self.record, fields, partial(self._write, row, link), self, title=title)
        dialog.done_with.connect(lambda _: self.changed.emit(self.record.about.name))
        dialog.ask(values, titles)
        watch = Lookalikes(self._desk, self.record, dialog.form)
        watch.record_wanted.connect(dialog.reject)
        watch.record_wanted.connect(self.record_wanted)
        watch.start(row, **link)
        Advice(self._desk, self.record, dialog.form).start(row, client=link.get("client_id") if row is None else None)

    def _write(self, row: Row | None, link: dict[str, Any], told: dict[str, Any], done: Any, failed: Any) -> None:
        if row is None:
            work = partial(ledgers.create, self._desk.db, self.record, {**told, **link}, now=self._desk.now())
        else:
            work = partial(ledgers.change, self._desk.db, self.record, row, told, now=self._desk.now())
        self._desk.tasks.write(work, done, failed)

    def remove(self) -> None:
        """The chosen child into the recycle bin."""
        index = self.table.currentIndex()
        if index.isValid():
            done = partial(self.changed.emit, self.record.about.name)
            remove(self._desk, self.record, [self._rows[index.row()]], self, done)


def _adding_step(record: type[Record]) -> str:
    """The step of its parent that adds such a child; empty where it is simply entered."""
    steps = (action for life in LIVES for moves in life.machine.moves.values() for action in moves)
    return next((action.name for action in steps if action.writes is record), "")


def _text(field: Field, row: Row) -> str:
    return row.titles.get(field.name) or field.show(row.values.get(field.name))
