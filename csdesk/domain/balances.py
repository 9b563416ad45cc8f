"""What clients owe: balances on a day, open debts in the order of their due dates, when a debt falls due (domain.md §3.8).

All amounts are 分 with tax; all records come as wire values, keyed by id where their id matters.
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from csdesk.domain.charges import ChargeState, OpeningItem
from csdesk.domain.clients import TermBase
from csdesk.domain.receivables import TARGETS
from csdesk.domain.record import Values

Known = Mapping[str, Values]  # id → wire values

# -- balances -------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Balance:
    """What moved one client's account up to a day. `unapplied` is money that came in and pays nothing yet."""

    charged: int = 0
    opening: int = 0
    applied: int = 0
    unapplied: int = 0
    written_off: int = 0

    @property
    def net(self) -> int:
        """Below zero when the client has paid ahead."""
        return self.opening + self.charged - self.applied - self.unapplied - self.written_off

    @property
    def receivable(self) -> int:
        """应收余额: never below zero, so that one client's prepayment does not hide another's debt (K07, domain.md §2)."""
        return max(0, self.net)

    @property
    def prepaid(self) -> int:
        """预收余额."""
        return max(0, -self.net)


def balances(
    as_of: date,
    *,
    charges: Iterable[Values],
    receipts: Known,
    applications: Iterable[Values],
    write_offs: Iterable[Values] = (),
    openings: Iterable[Values] = (),
) -> dict[str, Balance]:
    """The account of every client at the end of `as_of`, by client id (domain.md §3.8; decisions.md, opening balances).

    Receipts that nobody has assigned to a client are in no account.
    """
    day = as_of.isoformat()
    found: dict[str, Balance] = defaultdict(Balance)
    for line in charges:
        if line["biz_date"] <= day and line.get("state") != ChargeState.VOID:
            found[line["client_id"]].charged += line["amount_incl_tax"]
    used: dict[str, int] = defaultdict(int)
    for part in applications:
        if part["applied_on"] <= day:
            used[part["receipt_id"]] += part["amount"]
            found[part["client_id"]].applied += part["amount"]
    for id_, receipt in receipts.items():
        if receipt.get("client_id") and receipt["received_on"] <= day:
            found[receipt["client_id"]].unapplied += receipt["amount"] - used[id_]
    for loss in write_offs:
        if loss["written_off_on"] <= day:
            found[loss["client_id"]].written_off += loss["amount"]
    for opening in openings:
        if last_day(opening["month"]) <= as_of:
            found[opening["client_id"]].opening += _SIGN.get(opening["item"], 0) * opening["amount"]
    return dict(found)


_SIGN = {OpeningItem.RECEIVABLE: 1, OpeningItem.UNAPPLIED: -1}


# -- open debts -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Debt:
    """Something a receipt can pay. target: the field of `application` that names it; open: what is still owed."""

    target: str
    id: str
    open: int
    due: str | None = None
    day: str = ""
    statement: str | None = None


def open_debts(
    invoices: Known, lines: Known, openings: Known, applications: Iterable[Values], write_offs: Iterable[Values] = ()
) -> list[Debt]:
    """What is still owed, oldest due date first; what has no due date comes last.

    Lines that are invoiced are owed through the invoice of their statement, if it is known here; a red invoice lowers
    its original; what was put against a statement pays its invoices or lines in their order.
    """
    paid = _paid([*applications, *write_offs])
    for red in invoices.values():
        if red.get("red_of"):
            paid["invoice_id", red["red_of"]] -= red["amount_incl_tax"]
    rest = []
    for debt in sorted(_owed(invoices, lines, openings), key=lambda d: (d.due or "9999", d.day, d.id)):
        left = debt.open - paid[debt.target, debt.id]
        through = min(max(left, 0), paid["statement_id", debt.statement or ""])
        paid["statement_id", debt.statement or ""] -= through
        if left > through:
            rest.append(replace(debt, open=left - through))
    return rest


def _owed(invoices: Known, lines: Known, openings: Known) -> Iterator[Debt]:
    for id_, v in invoices.items():
        yield Debt("invoice_id", id_, v["amount_incl_tax"], v.get("due_date"), v["issued_on"], v.get("statement_id"))
    invoiced = {v.get("statement_id") for v in invoices.values()} - {None}
    for id_, v in lines.items():
        if v.get("state") in _OWED or (v.get("state") == ChargeState.INVOICED and v.get("statement_id") not in invoiced):
            yield Debt("charge_line_id", id_, v["amount_incl_tax"], v.get("due_date"), v["biz_date"], v.get("statement_id"))
    for id_, v in openings.items():
        if v["item"] == OpeningItem.RECEIVABLE:
            yield Debt("opening_id", id_, v["amount"], v.get("due_date"), last_day(v["month"]).isoformat())


_OWED = frozenset({ChargeState.ESTIMATED, ChargeState.RECONCILED})


def _paid(parts: Iterable[Values]) -> dict[tuple[str, str], int]:
    paid: dict[tuple[str, str], int] = defaultdict(int)
    for part in parts:
        for target in TARGETS:
            if part.get(target):
                paid[target, part[target]] += part["amount"]
    return paid


def oldest_first(amount: int, debts: Iterable[Debt]) -> list[tuple[Debt, int]]:
    """How an amount pays debts in their order, each as far as it reaches (先到期先核销)."""
    parts = []
    for debt in debts:
        if amount <= 0:
            break
        part = min(amount, debt.open)
        parts.append((debt, part))
        amount -= part
    return parts


# -- due dates ------------------------------------------------------------------------------------------------------


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
