"""K01, K02 and K06 against the tables of domain.md §2."""

from fractions import Fraction

import pytest
from domain.kpis import Tenure, beside, case, client, day, figure, said, target, world

# -- K01 ------------------------------------------------------------------------------------------------------------

MARGINS = world(
    clients=[client("A"), client("B"), client("C")],
    money=[("A", "2026-06", 100_000, 79_000), ("B", "2026-06", 400_000, 340_000)],
    cases=[case("c", "05-20", "05-27", closed="06-03", client="C", net_claim=2_000_00)],
)


@pytest.mark.parametrize(
    ("level", "entity", "expected"),
    [
        ("client", "A", "21.00 % pass"),
        ("client", "B", "15.00 % fail"),
        ("client", "C", "— none"),
        ("specialist", "SP", "15.80 % fail"),
        ("branch", "NB", "15.80 % fail"),
    ],
)
def test_margin(level, entity, expected):
    value = figure("K01", MARGINS, level, entity)
    assert said("K01", value) == expected
    assert ("cost_without_revenue" in value.flags) == (entity == "C")


def test_a_cost_without_revenue_still_counts_above():
    value = figure("K01", MARGINS, "branch", "NB")
    assert (value.num, value.den) == (79_000_00, 500_000_00)


def test_a_red_letter_invoice_may_make_revenue_negative():
    value = figure("K01", world([client("A")], [("A", "2026-06", -500, 100)]), "client", "A")
    assert value.ratio is None
    assert value.flags == {"negative_revenue"}


def test_a_claim_costs_in_the_month_of_the_closing_in_force():
    facts = world(
        [client("A")],
        [("A", "2026-05", 1_000, 500), ("A", "2026-06", 1_000, 500)],
        [case("c", "05-02", "05-07", closed="05-20", reopened="06-02", net_claim=100_00)],
    )
    assert figure("K01", facts, "client", "A", "2026-05").num == 400_00
    assert figure("K01", facts, "client", "A", "2026-06").num == 500_00


def test_a_month_goes_to_whoever_has_the_client_on_its_last_day():
    history = [Tenure("A", "SP1", day("2025-01-01"), day("06-29")), Tenure("A", "SP2", day("06-30"))]
    facts = world([client("A", "SP2")], [("A", "2026-05", 100, 60), ("A", "2026-06", 200, 150)], tenures=history)
    assert figure("K01", facts, "specialist", "SP2").den == 200_00
    assert figure("K01", facts, "specialist", "SP1") is None
    assert figure("K01", facts, "specialist", "SP1", "2026-06", as_of="06-29").den == 200_00
    quarter = [figure("K01", facts, "specialist", who, "2026-Q2") for who in ("SP1", "SP2")]
    assert [value.den for value in quarter] == [100_00, 200_00]


# -- K02 ------------------------------------------------------------------------------------------------------------


def attained(branch_plan):
    return world(
        clients=[client("A", "SP1"), client("B", "SP2")],
        money=[("A", "2026-06", 90), ("B", "2026-06", 300)],
        targets=[
            target("specialist", "SP1", "2026-06", 100),
            target("specialist", "SP2", "2026-06", 300),
            target("branch", "NB", "2026-06", branch_plan),
        ],
    )


@pytest.mark.parametrize(
    ("plan", "level", "entity", "expected"),
    [
        (400, "specialist", "SP1", "90.00 % fail"),
        (400, "specialist", "SP2", "100.00 % pass"),
        (400, "branch", "NB", "97.50 % pass"),
        (420, "branch", "NB", "92.86 % fail"),
    ],
)
def test_attainment_of_the_own_plan_line(plan, level, entity, expected):
    assert said("K02", figure("K02", attained(plan), level, entity)) == expected


@pytest.mark.parametrize(("actual", "expected"), [(-12, "140.00 %"), (-30, "50.00 %")])
def test_a_planned_loss(actual, expected):
    facts = world([client("A")], [("A", "2026-06", actual)], targets=[target("branch", "NB", "2026-06", -20)])
    assert said("K02", figure("K02", facts, "branch", "NB")).startswith(expected)


def test_without_a_target_there_is_no_rate_but_the_actual_counts_in_the_year():
    facts = world([client("A")], [("A", "2026-05", 50), ("A", "2026-06", 70)], targets=[target("branch", "NB", "2026-05", 100)])
    june = figure("K02", facts, "branch", "NB")
    assert june.ratio is None
    assert june.flags == {"no_target"}
    assert figure("K02", facts, "branch", "NB", "2026").ratio == Fraction(120, 100)


