"""Reminders without a server: what falls due is told at the corner of the screen and in the status bar, each thing once."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QSystemTrayIcon, QWidget

from csdesk.gui import icons
from csdesk.gui.desk import Desk
from csdesk.gui.dialogs.reminding import RemindersDialog, chosen
from csdesk.operations.desk import Named
from csdesk.operations.workbench import reminding
from csdesk.operations.workbench.reminding import Reminder

_MINUTE_MS, _SHOWN_MS = 60_000, 10_000
_TOLD = "reminded"
_KEPT_DAYS = 2  # what was told longer ago than this cannot fall due again


class Reminders(QObject):
    """Looks once a minute at what falls due. tray: where notices are shown; made when the first one is, where there is a tray."""

    told = Signal(str, object)  # the sentence, and the `Named` that a click opens; None for the workbench
    opened = Signal(object)  # the person clicked on a notice

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self.tray: QSystemTrayIcon | None = None
        self._leads: Named | None = None
        self._timer = QTimer(self, interval=_MINUTE_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def ask(self) -> None:
        """Ask when to remind."""
        RemindersDialog(self._desk, self._window).open()

    def look(self) -> None:
        """See what falls due, unless it is quiet."""
        now, told = self._desk.now(), chosen(self._desk)
        if not told["on"] or (told["quiet"] and reminding.is_quiet(now, str(told["from"]), str(told["to"]))):
            return
        work = partial(reminding.due, self._desk.db, now, self._desk.me, timedelta(minutes=int(str(told["ahead"]))))
        self._desk.tasks.read(work, self._tell, key=(id(self), "due"), later=True)

    def _tell(self, found: list[Reminder]) -> None:
        before = self._desk.settings.get(_TOLD, {})
        fresh = [reminder for reminder in found if reminder.key not in before]
        if not fresh:
            return
        today = self._desk.now().date()
        kept = {key: day for key, day in before.items() if day >= (today - timedelta(days=_KEPT_DAYS)).isoformat()}
        self._desk.settings.set(_TOLD, {**kept, **{reminder.key: today.isoformat() for reminder in fresh}})
        self._leads = fresh[0].leads if len(fresh) == 1 else None
        more = f" 等 {len(fresh)} 件" if len(fresh) > 1 else ""
        self.told.emit(f"{fresh[0].text}{more}", self._leads)
        self._show("\n".join(reminder.text for reminder in fresh[:5]))

    def _show(self, text: str) -> None:
        if self.tray is None and QSystemTrayIcon.isSystemTrayAvailable():
            tray = QSystemTrayIcon(icons.app_icon(), self)
            tray.show()
            self.use(tray)
        if self.tray is not None:
            self.tray.showMessage("csdesk 提醒", text, icons.app_icon(), _SHOWN_MS)

    def use(self, tray: QSystemTrayIcon) -> None:
        """Show notices in this tray."""
        self.tray = tray
        tray.setToolTip("csdesk 客服台")
        tray.messageClicked.connect(lambda: self.opened.emit(self._leads))
        tray.activated.connect(lambda _: self.opened.emit(self._leads))

    def stop(self) -> None:
        """The window closes: nothing more is told."""
        self._timer.stop()
        if self.tray is not None:
            self.tray.hide()
