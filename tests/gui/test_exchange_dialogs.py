"""Enrolment, sending, merging, sending back: the dialogs, from one person's file to another's."""

import pytest
from gui.waiting import settle
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox

from csdesk.domain.care.clients import Client
from csdesk.domain.holds import Hold
from csdesk.errors import Refused
from csdesk.gui.desk import Desk
from csdesk.gui.dialogs import sending as sending_dialog
from csdesk.gui.dialogs.enrolling import EnrolDialog
from csdesk.gui.dialogs.sending import SendDialog
from csdesk.gui.ledger.pane import LedgerPane
from csdesk.gui.tasks import InlineTasks
from csdesk.operations import files, ledgers
from csdesk.operations.peers import exchange


@pytest.fixture
def office(qapp, desk, manager_db, now):
    """The desks of 张三 and of his manager 李经理."""
    tasks = InlineTasks()
    yield desk, Desk(manager_db, tasks, desk.settings, desk.look, lambda: now)
    tasks.deleteLater()


@pytest.fixture
def dialog(qtbot, window):
    """Opens a dialog of this kind over the window."""

    def make(kind, desk):
        made = kind(desk, window)
        qtbot.addWidget(made)
        made.open()
        settle()
        return made

    return make


@pytest.fixture
def enrolled(office, tmp_path):
    mine, manager = office
    exchange.join(mine.db, tmp_path / "a.csjoin")
    exchange.admit(manager.db, tmp_path / "a.csjoin", tmp_path / "a.cscert")
    exchange.accept(mine.db, tmp_path / "a.cscert")
    return office


def asked(dialog):
    """The question that is open over a dialog."""
    settle()
    return next(box for box in dialog.findChildren(QMessageBox) if box.isVisible())


def press(box, text):
    next(button for button in box.buttons() if button.text() == text).click()
    settle()


def test_the_three_steps_of_enrolment(office, dialog, tmp_path):
    mine, manager = office
    asking, admitting = dialog(EnrolDialog, mine), dialog(EnrolDialog, manager)
    assert asking.ui.pages.currentWidget() is asking.ui.join_page
    assert admitting.ui.pages.currentWidget() is admitting.ui.admit_page
    asking.join(str(tmp_path / "a.csjoin"))
    assert asking.ui.pages.currentWidget() is asking.ui.accept_page
    code = asking.ui.accept_code.text()
    assert asking.ui.mine.text() == f"本机核对码  {code}\n张三：尚未入网"
    admitting.look(str(tmp_path / "a.csjoin"))
    ui = admitting.ui
    assert ui.pages.currentWidget() is ui.check_page
    assert ui.check_code.text() == code
    assert ui.check_who.text().startswith("张三　客服专员　NB 分部\n电脑  ")
    assert (ui.seat.text(), ui.twin.isVisible(), ui.span.isVisible()) == ("01", False, False)
    assert not ui.issue_button.isEnabled()  # the codes were not compared
    QTest.keyClick(admitting, Qt.Key.Key_Return)
    assert not admitting.findChildren(QFileDialog)
    ui.checked.click()
    ui.issue_button.click()
    settle()
    assert any(d.isVisible() and d.windowTitle() == "证书写到哪里" for d in admitting.findChildren(QFileDialog))
    admitting.admit(str(tmp_path / "a.csjoin"), code, str(tmp_path / "a.cscert"))
    assert f"核对码 {code}" in ui.told.text()
    ui.own_button.click()
    assert (ui.pages.currentWidget(), ui.told.text()) == (ui.join_page, "")  # what was said of another's certificate is gone
    asking.take(str(tmp_path / "a.cscert"))
    assert "席位 01" in asking.ui.told.text()
    assert (asking.ui.accept_title.text(), asking.ui.accept_button.isVisible()) == ("第 3 步：入网完成", False)
    assert "<b>3 放入证书</b>" in asking.ui.steps.text()
    assert asking.ui.mine.text() == f"本机核对码  {code}\n张三：席位 01，由 李经理 签发"
    assert mine.db.site.seat == "01"


def test_the_manager_chooses_the_post_that_he_certifies(office, dialog, tmp_path):
    mine, manager = office
    exchange.join(mine.db, tmp_path / "a.csjoin")
    admitting = dialog(EnrolDialog, manager)
    admitting.look(str(tmp_path / "a.csjoin"))
    ui = admitting.ui
    assert [ui.post.itemText(n) for n in range(ui.post.count())] == ["客服专员（申请的岗位）", "客服助理"]
    ui.post.setFocus()
    QTest.keyClick(ui.post, Qt.Key.Key_Down)
    assert ui.post.currentText() == "客服助理"
    admitting.admit(str(tmp_path / "a.csjoin"), ui.check_code.text(), str(tmp_path / "a.cscert"), admitting.admission)
    dialog(EnrolDialog, mine).take(str(tmp_path / "a.cscert"))
    assert (mine.db.site.role, mine.db.site.book) == ("assistant", "BR-NB")


def test_a_code_that_differs_ends_it(office, dialog, tmp_path):
    mine, manager = office
    exchange.join(mine.db, tmp_path / "a.csjoin")
    admitting = dialog(EnrolDialog, manager)
    admitting.look(str(tmp_path / "a.csjoin"))
    admitting.ui.refuse_button.click()
    settle()
    assert admitting.ui.told.text() == "没有签发证书"
    assert admitting.ui.pages.currentWidget() is admitting.ui.admit_page
    assert not any(d.isVisible() for d in admitting.findChildren(QFileDialog))


