"""How often a client is spoken to."""

from datetime import date

import pytest

from csdesk.domain.care.contacts import contact_due
from csdesk.domain.policies import numbers


@pytest.mark.parametrize(("tier", "day"), [("KA", "2026-06-08"), ("A", "2026-06-08"), ("B", "2026-06-16"), ("C", "2026-07-01")])
def test_each_tier_has_its_days(tier, day):
    assert contact_due(tier, date(2026, 6, 1), numbers({})) == date.fromisoformat(day)


def test_who_was_never_spoken_to_has_no_day():
    assert contact_due("A", None, numbers({})) is None
