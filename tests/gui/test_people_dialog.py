"""People and certificates in the window: the list, revoking, leave cover, recovery key and passphrase, a copy without keys."""

import shutil

import pytest
from gui.waiting import settle
from offices import client, enrol, sent
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QInputDialog

from csdesk.domain.care.clients import Client
from csdesk.domain.rows import Query
from csdesk.gui.desk import Desk
from csdesk.gui.dialogs.covering import CoverDialog
from csdesk.gui.dialogs.leaver import LeaverDialog
from csdesk.gui.dialogs.people import PeopleDialog
from csdesk.gui.tasks import InlineTasks
from csdesk.gui.window.keyring import Keyring
from csdesk.operations import files, ledgers
from csdesk.operations.handover import leavers
from csdesk.operations.peers import enrolment, exchange, ownkeys, trust


@pytest.fixture
def office(qapp, desk, manager_db, tmp_path, now):
    """The manager's desk, with 张三 and 李四 enrolled."""
    with files.new_file(tmp_path / "李四.csdb", name="李四", role="specialist", branch="NB") as li:
        enrol(desk.db, manager_db)
        enrol(li, manager_db)
        tasks = InlineTasks()
        yield Desk(manager_db, tasks, desk.settings, desk.look, lambda: now), desk, li
        tasks.deleteLater()


@pytest.fixture
def dialog(qtbot, window, office):
    made = PeopleDialog(office[0], window)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.open()
    settle()
    return made


def choose(dialog, name):
    dialog.ui.people.selectRow(next(at for at, p in enumerate(dialog.people) if p.name == name))
    settle()


def answer(dialog, text):
    """Types into the question that is open over a dialog."""
    settle()
    ask = next(one for one in dialog.findChildren(QInputDialog) if one.isVisible())
    ask.setTextValue(text)
    ask.accept()
    settle()


def test_everybody_is_listed_with_the_code_to_compare(dialog, office):
    _, zhang, _ = office
    rows = {row[0]: row for row in dialog.model.rows}
    assert set(rows) == {"李经理", "张三", "李四"}
    assert rows["张三"][1:8] == ("有效", "客服专员", "NB", "01", enrolment.fingerprint(zhang.db), "李经理", rows["张三"][7])
    assert rows["张三"][8] == zhang.db.site.book
    assert rows["李经理"][1] == "本机"
    choose(dialog, "李经理")
    assert not dialog.ui.revoke_button.isEnabled()


def test_revoking_and_taking_it_back(dialog, office):
    choose(dialog, "张三")
    dialog.ui.revoke_button.click()
    answer(dialog, "电脑被盗")
    assert dialog.ui.told.text().startswith("已吊销张三的工作站")
    assert next(row[1] for row in dialog.model.rows if row[0] == "张三") == "已吊销"
    assert enrolment.revoked(office[0].db) == {office[1].db.site.site: "电脑被盗"}
    choose(dialog, "张三")
    assert not dialog.ui.revoke_button.isEnabled()
    dialog.ui.reinstate_button.click()
    settle()
    assert dialog.ui.told.text().startswith("已撤销对张三的吊销")


def test_leave_cover_is_for_a_colleague_from_a_day_to_a_day(dialog, office, tmp_path):
    _, zhang, li = office
    choose(dialog, "李四")
    dialog.ui.cover_button.click()
    settle()
    cover = dialog.findChild(CoverDialog)
    assert [cover.ui.colleagues.item(at).text() for at in range(cover.ui.colleagues.count())] == ["张三（NB，席位 01）"]
    cover.ui.ok_button.click()
    assert cover.ui.told.text() == "请在上面勾选为谁顶班"
    cover.ui.colleagues.item(0).setCheckState(Qt.CheckState.Checked)
    cover.issue(str(tmp_path / "顶班.cscert"))
    settle()
    assert "为张三顶班" in dialog.ui.told.text()
    enrolment.accept(li, tmp_path / "顶班.cscert")
    assert next(p for p in trust.people(li) if p.mine).covers == (f"{zhang.db.site.book}（2026-06-12 至 2026-06-12）",)


def test_a_recovery_key_and_a_passphrase(dialog, office, tmp_path):
    dialog.keys.make_recovery(str(tmp_path / "恢复.csrecovery"), "短")
    settle()
    assert dialog.ui.told.text() == "恢复密钥的口令至少 8 个字，建议用一句话"
    dialog.keys.make_recovery(str(tmp_path / "恢复.csrecovery"), "春眠不觉晓处处闻啼鸟")
    settle()
    assert "离线保管" in dialog.ui.told.text()
    dialog.keys.passphrase_action.trigger()
    answer(dialog, "一句口令")
    assert dialog.ui.told.text().startswith("口令已设置")
    assert ownkeys.has_passphrase(office[0].db)


