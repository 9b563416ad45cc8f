"""Two months of a small branch through the windows of its people, against figures that were counted by hand.

June, 张三: 甲 3,000 with a cost of 2,400, 乙 5,000 with 4,000 (without VAT, as all figures but debts). July: 甲 3,000 with 2,400,
乙 5,000 with 4,500. 甲 pays 1,635.00 on 06-30 and goes to 李四 on 07-31; 乙 pays 5,450.00 on 07-20.
"""

from contextlib import contextmanager
from datetime import date, datetime
from fractions import Fraction

import pytest
from gui.waiting import settle
from offices import enrol, sent
from operations.test_levels import merge
from PySide6.QtCore import Qt

from csdesk.domain.care.clients import Client, ClientOwner
from csdesk.domain.cases.complaints import Complaint, ComplaintEvent
from csdesk.domain.moments import SHANGHAI, wire_moment
from csdesk.domain.money.charges import ChargeLine, CostLine
from csdesk.domain.money.receivables import Invoice, Receipt, Statement
from csdesk.domain.plans.targets import PlanLine
from csdesk.domain.plans.weekly import WeeklyReason
from csdesk.domain.rows import Query
from csdesk.domain.staff.people import Branch as BranchRecord
from csdesk.domain.staff.people import Staff
from csdesk.domain.staff.scorecards import AppraisalScheme
from csdesk.domain.transport.waybills import Waybill
from csdesk.gui.desk import Desk
from csdesk.gui.dialogs.closing import ClosingDialog
from csdesk.gui.dialogs.handing_over import HandoverDialog
from csdesk.gui.ledger.record_dialog import RecordDialog
from csdesk.gui.money.applying import ApplyingDialog
from csdesk.gui.money.charging import ChargingDialog
from csdesk.gui.money.stating import AgreeingDialog, StatingDialog
from csdesk.gui.tabs import TABS
from csdesk.gui.tasks import InlineTasks
from csdesk.gui.window import MainWindow
from csdesk.operations import desk as desk_operations
from csdesk.operations import files, ledgers, moves
from csdesk.operations.kpi import figures
from csdesk.operations.transport import dispatch
from csdesk.settings import Settings
from csdesk.store import changesets

NUMBERS = ("24332000000012345678", "24332000000012345679", "24332000000012345680")
TRUCK = {"driver_name": "王师傅", "driver_phone": "19900000001", "capacity_type": "spot", "plate_no": "浙B12345"}
BORNE = 109  # 分 with VAT of 9 % for one yuan without


def on(day, hour=10):
    return datetime.fromisoformat(f"{day}T{hour:02}:00:00").replace(tzinfo=SHANGHAI)


class Branch:
    """The manager 李经理 and the specialists 张三 and 李四, each with a file, and one window at a time."""

    def __init__(self, qtbot, look, zhang, li, manager):
        self.qtbot, self.look, self.zhang, self.li, self.manager = qtbot, look, zhang, li, manager

    @contextmanager
    def window(self, db, at):
        tasks = InlineTasks()
        made = MainWindow(self.look)
        made.show_desk(Desk(db, tasks, Settings(), self.look, lambda: at, desk_operations.me(db)), TABS)
        made.show()
        settle()
        yield made
        made.close()
        made.deleteLater()
        settle()
        tasks.deleteLater()

    def tab(self, window, title):
        tab = next(tab for tab in window.tabs if tab.title == title)
        window.ui.tabs.setCurrentWidget(tab)
        settle()
        return tab

    def press(self, button):
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        settle()

    def menu(self, tab, record, word, at=0):
        pane = tab.choose(record)
        pane.refresh()
        settle()
        pane.table.selectRow(at)
        next(action for action in pane.selection.menu().actions() if action.text() == word).trigger()
        settle()

    def up(self):
        for db in (self.zhang, self.li):
            merge(self.manager, sent(db, "李经理"))

    def down(self):
        for db in (self.zhang, self.li):
            merge(db, sent(self.manager, db.site.name))


@pytest.fixture
def branch(qtbot, look, db, manager_db, tmp_path):
    with files.new_file(tmp_path / "李四.csdb", name="李四", role="specialist", branch="NB") as li:
        for person in (db, li):
            enrol(person, manager_db)
        yield Branch(qtbot, look, db, li, manager_db)


def new_client(db, name):
    told = {"short_name": name, "legal_name": f"宁波{name}有限公司", "client_type": "spot", "payment_term_days": 10}
    return ledgers.create(db, Client, told, now=on("2026-06-01"))


