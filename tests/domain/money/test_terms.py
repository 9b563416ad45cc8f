"""When a debt falls due (domain.md §3.1)."""

from datetime import date

import pytest

from csdesk.domain.money.terms import day_in, due_date


@pytest.mark.parametrize(
    ("client", "due"),
    [
        ({"term_base": "invoice_date", "payment_term_days": 60}, "2026-09-06"),
        ({"term_base": "statement_date", "payment_term_days": 30}, "2026-08-04"),
        ({"term_base": "sign_date", "payment_term_days": 15}, None),  # not signed yet
        ({"term_base": "month_end", "payment_term_days": 30}, "2026-07-30"),
        ({"term_base": "invoice_date", "payment_term_days": 0}, "2026-07-08"),
    ],
)
def test_due_dates_count_from_what_the_contract_says(client, due):
    found = due_date(client, "2026-06", issued_on=date(2026, 7, 8), stated_on=date(2026, 7, 5))
    assert found == (date.fromisoformat(due) if due else None)


def test_without_a_statement_its_usual_day_in_the_month_after_is_taken():
    client = {"term_base": "statement_date", "payment_term_days": 30, "statement_day": 31}
    assert due_date(client, "2026-01") == date(2026, 3, 30)
    assert due_date(client, "2026-12") == date(2027, 3, 2)


@pytest.mark.parametrize(
    ("month", "day", "found"), [("2026-02", 31, "2026-02-28"), ("2024-02", 30, "2024-02-29"), ("2026-06", 5, "2026-06-05")]
)
def test_day_31_is_the_last_of_the_month(month, day, found):
    assert day_in(month, day) == date.fromisoformat(found)
