"""What happens to a bug: it is logged, told with the log's path, and the window stays open."""

from __future__ import annotations

import logging
import sys
import traceback
from types import TracebackType

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from csdesk import logfile, paths

log = logging.getLogger("csdesk")


class CrashDialog(QDialog):
    """Says what broke and where the log lies; the details can be copied."""

    def __init__(self, details: str, parent: QWidget | None = None) -> None:
        from csdesk.gui.forms.crash_dialog import Ui_CrashDialog  # of no use at start

        super().__init__(parent)
        self.ui = Ui_CrashDialog()
        self.ui.setupUi(self)
        self.ui.lead.setText(f"已保存的数据不受影响。请把日志文件发给维护人员：\n{paths.log_file()}")
        self.ui.details.setPlainText(details)
        self.ui.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
        self.ui.close_button.clicked.connect(self.accept)


def catch() -> None:
    """From now on every unexpected error is logged and told."""
    sys.excepthook = _caught


def _caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    details = "".join(traceback.format_exception(kind, error, trace))
    logfile.start()
    log.error(details)
    if QApplication.instance() is not None and issubclass(kind, Exception):
        CrashDialog(details, QApplication.activeWindow()).open()
