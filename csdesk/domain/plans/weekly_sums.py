"""What was done in a week, by client, and the weekly figures that it makes (domain.md §3.11)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from csdesk.domain.plans.weekly import Figure, Part, Ratio, WeeklyMetric, volume_and_price

#: No figure at all.
NOTHING = Ratio(0, 0)


@dataclass
class Sums:
    """What one client did in one week."""

    revenue: int = 0
    cost: int = 0
    waybills: int = 0
    weight: int = 0
    collection: int = 0


@dataclass(frozen=True)
class Week:
    """Everything that is counted of one week of one entity. sums: client → what it did."""

    sums: Mapping[str, Sums] = field(default_factory=dict)
    new_clients: int = 0
    lost_clients: int = 0
    on_time: Ratio = NOTHING
    complaints_new: int = 0
    complaints_closed: int = 0
    complaints_overdue: int = 0

    def of(self, metric: WeeklyMetric) -> Ratio:
        """One metric of the week."""
        match metric:
            case WeeklyMetric.MARGIN:
                return Ratio(self._total("gross_profit"), self._total("revenue"))
            case WeeklyMetric.ACTIVE_CLIENTS:
                return Ratio(sum(1 for one in self.sums.values() if one.waybills or one.revenue))
            case WeeklyMetric.ON_TIME:
                return self.on_time
            case WeeklyMetric.REVENUE | WeeklyMetric.GROSS_PROFIT | WeeklyMetric.WAYBILLS | WeeklyMetric.WEIGHT | WeeklyMetric.COLLECTION:
                return Ratio(self._total(metric.value))
        return Ratio(int(getattr(self, metric.value)))

    @property
    def silent(self) -> bool:
        """Whether nothing at all is known of it: the records begin later."""
        counted = (self.new_clients, self.lost_clients, self.complaints_new, self.complaints_closed, self.complaints_overdue)
        return not self.sums and not any(counted)

    def _total(self, name: str) -> int:
        return sum(amount_of(one, name) for one in self.sums.values())


def amount_of(sums: Sums, name: str) -> int:
    """One additive metric of a client's week."""
    return sums.revenue - sums.cost if name == "gross_profit" else int(getattr(sums, name))


#: What hangs on waybills by a price.
_PRICED = (WeeklyMetric.REVENUE, WeeklyMetric.GROSS_PROFIT)
#: What clients add to.
BY_CLIENT = (
    WeeklyMetric.REVENUE, WeeklyMetric.GROSS_PROFIT, WeeklyMetric.WAYBILLS, WeeklyMetric.WEIGHT, WeeklyMetric.COLLECTION,
)  # fmt: skip


def figures(names: Mapping[str, str], this: Week, last: Week, year_ago: Week) -> list[Figure]:
    """Every metric of a week, each with the clients that moved it most. names: client → what it is called."""
    return [
        Figure(
            metric,
            this.of(metric),
            last.of(metric),
            NOTHING if year_ago.silent else year_ago.of(metric),
            tuple(_parts(metric, this, last, names)),
        )
        for metric in WeeklyMetric
    ]


def _parts(metric: WeeklyMetric, this: Week, last: Week, names: Mapping[str, str]) -> list[Part]:
    if metric not in BY_CLIENT:
        return []
    found = []
    for client in {**last.sums, **this.sums}:
        now, then = this.sums.get(client, Sums()), last.sums.get(client, Sums())
        money = amount_of(then, metric.value), amount_of(now, metric.value)
        effects = volume_and_price(*money, then.waybills, now.waybills) if metric in _PRICED else None
        found.append(Part(client, names.get(client, client), money[1], money[0], *(effects or (None, None))))
    return sorted((part for part in found if part.change), key=lambda part: (-abs(part.change), part.name, part.client))[:10]
