"""The in-transit board in the window: whom to call now, two keys for a node, texts for the client's group."""

from datetime import timedelta

import pytest
from gui.waiting import settle
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.moments import wire_moment
from csdesk.domain.rows import Filter, Query
from csdesk.domain.transport.waybill_events import WaybillEvent
from csdesk.domain.transport.waybills import Waybill
from csdesk.gui.dialogs.casemaking import CaseDialog
from csdesk.gui.dialogs.search import SearchDialog
from csdesk.gui.tabs.dispatch import DispatchTab
from csdesk.operations import ledgers, moves
from csdesk.operations.transport import dispatch

WHO = {"driver_name": "王师傅", "driver_phone": "19900000001", "capacity_type": "spot"}


@pytest.fixture
def driving(db, client, now):
    """Three waybills: two on one vehicle, last heard of nine hours ago, one that left an hour ago."""
    owner, made = client("示例家电"), []
    for city, plate, hours in (("广州", "浙B12345", 9), ("佛山", "浙B12345", 9), ("合肥", "浙B23456", 1)):
        left = now - timedelta(hours=hours)
        values = {"client_id": owner.id, "goods_name": "冰箱", "pieces": 120, "origin_city": "宁波", "dest_city": city,
                  "planned_loading_at": wire_moment(left), "planned_departure_at": wire_moment(left), "vehicle_type_req": "9.6m",
                  "required_arrival_at": wire_moment(now + timedelta(hours=6))}  # fmt: skip
        [row] = dispatch.assign(db, [ledgers.create(db, Waybill, values, now=left)], {**WHO, "plate_no": plate}, now=left)
        made.append(moves.act(db, Waybill, row, "depart", {}, now=left))
    return made


@pytest.fixture
def page(driving, window):
    tab = next(tab for tab in window.tabs if isinstance(tab, DispatchTab))
    window.ui.tabs.setCurrentWidget(tab)
    tab.show_page(tab.transit)
    tab.refresh()
    settle()
    return tab.transit


def cells(page, *headings):
    names = [page.table.texts.headerData(i, Qt.Orientation.Horizontal) for i in range(page.table.texts.columnCount())]
    return [tuple(row[names.index(h)] for h in headings) for row in page.table.texts.rows]


def events_of(db, row):
    found = ledgers.select(db, WaybillEvent, Query(filters=(Filter("waybill_id", "is", row.id),)))
    return [(e.values["node"], e.values.get("location")) for e in found]


def test_who_is_to_be_called_stands_on_top(page):
    rows = cells(page, "电话", "线路")
    assert sorted(rows[:2]) == [("✕ 已过 5 小时", "宁波 → 佛山"), ("✕ 已过 5 小时", "宁波 → 广州")]
    assert rows[2:] == [("", "宁波 → 合肥")]
    assert page.totals.text() == "跟踪 3 票　现在该打 2 票"


def test_enter_and_enter_write_a_node_for_the_whole_vehicle(qtbot, window, page, driving, db):
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.entry.isVisible()
    assert page.entry.together.text() == "同车另 1 票一起记"
    assert page.entry.boxes["next_check_at"].text() == "2026-06-12 14:05"
    page.entry.boxes["location"].setText("芜湖服务区")
    qtbot.keyClick(page.entry.boxes["location"], Qt.Key.Key_Return)
    assert not page.entry.isVisible()
    for row in driving[:2]:
        assert ("checkpoint", "芜湖服务区") in events_of(db, row)
    assert page.totals.text() == "跟踪 3 票　现在该打 0 票"
    window.undoing.step("undo")
    assert page.totals.text() == "跟踪 3 票　现在该打 2 票"


def test_after_a_node_the_cursor_stands_on_whom_to_call_next(qtbot, page):
    first = cells(page, "车牌")[0]
    qtbot.keyClick(page.table, Qt.Key.Key_T)
    qtbot.keyClick(page.entry.boxes["location"], Qt.Key.Key_Return)
    assert page.rows[0].values["plate_no"] not in first


def test_times_are_typed_in_a_hurry_and_wrong_ones_are_said(qtbot, page, driving, db):
    qtbot.keyClick(page.table, Qt.Key.Key_T)
    page.entry.boxes["next_check_at"].setText("快到再打")
    qtbot.keyClick(page.entry, Qt.Key.Key_Return)
    assert page.entry.isVisible()
    assert "下次电话" in page.entry.wrong.text()
    page.entry.boxes["next_check_at"].setText("+2")
    page.entry.boxes["eta"].setText("20：30")
    qtbot.keyClick(page.entry, Qt.Key.Key_Return)
    assert ("12:05", "20:30", "△ 要晚点") in cells(page, "下次", "预计到达", "时效")


def test_an_exception_asks_of_what_kind(qtbot, page):
    qtbot.keyClick(page.table, Qt.Key.Key_T)
    page.entry.node.put("exception")
    page.entry.node.edited.emit()
    qtbot.keyClick(page.entry, Qt.Key.Key_Return)
    assert page.entry.wrong.text() == "异常请填写异常类别"
    qtbot.keyClick(page.entry, Qt.Key.Key_Escape)
    assert not page.entry.isVisible()


def test_telephone_and_texts_by_one_key(qtbot, page):
    board = QGuiApplication.clipboard()
    qtbot.keyClick(page.table, Qt.Key.Key_P)
    assert board.text() == "19900000001"
    qtbot.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert board.text().count("【") == 1
    qtbot.keyClick(page.table, Qt.Key.Key_A)
    assert board.text().startswith("示例家电 货物在途情况：")
    assert board.text().count("【") == 3


def test_the_board_is_searched(qtbot, page):
    page.search.setText("合肥")
    assert cells(page, "线路") == [("宁波 → 合肥",)]
    page.search.setText("无人")
    assert page.empty.text() == "没有符合的在途运单"


def test_where_is_my_cargo_is_answered_from_the_search(qtbot, window, page):
    window.find_everywhere()
    dialog = window.findChild(SearchDialog)
    dialog.ui.text.setText("合肥")
    dialog._search()
    settle()
    assert "今天 09:05 已发车" in dialog.ui.hint.text()
    qtbot.keyClick(dialog.ui.text, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "宁波 → 合肥" in QGuiApplication.clipboard().text()
    dialog.reject()


def test_a_case_is_made_by_one_key_and_comes_to_the_front(qtbot, window, page, db):
    page.search.setText("合肥")
    qtbot.keyClick(page.table, Qt.Key.Key_X)
    dialog = page.window().findChild(CaseDialog)
    assert "浙B23456" in dialog.form.box("description").toPlainText()
    dialog.accept()
    settle()
    assert window.ui.tabs.currentWidget().title == "投诉台账"
    [case] = ledgers.select(db, Complaint, Query())
    assert window.ui.tabs.currentWidget().pane.card.row.id == case.id
