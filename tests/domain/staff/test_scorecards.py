"""Appraisal points and schemes as domain.md §2.9 tells them."""

from fractions import Fraction

import pytest

from csdesk.domain.checking import problems
from csdesk.domain.staff.appraisals import Grade, grade_of
from csdesk.domain.staff.scorecards import (
    SHIPPED,
    AppraisalScheme,
    Entry,
    attained,
    earned,
    scheme_for,
    shares,
    total_of,
)

F = Fraction


def percent(text):
    return F(text) / 100


@pytest.mark.parametrize(
    ("value", "target", "rising", "weight", "attain", "points"),
    [
        (percent("15.80"), percent(18), True, 20, "87.78", 17_56),  # K01
        (F("2.3") / 3 * 91, F(75), False, 20, "107.50", 21_50),  # K07: 69.8 days
        (percent(30), percent(18), True, 20, "166.67", 24_00),  # never more than 1.2
        (percent(-5), percent(18), True, 20, "-27.78", 0),  # never less than nothing
        (F(0), F(75), False, 20, "120.00", 24_00),  # no debt at all
    ],
)
def test_points(value, target, rising, weight, attain, points):
    reached = attained(value, target, rising=rising)
    assert abs(reached * 100 - F(attain)) <= F("0.005")
    assert earned([Entry(weight, reached), Entry(100 - weight, F(1))])[0] == points


@pytest.mark.parametrize(("growth", "points"), [("4.55", 3_03), ("15", 10_00), ("18", 12_00), ("39.13", 12_00), ("-3", 0)])
def test_growth_earns_points_whatever_its_threshold(growth, points):
    reached = attained(percent(growth), F(0), growth=True)
    assert earned([Entry(10, reached), Entry(90, F(1))])[0] == points


def test_the_weight_of_what_has_no_value_is_spread_pro_rata():
    entries = [Entry(20, F(1)), Entry(30, F(1, 2)), Entry(50, None)]
    assert shares(entries) == [40, 60, None]
    assert (earned(entries), total_of(entries)) == ([40_00, 30_00, None], 70_00)
    assert attained(None, F(1)) is attained(F(1), None) is None
    assert total_of([Entry(100, None)]) is None


def test_what_a_person_set_stands_and_counts():
    entries = [Entry(50, F(1)), Entry(50, None, 45_00)]
    assert (earned(entries), total_of(entries)) == ([50_00, 45_00], 95_00)


@pytest.mark.parametrize(
    ("total", "grade"),
    [(9000, "优秀"), (8999, "良好"), (8000, "良好"), (7000, "尚可"), (6000, "需改进"), (5999, "不称职"), (0, "不称职")],
)
def test_grades(total, grade):
    assert grade_of(total).label == grade == Grade(grade_of(total)).label


def test_every_shipped_scheme_is_whole():
    assert {role: sum(weights.values()) for role, weights in SHIPPED.items()} == dict.fromkeys(SHIPPED, 100)


def scheme(weights, **more):
    return {"role": "assistant", "version": 2, "valid_from": "2026-06", "weights": weights, **more}


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        ("K08 60、工作态度 40", ""),
        ("K08 60、工作态度 30", "权重合计是 90，必须正好是 100"),
        ("K99 60、K08 40", "没有指标 K99"),
        ("K08 60、K08 40", "“K08 40”看不懂或写了两次"),
        ("K08", "“K08”看不懂"),
        ("K08 100、K09 0", "权重不能为 0"),
    ],
)
def test_a_scheme_that_does_not_add_up_is_told(weights, said):
    told = "".join(problem.sentence for problem in problems(AppraisalScheme, scheme(weights)))
    assert told.startswith(said)
    assert bool(said) == bool(told)


def test_the_scheme_in_force():
    known = [scheme("K08 100"), scheme("K09 100", version=3), scheme("K10 100", version=4, valid_from="2026-08")]
    found = [scheme_for(known, "assistant", month) for month in ("2026-05", "2026-06", "2026-09")]
    assert [(one.version, next(iter(one.weights))) for one in found] == [(1, "K08"), (3, "K09"), (4, "K10")]
