"""From estimates to cash: a month is stated, agreed, invoiced, paid; every step is one change set."""

from datetime import date, datetime

import pytest

from csdesk.domain.care.clients import Client
from csdesk.domain.checking import Invalid
from csdesk.domain.moments import SHANGHAI
from csdesk.domain.money.charges import ChargeLine, OpeningBalance
from csdesk.domain.money.receivables import Application, Invoice, Receipt, Statement
from csdesk.domain.rows import Query
from csdesk.errors import Refused
from csdesk.operations import files, ledgers, moves
from csdesk.operations.money import accounts, invoicing, receipts, statements
from csdesk.operations.money.receipts import Part
from csdesk.operations.money.statements import Agreed

pytestmark = pytest.mark.both_engines

NUMBER = "24332000000012345678"


@pytest.fixture
def now():
    """The end of the month in which June is stated, invoiced and paid."""
    return datetime(2026, 7, 31, 10, 5, tzinfo=SHANGHAI)


@pytest.fixture
def client(db, now):
    return make_client(db, now, "示例家电")


def make_client(db, now, name):
    values = {"legal_name": f"宁波{name}有限公司", "short_name": name, "client_type": "spot", "payment_term_days": 60}
    return ledgers.create(db, Client, values, now=now)


def charge(db, now, client, day, amount, **more):
    return ledgers.create(db, ChargeLine, {"client_id": client.id, "biz_date": day, "amount_incl_tax": amount, **more}, now=now)


def paid_in(db, now, client, amount, day="2026-07-20"):
    return ledgers.create(db, Receipt, {"client_id": client.id, "received_on": day, "amount": amount}, now=now)


def again(db, record, row):
    return ledgers.get(db, record, row.book, row.id)


def states(db):
    return [row.values["state"] for row in ledgers.select(db, ChargeLine, Query(sort="biz_date"))]


@pytest.fixture
def lines(db, now, client):
    """Two lines of June and one of July."""
    return [charge(db, now, client, day, amount) for day, amount in (("2026-06-03", 109_00), ("2026-06-20", 218_00), ("2026-07-01", 50_00))]


@pytest.fixture
def sent(db, now, client, lines):
    """The statement of June, sent."""
    drafted = statements.make_statement(db, client, "2026-06", now=now)
    return moves.act(db, Statement, drafted, "send", {}, now=now)


@pytest.fixture
def invoiced(db, now, sent):
    """June agreed and invoiced, due on 2026-09-06."""
    agreed = statements.reconcile(db, sent, confirmed_by="王会计", now=now)
    return invoicing.invoice_statement(db, agreed, number=NUMBER, issued_on=date(2026, 7, 8), now=now)


def test_a_statement_takes_the_estimates_of_its_month(db, now, client, lines):
    drafted = statements.make_statement(db, client, "2026-06", now=now)
    assert (drafted.values["total"], drafted.values["status"]) == (327_00, "draft")
    assert [again(db, ChargeLine, line).values.get("statement_id") for line in lines] == [drafted.id, drafted.id, None]
    with pytest.raises(Refused, match="2026-06 没有待对账的预估应收"):
        statements.make_statement(db, client, "2026-06", now=now)

    ledgers.undo(db)
    assert ledgers.count(db, Statement, Query()) == 0
    assert "statement_id" not in again(db, ChargeLine, lines[0]).values
    assert files.check(db) == []


def test_a_draft_cannot_be_confirmed(db, now, client, lines):
    drafted = statements.make_statement(db, client, "2026-06", now=now)
    with pytest.raises(Refused, match="当前状态“草稿”不能做这一步"):
        statements.reconcile(db, drafted, confirmed_by="王会计", now=now)


