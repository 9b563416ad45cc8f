"""Targets taken apart: the golden tables of domain.md §3.9, and what must hold of any split."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.plans.decomposition import SEASON, festival, month_weights, parts, quarters, respread, season, split
from csdesk.errors import Refused

YEAR = 1_200_000_000  # ¥12 000 000.00
MONTHS = [98_000_000, 58_000_000, 105_000_000, 102_000_000, 103_000_000, 101_000_000,
          100_000_000, 102_000_000, 105_000_000, 107_000_000, 111_000_000, 108_000_000]  # fmt: skip


def test_the_golden_year():
    assert split(YEAR, SEASON) == MONTHS
    assert quarters(MONTHS) == [261_000_000, 306_000_000, 307_000_000, 326_000_000]


@pytest.mark.parametrize(
    ("total", "weights", "made"),
    [
        (10_000, [1, 1, 1], [3334, 3333, 3333]),  # ¥100.00 ÷ 3: the earlier gets the 分
        (2, [1, 1, 1], [1, 1, 0]),
        (-10_000, [1, 1, 1], [-3334, -3333, -3333]),  # a planned loss
        (7, [0, 0], [4, 3]),  # nothing to go by: all alike
        (100, [-5, 1, 1], [0, 50, 50]),  # a month below zero bears nothing
        (0, [3, 1], [0, 0]),
    ],
)
def test_small_splits(total, weights, made):
    assert split(total, weights) == made


@given(st.integers(-(10**12), 10**12), st.lists(st.integers(0, 10**9), min_size=1, max_size=30))
def test_the_parts_are_the_whole_and_none_is_off_by_one(total, weights):
    made, whole = split(total, weights), sum(weights) or len(weights)
    assert sum(made) == total
    shares = [Fraction(w, whole) if sum(weights) else Fraction(1, whole) for w in weights]
    assert all(abs(part - total * share) < 1 for part, share in zip(made, shares, strict=True))


def test_the_festival_lies_in_its_holidays():
    """The table against the State Council's notices, as chinesecalendar has them."""
    import chinese_calendar

    for year in range(2020, 2027):
        assert chinese_calendar.get_holiday_detail(festival(year)) == (True, "Spring Festival")


@pytest.mark.parametrize(
    ("year", "january", "february"),
    [
        (2026, 98, 58),  # 春节 on 17 February
        (2025, 72, 84),  # on 29 January
        (2023, 72, 84),  # earlier still
        (2027, 72 + Fraction(26 * 8, 19), 84 - Fraction(26 * 8, 19)),  # on 6 February
        (2041, 98, 58),  # beyond the table
    ],
)
def test_january_and_february_share_what_the_festival_leaves(year, january, february):
    assert season(year)[:2] == [january, february]
    assert sum(season(year)) == sum(SEASON)


def test_last_years_course_moves_with_the_festival():
    before = [72, 84, *SEASON[2:]]  # 2025, as usual
    assert month_weights(2026, before, Fraction(1)) == [Fraction(w, 1200) for w in SEASON]


def test_a_year_before_with_an_empty_month_says_nothing():
    assert month_weights(2026, [0] * 12) == [Fraction(w, 1200) for w in SEASON]
    assert month_weights(2026, []) == month_weights(2026, [5, *[0] * 11])


def test_both_count_half_unless_told():
    before = [100] * 12
    full, none, half = (month_weights(2026, before, Fraction(share)) for share in (1, 0, Fraction(1, 2)))
    assert half == [(a + b) / 2 for a, b in zip(full, none, strict=True)]
    assert sum(half) == 1


def test_closed_months_keep_what_they_had():
    assert respread(1300, [1] * 12, [100, 100]) == [100, 100, *[110] * 10]
    with pytest.raises(Refused, match="都已关账"):
        respread(1300, [1] * 12, [100] * 12)


def test_a_branch_over_its_people_by_share_and_growth():
    assert parts(40_000, [10_000, 30_000], [Fraction(0), Fraction(0)]) == [10_000, 30_000]
    assert parts(40_000, [10_000, 30_000], [Fraction(1), Fraction(0)]) == [16_000, 24_000]
