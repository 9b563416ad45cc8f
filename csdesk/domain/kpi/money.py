"""K01 margin, K02 attainment and K06 growth: figures on revenue and cost without VAT (domain.md §2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from csdesk.domain.kpi import cases
from csdesk.domain.kpi.facts import Money
from csdesk.domain.kpi.periods import first_day, months_ending, shifted
from csdesk.domain.kpi.scope import Scope
from csdesk.domain.kpi.shares import Share, Value, of_month


def margin_of(money: Money) -> tuple[int, int]:
    """Gross profit over revenue."""
    return money.revenue - money.cost, money.revenue


def actual_of(money: Money) -> tuple[int, int]:
    """Revenue reached; the target stands in the plan line."""
    return money.revenue, 0


def base_of(money: Money) -> tuple[int, int]:
    """Revenue of the year before: taken off the growth and what it is measured by."""
    return -money.revenue, money.revenue


# -- K01 ------------------------------------------------------------------------------------------------------------


def margin(scope: Scope) -> Iterator[Share]:
    """K01: (revenue − direct cost − net claims) ÷ revenue; a claim costs in the month of the closing in force."""
    for month in scope.months:
        for client in scope.clients.get(month, ()):
            if money := scope.facts.money.get(client, {}).get(month):
                yield of_month(client, month, money, margin_of)
            for case in scope.facts.claims.get(client, ()):
                if cases.closed_month(case, scope.cutoff) == month:
                    yield Share("complaint", case.id, -case.net_claim, 0)


def margin_flags(scope: Scope, value: Value) -> Iterator[str]:
    """Cost without revenue, or red-letter lines above the revenue: no rate, and the reader is told."""
    if value.den < 0:
        yield "negative_revenue"
    elif value.den == 0 and value.num < 0:
        yield "cost_without_revenue"


# -- K02 ------------------------------------------------------------------------------------------------------------


def attainment(scope: Scope) -> Iterator[Share]:
    """K02: revenue ÷ the entity's own target. A planned loss T < 0 counts as 1 + (A − T) ÷ |T|.

    A month without a target still adds what was reached; a running period is judged up to the month of the cutoff.
    """
    for month in scope.months:
        for client in scope.clients.get(month, ()):
            if money := scope.facts.money.get(client, {}).get(month):
                yield of_month(client, month, money, actual_of)
    lines = [t for t in scope.targets if t.metric == "revenue" and t.month in scope.months]
    loss = sum(t.value for t in lines) < 0
    for target in lines:
        yield Share("plan_line", target.id, *((-2 * target.value, -target.value) if loss else (0, target.value)))


def attainment_flags(scope: Scope, value: Value) -> Iterator[str]:
    """No target, no rate; a period that has just begun is not judged yet."""
    if value.den <= 0:
        yield "no_target"
    elif scope.waiting:
        yield "not_yet"


# -- K06 ------------------------------------------------------------------------------------------------------------


def growth(scope: Scope) -> Iterator[Share]:
    """K06: Σ (revenue − revenue of the same month a year before) ÷ Σ the latter, over comparable clients."""
    for month in scope.months:
        base = shifted(month, -12)
        for head in scope.clients.get(month, ()):
            if not comparable(scope, head, month):
                continue
            for client in scope.facts.groups[head]:
                yield of_month(client, month, scope.money(client, month), actual_of)
                yield of_month(client, base, scope.money(client, base), base_of)


def comparable(scope: Scope, head: str, month: str) -> bool:
    """Whether a client, with those that were merged into it, counts in K06 of `month`.

    In business before the base month began, some revenue in the twelve months that end with it, not a project, and not
    given up by the company itself by then.
    """
    members = scope.facts.groups.get(head)
    if not members:
        return False
    base = shifted(month, -12)
    known = scope.facts.clients[head]
    given_up = known.exit_type == "company_initiated" and known.exit_on is not None and f"{known.exit_on:%Y-%m}" <= month
    if known.type == "project" or given_up:
        return False
    since = min((day for day in (_since(scope, client) for client in members) if day), default=None)
    if since is None or since > first_day(base):
        return False
    return sum(scope.money(client, m).revenue for client in members for m in months_ending(base, 12)) > 0


def _since(scope: Scope, client: str) -> date | None:
    """The first day of business: as recorded, else the first month with revenue."""
    known = scope.facts.clients[client].since
    if known is not None:
        return known
    months = [month for month, money in scope.facts.money.get(client, {}).items() if money.revenue]
    return first_day(min(months)) if months else None


def growth_flags(scope: Scope, value: Value) -> Iterator[str]:
    """A single January or February is indicative only: 春节 moves between them. A period that has just begun is not judged yet."""
    if scope.waiting and value.den:
        yield "not_yet"
    if len(scope.period.months) == 1 and scope.period.months[0][5:] in ("01", "02"):
        yield "indicative"
