"""The page 今日动态: all quiet in two keys, who is overdue, a line opens its client."""

import pytest
from gui.waiting import settle
from PySide6.QtCore import Qt

from csdesk.domain.followups import ClientLog
from csdesk.domain.rows import Query
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
    window.undo()
    settle()
    assert len(page._model.rows) == 2


def test_who_was_never_spoken_to_is_overdue_and_opens(page, window):
    page._chips.button(1).click()
    assert [row[3:5] for row in page._model.rows] == [("从未", "尽快")] * 2
    page.table.activated.emit(page._model.index(0, 0))
    settle()
    tab = window.ui.tabs.currentWidget()
    assert tab.pane.card.row.values["short_name"] == "甲"


def test_the_tab_opens_on_the_ledger(window):
    tab = next(tab for tab in window.tabs if isinstance(tab, ClientsTab))
    window.ui.tabs.setCurrentWidget(tab)
    settle()
    assert tab.pane is not None
