"""A backup being put in the place of a file that was just closed; afterwards what came back and what did not."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from csdesk.domain.progress import Progress
from csdesk.gui.forms.restoring_dialog import Ui_RestoringDialog
from csdesk.gui.tasks import Tasks
from csdesk.gui.telling import sentence_of, tell
from csdesk.gui.working import WorkLine
from csdesk.operations.safekeeping import restoring
from csdesk.operations.safekeeping.restoring import Restored


class RestoringDialog(QDialog):
    """Begins at once and cannot be stopped: a file that is half put back is of no use."""

    def __init__(self, tasks: Tasks, backup: Path, to: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._tasks, self._backup, self._to = tasks, backup, to
        self.ui = Ui_RestoringDialog()
        self.ui.setupUi(self)
        tell(self.ui.told, "")
        self.work = WorkLine(self.ui.work, self.ui.progress, self.ui.stop_button, self)
        self.work.attach(tasks)
        self.ui.go_button.clicked.connect(self.accept)

    def start(self) -> None:
        """Restore."""
        self.ui.go_button.setEnabled(False)
        self._tasks.long("恢复备份", partial(_restore, self._backup, self._to), self._restored, self._failed)
        self.ui.stop_button.hide()

    def done(self, result: int) -> None:
        """Close, but not while the file is being put back."""
        if not self.work.running:
            super().done(result)

    def _restored(self, restored: Restored) -> None:
        first, *rest = restored.sentences
        tell(self.ui.told, first)
        self.ui.report.setPlainText("\n".join(rest))
        self.ui.go_button.setEnabled(True)
        self.ui.go_button.setFocus()

    def _failed(self, error: BaseException) -> None:
        tell(self.ui.told, sentence_of(error), wrong=True)
        self.ui.report.setPlainText("没有恢复，原来的文件还在原处。")
        self.ui.go_button.setEnabled(True)


def _restore(backup: Path, to: Path, progress: Progress) -> Restored:
    return restoring.restore(backup, to, progress=progress)
