"""What a satisfaction round says: the golden cases of K04 and its companions (domain.md §2, K04)."""

from fractions import Fraction

import pytest

from csdesk.domain.care.survey_results import Answered, answered, results, sampled

AT = "2026-06-20T10:00:00+08:00"


def answers(*marks, client="甲"):
    return [{"client_id": client, "responded_at": AT, "overall": mark, "valid": True} for mark in marks]


def test_the_golden_branch():
    told = results(answers(*[5] * 12, *[4] * 11, 3, 1) + [{"client_id": "乙"}] * 5, {})
    assert (told.satisfied, told.valid, told.sent) == (23, 25, 30)
    assert told.rate == Fraction(92, 100)
    assert told.index == Fraction(60 + 44 + 3 + 1, 125)
    assert told.response_rate == Fraction(25, 30)


def test_one_client_one_vote():
    clients = {"a": (10, 10), "b": (9, 9), "c": (1, 1), "d": (1, 2), "e": (2, 3)}
    told = results([one for name, (n, of) in clients.items() for one in answers(*[5] * n, *[2] * (of - n), client=name)], {})
    assert (told.rate, told.by_client) == (Fraction(23, 25), Fraction(1 + 1 + 1 + Fraction(1, 2) + Fraction(2, 3), 5))


@pytest.mark.parametrize(
    ("values", "stands"),
    [
        ({}, Answered.WAITING),
        ({"responded_at": AT}, Answered.INVALID),  # blank
        ({"responded_at": AT, "safety": 5}, Answered.VALID),
        ({"responded_at": AT, "overall": 5, "valid": False}, Answered.INVALID),
    ],
)
def test_where_a_questionnaire_stands(values, stands):
    assert answered(values) is stands


def test_a_missing_overall_mark_is_the_mean_of_the_dimensions():
    told = results(
        [{"client_id": "甲", "responded_at": AT, "timeliness": 4, "safety": 3}, {"client_id": "乙", "responded_at": AT, "safety": 5}], {}
    )
    assert (told.satisfied, told.valid) == (1, 2)
    assert told.dimensions == {"timeliness": 4, "safety": 4}


def test_what_the_owner_entered_himself_is_flagged():
    told = results(
        [{**answers(5)[0], "entered_by": "张三"}, {**answers(5, client="乙")[0], "entered_by": "李经理"}], {"甲": "张三", "乙": "张三"}
    )
    assert told.own == 1


@pytest.mark.parametrize(("share", "n"), [(100, 10), (30, 3), (1, 1), (35, 4)])
def test_a_sample_is_even_and_never_empty(share, n):
    clients = [str(i) for i in range(10)]
    found = sampled(clients, share)
    assert len(set(found)) == n
    assert found == sorted(found, key=int)
    assert sampled([], share) == []
