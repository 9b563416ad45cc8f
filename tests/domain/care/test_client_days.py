"""What of a client's day speaks up by itself."""

from datetime import date, timedelta

import pytest

from csdesk.domain.care.client_days import Alert, DayNumbers, alerts
from csdesk.domain.policies import numbers

TODAY = date(2026, 6, 12)
FINISHED = (date(2026, 6, 10), date(2026, 6, 11))
RULES = numbers({})


def four_a_week(*days):
    """Four waybills on these weekdays of each of the four weeks before."""
    return {day - timedelta(weeks=n): 4 for day in days for n in range(1, 5)}


def test_the_same_weekday_of_four_weeks_is_what_a_day_is_held_against():
    told = DayNumbers(four_a_week(TODAY) | {TODAY: 3})
    assert told.change(TODAY) == -25
    assert DayNumbers({TODAY: 3}).change(TODAY) is None
    assert DayNumbers(four_a_week(TODAY)).change(TODAY) == -100


@pytest.mark.parametrize(
    ("last_two", "speaks"),
    [((2, 2), True), ((2, 3), False), ((3, 1), False), ((0, 0), True)],
)
def test_volume_that_falls_by_half_two_days_running(last_two, speaks):
    told = DayNumbers(four_a_week(*FINISHED) | dict(zip(FINISHED, last_two, strict=True)), last_shipped=TODAY)
    assert (Alert.DROP in list(alerts(told, FINISHED, TODAY, RULES))) is speaks


@pytest.mark.parametrize(("last", "speaks"), [("2026-06-05", True), ("2026-06-06", False), (None, False)])
def test_seven_days_without_shipment(last, speaks):
    told = DayNumbers({}, last_shipped=date.fromisoformat(last) if last else None)
    assert (list(alerts(told, FINISHED, TODAY, RULES)) == [Alert.SILENT]) is speaks


def test_the_gravest_comes_first():
    told = DayNumbers({}, exceptions=1, severe=1, overdue=5, risky=True)
    assert list(alerts(told, FINISHED, TODAY, RULES)) == [Alert.CASE, Alert.RISK, Alert.EXCEPTION, Alert.OVERDUE]
