"""Weekly figures: weeks, changes, what has to be explained, and the reason that the contributions draft."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.plans.weekly import (
    Cause,
    Figure,
    Limits,
    Ratio,
    WeeklyMetric,
    draft,
    limits,
    monday_of,
    mondays,
    signed,
    volume_and_price,
)
from csdesk.domain.plans.weekly_sums import Sums, Week, figures
from csdesk.domain.policies import numbers
from csdesk.errors import Refused

FIVE = (5, 5)


def revenue(this, last):
    return Figure(WeeklyMetric.REVENUE, Ratio(this), Ratio(last), Ratio(0))


@pytest.mark.parametrize(
    ("week", "starts"),
    [
        ("2026-W24", (date(2026, 6, 8), date(2026, 6, 1), date(2025, 6, 9))),
        ("2026-W53", (date(2026, 12, 28), date(2026, 12, 21), date(2025, 12, 29))),  # 2025 has no week 53
        ("2026-W01", (date(2025, 12, 29), date(2025, 12, 22), date(2024, 12, 30))),
    ],
)
def test_weeks_are_those_of_iso_8601(week, starts):
    assert mondays(week) == starts


@pytest.mark.parametrize("text", ["2025-W53", "2026-24", "W24", "2026-W00"])
def test_a_week_that_does_not_exist_is_refused(text):
    with pytest.raises(Refused):
        monday_of(text)


@pytest.mark.parametrize(
    ("this", "last", "asked"),
    [
        (110_00, 100_00, True),  # 10 % exactly
        (109_99, 100_00, False),
        (10_050_000_00, 10_000_000_00, True),  # ¥50 000 exactly, half a percent
        (10_049_999_99, 10_000_000_00, False),
        (90_00, 100_00, True),
        (5, 0, False),  # no percentage, and little money
        (5_000_000, 0, True),
        (0, 0, False),
    ],
)
def test_large_changes_have_to_be_explained(this, last, asked):
    assert Limits().asks(revenue(this, last)) is asked


def test_the_limits_are_policies():
    assert limits(numbers({"weekly_reason_percent": "20", "weekly_reason_money": "很多"})) == Limits(Fraction(1, 5), 5_000_000)
    assert not limits(numbers({"weekly_reason_percent": "20"})).asks(revenue(110_00, 100_00))


def test_a_rate_is_told_in_points_and_never_asked_for():
    margin = Figure(WeeklyMetric.MARGIN, Ratio(18, 100), Ratio(20, 100), Ratio(0, 0))
    assert (signed(margin.metric, margin.change), margin.percent, Limits().asks(margin)) == ("-2.00 个百分点", None, False)


@given(st.integers(0, 10**12), st.integers(0, 10**12), st.integers(1, 10**5), st.integers(1, 10**5))
def test_volume_and_price_are_the_change(last, this, before, now):
    volume, price = volume_and_price(last, this, before, now)
    assert volume + price == this - last


def test_volume_and_price_by_hand():
    # 10 waybills for ¥1000, then 12 for ¥1320: two more at ¥100, and ¥10 more for each of the twelve
    assert volume_and_price(100_000, 132_000, 10, 12) == (20_000, 12_000)
    assert volume_and_price(100_000, 0, 10, 0) is None


def told(this, last, days=FIVE):
    names = {"a": "示例家电", "b": "海曙食品"}
    found = figures(names, Week(this), Week(last), Week())
    return draft(found[0], days)


def test_the_draft_names_who_moved_it():
    made = told({"a": Sums(revenue=132_000, waybills=12)}, {"a": Sums(revenue=100_000, waybills=10)})
    assert made.text == "示例家电 +320.00（量 +200.00，价 +120.00）"
    assert made.code == Cause.VOLUME


def test_the_draft_names_who_came_and_who_stayed_away():
    came = told({"b": Sums(revenue=500, waybills=1)}, {})
    assert (came.code, came.text) == (Cause.CLIENT_GAIN, "海曙食品本周新发 +5.00")
    away = told({}, {"b": Sums(revenue=500, waybills=1)})
    assert (away.code, away.text) == (Cause.CLIENT_LOSS, "海曙食品本周未发 -5.00")


def test_fewer_working_days_explain_a_fall():
    made = told({"a": Sums(revenue=100)}, {"a": Sums(revenue=200)}, (3, 5))
    assert made.code == Cause.SEASON
    assert made.text.endswith("本周 3 个工作日，上周 5 个")


def test_the_largest_change_comes_first_and_whoever_did_not_move_is_not_named():
    this = {"a": Sums(revenue=10), "b": Sums(revenue=500), "c": Sums(revenue=7)}
    last = {"a": Sums(revenue=5), "b": Sums(revenue=900), "c": Sums(revenue=7)}
    [figure, *_] = figures({}, Week(this), Week(last), Week())
    assert [part.client for part in figure.parts] == ["b", "a"]
