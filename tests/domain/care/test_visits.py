"""How often a client is visited, how it stands in a month, and the days that are proposed."""

from datetime import date

import pytest

from csdesk.domain.calendar import SHIPPED
from csdesk.domain.care.visits import Pace, Standing, Visits, pace, spread, standing, target
from csdesk.domain.policies import numbers

RULES = numbers({})
TODAY = date(2026, 6, 12)


@pytest.mark.parametrize(
    ("tier", "agreed", "how"),
    [("KA", None, Pace(1, 1)), ("A", None, Pace(1, 1)), ("B", None, Pace(3, 1)), ("C", None, Pace(6, 1)),
     ("C", 24, Pace(1, 2)), ("A", 6, Pace(2, 1)), ("B", 1, Pace(12, 1)), ("A", 0, None), ("?", None, Pace(6, 1))],
)  # fmt: skip
def test_the_tier_says_how_often_and_the_sop_comes_first(tier, agreed, how):
    assert pace(tier, RULES, agreed) == how


def test_slots_are_those_of_the_calendar():
    assert Pace(3, 1).slot("2026-05") == (date(2026, 4, 1), date(2026, 6, 30))
    assert Pace(6, 1).slot("2026-02") == (date(2026, 1, 1), date(2026, 6, 30))
    assert Pace(1, 1).slot("2028-02") == (date(2028, 2, 1), date(2028, 2, 29))


@pytest.mark.parametrize(
    ("known", "how", "stands"),
    [
        (Visits((date(2026, 6, 3),), ()), Pace(1, 1), Standing.DONE),
        (Visits((date(2026, 6, 3),), ()), Pace(1, 2), Standing.DUE),
        (Visits((), (date(2026, 6, 20),)), Pace(1, 1), Standing.PLANNED),
        (Visits((), (date(2026, 6, 10),)), Pace(1, 1), Standing.OVERDUE),  # its day has passed
        (Visits((), (), date(2026, 1, 1)), Pace(1, 1), Standing.OVERDUE),  # nobody came in May
        (Visits((), (), date(2026, 5, 20)), Pace(1, 1), Standing.DUE),  # in May it had just become a client
        (Visits((date(2026, 4, 2),), ()), Pace(3, 1), Standing.DONE),
        (Visits((), ()), None, Standing.LATER),
    ],
)
def test_how_a_client_stands_in_june(known, how, stands):
    assert standing(known, how, "2026-06", TODAY) is stands


def test_a_quarter_can_wait_for_its_last_month():
    known = Visits((date(2026, 3, 20),), ())
    assert target(known, Pace(3, 1), "2026-04") is None
    assert target(known, Pace(3, 1), "2026-06") == date(2026, 6, 19)
    assert standing(known, Pace(3, 1), "2026-05", date(2026, 5, 4)) is Standing.LATER


def test_visits_are_spread_over_working_days():
    span = (date(2026, 6, 12), date(2026, 6, 16))  # Friday to Tuesday
    days = spread(dict.fromkeys("abcd", date(2026, 6, 13)), {date(2026, 6, 15): 1}, 2, span, SHIPPED)
    assert days == {"a": date(2026, 6, 15), "b": date(2026, 6, 16), "c": date(2026, 6, 16), "d": date(2026, 6, 12)}
    assert spread({"a": date(2026, 6, 14)}, {}, 1, (date(2026, 6, 13), date(2026, 6, 14)), SHIPPED) == {"a": date(2026, 6, 14)}
