"""Judging on the full value, showing half-up, and never showing a fail as the threshold."""

from datetime import date
from fractions import Fraction

import pytest

from csdesk.domain.kpi.judgement import DAYS, PERCENT, Status, Threshold, judged, rounded, shown, threshold_for
from csdesk.domain.kpi.periods import last_day, months_ending, period_of, shifted
from csdesk.domain.kpi.registry import KPIS, SHIPPED_THRESHOLDS, chosen
from csdesk.domain.staff.people import Role
from csdesk.errors import Refused

CLOSURE = Threshold("branch_manager", "K05", Fraction(98, 100))
DSO = Threshold("branch_manager", "K07", Fraction(75), rising=False)


@pytest.mark.parametrize(
    ("value", "threshold", "unit", "expected"),
    [
        (Fraction(4799, 4897), CLOSURE, PERCENT, "97.999 % near"),
        (Fraction(24499, 25000), CLOSURE, PERCENT, "97.996 % near"),
        (Fraction(98, 100), CLOSURE, PERCENT, "98.00 % pass"),
        (Fraction(96, 100), CLOSURE, PERCENT, "96.00 % near"),
        (Fraction(95999, 100000), CLOSURE, PERCENT, "96.00 % fail"),
        (Fraction(9799999, 10000000), CLOSURE, PERCENT, "97.99999 % near"),
        (Fraction(75), DSO, DAYS, "75.0 天 pass"),
        (Fraction(7504, 100), DSO, DAYS, "75.04 天 near"),
        (Fraction(80), DSO, DAYS, "80.0 天 near"),
        (Fraction(8001, 100), DSO, DAYS, "80.0 天 fail"),
        (Fraction(7, 8), None, PERCENT, "87.50 % unset"),
        (None, CLOSURE, PERCENT, "— none"),
        (None, None, PERCENT, "— none"),
    ],
)
def test_shown_and_judged(value, threshold, unit, expected):
    assert f"{shown(value, threshold, unit)} {judged(value, threshold, unit)}" == expected


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [("12.345", 2, "12.35"), ("2.675", 2, "2.68"), ("-2.675", 2, "-2.68"), ("-0.001", 2, "0.00"), ("69.5", 0, "70"), ("0.05", 1, "0.1")],
)
def test_half_up(value, digits, expected):
    assert rounded(Fraction(value), digits) == expected


def test_the_thresholds_of_the_job_descriptions():
    june = date(2026, 6, 30)

    def of(role):
        found = {k.id: threshold_for(SHIPPED_THRESHOLDS, k.id, role, june) for k in KPIS}
        return {id: t.text(next(k for k in KPIS if k.id == id).unit) for id, t in found.items() if t}

    branch = {"K01": "≥ 18 %", "K02": "≥ 95 %", "K04": "≥ 90 %", "K05": "≥ 98 %", "K06": "≥ 15 %", "K07": "≤ 75 天"}
    assert of(Role.SPECIALIST) == branch
    assert of(Role.BRANCH_MANAGER) == {**branch, "K03": "≥ 100 %"}
    assert of(Role.ASSISTANT) == {"K08": "≥ 99 %", "K09": "≥ 90 %", "K10": "≥ 100 %"}
    assert of(Role.DIRECTOR) == of(Role.DEPUTY_DIRECTOR) == {"K03": "≥ 100 %", **{k: v for k, v in branch.items() if k > "K03"}}


def test_a_threshold_counts_from_its_day_on():
    new = Threshold("specialist", "K01", Fraction(20, 100), since=date(2026, 7, 1))
    known = (*SHIPPED_THRESHOLDS, new)
    assert threshold_for(known, "K01", "specialist", date(2026, 6, 30)).value == Fraction(18, 100)
    assert threshold_for(known, "K01", "specialist", date(2026, 7, 1)) is new


def test_months():
    assert shifted("2026-01", -1) == "2025-12"
    assert shifted("2026-06", 18) == "2027-12"
    assert last_day("2024-02") == date(2024, 2, 29)
    assert months_ending("2026-01", 3) == ("2025-11", "2025-12", "2026-01")


@pytest.mark.parametrize(("text", "first", "count"), [("2026-06", "2026-06", 1), ("2026-Q4", "2026-10", 3), ("2026", "2026-01", 12)])
def test_periods(text, first, count):
    assert (period_of(text).months[0], len(period_of(text).months)) == (first, count)


@pytest.mark.parametrize("text", ["2026-13", "202606", "六月", "", "2026-Q5", "1026-06"])
def test_what_is_no_period_is_refused(text):
    with pytest.raises(Refused, match="不是期间"):
        period_of(text)


def test_an_unknown_figure_is_refused():
    with pytest.raises(Refused, match="K99"):
        chosen(["K01", "K99"])


def test_every_status_has_a_word_and_a_sign():
    assert [s.value for s in Status] == ["pass", "near", "fail", "none", "unset"]
