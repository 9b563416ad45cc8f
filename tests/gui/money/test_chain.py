"""From a waybill to the money, all through the window: charged, stated, agreed, invoiced, paid, taken back."""

from datetime import timedelta

import pytest
from gui.waiting import settle
from PySide6.QtCore import Qt

from csdesk.domain.moments import wire_moment
from csdesk.domain.money.charges import ChargeLine, CostLine
from csdesk.domain.money.losses import WriteOff
from csdesk.domain.money.prices import PriceAgreement
from csdesk.domain.money.receivables import Application, Invoice, Receipt, Statement
from csdesk.domain.rows import Query
from csdesk.domain.transport.waybills import Waybill
from csdesk.gui.ledger.record_dialog import RecordDialog
from csdesk.gui.money.applying import ApplyingDialog
from csdesk.gui.money.charging import ChargingDialog
from csdesk.gui.money.stating import AgreeingDialog, StatingDialog
from csdesk.gui.paper.dialog import PaperDialog
from csdesk.gui.tabs.receivables import ReceivablesTab
from csdesk.operations import ledgers, moves
from csdesk.operations.transport import dispatch
from csdesk.reports import sheets

NUMBER = "24332000000012345678"


@pytest.fixture
def tab(window):
    tab = next(tab for tab in window.tabs if isinstance(tab, ReceivablesTab))
    window.ui.tabs.setCurrentWidget(tab)
    settle()
    return tab


@pytest.fixture
def driven(db, client, now):
    """Two waybills of one client that left today; one lane has a price, the other only its own estimate."""
    whose, left = client("示例家电"), now - timedelta(hours=3)
    price = {"client_id": whose.id, "dest_city": "合肥", "unit": "ton", "unit_price": 200_0000, "least": 500_00, "valid_from": "2026-01-01"}
    ledgers.create(db, PriceAgreement, price, now=now)
    for city, more in (("合肥", {"weight": 12_345_000, "est_payable": 1_800_00}), ("南京", {"est_receivable": 900_00, "weight": 1})):
        values = {"client_id": whose.id, "goods_name": "冰箱", "origin_city": "宁波", "dest_city": city, "vehicle_type_req": "9.6m",
                  "planned_loading_at": wire_moment(left), "planned_departure_at": wire_moment(left),
                  "required_arrival_at": wire_moment(now), **more}  # fmt: skip
        waybill = ledgers.create(db, Waybill, values, now=left)
        who = {"driver_name": "王师傅", "driver_phone": "19900000001", "capacity_type": "spot", "plate_no": "浙B12345"}
        (assigned,) = dispatch.assign(db, [waybill], who, now=left)
        moves.act(db, Waybill, assigned, "depart", {}, now=left)
    return whose


def rows(db, record):
    return ledgers.select(db, record, Query(sort="n" if record is Waybill else ""))


def lines(db):
    return sorted((row.values["amount_incl_tax"], row.values["state"]) for row in ledgers.select(db, ChargeLine, Query()))


def menu(tab, record, word):
    """Choose a row of a ledger's menu for its first record."""
    pane = tab.choose(record)
    pane.refresh()
    settle()
    pane.table.selectRow(0)
    next(action for action in pane.selection.menu().actions() if action.text() == word).trigger()
    settle()


def charged(tab, qtbot):
    tab.settling.charge()
    dialog = tab.findChild(ChargingDialog)
    qtbot.keyClick(dialog.ok, Qt.Key.Key_Space)
    settle()


def test_waybills_are_charged_by_price_or_estimate(tab, driven, db, qtbot, window):
    tab.settling.charge()
    dialog = tab.findChild(ChargingDialog)
    assert [(one.total, one.cost, one.doubt) for one in dialog.found] == [(2_469_00, 1_800_00, ""), (900_00, None, "")]
    assert "12.345" not in dialog.text(0, 4)
    assert dialog.sums.text() == "勾选 2 票，应收 3,369.00 元"
    qtbot.keyClick(dialog.ok, Qt.Key.Key_Space)
    settle()
    assert lines(db) == [(900_00, "estimated"), (2_469_00, "estimated")]
    assert [row.values["amount_ex_tax"] for row in ledgers.select(db, CostLine, Query())] == [1_651_38]
    tab.settling.charge()
    assert tab.findChildren(ChargingDialog)[-1].sums.text() == "这些天的运单都已有应收"
    window.undoing.step("undo")
    assert lines(db) == []


def stated(tab, qtbot, db, now):
    tab.settling.state()
    dialog = tab.findChild(StatingDialog)
    dialog.tick_all()
    qtbot.keyClick(dialog.ok, Qt.Key.Key_Space)
    settle()
    (statement,) = ledgers.select(db, Statement, Query())
    return moves.act(db, Statement, statement, "send", {}, now=now)


def test_stated_agreed_with_a_difference_and_a_dispute(tab, driven, db, qtbot, now):
    charged(tab, qtbot)
    assert stated(tab, qtbot, db, now).values["total"] == 3_369_00
    menu(tab, Statement, "逐行对账…")
    dialog = tab.findChild(AgreeingDialog)
    first = next(row for row in range(2) if dialog.text(row, 4) == "2,469.00")
    dialog.table.item(first, 5).setText("2400")
    dialog.table.item(1 - first, 8).setText("没有这一趟")
    assert dialog.sums.text() == "预估 3,369.00 元，确认 2,400.00 元，差异 -69.00 元，争议 900.00 元"
    dialog.accept()
    assert dialog.told.text() == "请填写客户确认人"
    qtbot.keyClicks(dialog.by, "Wang")
    dialog.accept()
    assert "请填写差异原因" in dialog.told.text()
    dialog.reason(first).setCurrentIndex(1)
    dialog.accept()
    settle()
    assert lines(db) == [(900_00, "estimated"), (2_400_00, "reconciled")]
    (statement,) = ledgers.select(db, Statement, Query())
    assert (statement.values["status"], statement.values["total"], statement.values["disputed_amount"]) == ("confirmed", 2_400_00, 900_00)