def driven(db, client, day, charged, cost):
    at = on(day)
    told = {"client_id": client.id, "goods_name": "冰箱", "origin_city": "宁波", "dest_city": "合肥", "vehicle_type_req": "9.6m",
            "weight": 1,
                        "planned_loading_at": wire_moment(at), "planned_departure_at": wire_moment(at),
            "required_arrival_at": wire_moment(on(day, 20)), "est_receivable": charged * BORNE, "est_payable": cost * BORNE}  # fmt: skip
    (assigned,) = dispatch.assign(db, [ledgers.create(db, Waybill, told, now=at)], TRUCK, now=at)
    moves.act(db, Waybill, assigned, "depart", {}, now=at)


def money(db, client, day, charged, cost):
    for record, yuan in ((ChargeLine, charged), (CostLine, cost)):
        told = {"client_id": client.id, "biz_date": day, "amount_incl_tax": yuan * BORNE, "item": "freight", "vat_rate": 900}
        ledgers.create(db, record, told, now=on(day))


def only(db, record):
    return ledgers.select(db, record, Query())


def visible(window, kind):
    return next(d for d in reversed(window.findChildren(kind)) if d.isVisible())


#: Numerator and denominator by hand: 元, for K07 元 × days, for K05 cases.
#: Money that is owed is with VAT: 3,270 of 甲 and 5,450 of 乙 a month.
JUNE = {
    "K01": (3000 - 2400 + 5000 - 4000, 8000),
    "K02": (8000, 10_000),
    "K05": (1, 1),
    "K07": (Fraction(3270 - 1635 + 5450, 2) * 30, 3270 + 5450),  # half of what was owed at the end: the branch began in June
    "K19": (0, 1635 + 5450),
    "K20": (0, 0),  # what was paid was not due yet
}
#: Due in July is only what is left of the invoice: 1,635 on 07-10, of which 545 came in; 乙 has not been invoiced.
JULY = {
    "K01": (3000 - 2400 + 5000 - 4500, 8000),
    "K02": (8000, 12_000),
    "K05": (0, 1),  # the late case is open and past due
    "K07": (Fraction(7085 + Fraction(4360 + 5450, 2), 2) * 61, 2 * (3270 + 5450)),
    "K19": (1635 - 545, 4360 + 5450),
    "K20": (545, 1635),
}
#: 甲 with both months' debts is 李四's; the case stays with who registered it.
JULY_OF = {
    "张三": {"K01": (500, 5000), "K05": (0, 1), "K07": (Fraction(5450 + 2725, 2) * 61, 2 * 5450), "K19": (0, 5450), "K20": (0, 0)},
    "李四": {"K01": (600, 3000), "K05": (0, 0), "K07": (Fraction(1635 + 2180, 2) * 61, 2 * 3270), "K19": (1090, 4360), "K20": (545, 1635)},
}
PLANS = {"2026-06": 10_000_00, "2026-07": 12_000_00}
SCHEME = {"role": "specialist", "version": 2, "valid_from": "2026-06", "weights": "K01 60、工作态度 40"}
LATE = {
    "client_id": "甲",
    "type": "服务态度",
    "description": "司机态度差",
    "received_at": "2026-06-02 09:00",
    "registered_at": "2026-06-02 09:30",
}


def assert_figures(db, month, as_of, expected, level="branch", name="NB"):
    """Every figure is frozen and the one that was counted by hand."""
    found = {one.kpi: one for one in figures.figures(db, level=level, period=month, as_of=as_of) if one.entity == name or one.name == name}
    unit = {kpi: 1 if kpi == "K05" else 100 for kpi in expected}
    assert {kpi: (found[kpi].num / unit[kpi], found[kpi].den / unit[kpi]) for kpi in expected} == expected
    assert all("frozen" in found[kpi].flags for kpi in expected)


def test_two_months_of_a_branch(branch):
    zhang, manager = branch.zhang, branch.manager
    began(branch)
    a, b = new_client(zhang, "甲"), new_client(zhang, "乙")
    driven(zhang, a, "2026-06-05", 1000, 800)
    driven(zhang, a, "2026-06-12", 2000, 1600)
    money(zhang, b, "2026-06-15", 5000, 4000)
    closed_case(zhang, b)
    stated_and_agreed(branch)
    invoiced_reversed_and_paid(branch, a)
    branch.up()
    close(branch, "2026-06", "2026-07-08")
    assert_figures(manager, "2026-06", date(2026, 7, 8), JUNE)
    assert_figures(manager, "2026-06", date(2026, 7, 8), {**JUNE, "K02": (8000, 0)}, "specialist", "张三")

    late_case(branch, a)
    branch.up()
    restated(branch)
    money(zhang, a, "2026-07-15", 3000, 2400)
    money(zhang, b, "2026-07-15", 5000, 4500)
    for client, day, amount in ((b, "2026-07-20", 5450_00), (a, "2026-07-30", 545_00)):
        ledgers.create(zhang, Receipt, {"client_id": client.id, "received_on": day, "amount": amount}, now=on(day))
    branch.up()
    explained(branch)
    handed_over(branch)
    branch.down()
    branch.up()
    close(branch, "2026-07", "2026-08-10")
    assert_figures(manager, "2026-07", date(2026, 8, 10), JULY)
    for name, expected in JULY_OF.items():
        assert_figures(manager, "2026-07", date(2026, 8, 10), expected, "specialist", name)
    assert_figures(manager, "2026-06", date(2026, 8, 10), JUNE)
    assert_figures(manager, "2026-06", date(2026, 8, 10), {**JUNE, "K02": (8000, 0)}, "specialist", "张三")
    appraised(branch)
    for db in (zhang, branch.li, manager):
        assert files.check(db) == []


