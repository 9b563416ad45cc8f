"""The page 今日动态: all quiet in two keys, who is overdue, a line opens its client."""

import pytest
from gui.waiting import settle
from PySide6.QtCore import Qt

from csdesk.domain.care.followups import ClientLog
from csdesk.domain.care.visits import VisitPlan
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.rows import Query
from csdesk.gui.dialogs.followups import FollowupDialog
from csdesk.gui.tabs.clients import ClientsTab
from csdesk.operations import ledgers


@pytest.fixture
def two(client):
    return [client(name) for name in ("甲", "乙")]


@pytest.fixture
def page(two, window):
    tab = next(tab for tab in window.tabs if isinstance(tab, ClientsTab))
    window.ui.tabs.setCurrentWidget(tab)
    settle()
    tab.show_page(tab.daily)
    settle()
    return tab.daily


def test_all_quiet_takes_two_keys(page, qtbot, db, window):
    assert [row[2] for row in page._model.rows] == ["未填", "未填"]
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    settle()
    assert page._model.rows == []
    assert "今日都已填写" in page.told.text()
    assert ledgers.count(db, ClientLog, Query()) == 2
    window.undoing.step("undo")
    settle()
    assert len(page._model.rows) == 2


def test_who_was_never_spoken_to_is_overdue_and_opens(page, window):
    page._chips.button(2).click()
    assert [row[9:11] for row in page._model.rows] == [("从未", "尽快")] * 2
    page.table.activated.emit(page._model.index(0, 0))
    settle()
    tab = window.ui.tabs.currentWidget()
    assert tab.pane.card.row.values["short_name"] == "甲"


def test_the_tab_opens_on_the_ledger(window):
    tab = next(tab for tab in window.tabs if isinstance(tab, ClientsTab))
    window.ui.tabs.setCurrentWidget(tab)
    settle()
    assert tab.pane is not None


def test_what_speaks_up_stands_on_top_with_its_reason(page, window, db, now):
    told = {"client_id": page.lines[1].client.id, "source": "phone", "type": "attitude", "severity": "critical", "description": "无人接听"}
    ledgers.create(db, Complaint, {**told, "received_at": "2026-06-12T09:00:00+08:00"}, now=now)
    window.refresh_who_shows("*")
    settle()
    assert [(row[0].split()[-1], row[3]) for row in page._model.rows] == [("乙", "较大投诉"), ("甲", "")]
    assert "较大投诉" in page.detail.text()
    page._chips.button(1).click()
    assert [line.client.name for line in page.lines] == ["乙"]


def test_a_follow_up_from_the_page_has_its_next_day(page, qtbot, db, window):
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_F6)
    settle()
    dialog = next(d for d in window.findChildren(FollowupDialog) if d.isVisible())
    assert (dialog.form.box("log_type").value(), dialog.form.raws()["next_on"]) == ("call", "2026-07-10")  # tier C, the working day before
    dialog.form.box("content").insertPlainText("对方表示下月产量平稳，无异议。")
    qtbot.keyClick(dialog.ui.ok_button, Qt.Key.Key_Return)
    settle()
    [plan] = ledgers.select(db, VisitPlan, Query())
    assert (plan.values["planned_on"], plan.values["status"]) == ("2026-07-10", "planned")
    assert page.all[0].planned
    window.undoing.step("undo")
    settle()
    assert not ledgers.count(db, VisitPlan, Query())