@pytest.fixture
def invoiced(tab, driven, db, qtbot, now):
    charged(tab, qtbot)
    moves.act(db, Statement, stated(tab, qtbot, db, now), "confirm", {"confirmed_by": "王会计"}, now=now)
    menu(tab, Statement, "开票…")
    dialog = tab.findChild(RecordDialog)
    qtbot.keyClicks(dialog.form.box("number"), NUMBER)
    dialog.accept()
    settle()
    (invoice,) = ledgers.select(db, Invoice, Query())
    return invoice


def test_invoiced_and_taken_back(tab, invoiced, db, qtbot, window):
    assert (invoiced.values["amount_incl_tax"], invoiced.values["tax"], invoiced.values["due_date"]) == (3_369_00, 278_17, "2026-07-12")
    assert lines(db) == [(900_00, "invoiced"), (2_469_00, "invoiced")]
    menu(tab, Invoice, "红冲…")
    dialog = tab.findChildren(RecordDialog)[-1]
    qtbot.keyClicks(dialog.form.box("number"), "24332000000012345679")
    dialog.accept()
    assert dialog.form.wrong() == {"note": "请填写原因"}
    dialog.form.box("note").setText("抬头有误")
    dialog.accept()
    settle()
    assert lines(db) == [(900_00, "reconciled"), (2_469_00, "reconciled")]
    window.undoing.step("undo")
    assert lines(db) == [(900_00, "invoiced"), (2_469_00, "invoiced")]


def test_a_receipt_pays_the_oldest_first_and_the_rest_stays(tab, invoiced, driven, db, now, qtbot, window):
    ledgers.create(db, Receipt, {"received_on": "2026-06-12", "amount": 4_000_00, "payer": "示例家电有限公司"}, now=now)
    menu(tab, Receipt, "核销…")
    dialog = tab.findChild(ApplyingDialog)
    assert dialog.sums.text() == "本次核销 3,369.00 元，余 631.00 元留作预收"
    dialog.table.item(0, 3).setText("3369.01")
    dialog.accept()
    assert "只欠 3,369.00 元" in dialog.told.text()
    dialog.table.item(0, 3).setText("abc")
    dialog.accept()
    assert "abc" in dialog.told.text()
    dialog.propose()
    dialog.accept()
    settle()
    assert lines(db) == [(900_00, "settled"), (2_469_00, "settled")]
    tab.show_page(tab.ageing)
    settle()
    assert tab.ageing.told.text() == "没有未收的款项，另有预收 631.00 元"
    menu(tab, Application, "取消核销")
    assert lines(db) == [(900_00, "invoiced"), (2_469_00, "invoiced")]
    window.undoing.step("undo")
    assert lines(db) == [(900_00, "settled"), (2_469_00, "settled")]


def test_less_is_asked_for_and_waits_for_approval(tab, invoiced, db, qtbot):
    menu(tab, ChargeLine, "申请核减…")
    dialog = tab.findChildren(RecordDialog)[-1]
    dialog.form.box("amount_incl_tax").setText("100")
    dialog.form.box("note").setText("破损折让")
    dialog.accept()
    settle()
    assert (-100_00, "requested") in lines(db)
    menu(tab, Invoice, "申请坏账…")
    dialog = tab.findChildren(RecordDialog)[-1]
    dialog.form.box("amount").setText("99999")
    dialog.form.box("reason").setPlainText("倒闭")
    dialog.accept()
    assert "未收 3,369.00 元" in dialog.ui.told.text()
    dialog.form.box("amount").setText("69")
    dialog.accept()
    settle()
    (loss,) = ledgers.select(db, WriteOff, Query())
    assert (loss.values["amount"], loss.values["status"]) == (69_00, "requested")


def test_the_keys_of_the_ledgers_are_free(tab, window):
    own = {a.shortcut().toString() for record in (ChargeLine, Statement, Invoice, Receipt) for a in tab.choose(record).actions()}
    assert own - {""} <= {"F6", "F7", "Ctrl+Shift+P"}


def test_a_statement_is_printed_and_exported(tab, driven, db, qtbot, now, window, tmp_path):
    charged(tab, qtbot)
    statement = stated(tab, qtbot, db, now)
    menu(tab, Statement, "打印对账单…")
    dialog = window.findChild(PaperDialog)
    dialog.save_pdf(tmp_path / "a.pdf")
    dialog.close()
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    tab.settling.write_book([statement], tmp_path / "a.xlsx")
    (sheet,) = sheets.open_book(tmp_path / "a.xlsx")
    assert any("期末余额" in row and 3369 in row for row in sheet.rows)


def test_where_nothing_was_driven_that_is_said(tab):
    tab.settling.charge()
    assert tab.findChildren(ChargingDialog)[-1].sums.text() == "这些天没有已发车的运单"
