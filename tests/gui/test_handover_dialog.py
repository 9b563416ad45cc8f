"""Handing clients over in the window: selected, looked at, done, undone."""

import pytest
from gui.waiting import settle
from offices import client, enrol, sent

from csdesk.domain.care.clients import Client
from csdesk.gui.desk import Desk
from csdesk.gui.dialogs.handing_over import HandoverDialog
from csdesk.gui.tabs import TABS
from csdesk.gui.tabs.clients import ClientsTab
from csdesk.gui.tasks import InlineTasks
from csdesk.gui.window import MainWindow
from csdesk.operations import files, ledgers
from csdesk.operations.peers import exchange


@pytest.fixture
def window(qtbot, qapp, db, manager_db, look, desk, now, tmp_path):
    """李经理's window on the client ledger; 张三 has two clients, 李四 none."""
    with files.new_file(tmp_path / "李四.csdb", name="李四", role="specialist", branch="NB") as other:
        for person in (db, other):
            enrol(person, manager_db)
        for short in ("甲", "乙"):
            client(db, now, short)
        exchange.merge(manager_db, [sent(db, "李经理"), sent(other, "李经理")])
    tasks = InlineTasks()
    made = MainWindow(look)
    qtbot.addWidget(made)
    made.show_desk(Desk(manager_db, tasks, desk.settings, look, lambda: now), TABS)
    made.show()
    settle()
    yield made
    tasks.deleteLater()


def opened(window):
    """The dialog on all clients of the ledger, as its menu opens it."""
    tab = next(tab for tab in window.tabs if isinstance(tab, ClientsTab))
    window.ui.tabs.setCurrentWidget(tab)
    settle()
    tab.pane.table.selectAll()
    menu = tab.pane.selection.menu()
    next(action for action in menu.actions() if action.text() == "移交给…").trigger()
    settle()
    return tab, next(d for d in window.findChildren(HandoverDialog) if d.isVisible())


def test_the_dialog_says_who_can_take_them_and_what_goes_along(window, tmp_path):
    _, dialog = opened(window)
    assert [dialog.ui.to.itemText(i) for i in range(dialog.ui.to.count())] == ["李四（NB 02）"]
    assert dialog.model.rows == [("客户档案", "2")]
    assert "甲" in dialog.ui.lead.text()
    dialog.save_list(str(tmp_path / "移交单.xlsx"))
    assert (tmp_path / "移交单.xlsx").exists()


def test_a_hand_over_shows_in_the_ledger_and_one_undo_takes_it_back(window):
    tab, dialog = opened(window)
    dialog.ui.reason.setText("换岗")
    dialog.ui.go_button.click()
    settle()
    books = {row.book for row in ledgers.select(window.desk.db, Client, tab.pane.query)}
    assert books == {dialog.chosen.to.book}
    assert "撤销 “移交 2 个客户给李四”" in window.ui.action_undo.text()
    window.undoing.step("undo")
    settle()
    assert {row.book for row in ledgers.select(window.desk.db, Client, tab.pane.query)}.isdisjoint(books)


def test_a_specialist_has_no_such_entry(pane, client):
    client("甲")
    made = pane()
    made.table.selectAll()
    assert "移交给…" not in [action.text() for action in made.selection.menu().actions()]
