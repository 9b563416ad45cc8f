"""A figure of a branch is the sum over its specialists and over its clients, whoever holds what, in whatever order."""

from dataclasses import replace

import pytest
from domain.kpis import Tenure, answer, case, client, day, figure, world
from hypothesis import given, settings
from hypothesis import strategies as st

from csdesk.domain.kpi.facts import Money
from csdesk.domain.kpi.periods import months_ending, period_of
from csdesk.domain.kpi.registry import KPI_BY_ID
from csdesk.domain.kpi.scope import scopes
from csdesk.domain.plans.targets import Level

MONTHS = months_ending("2026-06", 27)
CLIENTS = "ABCDE"
OWNERS = ("SP1", "SP2", "SP3")
DAYS = st.sampled_from(["05-02", "05-31", "06-01", "06-15", "06-29", "06-30", "07-04"])
MAYBE = st.none() | DAYS


@st.composite
def worlds(draw):
    """A branch of five clients and three specialists, with hand-overs, mergers, red letters, reopenings and voids."""
    amounts = st.integers(-50, 400)
    rows = [
        (who, month, *draw(st.tuples(amounts, amounts, amounts, amounts)))
        for who in CLIENTS
        for month in draw(st.sets(st.sampled_from(MONTHS)))
    ]
    rows += [(who, MONTHS[0], 0, 0, 0, 0) for who in CLIENTS]  # everybody's window is open
    clients = [
        client(who, draw(st.sampled_from(OWNERS)), since=day("2024-01-01"), type=draw(st.sampled_from(["contract", "project"])))
        for who in CLIENTS
    ]
    if draw(st.booleans()):
        clients[0] = replace(clients[0], successor="B")
    tenures = [Tenure(who, draw(st.sampled_from(OWNERS)), day(draw(DAYS))) for who in draw(st.sets(st.sampled_from(CLIENTS)))]
    cases = [
        case(
            f"c{i}",
            draw(DAYS),
            draw(DAYS),
            draw(MAYBE),
            draw(MAYBE),
            draw(MAYBE),
            draw(st.sampled_from(OWNERS)),
            client=draw(st.sampled_from(CLIENTS)),
            net_claim=draw(st.integers(-9, 99)),
        )
        for i in range(draw(st.integers(0, 6)))
    ]
    responses = [
        answer(
            f"r{i}",
            draw(st.none() | st.integers(1, 5)),
            draw(DAYS),
            draw(st.sampled_from(OWNERS)),
            draw(st.sampled_from(CLIENTS)),
            draw(st.sampled_from(["", "k"])),
            "r",
            hour=i,
        )
        for i in range(draw(st.integers(0, 6)))
    ]
    return world(clients, rows, cases, responses, tenures=tenures)


@pytest.mark.parametrize("kpi", ["K01", "K02", "K04", "K05", "K06", "K07"])
@settings(max_examples=40)
@given(facts=worlds(), period=st.sampled_from(["2026-05", "2026-06", "2026-Q2"]), as_of=st.sampled_from(["06-15", "06-30", "12-31"]))
def test_the_branch_is_the_sum_of_any_partition(kpi, facts, period, as_of):
    whole = figure(kpi, facts, "branch", "NB", period, as_of)
    for level in (Level.SPECIALIST, Level.CLIENT):
        parts = [KPI_BY_ID[kpi].value(scope) for scope in scopes(facts, level, period_of(period), day(as_of)).values()]
        assert sum(p.num for p in parts) == whole.num
        assert sum(p.den for p in parts) == whole.den


@settings(max_examples=40)
@given(facts=worlds(), data=st.data())
def test_the_order_of_the_records_does_not_matter(facts, data):
    mixed = replace(
        facts,
        clients=dict(data.draw(st.permutations(list(facts.clients.items())))),
        tenures=tuple(data.draw(st.permutations(facts.tenures))),
        cases=tuple(data.draw(st.permutations(facts.cases))),
        responses=tuple(data.draw(st.permutations(facts.responses))),
        money={who: dict(data.draw(st.permutations(list(months.items())))) for who, months in facts.money.items()},
    )
    for kpi in KPI_BY_ID:
        for owner in OWNERS:
            assert figure(kpi, mixed, "specialist", owner) == figure(kpi, facts, "specialist", owner)


def test_money_of_a_month_adds_line_by_line():
    assert Money(1, 2, 3, 4) + Money(10, 20, 30, 40) == Money(11, 22, 33, 44)
