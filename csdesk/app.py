"""Who is plugged into whom: the window is painted first, then the store is loaded and a file opened."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from csdesk import logfile, paths
from csdesk.domain.moments import SHANGHAI
from csdesk.gui import crash
from csdesk.gui.theme import Look
from csdesk.paths import Place, Server, address
from csdesk.settings import Settings

if TYPE_CHECKING:
    from csdesk.errors import CsdeskError
    from csdesk.gui.window import MainWindow
    from csdesk.operations.files import Database


def now() -> datetime:
    """The present moment; the only clock that the window reads."""
    return datetime.now(SHANGHAI)


class App:
    """The running program: one window, and at most one open file."""

    def __init__(self, qt: QApplication, place: Place | None) -> None:
        self.qt, self.settings = qt, Settings()
        self.look = Look(qt, self.settings)
        self.window = self._new_window()
        self._place = place or _last(self.settings)

    def _new_window(self) -> MainWindow:
        from csdesk.gui.window import MainWindow, placing

        window = MainWindow(self.look)
        window.file_wanted.connect(self._another_file)
        window.restore_wanted.connect(self._restore_open)
        window.closed.connect(self.close_file)
        placing.restore(window, self.settings)
        window.show()
        return window

    def start(self) -> None:
        """Open the file that was asked for, or ask who is there."""
        logfile.start()
        if self._place is None:
            self.first_run()
        else:
            self.open(self._place)

    def first_run(self, told: str = "") -> None:
        """Ask who is there and which file."""
        from csdesk.gui.dialogs.first_run import FirstRun
        from csdesk.gui.tasks import BackgroundTasks

        tasks = BackgroundTasks(self.window)
        dialog = FirstRun(tasks, _demo_file, self.window, told=told)
        dialog.finished.connect(lambda _: tasks.shut_down())
        self.window.closed.connect(tasks.shut_down)
        dialog.ready.connect(self._opened)
        dialog.open()

    def open(self, place: Place, *, look_only: bool = False) -> None:
        """Open a file or a database; one in use may be looked at. A refusal leaves the open one, or shows the first page with it."""
        from csdesk.errors import CsdeskError
        from csdesk.operations import files

        work = partial(files.open_file, place, look_only=look_only)
        if self.window.desk is not None and address(place) == address(self.window.desk.db.place):
            self.window.status.say("这个文件已经打开")
            return
        if isinstance(place, Server):
            self._connect(place, work)
            return
        try:
            db = work()
        except CsdeskError as refused:
            self._refused(place, refused)
        else:
            self._opened(db)

    def _connect(self, place: Server, work: Callable[[], Database]) -> None:
        from csdesk.gui.dialogs.connecting import Connecting

        attempt = Connecting(place.name, work, self.window)
        attempt.ready.connect(self._opened)
        attempt.failed.connect(partial(self._refused, place))

    def _refused(self, place: Place, error: CsdeskError) -> None:
        from csdesk.errors import Cancelled
        from csdesk.operations import files

        if isinstance(error, files.Busy):
            self._offer_look(place, str(error))
        elif isinstance(error, files.Damaged):
            self._offer_backup(place, str(error))
        else:
            self._not_opened("" if isinstance(error, Cancelled) else str(error))

    def _not_opened(self, sentence: str) -> None:
        if self.window.desk is None:
            self.first_run(sentence)
        elif sentence:
            QMessageBox(QMessageBox.Icon.Warning, "没有打开", sentence, QMessageBox.StandardButton.Ok, self.window).open()

    def _offer_look(self, place: Place, sentence: str) -> None:
        buttons = QMessageBox.StandardButton.Cancel
        box = QMessageBox(QMessageBox.Icon.Information, "文件正在使用", sentence, buttons, self.window)
        box.addButton("只读查看", QMessageBox.ButtonRole.AcceptRole)
        box.accepted.connect(lambda: self.open(place, look_only=True))
        box.rejected.connect(lambda: self._not_opened(""))
        box.open()

    def _offer_backup(self, place: Place, sentence: str) -> None:
        from csdesk.operations.safekeeping import backups

        newest = backups.newest_beside(place) if isinstance(place, Path) else None
        if newest is None:
            self._not_opened(sentence)
            return
        text = f"{sentence}\n\n最近的备份是 {newest.at:%Y-%m-%d %H:%M} 的。坏了的文件会另外保留。"
        box = QMessageBox(QMessageBox.Icon.Warning, "文件已损坏", text, QMessageBox.StandardButton.Cancel, self.window)
        box.addButton("恢复这份备份", QMessageBox.ButtonRole.AcceptRole)
        box.accepted.connect(lambda: self.restore(newest.path, place))
        box.rejected.connect(lambda: self._not_opened(""))
        box.open()

    def restore(self, backup: Path, place: Place) -> None:
        """Put a backup in the place of a file, which is closed first and opened again afterwards."""
        from csdesk.gui.dialogs.restoring import RestoringDialog
        from csdesk.gui.tasks import BackgroundTasks

        assert isinstance(place, Path)
        if self.window.desk is not None and address(place) == address(self.window.desk.db.place):
            self._renew_window()
        tasks = BackgroundTasks(self.window)
        dialog = RestoringDialog(tasks, backup, place, self.window)
        dialog.finished.connect(lambda _: tasks.shut_down())
        dialog.finished.connect(lambda _: self.open(place))
        self.window.closed.connect(tasks.shut_down)
        dialog.open()
        dialog.start()

    def _restore_open(self, backup: Path) -> None:
        if self.window.desk is not None:
            self.restore(backup, self.window.desk.db.place)

    def _opened(self, db: object) -> None:
        from csdesk.gui.desk import Desk
        from csdesk.gui.tabs import TABS
        from csdesk.gui.tasks import BackgroundTasks
        from csdesk.operations import desk as desk_operations
        from csdesk.operations.files import Database

        assert isinstance(db, Database)
        if self.window.desk is not None:
            self._renew_window()
        self.settings.set("last_file", str(db.place))
        tasks = BackgroundTasks(self.window)
        self.window.show_desk(Desk(db, tasks, self.settings, self.look, now, desk_operations.me(db)), TABS)

    def _renew_window(self) -> None:
        from csdesk.gui.window import placing

        old = self.window
        placing.keep(old, self.settings)
        self.window = self._new_window()
        old.closed.disconnect()
        old.close()
        self._close(old.desk)
        old.deleteLater()

    def _another_file(self, new: bool) -> None:
        if new:
            self.first_run()
            return
        from csdesk.gui import choosing

        choosing.open_file(self.window, "打开数据文件", choosing.DATA_FILES, lambda name: self.open(Path(name)))

    def close_file(self) -> None:
        """Write what waits, end the workers, close the file; remember where the window stood."""
        from csdesk.gui.window import placing

        placing.keep(self.window, self.settings)
        self._close(self.window.desk)

    @staticmethod
    def _close(desk: object) -> None:
        from csdesk.gui.desk import Desk

        if isinstance(desk, Desk):
            desk.tasks.shut_down()
            desk.db.close()


def _last(settings: Settings) -> Place | None:
    """What was open when the program was left, if it can still be there."""
    kept = settings.get("last_file")
    if not kept:
        return None
    found = paths.place(kept)
    return found if isinstance(found, paths.Server) or found.exists() else None


def _demo_file() -> Path:
    """Make the demo's files; the branch manager's."""
    from csdesk import demo

    return demo.run_demo(paths.home() / "demo", say=logging.getLogger("csdesk.demo").info).manager_file


def run(place: Place | None = None, *, smoke: bool = False) -> int:
    """Show the window until it is closed; the exit code. smoke: show it once and leave."""
    crash.catch()
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    qt = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(qt, QApplication)
    qt.setApplicationName("csdesk")
    app = App(qt, place)
    app.window.painted.connect(app.start)  # what opening loads takes longer than painting
    if smoke:
        QTimer.singleShot(1500, app.window.close)
        QTimer.singleShot(1600, qt.quit)
    return qt.exec()
