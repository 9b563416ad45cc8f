"""What the boards beside the scorecard show of one entity and period, and where a click on each part leads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from csdesk.domain.kpi.bridge import Bridge, Measured
from csdesk.domain.kpi.figure import Compared, Figure
from csdesk.domain.kpi.leads import Lead
from csdesk.domain.kpi.pareto import Bar, Sorting
from csdesk.domain.kpi.punctual import Course, Late, Point
from csdesk.domain.kpi.registry import KPI_BY_ID
from csdesk.domain.kpi.shares import Share
from csdesk.domain.money.funnel import Funnel

#: The figure whose numerator are the complaints of a period.
COMPLAINTS = "K21"


@dataclass(frozen=True, slots=True)
class Boards:
    """The boards of one entity in a period. margins: client → its K01, where a click on a bar leads; whole: the entity's own.

    heat: one row a client, those with the most missed first. against: the period that the bridges start from, and of `aged_before`.
    """

    heat: list[list[Figure]]
    bridges: dict[Measured, Bridge]
    margins: dict[str, Figure]
    whole: dict[str, Figure]
    ageing: dict[str, int]
    aged_before: dict[str, int]
    paretos: dict[Sorting, tuple[Bar, ...]]
    name: str
    period: str
    against: str
    as_of: date

    def lead(self, bar: Bar) -> Lead:
        """Where a click on a bar of the complaints leads."""
        shares = tuple(Share("complaint", id, 1, 1) for id in bar.cases)
        return Lead(f"{self.name}　{self.period} 登记　{bar.label}", shares, self.as_of)


@dataclass(frozen=True, slots=True)
class Funnels:
    """An entity's funnel and the two it is compared with; all by the records known on `as_of`."""

    name: str
    now: Funnel
    before: Funnel
    year: Funnel
    as_of: date

    @property
    def leads(self) -> tuple[Lead, ...]:
        """Where a click on each stage leads: its lines, what of each has come so far and all of it."""
        return tuple(
            Lead(
                f"{self.name}　{self.now.period} 的业务　{part.stage.label}（截至 {self.as_of}）",
                tuple(Share("charge_line", id, come, whole) for id, come, whole in part.lines),
                self.as_of,
                money=True,
            )
            for part in self.now.parts
        )


@dataclass(frozen=True, slots=True)
class Punctual:
    """compared: each KPI's figure of the whole period with the two before; courses: the same along the period."""

    name: str
    period: str
    compared: Mapping[str, Compared]
    courses: tuple[Course, ...]
    late: tuple[Late, ...]
    exempted: int
    as_of: date

    def lead(self, kpi: str, point: Point) -> Lead:
        """Where a click on a point leads."""
        return Lead(f"{self.name}　{point.stretch.label}　{KPI_BY_ID[kpi].name}", point.shares, self.as_of)

    def late_lead(self, late: Late) -> Lead:
        """Where a click on a bar of late records leads."""
        return Lead(f"{self.name}　{self.period}　{KPI_BY_ID[late.kpi].name}　晚点 {late.label}", late.shares, self.as_of)
