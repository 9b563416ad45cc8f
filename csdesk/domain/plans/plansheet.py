"""A year's plan as it is worked out: the months of one entity beside those of the entities below it (domain.md §3.9).

All values are hundredths of the metric's unit (`PlanLine`). A sheet is changed in memory and saved as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from csdesk.domain.plans import decomposition
from csdesk.domain.plans.targets import ADDITIVE, Level, Metric, Tier
from csdesk.errors import Refused

MONTHS = 12


@dataclass
class Column:
    """The twelve months of one entity. before: what it did in the months of the year before, or [] where nobody knows.

    entity: how plan lines name it. recent: what it did in the last twelve months. approved: what is in force now.
    """

    level: Level
    entity: str
    name: str
    months: list[int] = field(default_factory=lambda: [0] * MONTHS)
    before: Sequence[int] = ()
    recent: int = 0
    growth: Fraction = Fraction(0)
    approved: Sequence[int] = ()


@dataclass
class PlanSheet:
    """One entity's year in one metric, with the columns of those below it. closed: how many months cannot change any more."""

    year: int
    metric: Metric
    tier: Tier
    own: Column
    parts: list[Column] = field(default_factory=list)
    closed: int = 0

    @property
    def adds(self) -> bool:
        """Whether months and parts sum to the whole; a rate holds for each alike."""
        return self.metric in ADDITIVE

    @property
    def columns(self) -> list[Column]:
        """The own column, then the parts."""
        return [self.own, *self.parts]

    def total(self, column: Column) -> int:
        """The year of a column: the sum of its months; of a rate what holds in its last month."""
        return sum(column.months) if self.adds else column.months[-1]

    def quarter(self, column: Column, n: int) -> int:
        """The n-th quarter (0 to 3) of a column, likewise."""
        months = column.months[3 * n : 3 * n + 3]
        return sum(months) if self.adds else months[-1]

    def spread(self, total: int, blend: Fraction = Fraction(1, 2)) -> None:
        """A year's total over the own months by last year and the usual course; closed months keep theirs. A rate is copied."""
        weights = decomposition.month_weights(self.year, self.own.before, blend)
        self.own.months = self._over(self.own, total, weights)

    def _over(self, column: Column, total: int, weights: Sequence[Fraction | int]) -> list[int]:
        kept = column.months[: self.closed]
        if not self.adds:
            return [*kept, *[total] * (MONTHS - self.closed)]
        return decomposition.respread(total, weights, kept)

    def divide(self) -> None:
        """Each open month of the own column over the parts, by what they did lately and are to grow. A rate is copied."""
        if not self.parts:
            raise Refused(f"{self.own.name}下面没有可以分解的对象")
        base, growth = [part.recent for part in self.parts], [part.growth for part in self.parts]
        for month in range(self.closed, MONTHS):
            whole = self.own.months[month]
            shares = decomposition.parts(whole, base, growth) if self.adds else [whole] * len(self.parts)
            for part, share in zip(self.parts, shares, strict=True):
                part.months[month] = share

    def put(self, column: Column, month: int, value: int) -> None:
        """One month typed by hand (0 is January). Raises Refused for one that is closed."""
        if month < self.closed:
            raise Refused(f"{month + 1} 月已关账，目标不能再调整")
        column.months[month] = value

    def gap(self, months: Iterable[int] = range(MONTHS)) -> int | None:
        """What the parts sum to in these months, less the own target (加码 above zero, 缺口 below).

        None where nothing is summed: for rates, and while the parts have no targets at all.
        """
        if not self.adds or not any(month for part in self.parts for month in part.months):
            return None
        return sum(part.months[m] for m in months for part in self.parts) - sum(self.own.months[m] for m in months)
