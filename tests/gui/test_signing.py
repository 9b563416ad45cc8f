"""Signing in the window: many at once from the board and the ledger, short and damaged ones in the table."""

from datetime import timedelta

import pytest
from gui.waiting import settle
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from csdesk.domain.moments import wire_moment
from csdesk.domain.transport.trips import Trip
from csdesk.domain.transport.waybills import Waybill
from csdesk.gui.dialogs.signing import SigningDialog
from csdesk.gui.tabs.dispatch import DispatchTab
from csdesk.operations import ledgers, moves
from csdesk.operations.transport import dispatch
from csdesk.operations.transport.signing import Outcome

WHO = {"driver_name": "王师傅", "driver_phone": "19900000001", "capacity_type": "spot", "plate_no": "浙B12345"}


@pytest.fixture
def rows(db, client, now):
    """Three waybills of 10 pieces that arrived, and one in the pool."""
    left = now - timedelta(hours=3)
    values = {"client_id": client("示例家电").id, "goods_name": "冰箱", "pieces": 10, "origin_city": "宁波", "dest_city": "合肥",
              "planned_loading_at": wire_moment(left), "planned_departure_at": wire_moment(left), "vehicle_type_req": "9.6m",
              "required_arrival_at": wire_moment(now)}  # fmt: skip
    made = [ledgers.create(db, Waybill, values, now=left) for _ in range(4)]
    driven = moves.act_many(db, Waybill, dispatch.assign(db, made[:3], WHO, now=left), "depart", {}, now=left)
    return [*moves.act_many(db, Waybill, driven, "arrive", {}, now=now - timedelta(hours=1)), made[3]]


@pytest.fixture
def tab(rows, window):
    tab = next(tab for tab in window.tabs if isinstance(tab, DispatchTab))
    window.ui.tabs.setCurrentWidget(tab)
    return tab


def states(db, rows):
    return [ledgers.get(db, Waybill, row.book, row.id).values["status"] for row in rows]


def test_all_of_the_board_are_signed_by_two_keys_and_a_name(qtbot, window, tab, rows, db):
    tab.show_page(tab.transit)
    tab.transit.table.selectAll()
    qtbot.keyClick(tab.transit.table, Qt.Key.Key_S)
    dialog = tab.findChild(SigningDialog)
    assert dialog.windowTitle() == "签收（3 票）"
    qtbot.keyClicks(dialog.by, "Li")
    dialog.choose(1, Outcome.SHORT)
    qtbot.keyClick(dialog.by, Qt.Key.Key_Return)
    assert "短少请填写短少件数" in dialog.told.text()
    dialog.box(1, "pieces_short").setText("2")
    qtbot.keyClick(dialog.by, Qt.Key.Key_Return)
    settle()
    assert states(db, rows) == ["signed", "signed", "signed", "pool"]
    window.undoing.step("undo")
    assert states(db, rows) == ["arrived", "arrived", "arrived", "pool"]


def test_the_keys_of_the_ledger_are_free(window, tab):
    own = {action.shortcut().toString() for record in (Waybill, Trip) for action in tab.choose(record).actions()}
    others = {a.shortcut().toString() for a in window.findChildren(QAction) if a.objectName().startswith("action_")}
    assert own - {""} == {"F3", "F6", "F7"}
    assert own & (others - {""}) == set()


def test_in_the_ledger_those_that_cannot_be_signed_are_left(qtbot, tab, rows, db):
    pane = tab.choose(Waybill)
    settle()
    menu = pane.selection.menu()
    assert {"签收…", "复制在途消息"} <= {action.text() for action in menu.actions()}
    assert isinstance(menu, QMenu)
    pane.table.selectAll()
    next(action for action in menu.actions() if action.text() == "签收…").trigger()
    dialog = tab.findChild(SigningDialog)
    dialog.by.setText("老李")
    heard = []
    tab.said.connect(heard.append)
    dialog.accept()
    assert heard[-1] == "已签收 3 票，另 1 票未到可签收状态，Ctrl+Z 可撤销"
    assert states(db, rows) == ["signed", "signed", "signed", "pool"]
