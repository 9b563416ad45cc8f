"""What clients owe: balances on a day, debts in the order in which they are paid, due dates (domain.md §3.8)."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csdesk.domain.balances import Balance, Debt, balances, day_in, due_date, oldest_first, open_debts


def charge(day, amount, state="estimated", **more):
    return {"client_id": "A", "biz_date": day, "amount_incl_tax": amount, "state": state, **more}


def receipt(day, amount, client="A"):
    return {"client_id": client, "received_on": day, "amount": amount}


def application(day, amount, receipt_id="r1", **target):
    return {"client_id": "A", "receipt_id": receipt_id, "applied_on": day, "amount": amount, **target}


CHARGES = [charge("2026-05-10", 100_00), charge("2026-06-10", 50_00, "settled"), charge("2026-06-11", 7_00, "void")]
RECEIPTS = {"r1": receipt("2026-06-05", 80_00), "r2": receipt("2026-06-20", 90_00)}
APPLICATIONS = [application("2026-06-06", 30_00)]


@pytest.mark.parametrize(
    ("day", "net"),
    [
        ("2026-05-09", 0),
        ("2026-05-31", 100_00),  # estimated counts, void does not
        ("2026-06-05", 20_00),  # a receipt counts from its day, applied or not
        ("2026-06-06", 20_00),  # applying it changes nothing
        ("2026-06-10", 70_00),
        ("2026-06-20", -20_00),
    ],
)
def test_the_balance_of_a_day(day, net):
    found = balances(date.fromisoformat(day), charges=CHARGES, receipts=RECEIPTS, applications=APPLICATIONS)
    account = found.get("A", Balance())
    assert account.net == net
    assert (account.receivable, account.prepaid) == (max(0, net), max(0, -net))


def test_one_clients_prepayment_does_not_hide_anothers_debt():
    found = balances(
        date(2026, 6, 30),
        charges=[charge("2026-06-01", 100_00)],
        receipts={"r": receipt("2026-06-01", 40_00, client="B"), "nobody's": receipt("2026-06-01", 1, client=None)},
        applications=[],
    )
    assert sum(account.receivable for account in found.values()) == 100_00
    assert found["B"].prepaid == 40_00
    assert found.keys() == {"A", "B"}


def test_opening_balances_and_bad_debts():
    openings = [
        {"client_id": "A", "month": "2025-12", "item": "receivable", "amount": 500_00},
        {"client_id": "A", "month": "2025-12", "item": "unapplied", "amount": 20_00},
        {"client_id": "A", "month": "2025-12", "item": "revenue", "amount": 999_00},  # looks back only
    ]
    losses = [{"client_id": "A", "written_off_on": "2026-03-01", "amount": 80_00}]

    def net(day):
        found = balances(day, charges=[], receipts={}, applications=[], openings=openings, write_offs=losses)
        return found["A"].net if found else None

    assert [net(date(2025, 12, 30)), net(date(2025, 12, 31)), net(date(2026, 3, 1))] == [None, 480_00, 400_00]


INVOICES = {
    "i1": {"issued_on": "2026-05-01", "amount_incl_tax": 100_00, "due_date": "2026-06-30", "statement_id": "s1"},
    "i2": {"issued_on": "2026-04-01", "amount_incl_tax": 60_00, "due_date": "2026-05-31"},
    "red": {"issued_on": "2026-06-01", "amount_incl_tax": -10_00, "red_of": "i1"},
}
LINES = {
    "new": charge("2026-06-10", 30_00),
    "agreed": charge("2026-06-09", 40_00, "reconciled", due_date="2026-06-15"),
    "billed": charge("2026-05-01", 100_00, "invoiced", statement_id="s1"),
    "rebate": charge("2026-06-01", -5_00, item="rebate"),
}
OPENINGS = {
    "o1": {"month": "2025-12", "item": "receivable", "amount": 9_00, "due_date": "2026-01-31"},
    "o2": {"month": "2025-12", "item": "cost", "amount": 9_00},
}


def owed(applications=(), write_offs=()):
    return [(debt.id, debt.open) for debt in open_debts(INVOICES, LINES, OPENINGS, applications, write_offs)]


def test_open_debts_are_paid_oldest_due_date_first():
    # a red invoice lowers its original; what is invoiced is owed through the invoice; no due date comes last
    assert owed() == [("o1", 9_00), ("i2", 60_00), ("agreed", 40_00), ("i1", 90_00), ("new", 30_00)]


def test_what_is_paid_or_written_off_is_no_longer_owed():
    paid = [application("2026-06-01", 9_00, opening_id="o1"), application("2026-06-01", 10_00, invoice_id="i2")]
    assert owed(paid, [{"invoice_id": "i2", "amount": 20_00}])[0] == ("i2", 30_00)


def test_an_invoiced_line_whose_invoice_is_unknown_is_owed_itself():
    line = {"old": charge("2025-11-01", 8_00, "invoiced", statement_id="elsewhere")}
    assert [debt.id for debt in open_debts(INVOICES, line, {}, ())] == ["i2", "i1", "old"]


def test_what_is_put_against_a_statement_pays_its_invoice():
    assert ("i1", 65_00) in owed([application("2026-06-01", 25_00, statement_id="s1")])


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 500), st.lists(st.integers(1, 100), max_size=8))
def test_an_amount_pays_debts_in_turn_and_never_too_much(amount, sizes):
    debts = [Debt("invoice_id", str(i), size) for i, size in enumerate(sizes)]
    parts = oldest_first(amount, debts)
    assert sum(part for _, part in parts) == min(amount, sum(sizes))
    assert all(0 < part <= debt.open for debt, part in parts)
    assert all(part == debt.open for debt, part in parts[:-1])


@pytest.mark.parametrize(
    ("client", "due"),
    [
        ({"term_base": "invoice_date", "payment_term_days": 60}, "2026-09-06"),
        ({"term_base": "statement_date", "payment_term_days": 30}, "2026-08-04"),
        ({"term_base": "sign_date", "payment_term_days": 15}, None),  # not signed yet
        ({"term_base": "month_end", "payment_term_days": 30}, "2026-07-30"),
        ({"term_base": "invoice_date", "payment_term_days": 0}, "2026-07-08"),
    ],
)
def test_due_dates_count_from_what_the_contract_says(client, due):
    found = due_date(client, "2026-06", issued_on=date(2026, 7, 8), stated_on=date(2026, 7, 5))
    assert found == (date.fromisoformat(due) if due else None)


def test_without_a_statement_its_usual_day_in_the_month_after_is_taken():
    client = {"term_base": "statement_date", "payment_term_days": 30, "statement_day": 31}
    assert due_date(client, "2026-01") == date(2026, 3, 30)
    assert due_date(client, "2026-12") == date(2027, 3, 2)


@pytest.mark.parametrize(
    ("month", "day", "found"), [("2026-02", 31, "2026-02-28"), ("2024-02", 30, "2024-02-29"), ("2026-06", 5, "2026-06-05")]
)
def test_day_31_is_the_last_of_the_month(month, day, found):
    assert day_in(month, day) == date.fromisoformat(found)
