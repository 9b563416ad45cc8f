"""K08 to K11 and K03 against the golden examples of domain.md §2."""

from fractions import Fraction

import pytest
from domain.kpis import beside, case, client, day, figure, said, target, world

from csdesk.domain.kpi.composite import attained
from csdesk.domain.kpi.facts import Facts, Target
from csdesk.domain.kpi.office import should_be_appraised
from csdesk.domain.kpi.work import Item, Mark, Office, Person, Report, Review
from csdesk.domain.plans.targets import Metric
from csdesk.domain.staff.people import Role


def of(**what):
    return Facts(office=Office(**what))


def judged(kpi, facts, as_of="2026-12-31"):
    return said(kpi, figure(kpi, facts, "branch", "NB", "2026-06", as_of), Role.ASSISTANT)


def test_report_accuracy():
    """22 reports, 4 180 items, 17 wrong cells in 3 reports."""
    wrong = [tuple((f"C{i}", day("06-20")) for i in range(n)) for n in (9, 6, 2, *[0] * 19)]
    reports = tuple(Report(f"r{i}", "as", "NB", day("06-10"), 190, cells) for i, cells in enumerate(wrong))
    facts = of(reports=reports)
    assert judged("K08", facts) == "99.59 % pass"
    assert beside("K08", facts) == {"无差错报表 ÷ 报表": "86.36 %"}


def test_a_cell_counts_once_and_a_later_error_in_the_month_of_publication():
    facts = of(reports=(Report("r", "as", "NB", day("06-10"), 100, (("C1", day("06-20")), ("C1", day("07-01")), ("C2", day("07-02")))),))
    assert figure("K08", facts, "branch", "NB", as_of="2026-07-01").num == 99
    assert figure("K08", facts, "branch", "NB", as_of="2026-07-02").num == 98


def plan():
    """20 items, 1 cancelled with approval, 2 unfinished, 1 done late inside the month."""
    done = [Item(f"d{i}", "as", "NB", day("06-20"), day("06-19")) for i in range(16)]
    late = Item("late", "as", "NB", day("06-20"), day("06-30"))
    gone = Item("gone", "as", "NB", day("06-20"), None, day("06-15"))
    return (*done, late, gone, Item("o1", "as", "NB", day("06-20")), Item("o2", "as", "NB", day("06-30"), day("07-01")))


def test_work_plan_completion():
    facts = of(items=plan())
    assert judged("K09", facts) == "89.47 % near"  # 0.53 points short: a fail within the band
    assert beside("K09", facts) == {"按期完成率": "84.21 %"}
    naive = of(items=tuple(item._replace(cancelled=None) for item in plan()))
    assert judged("K09", naive) == "85.00 % fail"


def test_an_addition_counts_when_it_was_approved():
    assert figure("K09", of(items=(*plan(), Item("x", "as", "NB", day("06-30"), counts=False))), "branch", "NB").den == 19


def test_appraisal_coverage():
    """46 on the roll, 2 joined on the 25th, 1 on maternity leave; 42 approved."""
    people = [Person(f"p{i}", "NB", day("2024-01-01")) for i in range(43)]
    people += [Person(f"n{i}", "NB", day("06-25")) for i in range(2)]
    people += [Person("m", "NB", day("2024-01-01"), None, ((day("05-01"), day("09-30")),))]
    reviews = [Review(f"p{i}", "2026-06", day("07-07")) for i in range(42)] + [Review("p42", "2026-06", day("07-08"))]
    facts = of(people=tuple(people), reviews=tuple(reviews))
    assert judged("K10", facts) == "97.67 % fail"
    assert figure("K10", facts, "branch", "NB").den == 43
    assert judged("K10", facts, "2026-07-03") == "— none"  # before the deadline nobody has failed


@pytest.mark.parametrize(
    ("person", "should"),
    [
        (Person("a", "NB"), True),
        (Person("a", "NB", day("06-16")), True),  # 15 days in service
        (Person("a", "NB", day("06-17")), False),
        (Person("a", "NB", None, day("06-30")), False),  # left on the last day
        (Person("a", "NB", None, day("07-01")), True),
        (Person("a", "NB", None, None, ((day("06-01"), day("06-14")),)), True),
        (Person("a", "NB", None, None, ((day("06-01"), day("06-10")), (day("06-08"), day("06-15")))), False),  # half of it
    ],
)
def test_who_should_be_appraised(person, should):
    assert should_be_appraised(person, "2026-06") is should


def test_a_quarter_is_appraised_for_its_three_months():
    facts = of(people=(Person("p", "NB"),), reviews=(Review("p", "2026-Q2", day("07-07")),))
    assert [figure("K10", facts, "branch", "NB", period).ratio for period in ("2026-04", "2026-06", "2026-Q2")] == [1, 1, 1]


