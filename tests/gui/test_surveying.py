"""A satisfaction round in the window: sent by a button, answered with digits and Enter."""

import pytest
from gui.waiting import settle
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from csdesk.domain.care.clients import Contact
from csdesk.domain.care.surveys import SurveyResponse, SurveyRound
from csdesk.domain.rows import Query
from csdesk.domain.transport.waybills import Waybill
from csdesk.gui.dialogs.surveying import SurveyDialog
from csdesk.gui.tabs.clients import ClientsTab
from csdesk.operations import ledgers, moves

AT = "2026-06-05T08:00:00+08:00"
GOODS = {
    "goods_name": "空调",
    "pieces": 1,
    "origin_city": "宁波",
    "dest_city": "上海",
    "vehicle_type_req": "9.6m",
    "plan_date": "2026-06-05",
}
TIMES = {"planned_loading_at": AT, "planned_departure_at": "2026-06-05T09:00:00+08:00", "required_arrival_at": "2026-06-05T20:00:00+08:00"}


@pytest.fixture
def round_(db, client, now):
    for name in "甲乙":
        who = client(name)
        ledgers.create(db, Contact, {"client_id": who.id, "name": f"{name}先生", "mobile": "13800138001", "is_primary": True}, now=now)
        ledgers.create(db, Waybill, {"client_id": who.id, **GOODS, **TIMES}, now=now)
    told = {"name": "二季度满意度", "period": "2026-Q2", "sent_on": "2026-06-12", "closes_on": "2026-06-20"}
    return ledgers.create(db, SurveyRound, told, now=now)


@pytest.fixture
def dialog(round_, window, qtbot):
    tab = next(tab for tab in window.tabs if isinstance(tab, ClientsTab))
    window.ui.tabs.setCurrentWidget(tab)
    pane = tab.choose(SurveyRound)
    settle()
    pane.table.setFocus()
    qtbot.keyClick(pane.table, Qt.Key.Key_F6)
    settle()
    return next(d for d in window.findChildren(SurveyDialog) if d.isVisible())


def press(qtbot, dialog, *keys):
    for key in keys:
        if isinstance(key, str):
            qtbot.keyClicks(dialog.table, key)
        else:
            qtbot.keyClick(dialog.table, key)
        settle()


def stored(db):
    return {row.titles["contact_id"]: row.values for row in ledgers.select(db, SurveyResponse, Query())}


def states(dialog):
    model = dialog.table.answers
    return [model.data(model.index(at, 3)) for at in range(model.rowCount())]


def test_two_people_in_sixteen_keys(dialog, qtbot, db):
    assert "2 家，已发放 0 家" in dialog.whom.text()
    dialog.send_button.click()
    settle()
    assert states(dialog) == ["未回复", "未回复"]
    press(qtbot, dialog, "5454555", Qt.Key.Key_Enter)
    press(qtbot, dialog, "2222222", "3", "1", Qt.Key.Key_Enter)  # seven marks; in 推荐意愿 a 3, replaced by 1
    assert states(dialog) == ["有效", "✕ 待补"]
    assert "不满意原因" in dialog.told.text()
    press(qtbot, dialog, Qt.Key.Key_Right, "13", Qt.Key.Key_Enter)
    assert states(dialog) == ["有效", "有效"]
    told = stored(db)
    assert told["乙先生"]["reason_codes"] == ["timeliness", "information"]
    assert (told["乙先生"]["nps"], told["甲先生"]["overall"], told["甲先生"]["billing"]) == (1, 5, 5)
    assert "满意率 50.00 %" in dialog.scores.text()
    assert "时效 3.00" in dialog.scores.text()
    dialog._chips.button(0).click()
    assert dialog.table.answers.rowCount() == 0


def test_ten_is_a_one_and_a_nought_and_a_digit_takes_an_answer_out(dialog, qtbot, db):
    dialog.send_button.click()
    settle()
    press(qtbot, dialog, "5555555", "10", Qt.Key.Key_Home, *[Qt.Key.Key_Right] * 3, "4", Qt.Key.Key_Enter)
    assert states(dialog)[0] == "无效：非客户本人"
    assert stored(db)["甲先生"]["nps"] == 10
    assert "有效 0" in dialog.scores.text()


def test_what_is_wrong_holds_the_dialog_until_it_is_given_up(dialog, qtbot, db, window):
    dialog.send_button.click()
    settle()
    press(qtbot, dialog, "1")
    dialog.close_button.click()
    settle()
    box = next(b for b in dialog.findChildren(QMessageBox) if b.isVisible())
    assert dialog.isVisible()
    next(button for button in box.buttons() if button.text() == "放弃并关闭").click()
    settle()
    assert not [d for d in window.findChildren(SurveyDialog) if d.isVisible()]
    assert "overall" not in stored(db)["甲先生"]


def test_a_closed_round_is_only_looked_at(round_, window, db, now, qtbot):
    moves.act(db, SurveyRound, round_, "close", {}, now=now)
    dialog = SurveyDialog(window.desk, round_, window)
    dialog.open()
    settle()
    assert not dialog.send_button.isVisible()
    assert not dialog.table.answers.writable
    assert "已结束" in dialog.lead.text()
    dialog.reject()
