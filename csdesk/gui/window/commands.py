"""What the file menu does: import, export, reference data, enrolment."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from csdesk.domain.record import Record
from csdesk.domain.rows import Query, Row
from csdesk.domain.tasks import Task
from csdesk.gui import choosing
from csdesk.gui.desk import Desk
from csdesk.operations.desk import Named

if TYPE_CHECKING:
    from csdesk.gui.dialogs.enrolling import EnrolDialog


class FileCommands(QObject):
    """Opens the dialogs of one file and tells what came of them. Heavy rooms are loaded when they are first used."""

    changed = Signal(str)
    said = Signal(str)
    renamed = Signal()  # the person's role or seat is another now

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window

    def note_task(self, about: Named | None) -> None:
        """Note a task about a record, or about none."""
        from csdesk.gui.dialogs.noting import TaskDialog

        dialog = TaskDialog(self._desk, about, self._window)
        dialog.done_with.connect(self._task_noted)

    def _task_noted(self, row: Row) -> None:
        self.said.emit(f"已记待办“{row.values['title']}”，Ctrl+Z 可撤销")
        self.changed.emit(Task.about.name)

    def import_books(self, chosen: Sequence[Path] = ()) -> None:
        """Import workbooks."""
        from csdesk.gui.dialogs.imports import ImportDialog

        dialog = ImportDialog(self._desk, self._window)
        dialog.imported.connect(self._everything_changed)
        dialog.open()
        if chosen:
            dialog.take(chosen)

    def reference(self, record: type[Record]) -> None:
        """Look at a ledger of reference data."""
        from csdesk.gui.dialogs.reference import ReferenceDialog

        dialog = ReferenceDialog(self._desk, record, self._window)
        dialog.changed.connect(self.changed)
        dialog.open()

    def enrol(self) -> None:
        """Join, admit, accept."""
        self._enrolment().open()

    def enrol_with(self, file: Path) -> None:
        """The same with a request or a certificate, at the step where it is needed."""
        dialog = self._enrolment()
        dialog.open()
        dialog.open_file(file)

    def _enrolment(self) -> EnrolDialog:
        from csdesk.gui.dialogs.enrolling import EnrolDialog

        dialog = EnrolDialog(self._desk, self._window)
        dialog.enrolled.connect(self.renamed)
        return dialog

    def people(self) -> None:
        """Look at everybody's certificates; cover, revoke, the recovery key, the passphrase."""
        from csdesk.gui.dialogs.people import PeopleDialog

        dialog = PeopleDialog(self._desk, self._window)
        dialog.changed.connect(self.changed)
        dialog.enrol_wanted.connect(self.enrol)
        dialog.open()

    def export(self, record: type[Record], query: Query) -> None:
        """Write what a ledger shows now as a workbook."""
        name = f"{record.about.ledger}-{self._desk.now():%Y%m%d}.xlsx"
        choosing.save_file(self._window, "导出台账", name, choosing.BOOKS, partial(self.export_to, record, query))

    def export_to(self, record: type[Record], query: Query, path: str) -> None:
        """Write that workbook to a path."""
        from csdesk.operations.excel import workbooks

        db = self._desk.db
        self._desk.tasks.long(
            "导出台账",
            lambda progress: workbooks.export_ledger(db, record, query, Path(path), progress=progress),
            lambda n: self.said.emit(f"{n} 条已写到 {path}"),
        )

    def template(self, record: type[Record]) -> None:
        """Write the template of a ledger."""
        name = f"{record.about.ledger}模板.xlsx"
        choosing.save_file(self._window, "Excel 模板", name, choosing.BOOKS, partial(self.template_to, record))

    def template_to(self, record: type[Record], path: str) -> None:
        """Write that template to a path."""
        from csdesk.operations.excel import workbooks

        self._desk.tasks.write(partial(workbooks.template, record, Path(path)), lambda _: self.said.emit(f"模板已写到 {path}"))

    # -- helpers ------------------------------------------------------------------------------------------------------

    def _everything_changed(self) -> None:
        self.changed.emit("*")
