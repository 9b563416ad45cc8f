"""The day board in the window: from the pool to a bar and back, what cannot be, and all of it without a mouse."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QCalendarWidget, QToolTip

from csdesk.domain.care.clients import Client
from csdesk.domain.checking import Invalid
from csdesk.domain.rows import Query
from csdesk.domain.transport.fleet import Driver, Vehicle
from csdesk.domain.transport.trips import Trip
from csdesk.domain.transport.waybill_events import WaybillEvent
from csdesk.domain.transport.waybills import Waybill
from csdesk.gui.board import words
from csdesk.gui.desk import Desk
from csdesk.gui.dialogs.assigning import AssignDialog
from csdesk.gui.dialogs.loads import LoadsDialog
from csdesk.gui.ledger.record_dialog import RecordDialog
from csdesk.gui.tabs import TABS
from csdesk.gui.tabs.dispatch import DispatchTab
from csdesk.gui.tasks import InlineTasks
from csdesk.gui.theme import Look
from csdesk.gui.window import MainWindow
from csdesk.operations import ledgers
from csdesk.settings import Settings


def waybills(db, now):
    """Two waybills to 合肥 and 南京, 12 and 8 tonnes, that leave at two in the afternoon."""
    told = {"legal_name": "宁波示例家电有限公司", "short_name": "示例家电", "client_type": "spot"}
    client = ledgers.create(db, Client, told, now=now)
    for grams, city, at in ((12_000_000, "合肥", "12T23:00"), (8_000_000, "南京", "13T02:00")):
        values = {"client_id": client.id, "goods_name": "冰箱", "origin_city": "宁波", "dest_city": city, "weight": grams,
                  "planned_loading_at": "2026-06-12T12:00:00+08:00", "planned_departure_at": "2026-06-12T14:00:00+08:00",
                  "required_arrival_at": f"2026-06-{at}:00+08:00", "vehicle_type_req": "9.6m"}  # fmt: skip
        ledgers.create(db, Waybill, values, now=now)


def vehicles(db, now):
    """Two vehicles of 18 tonnes; only the first has a driver."""
    driver = ledgers.create(db, Driver, {"name": "王师傅", "mobile": "19900000001"}, now=now)
    ledgers.create(db, Vehicle, {"plate_no": "浙B12345", "vehicle_type": "9.6m", "driver_id": driver.id}, now=now)
    ledgers.create(db, Vehicle, {"plate_no": "浙B23456", "vehicle_type": "9.6m"}, now=now)


@pytest.fixture
def window(qtbot, qapp, db, now):
    """The window on the day board of a day with two waybills and two vehicles."""
    waybills(db, now)
    vehicles(db, now)
    settings = Settings()
    window = MainWindow(Look(qapp, settings))
    qtbot.addWidget(window)
    window.show_desk(Desk(db, InlineTasks(window), settings, window.look, lambda: now), TABS)
    window.ui.tabs.setCurrentWidget(next(tab for tab in window.tabs if isinstance(tab, DispatchTab)))
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    return window


@pytest.fixture
def tab(window):
    return window.ui.tabs.currentWidget()


@pytest.fixture
def board(tab):
    return tab.board


def bars(board):
    """The runs on the chart: plate, clock, number of waybills."""
    return [(lane.plate, run.start[11:16], len(run.loads)) for lane in board.chart.lanes for run in lane.runs]


def waiting(board):
    return [row.values["dest_city"] for row in board.pool.rows]


def choose(board, *places):
    board.ui.pool.clearSelection()
    for place in places:
        at = board.pool.index(waiting(board).index(place))
        board.ui.pool.selectionModel().select(at, board.ui.pool.selectionModel().SelectionFlag.Select)


def drop(board, lane, run=None):
    """Let the chosen waybills fall onto a vehicle, or onto one of its bars."""
    chart = board.chart
    at = chart.places.bar_rect(lane, run).center() if run is not None else QPointF(20, chart.places.lane_rect(lane).center().y())
    data = board.pool.mimeData(board.ui.pool.selectedIndexes())
    chart.dropEvent(QDropEvent(at, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier))


def sentences(board):
    table = board.ui.conflicts
    return [(table.item(i, 0).text(), table.item(i, 3).text()) for i in range(table.rowCount())]


def test_the_board_is_the_first_segment_and_shows_the_day(tab, board):
    assert tab.pane is None
    assert board.isVisible()
    assert board.ui.totals.text() == "待派 2 票 · 20 吨　用车 0 辆（在用 2 辆）"
    assert [lane.plate for lane in board.chart.lanes] == ["浙B12345", "浙B23456"]
    board.ui.idle.click()
    assert board.chart.lanes == []


def test_a_waybill_dropped_on_a_vehicle_is_a_bar_and_leaves_the_pool(window, board, db):
    choose(board, "合肥")
    drop(board, 0)
    assert bars(board) == [("浙B12345", "14:00", 1)]
    assert waiting(board) == ["南京"]
    [trip] = ledgers.select(db, Trip, Query())
    assert (trip.values["driver_name"], trip.values["driver_phone"]) == ("王师傅", "19900000001")
    window.undoing.step("undo")
    assert (bars(board), len(waiting(board))) == ([], 2)


def test_a_trip_with_too_much_on_it_says_so(board):
    choose(board, "合肥")
    drop(board, 0)
    choose(board, "南京")
    drop(board, 0, 0)
    assert bars(board) == [("浙B12345", "14:00", 2)]
    assert ("✕ 超重", "浙B12345 装 20 吨，超过核定 18 吨") in sentences(board)
    assert board.chart.lanes[0].overload == "超重"
    assert "超过核定 18 吨" in board.chart.tip(board.chart.places.bar_rect(0, 0).center())


def test_a_vehicle_booked_twice_says_so_once_and_shows_both_runs(board, qtbot):
    for place in ("合肥", "南京"):
        choose(board, place)
        drop(board, 0)
    assert board.chart.lanes[0].tracks == (0, 1)
    assert [kind for kind, _ in sentences(board)] == ["✕ 车辆时间冲突", "✕ 司机时间冲突"]
    assert "浙B12345 同时在" in sentences(board)[0][1]
    qtbot.keyClick(board.chart, Qt.Key.Key_Right)
    board.ui.conflicts.cellClicked.emit(0, 0)
    assert board.chart.run.row.id == board.chart.lanes[0].runs[0].row.id


def test_a_one_off_vehicle_is_typed(tab, board, qtbot, db):
    choose(board, "合肥", "南京")
    qtbot.mouseClick(board.ui.give_button, Qt.MouseButton.LeftButton)
    dialog = tab.findChild(AssignDialog)
    dialog.form.box("plate_no").setText("皖A6F218")
    dialog.accept()
    assert dialog.isVisible()
    assert "driver_name" in dialog.form.wrong()
    dialog.form.box("driver_name").setText("孙师傅")
    dialog.on_trip.setChecked(False)
    dialog.accept()
    assert not dialog.isVisible()
    assert bars(board) == [("皖A6F218", "14:00", 2)]
    assert ledgers.count(db, Trip, Query()) == 0
    assert ("△ 缺司机电话", f"{board.chart.lanes[0].runs[0].title} 没有司机电话") in sentences(board)


def test_a_vehicle_of_the_fleet_fills_in_the_rest(tab, board, db):
    choose(board, "合肥")
    board.ask_vehicle()
    dialog = tab.findChild(AssignDialog)
    vehicle = next(row for row in board.fleet if row.values["plate_no"] == "浙B12345")
    dialog.form.box("vehicle_id").put(vehicle.id, "浙B12345")
    dialog.form.edited.emit()
    assert (dialog.form.box("plate_no").text(), dialog.form.box("driver_name").text()) == ("浙B12345", "王师傅")
    dialog.accept()
    assert bars(board) == [("浙B12345", "14:00", 1)]


def test_a_vehicle_without_a_driver_asks_who_drives(tab, board):
    choose(board, "合肥")
    drop(board, 1)
    dialog = tab.findChild(AssignDialog)
    assert (dialog.form.box("plate_no").text(), dialog.form.box("driver_name").text()) == ("浙B23456", "")
    assert len(waiting(board)) == 2


def test_the_keyboard_moves_opens_and_takes_back(window, tab, board, qtbot, db):
    choose(board, "合肥")
    drop(board, 0)
    chart = board.chart
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    assert (chart.lane.plate, chart.run) == ("浙B23456", None)
    qtbot.keyClick(chart, Qt.Key.Key_Up)
    assert "王师傅" in chart.accessibleDescription()
    trip = chart.run.row
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert tab.pane.record is Trip
    assert tab.pane.card.row.id == trip.id
    tab.show_page(tab.board)
    qtbot.keyClick(chart, Qt.Key.Key_Delete)
    assert (bars(board), len(waiting(board))) == ([], 2)
    assert ledgers.get(db, Trip, trip.book, trip.id).values["status"] == "void"


def test_what_is_under_way_is_not_taken_back(window, board, db, now):
    from csdesk.operations import moves

    choose(board, "合肥")
    drop(board, 0)
    trip = board.chart.run.row
    moves.act(db, Trip, moves.act(db, Trip, trip, "approve", {}, now=now), "depart", {}, now=now)
    board.refresh()
    board.take_back()
    assert window.ui.notice.isVisible()
    assert "不能做这一步" in window.ui.notice_text.text()
    assert len(bars(board)) == 1


def test_one_waybill_is_taken_off_a_trip_by_the_menu(board):
    choose(board, "合肥", "南京")
    drop(board, 0)
    action = next(action for action in board.menu().actions() if "南京" in action.text())
    action.trigger()
    assert (bars(board), waiting(board)) == ([("浙B12345", "14:00", 1)], ["南京"])


def test_days_are_turned_and_the_axis_goes_past_midnight(board):
    choose(board, "南京")
    drop(board, 0)
    assert board.chart.places.axis.hours == 26
    board.ui.next_button.click()
    assert board.ui.day.date().day() == 13
    assert board.chart.places.axis.cut(board.chart.run) == (True, False)
    board.ui.next_button.click()
    assert bars(board) == []
    board.ui.today_button.click()
    assert board.day.day == 12


def test_a_day_is_typed_as_people_write_it_and_nothing_else_is_taken(board, qtbot):
    day = board.ui.day

    def write(text):
        day.setFocus()
        day.selectAll()
        qtbot.keyClicks(day, text)
        qtbot.keyClick(day, Qt.Key.Key_Return)
        return board.day.isoformat(), day.text()

    assert write("20260630") == ("2026-06-30", "2026-06-30 周二")
    assert write("2026/7/1") == ("2026-07-01", "2026-07-01 周三")
    assert write("2026-02-30") == ("2026-07-01", "2026-07-01 周三")
    assert QToolTip.text() == "“2026-02-30”不是真实存在的日期，请核对"
    qtbot.keyClick(day, Qt.Key.Key_Down)
    assert board.day.isoformat() == "2026-06-30"
    day.selectAll()
    qtbot.keyClicks(day, "2026.6.12")
    board.ui.pool.setFocus()
    assert board.day.isoformat() == "2026-06-12"
    qtbot.keyClick(day, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = day.findChild(QCalendarWidget)
    qtbot.keyClick(calendar.focusProxy() or calendar, Qt.Key.Key_Right)
    qtbot.keyClick(calendar.focusProxy() or calendar, Qt.Key.Key_Return)
    assert (board.day.isoformat(), calendar.isVisible()) == ("2026-06-13", False)
    QToolTip.hideText()


def test_it_is_painted_in_both_schemes(window, board):
    choose(board, "合肥")
    drop(board, 0)
    chart = board.chart

    def colour():
        picture = chart.viewport().grab().toImage()
        return picture.pixelColor((chart.places.bar_rect(0, 0).topRight() + QPointF(-6, 6)).toPoint()).name()

    light = colour()
    window.look.choose("dark")
    try:
        assert (light, colour()) == ("#e3edfb", "#243449")
    finally:
        window.look.choose("light")


def test_yesterdays_plan_and_a_usual_lane_come_from_two_menus(window, board, db, now):
    choose(board, "合肥")
    drop(board, 0)
    board.planning.save(board.chart.lanes[0].runs[0], "甬合专线")
    board.ui.next_button.click()
    board.ui.copy_button.click()
    [day] = board.planning.menu.actions()
    assert day.text() == "前一天 06-12 周五　1 车"
    day.trigger()
    copied = [(run.row.values["status"], words.goes_to(run)) for lane in board.chart.lanes for run in lane.runs if not run.loads]
    assert copied == [("draft", "宁波 → 合肥  待装")]
    window.undoing.step("undo")
    choose(board, "南京")
    board.ui.route_button.click()
    [lane] = board.planning.menu.actions()
    assert lane.text() == "甬合专线　浙B12345 王师傅　14:00"
    lane.trigger()
    assert waiting(board) == []
    board.planning.menu.close()


def test_what_speaks_against_a_vehicle_stands_in_the_dialog(qtbot, tab, board, db):
    for row in ledgers.select(db, Vehicle, Query()):
        ledgers.change(db, Vehicle, row, {"insurance_until": "2026-06-01"})
    board.refresh()
    choose(board, "合肥", "南京")
    tab._ask_vehicle(board.chosen, board.fleet[0])
    dialog = tab.findChild(AssignDialog)
    assert "△ 浙B12345 装 20 吨，超过核定 18 吨" in dialog.warned.text()
    assert "保险已过期" in dialog.warned.text()
    dialog.reject()


def test_a_waybill_is_set_aside_with_reason_and_day_and_comes_back_by_one_key(qtbot, tab, board, window, db, now):
    choose(board, "合肥")
    board.ui.pool.setFocus()
    qtbot.keyClick(board.ui.pool, Qt.Key.Key_H)
    dialog = tab.findChild(RecordDialog)
    dialog.form.box("hold_reason").setText("等客户确认")
    dialog.ui.ok_button.click()
    assert dialog.isVisible()  # a day is wanted too
    dialog.form.box("hold_until").put("2026-06-13")
    dialog.ui.ok_button.click()
    assert waiting(board) == ["南京"]
    assert board.ui.held_button.text() == "待定 1"
    board.ui.next_button.click()
    assert board.ui.held_button.text() == "待定 1（△ 1 到期）"

    board.ui.held_button.click()
    assert waiting(board) == ["合肥"]
    assert "待定：等客户确认，到 06-13" in board.pool.index(0).data()
    choose(board, "合肥")
    assert not board.ui.give_button.isEnabled()
    qtbot.keyClick(board.ui.pool, Qt.Key.Key_H)
    board.ui.held_button.click()
    assert sorted(waiting(board)) == ["南京", "合肥"]
    events = [row.values["note"] for row in ledgers.select(db, WaybillEvent, Query()) if row.values.get("action") == "转待定"]
    assert events == ["等客户确认（到 2026-06-13）"]
    assert {row.values.get("hold_reason") for row in ledgers.select(db, Waybill, Query())} == {None}


# -- bad input --------------------------------------------------------------------------------------------------------


def test_odd_waybills_and_vehicles_are_shown_and_refuse_a_proposal_in_a_sentence(qtbot, tab, board, db, now):
    """No volume, no weight, one gram, a payload of a kilogram: everything is drawn and told, nothing divides by zero."""
    first, second = ledgers.select(db, Waybill, Query())
    ledgers.change(db, Waybill, first, {"weight": None, "volume": None, "pieces": 1})
    ledgers.change(db, Waybill, second, {"weight": 1, "volume": None})
    for row in ledgers.select(db, Vehicle, Query()):
        ledgers.change(db, Vehicle, row, {"payload": 1000, "volume": 1})
    board.refresh()
    assert "未填重量体积" in "".join(board.pool.index(i).data() for i in range(2))
    for city in ("合肥", "南京"):
        choose(board, city)
        drop(board, 0)
    board.window().grab()
    board.ui.propose_button.click()
    dialog = tab.findChild(LoadsDialog)
    assert "没有重量和体积" in dialog.ui.measure.text()
    dialog.reject()


def test_a_silly_capacity_is_refused_at_its_field(db, now):
    vehicles(db, now)
    row = ledgers.select(db, Vehicle, Query())[0]
    for payload in (0, -5):
        with pytest.raises(Invalid, match="核定载重"):
            ledgers.change(db, Vehicle, row, {"payload": payload})
