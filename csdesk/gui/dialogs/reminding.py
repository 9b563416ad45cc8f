"""What reminders are told on this computer, and when it is quiet."""

from __future__ import annotations

from PySide6.QtCore import QTime
from PySide6.QtWidgets import QDialog, QWidget

from csdesk.gui.desk import Desk
from csdesk.gui.forms.reminders_dialog import Ui_RemindersDialog

_KEY = "reminders"
_SHIPPED = {"on": True, "ahead": 15, "quiet": True, "from": "20:00", "to": "08:00"}
_FORM = "HH:mm"


def chosen(desk: Desk) -> dict[str, object]:
    """What the person of this computer chose: on, ahead (minutes before a deadline), quiet, from, to (`20:00`)."""
    return {**_SHIPPED, **desk.settings.get(_KEY, {})}


class RemindersDialog(QDialog):
    """Asks for it."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.ui = Ui_RemindersDialog()
        self.ui.setupUi(self)
        told = chosen(desk)
        self.ui.on.setChecked(bool(told["on"]))
        self.ui.ahead.setValue(int(str(told["ahead"])))
        self.ui.quiet.setChecked(bool(told["quiet"]))
        self.ui.quiet_from.setTime(QTime.fromString(str(told["from"]), _FORM))
        self.ui.quiet_to.setTime(QTime.fromString(str(told["to"]), _FORM))
        self.ui.on.toggled.connect(self._show)
        self.ui.quiet.toggled.connect(self._show)
        self.ui.ok_button.clicked.connect(self.accept)
        self.ui.cancel_button.clicked.connect(self.reject)
        self._show()

    def _show(self) -> None:
        """What does not count is grey."""
        ui, on = self.ui, self.ui.on.isChecked()
        always: tuple[QWidget, ...] = (ui.ahead_label, ui.ahead, ui.quiet)
        times: tuple[QWidget, ...] = (ui.quiet_from, ui.until, ui.quiet_to)
        for widget in (*always, *times):
            widget.setEnabled(on and (widget in always or ui.quiet.isChecked()))

    def accept(self) -> None:
        """Keep it on this computer."""
        ui = self.ui
        times = {"from": ui.quiet_from.time().toString(_FORM), "to": ui.quiet_to.time().toString(_FORM)}
        told = {"on": ui.on.isChecked(), "ahead": ui.ahead.value(), "quiet": ui.quiet.isChecked(), **times}
        self._desk.settings.set(_KEY, told)
        super().accept()
