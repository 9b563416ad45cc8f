"""The page 考核评分: a month's appraisals in one click, one item's points changed with a reason, scored, approved, talked about."""

from datetime import datetime

import pytest
from gui.test_plans import shown
from gui.waiting import settle
from operations.kpi.test_figures import World
from PySide6.QtCore import Qt

from csdesk.domain.moments import SHANGHAI
from csdesk.domain.rows import Query
from csdesk.domain.staff.appraisals import Interview
from csdesk.domain.staff.scorecards import AppraisalScheme
from csdesk.gui.ledger.record_dialog import RecordDialog
from csdesk.operations import ledgers
from csdesk.operations.kpi import closing

NOW = datetime(2026, 7, 8, 9, 0, tzinfo=SHANGHAI)


@pytest.fixture
def page(qtbot, manager_db, look):
    world = World(manager_db)
    with world.together():
        owner = world.staff("张三", hired_on="2020-01-01", book="BR-NB")
        client = world.client("A", owner)
        world.charge(client, "2026-06-03", 10_000)
        world.cost(client, "2026-06-03", 8_420)
        told = {"role": "specialist", "version": 2, "valid_from": "2026-06", "weights": "K01 60、工作态度 40"}
        world.put(AppraisalScheme, **told, book="BR-NB")
    closing.close_month(manager_db, "2026-06", now=NOW, reason="核对完毕")
    window, _ = shown(qtbot, manager_db, look, NOW)
    page = window.tabs[-1].leading[2]
    window.tabs[-1].show_page(page)
    settle()
    at = next(n for n, row in enumerate(page.model.rows) if row[0] == "张三")
    page.table.selectRow(at)
    return page


def me(page):
    return next(row for row in page.model.rows if row[0] == "张三")


def dialog(page):
    settle()
    return page.window().findChildren(RecordDialog)[-1]


def press(qtbot, page, label):
    button = next(b for b in page.bar.buttons if b.text() == label)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


def test_a_month_from_nothing_to_the_archive(page, qtbot):
    assert page.month_box.currentText() == "2026-06"
    assert me(page)[3] == "未生成"
    assert "未生成：" in page.state.text()
    qtbot.mouseClick(page.prepare_button, Qt.MouseButton.LeftButton)
    settle()
    assert me(page)[3:7] == ("自评", "87.78", "良好", "1 项待打分")
    assert [row[5:7] for row in page.item_model.rows] == [("87.78", "2026-07-08"), ("", "待打分")]

    page.items.selectRow(1)
    qtbot.mouseClick(page.override_button, Qt.MouseButton.LeftButton)
    asked = dialog(page)
    asked.form.put_raw({"override": "38", "override_reason": "主动支援同事"})
    qtbot.mouseClick(asked.ui.ok_button, Qt.MouseButton.LeftButton)
    settle()
    assert me(page)[4:7] == ("90.67", "优秀", "已冻结")
    assert page.item_model.rows[1][5:] == ("38.00", "", "李经理", "主动支援同事")

    press(qtbot, page, "评分")
    qtbot.mouseClick(dialog(page).ui.ok_button, Qt.MouseButton.LeftButton)
    settle()
    assert not page.override_button.isEnabled()
    press(qtbot, page, "批准")
    assert "已批准 1 人" in page.state.text()
    press(qtbot, page, "登记面谈")
    asked = dialog(page)
    asked.form.put_raw({"shortfalls": "毛利"})
    qtbot.mouseClick(asked.ui.ok_button, Qt.MouseButton.LeftButton)
    settle()
    [talk] = ledgers.select(page.desk.db, Interview, Query())
    assert (talk.values["held_on"], talk.values["interviewer"], talk.values["shortfalls"]) == ("2026-07-08", "李经理", "毛利")
    press(qtbot, page, "归档")
    assert me(page)[3] == "已归档"
