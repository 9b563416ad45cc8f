"""K04 against domain.md §2."""

import pytest
from domain.kpis import answer, beside, client, figure, said, world

from csdesk.domain.kpi.facts import Facts
from csdesk.domain.kpi.work import Mark


def answers(owner, good, bad, who="A"):
    return [answer(f"{owner}{who}{i}", 5 if i < good else 3, owner=owner, client=who) for i in range(good + bad)]


BRANCH = world([client("A", "SP-A"), client("B", "SP-B")], responses=answers("SP-A", 19, 1) + answers("SP-B", 4, 1, "B"))


@pytest.mark.parametrize(
    ("level", "entity", "expected"),
    [("specialist", "SP-A", "95.00 % pass"), ("specialist", "SP-B", "80.00 % fail"), ("branch", "NB", "92.00 % pass")],
)
def test_satisfaction(level, entity, expected):
    assert said("K04", figure("K04", BRANCH, level, entity)) == expected


def test_satisfied_is_a_mark_of_four_or_five():
    marks = [5] * 12 + [4] * 11 + [3, 2]
    facts = world([client("A")], responses=[answer(str(i), m) for i, m in enumerate(marks)])
    value = figure("K04", facts, "branch", "NB")
    assert (value.num, value.den) == (23, 25)
    assert beside("K04", facts)["满意度得分率（满分 5）"] == "87.20 %"


def test_how_many_answered_at_all():
    """Four were asked within the three months, two answered, one of them validly; a fifth was asked before."""
    sent = [
        Mark("survey_response", id, f"2026-{on}", "A", "SP", "NB", 0, 1) for id, on in zip("12345", ("03-31", *["04-01"] * 4), strict=True)
    ]
    facts = Facts({"A": client("A")}, responses=(answer("2", 5, "05-02"), answer("3", 5, "05-02", valid=False)), asked=tuple(sent))
    assert beside("K04", facts)["回收率（有效答卷 ÷ 发出）"] == "25.00 %"


def test_clients_weigh_by_their_answers():
    rows = [("a", 10, 0), ("b", 9, 0), ("c", 1, 0), ("d", 1, 1), ("e", 2, 1)]
    facts = world([client(w) for w, *_ in rows], responses=[a for w, g, b in rows for a in answers("SP", g, b, w)])
    assert said("K04", figure("K04", facts, "branch", "NB")) == "92.00 % pass"
    assert beside("K04", facts)["客户等权满意度"] == "83.33 %"


def valued(*responses, period="2026-06", as_of="2026-12-31"):
    value = figure("K04", world([client("A")], responses=responses), "branch", "NB", period, as_of)
    return value.num, value.den


def test_the_later_answer_of_one_contact_in_one_round_counts():
    first, second = answer("1", 2, "05-10", contact="k", round="r"), answer("2", 5, "05-12", contact="k", round="r")
    assert valued(first, second) == (1, 1)
    assert valued(first, second, as_of="05-11", period="2026-05") == (0, 1)
    assert valued(first, answer("2", 5, "05-12", contact="k", round="r2")) == (1, 2)
    assert valued(first, answer("2", 5, "05-12", contact="k2", round="r")) == (1, 2)


def test_a_missing_overall_mark_is_the_mean_of_the_dimensions_exactly():
    assert valued(answer("1", None, dims=(4, 4, 4)), answer("2", None, dims=(4, 4, 3)), answer("3", None)) == (1, 2)


def test_invalid_answers_are_in_neither():
    assert valued(answer("1", 5, valid=False)) == (0, 0)


def test_a_month_looks_at_the_three_that_end_with_it():
    early, inside = answer("1", 5, "03-31"), answer("2", 5, "04-01")
    assert valued(early, inside) == (1, 1)
    assert valued(early, inside, period="2026-05") == (2, 2)
    assert valued(early, inside, period="2026-Q1") == (1, 1)


def test_few_answers_are_shown_with_a_warning():
    value = figure("K04", world([client("A")], responses=answers("SP", 4, 0)), "branch", "NB")
    assert value.flags == {"few_responses"}
    assert said("K04", value) == "100.00 % pass"