def began(branch):
    """What the manager sets up: the branch, its plan, how specialists are scored."""
    ledgers.create(branch.manager, BranchRecord, {"code": "NB", "name": "宁波分部"}, now=on("2026-06-01"))
    for month, value in PLANS.items():
        told = {"level": "branch", "entity": "NB", "metric": "revenue", "month": month, "value": value}
        ledgers.create(branch.manager, PlanLine, told, now=on("2026-06-01"))
    ledgers.create(branch.manager, AppraisalScheme, SCHEME, now=on("2026-06-01"))


def closed_case(db, client):
    """A complaint of 06-10 that was closed on 06-20."""
    told = {
        "case_no": "TS-1",
        "type": "billing",
        "description": "账单不符",
        "severity": "normal",
        "case_kind": "complaint",
        "status": "closed",
    }
    told |= {"received_at": "2026-06-10T09:00:00+08:00", "registered_at": "2026-06-10T09:00:00+08:00", "client_id": client.id}
    with changesets.change_set(db, "案件") as work:
        id_ = work.create(Complaint, {**told, "owner_id": only(db, Staff)[0].id, "closed_at": "2026-06-20T09:00:00+08:00"})
        for day, to in (("10", "registered"), ("20", "closed")):
            work.create(ComplaintEvent, {"complaint_id": id_, "at": f"2026-06-{day}T09:00:00+08:00", "action": "…", "to_status": to})


def stated_and_agreed(branch):
    with branch.window(branch.zhang, on("2026-06-30", 16)) as window:
        tab = branch.tab(window, "应收账款")
        tab.settling.charge()
        dialog = visible(window, ChargingDialog)
        assert dialog.sums.text() == "勾选 2 票，应收 3,270.00 元"
        branch.press(dialog.ok)
        tab.settling.state()
        dialog = visible(window, StatingDialog)
        assert [dialog.text(row, 2) for row in range(2)] == ["3,270.00", "5,450.00"]
        dialog.table.item(1, 0).setCheckState(Qt.CheckState.Unchecked)
        dialog.table.item(0, 0).setCheckState(Qt.CheckState.Checked)
        branch.press(dialog.ok)
        branch.menu(tab, Statement, "办理下一步（发出、逐行对账、开票）")
        branch.press(visible(window, RecordDialog).ui.ok_button)
        assert only(branch.zhang, Statement)[0].values["status"] == "sent"
        branch.menu(tab, Statement, "逐行对账…")
        dialog = visible(window, AgreeingDialog)
        dialog.by.setText("王会计")
        dialog.accept()
        settle()
        assert only(branch.zhang, Statement)[0].values["status"] == "confirmed"


def invoiced_reversed_and_paid(branch, client):
    db = branch.zhang
    with branch.window(db, on("2026-06-30", 17)) as window:
        tab = branch.tab(window, "应收账款")
        invoice(branch, window, tab, NUMBERS[0])
        branch.menu(tab, Invoice, "红冲…")
        dialog = visible(window, RecordDialog)
        dialog.form.box("number").setText(NUMBERS[1])
        dialog.form.box("note").setText("抬头有误")
        branch.press(dialog.ui.ok_button)
        invoice(branch, window, tab, NUMBERS[2])
        ledgers.create(db, Receipt, {"client_id": client.id, "received_on": "2026-06-30", "amount": 1635_00}, now=on("2026-06-30", 17))
        branch.menu(tab, Receipt, "核销…")
        dialog = visible(window, ApplyingDialog)
        assert dialog.sums.text() == "本次核销 1,635.00 元，余 0.00 元留作预收"
        dialog.accept()
        settle()
    assert sorted(row.values["amount_incl_tax"] for row in only(db, Invoice)) == [-3270_00, 3270_00, 3270_00]


def invoice(branch, window, tab, number):
    branch.menu(tab, Statement, "开票…")
    dialog = visible(window, RecordDialog)
    dialog.form.box("number").setText(number)
    branch.press(dialog.ui.ok_button)


