"""The short ways through the daily acts: F6 for what comes next, Enter for the only match, the cursor where it is wanted."""

from datetime import timedelta

import pytest
from gui.waiting import settle
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from csdesk.domain.care.clients import Client, Contact
from csdesk.domain.care.followups import ClientLog
from csdesk.domain.cases.casework import ComplaintProgress
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.moments import wire_moment
from csdesk.domain.money.receivables import Statement
from csdesk.domain.rows import Filter, Query
from csdesk.domain.transport.fleet import Driver, Vehicle
from csdesk.domain.transport.waybill_events import WaybillEvent
from csdesk.domain.transport.waybills import Waybill
from csdesk.gui.dialogs.assigning import AssignDialog
from csdesk.gui.dialogs.followups import FollowupDialog
from csdesk.gui.dialogs.search import SearchDialog
from csdesk.gui.ledger.record_dialog import RecordDialog
from csdesk.gui.money.stating import AgreeingDialog
from csdesk.gui.tabs.clients import ClientsTab
from csdesk.gui.tabs.complaints import ComplaintsTab
from csdesk.gui.tabs.dispatch import DispatchTab
from csdesk.gui.tabs.receivables import ReceivablesTab
from csdesk.operations import ledgers, moves


def awake(qtbot, window):
    """In front again: offscreen nobody gives the focus back when a dialog has gone."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def front(qtbot, window, kind, record):
    tab = next(tab for tab in window.tabs if isinstance(tab, kind))
    window.ui.tabs.setCurrentWidget(tab)
    pane = tab.choose(record)
    pane.load()
    settle()
    awake(qtbot, window)
    pane.table.setFocus()
    return pane


def asked(window, kind=RecordDialog):
    """The dialog that is open."""
    [dialog] = [dialog for dialog in window.findChildren(kind) if dialog.isVisible()]
    return dialog


def save(qtbot, dialog):
    qtbot.keyClick(dialog.ui.ok_button, Qt.Key.Key_Return)
    settle()


def in_field(dialog):
    """The field in which the cursor stands."""
    return dialog.focusWidget().objectName()


def type_(qtbot, widget, text):
    """Type into `widget`, and wherever the cursor goes from there."""
    widget.setFocus()
    for letter in text:
        qtbot.keyClicks(widget.window().focusWidget(), letter)


@pytest.fixture
def cases(db, client, now, desk):
    """Two cases in hand."""
    whose, made = client("示例家电"), []
    for told in ("司机态度差", "发票抬头写错"):
        values = {"client_id": whose.id, "type": "attitude", "description": told, "received_at": wire_moment(now), "owner_id": desk.me}
        case = ledgers.create(db, Complaint, {**values, "registered_at": wire_moment(now)}, now=now)
        for step in ("accept", "investigate"):
            case = moves.act(db, Complaint, case, step, {}, now=now)
        made.append(case)
    return made


def test_f6_takes_the_next_step_of_what_is_searched_for_not_of_what_stood_there(qtbot, window, cases, db):
    pane = front(qtbot, window, ComplaintsTab, Complaint)
    other = next(case for case in cases if case.id != pane.card.row.id)
    type_(qtbot, pane.table, str(other.values["case_no"])[-11:])
    qtbot.keyClick(pane.ui.search, Qt.Key.Key_F6)  # before the search has begun
    dialog = asked(window)
    assert (dialog.windowTitle(), pane.card.row.id) == ("提出方案", other.id)
    assert in_field(dialog) == "solution"  # the first that must be filled in
    dialog.form.box("solution").setPlainText("换司机")
    save(qtbot, dialog)
    assert ledgers.get(db, Complaint, other.book, other.id).values["status"] == "proposed"


def test_what_stands_in_the_way_of_the_next_step_is_said(qtbot, window, cases, db, now):
    case = cases[0]
    for step, told in (("propose", {"solution": "换司机", "liability": "carrier"}), ("agree", {"client_opinion": "accepted"})):
        case = moves.act(db, Complaint, case, step, told, now=now)
    moves.act(db, Complaint, cases[1], "void", {"void_reason": "test"}, now=now)
    pane, heard = front(qtbot, window, ComplaintsTab, Complaint), []
    pane.said.connect(heard.append)
    pane.show_record(case.id, case.book)
    settle()
    menu = pane.selection.menu()
    assert "办理下一步" in [action.text() for action in menu.actions()]
    pane.card.form.box("demand").setPlainText("道歉")
    qtbot.keyClick(pane.table, Qt.Key.Key_F6)
    assert heard[-1].startswith("卡片上有没保存的内容")
    pane.save()
    ledgers.create(db, ComplaintProgress, {"complaint_id": case.id, "at": wire_moment(now), "text": "已道歉"}, now=now)
    pane.refresh()
    settle()
    awake(qtbot, window)
    pane.table.setFocus()
    qtbot.keyClick(pane.table, Qt.Key.Key_F6)
    dialog = asked(window)
    assert dialog.windowTitle() == "结案"
    assert in_field(dialog) == "close_type"  # all else is known already


def test_the_steps_of_one_record_are_listed_with_a_digit_each(qtbot, window, cases):
    pane = front(qtbot, window, ComplaintsTab, Complaint)
    window.ui.action_act_many.trigger()
    settle()
    [menu] = [menu for menu in pane.findChildren(QMenu) if menu.isVisible()]
    assert [action.text() for action in menu.actions()][:2] == ["&1　提出方案", "&2　等待对方"]
    qtbot.keyClick(menu, Qt.Key.Key_2)
    settle()
    assert asked(window).windowTitle() == "等待对方"


@pytest.fixture
def signed(trip, db, now):
    [row] = ledgers.select(db, Waybill, Query())
    row = moves.act(db, Waybill, row, "depart", {}, now=now)
    return moves.act(db, Waybill, row, "sign", {"signed_by": "李", "sign_status": "ok"}, now=now)


def test_f6_on_a_signed_waybill_corrects_its_signature_and_asks_why_last(qtbot, window, signed, db):
    pane = front(qtbot, window, DispatchTab, Waybill)
    qtbot.keyClick(pane.table, Qt.Key.Key_F6)
    dialog = asked(window)
    assert dialog.windowTitle() == "更正签收"
    assert in_field(dialog) == "signed_at"
    awake(qtbot, dialog)
    qtbot.keyClick(dialog.form.box("signed_at"), Qt.Key.Key_Tab)
    qtbot.keyClicks(dialog.focusWidget(), "Wang")
    save(qtbot, dialog)
    assert in_field(dialog) == "_note"  # what is still missing
    dialog.form.box("_note").setPlainText("写错")
    save(qtbot, dialog)
    assert ledgers.get(db, Waybill, signed.book, signed.id).values["signed_by"] == "Wang"
    notes = [event.values.get("note") for event in ledgers.select(db, WaybillEvent, Query())]
    assert "写错（签收人 李 → Wang）" in notes


def test_f6_on_a_waybill_of_the_pool_dispatches_it(qtbot, window, db, trip, client, now):
    at = dict.fromkeys(("planned_loading_at", "planned_departure_at"), wire_moment(now))
    way = {
        "origin_city": "宁波",
        "dest_city": "上海",
        "vehicle_type_req": "9.6m",
        "required_arrival_at": wire_moment(now + timedelta(hours=9)),
    }
    values = {"client_id": client("乙").id, "goods_name": "纸", "pieces": 3, **at, **way}
    row = ledgers.create(db, Waybill, values, now=now)
    pane = front(qtbot, window, DispatchTab, Waybill)
    pane.show_record(row.id, row.book)
    settle()
    qtbot.keyClick(pane.table, Qt.Key.Key_F6)
    assert asked(window).windowTitle() == "派车"


def test_f6_opens_what_a_statement_needs_next(qtbot, window, db, client, now):
    told = {"client_id": client("甲").id, "period": "2026-05", "total": 100_00}
    statement = ledgers.create(db, Statement, told, now=now)
    pane = front(qtbot, window, ReceivablesTab, Statement)
    qtbot.keyClick(pane.table, Qt.Key.Key_F6)
    dialog = asked(window)
    assert dialog.windowTitle() == "发出"
    save(qtbot, dialog)
    assert ledgers.get(db, Statement, statement.book, statement.id).values["status"] == "sent"
    awake(qtbot, window)
    qtbot.keyClick(pane.table, Qt.Key.Key_F6)
    asked(window, AgreeingDialog).close()


def test_enter_takes_the_only_match_and_the_next_enter_dispatches(qtbot, window, db, trip, client, now):
    driver = ledgers.create(db, Driver, {"name": "李师傅", "mobile": "19900000002"}, now=now)
    for plate in ("浙B20011", "浙B20022"):
        told = {"plate_no": plate, "vehicle_type": "9.6m", "capacity_type": "own", "driver_id": driver.id}
        ledgers.create(db, Vehicle, told, now=now)
    tab = next(tab for tab in window.tabs if isinstance(tab, DispatchTab))
    window.ui.tabs.setCurrentWidget(tab)
    tab.refresh()
    settle()
    tab._ask_vehicle(ledgers.select(db, Waybill, Query()), None)
    dialog = asked(window, AssignDialog)
    box = dialog.form.box("vehicle_id")
    assert dialog.focusWidget() is box
    qtbot.keyClicks(box, "B200")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.text() == "B200"  # two are meant: they stay to be chosen from
    qtbot.keyClicks(box, "11")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.text() == "浙B20011"
    assert dialog.isVisible()
    assert dialog.form.box("driver_phone").text() == "19900000002"


def test_a_number_typed_on_the_transit_board_searches(qtbot, window, trip, db, now):
    moves.act(db, Waybill, ledgers.select(db, Waybill, Query())[0], "depart", {}, now=now)
    tab = next(tab for tab in window.tabs if isinstance(tab, DispatchTab))
    window.ui.tabs.setCurrentWidget(tab)
    tab.show_page(tab.transit)
    settle()
    awake(qtbot, window)
    type_(qtbot, tab.transit.table, "123")
    assert tab.transit.search.text() == "123"


def test_where_is_my_cargo_is_copied_and_the_way_is_free(qtbot, window, trip, db, now):
    [row] = ledgers.select(db, Waybill, Query())
    moves.act(db, Waybill, row, "depart", {}, now=now)
    told = {
        "client_id": row.values["client_id"],
        "type": "delay",
        "waybill_id": row.id,
        "description": "催了三次",
        "received_at": wire_moment(now),
    }
    ledgers.create(db, Complaint, {**told, "registered_at": wire_moment(now)}, now=now)
    for words in ("12345", "催了三次"):  # the waybill itself, and the case of it
        QGuiApplication.clipboard().clear()
        window.find_everywhere()
        dialog = asked(window, SearchDialog)
        dialog.ui.text.setText(words)
        dialog._search()
        qtbot.keyClick(dialog.ui.text, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        settle()
        assert "浙B12345" in QGuiApplication.clipboard().text()
        assert not dialog.isVisible()
    assert "已复制在途消息" in window.ui.status_bar.currentMessage()


def test_f7_on_a_client_writes_a_visit_in_one_field(qtbot, window, db, client, now):
    whose = client("示例家电")
    ledgers.create(db, Contact, {"client_id": whose.id, "name": "王会计", "role": "finance", "mobile": "19900000001"}, now=now)
    pane = front(qtbot, window, ClientsTab, Client)
    qtbot.keyClick(pane.table, Qt.Key.Key_F7)
    dialog = asked(window, FollowupDialog)
    assert in_field(dialog) == "content"
    dialog.form.box("content").setPlainText("看了新仓库，八月起每周加两车")
    awake(qtbot, dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle()
    [log] = ledgers.select(db, ClientLog, Query(filters=(Filter("client_id", "is", whose.id),)))
    assert (log.values["log_type"], log.values["channel"]) == ("visit", "onsite")
    assert log.values["contact_id"]


def test_a_must_carries_its_mark_from_the_moment_it_is_one(window, pane):
    cases = pane(Complaint)
    cases.new()
    form = cases.card.form

    def marked(name):
        return form._lines[name].label.text().endswith("●")

    assert not marked("waybill_id")
    form.fill("type", "delay")
    assert marked("waybill_id")
    form.fill("type", "attitude")
    assert not marked("waybill_id")
    cases.card.revert()


def test_the_day_that_was_meant_is_spelled_out(qtbot, pane):
    logs = pane(ClientLog)
    logs.new()
    box = logs.card.form.box("next_on")
    box.setFocus()
    qtbot.keyClicks(box, "+3")
    assert box.value() == "2026-06-15"
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    assert box.text() == "2026-06-15"
    logs.card.revert()


def test_a_new_case_begins_with_the_person_himself(window, pane, desk):
    cases = pane(Complaint)
    cases.new()
    assert cases.card.form.value("owner_id") == desk.me
    assert cases.card.form.raws()["owner_id"] == "张三"
    cases.card.revert()
