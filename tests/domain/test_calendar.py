"""The working calendar: the table of domain.md §3.15, and the shipped notices against chinesecalendar."""

import itertools
import warnings
from datetime import date, timedelta

import pytest

from csdesk.domain.calendar import SHIPPED


@pytest.mark.parametrize(
    ("start", "n", "due"),
    [
        ("2026-02-13", 3, "2026-02-25"),
        ("2026-02-14", 1, "2026-02-24"),
        ("2026-02-27", 2, "2026-03-02"),
        ("2026-04-30", 1, "2026-05-06"),
        ("2026-05-08", 1, "2026-05-09"),
        ("2026-09-18", 2, "2026-09-21"),
        ("2026-09-24", 1, "2026-09-28"),
        ("2026-09-30", 2, "2026-10-09"),
        ("2026-01-01", 1, "2026-01-04"),
        ("2025-09-30", 3, "2025-10-11"),
        ("2024-02-09", 3, "2024-02-20"),
        ("2026-12-31", 1, "2027-01-01"),
    ],
)
def test_the_nth_working_day_after(start, n, due):
    assert SHIPPED.after(date.fromisoformat(start), n) == date.fromisoformat(due)


def test_a_year_without_a_table_is_doubtful():
    assert SHIPPED.is_known(date(2026, 12, 31))
    assert not SHIPPED.is_known(date(2027, 1, 1))  # 节假日未维护: Monday to Friday

    entered = SHIPPED.with_days({date(2027, 1, 1): False})
    assert entered.is_known(date(2027, 1, 1))
    assert entered.after(date(2026, 12, 31), 1) == date(2027, 1, 4)


def test_working_days_of_each_month_of_2026():
    firsts = [date(2026, month, 1) for month in range(1, 13)] + [date(2027, 1, 1)]
    counted = [SHIPPED.workdays_between(first, after - timedelta(days=1)) for first, after in itertools.pairwise(firsts)]
    assert counted == [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]


def test_the_shipped_table_is_that_of_the_notices():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import chinese_calendar
    days = [date(2022, 1, 1) + timedelta(days=i) for i in range((date(2027, 1, 1) - date(2022, 1, 1)).days)]
    assert [day for day in days if SHIPPED.is_workday(day) != chinese_calendar.is_workday(day)] == []


def test_a_day_entered_by_hand_overrides_the_shipped_one():
    saturday, monday = date(2026, 6, 13), date(2026, 6, 15)
    ours = SHIPPED.with_days({saturday: True, monday: False})
    assert ours.is_workday(saturday)
    assert not ours.is_workday(monday)
    assert ours.with_days({saturday: False, monday: True}).after(date(2026, 6, 12), 1) == monday