def test_what_was_agreed_differs_from_the_estimate(db, now, lines, sent):
    agreed = statements.reconcile(db, sent, confirmed_by="王会计", now=now, agreed={lines[1].id: Agreed(200_00, "price")})
    assert (agreed.values["status"], agreed.values["total"]) == ("confirmed", 309_00)
    line = again(db, ChargeLine, lines[1]).values
    assert (line["state"], line["amount_incl_tax"], line["diff_from_estimate"], line["diff_reason"]) == (
        "reconciled",
        200_00,
        -18_00,
        "price",
    )
    assert line["amount_ex_tax"] == 183_49


def test_another_amount_needs_its_reason(db, now, lines, sent):
    with pytest.raises(Refused, match="金额与预估不同，请填写差异原因"):
        statements.reconcile(db, sent, confirmed_by="王会计", now=now, agreed={lines[1].id: Agreed(200_00, None)})
    assert states(db) == ["estimated"] * 3


def test_confirming_a_statement_in_its_menu_reconciles_its_lines(db, now, sent):
    confirmed = moves.act(db, Statement, sent, "confirm", {"confirmed_by": "王会计"}, now=now)
    assert (confirmed.values["status"], states(db)) == ("confirmed", ["reconciled", "reconciled", "estimated"])
    ledgers.undo(db)
    assert (again(db, Statement, sent).values["status"], states(db)) == ("sent", ["estimated"] * 3)


def test_a_line_on_a_statement_is_not_voided(db, now, lines, sent):
    line = again(db, ChargeLine, lines[0])
    with pytest.raises(Refused, match="已在对账单上，请先移出对账单"):
        moves.act(db, ChargeLine, line, "void", {}, now=now)
    off = moves.act(db, ChargeLine, line, "back", {}, now=now)
    assert moves.act(db, ChargeLine, off, "void", {}, now=now).values["state"] == "void"


def test_a_disputed_line_stays_behind_and_the_rest_proceeds(db, now, lines, sent):
    agreed = statements.reconcile(db, sent, confirmed_by="王会计", now=now, disputed={lines[0].id: "没有这一趟"})
    assert (agreed.values["total"], agreed.values["disputed_amount"]) == (218_00, 109_00)
    assert states(db) == ["estimated", "reconciled", "estimated"]
    assert again(db, ChargeLine, lines[0]).values.get("statement_id") is None


def test_an_invoice_carries_the_tax_of_its_lines_and_the_due_date_of_the_contract(db, invoiced):
    values = invoiced.values
    assert (values["amount_incl_tax"], values["tax"], values["due_date"]) == (327_00, 27_00, "2026-09-06")
    assert states(db) == ["invoiced", "invoiced", "estimated"]


def test_a_statement_is_invoiced_once_and_only_when_agreed(db, now, sent, client):
    with pytest.raises(Refused, match="还没有得到客户确认"):
        invoicing.invoice_statement(db, sent, number=NUMBER, issued_on=date(2026, 7, 8), now=now)
    agreed = statements.reconcile(db, sent, confirmed_by="王会计", now=now)
    with pytest.raises(Invalid, match="发票号码应为 20 位"):
        invoicing.invoice_statement(db, agreed, number="1", issued_on=date(2026, 7, 8), now=now)
    assert ledgers.count(db, Invoice, Query()) == 0
    invoicing.invoice_statement(db, agreed, number=NUMBER, issued_on=date(2026, 7, 8), now=now)
    with pytest.raises(Refused, match="可能已经开过票"):
        invoicing.invoice_statement(db, agreed, number=NUMBER, issued_on=date(2026, 7, 8), now=now)