def test_a_running_year_is_judged_against_the_target_so_far():
    targets = [target("branch", "NB", f"2026-{m:02}", 100) for m in range(1, 13)]
    facts = world([client("A")], [("A", "2026-01", 100), ("A", "2026-02", 80)], targets=targets)
    assert figure("K02", facts, "branch", "NB", "2026", as_of="02-28").ratio == Fraction(180, 200)


# -- K06 ------------------------------------------------------------------------------------------------------------


def grown(**changes):
    rows = {
        "A": client("A", since=day("2022-03-01")),
        "B": client("B", since=day("2023-03-01")),
        "C": client("C", since=day("2021-03-01"), exit_type="price", exit_on=day("2026-02-10")),
        "D": client("D", since=day("2026-03-01")),
        "E": client("E", since=day("2025-06-20")),
        "F": client("F", since=day("2023-03-01")),
    } | changes
    money = [("A", "2025-06", 100), ("A", "2026-06", 130), ("B", "2025-06", 80), ("B", "2026-06", 80), ("C", "2025-06", 40),
             ("D", "2026-06", 60), ("E", "2025-06", 10), ("E", "2026-06", 30), ("F", "2025-03", 5), ("F", "2026-06", 20)]  # fmt: skip
    return world(rows.values(), money)


def test_growth_of_existing_clients():
    value = figure("K06", grown(), "branch", "NB")
    assert (value.num, value.den) == (10_00, 220_00)
    assert said("K06", value) == "4.55 % fail"
    assert beside("K06", grown())["全部客户同比"] == "39.13 %"


@pytest.mark.parametrize(("who", "num", "den"), [("A", 30, 100), ("B", 0, 80), ("C", -40, 40), ("D", 0, 0), ("E", 0, 0), ("F", 20, 0)])
def test_who_is_comparable(who, num, den):
    value = figure("K06", grown(), "client", who)
    assert (value.num, value.den) == (num * 100, den * 100)


def test_a_client_that_the_company_gave_up_leaves_from_that_month_on():
    gone = client("C", since=day("2021-03-01"), exit_type="company_initiated", exit_on=day("2026-06-20"))
    assert figure("K06", grown(C=gone), "branch", "NB").den == 180_00
    assert figure("K06", grown(C=gone), "branch", "NB", "2026-05").den == 0  # F's base month lies before


def test_a_project_never_counts():
    assert figure("K06", grown(A=client("A", type="project", since=day("2022-03-01"))), "branch", "NB").den == 120_00


def test_merged_clients_compare_as_one_under_the_last_successor():
    facts = grown(
        B=client("B", since=day("2023-03-01"), successor="D"),
        D=client("D", since=day("2026-03-01"), successor="G"),
        G=client("G", since=day("2026-05-01")),
    )
    value = figure("K06", facts, "client", "G")
    assert (value.num, value.den) == (60_00, 80_00)  # B and D now, B then
    assert figure("K06", facts, "client", "B").den == 0
    assert figure("K06", facts, "branch", "NB").den == 220_00


def test_months_are_matched_one_by_one_in_a_longer_period():
    facts = world(
        [client("A", since=day("2022-01-01"))],
        [("A", "2025-01", 72), ("A", "2026-01", 100), ("A", "2025-02", 84), ("A", "2026-02", 58)],
    )
    january, february = (figure("K06", facts, "client", "A", f"2026-0{m}") for m in (1, 2))
    assert [said("K06", v) for v in (january, february)] == ["38.89 % unset", "-30.95 % unset"]
    assert january.flags == {"indicative"}
    both = figure("K06", facts, "client", "A", "2026-Q1", as_of="02-28")
    assert said("K06", both) == "1.28 % fail"


def test_the_leap_day_lies_in_a_matched_month():
    facts = world([client("A", since=day("2020-01-01"))], [("A", "2024-02", 29), ("A", "2025-02", 28)])
    assert figure("K06", facts, "client", "A", "2025-02").ratio == Fraction(-1, 29)


def test_a_month_that_has_just_begun_is_no_fall_to_nothing():
    facts = world([client("A", since=day("2022-03-01"))], [("A", "2025-06", 100)], targets=[target("branch", "NB", "2026-06", 120)])
    for kpi in ("K06", "K02"):
        begun, over = (figure(kpi, facts, "branch", "NB", as_of=on) for on in ("06-12", "06-30"))
        assert begun.flags == {"not_yet"}
        assert said(kpi, begun) == "— none"
        assert said(kpi, over).endswith("fail")
    assert said("K06", figure("K06", facts, "branch", "NB", as_of="06-30")) == "-100.00 % fail"
    sold = world([client("A", since=day("2022-03-01"))], [("A", "2025-06", 100), ("A", "2026-06", 20)])
    assert said("K06", figure("K06", sold, "branch", "NB", as_of="06-12")) == "-80.00 % fail"
