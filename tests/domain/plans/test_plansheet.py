"""The sheet on which a year's plan is worked out."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.plans.decomposition import SEASON
from csdesk.domain.plans.plansheet import Column, PlanSheet
from csdesk.domain.plans.targets import Level, Metric, Tier
from csdesk.errors import Refused


def sheet(metric=Metric.REVENUE, recent=(1, 3), closed=0):
    own = Column(Level.BRANCH, "NB", "宁波")
    parts = [Column(Level.SPECIALIST, name, name, recent=n) for name, n in zip(("张三", "李四"), recent, strict=True)]
    return PlanSheet(2026, metric, Tier.TARGET, own, parts, closed)


def test_a_year_becomes_months_quarters_and_parts():
    made = sheet()
    made.spread(1_200_000_000)
    made.divide()
    assert made.own.months == [weight * 1_000_000 for weight in SEASON]
    assert [made.quarter(made.own, n) for n in range(4)] == [261_000_000, 306_000_000, 307_000_000, 326_000_000]
    assert [made.total(part) for part in made.parts] == [300_000_000, 900_000_000]
    assert made.gap() == 0


def test_a_rate_is_copied_and_has_no_gap():
    made = sheet(Metric.SATISFACTION)
    made.spread(9_000)
    made.divide()
    assert {month for column in made.columns for month in column.months} == {9_000}
    assert (made.total(made.own), made.gap()) == (9_000, None)


def test_a_part_that_is_to_grow_takes_more():
    made = sheet(recent=(1, 1))
    made.parts[0].growth = Fraction(1)
    made.spread(1_200)
    made.divide()
    assert made.total(made.parts[0]) > made.total(made.parts[1])
    assert made.gap() == 0


def test_typing_makes_a_gap_by_month_and_year():
    made = sheet()
    made.spread(12_000)
    made.divide()
    made.put(made.parts[0], 5, made.parts[0].months[5] + 20)
    assert (made.gap([5]), made.gap([4]), made.gap()) == (20, 0, 20)


def test_before_anything_is_divided_there_is_no_gap():
    made = sheet()
    made.spread(12_000)
    assert made.gap() is None


def test_closed_months_stay():
    made = sheet(closed=2)
    made.own.months[:2] = [700, 500]
    made.parts[0].months[:2] = [100, 100]
    made.spread(12_000)
    made.divide()
    assert made.own.months[:2] == [700, 500]
    assert made.parts[0].months[:2] == [100, 100]
    assert made.total(made.own) == 12_000
    with pytest.raises(Refused, match="2 月已关账"):
        made.put(made.own, 1, 1)


def test_nobody_below_nothing_to_divide():
    made = PlanSheet(2026, Metric.REVENUE, Tier.TARGET, Column(Level.CLIENT, "NB-1", "示例家电"))
    with pytest.raises(Refused, match="示例家电下面没有"):
        made.divide()


@given(st.integers(-(10**9), 10**10), st.lists(st.integers(0, 10**6), min_size=2, max_size=2), st.integers(0, 11))
def test_whatever_is_divided_leaves_no_gap_in_open_months(total, recent, closed):
    made = sheet(recent=recent, closed=closed)
    made.spread(total)
    made.divide()
    assert made.total(made.own) == total
    assert all(made.gap([month]) in (0, None) for month in range(closed, 12))