def test_a_leaver_hands_his_clients_to_a_colleague_and_is_revoked(dialog, office, now, tmp_path):
    chief, zhang, li = office
    for short in ("甲", "乙"):
        client(zhang.db, now, short)
    exchange.merge(chief.db, [sent(zhang.db, "李经理"), sent(li, "李经理")])
    choose(dialog, "张三")
    dialog.ui.leave_button.click()
    settle()
    leaver = next(one for one in dialog.findChildren(LeaverDialog) if one.isVisible())
    assert leaver.windowTitle() == "离职交接  ·  张三"
    assert [row[1] for row in leaver.model.rows] == ["李四（NB 02）"] * 2
    assert leaver.ui.after.text().startswith("他的工作站随即吊销")
    leaver.save_list(leavers.plan(chief.db, "张三", leaver._shares(), leaver.day), str(tmp_path / "移交单.xlsx"))
    assert leaver.ui.told.text().startswith("移交单已写到")
    leaver.ui.go_button.click()
    settle()
    assert dialog.ui.told.text().startswith("张三 2026-06-12 离职：客户已移交（李四 2 个）；他的工作站已吊销")
    assert {row[0]: row[1] for row in dialog.model.rows}["张三"] == "已吊销"
    assert {row.book for row in ledgers.select(chief.db, Client, Query())} == {li.site.book}


def test_a_successor_takes_the_book_with_a_certificate(dialog, office, now, tmp_path):
    chief, zhang, li = office
    client(zhang.db, now, "甲")
    exchange.merge(chief.db, [sent(zhang.db, "李经理"), sent(li, "李经理")])
    choose(dialog, "张三")
    dialog.ui.leave_button.click()
    settle()
    leaver = next(one for one in dialog.findChildren(LeaverDialog) if one.isVisible())
    leaver.ui.post.setChecked(True)
    assert not leaver.ui.give_button.isEnabled()
    leaver.ui.on.setDate(QDate(2026, 7, 1))
    assert leaver.ui.after.text().startswith("离职日期还没到")
    leaver.leave(leavers.plan(chief.db, "张三", leaver._shares(), leaver.day, post=True), str(tmp_path / "接任.cscert"))
    settle()
    assert "客户簿由李四接任" in dialog.ui.told.text()
    enrolment.accept(li, tmp_path / "接任.cscert")


def test_files_are_opened_with_the_recovery_key_and_its_passphrase(dialog, office, now, tmp_path):
    chief, zhang, _ = office
    dialog.keys.make_recovery(str(tmp_path / "恢复.csrecovery"), "春眠不觉晓处处闻啼鸟")
    settle()
    exchange.merge(zhang.db, [sent(chief.db, "张三")])
    client(zhang.db, now, "甲")
    lost = sent(zhang.db, "李经理")
    dialog.keys.recover(str(tmp_path / "恢复.csrecovery"), [lost], "wrong")
    settle()
    assert dialog.ui.told.text().startswith("恢复密钥的口令不对")
    dialog.keys.recover(str(tmp_path / "恢复.csrecovery"), [lost], "春眠不觉晓处处闻啼鸟")
    settle()
    assert "已合并" in dialog.ui.told.text()
    assert len(ledgers.select(chief.db, Client, Query())) == 1


def test_a_specialist_looks_and_decides_nothing(qtbot, window, office):
    made = PeopleDialog(office[1], window)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.open()
    settle()
    assert not made.ui.revoke_button.isVisible()
    assert not made.ui.cover_button.isVisible()
    assert made.ui.enrol_button.isVisible()


def test_the_passphrase_is_asked_for_until_it_is_right(window, office, monkeypatch):
    from csdesk.sync import keys

    mine = office[1]
    ownkeys.set_passphrase(mine.db, "春眠不觉晓")
    monkeypatch.setattr(keys, "_entered", {})
    assert ownkeys.is_locked(mine.db)
    Keyring(mine, window.notice, lambda: None, window)
    answer(window, "wrong")
    ask = next(one for one in window.findChildren(QInputDialog) if one.isVisible())
    assert ask.labelText().startswith("本机密钥的口令不对")
    answer(window, "春眠不觉晓")
    assert not ownkeys.is_locked(mine.db)


def test_a_copy_without_keys_is_looked_at_and_a_new_file_is_offered(window, office, tmp_path, monkeypatch):
    mine = office[1]
    mine.db.close()
    shutil.copyfile(mine.db.path, tmp_path / "copy.csdb")
    monkeypatch.setenv("CSDESK_KEYS", str(tmp_path / "elsewhere"))
    with files.open_file(tmp_path / "copy.csdb") as copied:
        assert copied.look_only
        pressed = []
        Keyring(Desk(copied, mine.tasks, mine.settings, mine.look, mine.now), window.notice, lambda: pressed.append(1), window)
        settle()
        assert window.ui.notice_text.text() == (
            "这份数据文件的密钥不在本机：它是从别的电脑复制来的，只能查看。请新建文件并重新申请入网，再请经理发一份全量文件"
        )
        window.ui.notice_act.click()
        assert pressed == [1]
