"""What clients owe on a day, in all (domain.md §3.8)."""

from datetime import date

import pytest

from csdesk.domain.money.balances import Balance, balances


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
    losses = [{"client_id": "A", "written_off_on": "2026-03-01", "amount": 80_00, "status": status} for status in ("approved", "requested")]

    def net(day):
        found = balances(day, charges=[], receipts={}, applications=[], openings=openings, write_offs=losses)
        return found["A"].net if found else None

    assert [net(date(2025, 12, 30)), net(date(2025, 12, 31)), net(date(2026, 3, 1))] == [None, 480_00, 400_00]
