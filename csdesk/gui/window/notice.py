"""The notice: a refusal that no page tells, over the window's bottom edge, so that nothing moves under the mouse."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel, QMainWindow


class Notice(QObject):
    """Stays until the person has read it or the next thing succeeds."""

    def __init__(self, window: QMainWindow, frame: QFrame, text: QLabel, close: QAbstractButton) -> None:
        super().__init__(window)
        self._window, self._frame, self._text = window, frame, text
        frame.setParent(window)
        frame.hide()
        close.clicked.connect(frame.hide)
        window.installEventFilter(self)

    def tell(self, sentence: str) -> None:
        """Show a sentence."""
        self._text.setText(sentence)
        self._place()
        self._frame.show()
        self._frame.raise_()

    def clear(self) -> None:
        """What it told is over."""
        self._frame.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        frame, window = self._frame, self._window
        height = max(frame.heightForWidth(window.width()), frame.sizeHint().height(), window.statusBar().height())
        frame.setGeometry(0, window.height() - height, window.width(), height)
