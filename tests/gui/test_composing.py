"""Chinese input methods: while one composes no key of the program fires, and the words arrive where they were meant."""

import pytest
from gui.waiting import settle
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from csdesk.domain.care.clients import Client
from csdesk.domain.rows import Query
from csdesk.domain.transport.waybill_events import WaybillEvent
from csdesk.domain.transport.waybills import Waybill
from csdesk.gui.tabs.today import TodayTab
from csdesk.operations import ledgers, moves

_IME = Qt.WidgetAttribute.WA_InputMethodEnabled


def compose(widget, letters, words):
    """What Qt sends while somebody spells: the letters as far as they are, then the words chosen for them."""
    for end in range(1, len(letters) + 1):
        QApplication.sendEvent(widget, QInputMethodEvent(letters[:end], []))
    before = widget.text() if isinstance(widget, QLineEdit) else ""
    chosen = QInputMethodEvent("", [])
    chosen.setCommitString(words)
    QApplication.sendEvent(widget, chosen)
    settle()
    return before


@pytest.fixture
def page(tab, db, trip, now, qtbot):
    """The in-transit board with one waybill on it."""
    [row] = ledgers.select(db, Waybill, Query())
    moves.act(db, Waybill, row, "depart", {}, now=now)
    tab.show_page(tab.transit)
    tab.refresh()
    settle()
    return tab.transit


def test_words_composed_in_the_search_line_are_searched(pane, client):
    for name in ("示例家电", "海曙食品"):
        client(name)
    shown = pane()
    assert compose(shown.ui.search, "haishu", "海曙") == ""
    shown.load()
    assert shown.ui.search.text() == "海曙"
    assert shown.model.rowCount() == 1


def test_words_composed_over_the_table_go_to_the_search_line(pane, client, qtbot):
    for name in ("示例家电", "海曙食品"):
        client(name)
    shown = pane()
    shown.table.setFocus()
    for column in (shown.table.visible_columns()[0], shown.table.visible_columns()[-1]):
        shown.table.setCurrentIndex(shown.model.index(0, column))
        assert shown.table.testAttribute(_IME)
    compose(shown.table, "haishu", "海曙")
    shown.load()
    assert shown.ui.search.text() == "海曙"
    assert QApplication.focusWidget() is shown.ui.search
    assert shown.model.rowCount() == 1


def test_words_composed_in_a_cell_are_saved(pane, client, db, qtbot):
    made = client("示例家电")
    shown = pane()
    at = next(i for i, c in enumerate(shown.model.columns) if c.key == "short_name")
    index = shown.model.index(0, at)
    shown.table.setCurrentIndex(index)
    shown.table.edit(index)
    editor = QApplication.focusWidget()
    editor.selectAll()
    compose(editor, "beilun", "北仑汽配")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    settle()
    assert ledgers.get(db, Client, made.book, made.id).values["short_name"] == "北仑汽配"


def test_words_composed_on_the_card_are_saved(pane, client, db):
    made = client("示例家电")
    shown = pane()
    box = shown.card.form.box("short_name")
    box.setFocus()
    box.selectAll()
    compose(box, "zhenhai", "镇海化工")
    shown.save()
    settle()
    assert ledgers.get(db, Client, made.book, made.id).values["short_name"] == "镇海化工"


def test_single_keys_do_not_fire_while_words_are_composed_on_the_way(page, db, qtbot):
    before = ledgers.count(db, WaybillEvent, Query())
    compose(page.search, "tpcasx", "合肥")
    assert not page.entry.isVisible()
    assert page.search.text() == "合肥"
    qtbot.keyClick(page.table, Qt.Key.Key_T)
    location = page.entry.boxes["location"]
    location.clear()
    compose(location, "wuhu", "芜湖服务区")
    qtbot.keyClicks(location, "TPCX ")
    assert location.text() == "芜湖服务区TPCX "
    assert page.entry.isVisible()
    assert ledgers.count(db, WaybillEvent, Query()) == before
    qtbot.keyClick(location, Qt.Key.Key_Return)
    assert ledgers.count(db, WaybillEvent, Query()) == before + 1


def test_tables_of_single_keys_take_no_input_method(page, window):
    """So that T means T also where the input method stands on Chinese."""
    page.table.setFocus()
    assert not page.table.testAttribute(_IME)
    today = next(tab for tab in window.tabs if isinstance(tab, TodayTab))
    window.ui.tabs.setCurrentWidget(today)
    settle()
    assert not today.page.table.testAttribute(_IME)
