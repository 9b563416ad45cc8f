"""The status bar: what is not confirmed yet, last sync file, last backup, and background work with progress and cancel."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel, QProgressBar, QStatusBar, QToolButton

if TYPE_CHECKING:
    from csdesk.gui.desk import Desk
    from csdesk.operations.desk import Standing

_SAID_MS = 8000


class Status(QObject):
    """Fills the status bar of the window."""

    def __init__(self, bar: QStatusBar) -> None:
        super().__init__(bar)
        self._bar, self._ticket = bar, 0
        self._desk: Desk | None = None
        self.standing, self.conflicts = QLabel(), QToolButton()
        self.conflicts.setToolTip("两人同时改过、还没有决定的栏目（F8）")
        self.conflicts.setProperty("alert", True)
        self.conflicts.hide()
        self.work, self.progress, self.cancel = QLabel(), QProgressBar(), QToolButton()
        self.progress.setFixedWidth(140)
        self.progress.setTextVisible(False)
        self.cancel.setText("取消")
        self.cancel.clicked.connect(self._cancel)
        for widget in (self.work, self.progress, self.cancel, self.conflicts, self.standing):
            bar.addPermanentWidget(widget)
        self._show_work(False)

    def attach(self, desk: Desk) -> None:
        """A file has been opened."""
        self._desk = desk
        desk.tasks.started.connect(self._started)
        desk.tasks.progressed.connect(self._progressed)
        desk.tasks.finished.connect(self._finished)

    def say(self, sentence: str) -> None:
        """A sentence for a while."""
        self._bar.showMessage(sentence, _SAID_MS)

    def refresh(self) -> None:
        """Read again where the file stands."""
        from csdesk.operations import desk as desk_operations

        if self._desk is not None:
            work = partial(desk_operations.standing, self._desk.db)
            self._desk.tasks.read(work, self._show, key=(id(self), "standing"), later=True)

    def _show(self, standing: Standing) -> None:
        many = f"{standing.unconfirmed:,}{' 以上' if standing.more else ''}"
        parts = [
            f"待对方确认 {many} 条记录",
            f"上次同步 {standing.last_pack or '—'}",
            f"上次备份 {standing.last_backup or '—'}",
        ]
        self.standing.setText("    ".join(parts))
        self.conflicts.setText(f"⚠ {standing.conflicts:,} 处不一致")
        self.conflicts.setVisible(standing.conflicts > 0)

    # -- long work ----------------------------------------------------------------------------------------------------

    def _show_work(self, on: bool) -> None:
        for widget in (self.work, self.progress, self.cancel):
            widget.setVisible(on)

    def _started(self, ticket: int, title: str) -> None:
        self._ticket = ticket
        self.work.setText(title)
        self.progress.setRange(0, 0)
        self.cancel.setEnabled(True)
        self._show_work(True)

    def _progressed(self, ticket: int, what: str, done: int, total: int) -> None:
        if ticket == self._ticket:
            self.work.setText(what)
            self.progress.setRange(0, total)
            self.progress.setValue(done)

    def _finished(self, ticket: int) -> None:
        if ticket == self._ticket:
            self._show_work(False)

    def _cancel(self) -> None:
        if self._desk is not None:
            self._desk.tasks.cancel(self._ticket)
            self.cancel.setEnabled(False)
            self.work.setText("正在停止……")
