"""What the tests of the window share."""

from PySide6.QtCore import QCoreApplication, QEvent


def settle():
    """Let everything that waits for the event loop happen."""
    for _ in range(5):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
