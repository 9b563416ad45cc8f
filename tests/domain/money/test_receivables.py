"""Money records: what each must hold, the amount without tax, how lines, statements and SOPs move."""

import pytest

from csdesk.domain.care import sops
from csdesk.domain.checking import problems, with_defaults
from csdesk.domain.money import charges
from csdesk.domain.money.charges import ChargeLine, ChargeState, CostLine
from csdesk.domain.money.receivables import Application, Dunning, Invoice, stage_for
from csdesk.domain.states import Step
from csdesk.errors import Refused

LINE = {"line_no": "YS-1", "client_id": "c", "biz_date": "2026-06-12", "amount_incl_tax": 109_00}
INVOICE = {"client_id": "c", "issued_on": "2026-06-12", "amount_incl_tax": 109_00, "tax": 9_00}
APPLICATION = {"receipt_id": "r", "client_id": "c", "amount": 1, "applied_on": "2026-06-12"}


def sentences(record, values):
    return [problem.sentence for problem in problems(record, with_defaults(record, values))]


@pytest.mark.parametrize("record", [ChargeLine, CostLine])
def test_the_amount_without_tax_is_derived(record):
    assert record.about.derive(with_defaults(record, LINE), None) == {"amount_ex_tax": 100_00}
    assert record.about.derive({"vat_rate": 900}, None) == {}


def test_a_charge_line():
    assert sentences(ChargeLine, LINE) == []
    assert sentences(ChargeLine, {**LINE, "item": "rebate"}) == ["返利、理赔扣款和核减请填负数"]
    assert sentences(ChargeLine, {**LINE, "item": "rebate", "amount_incl_tax": -1}) == []
    assert sentences(ChargeLine, {**LINE, "diff_from_estimate": -5}) == ["与预估有差异时请填写差异原因"]


@pytest.mark.parametrize(
    ("number", "good"),
    [
        ("24332000000012345678", True),  # 数电票
        ("12345678", True),
        ("3300204130-12345678", True),
        ("033002041300 12345678", True),
        ("1234567", False),
        ("A2345678", False),
        ("243320000000123456789", False),
    ],
)
def test_invoice_numbers(number, good):
    assert (sentences(Invoice, {**INVOICE, "number": number}) == []) is good


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"tax": 200_00}, "税额不能超过价税合计"),
        ({"tax": -9_00}, "正负号应一致"),
        ({"red_of": "i"}, "红字发票的金额请填负数"),
    ],
)
def test_invoice_amounts(told, why):
    (found,) = sentences(Invoice, {**INVOICE, "number": "12345678", **told})
    assert why in found


def test_an_application_pays_exactly_one_thing():
    assert sentences(Application, {**APPLICATION, "invoice_id": "i"}) == []
    for targets in ({}, {"invoice_id": "i", "opening_id": "o"}):
        (found,) = sentences(Application, {**APPLICATION, **targets})
        assert "只选择一个核销对象" in found


def test_a_promise_needs_its_day():
    dunning = {"client_id": "c", "at": "2026-06-12T10:00:00+08:00", "stage": "phone", "promise_amount": 5}
    assert sentences(Dunning, dunning) == ["有承诺付款金额时请填写承诺付款日"]


@pytest.mark.parametrize(
    ("days", "stage"),
    [(-8, None), (-7, "reminder"), (0, "reminder"), (1, "phone"), (15, "phone"), (16, "letter"), (30, "letter"), (31, "manager"),
     (60, "manager"), (61, "suspend"), (90, "suspend"), (91, "legal")],
)  # fmt: skip
def test_dunning_stages(days, stage):
    assert stage_for(days) == stage


def test_a_line_goes_from_estimate_to_settled():
    state = ChargeState.ESTIMATED
    for name in ("reconcile", "invoice", "settle"):
        state = charges.MACHINE.action(state, name).leads
    assert state == ChargeState.SETTLED
    with pytest.raises(Refused, match="当前状态“已结清”不能做这一步，可以：取消结清"):
        charges.MACHINE.action(state, "void")


def test_a_sop_is_not_approved_by_its_author():
    sop = {"client_id": "c", "version": 1, "author_id": "zhang", "effective_from": "2026-07-01", "status": "reviewing"}
    with pytest.raises(Refused, match="分部经理"):
        sops.MACHINE.action("reviewing", "approve", "specialist")
    approve = sops.MACHINE.action("reviewing", "approve", "branch_manager")

    def judge(approver):
        step = Step(approve, sop, {"approver_id": approver}, "2026-06-12T10:05:00+08:00", "李经理", "branch_manager")
        sops.MACHINE.judge(step, {})

    with pytest.raises(Refused, match="审批人不能是修订人本人"):
        judge("zhang")
    judge("li")


@pytest.mark.parametrize("record", [ChargeLine, CostLine])
@pytest.mark.parametrize(
    ("day", "rate", "wrong"),
    [
        ("2026-06-12", 900, False), ("2026-06-12", 600, False), ("2026-06-12", 1300, False), ("2026-06-12", 0, False),
        ("2026-06-12", 300, False),  # 简易计税
        ("2026-06-12", 1000, True), ("2019-03-31", 1000, False), ("2019-04-01", 1000, True), ("2019-03-31", 900, True),
        ("2026-06-12", 1700, True), ("2026-06-12", 901, True), ("2030-01-01", 800, False),  # nobody is sure yet
    ],
)  # fmt: skip
def test_a_rate_that_did_not_exist_then(record, day, rate, wrong):
    found = [s for s in sentences(record, {**LINE, "biz_date": day, "vat_rate": rate}) if "的税率" in s]
    assert bool(found) is wrong
