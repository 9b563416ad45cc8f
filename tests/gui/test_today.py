"""The workbench in the window: it opens first, counts what waits, works off a line by one key, notes tasks from anywhere, reminds once."""

from datetime import timedelta

import pytest
from gui.waiting import settle
from PySide6.QtCore import Qt, QTime
from PySide6.QtWidgets import QSystemTrayIcon

from csdesk.domain.care.followups import ClientLog
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.moments import wire_moment
from csdesk.domain.rows import Query
from csdesk.domain.tasks import Task
from csdesk.gui.desk import Desk
from csdesk.gui.dialogs.noting import TaskDialog
from csdesk.gui.dialogs.reminding import RemindersDialog
from csdesk.gui.tabs import TABS
from csdesk.gui.tabs.clients import ClientsTab
from csdesk.gui.tabs.complaints import ComplaintsTab
from csdesk.gui.tabs.today import TodayTab
from csdesk.gui.window import MainWindow
from csdesk.operations import ledgers


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self, at):
        self.at = at

    def __call__(self):
        return self.at


@pytest.fixture
def clock(now):
    return Clock(now)


@pytest.fixture
def window(qtbot, desk, look, clock):
    made = MainWindow(look)
    qtbot.addWidget(made)
    made.show_desk(Desk(desk.db, desk.tasks, desk.settings, look, clock, desk.me), TABS)
    made.show()
    made.activateWindow()
    settle()
    return made


@pytest.fixture
def page(window):
    return next(tab for tab in window.tabs if isinstance(tab, TodayTab)).page


@pytest.fixture
def task(db, now):
    def make(title, **told):
        return ledgers.create(db, Task, {"title": title, "due": now.date().isoformat(), **told}, now=now)

    return make


def case_of(db, client, now, **told):
    at = wire_moment(now)
    values = {"client_id": client.id, "received_at": at, "registered_at": at, "type": "billing", "description": "对账差异", **told}
    return ledgers.create(db, Complaint, values, now=now)


def lists(page):
    """What the lists say: label → number."""
    return {page.lists.topLevelItem(i).text(0): page.lists.topLevelItem(i).text(1) for i in range(page.lists.topLevelItemCount())}


def shown(page):
    return [row[3] for row in page.table.texts.rows]


# -- what waits -------------------------------------------------------------------------------------------------------


def test_it_is_what_opens_first(window, page):
    assert isinstance(window.ui.tabs.currentWidget(), TodayTab)
    assert page.isVisible()
    assert page.day.text() == "6 月 12 日　星期五"
    assert page.pages.currentWidget() is page.empty


def test_what_waits_is_listed_by_urgency_and_counted(window, page, client, db, now, task):
    whom = client("甲")
    case_of(db, whom, now - timedelta(days=20))
    task("给甲报价")
    window.refresh_who_shows("*")
    settle()
    assert [row[:3] for row in page.table.texts.rows] == [("逾期 16 天", "05-27", "案件逾期"), ("今天", "06-12", "待办")]
    said = lists(page)
    assert (said["先做这些"], said["案件逾期"], said["待办"], said["今日动态未填"], said["回单逾期"]) == ("2", "1", "1", "1", "✓")
    assert "已过期限 1　今天到期 1" in page.told.text()


def test_done_by_one_key_and_undone(window, page, qtbot, task, db):
    task("给甲报价")
    window.refresh_who_shows("task")
    settle()
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_D)
    settle()
    assert shown(page) == []
    assert ledgers.select(db, Task, Query())[0].values["status"] == "done"
    window.undoing.step("undo")
    settle()
    assert shown(page) == ["给甲报价"]
    qtbot.keyClick(page.table, Qt.Key.Key_M)
    settle()
    assert shown(page) == []


def test_a_list_shows_its_own_and_space_files_all_of_it(window, page, qtbot, client, db):
    for name in ("甲", "乙"):
        client(name)
    window.refresh_who_shows("client")
    page.lists.choose("dailies")
    settle()
    assert len(shown(page)) == 2
    assert not page.act_buttons["M"].isVisible()
    assert page.act_buttons["D"].text() == "无异常 D"
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    settle()
    assert (shown(page), ledgers.count(db, ClientLog, Query())) == ([], 2)


def test_enter_goes_to_the_record(window, page, qtbot, client, db, now):
    case = case_of(db, client("甲"), now - timedelta(days=20))
    window.refresh_who_shows("complaint")
    settle()
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    settle()
    front = window.ui.tabs.currentWidget()
    assert isinstance(front, ComplaintsTab)
    assert front.pane.card.row.id == case.id


def test_it_follows_what_other_tabs_write_and_the_turn_of_the_day(window, page, client, db, now, clock, task):
    case_of(db, client("甲"), now)
    task("明天的事", due="2026-06-13")
    window.refresh_who_shows("*")
    settle()
    assert "待办" not in [row[2] for row in page.table.texts.rows]
    clock.at = now + timedelta(days=1)
    page.tick()
    settle()
    assert page.day.text() == "6 月 13 日　星期六"
    assert "明天的事" in shown(page)


def test_where_one_may_only_look_nothing_is_offered(page, window, task, monkeypatch, desk):
    task("给甲报价")
    window.refresh_who_shows("task")
    monkeypatch.setattr(desk.db, "look_only", True)
    page._show_buttons()
    assert not page.act_buttons["D"].isVisible()


# -- noting -----------------------------------------------------------------------------------------------------------


def note(window, qtbot):
    """Press Ctrl+T; the dialog."""
    qtbot.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    settle()
    return next(dialog for dialog in window.findChildren(TaskDialog) if dialog.isVisible())