def close(branch, month, day):
    with branch.window(branch.manager, on(day)) as window:
        tab = branch.tab(window, "KPI 看板")
        branch.press(tab.ui.close_button)
        dialog = visible(window, ClosingDialog)
        assert dialog.month.currentData() == month
        dialog.reason.setText("人员都已核对")
        branch.press(dialog.close_button)
        assert f"{month} 已于 {day} 由李经理结账" in dialog.told.text()
        settle()


def late_case(branch, client):
    with branch.window(branch.zhang, on("2026-07-09")) as window:
        tab = branch.tab(window, "投诉台账")
        tab.pane.new()
        settle()
        tab.pane.card.form.put_raw({"client_id": client.id, **LATE})
        tab.pane.save()
        settle()
    late = [case.values for case in only(branch.zhang, Complaint) if case.values["client_id"] == client.id]
    assert [case["registered_at"] for case in late] == ["2026-06-02T09:30:00+08:00"]


def restated(branch):
    """K05 was 100 % when June was closed; with the late case it would be 50 %."""
    with branch.window(branch.manager, on("2026-07-09")) as window:
        tab = branch.tab(window, "KPI 看板")
        branch.press(tab.ui.close_button)
        dialog = visible(window, ClosingDialog)
        assert ("K05", "投诉处理结案率", "分部", "宁波分部", "100.00 %", "50.00 %", "") in dialog.restated.rows
        assert ("K17b", "投诉响应及时率", "专员", "张三", "0.00 %（0 ÷ 1）", "0.00 %（0 ÷ 2）", "") in dialog.restated.rows
        branch.press(dialog.restate_button)
        assert "请写明为什么重述" in dialog.told.text()
        dialog.reason.setText("张三补登 6 月 2 日的投诉")
        branch.press(dialog.restate_button)
        [row] = [row for row in dialog.restated.rows if row[:3] == ("K05", "投诉处理结案率", "分部")]
        assert row[6].startswith("50.00 %　李经理")
        assert row[6].endswith("：张三补登 6 月 2 日的投诉")


def explained(branch):
    """The week of 07-13: all of the month's revenue after none, the reason drafted and kept."""
    with branch.window(branch.manager, on("2026-07-20")) as window:
        page = planning(branch, window, 1)
        assert (page.week_box.currentText(), page.model.rows[0][:3]) == ("2026-W29", ("收入（不含税）", "8,000.00", "0.00"))
        branch.press(page.draft_button)
        branch.qtbot.keyClick(page.reason, Qt.Key.Key_Return)
        settle()
    [reason] = only(branch.manager, WeeklyReason)
    assert reason.values["text"] == "NB01-00002 乙本周新发 +5,000.00；NB01-00001 甲本周新发 +3,000.00"


def planning(branch, window, at):
    tab = branch.tab(window, "计划会议")
    tab.show_page(tab.leading[at])
    settle()
    return tab.leading[at]


def handed_over(branch):
    with branch.window(branch.manager, on("2026-07-31", 17)) as window:
        tab = branch.tab(window, "客户档案")
        names = [row.values["short_name"] for row in ledgers.select(branch.manager, Client, tab.pane.query)]
        tab.pane.table.selectRow(names.index("甲"))
        next(action for action in tab.pane.selection.menu().actions() if action.text() == "移交给…").trigger()
        settle()
        dialog = visible(window, HandoverDialog)
        assert "甲" in dialog.ui.lead.text()
        assert dialog.ui.stays.text() == "2026-07 整月起的考核归李四，之前月份的仍归原负责人。"
        dialog.ui.reason.setText("换岗")
        branch.press(dialog.ui.go_button)
    assert only(branch.manager, ClientOwner)[-1].values["valid_from"] == "2026-07-31"


def appraised(branch):
    """李四 with 20 % where 18 % is asked: 60 × 20 ÷ 18 = 66.67, and 38 by hand; 张三 with 10 %: 60 × 10 ÷ 18 = 33.33."""
    with branch.window(branch.manager, on("2026-08-10")) as window:
        page = planning(branch, window, 2)
        branch.press(page.prepare_button)
        for name, points in (("李四", "38"), ("张三", "30")):
            page.table.selectRow(next(n for n, row in enumerate(page.model.rows) if row[0] == name))
            page.items.selectRow(1)
            branch.press(page.override_button)
            asked = visible(window, RecordDialog)
            asked.form.put_raw({"override": points, "override_reason": "同事评价"})
            branch.press(asked.ui.ok_button)
            press_named(branch, page, "评分")
            branch.press(visible(window, RecordDialog).ui.ok_button)
            press_named(branch, page, "批准")
        assert {row[0]: row[3:5] for row in page.model.rows[:2]} == {"李四": ("已批准", "104.67"), "张三": ("已批准", "63.33")}


def press_named(branch, page, word):
    branch.press(next(button for button in page.bar.buttons if button.text() == word))
