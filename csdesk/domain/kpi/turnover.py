"""K07 days sales outstanding: mean month-end debt × days ÷ billings, both with VAT, rolling three months (domain.md §2, K07)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from csdesk.domain.kpi.facts import Facts, Money
from csdesk.domain.kpi.judgement import DAYS
from csdesk.domain.kpi.periods import first_day, last_day, months_ending, shifted
from csdesk.domain.kpi.scope import Scope
from csdesk.domain.kpi.shares import Beside, Share, Value, of_month
from csdesk.domain.kpi.work import Invoiced


def billed_of(money: Money) -> tuple[int, int]:
    """Billings stand below the line."""
    return 0, money.billed


def window(scope: Scope) -> tuple[str, ...]:
    """The months of the window: three at least, cut once for the whole entity at its earliest client's first month."""
    if not scope.months:
        return ()
    months = scope.months if len(scope.months) >= 3 else months_ending(scope.months[-1], 3)
    opened = [first for client in _clients(scope) if (first := scope.facts.opened.get(client))]
    return tuple(month for month in months if opened and month >= min(opened))


def _clients(scope: Scope) -> frozenset[str]:
    return scope.clients.get(scope.months[-1], frozenset()) if scope.months else frozenset()


def turnover(scope: Scope) -> Iterator[Share]:
    """K07: per client the mean of the month-end debts (first and last halved) × the days of the window, over its billings.

    A credit balance counts as no debt, negative billings of a client's window as none.
    """
    months = window(scope)
    if not months:
        return
    days = (scope.cutoff - first_day(months[0])).days + 1
    for client in _clients(scope):
        ends = [scope.facts.balance(client, month) for month in (shifted(months[0], -1), *months)]
        mean = Fraction(2 * sum(ends) - ends[0] - ends[-1], 2 * len(months))
        if mean:
            yield Share("client", client, mean * days, 0)
        billed = [of_month(client, month, scope.money(client, month), billed_of) for month in months]
        if sum(share.den for share in billed) > 0:
            yield from billed


def turnover_flags(scope: Scope, value: Value) -> Iterator[str]:
    """Debt without billings never turns over, but while the period runs they may still come; a window cut short is told."""
    if value.den == 0 and value.num > 0:
        yield "not_yet" if scope.waiting else "no_turnover"
    if 0 < len(window(scope)) < 3:
        yield "short_window"


def turnover_beside(scope: Scope) -> Iterator[Beside]:
    """K07 beside it: counted back from the last balance over the latest billings, of what is invoiced only, and bad debts."""
    months = window(scope)
    if months:
        yield Beside("倒推法周转天数", countback(scope, months), unit=DAYS)
        yield Beside("开票口径周转天数", *invoiced_only(scope, months), unit=DAYS)
        start, end = first_day(months[0]).isoformat(), scope.cutoff.isoformat()
        lost = (p for client in _clients(scope) for p in scope.facts.debts.used.get(client, ()) if p.lost and start <= p.day <= end)
        yield Beside.amount("窗口内坏账", sum(p.amount for p in lost))


def invoiced_only(scope: Scope, months: tuple[str, ...]) -> tuple[Fraction, int]:
    """K07 of what is invoiced: the mean of what is open of it at the month-ends × days, and what was invoiced in the window.

    A client's balance by invoices is that by lines with the ones in place of the others, since its first invoice that is known.
    """
    ends = [sum(_invoiced_balance(scope.facts, client, month) for client in _clients(scope)) for month in (shifted(months[0], -1), *months)]
    mean = Fraction(2 * sum(ends) - ends[0] - ends[-1], 2 * len(months))
    issued = sum(scope.facts.invoiced.get(client, {}).get(month, _NONE).issued for client in _clients(scope) for month in months)
    return mean * ((scope.cutoff - first_day(months[0])).days + 1), issued


_NONE = Invoiced()


def _invoiced_balance(facts: Facts, client: str, until: str) -> int:
    owed = sum(money.owed for month, money in facts.money.get(client, {}).items() if month <= until)
    known = facts.invoiced.get(client, {})
    first = min((month for month, one in known.items() if one.issued), default="9999")
    return max(0, owed + sum(one.issued - one.charged for month, one in known.items() if first <= month <= until))


def countback(scope: Scope, months: tuple[str, ...]) -> Fraction:
    """How many days of the latest billings the last balance is; at most the window."""
    clients = _clients(scope)
    rest = Fraction(sum(scope.facts.balance(client, months[-1]) for client in clients))
    days = Fraction(0)
    for month in reversed(months):
        billed = sum(scope.money(client, month).billed for client in clients)
        length = (min(last_day(month), scope.cutoff) - first_day(month)).days + 1
        if billed <= 0:
            days += length
        elif rest >= billed:
            days, rest = days + length, rest - billed
        else:
            return days + rest / billed * length
    return days