def test_what_superiors_think_is_never_red_or_green():
    """The director gives 18 of 20, the deputy 17 of 20; no threshold."""
    scored = tuple(Mark("superior_score", f"s{i}", "2026-06-01", "", "as", "NB", got, 20) for i, got in enumerate((18, 17)))
    assert judged("K11", of(scored=scored)) == "87.50 % unset"
    assert judged("K11", Facts(clients={"A": client("A")})) == "— none"


def test_tasks_inspections_and_invoices_count_their_marks():
    def mark(num, den=1):
        return (Mark("x", "1", "2026-06-10", "", "as", "NB", num, den),)

    facts = of(tasks=mark(1), inspected=mark(92, 100), billed=mark(0))
    assert [figure(kpi, facts, "branch", "NB").num for kpi in ("K27", "K28", "K24")] == [1, 92, 0]


# -- K03 --------------------------------------------------------------------------------------------------------------

PLAN = {"2026-01": 1000, "2026-02": 600, "2026-03": 1100, "2026-04": 9300}
ACTUAL = {"2026-01": 980, "2026-02": 640, "2026-03": 1150}
YEAR = world(
    [client("A", since=day("2022-01-01"))],
    [("A", month, yuan) for month, yuan in ACTUAL.items()],
    targets=[target("branch", "NB", month, yuan) for month, yuan in PLAN.items()],
)


@pytest.mark.parametrize(
    ("period", "expected"),
    [("2026-01", "98.00 % near"), ("2026-02", "106.67 % pass"), ("2026-03", "104.55 % pass"), ("2026", "102.59 % pass")],
)
def test_business_plan(period, expected):
    assert said("K03", figure("K03", YEAR, "branch", "NB", period, "2026-03-31"), Role.DIRECTOR) == expected


def test_of_a_year_its_progress_is_shown_beside():
    assert beside("K03", YEAR, "2026", "2026-03-31")["年度进度"] == "23.08 %"


def test_every_line_of_a_plan_and_their_composite():
    """Revenue 120 of 100, profit 30 of 40, closing 1 of 2 where 100 % was planned: none counts above its target."""
    targets = [
        Target("r", "branch", "NB", "revenue", "2026-06", 100_00, 2),
        Target("g", "branch", "NB", "gross_profit", "2026-06", 40_00, 1),
        Target("c", "branch", "NB", "closure_rate", "2026-06", 10_000, 1),
        Target("d", "branch", "NB", "dso", "2026-06", 75_00, 5),  # nothing is owed: nothing can be said
    ]
    cases = [case("1", "06-01", "06-04", closed="06-03"), case("2", "06-01", "06-04")]
    told = beside("K03", world([client("A")], [("A", "2026-06", 120, 90)], cases, targets=targets))
    assert told == {
        "毛利指标完成率": "75.00 %",
        "周转天数达成率": "—",
        "结案率达成率": "50.00 %",
        "综合完成率（每项最多计 100 %）": "81.25 %",  # (2 × 100 % + 75 % + 50 %) ÷ 4
        "达到目标的项目": "25.00 %",
    }
    whole = beside("K03", world([client("A")], [("A", "2026-06", 120, 90)], cases, targets=targets[:1]))
    assert whole == {}  # one line is the figure itself


@pytest.mark.parametrize(
    ("metric", "reached", "planned", "attain"),
    [
        ("waybills", 300, 400, Fraction(3, 4)),
        ("dso", 60_00, 75_00, Fraction(5, 4)),  # fewer days are better
        ("dso", 0, 75_00, None),
        ("gross_profit", -12, -20, Fraction(14, 10)),  # a planned loss
        ("gross_profit", -30, -20, Fraction(1, 2)),
        ("revenue", 5, 0, None),
        ("growth", None, 15_00, None),
    ],
)
def test_how_far_a_line_is_reached(metric, reached, planned, attain):
    assert attained(Metric(metric), None if reached is None else Fraction(reached), planned) == attain


def test_the_gap_between_a_plan_and_its_parts():
    people = (Person("SP1", "NB"), Person("SP2", "NB"))
    facts = world([client("A", "SP1")], [("A", "2026-06", 390)], targets=[
        target("branch", "NB", "2026-06", 420), target("specialist", "SP1", "2026-06", 100), target("specialist", "SP2", "2026-06", 300)
    ])  # fmt: skip
    whole = Facts(**{**{f: getattr(facts, f) for f in ("clients", "money", "opened", "targets")}, "office": Office(people=people)})
    assert said("K02", figure("K02", whole, "branch", "NB")) == "92.86 % fail"
    assert beside("K02", whole)["分解差额（本级 − 下级）"] == "20.00 元"
