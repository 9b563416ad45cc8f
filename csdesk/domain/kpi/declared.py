"""What a KPI says of itself: how it is counted, judged, shown and explained."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from csdesk.domain.kpi.judgement import PERCENT, Unit
from csdesk.domain.kpi.scope import LEVELS, ByMark, Marker, Scope, Summed
from csdesk.domain.kpi.shares import Beside, Share, Value, total
from csdesk.domain.plans.targets import Level
from csdesk.domain.record import Choice
from csdesk.domain.staff.people import Role

#: Where there are no clients below.
PEOPLE = (Level.SPECIALIST, Level.BRANCH, Level.SPAN, Level.NATION)
BRANCHES = (Level.BRANCH, Level.SPAN, Level.NATION)


class Group(Choice):
    """Where a KPI stands on a board."""

    OPERATING = "operating", "经营"
    SERVICE = "service", "服务"
    TRANSPORT = "transport", "运作"
    OFFICE = "office", "管理"


class Attribution(Choice):
    """Whose a record is (domain.md §0.7)."""

    MONTH_END = "month_end", "客户整月归月末的负责专员；跨月的期间逐月归属"
    EVENT = "event", "归登记时写在记录上的负责专员，客户移交后不变"
    WINDOW_END = "window_end", "归期间最后一天的负责专员"
    PERSON = "person", "归本人"


def _none(scope: Scope, value: Value) -> Iterator[str]:
    return iter(())


def _nothing(scope: Scope) -> Iterator[Beside]:
    return iter(())


@dataclass(frozen=True, slots=True, kw_only=True)
class Kpi:
    """One KPI. version: grows when the formula changes; kept with every frozen value.

    counted: the shares that make it. flagged: what the reader must know beside it. beside: other numbers shown with it.
    needs: the base records it reads besides clients, cases, answers, money and targets (`store.kpi.facts`); beside_needs: those
    that only `beside` reads ("lines": debts line by line). zero: what it
    is without a denominator. rising: more is better. money: numerator and denominator are in 分. adds_org, adds_time:
    whether parts may be summed over entities and over months. judged_for: whose threshold judges it at every level; by
    the level's own role when None.
    """

    id: str
    name: str
    english: str
    formula: str
    num_label: str
    den_label: str
    zero: str
    counted: Callable[[Scope], Iterable[Share]]
    flagged: Callable[[Scope, Value], Iterable[str]] = _none
    beside: Callable[[Scope], Iterable[Beside]] = _nothing
    needs: frozenset[str] = frozenset()
    beside_needs: frozenset[str] = frozenset()
    group: Group = Group.OPERATING
    attribution: Attribution = Attribution.MONTH_END
    unit: Unit = PERCENT
    rising: bool = True
    default_period: str = "月"
    levels: tuple[Level, ...] = LEVELS
    adds_org: bool = True
    adds_time: bool = True
    money: bool = False
    judged_for: Role | None = None
    version: int = 1

    @property
    def marker(self) -> Marker | None:
        """Its kind of mark, where its records each count for themselves."""
        return self.counted.marker if isinstance(self.counted, ByMark) else None

    @property
    def rounding(self) -> str:
        """How it is shown."""
        return f"四舍五入到 {self.unit.digits} 位小数（{self.unit.sign}），按全值判断；与门槛相同而未达标时多显示几位"

    def value(self, scope: Scope) -> Value:
        """The figure of one entity: the sum of its shares, with its flags."""
        bare = self.counted.total(scope) if isinstance(self.counted, Summed) else total(self.counted(scope))
        return Value(bare.num, bare.den, frozenset(self.flagged(scope, bare)))