def test_a_task_is_noted_about_the_record_in_front(window, qtbot, client, db, page):
    whom = client("甲")
    tab = next(tab for tab in window.tabs if isinstance(tab, ClientsTab))
    window.ui.tabs.setCurrentWidget(tab)
    settle()
    dialog = note(window, qtbot)
    assert "关于：客户" in dialog.ui.help.text()
    title = dialog.form.box("title")
    title.setText("给甲报价")
    dialog.form.box("remind_at").setText("14:30")
    qtbot.keyClick(title, Qt.Key.Key_Return)
    settle()
    assert not dialog.isVisible()
    (row,) = ledgers.select(db, Task, Query())
    assert (row.values["due"], row.values["about_table"], row.values["about_id"]) == ("2026-06-12", "client", whom.id)
    assert (row.titles["owner_id"], row.values["remind_at"]) == ("张三", "2026-06-12T14:30:00+08:00")
    window.ui.tabs.setCurrentIndex(0)
    settle()
    assert shown(page) == ["给甲报价"]
    page.open()
    settle()
    assert window.ui.tabs.currentWidget() is tab


def test_a_task_needs_a_title(window, qtbot):
    dialog = note(window, qtbot)
    assert not dialog.ui.help.isVisible()
    qtbot.keyClick(dialog.form.box("title"), Qt.Key.Key_Return)
    settle()
    assert dialog.isVisible()
    assert dialog.form.wrong() == {"title": "请填写事项"}


def test_tasks_have_a_ledger_whose_line_leads_to_what_it_is_about(window, qtbot, client, task):
    whom = client("甲")
    row = task("给甲报价", about_table="client", about_id=whom.id, about_title="甲", about_book=whom.book)
    tab = window.ui.tabs.currentWidget()
    assert tab.show_record("task", row.book, row.id)
    settle()
    assert [button.text() for button in tab.pane.card.actions_bar.buttons][:2] == ["完成", "推到明天"]
    tab.pane.table.setFocus()
    window.activateWindow()
    settle()
    qtbot.keyClick(tab.pane.table, Qt.Key.Key_F4)
    settle()
    assert window.ui.tabs.currentWidget().pane.card.row.id == whom.id


# -- reminding --------------------------------------------------------------------------------------------------------


def at(now, **parts):
    return wire_moment(now.replace(**parts))


def test_a_task_with_a_time_is_told_once_and_a_click_opens_it(window, task, now, clock):
    row = task("给甲回电话", remind_at=at(now, hour=10, minute=30))
    window.reminders.look()
    settle()
    assert not window.status.due.isVisible()
    clock.at = now.replace(hour=10, minute=31)
    window.reminders.look()
    settle()
    assert window.status.due.text() == "待办：给甲回电话"
    window.status.due.click()
    settle()
    assert not window.status.due.isVisible()
    assert window.ui.tabs.currentWidget().pane.card.row.id == row.id
    window.reminders.look()
    settle()
    assert not window.status.due.isVisible()


def test_a_deadline_is_told_before_it_and_an_answer_in_time_keeps_it_quiet(window, client, db, now, clock):
    whom = client("甲")
    case_of(db, whom, now)  # to be answered within two hours, at 12:05
    case_of(db, whom, now, first_response_at=wire_moment(now))
    clock.at = now.replace(hour=11, minute=49)
    window.reminders.look()
    assert not window.status.due.isVisible()
    clock.at = now.replace(hour=11, minute=51)
    window.reminders.look()
    assert window.status.due.text().startswith("首次响应 12:05 到期：TS-")


def test_several_at_once_are_one_notice_that_opens_the_workbench(window, task, now, clock):
    for title in ("甲", "乙", "丙"):
        task(title, remind_at=at(now, hour=10, minute=5))
    window.ui.tabs.setCurrentIndex(1)
    window.reminders.look()
    settle()
    assert window.status.due.text() == "待办：甲 等 3 件"
    window.status.due.click()
    assert isinstance(window.ui.tabs.currentWidget(), TodayTab)


def test_the_tray_says_it_where_there_is_one(window, task, now):
    row = task("给甲回电话", remind_at=at(now, hour=10, minute=5))
    tray = QSystemTrayIcon(window)
    window.reminders.use(tray)
    window.reminders.look()
    tray.messageClicked.emit()
    settle()
    assert window.ui.tabs.currentWidget().pane.card.row.id == row.id


def test_quiet_hours_and_off_are_chosen_in_the_settings(window, task, now, clock, qtbot):
    task("给甲回电话", remind_at=at(now, hour=12, minute=30))
    window.ui.action_reminders.trigger()
    settle()
    dialog = next(d for d in window.findChildren(RemindersDialog) if d.isVisible())
    dialog.ui.quiet_from.setTime(QTime(12, 0))
    dialog.ui.quiet_to.setTime(QTime(13, 0))
    dialog.ui.ok_button.click()
    clock.at = now.replace(hour=12, minute=31)
    window.reminders.look()
    assert not window.status.due.isVisible()
    dialog.ui.quiet.setChecked(False)
    assert not dialog.ui.quiet_from.isEnabled()
    dialog.ui.on.setChecked(False)
    dialog.accept()
    window.reminders.look()
    assert not window.status.due.isVisible()
    dialog.ui.on.setChecked(True)
    dialog.accept()
    window.reminders.look()
    assert window.status.due.isVisible()


def test_a_fresh_file_is_told_how_one_begins(page, client, clock):
    assert "这是一个新文件" in page.empty.text()
    client("新泰电子")
    page.refresh()
    assert "这是一个新文件" not in page.empty.text()
