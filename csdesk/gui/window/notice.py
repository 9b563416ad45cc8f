"""The notice: what no page tells, over the window's bottom edge, so that nothing moves under the mouse.

A refusal goes with the next success; an offer stays until it is taken or closed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel, QMainWindow


class Notice(QObject):
    """One sentence at a time, over it the latest."""

    def __init__(self, window: QMainWindow, frame: QFrame, text: QLabel, act: QAbstractButton, close: QAbstractButton) -> None:
        super().__init__(window)
        self._window, self._frame, self._text, self._act = window, frame, text, act
        self._offer: tuple[str, str, Callable[[], Any]] | None = None
        frame.setParent(window)
        frame.hide()
        close.clicked.connect(self._close)
        act.clicked.connect(self._take)
        window.installEventFilter(self)

    def tell(self, sentence: str) -> None:
        """Show a refusal."""
        self._show(sentence, "")

    def offer(self, sentence: str, word: str, act: Callable[[], Any]) -> None:
        """Show what the person may do now; word: what stands on the button."""
        self._offer = (sentence, word, act)
        self._show(sentence, word)

    def offer_too(self, sentence: str, word: str, act: Callable[[], Any]) -> None:
        """The same, unless something else is offered already."""
        if self._offer is None:
            self.offer(sentence, word, act)

    def clear(self) -> None:
        """The refusal is over; an offer is not."""
        if self._offer is not None:
            self._show(*self._offer[:2])
        else:
            self._frame.hide()

    def _show(self, sentence: str, word: str) -> None:
        self._text.setText(sentence)
        self._act.setText(word)
        self._act.setVisible(bool(word))
        self._place()
        self._frame.show()
        self._frame.raise_()

    def _close(self) -> None:
        if self._act.isVisible():
            self._offer = None
        self.clear()

    def _take(self) -> None:
        if self._offer is not None:
            act, self._offer = self._offer[2], None
            self._frame.hide()
            act()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        frame, window = self._frame, self._window
        height = max(frame.heightForWidth(window.width()), frame.sizeHint().height(), window.statusBar().height())
        frame.setGeometry(0, window.height() - height, window.width(), height)
