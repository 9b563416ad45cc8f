"""准时: the marks of K12, K13 and K14 by week or month, and how late the late ones were. The rates are the registry's own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from csdesk.domain.kpi.loads import after, arrivals_net, end_of, is_signed
from csdesk.domain.kpi.periods import Period, first_day, last_day
from csdesk.domain.kpi.registry import KPI_BY_ID
from csdesk.domain.kpi.scope import Scope
from csdesk.domain.kpi.shares import Share
from csdesk.domain.kpi.work import Load, Mark
from csdesk.domain.moments import moment_of

#: Departure, arrival, signature.
ON_TIME = ("K12", "K13", "K14")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A week or month of a period, clipped to it."""

    label: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Point:
    """One KPI in one stretch: the shares of its records."""

    stretch: Stretch
    shares: tuple[Share, ...]

    @property
    def rate(self) -> Fraction | None:
        """The KPI of the stretch; None without records."""
        den = sum(share.den for share in self.shares)
        return Fraction(sum(share.num for share in self.shares)) / den if den else None


@dataclass(frozen=True, slots=True)
class Course:
    """One KPI along a period."""

    kpi: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Late:
    """The late records of one KPI that were so late. kpi: whose; label: how late."""

    kpi: str
    label: str
    shares: tuple[Share, ...]


def stretches(period: Period) -> tuple[Stretch, ...]:
    """The weeks, from Monday, of a month; the months of anything longer."""
    if len(period.months) > 1:
        return tuple(Stretch(month[2:], first_day(month), last_day(month)) for month in period.months)
    return tuple(_weeks(period.start, period.end))


def _weeks(first: date, end: date) -> Iterator[Stretch]:
    while first <= end:
        last = min(first + timedelta(days=6 - first.weekday()), end)
        yield Stretch(f"{first:%m-%d}～{last:%d}", first, last)
        first = last + timedelta(days=1)


def _marks(kpi: str, scope: Scope) -> list[Mark]:
    marker = KPI_BY_ID[kpi].marker
    assert marker is not None  # each record of these counts for itself
    return list(scope.marks(marker))


def course(kpi: str, scope: Scope) -> Course:
    """A KPI of an entity along its period; the shares of all points are those of its figure."""
    parts = stretches(scope.period)
    found: dict[Stretch, list[Share]] = defaultdict(list)
    for mark in _marks(kpi, scope):
        day = date.fromisoformat(mark.day)
        here = next(part for part in parts if part.first <= day <= part.last)
        found[here].append(Share(mark.record, mark.id, mark.num, mark.den))
    return Course(kpi, tuple(Point(part, tuple(found[part])) for part in parts))


# -- how late -------------------------------------------------------------------------------------------------------

#: The hours up to which a bucket goes.
BUCKETS = ((2, "2 小时内"), (8, "2–8 小时"), (24, "8–24 小时"))
_LONGER, _OPEN = "24 小时以上", "尚未完成"
LABELS = (*(label for _, label in BUCKETS), _LONGER, _OPEN)


def _signed(load: Load, known: str) -> str:
    return load.signed if is_signed(load, known) else ""


#: By when it was to be done, and when it was.
_TIMES: dict[str, Callable[[Load, str], tuple[str, str]]] = {
    "K12": lambda load, known: (load.planned, load.departed),
    "K13": lambda load, known: (load.required, load.arrived),
    "K14": lambda load, known: (after(load.arrived, load.signoff * 60), _signed(load, known)),
}


def lateness(scope: Scope, kpis: Sequence[str] = ON_TIME) -> tuple[Late, ...]:
    """The late records of each KPI by how long after the agreed time they were done, those not done last."""
    loads, known = {load.id: load for load in scope.facts.loads}, end_of(scope.as_of)
    found: dict[tuple[str, str], list[Share]] = defaultdict(list)
    for kpi in kpis:
        for mark in _marks(kpi, scope):
            if not mark.num:
                by, done = _TIMES[kpi](loads[mark.id], known)
                found[kpi, _bucket(by, done if done < known else "")].append(Share(mark.record, mark.id, 1, 1))
    return tuple(Late(kpi, label, tuple(found[kpi, label])) for kpi in kpis for label in LABELS)


def _bucket(by: str, done: str) -> str:
    if not done:
        return _OPEN
    hours = (moment_of(done) - moment_of(by)) / timedelta(hours=1)
    return next((label for most, label in BUCKETS if hours <= most), _LONGER)


def exempted(scope: Scope) -> int:
    """How many late arrivals have an approved exemption: what K13's 考核口径 leaves out."""
    return len(_marks("K13", scope)) - sum(1 for _ in scope.marks(arrivals_net))
