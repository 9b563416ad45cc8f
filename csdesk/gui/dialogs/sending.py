"""Writing a sync file for somebody."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from csdesk import paths
from csdesk.gui import choosing
from csdesk.gui.desk import Desk
from csdesk.gui.forms.send_dialog import Ui_SendDialog
from csdesk.gui.telling import sentence_of, tell
from csdesk.operations import enrolment, exchange


class SendDialog(QDialog):
    """To whom, and where to write the file."""

    sent = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.ui = Ui_SendDialog()
        self.ui.setupUi(self)
        self.ui.told.hide()
        self.ui.cancel_button.clicked.connect(self.reject)
        self.ui.go_button.clicked.connect(self._ask_place)
        desk.tasks.read(partial(_peers, desk.db), self._offer)

    def _offer(self, names: list[str]) -> None:
        self.ui.to.addItems(names)
        if not names:
            self._tell("还没有认识的收件人：请先在“同步 › 入网”中装入证书")

    def _ask_place(self) -> None:
        to = self.ui.to.currentText().strip()
        if not to:
            self._tell("请选择发给谁")
            return
        name = f"{paths.file_name(f'{self._desk.db.site.name}-给{to}')}-{self._desk.now():%Y%m%d-%H%M}.csdesk"
        choosing.save_file(self, "同步文件写到哪里", name, "同步文件 (*.csdesk)", self.write)

    def write(self, path: str) -> None:
        """Write the file."""
        to, full, out = self.ui.to.currentText().strip(), self.ui.full.isChecked(), Path(path)
        self.ui.go_button.setEnabled(False)
        work = partial(exchange.send, self._desk.db, to, out, full=full)
        self._desk.tasks.write(work, partial(self._written, out), self._failed)

    def _written(self, out: Path, changes: int) -> None:
        self.accept()
        self.sent.emit(f"{changes} 条改动已写到 {out}，请交给对方")

    def _failed(self, error: BaseException) -> None:
        self.ui.go_button.setEnabled(True)
        self._tell(sentence_of(error))

    def _tell(self, sentence: str) -> None:
        tell(self.ui.told, sentence, wrong=True)


def _peers(db: Any) -> list[str]:
    return sorted(c.name for c in enrolment.known(db).values() if c.site != db.site.site)
