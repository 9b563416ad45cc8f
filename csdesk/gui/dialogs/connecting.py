"""A database on a server being opened or made: off the GUI thread, behind a box that can be closed at any time."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QProgressDialog, QWidget

from csdesk.errors import Cancelled, CsdeskError
from csdesk.gui.tasks import BackgroundTasks, Work
from csdesk.operations.files import Database

#: Milliseconds after which the box is shown: most servers answer sooner.
_PATIENCE = 300


class Connecting(QObject):
    """One attempt. `ready` hands over the open database, `failed` says why there is none, each at most once.

    An attempt cannot be broken off, only left: it ends by itself, and what it still opens is closed again. So it belongs to
    the program and not to a window.
    """

    ready = Signal(object)
    failed = Signal(object)

    def __init__(self, name: str, work: Work, parent: QWidget) -> None:
        super().__init__(QApplication.instance())
        self._left = False
        self._tasks = BackgroundTasks(self)
        self.box = QProgressDialog(f"正在连接数据库 {name}……", "取消", 0, 0, parent)
        self.box.setWindowTitle("连接数据库")
        self.box.setWindowModality(Qt.WindowModality.WindowModal)
        self.box.setMinimumDuration(_PATIENCE)
        self.box.canceled.connect(self._leave)
        self._tasks.write(work, self._opened, self._refused)

    def _leave(self) -> None:
        if not self._left:
            self._end()
            self.failed.emit(Cancelled("已取消连接"))

    def _end(self) -> None:
        self._left = True
        self.box.canceled.disconnect(self._leave)
        self.box.close()
        self.box.deleteLater()

    def _opened(self, db: Database) -> None:
        if self._left:
            db.close()
        else:
            self._end()
            self.ready.emit(db)
        self._finish()

    def _refused(self, error: BaseException) -> None:
        if not isinstance(error, CsdeskError):
            raise error
        if not self._left:
            self._end()
            self.failed.emit(error)
        self._finish()

    def _finish(self) -> None:
        self._tasks.shut_down()
        self.deleteLater()
