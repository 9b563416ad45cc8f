"""The card: the chosen record as a form, with its actions, children and history."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from csdesk.domain.care.clients import Client
from csdesk.domain.changes import DELETED
from csdesk.domain.checking import Invalid
from csdesk.domain.record import Record, fields_of, title_of
from csdesk.domain.records import children_of
from csdesk.domain.rows import Row
from csdesk.domain.tallies import is_kept
from csdesk.gui.desk import Desk
from csdesk.gui.forms.card import Ui_Card
from csdesk.gui.leaving import ask_give_up
from csdesk.gui.ledger.action_bar import ActionBar
from csdesk.gui.ledger.attached import Attached
from csdesk.gui.ledger.case_clock import CaseClock
from csdesk.gui.ledger.children import Children
from csdesk.gui.ledger.defaults import defaults, first_entry, names
from csdesk.gui.ledger.form import FieldForm
from csdesk.gui.ledger.history import History
from csdesk.gui.ledger.notes import Notes
from csdesk.gui.ledger.orders import Orders
from csdesk.gui.ledger.rivals import Rivals
from csdesk.gui.ledger.timeline import TimelinePage
from csdesk.gui.ledger.tones import wear, wear_status
from csdesk.operations import desk as desk_operations
from csdesk.operations import ledgers
from csdesk.operations.desk import Named


class Card(QFrame):
    """Shows one record and saves it when it is left; a draft with wrong values waits here until it is mended."""

    saved = Signal(object)  # the row as it is now
    changed = Signal(str)  # a child was written
    said = Signal(str)
    given_up = Signal()  # a new record is not made after all
    restore_wanted = Signal(object)  # a row of the recycle bin
    record_wanted = Signal(object)  # a `Named` to open instead
    touched = Signal()  # it holds something unsaved now, or no more

    def __init__(self, desk: Desk, record: type[Record]) -> None:
        super().__init__()
        self._desk, self.record = desk, record
        self.row: Row | None = None
        self.new = False
        self.dirty = False
        self._drafts: dict[str, dict[str, str]] = {}
        self.writable = desk_operations.may_write(desk.db, record) and not record.about.insert_only
        self.ui = Ui_Card()
        self.ui.setupUi(self)
        self.setObjectName("card")
        self.form = FieldForm(desk, record, fields_of(record), writable=desk_operations.may_write(desk.db, record))
        self.form.edited.connect(self._edited)
        self.ui.form_place_layout.addWidget(self.form)
        self.children_tabs = [Children(desk, child) for child in children_of(record)]
        for i, tab in enumerate(self.children_tabs):
            self.ui.pages.insertTab(1 + i, tab, tab.title)
            tab.changed.connect(self._child_changed)
            tab.record_wanted.connect(self._open_instead)
        self.timeline = TimelinePage(desk) if record is Client else None
        if self.timeline is not None:
            self.ui.pages.insertTab(1, self.timeline, "往来")
            self.timeline.record_wanted.connect(self.record_wanted)
        self.attached = Attached(desk, record, self.ui.pages)
        self.attached.changed.connect(self._child_changed)
        self.attached.said.connect(self.said)
        self.history = History(desk, record, self.ui)
        self.actions_bar = ActionBar(desk, record, self.ui.actions, self.ui.actions_layout, self.ui.why)
        self.orders = Orders(desk, record)
        self.clock = CaseClock(desk, record)
        for panel in (self.orders, self.clock):
            self.ui.layout.insertWidget(1, panel)
        self._connect()
        self.clear()

    def _connect(self) -> None:
        self.history.restored.connect(self._after_write)
        self.actions_bar.acted.connect(self._after_write)
        for tab in self.children_tabs:
            tab.step_wanted.connect(self.actions_bar.take_named)
        self.actions_bar.restore_wanted.connect(self.restore_wanted)
        self.orders.answered.connect(self.changed)
        self.ui.save_button.clicked.connect(self.save)
        self.rivals = Rivals(self._desk, self.record, self.form)
        self.rivals.settled.connect(self._after_write)
        self.notes = Notes(self._desk, self.record, self.form)
        self.notes.record_wanted.connect(self._open_instead)
        self.ui.revert_button.clicked.connect(self._ask_revert)
        self.ui.pages.currentChanged.connect(lambda _: self._fill_page())

    # -- showing ------------------------------------------------------------------------------------------------------

    def clear(self) -> None:
        """No record is chosen."""
        self.row, self.new, self.dirty = None, False, False
        self.form.put({}, {})
        self.form.setEnabled(False)
        self._clear_children()
        self._dress()

    def show_row(self, row: Row) -> None:
        """Show a record as it is stored; its draft, if one waits."""
        same = self.row is not None and self.row.id == row.id
        if same and self.dirty:
            return
        self.row, self.new, self.dirty = row, False, False
        self.form.setEnabled(not row.deleted)
        self.form.put(row.values, row.titles, row.conflicts)
        if draft := self._drafts.get(row.id):
            self.form.put_raw(draft)
            self.dirty = True
            self.form.read(row.values)
        self._dress()
        self.rivals.show_row(row)
        self.notes.start(row)
        self._read_children()
        self._fill_page()

    def start_new(self) -> None:
        """An empty form for a new record."""
        self.row, self.new, self.dirty = None, True, False
        self.form.setEnabled(True)
        self.form.put(defaults(self._desk, self.record), names(self._desk, self.record))
        self.ui.pages.setCurrentIndex(0)
        self._clear_children()
        if draft := self._drafts.get(""):
            self.form.put_raw(draft)
            self.dirty = True
        self._dress()
        self.notes.start(None)
        self.form.focus(first_entry(self.record))

    def _dress(self) -> None:
        row = self.row
        self.ui.title.setText(f"新建{self.record.about.label}" if self.new else title_of(self.record, row.told) if row else "")
        self.ui.conflict.setText("⚠ 有冲突" if row and row.conflicts else "")
        gone = bool(row and DELETED in row.conflicts)
        self.ui.conflict.setToolTip("一人删除了它，另一人同时改过：要保留请改任一栏后保存，要删除请移到回收站" if gone else "")
        wear(self.ui.conflict, "bad" if row and row.conflicts else "")
        wear_status(self.ui.status, self.record, row)
        self.ui.actions.setEnabled(not self.dirty)  # a step is taken from what is stored
        self.touched.emit()
        self.ui.state.setText("未保存" if self.dirty else "已删除" if row and row.deleted else "")
        live = row is None or not row.deleted
        self.ui.save_button.setVisible(live and (self.writable or self.new))
        self.ui.revert_button.setVisible(live and (self.writable or self.new))
        self.ui.save_button.setEnabled(self.dirty or self.new)
        self.ui.revert_button.setEnabled(self.dirty or self.new)
        self.ui.told.setText("" if row is None else f"{row.updated_by} 修改于 {row.updated_at[:16].replace('T', ' ')}")
        self.actions_bar.show_row(row)
        self.orders.show_row(row)
        self.clock.show_row(row)
        for i in range(1, self.ui.pages.count()):
            self.ui.pages.setTabEnabled(i, row is not None)

    def _read_children(self) -> None:
        if self.row is not None:
            for tab in self.children_tabs:
                work = partial(desk_operations.children, self._desk.db, tab.record, self.row.id)
                self._desk.tasks.read(work, partial(self._show_children, tab, self.row), key=(id(tab), "children"))
            self.attached.show_row(self.row)

    def _clear_children(self) -> None:
        for tab in self.children_tabs:
            self._show_children(tab, None, [])
        self.attached.show_row(None)

    def _show_children(self, tab: Children, parent: Row | None, rows: list[Row]) -> None:
        if self.row is parent:
            tab.show_rows(parent, rows)
            self.ui.pages.setTabText(self.ui.pages.indexOf(tab), tab.title)

    def _fill_page(self) -> None:
        if self.row is not None and self.ui.pages.currentWidget() is self.ui.history_page:
            self.history.show_row(self.row)
        elif self.row is not None and self.timeline is not None and self.ui.pages.currentWidget() is self.timeline:
            self.timeline.show_row(self.row)

    def _child_changed(self, what: str) -> None:
        self.actions_bar.judge()
        self._read_children()
        self.changed.emit(what)
        if is_kept(what):
            self.changed.emit(self.record.about.name)

    # -- saving -------------------------------------------------------------------------------------------------------

    def _edited(self) -> None:
        if not self.dirty:
            self.dirty = True
            self._dress()

    def _ask_revert(self) -> None:
        """What was typed into a new record is nowhere else."""
        if self.new and self.dirty:
            ask_give_up(self, f"这条新{self.record.about.label}还没有保存，放弃以后填的内容就没有了", self.revert)
        else:
            self.revert()

    def revert(self) -> None:
        """Forget what was typed."""
        self._drafts.pop(self.row.id if self.row else "", None)
        self.dirty = False
        if self.row is not None:
            self.show_row(self.row)
        else:
            self.clear()
            self.given_up.emit()

    def _open_instead(self, named: Named) -> None:
        """Go to a record that is there already; what is typed waits as a draft for the next new one."""
        if self.new:
            self._drafts[""] = self.form.raws()
            self.new = self.dirty = False
        self.record_wanted.emit(named)

    def forget(self) -> None:
        """Give up everything that is not saved."""
        self._drafts.clear()
        self.revert()

    @property
    def waiting(self) -> bool:
        """Whether drafts with wrong values wait to be mended."""
        return bool(self._drafts)

    def leave(self) -> bool:
        """The cursor goes to another record: save what is right, keep what is not. False: a new one is unfinished and stays."""
        told = self._told() if self.dirty else None
        if self.dirty and told is None and self.new:
            self.form.focus()
            self.said.emit("新记录还没填完：填好保存，或点“放弃修改”")
            return False
        if self.dirty and told is None:
            self._drafts[self.row.id if self.row else ""] = self.form.raws()
            self.said.emit(f"“{self.ui.title.text()}”有填错的栏目，草稿留在卡片里，改好后再保存")
        self.new = self.dirty = False
        if told is not None:
            self._write(told, left=True)
        return True

    def save(self, *, left: bool = False) -> bool:
        """Write the form in the background; False when something is wrong, and marked. left: another record comes next."""
        if not (self.dirty or self.new):
            return True
        told = self._told()
        if told is None:
            self.form.focus()
            self.said.emit(f"还没有保存，请看：{self.form.wrong_labels()}")
            return False
        self.new = self.dirty = False
        self._write(told, left=left)
        return True

    def _told(self) -> dict[str, Any] | None:
        return self.form.read(self.row.values if self.row else defaults(self._desk, self.record))

    def _write(self, told: dict[str, Any], *, left: bool) -> None:
        row, db = self.row, self._desk.db
        if row is None:
            work = partial(ledgers.create, db, self.record, told, now=self._desk.now())
        else:
            work = partial(ledgers.change, db, self.record, row, told, now=self._desk.now())
        failed = partial(self._not_written, row, left, self.form.raws())
        self._desk.tasks.write(work, partial(self._written, row, left), failed)

    def _written(self, before: Row | None, left: bool, after: Row) -> None:
        self._drafts.pop(before.id if before else "", None)
        if self.row is before and not left:
            self.dirty = self.new = False
            self.show_row(after)
        self.saved.emit(after)

    def _not_written(self, before: Row | None, left: bool, raws: dict[str, str], error: BaseException) -> None:
        if left or self.row is not before:
            self._drafts[before.id if before else ""] = raws
            self._desk.tasks.fail(error)
            return
        self.dirty, self.new = True, before is None
        if isinstance(error, Invalid):
            self.form.mark(error.problems)
            self.form.focus()
        if not (isinstance(error, Invalid) and self.form.wrong()):
            self._desk.tasks.fail(error)

    def _after_write(self, row: Any) -> None:
        self.dirty = False
        self.show_row(row)
        self.saved.emit(row)
