"""A small dialog with some fields of one record: what an action asks, or a child to add or edit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from csdesk.domain.checking import Invalid
from csdesk.domain.record import Field, Record
from csdesk.gui.desk import Desk
from csdesk.gui.forms.record_dialog import Ui_RecordDialog
from csdesk.gui.ledger.form import FieldForm
from csdesk.gui.ledger.form_line import Needed
from csdesk.gui.reading import tab_as_read
from csdesk.gui.telling import sentence_of, tell

#: Writes the values in the background; the result comes to `done` or `failed`.
Submit = Callable[[dict[str, Any], Callable[[Any], None], Callable[[BaseException], None]], None]


class RecordDialog(QDialog):
    """Closes when what was filled in is written; until then a refusal is told inside it."""

    done_with = Signal(object)

    def __init__(
        self, desk: Desk, record: type[Record], fields: Iterable[Field], submit: Submit, parent: QWidget, *, title: str, help: str = "",
        acting: bool = False, needed: Needed | None = None
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._desk, self._submit, self._before = desk, submit, dict[str, Any]()
        self._whole = not acting
        self.ui = Ui_RecordDialog()
        self.ui.setupUi(self)
        self.setWindowTitle(title)
        self.ui.help.setText(help)
        self.ui.help.setVisible(bool(help))
        self.ui.told.hide()
        self.ui.ok_button.setText(title if acting else "保存")
        self.form = FieldForm(desk, record, fields, acting=acting, needed=needed or (_nothing if acting else None))
        self.ui.form_place_layout.addWidget(self.form)
        self.ui.ok_button.clicked.connect(self.accept)
        self.ui.cancel_button.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+S"):  # Enter alone is a new line where several are typed
            QShortcut(QKeySequence(keys), self, self.ui.ok_button.click)

    def ask(self, values: Mapping[str, Any], titles: Mapping[str, str]) -> None:
        """Show these values and wait for the person, without blocking."""
        self._before = dict(values)
        self.form.put(values, titles)
        tab_as_read(self)
        high = self.form.sizeHint().height() + 120
        self.resize(max(460, self.form.sizeHint().width() + 60), min(high, 620))
        self.open()
        self.form.begin()

    def accept(self) -> None:
        """Write; the dialog closes when that is done."""
        told = self.form.read(self._before, whole=self._whole)
        if told is None:
            self.form.focus()
            return
        self.ui.ok_button.setEnabled(False)
        self._submit(told, self._written, self._refused)

    def _written(self, result: Any) -> None:
        super().accept()
        self.done_with.emit(result)

    def _refused(self, error: BaseException) -> None:
        self.ui.ok_button.setEnabled(True)
        if isinstance(error, Invalid):
            self.form.mark(error.problems)
        if not (isinstance(error, Invalid) and self.form.wrong()):
            tell(self.ui.told, sentence_of(error), wrong=True)


def _nothing(_: Mapping[str, Any]) -> tuple[str, ...]:
    """An action that is no record's says itself, by its fields, what it must have."""
    return ()
