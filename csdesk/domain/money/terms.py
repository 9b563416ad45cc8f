"""When a debt falls due: the client's terms (domain.md §3.1)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from csdesk.domain.care.clients import TermBase
from csdesk.domain.record import Values


def last_day(month: str) -> date:
    """The last day of a month `2026-06`."""
    return day_in(month, 31)


def day_in(month: str, day: int) -> date:
    """A day of a month; 31, and any day that the month lacks, is its last."""
    year, number = (int(part) for part in month.split("-"))
    return date(year, number, min(day, monthrange(year, number)[1]))


def due_date(
    client: Values, month: str, *, issued_on: date | None = None, stated_on: date | None = None, signed_on: date | None = None
) -> date | None:
    """When a client's debt of a month falls due: the day its term counts from, plus the term in days (domain.md §3.1).

    Without the day of the statement, the client's usual one in the month after is taken. None while the day is unknown.
    """
    usual = client.get("statement_day")
    if stated_on is None and usual:
        stated_on = day_in(f"{last_day(month) + timedelta(days=1):%Y-%m}", usual)
    starts = {
        TermBase.INVOICE_DATE: issued_on,
        TermBase.STATEMENT_DATE: stated_on,
        TermBase.SIGN_DATE: signed_on,
        TermBase.MONTH_END: last_day(month),
    }
    start = starts[TermBase(client.get("term_base", TermBase.INVOICE_DATE))]
    return start + timedelta(days=client.get("payment_term_days", 0)) if start else None
