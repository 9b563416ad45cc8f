"""Work on many records of a ledger: fill down, one field of all of them, one named step for all that allow it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QMenu, QWidget

from csdesk.domain.kinds import KINDS
from csdesk.domain.progress import Progress
from csdesk.domain.record import Field, Record, field_map
from csdesk.domain.rows import Row
from csdesk.domain.states import Action
from csdesk.gui.desk import Desk
from csdesk.gui.ledger.clipboard import marked
from csdesk.gui.ledger.form import FieldForm
from csdesk.gui.ledger.outcome import OutcomeDialog, summary
from csdesk.gui.ledger.record_dialog import RecordDialog, Submit
from csdesk.gui.ledger.table import MOST_CHOSEN, LedgerTable
from csdesk.operations import bulk
from csdesk.operations.bulk import Outcome

TOO_MANY = f"一次最多处理 {MOST_CHOSEN:,} 条，请先用筛选缩小范围"
_NOTE = Field("_note", "说明", KINDS["text"], required=False)


class Many(QObject):
    """Acts on all selected records of one ledger, those out of sight too; each act is one undo."""

    changed = Signal()
    said = Signal(str)

    def __init__(self, desk: Desk, table: LedgerTable) -> None:
        super().__init__(table)
        self._desk, self._table = desk, table
        self._model, self._record = table.ledger, table.ledger.record
        table.fill_wanted.connect(self.fill_down)

    def numbers(self) -> list[int]:
        """The row numbers of the selected records; none, and a sentence, when there are too many."""
        found = self._table.chosen_positions()
        if len(found) > MOST_CHOSEN:
            self.said.emit(TOO_MANY)
            return []
        return [n for p in found if (n := self._model.number_at(p)) is not None]

    @property
    def _may(self) -> bool:
        if self._model.query.deleted:
            self.said.emit("回收站里的记录不能修改，请先恢复")
        return self._model.editable and not self._model.query.deleted

    # -- cells --------------------------------------------------------------------------------------------------------

    def fill_down(self) -> None:
        """The selected cells of the first row into those below."""
        numbers = self.numbers() if self._may else []
        names = [c.key for c in marked(self._table).columns if c.entered] if numbers else []
        if len(numbers) < 2 or not names:
            self.said.emit("向下填充：先选中同一栏的几格（第一格是要填的内容），再按 Ctrl+D")
        else:
            self._run("向下填充", partial(bulk.fill_down, self._desk.db, self._record, numbers, names, now=self._desk.now()))

    def empty(self) -> None:
        """Take the values out of the selected cells."""
        numbers = self.numbers() if self._may else []
        names = [c.key for c in marked(self._table).columns if c.entered] if numbers else []
        if numbers and names:
            blank = dict.fromkeys(names)
            told = dict.fromkeys(numbers, blank)
            self._run("清空", partial(bulk.write, self._desk.db, self._record, told, verb="清空", now=self._desk.now()))

    # -- one field ----------------------------------------------------------------------------------------------------

    def ask_edit(self) -> None:
        """Ask which field of all selected records is to get which value."""
        numbers = self.numbers() if self._may else []
        fields = [c.field for c in self._model.columns if c.entered and c.field]
        if not numbers or not fields:
            return
        current = self._table.currentIndex()
        first = next((f for f in fields if f.name == self._model.columns[max(current.column(), 0)].key), fields[0])
        dialog = EditMany(self._desk, self._record, fields, len(numbers), partial(self._edit, numbers), self._table.window())
        dialog.done_with.connect(partial(self._done, "批量修改"))
        dialog.begin(first, self._model.row_at(current.row()))

    def _edit(self, numbers: list[int], told: dict[str, Any], done: Any, failed: Any) -> None:
        work = partial(bulk.set_all, self._desk.db, self._record, numbers, told, now=self._desk.now())
        self._desk.tasks.long("批量修改", lambda progress: work(progress=progress), done, failed)

    # -- one named step -----------------------------------------------------------------------------------------------

    def fill_menu(self, menu: QMenu) -> None:
        """Put every step into `menu` that some of the selected records can take now, with how many."""
        numbers = self.numbers() if self._may else []
        if len(numbers) < 2:
            return
        for action, n in bulk.actions(self._desk.db, self._record, numbers):
            menu.addAction(f"{action.label}（{n} 条）").triggered.connect(partial(_call, partial(self.act, action)))

    def choose_step(self) -> None:
        """Open the steps that the selected records can take, as a menu at the cursor."""
        menu = QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill_menu(menu)
        if menu.isEmpty():
            self.said.emit(f"批量办理：先在{self._record.about.ledger}中选中几条能办理同一步的记录")
        else:
            place = self._table.visualRect(self._table.currentIndex()).bottomLeft()
            menu.popup(self._table.viewport().mapToGlobal(place))
            menu.setActiveAction(menu.actions()[0])

    def act(self, action: Action) -> None:
        """Take a step with all selected records, asking once for what it needs."""
        numbers = self.numbers() if self._may else []
        if not numbers:
            return
        if not action.asks and not action.noted:
            self._act(numbers, action, {}, partial(self._done, action.label), self._desk.tasks.fail)
            return
        known = field_map(self._record)
        fields = [replace(known[name], required=name in action.needs, section="") for name in action.asks]
        fields.append(replace(_NOTE, required=action.noted))
        title = f"{action.label} {len(numbers)} 条{self._record.about.label}"
        submit = partial(self._act, numbers, action)
        dialog = RecordDialog(self._desk, self._record, fields, submit, self._table.window(), title=title, help=action.help, acting=True)
        dialog.done_with.connect(partial(self._done, action.label))
        dialog.ask({}, {})

    def _act(self, numbers: list[int], action: Action, filled: dict[str, Any], done: Any, failed: Any) -> None:
        told = {name: value for name, value in filled.items() if name != _NOTE.name}
        work = partial(
            bulk.act, self._desk.db, self._record, numbers, action, told, now=self._desk.now(), note=filled.get(_NOTE.name) or ""
        )
        self._desk.tasks.long(action.label, lambda progress: work(progress=progress), done, failed)

    # -- what came of it ----------------------------------------------------------------------------------------------

    def _run(self, verb: str, work: Callable[..., Outcome]) -> None:
        def run(progress: Progress) -> Outcome:
            return work(progress=progress)

        self._desk.tasks.long(verb, run, partial(self._done, verb))

    def _done(self, verb: str, outcome: Outcome) -> None:
        self.said.emit(summary(verb, outcome))
        if outcome.done:
            self._model.entries.clear()
            self.changed.emit()
        if len(outcome.refused) > 1 or (outcome.refused and outcome.done):
            OutcomeDialog(verb, outcome, self._table.window()).open()


class EditMany(RecordDialog):
    """Asks for one field and its new value in many records."""

    def __init__(self, desk: Desk, record: type[Record], fields: Iterable[Field], n: int, submit: Submit, parent: QWidget) -> None:
        self._fields = list(fields)
        super().__init__(desk, record, [], submit, parent, title=f"批量修改 {n:,} 条{record.about.label}", acting=True)
        self._record = record
        self._row: Row | None = None
        self.ui.ok_button.setText(f"修改 {n:,} 条")
        self.field = QComboBox()
        self.field.setAccessibleName("要修改的栏目")
        for field in self._fields:
            self.field.addItem(field.heading)
        self.ui.layout.insertWidget(0, self.field)
        self.field.currentIndexChanged.connect(lambda _: self._show_field())

    def begin(self, first: Field, row: Row | None) -> None:
        """Start with a field, and with the value that `row` has in it."""
        self._row = row
        self.field.blockSignals(True)
        self.field.setCurrentIndex(self._fields.index(first))
        self.field.blockSignals(False)
        self._show_field()
        self.resize(460, 260)
        self.open()
        self.form.focus()

    def _show_field(self) -> None:
        field = self._fields[self.field.currentIndex()]
        old, self.form = self.form, FieldForm(self._desk, self._record, [replace(field, section="")], acting=True)
        self.ui.form_place_layout.replaceWidget(old, self.form)
        old.deleteLater()
        row = self._row
        self.form.put(row.values if row else {}, row.titles if row else {})


def _call(act: Callable[[], object], _checked: bool = False) -> None:
    act()
