"""Instructions in the window: given with a due date, told in the status bar, answered on the record's card."""

import pytest
from gui.waiting import settle
from offices import client, enrol, sent

from csdesk.domain.care.clients import Client
from csdesk.domain.instructions import Instruction
from csdesk.domain.rows import Query
from csdesk.gui.desk import Desk
from csdesk.gui.ledger.pane import LedgerPane
from csdesk.gui.ledger.record_dialog import RecordDialog
from csdesk.gui.tasks import InlineTasks
from csdesk.operations import ledgers
from csdesk.operations.peers import exchange, instructions


@pytest.fixture
def chief(qapp, db, manager_db, desk, now):
    """李经理's desk, with 张三's client."""
    enrol(db, manager_db)
    client(db, now, "甲")
    exchange.merge(manager_db, [sent(db, "李经理")])
    tasks = InlineTasks()
    yield Desk(manager_db, tasks, desk.settings, desk.look, lambda: now)
    tasks.deleteLater()


def test_it_is_given_with_a_due_date(qtbot, chief):
    pane = LedgerPane(chief, Client)
    qtbot.addWidget(pane)
    pane.show()
    settle()
    pane.table.stand_on(0, 0)
    pane.selection.ask_instruction()
    settle()
    dialog = next(d for d in pane.findChildren(RecordDialog) if d.isVisible())
    dialog.accept()
    assert dialog.isVisible()  # there is nothing to do yet
    dialog.form.box("text").setPlainText("本周拜访一次")
    dialog.form.box("due").setText("2026-06-19")
    dialog.accept()
    settle()
    [told] = ledgers.select(chief.db, Instruction, Query())
    assert (told.values["text"], told.values["due"], told.values["by"]) == ("本周拜访一次", "2026-06-19", "李经理")
    pane.card.show_row(pane.card.row)
    settle()
    [line] = pane.card.orders.lines
    assert line.bar.buttons == []  # who gave it does not answer it


@pytest.fixture
def instructed(chief, desk, now):
    """The same has come down to 张三."""
    row = ledgers.select(chief.db, Client, Query())
    instructions.instruct(chief.db, Client, row, "本周拜访一次", now=now, due=now.date())
    exchange.merge(desk.db, [sent(chief.db, "张三")])


def test_it_is_told_in_the_status_bar_and_a_click_shows_it(instructed, window):
    settle()
    assert window.status.unread.text() == "1 条批示待阅"
    assert window.status.unread.isVisible()
    window.status.unread.click()
    settle()
    assert window.ui.tabs.currentWidget().pane.record is Instruction


def test_it_is_answered_on_the_card_of_its_record(instructed, pane, desk):
    shown = pane()
    settle()
    [line] = shown.card.orders.lines
    assert shown.card.orders.isVisible()
    assert line.text.text() == "本周拜访一次"
    assert [button.text() for button in line.bar.buttons] == ["已阅", "办结"]
    line.bar.buttons[0].click()
    settle()
    [line] = shown.card.orders.lines
    [done] = line.bar.buttons
    done.click()
    settle()
    dialog = next(d for d in shown.findChildren(RecordDialog) if d.isVisible())
    dialog.form.box("reply").setText("已拜访")
    dialog.accept()
    settle()
    assert not shown.card.orders.isVisible()
    assert ledgers.select(desk.db, Instruction, Query())[0].values["status"] == "done"
