"""Ctrl+Z: in a field first what was typed, then the last change set; what was there before the program was opened only when asked."""

import pytest
from gui.waiting import settle
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from csdesk.domain.care.clients import Client
from csdesk.domain.rows import Query
from csdesk.gui.tabs.clients import ClientsTab
from csdesk.operations import ledgers

UNDO = (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture
def earlier(client):
    """A client who was there before the window came."""
    return client("从前")


def names(db):
    return sorted(row.values["short_name"] for row in ledgers.select(db, Client, Query()))


def asked(window):
    return [box for box in window.findChildren(QMessageBox) if box.isVisible()]


def awake(qtbot, window):
    tab = next(tab for tab in window.tabs if isinstance(tab, ClientsTab))
    window.ui.tabs.setCurrentWidget(tab)
    settle()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return tab.choose(Client)


def test_what_was_done_before_this_start_is_asked_for(earlier, window, client, db):
    client("现在")
    window.refresh_who_shows("*")
    window.undoing.step("undo")
    settle()
    assert names(db) == ["从前"]
    assert asked(window) == []
    window.undoing.step("undo")
    settle()
    (box,) = asked(window)
    assert box.text().startswith("“新建客户 ")
    assert "这次打开之前做的（张三，20" in box.text()
    box.reject()
    settle()
    assert names(db) == ["从前"]
    window.undoing.step("undo")
    settle()
    (box,) = asked(window)
    next(button for button in box.buttons() if button.text() == "撤销").click()
    settle()
    assert names(db) == []
    window.undoing.step("redo")
    assert names(db) == ["从前"]


def test_in_a_field_the_typing_goes_first_and_an_empty_one_keeps_nothing_back(earlier, qtbot, window, client, db):
    pane = awake(qtbot, window)
    client("现在")
    pane.ui.search.setFocus()
    qtbot.keyClicks(pane.ui.search, "abc")
    qtbot.keyClick(pane.ui.search, *UNDO)
    assert pane.ui.search.text() == ""
    assert names(db) == ["从前", "现在"]
    qtbot.keyClick(pane.ui.search, *UNDO)
    settle()
    assert names(db) == ["从前"]
    qtbot.keyClick(pane.ui.search, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert pane.ui.search.text() in ("a", "ab", "abc")  # the typing can be done again first
