"""The page 指标分解: a year typed once falls into months and people, is saved, explained and approved."""

from datetime import datetime

import pytest
from gui.waiting import settle
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QLineEdit

from csdesk.domain.moments import SHANGHAI
from csdesk.domain.plans.targets import Plan, PlanLine
from csdesk.domain.rows import Filter, Query
from csdesk.domain.staff.people import Branch, Staff
from csdesk.gui.desk import Desk
from csdesk.gui.tabs import TABS
from csdesk.gui.tabs.planning import PlanningTab
from csdesk.gui.tasks import InlineTasks
from csdesk.gui.window import MainWindow
from csdesk.operations import desk as desk_operations
from csdesk.operations import ledgers
from csdesk.settings import Settings
from csdesk.store import changesets

NOW = datetime(2026, 1, 2, 9, 0, tzinfo=SHANGHAI)


def shown(qtbot, database, look, now=NOW):
    desk = Desk(database, InlineTasks(), Settings(), look, lambda: now, desk_operations.me(database))
    window = MainWindow(look)
    qtbot.addWidget(window)
    window.show_desk(desk, TABS)
    window.show()
    tab = next(tab for tab in window.tabs if isinstance(tab, PlanningTab))
    window.ui.tabs.setCurrentWidget(tab)
    tab.show_page(tab.leading[0])
    settle()
    return window, tab.leading[0]


@pytest.fixture
def opened(qtbot, manager_db, look):
    with changesets.change_set(manager_db, "试") as work:
        work.create(Branch, {"code": "NB", "name": "宁波分部"}, book="BR-NB")
        for name in ("张三", "李四"):
            work.create(Staff, {"name": name, "role": "specialist", "branch": "NB"}, book="BR-NB")
    return shown(qtbot, manager_db, look)


@pytest.fixture
def page(opened):
    return opened[1]


def put(qtbot, page, row, column, text):
    """Type into a cell as a person does: select it, type, Enter."""
    page.table.setCurrentIndex(page.grid.index(row, column))
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    [editor] = [one for one in page.table.viewport().findChildren(QLineEdit) if one.isVisible()]
    editor.selectAll()
    qtbot.keyClicks(editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    settle()


def cells(page, column):
    heads = [page.grid.headerData(row, Qt.Orientation.Vertical) for row in range(page.grid.rowCount())]
    return {head: page.grid.index(row, column).data() for row, head in enumerate(heads)}


def row_of(page, head):
    return list(cells(page, 1)).index(head)


def answer(page, text):
    asked = page.findChild(QInputDialog)
    asked.setTextValue(text)
    asked.accept()
    settle()


def test_every_segment_fits_a_narrow_screen(opened):
    assert opened[0].minimumSizeHint().width() <= 1366


def test_a_year_falls_into_months_and_quarters(page, qtbot):
    page.blend_box.setValue(0)
    put(qtbot, page, row_of(page, "全年"), 1, "12000000")
    own = cells(page, 1)
    assert (own["1 月"], own["2 月"], own["一季度"], own["全年"]) == ("980,000.00", "580,000.00", "2,610,000.00", "12,000,000.00")


def test_it_is_divided_saved_and_approved(page, qtbot, manager_db, opened):
    put(qtbot, page, row_of(page, "全年"), 1, "12000")
    qtbot.mouseClick(page.divide_button, Qt.MouseButton.LeftButton)
    assert (cells(page, 2)["全年"], cells(page, 3)["全年"]) == ("6,000.00", "6,000.00")
    assert not page.approve_button.isEnabled()  # not before it is saved
    qtbot.keyClick(page.save_button, Qt.Key.Key_Space)
    settle()
    assert page.approve_button.isEnabled()
    assert ledgers.count(manager_db, Plan, Query(filters=(Filter("status", "is", "draft"),))) == 3
    qtbot.mouseClick(page.approve_button, Qt.MouseButton.LeftButton)
    settle()
    assert ledgers.count(manager_db, PlanLine, Query(filters=(Filter("status", "is", "approved"),))) == 36
    assert "已批准" in page.state.text()


def test_a_gap_is_seen_and_explained(page, qtbot, manager_db, opened):
    put(qtbot, page, row_of(page, "全年"), 1, "12000")
    page.divide_button.click()
    put(qtbot, page, row_of(page, "3 月"), 2, "9000")
    assert cells(page, 5)["3 月"] == cells(page, 5)["全年"] != "0.00"
    page.save_button.click()
    settle()
    page.approve_button.click()
    assert "加码" in page.findChild(QInputDialog).labelText()
    answer(page, "大客户三月集中发货")
    [own] = [row for row in ledgers.select(manager_db, Plan, Query()) if row.values["level"] == "branch"]
    assert own.values["gap_note"] == "大客户三月集中发货"


def test_what_was_typed_survives_a_refresh_and_is_given_up_by_a_button(page, qtbot):
    put(qtbot, page, row_of(page, "全年"), 1, "12000")
    page.refresh()
    settle()
    assert cells(page, 1)["全年"] == "12,000.00"
    assert not page.year_box.isEnabled()
    page.drop_button.click()
    settle()
    assert cells(page, 1)["全年"] == "0.00"
    assert page.year_box.isEnabled()


def test_an_approved_plan_asks_why_it_changes(page, qtbot, manager_db):
    put(qtbot, page, row_of(page, "全年"), 1, "12000")
    page.save_button.click()
    settle()
    page.approve_button.click()
    settle()
    put(qtbot, page, row_of(page, "12 月"), 1, "9")
    page.save_button.click()
    answer(page, "年末减产")
    [new] = ledgers.select(manager_db, Plan, Query(filters=(Filter("version", "is", 2),)))
    assert (new.values["status"], new.values["reason"]) == ("draft", "年末减产")


def test_nonsense_is_told_where_it_was_typed(page, qtbot):
    put(qtbot, page, row_of(page, "3 月"), 1, "lots")
    assert page.told.text().startswith("3 月 宁波分部：")
    assert cells(page, 1)["3 月"] == "0.00"


def test_sums_and_closed_cells_are_not_typed_into(page):
    kinds = {"一季度", "近 12 个月实际"}
    assert not any(page.grid.flags(page.grid.index(row_of(page, head), 1)) & Qt.ItemFlag.ItemIsEditable for head in kinds)


def test_a_specialist_looks_only(qtbot, db, look):
    _, page = shown(qtbot, db, look)
    assert not page.save_button.isEnabled()
