"""K07 days sales outstanding: mean month-end debt × days ÷ billings, both with VAT, rolling three months (domain.md §2, K07)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from csdesk.domain.kpi.facts import Money
from csdesk.domain.kpi.periods import first_day, months_ending, shifted
from csdesk.domain.kpi.scope import Scope
from csdesk.domain.kpi.shares import Share, Value, of_month


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
