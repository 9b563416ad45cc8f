"""The proposal for the day's loads in the window: asked for by key, looked at, taken load by load, undone."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from csdesk.domain.rows import Query
from csdesk.domain.transport.fleet import Carrier, Driver, Vehicle
from csdesk.domain.transport.trips import Trip
from csdesk.domain.transport.waybills import Waybill
from csdesk.errors import Cancelled
from csdesk.gui.dialogs.assigning import AssignDialog
from csdesk.gui.dialogs.loads import LoadsDialog
from csdesk.gui.tabs.dispatch import DispatchTab
from csdesk.gui.tasks import BackgroundTasks
from csdesk.operations import ledgers
from csdesk.operations.transport import dispatch, loads


@pytest.fixture
def day(db, now, client):
    """Tomorrow: three part loads of one client's, two of them on a vehicle each by hand, and one too heavy for anything."""
    owner, fleet, bills = client("示例家电").id, [], []
    for n in range(2):
        driver = ledgers.create(db, Driver, {"name": f"师傅{n}", "mobile": f"1990000000{n}"}, now=now)
        values = {"plate_no": f"浙B1000{n}", "vehicle_type": "9.6m", "driver_id": driver.id}
        fleet.append(ledgers.create(db, Vehicle, values, now=now))
    for city, grams in (("杭州", 3_000_000), ("绍兴", 3_000_000), ("嘉兴", 3_000_000), ("上海", 30_000_000)):
        values = {"client_id": owner, "goods_name": "配件", "mode": "ltl", "origin_city": "宁波", "dest_city": city, "weight": grams,
                  "vehicle_type_req": "9.6m", "plan_date": "2026-06-13", "planned_loading_at": "2026-06-13T08:00:00+08:00",
                  "planned_departure_at": "2026-06-13T12:00:00+08:00", "required_arrival_at": "2026-06-13T23:00:00+08:00"}  # fmt: skip
        bills.append(ledgers.create(db, Waybill, values, now=now))
    for row, vehicle in zip(bills, fleet, strict=False):
        dispatch.plan_trip(db, [row], dispatch.assignment_of(db, vehicle), now=now)
    return now.date() + timedelta(days=1)