def test_a_receipt_pays_the_oldest_due_date_first(db, now, client, invoiced):
    opening = {"client_id": client.id, "month": "2025-12", "item": "receivable", "amount": 73_00, "due_date": "2026-01-31"}
    ledgers.create(db, OpeningBalance, opening, now=now)
    receipt = paid_in(db, now, client, 400_00)
    assert [(part.target, part.amount) for part in receipts.proposal(db, receipt).parts] == [
        ("opening_id", 73_00),
        ("invoice_id", 327_00),
    ]

    made = receipts.apply_receipt(db, receipt, applied_on=date(2026, 7, 21), now=now)
    assert [row.values["amount"] for row in made] == [73_00, 327_00]
    assert receipts.unapplied(db, receipt) == 0
    assert states(db) == ["settled", "settled", "estimated"]
    assert accounts.balance(db, client.id, date(2026, 7, 31)).receivable == 50_00

    ledgers.undo(db)
    assert (ledgers.count(db, Application, Query()), states(db)) == (0, ["invoiced", "invoiced", "estimated"])
    assert files.check(db) == []


def test_a_part_payment_settles_nothing(db, now, client, invoiced):
    receipts.apply_receipt(db, paid_in(db, now, client, 100_00), applied_on=date(2026, 7, 21), now=now)
    assert states(db) == ["invoiced", "invoiced", "estimated"]
    assert [debt.amount for debt in receipts.proposal(db, paid_in(db, now, client, 999_00)).parts] == [227_00, 50_00]


def test_applying_does_not_move_the_balance(db, now, client, invoiced):
    receipt = paid_in(db, now, client, 100_00)
    before = accounts.balance(db, client.id, date(2026, 7, 31))
    receipts.apply_receipt(db, receipt, applied_on=date(2026, 7, 21), now=now)
    after = accounts.balance(db, client.id, date(2026, 7, 31))
    assert before.net == after.net == 277_00
    assert (before.unapplied, after.unapplied) == (100_00, 0)


@pytest.fixture
def receipt(db, now, client):
    return paid_in(db, now, client, 100_00)


def refused(db, now, receipt, parts, why, applied_on=date(2026, 7, 21)):
    with pytest.raises(Refused, match=why):
        receipts.apply_receipt(db, receipt, applied_on=applied_on, now=now, parts=parts)
    assert ledgers.count(db, Application, Query()) == 0


def test_more_than_the_receipt_is_refused(db, now, invoiced, receipt):
    refused(db, now, receipt, [Part("invoice_id", invoiced.id, 100_01)], "核销合计 100.01 元超过这笔回款的未核销余额 100.00 元")


def test_more_than_the_debt_is_refused(db, now, lines, receipt):
    refused(db, now, receipt, [Part("charge_line_id", lines[2].id, 50_01)], "只欠 50.00 元，不能核销 50.01 元")
    twice = [Part("charge_line_id", lines[2].id, 30_00), Part("charge_line_id", lines[2].id, 30_00)]
    refused(db, now, receipt, twice, "只欠 20.00 元，不能核销 30.00 元")


def test_another_clients_debt_is_refused(db, now, receipt):
    foreign = charge(db, now, make_client(db, now, "别家"), "2026-06-01", 10_00)
    refused(db, now, receipt, [Part("charge_line_id", foreign.id, 10_00)], "所选的应收明细不属于这个客户或已经结清")


def test_senseless_applications_are_refused(db, now, lines, receipt):
    refused(db, now, receipt, [], "没有可核销的款项")
    refused(db, now, receipt, [Part("charge_line_id", lines[0].id, 0)], "每一笔核销金额都应大于 0")
    refused(db, now, receipt, None, "核销日期不能早于回款日期 2026-07-20", applied_on=date(2026, 7, 19))


def test_a_receipt_is_claimed_by_its_payers_name_when_it_is_applied(db, now, client, lines):
    told = {"received_on": "2026-07-20", "amount": 10_00}
    known = ledgers.create(db, Receipt, {**told, "payer": "宁波示例家电有限公司"}, now=now)
    receipts.apply_receipt(db, known, applied_on=date(2026, 7, 21), now=now)
    assert again(db, Receipt, known).values["client_id"] == client.id
    unknown = ledgers.create(db, Receipt, {**told, "payer": "某某公司"}, now=now)
    with pytest.raises(Refused, match="还没有认领客户"):
        receipts.apply_receipt(db, unknown, applied_on=date(2026, 7, 21), now=now)


