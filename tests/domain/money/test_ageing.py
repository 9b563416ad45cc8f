"""Ageing (K19, domain.md §2.8): by due date or by the day of the business, own buckets, shares that print 100.00."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.money.accounts import Entries, Item, Open, account
from csdesk.domain.money.ageing import buckets, shares, spread
from csdesk.errors import Refused

AS_OF = date(2026, 6, 30)


def open_(due=None, day="2026-06-01"):
    return Open(Item("charge_line_id", "x", 1, day, due), 1)


@pytest.mark.parametrize(
    ("due", "label"),
    [
        (None, "未到期"), ("2026-07-01", "未到期"), ("2026-06-30", "未到期"),  # due today is not overdue
        ("2026-06-29", "1–30"), ("2026-05-31", "1–30"), ("2026-05-30", "31–60"), ("2026-05-01", "31–60"), ("2026-04-30", "61–90"),
        ("2026-04-01", "61–90"), ("2026-03-31", "91–180"), ("2026-01-01", "91–180"), ("2025-12-31", "181–365"),
        ("2025-06-30", "181–365"), ("2025-06-29", ">365"),
    ],
)  # fmt: skip
def test_by_due_date(due, label):
    kept = buckets("due")
    assert kept.labels[kept.of(open_(due), AS_OF)] == label


@pytest.mark.parametrize(
    ("day", "label"),
    [("2026-06-30", "0–30"), ("2026-05-31", "0–30"), ("2026-05-30", "31–60"), ("2025-06-30", "181–365"), ("2025-06-29", ">365")],
)
def test_by_the_day_of_the_business(day, label):
    kept = buckets("biz")
    assert kept.labels[kept.of(open_(day=day), AS_OF)] == label


def test_leap_days_are_days():
    kept = buckets("due", "365")
    assert kept.labels[kept.of(open_("2024-02-29"), date(2025, 2, 28))] == "1–365"  # 365 days later
    assert kept.labels[kept.of(open_("2024-02-28"), date(2025, 2, 28))] == ">365"  # 366


def test_own_buckets():
    assert buckets("due", "15，45").labels == ("未到期", "1–15", "16–45", ">45")
    for told in ("30,20", "30,30", "a", "", "0,30", "30,"):
        with pytest.raises(Refused, match="应为从小到大的天数"):
            buckets("due", told)
    with pytest.raises(Refused, match="没有“age”这种账龄"):
        buckets("age")


@pytest.mark.parametrize(
    ("amounts", "parts"),
    [
        ((1_200_000, 260_000, 95_000, 40_000, 15_000, 6_000, 2_000), (7417, 1607, 587, 247, 93, 37, 12)),  # the golden row of K19
        ((1, 1, 1), (3334, 3333, 3333)),
        ((0, 5), (0, 10_000)),
        ((0, 0), (0, 0)),
    ],
)
def test_shares(amounts, parts):
    assert shares(amounts) == parts


def test_the_golden_row_of_k19():
    amounts = (1_200_000, 260_000, 95_000, 40_000, 15_000, 6_000, 2_000)
    overdue, old = sum(amounts[1:]), sum(amounts[4:])
    assert sum(amounts) == 1_618_000
    assert shares((overdue, sum(amounts) - overdue))[0] == 2583
    assert shares((old, sum(amounts) - old))[0] == 142


@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=9))
def test_shares_always_add_up(amounts):
    parts = shares(amounts)
    assert sum(parts) == (10_000 if sum(amounts) else 0)
    assert all(
        abs(part * sum(amounts) - amount * 10_000) < sum(amounts) for part, amount in zip(parts, amounts, strict=True) if sum(amounts)
    )


def test_what_came_in_lowers_the_oldest_bucket():
    lines = {
        "old": {"biz_date": "2026-01-10", "amount_incl_tax": 100_00, "state": "invoiced", "due_date": "2026-03-10"},
        "new": {"biz_date": "2026-06-10", "amount_incl_tax": 50_00, "state": "estimated"},
        "rebate": {"biz_date": "2026-06-10", "amount_incl_tax": -10_00, "state": "estimated", "item": "rebate"},
    }
    receipts = {"r": {"received_on": "2026-06-20", "amount": 60_00}}
    kept = buckets("due")
    assert spread(account(Entries(lines), AS_OF), kept, AS_OF) == (50_00, 0, 0, 0, 90_00, 0, 0)
    assert spread(account(Entries(lines, receipts=receipts), AS_OF), kept, AS_OF) == (50_00, 0, 0, 0, 30_00, 0, 0)
    assert spread(account(Entries(lines, receipts=receipts), date(2026, 5, 1)), kept, date(2026, 5, 1)) == (0, 0, 100_00, 0, 0, 0, 0)
