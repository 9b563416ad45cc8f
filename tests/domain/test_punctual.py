"""准时 along a period: weeks and months hold the marks of the registry's own KPIs, and how late the late ones were."""

from datetime import date

import pytest
from domain.kpis import day
from domain.test_kpi_operating import fleet, moment

from csdesk.domain.kpi.periods import period_of
from csdesk.domain.kpi.punctual import ON_TIME, course, exempted, lateness, stretches
from csdesk.domain.kpi.registry import KPI_BY_ID
from csdesk.domain.kpi.scope import scopes
from csdesk.domain.plans.targets import Level


def scope(facts, period="2026-06", as_of="07-31"):
    return scopes(facts, Level.BRANCH, period_of(period), day(as_of))["NB"]


def test_a_month_is_looked_at_by_weeks_and_a_quarter_by_months():
    assert [one.label for one in stretches(period_of("2026-06"))] == ["06-01～07", "06-08～14", "06-15～21", "06-22～28", "06-29～30"]
    assert [one.label for one in stretches(period_of("2026-Q2"))] == ["26-04", "26-05", "26-06"]
    (first, *_, last) = stretches(period_of("2026-02"))
    assert (first.first, first.last, last.first, last.last) == tuple(date(2026, 2, n) for n in (1, 1, 23, 28))


LATE = {"planned": moment("06-09"), "required": moment("06-10"), "arrived": moment("06-10", 11)}
FLEET = fleet(
    (3, {"planned": moment("06-02"), "departed": moment("06-02")}),
    (1, {"planned": moment("06-07"), "departed": moment("06-07", 23)}),
    (1, {"planned": moment("06-08"), "departed": moment("06-08"), "required": moment("06-09"), "arrived": moment("06-12")}),
    (
        1,
        {
            "planned": moment("06-09"),
            "required": moment("06-10"),
            "arrived": moment("06-10", 11),
            "exempt": True,
            "signed": moment("06-13"),
        },
    ),
)


@pytest.mark.parametrize("period", ["2026-06", "2026-Q2"])
@pytest.mark.parametrize("kpi", ON_TIME)
def test_the_points_of_a_course_are_together_the_figure(kpi, period):
    mine = scope(FLEET, period)
    value = KPI_BY_ID[kpi].value(mine)
    shares = [share for point in course(kpi, mine).points for share in point.shares]
    assert (sum(share.num for share in shares), sum(share.den for share in shares)) == (value.num, value.den)


def test_a_week_has_its_own_rate_and_none_without_waybills():
    assert [point.rate and str(point.rate) for point in course("K12", scope(FLEET)).points] == ["3/4", "1/2", None, None, None]


def test_late_ones_are_sorted_by_how_late_they_were_done():
    found = {(one.kpi, one.label): len(one.shares) for one in lateness(scope(FLEET)) if one.shares}
    assert found == {
        ("K12", "8–24 小时"): 1, ("K12", "尚未完成"): 1, ("K13", "2 小时内"): 1, ("K13", "24 小时以上"): 1,
        ("K14", "24 小时以上"): 1, ("K14", "尚未完成"): 1,
    }  # fmt: skip
    assert exempted(scope(FLEET)) == 1


def test_what_was_done_after_the_day_that_is_looked_from_is_not_done():
    late = {(one.kpi, one.label): len(one.shares) for one in lateness(scope(FLEET, as_of="06-10")) if one.shares}
    assert late["K13", "尚未完成"] == 1
