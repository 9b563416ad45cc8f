"""The watched folder: sync files that arrive there are noticed and offered, never merged unasked."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QFileSystemWatcher, QObject, QTimer, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from csdesk.gui import choosing
from csdesk.gui.desk import Desk
from csdesk.operations.peers import incoming

_SETTLE_MS = 1500  # a file that is being copied is looked at once it has been quiet for this long


class Watch(QObject):
    """Watches one folder for the open file: as the system tells, and whenever the window is looked at again."""

    arrived = Signal(object)  # the files, each once

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._offered: set[tuple[Path, int]] = set()
        self._watcher, self._timer = QFileSystemWatcher(self), QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._watcher.directoryChanged.connect(lambda _: self._timer.start())
        self._timer.timeout.connect(self.look)
        window.installEventFilter(self)
        self._follow()

    @property
    def folder(self) -> Path | None:
        """The folder that is watched for this file."""
        kept = self._desk.settings.get("watched", {}).get(str(self._desk.db.path))
        return Path(kept) if kept else None

    def ask(self) -> None:
        """Choose a folder, another one, or none."""
        if self.folder is None:
            choosing.folder(self._window, "监看哪个文件夹", self.choose)
            return
        text = f"正在监看 {self.folder}\n出现新的同步文件时会在窗口下方提示，不会自动合并。"
        box = QMessageBox(QMessageBox.Icon.Information, "监看文件夹", text, parent=self._window)
        box.addButton("换一个…", QMessageBox.ButtonRole.ActionRole).clicked.connect(
            lambda: choosing.folder(self._window, "监看哪个文件夹", self.choose)
        )
        box.addButton("不再监看", QMessageBox.ButtonRole.DestructiveRole).clicked.connect(lambda: self.choose(""))
        box.setEscapeButton(box.addButton("关闭", QMessageBox.ButtonRole.RejectRole))
        box.open()

    def choose(self, folder: str) -> None:
        """Watch this folder from now on; "" for none."""
        kept = {path: place for path, place in self._desk.settings.get("watched", {}).items() if path != str(self._desk.db.path)}
        self._desk.settings.set("watched", {**kept, str(self._desk.db.path): folder} if folder else kept)
        self._offered.clear()
        self._follow()
        self.look()

    def _follow(self) -> None:
        if self._watcher.directories():
            self._watcher.removePaths(self._watcher.directories())
        if self.folder is not None and self.folder.is_dir():
            self._watcher.addPath(str(self.folder))
            self._timer.start()

    def look(self) -> None:
        """Look into the folder now."""
        if self.folder is not None:
            work = partial(incoming.arrived_in, self._desk.db, self.folder)
            self._desk.tasks.read(work, self._tell, key=(id(self), "watch"), later=True)

    def _tell(self, found: list[tuple[Path, int]]) -> None:
        if set(found) - self._offered:
            self._offered |= set(found)
            self.arrived.emit([path for path, _ in found])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.WindowActivate:
            self.look()
        return False
