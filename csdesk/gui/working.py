"""Long work where it is seen: what it does, how far it is, and a button that stops it."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractButton, QLabel, QProgressBar

from csdesk.gui.tasks import Tasks


class WorkLine(QObject):
    """Fills a label, a bar and a button while long work runs, and hides them otherwise."""

    def __init__(self, label: QLabel, bar: QProgressBar, stop: QAbstractButton, parent: QObject) -> None:
        super().__init__(parent)
        self._label, self._bar, self._stop = label, bar, stop
        self._tasks: Tasks | None = None
        self._ticket = 0
        self.running = False
        bar.setFixedWidth(140)
        bar.setTextVisible(False)
        stop.clicked.connect(self.cancel)
        self._show(False)

    def attach(self, tasks: Tasks) -> None:
        """Watch the work of an open file."""
        self._tasks = tasks
        tasks.started.connect(self._started)
        tasks.progressed.connect(self._progressed)
        tasks.finished.connect(self._finished)

    def cancel(self) -> None:
        """Stop the work at its next sign of progress."""
        if self._tasks is not None and self.running:
            self._tasks.cancel(self._ticket)
            self._stop.setEnabled(False)
            self._label.setText("正在停止……")

    def _show(self, on: bool) -> None:
        self.running = on
        for widget in (self._label, self._bar, self._stop):
            widget.setVisible(on)

    def _started(self, ticket: int, title: str) -> None:
        self._ticket = ticket
        self._label.setText(title)
        self._bar.setRange(0, 0)
        self._stop.setEnabled(True)
        self._show(True)

    def _progressed(self, ticket: int, what: str, done: int, total: int) -> None:
        if ticket == self._ticket:
            self._label.setText(what)
            self._bar.setRange(0, total)
            self._bar.setValue(done)

    def _finished(self, ticket: int) -> None:
        if ticket == self._ticket:
            self._show(False)
