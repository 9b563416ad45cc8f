"""K03 beside it: every line of a plan, and the lines together, none counted above its target (domain.md §2, K03)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from csdesk.domain.kpi import cases, debts, loads, money, surveys, turnover
from csdesk.domain.kpi.facts import Target
from csdesk.domain.kpi.scope import Scope
from csdesk.domain.kpi.shares import Beside, Share, total
from csdesk.domain.plans.targets import ADDITIVE, Metric


def _ratio(shares: Iterator[Share]) -> Fraction | None:
    return total(shares).ratio


#: What was reached in each metric, in the unit of its plan lines (hundredths); None where nothing can be said.
_REACHED: dict[Metric, Callable[[Scope], Fraction | None]] = {
    Metric.REVENUE: lambda scope: total(money.margin(scope)).den,
    Metric.GROSS_PROFIT: lambda scope: total(money.margin(scope)).num,
    Metric.WAYBILLS: lambda scope: Fraction(100 * sum(1 for _ in scope.marks(loads.shipped))),
    Metric.COLLECTION: lambda scope: total(debts.collection(scope)).num,
    Metric.DSO: lambda scope: _times(_ratio(turnover.turnover(scope)), 100),
    Metric.SATISFACTION: lambda scope: _times(_ratio(surveys.satisfaction(scope)), 10_000),
    Metric.CLOSURE_RATE: lambda scope: _times(_ratio(cases.closure(scope)), 10_000),
    Metric.GROWTH: lambda scope: _times(_ratio(money.growth(scope)), 10_000),
}


def _times(value: Fraction | None, units: int) -> Fraction | None:
    return None if value is None else value * units


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a plan: how far its target is reached, and what it weighs. attain: None where nothing can be said."""

    metric: Metric
    weight: int
    attain: Fraction | None


def attained(metric: Metric, reached: Fraction | None, planned: int) -> Fraction | None:
    """How far a target is reached: reached ÷ planned, of days planned ÷ reached, of a planned loss 1 + (A − T) ÷ |T|."""
    if reached is None or not planned:
        return None
    if metric == Metric.DSO:
        return planned / reached if reached > 0 else None
    return reached / planned if planned > 0 else 1 + (reached - planned) / -planned


def lines(scope: Scope) -> Iterator[Line]:
    """The lines of an entity's plan in the order of the metrics; of a rate the target of the last month counts."""
    for metric in Metric:
        mine = sorted((t for t in scope.targets if t.metric == metric and t.month in scope.months), key=_month)
        if mine:
            planned = sum(t.value for t in mine) if metric in ADDITIVE else mine[-1].value
            yield Line(metric, mine[-1].weight, attained(metric, _REACHED[metric](scope), planned))


def _month(target: Target) -> str:
    return target.month


def composite(found: list[Line]) -> tuple[Fraction, int]:
    """Σ weight × min(attainment, 100 %) and Σ weight; a line of which nothing can be said leaves its weight to the others."""
    told = [(line.weight, line.attain) for line in found if line.attain is not None]
    return sum((weight * max(Fraction(0), min(attain, Fraction(1))) for weight, attain in told), Fraction(0)), sum(w for w, _ in told)


def plan_beside(scope: Scope) -> Iterator[Beside]:
    """K03 beside it: every line but the revenue, which is the figure itself; of several the composite, and how many are reached."""
    yield from money.plan_beside(scope)
    found = list(lines(scope))
    for line in found:
        if line.metric not in (Metric.REVENUE, Metric.GROSS_PROFIT):
            yield Beside(f"{line.metric.label}达成率", line.attain or 0, 0 if line.attain is None else 1)
    if len(found) > 1:
        yield Beside("综合完成率（每项最多计 100 %）", *composite(found))
        yield Beside("达到目标的项目", sum(line.attain is not None and line.attain >= 1 for line in found), len(found))
