"""What made a change of revenue or gross profit between two periods: client by client, by volume and by price, to the 分."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from csdesk.domain.kpi import cases
from csdesk.domain.kpi.loads import shipped
from csdesk.domain.kpi.scope import Scope
from csdesk.domain.plans.weekly import volume_and_price
from csdesk.domain.record import Choice


class Measured(Choice):
    REVENUE = "revenue", "收入"
    GROSS_PROFIT = "gross_profit", "毛利"


@dataclass(frozen=True, slots=True)
class Amounts:
    """What one client did in one period: revenue and gross profit without VAT in 分 (claims taken off, as in K01), and waybills."""

    revenue: int = 0
    gross_profit: int = 0
    waybills: int = 0

    def of(self, measured: Measured) -> int:
        """The amount that is looked at."""
        return self.revenue if measured is Measured.REVENUE else self.gross_profit


@dataclass(frozen=True, slots=True)
class Step:
    """What one client, or the others together, added to the change, 分. whole: what cannot be split, without waybills on either side."""

    client: str
    name: str
    volume: int
    price: int
    whole: int

    @property
    def change(self) -> int:
        """Everything that it added."""
        return self.volume + self.price + self.whole


@dataclass(frozen=True, slots=True)
class Bridge:
    """The way from the amount before to the amount now; `before` and the steps add up to `now` exactly."""

    measured: Measured
    before: int
    now: int
    steps: tuple[Step, ...]

    @property
    def volume(self) -> int:
        """What more or fewer waybills made."""
        return sum(step.volume for step in self.steps)

    @property
    def price(self) -> int:
        """What dearer or cheaper waybills made."""
        return sum(step.price for step in self.steps)

    @property
    def whole(self) -> int:
        """What came, went, or cannot be split."""
        return sum(step.whole for step in self.steps)


#: Who is too small for a bar of his own stands together under this name.
OTHERS = "其他客户"


def bridge(
    measured: Measured, before: Mapping[str, Amounts], now: Mapping[str, Amounts], names: Mapping[str, str], most: int = 8
) -> Bridge:
    """The change between two periods by client, the largest first; those after the `most` largest as one step without a client."""
    steps = [_step(client, names.get(client, client), measured, before, now) for client in {**before, **now}]
    moved = sorted((step for step in steps if step.change), key=lambda step: (-abs(step.change), step.name, step.client))
    return Bridge(measured, _total(before, measured), _total(now, measured), _shortened(moved, most))


def _total(amounts: Mapping[str, Amounts], measured: Measured) -> int:
    return sum(one.of(measured) for one in amounts.values())


def _step(client: str, name: str, measured: Measured, before: Mapping[str, Amounts], now: Mapping[str, Amounts]) -> Step:
    then, today = before.get(client, Amounts()), now.get(client, Amounts())
    money = then.of(measured), today.of(measured)
    effects = volume_and_price(*money, then.waybills, today.waybills)
    return Step(client, name, *effects, 0) if effects else Step(client, name, 0, 0, money[1] - money[0])


def _shortened(steps: Sequence[Step], most: int) -> tuple[Step, ...]:
    if len(steps) <= most:
        return tuple(steps)
    rest = steps[most - 1 :]
    sums = [sum(getattr(step, part) for step in rest) for part in ("volume", "price", "whole")]
    return (*steps[: most - 1], Step("", f"{OTHERS} {len(rest)} 家", *sums))


def amounts(scope: Scope) -> dict[str, Amounts]:
    """What each client of an entity did in its period; together they are the numerator and denominator of K01."""
    revenue, profit = Counter[str](), Counter[str]()
    for month in scope.months:
        for client in scope.clients.get(month, ()):
            money = scope.money(client, month)
            revenue[client] += money.revenue
            profit[client] += money.revenue - money.cost - _claims(scope, client, month)
    waybills = Counter(mark.client for mark in scope.marks(shipped))
    everyone = sorted({*revenue, *waybills})
    return {client: Amounts(revenue[client], profit[client], waybills[client]) for client in everyone}


def _claims(scope: Scope, client: str, month: str) -> int:
    return sum(case.net_claim for case in scope.facts.claims.get(client, ()) if cases.closed_month(case, scope.cutoff) == month)
