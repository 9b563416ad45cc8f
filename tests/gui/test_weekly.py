"""The page 周数据: the draft in one click, the reason kept, the next figure that lacks one, a workbook."""

from datetime import datetime

import pytest
from gui.test_plans import shown
from gui.waiting import settle
from PySide6.QtCore import Qt

from csdesk.domain.care.clients import Client
from csdesk.domain.moments import SHANGHAI
from csdesk.domain.money.charges import ChargeLine
from csdesk.domain.money.receivables import Receipt
from csdesk.domain.plans.weekly import WeeklyReason
from csdesk.domain.rows import Query
from csdesk.domain.staff.people import Branch, Staff
from csdesk.operations import ledgers
from csdesk.store import changesets

MONDAY = datetime(2026, 6, 15, 9, 0, tzinfo=SHANGHAI)


@pytest.fixture
def page(qtbot, manager_db, look):
    with changesets.change_set(manager_db, "试") as work:
        work.create(Branch, {"code": "NB", "name": "宁波分部"}, book="BR-NB")
        owner = work.create(Staff, {"name": "张三", "role": "specialist", "branch": "NB"}, book="BR-NB")
        client = work.create(Client, {"client_code": "NB-1", "short_name": "示例家电", "legal_name": "甲", "owner_id": owner}, book="NB-1")
        for day, amount in (("2026-06-09", 2_000_000), ("2026-06-03", 1_000_000)):
            line = {"client_id": client, "biz_date": day, "vat_rate": 0, "line_no": day, "item": "freight", "state": "estimated"}
            work.create(ChargeLine, {**line, "amount_incl_tax": amount}, book="NB-1")
        work.create(Receipt, {"client_id": client, "received_on": "2026-06-10", "amount": 9_000_000}, book="NB-1")
    window, _ = shown(qtbot, manager_db, look, MONDAY)
    window.tabs[-1].show_page(window.tabs[-1].leading[1])
    settle()
    return window.tabs[-1].leading[1]


def reasons(page):
    return {row[0]: row[6:] for row in page.model.rows}


def test_the_week_that_ended_last_is_shown_with_what_is_to_be_explained(page):
    assert page.week_box.currentText() == "2026-W24"
    assert page.model.rows[0][:5] == ("收入（不含税）", "20,000.00", "10,000.00", "+10,000.00", "+100.00 %")
    assert reasons(page)["收入（不含税）"] == ("待填", "")
    assert "还有 3 项要写原因" in page.state.text()


def test_the_draft_is_kept_by_return_and_the_next_one_waits(page, qtbot, manager_db):
    qtbot.mouseClick(page.draft_button, Qt.MouseButton.LeftButton)
    assert page.reason.text() == "NB-1 示例家电 +10,000.00"
    qtbot.keyClick(page.reason, Qt.Key.Key_Return)
    settle()
    assert reasons(page)["收入（不含税）"] == ("量", "NB-1 示例家电 +10,000.00")
    assert page.line.figure.metric.value == "gross_profit"
    assert ledgers.count(manager_db, WeeklyReason, Query()) == 1
    assert "还有 2 项" in page.state.text()


def test_no_words_are_told(page, qtbot):
    qtbot.keyClick(page.reason, Qt.Key.Key_Return)
    settle()
    assert "请写明增减原因" in page.told.text()


def test_a_line_shows_who_moved_it(page):
    assert page._parts.rows == [("NB-1 示例家电", "20,000.00", "10,000.00", "+10,000.00", "—", "—")]