def test_a_certificate_dropped_on_the_window_is_taken(office, window, tmp_path):
    mine, manager = office
    exchange.join(mine.db, tmp_path / "a.csjoin")
    exchange.admit(manager.db, tmp_path / "a.csjoin", tmp_path / "a.cscert")
    window.commands.enrol_with(tmp_path / "a.cscert")
    settle()
    assert mine.db.site.seat == "01"


def test_junk_is_refused_before_anything_is_asked(office, dialog, window, tmp_path):
    _, manager = office
    (tmp_path / "a.csjoin").write_text("垃圾", encoding="utf-8")
    admitting = dialog(EnrolDialog, manager)
    shown_before = admitting.ui.mine.text()
    admitting.look(str(tmp_path / "a.csjoin"))
    assert "不是入网申请" in admitting.ui.told.text()
    assert admitting.ui.told.property("role") == "wrong"
    assert admitting.ui.mine.text() == shown_before
    assert not admitting.findChildren(QMessageBox)
    assert not window.ui.notice.isVisible()


def test_what_will_be_in_a_file_is_shown_before_it_is_written(enrolled, dialog, client, tmp_path, qtbot):
    mine, manager = enrolled
    client("示例家电")
    sending = dialog(SendDialog, mine)
    assert sending.ui.to.currentText() == "李经理（分部经理 NB）"
    told = sending.ui.content.toPlainText()
    assert exchange.fingerprint(manager.db) in told
    assert "对方上次确认以后的改动，共 2 条" in told
    assert "客户档案" in told
    assert not sending.ui.folder_button.isVisible()
    with qtbot.waitSignal(sending.sent):
        sending.write(str(tmp_path / "a.csdesk"))
    assert f"已写到 {tmp_path / 'a.csdesk'}" in sending.ui.told.text()
    assert sending.ui.folder_button.isVisible()
    sending.ui.copy_button.click()
    assert QGuiApplication.clipboard().text() == str(tmp_path / "a.csdesk")
    (report,) = exchange.merge(manager.db, [tmp_path / "a.csdesk"])
    assert (report.sender, report.records["客户档案"].created) == ("张三", 1)


def test_a_large_file_is_warned_of(enrolled, dialog, monkeypatch, tmp_path):
    mine, _ = enrolled
    monkeypatch.setattr(sending_dialog, "LARGE", 1000)
    sending = dialog(SendDialog, mine)
    assert "超过 20 MB，邮件可能发不出去" in sending.ui.told.text()
    sending.write(str(tmp_path / "a.csdesk"))
    assert "超过 20 MB" in sending.ui.told.text()


def test_sending_without_enrolment_says_what_to_do(office, dialog):
    mine, _ = office
    sending = dialog(SendDialog, mine)
    assert "请先在“同步 › 入网”中装入证书" in sending.ui.told.text()


def test_both_values_of_a_conflict_are_on_the_card_and_one_is_taken(enrolled, qtbot, client, now, tmp_path):
    mine, manager = enrolled
    row = client("示例家电", tier="C")
    exchange.send(mine.db, "李经理", tmp_path / "1.csdesk")
    exchange.merge(manager.db, [tmp_path / "1.csdesk"])
    ledgers.change(mine.db, Client, row, {"tier": "A"})
    ledgers.change(manager.db, Client, ledgers.get(manager.db, Client, row.book, row.id), {"tier": "B"})
    exchange.send(mine.db, "李经理", tmp_path / "2.csdesk")
    exchange.merge(manager.db, [tmp_path / "2.csdesk"])

    pane = LedgerPane(manager, Client)
    qtbot.addWidget(pane)
    pane.show()
    settle()
    told = pane.card.form.wrong()["tier"]
    assert "A</a>（张三" in told
    assert "B</a>（李经理" in told
    at = 0 if told.index("A</a>") < told.index("B</a>") else 1
    pane.card.form.taken.emit("tier", at)
    settle()
    decided = ledgers.get(manager.db, Client, row.book, row.id)
    assert (decided.values["tier"], decided.conflicts) == ("A", {})
    assert "tier" not in pane.card.form.wrong()


def test_what_was_sent_back_is_told_by_person_and_file(qtbot, enrolled, client, tmp_path):
    mine, manager = enrolled
    client("示例家电")
    exchange.send(mine.db, "李经理", tmp_path / "六月.csdesk")
    exchange.merge(manager.db, [tmp_path / "六月.csdesk"])
    exchange.hold(manager.db, "六月.csdesk")

    pane = LedgerPane(manager, Hold)
    qtbot.addWidget(pane)
    pane.show()
    settle()
    who, _, file = (pane.model.index(0, column).data() for column in range(3))
    assert (who, file) == (f"张三（客户簿 {mine.db.site.book}）", "张三 的“六月.csdesk”")
    assert pane.card.ui.title.text() == f"{file} {who}"
    assert pane.card.form.box("stream").text() == who
    assert pane.ui.new_button.isHidden()
    with pytest.raises(Refused, match="由相应的操作写下"):
        ledgers.create(manager.db, Hold, {}, now=manager.now())


def test_a_second_computer_of_somebody_known_is_offered(enrolled, dialog, tmp_path):
    mine, manager = enrolled
    with files.new_file(tmp_path / "第二台.csdb", name="张三", role="specialist", branch="NB") as second:
        exchange.join(second, tmp_path / "b.csjoin")
        admitting = dialog(EnrolDialog, manager)
        admitting.look(str(tmp_path / "b.csjoin"))
        assert admitting.ui.twin.isVisible()
        for box in (admitting.ui.twin, admitting.ui.checked):
            box.click()
        admitting.ui.issue_button.click()
        settle()
        admitting.findChild(QFileDialog).fileSelected.emit(str(tmp_path / "b.cscert"))
        settle()
        exchange.accept(second, tmp_path / "b.cscert")
        assert second.site.book == mine.db.site.book
