"""The company's numbers: what a policy says, and what is left where it makes no sense."""

from csdesk.domain.policies import NUMBERS, numbers


def test_what_makes_no_sense_leaves_the_default():
    rules = numbers(
        {"contact_days_A": "5", "contact_days_B": "许多", "contact_days_C": "0", "daily_cut_off": "25", "call_hours": "９", "其他": "1"}
    )
    assert (rules["contact_days_A"], rules["contact_days_B"], rules["contact_days_C"], rules["daily_cut_off"]) == (5, 15, 30, 17)
    assert (rules["call_hours"], rules["visits_per_year_B"]) == (4, 4)
    assert set(rules) == set(NUMBERS)
