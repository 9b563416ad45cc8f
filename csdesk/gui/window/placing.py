"""Where the window stands: as it was left, or as large as the screen allows."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from csdesk.settings import Settings

_WANTED = QSize(1280, 760)
_FRAME = QSize(16, 40)  # what the system draws around a window; known only once it is shown


def fitting(available: QSize) -> QSize:
    """The size of a new window, in pixels without its frame, on a screen with this much room."""
    return _WANTED.boundedTo(available - _FRAME)


def restore(window: QWidget, settings: Settings) -> None:
    """Put the window where it was left, also maximised; the first time, onto the screen as a whole."""
    kept = QByteArray.fromBase64(str(settings.get("window", "")).encode("ascii", "ignore"))
    if kept.isEmpty() or not window.restoreGeometry(kept):
        window.resize(fitting(QGuiApplication.primaryScreen().availableSize()))


def keep(window: QWidget, settings: Settings) -> None:
    """Remember where the window stands."""
    settings.set("window", bytes(window.saveGeometry().toBase64().data()).decode("ascii"))
