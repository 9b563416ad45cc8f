"""One client's account, item by item: what is open, by which credit it is paid, and that nothing is lost (domain.md §3.8)."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csdesk.domain.money.accounts import Debt, Entries, account, debts, oldest_first
from csdesk.domain.money.balances import balances

AS_OF = date(2026, 6, 30)


def line(day, amount, state="estimated", **more):
    return {"client_id": "A", "biz_date": day, "amount_incl_tax": amount, "state": state, **more}


INVOICES = {"i1": {"issued_on": "2026-05-31", "amount_incl_tax": 100_00, "due_date": "2026-06-30", "statement_id": "s1"}}
LINES = {
    "new": line("2026-06-10", 30_00),
    "agreed": line("2026-06-09", 40_00, "reconciled", due_date="2026-06-15"),
    "billed1": line("2026-05-01", 60_00, "invoiced", statement_id="s1", due_date="2026-06-30", invoice_id="i1"),
    "billed2": line("2026-05-02", 40_00, "invoiced", statement_id="s1", due_date="2026-06-30"),  # imported: only its statement is known
    "gone": line("2026-05-02", 7_00, "void"),
    "asked": line("2026-05-02", -7_00, "requested"),
}
OPENINGS = {
    "o1": {"month": "2025-12", "item": "receivable", "amount": 9_00, "due_date": "2026-01-31"},
    "o2": {"month": "2025-12", "item": "cost", "amount": 9_00},
}


def put(amount, **target):
    return {"receipt_id": "r", "applied_on": "2026-06-20", "amount": amount, **target}


def entries(*applications, lines=LINES, receipts=None, losses=()):
    return Entries(
        lines, OPENINGS, INVOICES, receipts or {}, {str(i): part for i, part in enumerate(applications)}, dict(enumerate(losses))
    )


def owed(*applications, **more):
    return [(debt.id, debt.open) for debt in debts(account(entries(*applications, **more), AS_OF, unapplied=False))]


@pytest.mark.parametrize(
    ("what", "found"),
    [
        ([], [("o1", 9_00), ("agreed", 40_00), ("i1", 100_00), ("new", 30_00)]),  # an invoice is one debt; without a due date comes last
        ([put(9_00, opening_id="o1")], [("agreed", 40_00), ("i1", 100_00), ("new", 30_00)]),
        ([put(70_00, invoice_id="i1")], [("o1", 9_00), ("agreed", 40_00), ("i1", 30_00), ("new", 30_00)]),
        ([put(70_00, statement_id="s1")], [("o1", 9_00), ("agreed", 40_00), ("i1", 30_00), ("new", 30_00)]),
        ([put(40_00, charge_line_id="billed2")], [("o1", 9_00), ("agreed", 40_00), ("i1", 60_00), ("new", 30_00)]),
        ([put(20_00, invoice_id="elsewhere")], [("agreed", 29_00), ("i1", 100_00), ("new", 30_00)]),  # what it paid is not known here
    ],
)
def test_what_a_receipt_can_pay(what, found):
    assert owed(*what) == found


def test_a_rebate_lowers_what_fell_due_first_and_an_adjustment_its_own_line():
    lines = {**LINES, "rebate": line("2026-06-01", -10_00, item="rebate"), "less": line("2026-06-02", -5_00, adjusts_id="new")}
    assert owed(lines=lines) == [("agreed", 39_00), ("i1", 100_00), ("new", 25_00)]


def test_a_write_off_counts_once_it_is_approved():
    loss = {"written_off_on": "2026-06-30", "amount": 25_00, "invoice_id": "i1"}
    assert owed(losses=[{**loss, "status": "requested"}]) == owed()
    assert ("i1", 75_00) in owed(losses=[{**loss, "status": "approved"}])


def test_money_that_pays_nothing_yet_lowers_the_oldest_in_figures_only():
    receipts = {"r": {"received_on": "2026-06-20", "amount": 50_00}}
    assert owed(receipts=receipts) == owed()
    found = account(entries(receipts=receipts), AS_OF)
    assert (found.owed, found.left, found.open[0].item.id, found.open[0].open) == (129_00, 0, "billed1", 59_00)


def test_what_is_paid_ahead_is_left():
    found = account(Entries(receipts={"r": {"received_on": "2026-06-20", "amount": 50_00}}), AS_OF)
    assert (found.open, found.left) == ((), 50_00)


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 500), st.lists(st.integers(1, 100), max_size=8))
def test_an_amount_pays_debts_in_turn_and_never_too_much(amount, sizes):
    debts = [Debt("invoice_id", str(i), size) for i, size in enumerate(sizes)]
    parts = oldest_first(amount, debts)
    assert sum(part for _, part in parts) == min(amount, sum(sizes))
    assert all(0 < part <= debt.open for debt, part in parts)
    assert all(part == debt.open for debt, part in parts[:-1])


# -- nothing is lost ----------------------------------------------------------------------------------------------------

DAYS = st.sampled_from(["2026-05-31", "2026-06-01", "2026-06-30", "2026-07-01"])
SOME = st.integers(1, 500)
ID = st.sampled_from("abcdef")
KINDS = ["charge_line_id", "opening_id", "invoice_id", "statement_id"]


def kept(values):
    return st.dictionaries(ID, values, max_size=4)


CHARGED = kept(
    st.fixed_dictionaries(
        {"client_id": st.just("A"), "biz_date": DAYS, "amount_incl_tax": st.integers(-300, 500).filter(bool)},
        optional={"due_date": DAYS, "invoice_id": ID, "statement_id": ID, "adjusts_id": ID,
                  "state": st.sampled_from(["estimated", "reconciled", "invoiced", "settled", "void", "requested"])},
    )
)  # fmt: skip
STARTED = kept(
    st.fixed_dictionaries(
        {"client_id": st.just("A"), "month": st.sampled_from(["2026-05", "2026-06", "2026-07"]),
         "item": st.sampled_from(["receivable", "unapplied", "revenue"]), "amount": st.integers(-50, 200)}
    )
)  # fmt: skip
CAME_IN = kept(st.fixed_dictionaries({"client_id": st.just("A"), "received_on": DAYS, "amount": SOME}))
APPLIED = kept(
    st.builds(
        lambda day, amount, receipt, kind, id_: {"client_id": "A", "applied_on": day, "amount": amount, "receipt_id": receipt, kind: id_},
        DAYS, SOME, ID, st.sampled_from(KINDS), ID,
    )
)  # fmt: skip
LOST = kept(
    st.fixed_dictionaries(
        {"client_id": st.just("A"), "written_off_on": DAYS, "amount": SOME, "status": st.sampled_from(["approved", "requested"])},
        optional={"invoice_id": ID, "charge_line_id": ID},
    )
)


@settings(deadline=None, max_examples=150)
@given(lines=CHARGED, openings=STARTED, receipts=CAME_IN, applications=APPLIED, losses=LOST)
def test_what_is_open_less_what_is_left_is_the_balance(lines, openings, receipts, applications, losses):
    found = account(Entries(lines, openings, {}, receipts, applications, losses), AS_OF)
    whole = balances(
        AS_OF, charges=lines.values(), receipts=receipts, applications=applications.values(), write_offs=losses.values(),
        openings=openings.values(),
    )  # fmt: skip
    assert found.owed - found.left == (whole["A"].net if whole else 0)
    assert not (found.owed and found.left)
    assert all(0 < one.open <= one.item.amount for one in found.open)
