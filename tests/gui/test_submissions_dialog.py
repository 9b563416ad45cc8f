"""The submission board: a month, a week, and the missing names by one key."""

from datetime import timedelta

import pytest
from gui.waiting import settle
from offices import enrol
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from csdesk.domain.staff.people import Staff
from csdesk.gui.desk import Desk
from csdesk.gui.dialogs.submissions import SubmissionsDialog
from csdesk.gui.tabs import TABS
from csdesk.gui.tasks import InlineTasks
from csdesk.gui.window import MainWindow
from csdesk.operations import ledgers
from csdesk.operations.peers import exchange


@pytest.fixture
def dialog(qtbot, qapp, db, manager_db, look, desk, now):
    """On the board of 李经理, opened by the menu on 12 June: 张三 sent a file on 1 June, 王五 is not enrolled."""
    ledgers.create(manager_db, Staff, {"name": "王五", "role": "specialist", "branch": "NB"}, now=now)
    enrol(db, manager_db)
    sent, made = db.path.with_name("张三五月.csdesk"), now - timedelta(days=11)
    exchange.send(db, "李经理", sent, clock=lambda: int(made.timestamp() * 1000))
    exchange.merge(manager_db, [sent])
    tasks = InlineTasks()
    window = MainWindow(look)
    qtbot.addWidget(window)
    window.show_desk(Desk(manager_db, tasks, desk.settings, look, lambda: now), TABS)
    window.show()
    window.ui.action_submissions.trigger()
    settle()
    yield next(d for d in window.findChildren(SubmissionsDialog) if d.isVisible())
    tasks.deleteLater()


def test_the_board_opens_on_the_last_month(dialog):
    assert dialog.ui.period.currentText() == "2026-05"
    assert dialog.ui.summary.text() == "应收 2 份　已收 1 份　还缺 1 份"
    assert dialog.ui.due.text() == "05-01 至 05-31　2026-06-03 12:00 截止"
    shown = {row[0]: (row[2], row[3], row[4], row[6], row[7]) for row in dialog.model.rows}
    assert shown == {"张三": ("✓ 按时", "1", "2026-06-01 10:05", "张三五月.csdesk", ""), "王五": ("✕ 未交", "", "", "", "还没有入网")}


def test_the_missing_names_are_copied_by_one_key(dialog):
    QTest.keyClick(dialog.ui.lines, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert "还缺 1 份：王五。请用“同步 › 发送”写出文件交给李经理。" in QGuiApplication.clipboard().text()
    assert dialog.ui.told.text() == "已复制，可直接粘贴到微信群"


def test_weeks(dialog, desk):
    dialog.ui.kind.setCurrentIndex(dialog.ui.kind.findData("week"))
    dialog.ui.kind.activated.emit(1)
    settle()
    assert dialog.ui.period.currentText() == "2026 第 23 周（06-01 起）"
    assert {row[2] for row in dialog.model.rows} == {"✕ 未交"}
    assert desk.settings.get("board kind") == "week"
