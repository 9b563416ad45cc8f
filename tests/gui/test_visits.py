"""The page 拜访计划: a month taken in two keys, a visit told with F6, what a new follow-up offers."""

import pytest
from gui.waiting import settle
from PySide6.QtCore import Qt

from csdesk.domain.care.clients import Contact
from csdesk.domain.care.followups import ClientLog
from csdesk.domain.care.visits import VisitPlan
from csdesk.domain.rows import Query
from csdesk.gui.dialogs.followups import FollowupDialog
from csdesk.gui.tabs.clients import ClientsTab
from csdesk.operations import ledgers


@pytest.fixture
def two(db, client, now):
    rows = [client(name, tier="A") for name in ("甲", "乙")]
    for row in rows:
        ledgers.create(db, Contact, {"client_id": row.id, "name": "王丽", "mobile": "13800138001", "is_primary": True}, now=now)
    return rows


@pytest.fixture
def tab(two, window):
    found = next(tab for tab in window.tabs if isinstance(tab, ClientsTab))
    window.ui.tabs.setCurrentWidget(found)
    found.show_page(found.visits)
    settle()
    return found


def test_the_month_is_taken_in_two_keys_and_undone_in_one(tab, qtbot, db, window):
    page = tab.visits
    assert [row[2] for row in page._model.rows] == ["待安排", "待安排"]
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page.table, Qt.Key.Key_Insert)
    settle()
    assert page._model.rows == []
    assert [plan.values["planned_on"] for plan in ledgers.select(db, VisitPlan, Query())] == ["2026-06-12"] * 2
    assert page.told.text() == "本月应访 2 家，已完成 0 家"
    window.undoing.step("undo")
    settle()
    assert len(page._model.rows) == 2
    assert not ledgers.count(db, VisitPlan, Query())


def test_another_month_is_looked_at(tab):
    tab.visits.turn(1)
    settle()
    assert (tab.visits.month, tab.visits.month_told.text()) == ("2026-07", "2026-07")
    assert {line.proposed for line in tab.visits.lines} == {"2026-07-01"}


def test_a_planned_visit_is_told_with_one_key(tab, qtbot, db, window):
    tab.visits.table.selectAll()
    tab.visits.take()
    pane = tab.choose(VisitPlan)
    settle()
    pane.table.setFocus()
    qtbot.keyClick(pane.table, Qt.Key.Key_F6)
    settle()
    dialog = next(d for d in window.findChildren(FollowupDialog) if d.isVisible())
    raws = dialog.form.raws()
    assert (raws["log_type"], raws["channel"], raws["contact_id"], raws["next_on"]) == ("走访", "上门", "王丽", "2026-06-18")
    dialog.form.box("content").insertPlainText("看了新厂房，七月起增加夜间提货。")
    qtbot.keyClick(dialog.ui.ok_button, Qt.Key.Key_Return)
    settle()
    plans = ledgers.select(db, VisitPlan, Query(sort="_created_at"))
    assert [plan.values["status"] for plan in plans] == ["done", "planned", "planned"]
    assert plans[-1].values["planned_on"] == "2026-06-18"
    qtbot.keyClick(pane.table, Qt.Key.Key_F6)  # the table stands on the first plan again: it is done
    settle()
    assert ledgers.count(db, ClientLog, Query()) == 1


def test_the_card_of_a_new_follow_up_offers_the_next_day_and_lets_it_be(tab, two, db):
    card = tab.choose(ClientLog).card
    settle()
    card.start_new()
    card.form.box("client_id").put(two[0].id, "甲")
    card.form.box("log_type").put("call")
    card.form.edited.emit()
    settle()
    assert card.form.raws()["next_on"] == "2026-06-18"
    card.form.box("log_type").put("status")
    card.form.edited.emit()
    settle()
    assert card.form.raws()["next_on"] == ""
    card.form.box("next_on").setText("2026-06-30")
    card.form.box("log_type").put("call")
    card.form.edited.emit()
    settle()
    assert card.form.raws()["next_on"] == "2026-06-30"


def test_what_the_archive_lacks_is_one_click_away(tab, two):
    from csdesk.domain.care.clients import Client

    card = tab.choose(Client).card
    settle()
    assert "还缺" in card.form._lead.text()
    assert "lacks:biz_address" in card.form._lead.text()
    card.form.hinted.emit("lacks:biz_address")
    assert card.form.box("biz_address").hasFocus()


def test_the_table_has_the_cursor_and_the_limit_its_name(tab, window):
    assert window.focusWidget() is tab.visits.table
    assert "A 级客户每年走访" in tab.visits.details(tab.visits.lines[0])
    assert "visits_per_year" not in tab.visits.details(tab.visits.lines[0])
