"""What the sync menu does: merging, sending, deciding disagreements."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from csdesk.gui.desk import Desk
from csdesk.gui.forms.main_window import Ui_MainWindow


class SyncCommands(QObject):
    """Opens the dialogs on sync files of one open file and tells what came of them."""

    changed = Signal(str)
    said = Signal(str)
    record_wanted = Signal(object)  # a `Named` that stands on some tab

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window

    def actions(self, ui: Ui_MainWindow) -> dict[QAction, Callable[[], Any]]:
        """What each entry of the menu does."""
        return {
            ui.action_merge: self.merge, ui.action_send: self.send, ui.action_conflicts: self.conflicts,
            ui.action_submissions: self.submissions,
        }  # fmt: skip

    def merge(self, chosen: Sequence[Path] = ()) -> None:
        """Merge sync files."""
        from csdesk.gui.dialogs.merging import MergeDialog

        dialog = MergeDialog(self._desk, self._window)
        dialog.merged.connect(self._everything_changed)
        dialog.open()
        if chosen:
            dialog.take(chosen)

    def send(self) -> None:
        """Write a sync file."""
        from csdesk.gui.dialogs.sending import SendDialog

        dialog = SendDialog(self._desk, self._window)
        dialog.sent.connect(self.said)
        dialog.open()

    def conflicts(self) -> None:
        """Decide what two people wrote at once."""
        from csdesk.gui.dialogs.conflicts import ConflictsDialog

        dialog = ConflictsDialog(self._desk, self._window)
        dialog.changed.connect(self.changed)
        dialog.record_wanted.connect(self.record_wanted)
        dialog.open()

    def submissions(self) -> None:
        """See who has sent a file for a week or month."""
        from csdesk.gui.dialogs.submissions import SubmissionsDialog

        SubmissionsDialog(self._desk, self._window).open()

    def _everything_changed(self) -> None:
        self.changed.emit("*")