def test_an_application_is_taken_back(db, now, client, invoiced):
    receipt = paid_in(db, now, client, 327_00)
    made = receipts.apply_receipt(db, receipt, applied_on=date(2026, 7, 21), now=now)
    assert states(db) == ["settled", "settled", "estimated"]
    assert receipts.unapply(db, made, now=now) == 1
    assert (states(db), receipts.unapplied(db, receipt)) == (["invoiced", "invoiced", "estimated"], 327_00)
    ledgers.undo(db)
    assert states(db) == ["settled", "settled", "estimated"]


def test_a_red_invoice_opens_its_lines_again(db, now, client, invoiced):
    red = invoicing.reverse_invoice(db, invoiced, number="24332000000012345679", issued_on=date(2026, 7, 20), reason="抬头有误", now=now)
    assert (red.values["amount_incl_tax"], red.values["tax"], red.values["red_of"]) == (-327_00, -27_00, invoiced.id)
    assert states(db) == ["reconciled", "reconciled", "estimated"]
    assert accounts.balance(db, client.id, date(2026, 7, 31)).receivable == 377_00  # it is owed all the same
    again_ = invoicing.invoice_statement(
        db, again(db, Statement, ledgers.get(db, Statement, invoiced.book, invoiced.values["statement_id"])),
        number="24332000000012345680", issued_on=date(2026, 7, 20), now=now,
    )  # fmt: skip
    assert again_.values["due_date"] == "2026-09-18"
    with pytest.raises(Refused, match="已由 24332000000012345679 红冲"):
        invoicing.reverse_invoice(db, invoiced, number="24332000000012345681", issued_on=date(2026, 7, 20), reason="抬头有误", now=now)
    with pytest.raises(Refused, match="本身是红字发票"):
        invoicing.reverse_invoice(db, red, number="24332000000012345681", issued_on=date(2026, 7, 20), reason="抬头有误", now=now)


def test_a_paid_invoice_is_not_reversed(db, now, client, invoiced):
    receipts.apply_receipt(db, paid_in(db, now, client, 100_00), applied_on=date(2026, 7, 21), now=now)
    with pytest.raises(Refused, match="已核销 100.00 元，请先取消核销再红冲"):
        invoicing.reverse_invoice(db, invoiced, number="24332000000012345679", issued_on=date(2026, 7, 22), reason="抬头有误", now=now)


def test_what_is_left_in_dispute_waits_until_it_is_resolved(db, now, client, lines, sent):
    statements.reconcile(db, sent, confirmed_by="王会计", now=now, disputed={lines[0].id: "没有这一趟"})
    (july,) = statements.waiting(db, "2026-07")
    assert ([line.id for line in july.lines], july.disputed) == ([lines[2].id], 1)
    moves.act(db, ChargeLine, again(db, ChargeLine, lines[0]), "resolve", {}, now=now)
    (july,) = statements.waiting(db, "2026-07")
    assert july.total == 159_00


def test_a_draft_is_thrown_away_and_its_lines_wait_again(db, now, client, lines):
    drafted = statements.make_statement(db, client, "2026-06", now=now)
    statements.drop(db, drafted)
    assert statements.waiting(db, "2026-06")[0].total == 327_00


def test_what_was_agreed_is_not_edited_by_hand(db, now, lines, invoiced):
    line = again(db, ChargeLine, lines[0])
    with pytest.raises(Invalid, match="客户已对账的明细不能直接改"):
        ledgers.change(db, ChargeLine, line, {"amount_incl_tax": 1}, now=now)
    assert ledgers.change(db, ChargeLine, line, {"note": "补单"}, now=now).values["note"] == "补单"
    assert ledgers.change(db, ChargeLine, again(db, ChargeLine, lines[2]), {"amount_incl_tax": 1}, now=now).values["amount_incl_tax"] == 1
