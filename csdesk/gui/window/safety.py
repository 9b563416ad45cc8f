"""What keeps the file safe: backups by hand and by day, restoring, checking and mending, the drill and its reminder."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from csdesk.errors import Cancelled
from csdesk.gui.desk import Desk
from csdesk.gui.forms.main_window import Ui_MainWindow
from csdesk.gui.telling import sentence_of
from csdesk.operations.safekeeping import backups

_FIRST_MS, _AGAIN_MS, _BUSY_MS = 15_000, 3_600_000, 5_000  # after the start, then hourly; later where work is under way


class SafetyCommands(QObject):
    """Opens the dialogs on backups and repair of one open file, and sees to its daily backup."""

    changed = Signal(str)
    said = Signal(str)
    told = Signal(str)  # what went wrong
    offered = Signal(str, str, object)  # a sentence, the word on its button, what the button does
    restore_wanted = Signal(object)  # a backup, to be put in the place of the open file

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._reminded = False
        self._timer = QTimer(self, singleShot=True, interval=_FIRST_MS)
        self._timer.timeout.connect(self.when_idle)
        self._timer.start()

    def actions(self, ui: Ui_MainWindow) -> dict[QAction, Callable[[], Any]]:
        """What each entry of the menu does."""
        return {ui.action_backup: self.backup, ui.action_restore: self.restore, ui.action_check: self.check}

    # -- by hand ------------------------------------------------------------------------------------------------------

    def backup(self) -> None:
        """A verified copy beside the file, and in the second place."""
        self._desk.tasks.long("备份", lambda progress: _back_up(self._desk, progress), self._backed_up)

    def restore(self) -> None:
        """See the backups, bring one back."""
        from csdesk.gui.dialogs.backups import BackupsDialog

        dialog = BackupsDialog(self._desk, self._window)
        dialog.changed.connect(partial(self.changed.emit, ""))
        dialog.restore_wanted.connect(self.restore_wanted)
        dialog.open()

    def check(self) -> None:
        """See whether all is well; mend what can be."""
        self._repair().look()

    def drill(self) -> None:
        """Try whether the newest backup could be restored."""
        self._repair().drill()

    def _repair(self) -> Any:
        from csdesk.gui.dialogs.repairing import RepairDialog

        dialog = RepairDialog(self._desk, self._window)
        dialog.changed.connect(self.changed)
        dialog.restore_wanted.connect(self.restore)
        dialog.open()
        return dialog

    # -- by day -------------------------------------------------------------------------------------------------------

    def when_idle(self) -> None:
        """Make the backup of the day and remind of the drill, when nothing else is under way."""
        busy = self._desk.tasks.busy
        self._timer.start(_BUSY_MS if busy else _AGAIN_MS)
        if not busy:
            work = partial(_due, self._desk)
            self._desk.tasks.read(work, self._see_to, later=True)

    def _see_to(self, due: tuple[bool, bool]) -> None:
        backup, drill = due
        if drill and not self._reminded:
            self._reminded = True
            self.offered.emit(f"已有 {backups.DRILL_DAYS} 天没有演练恢复：试一次，才知道备份真的能用", "现在演练", self.drill)
        if backup:
            self._desk.tasks.long("每日备份", lambda progress: _back_up(self._desk, progress), self._backed_up, self._not_backed_up)

    def _backed_up(self, made: tuple[Path, str]) -> None:
        path, trouble = made
        self.said.emit(f"已备份到 {path}")
        if trouble:
            self.told.emit(f"{trouble}。本机的备份已做好")
        self.changed.emit("")

    def _not_backed_up(self, error: BaseException) -> None:
        if not isinstance(error, Cancelled):
            self.told.emit(f"今天的备份没有做成，以前的备份都在：{sentence_of(error)}")


def _due(desk: Desk) -> tuple[bool, bool]:
    return backups.daily_due(desk.db, desk.now()), backups.drill_due(desk.db, desk.now())


def _back_up(desk: Desk, progress: Any) -> tuple[Path, str]:
    made = backups.backup(desk.db, progress=progress, clock=lambda: int(desk.now().timestamp() * 1000))
    return made, backups.second_trouble(desk.db)
