"""K07 against domain.md §2."""

import itertools
from dataclasses import replace
from fractions import Fraction

import pytest
from domain.kpis import beside, client, figure, said, world

from csdesk.domain.kpi.work import Debts, Invoiced, Paid

M = 1_000_000


def debts(who, ends, billed, months=("2026-03", "2026-04", "2026-05", "2026-06")):
    """Rows that leave `ends` (yuan) owed at the month-ends and bill `billed` in all but the first month."""
    moves = [ends[0], *(b - a for a, b in itertools.pairwise(ends))]
    return [(who, month, 0, 0, bill, move) for month, bill, move in zip(months, (0, *billed), moves, strict=True)]


WINDOW = world([client("A")], debts("A", [2.6 * M, 2.2 * M, 2.0 * M, 2.8 * M], [1.0 * M, 0.9 * M, 1.1 * M]))


def test_days_sales_outstanding():
    value = figure("K07", WINDOW, "branch", "NB")
    assert value.ratio == Fraction(23, 30) * 91
    assert said("K07", value) == "69.8 天 pass"
    assert beside("K07", WINDOW) == {"倒推法周转天数": "85.0 天", "开票口径周转天数": "—", "窗口内坏账": "0.00 元"}


def test_what_is_invoiced_only_and_bad_debts_stand_beside():
    """1.0, 0.9, 1.1 M are charged; invoiced are 0.6 M less in May and 0.6 M more in June, and nothing else is different."""
    charged = {"2026-04": 1.0, "2026-05": 0.9, "2026-06": 1.1}
    issued = {"2026-04": 1.0, "2026-05": 0.3, "2026-06": 1.7}
    invoices = {month: Invoiced(round(issued[month] * M * 100), round(charged[month] * M * 100)) for month in charged}
    lost = Paid("A", "2026-05-20", "2026-05-20", 50_00, "charge_line c", cash=False, lost=True)
    facts = replace(WINDOW, invoiced={"A": invoices}, debts=Debts(used={"A": (lost,)}))
    told = beside("K07", facts)
    assert told["开票口径周转天数"] == "63.7 天"  # (1.3 + 2.2 + 1.4 + 1.4) ÷ 3 = 2.1 M; 2.1 ÷ 3.0 × 91
    assert told["窗口内坏账"] == "50.00 元"


def test_two_clients_add_and_their_mean_is_wrong():
    rows = debts("X", [0.3 * M] * 4, [0.2 * M] * 3) + debts("Y", [2.0 * M] * 4, [0.8 * M] * 3)
    facts = world([client("X"), client("Y")], rows)
    assert said("K07", figure("K07", facts, "client", "X")) == "45.5 天 pass"
    assert said("K07", figure("K07", facts, "client", "Y")) == "75.8 天 near"
    assert said("K07", figure("K07", facts, "branch", "NB")) == "69.8 天 pass"


@pytest.mark.parametrize(
    ("period", "days"), [("2026-03", 90), ("2026-04", 89), ("2026-05", 92), ("2026-06", 91), ("2026-Q2", 91), ("2024-03", 91)]
)
def test_the_days_are_those_of_the_calendar(period, days):
    months = [f"{year}-{m:02}" for year in (2023, 2024, 2025, 2026) for m in range(1, 13)]
    facts = world([client("A")], [("A", month, 0, 0, 100, 100 if month == months[0] else 0) for month in months])
    value = figure("K07", facts, "branch", "NB", period)
    assert value.ratio == Fraction(100, 300) * days


def test_a_credit_balance_is_not_netted():
    rows = debts("A", [100] * 4, [50] * 3) + debts("B", [-90] * 4, [10] * 3)
    value = figure("K07", world([client("A"), client("B")], rows), "branch", "NB")
    assert (value.num, value.den) == (100_00 * 91, 180_00)


def test_debt_without_billings_never_turns_over_but_counts_above():
    rows = debts("A", [100] * 4, [0] * 3) + debts("B", [50] * 4, [30] * 3)
    facts = world([client("A"), client("B")], rows)
    stuck = figure("K07", facts, "client", "A")
    assert stuck.flags == {"no_turnover"}
    assert said("K07", stuck) == "∞ 无周转 fail"
    assert figure("K07", facts, "branch", "NB").num == 150_00 * 91


def test_no_debt_and_no_billings_is_no_data():
    assert said("K07", figure("K07", world([client("A")], debts("A", [0] * 4, [0] * 3)), "client", "A")) == "— none"


def test_negative_billings_of_a_client_count_as_none():
    rows = debts("A", [100] * 4, [-20] * 3) + debts("B", [50] * 4, [30] * 3)
    assert figure("K07", world([client("A"), client("B")], rows), "branch", "NB").den == 90_00


def test_a_short_history_cuts_the_window_once_for_the_entity():
    young = debts("B", [30, 60], [30], months=("2026-05", "2026-06"))
    rows = debts("A", [0, 100], [100], months=("2026-04", "2026-05")) + young
    facts = world([client("A"), client("B")], rows)
    alone, both = figure("K07", facts, "client", "B"), figure("K07", facts, "branch", "NB")
    assert alone.flags == {"short_window"}
    assert alone.num == (30 + Fraction(60, 2)) * 100 / 2 * 61
    assert both.flags == frozenset()
    assert both.num == ((100 + Fraction(100, 2)) + (30 + Fraction(60, 2))) * 100 / 3 * 91


def test_a_running_month_ends_on_the_day_asked_for():
    value = figure("K07", WINDOW, "branch", "NB", as_of="06-15")
    assert value.ratio == Fraction(23, 30) * 76


def test_a_month_that_has_just_begun_may_still_turn_over():
    facts = world([client("A")], debts("A", [100, 100], [0], months=("2026-05", "2026-06")))
    begun = figure("K07", facts, "client", "A", as_of="06-15")
    assert begun.flags == {"not_yet", "short_window"}
    assert said("K07", begun) == "— none"
    assert said("K07", figure("K07", facts, "client", "A", as_of="06-30")) == "∞ 无周转 fail"


def test_months_do_not_add_up_to_the_quarter():
    months = [figure("K07", WINDOW, "branch", "NB", f"2026-0{m}") for m in (4, 5, 6)]
    added = Fraction(sum(v.num for v in months), sum(v.den for v in months))
    assert added != figure("K07", WINDOW, "branch", "NB", "2026-Q2").ratio == months[-1].ratio  # the last one looks at all three