def in_front(qtbot, window):
    """Keys reach a window that is active; closing a dialog leaves none so on this platform."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


@pytest.fixture
def tab(qtbot, window, day):
    found = next(tab for tab in window.tabs if isinstance(tab, DispatchTab))
    window.ui.tabs.setCurrentWidget(found)
    window.resize(1366, 768)
    found.board.go(day)
    in_front(qtbot, window)
    return found


@pytest.fixture
def ask(qtbot, tab):
    """Asks for a proposal by its key; the dialog."""

    def asked():
        in_front(qtbot, tab.window())
        tab.board.chart.setFocus()
        qtbot.keyClick(tab.board.chart, Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(lambda: any(d.isVisible() for d in tab.findChildren(LoadsDialog)))  # a button pressed by its letter blinks first
        return next(d for d in tab.findChildren(LoadsDialog) if d.isVisible())

    return asked


def column(table, at):
    return [table.item(row, at).text() for row in range(table.rowCount())]


def planned(db):
    return sorted(str(row.values.get("plate_no")) for row in ledgers.select(db, Waybill, Query()))


def test_it_stands_beside_the_plan_by_hand(ask, db):
    before = planned(db)
    dialog = ask()
    assert "少用 1 辆车" in dialog.ui.lead.text()
    assert "估算省" in dialog.ui.lead.text()
    assert column(dialog.ui.compared, 1) == ["2 辆", "1 辆", "-1"]
    assert column(dialog.ui.compared, 2) == ["2 票", "3 票", "+1"]
    assert dialog.ui.loads.rowCount() == 2
    assert dialog.ui.loads.item(0, 10).text().startswith("宁波 装3 → ")
    assert column(dialog.ui.left, 4) == ["比每辆合适的车的核定载重都重，需要拆票或外调大车；已列入外协询价"]
    assert "直线距离" in dialog.ui.measure.text()
    dialog.reject()
    assert planned(db) == before


def test_it_is_taken_by_enter_and_undone_at_once(qtbot, tab, ask, window, db):
    before = planned(db)
    dialog = ask()
    assert dialog.ui.take_button.text() == "采用选中的（1 车 3 票）"
    with qtbot.waitSignal(tab.said) as said:
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert said.args == ["已按建议派车 3 票，Ctrl+Z 可一次撤销"]
    runs = [len(run.loads) for lane in tab.board.chart.lanes for run in lane.runs]
    assert runs == [3]
    in_front(qtbot, window)
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert planned(db) == before
    assert [row.values["status"] for row in ledgers.select(db, Trip, Query())] == ["draft", "draft"]


def test_loads_are_chosen_by_space(qtbot, ask):
    dialog = ask()
    in_front(qtbot, dialog)
    dialog.ui.loads.setFocus()
    qtbot.keyClick(dialog.ui.loads, Qt.Key.Key_Space)
    assert dialog.chosen == []
    assert not dialog.ui.take_button.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: len(dialog.chosen) == 1)


def test_what_moved_on_since_is_told_in_the_dialog(qtbot, ask, db, now):
    dialog = ask()
    trip = next(row for row in ledgers.select(db, Trip, Query()) if row.values["plate_no"] == "浙B10001")
    dispatch.remove_from_trip(
        db, trip, [row for row in ledgers.select(db, Waybill, Query()) if row.values.get("plate_no") == "浙B10001"], now=now
    )
    qtbot.mouseClick(dialog.ui.take_button, Qt.MouseButton.LeftButton)
    assert "状态已经变化" in dialog.ui.told.text()
    assert dialog.isVisible()


def test_a_plan_that_is_good_says_so(qtbot, ask):
    qtbot.mouseClick(ask().ui.take_button, Qt.MouseButton.LeftButton)
    dialog = ask()
    assert (
        dialog.ui.lead.text() == "没有找到比手工更省的方案：手工的计划已经很好，不用改。自有车排不下的 1 票可外协 1 车，询价约 2,116 元。"
    )
    assert not dialog.ui.take_button.isVisible()


def test_a_day_without_waybills_is_told(qtbot, tab):
    tab.board.go(tab.board.day + timedelta(days=30))
    for row in ledgers.select(tab.desk.db, Waybill, Query()):
        ledgers.delete(tab.desk.db, Waybill, [row])
    with qtbot.waitSignal(tab.said) as said:
        tab.board.ui.propose_button.click()
    assert "没有可以配载的运单" in said.args[0]


def test_it_waits_while_another_dialog_is_open(qtbot, tab):
    other = QDialog(tab)
    other.setModal(True)
    other.open()
    with qtbot.waitSignal(tab.said) as said:
        tab.board.ui.propose_button.click()
    assert "已算好" in said.args[0]
    assert not tab.findChildren(LoadsDialog)
    other.done(0)
    tab.board.ui.propose_button.click()
    assert [d.isVisible() for d in tab.findChildren(LoadsDialog)] == [True]


def test_it_is_stopped_while_the_desk_goes_on(qtbot, db, day, now):
    """In the background: another read is answered meanwhile, and stopping leaves everything as it was."""
    tasks, heard, errors = BackgroundTasks(), [], []
    try:
        with qtbot.waitSignal(tasks.progressed):
            ticket = tasks.think(
                "配载建议", lambda tell: loads.propose(db, day, tell, now=now, idle=10_000_000), heard.append, errors.append
            )
        with qtbot.waitCallback() as read:
            tasks.read(lambda: planned(db), read)
        assert tasks.busy  # still computing
        with qtbot.waitSignal(tasks.finished):
            tasks.cancel(ticket)
        assert (heard, [type(error) for error in errors]) == ([], [Cancelled])
    finally:
        tasks.shut_down()


def test_what_own_vehicles_cannot_carry_is_offered_to_a_carrier_and_never_taken_without_one(qtbot, tab, ask, db, now):
    carrier = ledgers.create(db, Carrier, {"licence_name": "顺达物流有限公司", "short_name": "顺达"}, now=now)
    dialog = ask()
    assert [dialog.ui.loads.item(1, at).text() for at in (1, 2, 3, 4)] == ["外协询价", "13米", "待定承运商", "1"]
    assert "自有车排不下的 1 票可外协 1 车，询价约" in dialog.ui.lead.text()
    dialog.ui.all_button.click()
    assert dialog.ui.take_button.text() == "采用选中的（1 车 3 票）"
    assert not dialog.hire_button.isEnabled()
    dialog.ui.loads.setCurrentCell(1, 0)
    dialog.hire_button.click()
    asked = dialog.findChild(AssignDialog)
    assert (asked.form.raws()["vehicle_type"], asked.form.raws()["capacity_type"]) == ("13米", "外调")
    told = {"plate_no": "浙B88888", "trailer_plate_no": "浙B8888挂", "driver_name": "孙师傅", "driver_phone": "13800138001"}
    for name, value in told.items():
        asked.form.fill(name, value)
    asked.accept()
    assert asked.form.wrong() == {"carrier_id": "请填写承运商"}
    asked.form.fill("carrier_id", carrier.id, "顺达")
    with qtbot.waitSignal(tab.said) as said:
        asked.accept()
    assert said.args == ["已派给承运商 1 票，Ctrl+Z 可一次撤销"]
    assert dialog.ui.loads.item(1, 3).text() == "已派"
    [row] = [row for row in ledgers.select(db, Waybill, Query()) if row.values.get("plate_no") == "浙B88888"]
    assert (row.values["carrier_id"], row.values["capacity_type"], row.values["dest_city"]) == (carrier.id, "spot", "上海")
    assert not dialog.hire_button.isEnabled()
    dialog.reject()
