"""People and certificates: every known workstation, with enrolment, leave cover, leaving, revoking, and the keys beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from csdesk.gui import choosing
from csdesk.gui.chips import chip_table
from csdesk.gui.desk import Desk
from csdesk.gui.dialogs.covering import CoverDialog
from csdesk.gui.dialogs.keeping import KeyMenu
from csdesk.gui.dialogs.leaver import LeaverDialog
from csdesk.gui.forms.people_dialog import Ui_PeopleDialog
from csdesk.gui.pressing import PressingDialog
from csdesk.gui.tables import TextModel
from csdesk.gui.telling import sentence_of, tell
from csdesk.operations.peers import enrolment, trust
from csdesk.operations.peers.trust import Person

_HEADINGS = ("姓名", "状态", "岗位", "分部", "席位", "核对码", "签发人", "签发日", "客户簿")
_WIDTHS = (124, 76, 84, 50, 50, 180, 124, 96)
_STATE = 1


class PeopleDialog(PressingDialog):
    """Who is at which workstation; a manager and headquarters decide here whom they trust."""

    changed = Signal(str)
    enrol_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self.people: list[Person] = []
        self.ui = Ui_PeopleDialog()
        self.ui.setupUi(self)
        self.model = TextModel(_HEADINGS, self, tone=_tone)
        chip_table(self.ui.people, self.model, desk.look, _WIDTHS)
        tell(self.ui.told, "")
        self._connect()
        self.read()

    def _connect(self) -> None:
        ui = self.ui
        ui.people.selectionModel().selectionChanged.connect(lambda *_: self._show_buttons())
        ui.enrol_button.clicked.connect(self.enrol_wanted)
        ui.cover_button.clicked.connect(self._ask_cover)
        ui.revoke_button.clicked.connect(self._ask_revoke)
        ui.reinstate_button.clicked.connect(lambda: self._act(trust.reinstate))
        ui.leave_button.clicked.connect(self._ask_leave)
        ui.cancel_button.clicked.connect(self.reject)
        decides = self._desk.db.site.role in enrolment.ROOTS and not self._desk.db.look_only
        for button in (ui.cover_button, ui.leave_button, ui.revoke_button, ui.reinstate_button):
            button.setVisible(decides)
        ui.enrol_button.setVisible(not self._desk.db.look_only)
        self.keys = KeyMenu(self._desk, ui.keys_button, self)
        self.keys.told.connect(self._done)
        self.keys.failed.connect(self._failed)

    # -- the list -----------------------------------------------------------------------------------------------------

    def read(self) -> None:
        """Read the list again."""
        self._desk.tasks.read(partial(trust.people, self._desk.db), self._show, self._failed)

    def _show(self, found: list[Person]) -> None:
        at = max(self.ui.people.currentIndex().row(), 0)
        self.people = found
        today = self._desk.now().date().isoformat()
        self.model.fill([_texts(person, today) for person in found])
        if found:
            self.ui.people.selectRow(min(at, len(found) - 1))
        else:
            tell(self.ui.told, "还没有人入网。请用“入网”交换申请和证书。")
        self._show_buttons()

    @property
    def chosen(self) -> Person | None:
        """The selected workstation."""
        at = self.ui.people.currentIndex().row()
        return self.people[at] if 0 <= at < len(self.people) else None

    def _show_buttons(self) -> None:
        person = self.chosen
        other = person is not None and not person.mine
        self.ui.revoke_button.setEnabled(other and person is not None and not person.revoked)
        self.ui.reinstate_button.setEnabled(other and person is not None and person.revoked)
        self.ui.cover_button.setEnabled(person is not None and person.may_cover)
        self.ui.leave_button.setEnabled(other and person is not None and person.may_cover)

    # -- what can be done ---------------------------------------------------------------------------------------------

    def _ask_cover(self) -> None:
        if self.chosen is not None:
            dialog = CoverDialog(self._desk, self.chosen, self.people, self)
            dialog.done_well.connect(self._done)
            dialog.open()

    def _ask_leave(self) -> None:
        if self.chosen is not None:
            dialog = LeaverDialog(self._desk, self.chosen, self)
            dialog.done_well.connect(self._done)
            dialog.open()

    def _ask_revoke(self) -> None:
        person = self.chosen
        if person is not None:
            after = "此后他的文件不再接受，此前收到的内容保留，可以撤销。"
            what = f"吊销{person.name}的工作站 {person.site}？\n{after}\n\n原因（可不填，他会看到）："
            choosing.text(self, "吊销工作站", what, "吊销", lambda reason: self._act(partial(trust.revoke, reason=reason)))

    def _act(self, act: Callable[..., str]) -> None:
        if self.chosen is not None:
            self._desk.tasks.write(partial(act, self._desk.db, self.chosen.site), self._done, self._failed)

    def _done(self, sentence: str) -> None:
        tell(self.ui.told, sentence)
        self.changed.emit("*")
        self.read()

    def _failed(self, error: BaseException) -> None:
        tell(self.ui.told, sentence_of(error), wrong=True)


def _tone(column: int, text: str) -> str:
    if column != _STATE:
        return ""
    return {"已吊销": "bad", "本机": "info", "待吊销": "warn"}.get(text, "good")


def _texts(p: Person, today: str) -> tuple[str, ...]:
    gone = bool(p.left) and p.left <= today
    state = "已吊销" if p.revoked else "本机" if p.mine else "待吊销" if gone else "有效"
    return (p.name, state, p.role, p.branch, p.seat, p.code, p.issuer, p.issued, "、".join((*p.books, *p.covers)))
