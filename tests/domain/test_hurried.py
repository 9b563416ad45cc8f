"""Days and moments typed in a hurry: counted from now, and nothing that is a date in itself."""

from datetime import date, datetime

import pytest

from csdesk.domain.hurried import day_named, moment_named
from csdesk.domain.moments import SHANGHAI

FRIDAY = date(2026, 6, 12)
NOW = datetime(2026, 6, 12, 10, 5, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("今天", "2026-06-12"), ("昨天", "2026-06-11"), ("后天", "2026-06-14"), ("+1", "2026-06-13"), ("－1", "2026-06-11"),
        ("+30", "2026-07-12"), ("下周一", "2026-06-15"), ("本周五", "2026-06-12"), ("这星期天", "2026-06-14"), ("上周日", "2026-06-07"),
        ("下个礼拜三", "2026-06-17"), ("月底", "2026-06-30"), (" 明 天 ", "2026-06-13"),
        ("6.18", "2026-06-18"), ("1月5日", "2026-01-05"), ("12-28", "2025-12-28"),
    ],
)  # fmt: skip
def test_a_day_is_counted_from_today(typed, day):
    assert day_named(typed, FRIDAY) == date.fromisoformat(day)


@pytest.mark.parametrize("typed", ["", "周五", "下周八", "2026-06-12", "1", "+", "+1234", "明天下午", "下月一", "13.1", "2.30"])
def test_what_may_mean_something_else_is_left_to_the_kind(typed):
    assert day_named(typed, FRIDAY) is None


@pytest.mark.parametrize(
    ("typed", "past", "moment"),
    [
        ("+2", False, "2026-06-12T12:05"), ("-1", True, "2026-06-12T09:05"), ("14:30", False, "2026-06-12T14:30"),
        ("9：00", False, "2026-06-13T09:00"), ("9:00", True, "2026-06-12T09:00"), ("14:30", True, "2026-06-11T14:30"),
        ("明天 9:00", False, "2026-06-13T09:00"), ("昨天下午3点半", True, "2026-06-11T15:30"), ("下周一", False, "2026-06-15T00:00"),
        ("下周一8:15", False, "2026-06-15T08:15"),
        ("6.13 8:00", False, "2026-06-13T08:00"), ("6.1 18:00", True, "2026-06-01T18:00"),
    ],
)  # fmt: skip
def test_a_moment_is_counted_from_now(typed, past, moment):
    assert moment_named(typed, NOW, past=past) == f"{moment}:00+08:00"


@pytest.mark.parametrize("typed", ["", "25:00", "明天9", "2026-06-12 10:05", "1030", "明天25:00", "6.118:00"])
def test_what_is_no_moment_in_a_hurry_is_left_to_the_kind(typed):
    assert moment_named(typed, NOW, past=False) is None
