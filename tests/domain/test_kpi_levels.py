"""Three levels: branches make a span, spans make the nation; every figure is the sum over the base records below it."""

from dataclasses import replace

import pytest
from domain.kpis import Tenure, answer, case, client, day, figure, world
from hypothesis import given, settings
from hypothesis import strategies as st

from csdesk.domain.kpi.judgement import ROLE_OF, judged, threshold_for
from csdesk.domain.kpi.periods import months_ending, period_of
from csdesk.domain.kpi.registry import KPI_BY_ID, SHIPPED_THRESHOLDS
from csdesk.domain.kpi.scope import LEVELS, NATION, NO_SPAN, scopes
from csdesk.domain.plans.targets import Level
from csdesk.domain.staff.people import Role

MONTHS = months_ending("2026-06", 27)
SPANS = {"NB": "陈副总监", "SH": "陈副总监", "GZ": "吴副总监"}  # HF belongs to nobody
BRANCHES = (*SPANS, "HF")
CLIENTS = "ABCDEFGH"
OWNERS = ("SP1", "SP2", "SP3")
DAYS = st.sampled_from(["05-02", "05-31", "06-01", "06-15", "06-29", "06-30", "07-04"])


@st.composite
def nations(draw):
    """Four branches, three of them in spans; clients are handed over inside a branch and from one branch to another."""
    amounts = st.integers(-50, 400)
    rows = [(who, month, *draw(st.tuples(amounts, amounts, amounts, amounts))) for who in CLIENTS for month in MONTHS[::3]]
    rows += [(who, MONTHS[0], 0, 0, 0, 0) for who in CLIENTS]  # every window is equally long
    clients = [client(who, draw(st.sampled_from(OWNERS)), draw(st.sampled_from(BRANCHES)), since=day("2024-01-01")) for who in CLIENTS]
    tenures = [
        Tenure(
            who,
            draw(st.sampled_from(OWNERS)),
            day(draw(DAYS)),
            branch=draw(st.sampled_from(("", *BRANCHES))),
            former=draw(st.sampled_from(("", *OWNERS))),
            former_branch=draw(st.sampled_from(("", *BRANCHES))),
        )
        for who in draw(st.sets(st.sampled_from(CLIENTS)))
    ]
    whose = st.sampled_from(OWNERS)
    cases = [
        replace(case(f"c{i}", draw(DAYS), draw(DAYS), draw(st.none() | DAYS), owner=draw(whose), client=who), branch=clients[i].branch)
        for i, who in enumerate(CLIENTS)
    ]
    answers = [
        replace(answer(f"r{i}", draw(st.integers(1, 5)), draw(DAYS), draw(whose), who), branch=clients[i].branch)
        for i, who in enumerate(CLIENTS)
    ]
    return replace(world(clients, rows, cases, answers, tenures=tenures), spans=SPANS)


@pytest.mark.parametrize("kpi", ["K01", "K02", "K04", "K05", "K06", "K07"])
@settings(max_examples=25)
@given(facts=nations(), period=st.sampled_from(["2026-05", "2026-06", "2026-Q2"]), as_of=st.sampled_from(["06-15", "06-30", "12-31"]))
def test_every_level_sums_to_the_nation(kpi, facts, period, as_of):
    whole = figure(kpi, facts, "nation", NATION, period, as_of)
    for level in LEVELS:
        parts = [KPI_BY_ID[kpi].value(scope) for scope in scopes(facts, level, period_of(period), day(as_of)).values()]
        assert (sum(p.num for p in parts), sum(p.den for p in parts)) == (whole.num, whole.den)


@settings(max_examples=25)
@given(facts=nations())
def test_a_span_is_the_sum_of_its_branches(facts):
    month, when = period_of("2026-06"), day("12-31")
    spans, branches = (scopes(facts, level, month, when) for level in (Level.SPAN, Level.BRANCH))
    for kpi in KPI_BY_ID.values():
        for name, span in spans.items():
            inside = [kpi.value(scope) for code, scope in branches.items() if SPANS.get(code, NO_SPAN) == name]
            assert sum(v.num for v in inside) == kpi.value(span).num
            assert sum(v.den for v in inside) == kpi.value(span).den


def test_rates_are_of_the_sums_not_means_of_rates():
    facts = world([client("A", branch="NB"), client("B", branch="SH")], [("A", "2026-06", 100, 90), ("B", "2026-06", 900, 450)])
    assert figure("K01", replace(facts, spans=SPANS), "span", "陈副总监").ratio * 100 == 46


def test_a_client_handed_to_another_branch_leaves_its_past_where_it_was():
    handed = Tenure("A", "李四", day("06-30"), branch="SH", former="张三", former_branch="NB")
    facts = world([client("A", "李四", "SH")], [("A", "2026-05", 100, 60), ("A", "2026-06", 200, 150)], tenures=[handed])
    assert figure("K01", facts, "branch", "NB", "2026-05").den == figure("K01", facts, "specialist", "张三", "2026-05").den == 10000
    assert figure("K01", facts, "branch", "SH", "2026-06").den == figure("K01", facts, "specialist", "李四", "2026-06").den == 20000
    assert figure("K01", facts, "branch", "SH", "2026-05") is None


def test_a_case_stays_with_the_branch_that_had_its_client_when_it_was_registered():
    handed = Tenure("A", "李四", day("06-20"), branch="SH", former="张三", former_branch="NB")
    moved = replace(case("c", "06-10", "06-25", "06-22", owner="张三"), branch="SH")  # its copy lies in a book of SH
    facts = world([client("A", "李四", "SH")], cases=[moved], tenures=[handed])
    assert figure("K05", facts, "branch", "NB").num == 1
    assert figure("K05", facts, "branch", "SH").den == 0


def test_each_level_is_judged_by_the_threshold_of_its_head():
    assert [ROLE_OF[level] for level in LEVELS] == [
        Role.SPECIALIST, Role.SPECIALIST, Role.BRANCH_MANAGER, Role.DEPUTY_DIRECTOR, Role.DIRECTOR,
    ]  # fmt: skip
    closure = KPI_BY_ID["K05"]
    for level, status in ((Level.SPAN, "pass"), (Level.NATION, "pass")):
        limit = threshold_for(SHIPPED_THRESHOLDS, "K05", ROLE_OF[level], day("06-30"))
        assert limit is not None
        assert judged(limit.value, limit, closure.unit) == status
    assert threshold_for(SHIPPED_THRESHOLDS, "K01", Role.DIRECTOR, day("06-30")) is None


def test_a_national_client_of_two_branches_is_two_clients_with_one_code():
    """One company, one USCC, two owners: each branch answers for its own part, the nation for both, once."""
    clients = [client("nb", "SP1", "NB"), client("sh", "SP2", "SH")]
    facts = world(clients, [("nb", "2026-06", 100, 70), ("sh", "2026-06", 300, 260)])
    assert [figure("K01", facts, "branch", branch).den for branch in ("NB", "SH")] == [100_00, 300_00]
    assert [figure("K01", facts, "specialist", who).den for who in ("SP1", "SP2")] == [100_00, 300_00]
    assert figure("K01", facts, "nation", "nation").den == 400_00
