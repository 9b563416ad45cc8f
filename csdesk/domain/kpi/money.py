"""K01 margin, K02 attainment and K06 growth: figures on revenue and cost without VAT (domain.md §2)."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from csdesk.domain.kpi import cases
from csdesk.domain.kpi.facts import Money, Target
from csdesk.domain.kpi.periods import first_day, months_ending, shifted
from csdesk.domain.kpi.scope import Scope
from csdesk.domain.kpi.shares import Beside, Measure, Share, Value, of_month
from csdesk.domain.plans.targets import Level


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
    since = min((day for day in (scope.facts.since(client) for client in members) if day), default=None)
    if since is None or since > first_day(base):
        return False
    year = months_ending(base, 12)
    of_members = [by_month for client in members if (by_month := scope.facts.money.get(client))]
    return sum(by_month[m].revenue for by_month in of_members for m in year if m in by_month) > 0


def growth_flags(scope: Scope, value: Value) -> Iterator[str]:
    """A single January or February is indicative only: 春节 moves between them. A period that has just begun is not judged yet."""
    if scope.waiting and value.den:
        yield "not_yet"
    if len(scope.period.months) == 1 and scope.period.months[0][5:] in ("01", "02"):
        yield "indicative"


# -- what is shown beside them --------------------------------------------------------------------------------------


def _actual(scope: Scope, measure: Measure) -> int:
    lines = (scope.money(client, month) for month in scope.months for client in scope.clients.get(month, ()))
    return sum(measure(money)[0] for money in lines)


def _planned(targets: Iterable[Target], metric: str, months: Container[str]) -> int:
    return sum(t.value for t in targets if t.metric == metric and t.month in months)


def gap(scope: Scope, metric: str = "revenue") -> int | None:
    """The entity's own plan less its parts' plans (加码 above, 缺口 below zero), 分; None where either is missing."""
    parts = _parts(scope)
    own = [t for t in scope.targets if t.metric == metric and t.month in scope.months]
    below = [t for t in scope.facts.targets if (t.level, t.entity) in parts and t.metric == metric and t.month in scope.months]
    return sum(t.value for t in own) - sum(t.value for t in below) if own and below else None


def _parts(scope: Scope) -> set[tuple[str, str]]:
    """(level, entity) of the parts a plan is split over."""
    facts, spans = scope.facts, scope.facts.spans
    match scope.level:
        case Level.SPECIALIST:
            return {(Level.CLIENT, client) for month in scope.months for client in scope.clients.get(month, ())}
        case Level.BRANCH:
            return {(Level.SPECIALIST, person.id) for person in facts.office.people if person.branch == scope.entity}
        case Level.SPAN:
            return {(Level.BRANCH, branch) for branch, span in spans.items() if span == scope.entity}
        case Level.NATION:
            spanned: set[tuple[str, str]] = {(Level.SPAN, span) for span in spans.values()}
            return spanned or {(Level.BRANCH.value, t.entity) for t in facts.targets if t.level == Level.BRANCH}
    return set()


def attainment_beside(scope: Scope) -> Iterator[Beside]:
    """K02 beside it: the same for gross profit, and how far the plans of the parts are off."""
    profit, planned = _actual(scope, margin_of), _planned(scope.targets, "gross_profit", scope.months)
    if planned:
        yield Beside("毛利指标完成率", *((profit, planned) if planned > 0 else (profit - 2 * planned, -planned)))
    if (short := gap(scope)) is not None:
        yield Beside.amount("分解差额（本级 − 下级）", short)


def plan_beside(scope: Scope) -> Iterator[Beside]:
    """K03 beside it: the same for gross profit, and of a year how much of the whole year's plan is reached."""
    yield from attainment_beside(scope)
    if len(scope.period.months) == 12:
        yield Beside("年度进度", _actual(scope, actual_of), _planned(scope.targets, "revenue", scope.period.months))


def growth_beside(scope: Scope) -> Iterator[Beside]:
    """K06 beside it: growth with new clients and all, and what clients without a base brought."""
    now = base = fresh = 0
    for month in scope.months:
        for client in scope.clients.get(month, ()):
            revenue = scope.money(client, month).revenue
            now, base = now + revenue, base + scope.money(client, shifted(month, -12)).revenue
            head = scope.facts.head(client)
            fresh += 0 if comparable(scope, head, month) else revenue
    yield Beside("全部客户同比", now - base, base)
    yield Beside.amount("不可比客户收入（新增等）", fresh)
