"""K05 against the June set of domain.md §2."""

from fractions import Fraction

import pytest
from domain.kpis import beside, case, client, figure, said, world

CASES = [
    case("c1", "05-20", "05-27", closed="06-03"),
    case("c2", "06-02", "06-09", closed="06-05"),
    case("c3", "06-10", "06-17", closed="06-17"),
    case("c4", "06-12", "06-19"),
    case("c5", "06-28", "07-05"),
    case("c6", "06-15", "06-22", void="06-16"),
    case("c7", "05-10", "05-17", closed="05-16"),
    case("c8", "06-20", "06-27", closed="06-25", reopened="06-29"),
    case("c9", "05-28", "06-04", closed="06-02"),
]
SET = world([client("A")], cases=CASES)


@pytest.mark.parametrize(
    ("period", "num", "den", "expected"),
    [
        ("2026-06", 4, 6, "66.67 % fail"),
        ("2026-05", 1, 2, "50.00 % fail"),
        ("2026-Q2", 5, 7, "71.43 % fail"),
        ("2026-07", 0, 3, "0.00 % fail"),
    ],
)
def test_closure_rate(period, num, den, expected):
    value = figure("K05", SET, "branch", "NB", period)
    assert (value.num, value.den) == (num, den)
    assert said("K05", value) == expected


def test_the_other_definitions_stand_beside():
    assert beside("K05", SET) == {
        "按期结案率（原期限）": "60.00 %",
        "结案 ÷ 受理（流量口径）": "80.00 %",
        "当期受理的结案率": "40.00 %",
        "结案 ÷ 工作量": "57.14 %",
    }


def test_months_do_not_add_up_to_the_quarter():
    months = [figure("K05", SET, "branch", "NB", f"2026-0{m}") for m in (4, 5, 6)]
    added = Fraction(sum(v.num for v in months), sum(v.den for v in months))
    assert added == Fraction(5, 8) != figure("K05", SET, "branch", "NB", "2026-Q2").ratio


def only(*cases):
    return world([client("A")], cases=cases)


def june(*cases, as_of="2026-12-31"):
    value = figure("K05", only(*cases), "branch", "NB", as_of=as_of)
    return value.num, value.den


def test_nothing_due_is_no_data():
    value = figure("K05", only(case("c", "06-28", "07-05")), "branch", "NB")
    assert said("K05", value) == "— none"


def test_reopened_after_the_month_keeps_its_closing_there_and_counts_once_more_when_closed_again():
    late = case("c", "06-02", "06-09", closed="06-05", reopened="07-02")
    assert june(late) == (1, 1)
    assert figure("K05", only(late), "branch", "NB", "2026-07").ratio == 0


def test_open_on_the_due_day_is_past_due_at_its_end():
    assert june(case("c", "06-25", "06-30")) == (0, 1)
    assert june(case("c", "06-25", "06-30"), as_of="06-29") == (0, 0)


def test_an_approved_extension_moves_the_due_day_from_its_approval_on():
    moved = case("c", "06-10", "06-17", extended=("06-18", "07-10"))
    assert june(moved) == (0, 0)
    assert june(moved, as_of="06-17") == (0, 1)
    assert figure("K05", only(moved), "branch", "NB", "2026-07").ratio == 0


def test_a_void_counts_from_its_event_on():
    void = case("c", "06-10", "06-17", void="07-03")
    assert june(void) == (0, 1)
    assert figure("K05", only(void), "branch", "NB", "2026-07").den == 0


def test_a_case_without_a_due_day_is_not_due_and_an_inquiry_is_no_case():
    assert june(case("c", "06-10", "06-11", kind="inquiry")) == (0, 0)


def test_the_owner_is_the_one_stamped_on_the_case():
    facts = world([client("A", "SP2")], cases=[case("c", "06-02", "06-09", closed="06-05", owner="SP1")])
    assert figure("K05", facts, "specialist", "SP1").den == 1
    assert figure("K05", facts, "specialist", "SP2").den == 0


def test_a_closing_by_two_people_at_once_counts_at_the_first():
    twice = case("c", "05-20", "05-27", closed="05-30")
    again = type(twice)(
        **{**{s: getattr(twice, s) for s in twice.__slots__}, "steps": (*twice.steps, *case("x", "05-20", "05-27", closed="06-02").steps)}
    )
    assert june(again) == (0, 0)
