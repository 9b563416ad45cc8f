"""Writing a sync file for somebody, and the three steps of enrolment."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from csdesk.gui.desk import Desk
from csdesk.gui.forms.enrol_dialog import Ui_EnrolDialog
from csdesk.gui.forms.send_dialog import Ui_SendDialog
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
            self._tell("还没有认识的收件人：请先在“文件 › 入网”中装入证书")

    def _ask_place(self) -> None:
        to = self.ui.to.currentText().strip()
        if not to:
            self._tell("请选择发给谁")
            return
        name = f"{self._desk.db.site.name}-给{to}-{self._desk.now():%Y%m%d-%H%M}.csdesk"
        dialog = QFileDialog(self, "同步文件写到哪里", name, "同步文件 (*.csdesk)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csdesk")
        dialog.fileSelected.connect(self.write)
        dialog.open()

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
        self._tell(str(error))
        self._desk.tasks.fail(error)

    def _tell(self, sentence: str) -> None:
        self.ui.told.setText(sentence)
        self.ui.told.show()


def _peers(db: Any) -> list[str]:
    return sorted(c.name for c in enrolment.known(db).values() if c.site != db.site.site)


class EnrolDialog(QDialog):
    """Join, admit, accept."""

    enrolled = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.ui = Ui_EnrolDialog()
        self.ui.setupUi(self)
        self.ui.join_button.clicked.connect(partial(self._save, "申请文件写到哪里", f"{desk.db.site.name}.csjoin", self.join))
        self.ui.admit_button.clicked.connect(partial(self._choose, "打开申请文件", "入网申请 (*.csjoin)", self._admit_to))
        self.ui.accept_button.clicked.connect(partial(self._choose, "打开证书", "证书 (*.cscert)", self.take))
        self.ui.cancel_button.clicked.connect(self.reject)
        manager = desk.db.site.role in enrolment.ROOTS
        for widget in (self.ui.admit_title, self.ui.admit_text, self.ui.admit_button):
            widget.setEnabled(manager)

    def _save(self, title: str, name: str, then: Callable[[str], None], _checked: bool = False) -> None:
        dialog = QFileDialog(self, title, name)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.fileSelected.connect(then)
        dialog.open()

    def _choose(self, title: str, kinds: str, then: Callable[[str], None], _checked: bool = False) -> None:
        dialog = QFileDialog(self, title, "", kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(then)
        dialog.open()

    def join(self, path: str) -> None:
        """Write the join request."""
        work = partial(enrolment.join, self._desk.db, Path(path))
        self._desk.tasks.write(work, lambda code: self._say(f"申请已写到 {path}\n核对码 {code}，请当面或电话报给经理"), self._failed)

    def _admit_to(self, request: str) -> None:
        self._save("证书写到哪里", f"{Path(request).stem}.cscert", partial(self.admit, request))

    def admit(self, request: str, out: str) -> None:
        """Certify the one who asks."""
        work = partial(enrolment.admit, self._desk.db, Path(request), Path(out))
        self._desk.tasks.write(work, lambda code: self._say(f"证书已写到 {out}\n申请人核对码 {code}，一致再交给他"), self._failed)

    def take(self, certificate: str) -> None:
        """Take the own certificate."""
        self._desk.tasks.write(partial(enrolment.accept, self._desk.db, Path(certificate)), self._taken, self._failed)

    def _taken(self, sentence: str) -> None:
        self._say(sentence)
        self.enrolled.emit()

    def _say(self, sentence: str) -> None:
        self.ui.told.setText(sentence)

    def _failed(self, error: BaseException) -> None:
        self._say(str(error))
        self._desk.tasks.fail(error)
