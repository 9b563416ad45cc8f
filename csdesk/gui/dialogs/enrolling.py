"""Enrolment, one thing to do at a time: who asks writes a request and takes a certificate, who certifies compares the code first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from csdesk import paths
from csdesk.domain.staff.people import Role
from csdesk.gui import choosing
from csdesk.gui.desk import Desk
from csdesk.gui.forms.enrol_dialog import Ui_EnrolDialog
from csdesk.gui.telling import sentence_of, tell
from csdesk.operations.peers import enrolment
from csdesk.operations.peers.enrolment import PLAIN, Admission, Applicant, Membership, branches

REQUEST, CERTIFICATE = ".csjoin", ".cscert"
_REQUESTS, _CERTIFICATES = f"入网申请 (*{REQUEST})", f"证书 (*{CERTIFICATE})"
_ASKING = ("生成申请", "报核对码", "放入证书")
_ADMITTING = ("打开申请", "核对", "生成证书")


class EnrolDialog(QDialog):
    """A specialist asks and accepts; a manager and headquarters admit, and may ask those above them."""

    enrolled = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._request, self._asked = "", Applicant("", Role.SPECIALIST, "", "", "", "")
        self.ui = Ui_EnrolDialog()
        self.ui.setupUi(self)
        for label in (self.ui.check_who, self.ui.check_code, self.ui.accept_code):
            label.setTextFormat(Qt.TextFormat.PlainText)  # what a stranger wrote
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        tell(self.ui.told, "")
        self._connect()
        self.begin()
        self._read_standing()

    def _connect(self) -> None:
        ui = self.ui
        ui.join_button.clicked.connect(self._ask_join)
        ui.again_button.clicked.connect(self._ask_join)
        for button in (ui.accept_button, ui.have_button):
            button.clicked.connect(lambda: choosing.open_file(self, "打开证书", _CERTIFICATES, self.take))
        ui.admit_button.clicked.connect(lambda: choosing.open_file(self, "打开申请文件", _REQUESTS, self.look))
        ui.own_button.clicked.connect(self._begin_asking)
        ui.post.currentIndexChanged.connect(self._post_chosen)
        ui.checked.toggled.connect(ui.issue_button.setEnabled)
        ui.refuse_button.clicked.connect(self._refuse)
        ui.issue_button.clicked.connect(self._ask_certificate)
        ui.cancel_button.clicked.connect(self.reject)

    def begin(self) -> None:
        """The first step: for who certifies, opening a request; for all others, asking."""
        admits = self._desk.db.site.role in enrolment.ROOTS
        self._show(self.ui.admit_page if admits else self.ui.join_page)

    def _begin_asking(self) -> None:
        self._say("")
        self._show(self.ui.join_page)

    def _show(self, page: QWidget) -> None:
        ui = self.ui
        ui.pages.setCurrentWidget(page)
        words = _ADMITTING if page in (ui.admit_page, ui.check_page) else _ASKING
        self._stand_on(words, int(page in (ui.accept_page, ui.check_page)))
        first = {ui.join_page: ui.join_button, ui.accept_page: ui.accept_button, ui.admit_page: ui.admit_button}.get(page, ui.checked)
        first.setFocus()

    def _stand_on(self, words: Sequence[str], at: int) -> None:
        """Show which step it is."""
        self.ui.steps.setText("　→　".join(f"<b>{n + 1} {word}</b>" if n == at else f"{n + 1} {word}" for n, word in enumerate(words)))

    def open_file(self, path: Path) -> None:
        """A request or certificate that was dropped on the window: at the step where it is needed."""
        (self.look if path.suffix.lower() == REQUEST else self.take)(str(path))

    # -- where I stand ------------------------------------------------------------------------------------------------

    def _read_standing(self) -> None:
        self._desk.tasks.read(partial(enrolment.membership, self._desk.db), self._show_standing, self._failed)

    def _show_standing(self, mine: Membership) -> None:
        site = self._desk.db.site
        own = mine.issuer == site.name
        where = f"席位 {mine.seat}，{'自己签发' if own else f'由 {mine.issuer} 签发'}" if mine.seat else "尚未入网"
        self.ui.accept_code.setText(mine.code)
        self.ui.mine.setText(f"本机核对码  {mine.code}\n{site.name}：{where}")

    # -- asking -------------------------------------------------------------------------------------------------------

    def _ask_join(self) -> None:
        name = f"{paths.file_name(self._desk.db.site.name)}{REQUEST}"
        choosing.save_file(self, "申请文件写到哪里", name, _REQUESTS, self.join)

    def join(self, path: str) -> None:
        """Write the join request."""
        self._desk.tasks.write(partial(enrolment.join, self._desk.db, Path(path)), partial(self._joined, path), self._failed)

    def _joined(self, path: str, code: str) -> None:
        tell(self.ui.told, "")
        self.ui.accept_code.setText(code)
        self.ui.accept_text.setText(f"申请已写到 {path}。\n发出以后，当面或打电话把下面的核对码念给批准人，由他逐位比较：")
        self._show(self.ui.accept_page)

    def take(self, certificate: str) -> None:
        """Take the own certificate."""
        self._desk.tasks.write(partial(enrolment.accept, self._desk.db, Path(certificate)), self._taken, self._failed)

    def _taken(self, sentence: str) -> None:
        ui = self.ui
        ui.accept_title.setText("第 3 步：入网完成")
        for spent in (ui.accept_text, ui.accept_code, ui.accept_next, ui.again_button, ui.accept_button):
            spent.hide()
        ui.pages.setCurrentWidget(ui.accept_page)
        self._stand_on(_ASKING, 2)
        ui.cancel_button.setFocus()
        self._say(sentence)
        self._read_standing()
        self.enrolled.emit()

    # -- admitting ----------------------------------------------------------------------------------------------------

    def look(self, request: str) -> None:
        """Show who asks, before anything is certified."""
        work = partial(enrolment.applicant, self._desk.db, Path(request))
        self._desk.tasks.write(work, partial(self._show_applicant, request), self._failed)

    def _show_applicant(self, request: str, asked: Applicant) -> None:
        ui = self.ui
        tell(ui.told, "")
        self._request, self._asked = request, asked
        ui.check_who.setText(f"{asked.name}　{asked.role.label}　{asked.branch} 分部\n电脑  {asked.machine}")
        ui.check_code.setText(asked.code)
        ui.seat.setText(asked.seat)
        for box in (ui.checked, ui.twin):
            box.setChecked(False)
        ui.issue_button.setEnabled(False)  # until the codes were compared
        ui.post.clear()
        for post in asked.posts:
            ui.post.addItem(post.label + ("（申请的岗位）" if post is asked.role else ""), post)
        ui.post.setCurrentIndex(max(0, ui.post.findData(asked.role)))
        self._post_chosen()
        ui.span.setPlaceholderText("分部代码，用逗号隔开，例如 NB,SH；不填为全部分部")
        self._show(ui.check_page)

    @property
    def _post(self) -> Role:
        """The post to be certified."""
        chosen = self.ui.post.currentData()
        return Role(chosen) if chosen else self._asked.role

    def _post_chosen(self) -> None:
        """What is asked beside depends on the post: a deputy's branches; only in the same post it may be a second computer."""
        ui = self.ui
        for widget in (ui.span_label, ui.span):
            widget.setVisible(self._post is Role.DEPUTY_DIRECTOR)
        same = self._post is self._asked.role
        ui.twin.setVisible(bool(self._asked.twin) and same)
        if not same:
            ui.twin.setChecked(False)

    def _refuse(self) -> None:
        self.begin()
        self._say("没有签发证书")

    @property
    def admission(self) -> Admission:
        """What the certificate is to say beyond the request, as chosen."""
        ui, asked = self.ui, self._asked
        seat = ui.seat.text().strip()
        return Admission(
            role=self._post if self._post is not asked.role else None,
            seat=seat if seat != asked.seat else None,
            same_as=asked.twin if ui.twin.isChecked() else "",
            span=branches(ui.span.text()) if self._post is Role.DEPUTY_DIRECTOR else (),
        )

    def _ask_certificate(self) -> None:
        name = f"{Path(self._request).stem}{CERTIFICATE}"
        choosing.save_file(
            self, "证书写到哪里", name, _CERTIFICATES, lambda out: self.admit(self._request, self._asked.code, out, self.admission)
        )

    def admit(self, request: str, code: str, out: str, admission: Admission = PLAIN) -> None:
        """Certify the one whose fingerprint was compared."""
        work = partial(enrolment.admit, self._desk.db, Path(request), Path(out), code=code, admission=admission)
        self._desk.tasks.write(work, partial(self._admitted, out), self._failed)

    def _admitted(self, out: str, code: str) -> None:
        self.begin()
        self._say(f"证书已写到 {out}，请交给申请人（核对码 {code}）")
        self._read_standing()

    def _say(self, sentence: str) -> None:
        tell(self.ui.told, sentence)

    def _failed(self, error: BaseException) -> None:
        tell(self.ui.told, sentence_of(error), wrong=True)
