"""The named steps of the record on the card, as buttons; a step that asks for something opens a small dialog."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from csdesk.domain.kinds import KINDS
from csdesk.domain.record import Field, Record, field_map
from csdesk.domain.rows import Row
from csdesk.domain.states import Action
from csdesk.gui.desk import Desk
from csdesk.gui.ledger.defaults import defaults
from csdesk.gui.ledger.record_dialog import RecordDialog
from csdesk.operations import desk as desk_operations
from csdesk.operations import moves

_SHOWN = 2
#: What a person may say about a step; it is kept with the event, not with the record.
_NOTE = Field("_note", "说明", KINDS["text"], required=False)


class ActionBar(QWidget):
    """Reads the state machine of the record; shows what its state and the person's role allow. Deleted ones can be restored.

    A step that would be refused whatever is filled in is grey from the start, and says why.
    """

    acted = Signal(object)  # the row as it is now
    restore_wanted = Signal(object)

    def __init__(self, desk: Desk, record: type[Record], place: QWidget, layout: QHBoxLayout, why: QLabel) -> None:
        super().__init__(place)
        self._desk, self._record, self._place, self._layout, self._why = desk, record, place, layout, why
        self._row: Row | None = None
        self.buttons: list[QPushButton] = []
        self._steps: dict[str, QPushButton | QAction] = {}
        why.hide()
        self.hide()

    def show_row(self, row: Row | None) -> None:
        """The steps that this record can take now."""
        self._row = row
        for button in self.buttons:
            button.setParent(None)
            button.deleteLater()
        self.buttons, self._steps = [], {}
        self._why.hide()
        while self._layout.count():
            self._layout.takeAt(0)
        known = moves.actions(self._desk.db, self._record, row) if row and not row.deleted and not self._desk.db.look_only else []
        for i, action in enumerate(known[:_SHOWN]):
            self._steps[action.name] = button = self._add(action.label, action.help, primary=i == 0)
            button.clicked.connect(partial(self.take, action))
        if rest := known[_SHOWN:]:
            self._add_menu(rest)
        if row and row.deleted and not self._record.about.insert_only and desk_operations.may_write(self._desk.db, self._record):
            self._add("恢复", "从回收站取回", primary=True).clicked.connect(lambda: self.restore_wanted.emit(row))
        self._layout.addStretch()
        self._place.setVisible(bool(self.buttons))
        self.judge()

    def judge(self) -> None:
        """Look again which steps would be refused: a child of the record was written."""
        if self._row is not None and self._steps:
            work = partial(moves.barred, self._desk.db, self._record, self._row, now=self._desk.now())
            self._desk.tasks.read(work, partial(self._bar, self._row), key=(id(self), "barred"))

    def _bar(self, row: Row, barred: dict[str, str]) -> None:
        if row is not self._row:
            return
        for name, step in self._steps.items():
            step.setEnabled(name not in barred)
            if name in barred:
                step.setToolTip(barred[name])
        first = next(iter(self._steps))
        self._why.setText(barred.get(first, ""))
        self._why.setVisible(first in barred)

    def _add(self, text: str, tip: str = "", *, primary: bool = False) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.setProperty("primary", primary)
        button.setAutoDefault(False)
        self._layout.addWidget(button)
        self.buttons.append(button)
        return button

    def _add_menu(self, actions: list[Action]) -> None:
        button = self._add("更多")
        menu = QMenu(button)
        menu.setToolTipsVisible(True)
        for action in actions:
            self._steps[action.name] = item = menu.addAction(action.label)
            item.setToolTip(action.help)
            item.triggered.connect(partial(self.take, action))
        button.setMenu(menu)

    def fill_menu(self, menu: QMenu) -> None:
        """Every step, each with a digit; grey where it would be refused."""
        menu.setToolTipsVisible(True)
        for i, (name, step) in enumerate(self._steps.items(), 1):
            item = menu.addAction(f"&{i}　{step.text()}")
            item.setEnabled(step.isEnabled())
            item.setToolTip(step.toolTip())
            item.triggered.connect(partial(self._take_chosen, name))

    def _take_chosen(self, name: str, _checked: bool = False) -> None:
        self.take_named(name)

    def take_first(self) -> str:
        """Take the first step that is not grey; where there is none, why."""
        for name, step in self._steps.items():
            if step.isEnabled():
                self.take_named(name)
                return ""
        return self._why.text() or "这条记录现在没有可办理的步骤"

    def take_named(self, name: str) -> None:
        """Take the step of this name, if the record allows it now."""
        step = self._steps.get(name)
        if self._row is not None and step is not None and step.isEnabled():
            self.take(next(a for a in moves.actions(self._desk.db, self._record, self._row) if a.name == name))

    def take(self, action: Action, _checked: bool = False) -> None:
        """Take a step, asking first for what it needs."""
        row = self._row
        if row is None:
            return
        if not action.asks and not action.noted:
            self._submit(row, action, {}, self.acted.emit, self._desk.tasks.fail)
            return
        submit, window = partial(self._submit, row, action), self.window()
        asked, fields = action.writes or self._record, self._fields(row, action)
        needed = None if action.writes else action.needed
        dialog = RecordDialog(self._desk, asked, fields, submit, window, title=action.label, help=action.help, acting=True, needed=needed)
        dialog.done_with.connect(self.acted)
        offers = action.offers(row.values) if action.offers else {}
        dialog.ask({**(defaults(self._desk, action.writes) if action.writes else row.values), **offers}, row.titles)

    def _fields(self, row: Row, action: Action) -> list[Field]:
        """What a step asks: fields of the child that it writes, or of the record and a note."""
        if action.writes:
            known = field_map(action.writes)
            return [known[name] for name in action.asks]
        known = field_map(self._record)
        fields = [replace(known[name], required=name in action.needed(row.values), section="") for name in action.asks]
        return [*fields, replace(_NOTE, required=action.noted)]

    def _submit(self, row: Row, action: Action, filled: dict[str, Any], done: Any, failed: Any) -> None:
        told = {name: value for name, value in filled.items() if action.writes or value != row.values.get(name)}
        note = told.pop(_NOTE.name, None) or ""
        work = partial(moves.act, self._desk.db, self._record, row, action.name, told, now=self._desk.now(), note=note)
        self._desk.tasks.write(work, done, failed)
