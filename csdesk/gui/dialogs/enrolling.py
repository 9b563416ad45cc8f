"""Enrolment: a specialist asks, his manager sees who it is and certifies, the specialist takes the certificate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QInputDialog, QMessageBox, QWidget

from csdesk import paths
from csdesk.gui import choosing
from csdesk.gui.desk import Desk
from csdesk.gui.forms.enrol_dialog import Ui_EnrolDialog
from csdesk.gui.telling import sentence_of, tell
from csdesk.operations import enrolment
from csdesk.operations.enrolment import PLAIN, Admission, Applicant, Membership, branches

_REQUESTS, _CERTIFICATES = "入网申请 (*.csjoin)", "证书 (*.cscert)"


class EnrolDialog(QDialog):
    """Join, admit, accept; above them where this computer itself stands."""

    enrolled = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.ui = Ui_EnrolDialog()
        self.ui.setupUi(self)
        tell(self.ui.told, "")
        self.ui.join_button.clicked.connect(lambda: self._ask_join())
        self.ui.admit_button.clicked.connect(lambda: choosing.open_file(self, "打开申请文件", _REQUESTS, self.look))
        self.ui.accept_button.clicked.connect(lambda: choosing.open_file(self, "打开证书", _CERTIFICATES, self.take))
        self.ui.cancel_button.clicked.connect(self.reject)
        manager = desk.db.site.role in enrolment.ROOTS
        for widget in (self.ui.admit_title, self.ui.admit_text, self.ui.admit_button):
            widget.setEnabled(manager)
        self._read_standing()

    # -- where I stand ------------------------------------------------------------------------------------------------

    def _read_standing(self) -> None:
        self._desk.tasks.read(partial(enrolment.membership, self._desk.db), self._show_standing, self._failed)

    def _show_standing(self, mine: Membership) -> None:
        site = self._desk.db.site
        own = mine.issuer == site.name
        where = f"席位 {mine.seat}，{'自己签发' if own else f'由 {mine.issuer} 签发'}" if mine.seat else "尚未入网"
        self.ui.mine.setText(f"本机核对码  {mine.code}\n{site.name}：{where}")

    # -- the three steps ----------------------------------------------------------------------------------------------

    def _ask_join(self) -> None:
        name = f"{paths.file_name(self._desk.db.site.name)}.csjoin"
        choosing.save_file(self, "申请文件写到哪里", name, _REQUESTS, self.join)

    def join(self, path: str) -> None:
        """Write the join request."""
        work = partial(enrolment.join, self._desk.db, Path(path))
        self._desk.tasks.write(work, lambda code: self._say(f"申请已写到 {path}\n核对码 {code}，请当面或电话报给经理"), self._failed)

    def look(self, request: str) -> None:
        """Show who asks, before anything is certified."""
        work = partial(enrolment.applicant, self._desk.db, Path(request))
        self._desk.tasks.write(work, partial(self._ask_admit, request), self._failed)

    def _ask_admit(self, request: str, asked: Applicant) -> None:
        tell(self.ui.told, "")
        box = QMessageBox(QMessageBox.Icon.Question, "批准入网", f"{asked.name} 申请入网\n核对码  {asked.code}", parent=self)
        box.setTextFormat(Qt.TextFormat.PlainText)  # what a stranger wrote
        box.setInformativeText(
            f"岗位  {asked.role}\n分部  {asked.branch}\n席位  {asked.seat}\n电脑  {asked.machine}\n\n"
            "请当面或电话问申请人的核对码，与上面逐位比较，一致才签发。"
        )
        _offer(box, "核对一致，签发…", partial(self._ask_span if asked.spans else self._ask_certificate, request, asked.code, PLAIN))
        if asked.twin:
            second = Admission(same_as=asked.twin)
            _offer(box, "一致，是他的第二台电脑…", partial(self._ask_certificate, request, asked.code, second))
        box.setDefaultButton(box.addButton("不一致，取消", QMessageBox.ButtonRole.RejectRole))  # Enter certifies nobody
        box.rejected.connect(lambda: self._say("没有签发证书"))
        box.open()

    def _ask_span(self, request: str, code: str, admission: Admission) -> None:
        ask = QInputDialog(self)
        ask.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        ask.setWindowTitle("管辖范围")
        ask.setLabelText("他管辖哪些分部？填分部代码，用逗号隔开，例如 NB,SH。\n不填为全部分部：")
        ask.setOkButtonText("签发…")
        ask.setCancelButtonText("取消")
        ask.textValueSelected.connect(lambda text: self._ask_certificate(request, code, replace(admission, span=branches(text))))
        ask.open()

    def _ask_certificate(self, request: str, code: str, admission: Admission) -> None:
        name = f"{Path(request).stem}.cscert"
        choosing.save_file(self, "证书写到哪里", name, _CERTIFICATES, lambda out: self.admit(request, code, out, admission))

    def admit(self, request: str, code: str, out: str, admission: Admission = PLAIN) -> None:
        """Certify the one whose fingerprint was compared."""
        work = partial(enrolment.admit, self._desk.db, Path(request), Path(out), code=code, admission=admission)
        self._desk.tasks.write(work, partial(self._admitted, out), self._failed)

    def _admitted(self, out: str, code: str) -> None:
        self._say(f"证书已写到 {out}，请交给申请人（核对码 {code}）")
        self._read_standing()

    def take(self, certificate: str) -> None:
        """Take the own certificate."""
        self._desk.tasks.write(partial(enrolment.accept, self._desk.db, Path(certificate)), self._taken, self._failed)

    def _taken(self, sentence: str) -> None:
        self._say(sentence)
        self._read_standing()
        self.enrolled.emit()

    def _say(self, sentence: str) -> None:
        tell(self.ui.told, sentence)

    def _failed(self, error: BaseException) -> None:
        tell(self.ui.told, sentence_of(error), wrong=True)


def _offer(box: QMessageBox, text: str, act: Callable[[], None]) -> None:
    button = box.addButton(text, QMessageBox.ButtonRole.AcceptRole)
    button.clicked.connect(act)
