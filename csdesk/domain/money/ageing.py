"""How old a debt is (K19, domain.md §2.8): by due date or by the day of the business, in the company's own buckets, exact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from csdesk.domain.money.accounts import Account, Open
from csdesk.domain.record import Choice
from csdesk.errors import Refused

#: The policy that sets the buckets: the last day of each, the rest is older.
POLICY = "ageing_buckets"
SHIPPED = "30,60,90,180,365"
WHOLE = 10_000  # shares are told in hundredths of a percent


class Basis(Choice):
    DUE = "due", "逾期账龄"
    BIZ = "biz", "发生账龄"


@dataclass(frozen=True, slots=True)
class Buckets:
    """The buckets of one basis. edges: the last day of each but the oldest."""

    basis: Basis
    edges: tuple[int, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """未到期, 1–30, 31–60 … >365; by the day of business the first is 0–30."""
        starts = [0 if self.basis == Basis.BIZ else 1, *(edge + 1 for edge in self.edges[:-1])]
        spans = (f"{start}–{end}" for start, end in zip(starts, self.edges, strict=True))
        return (*(("未到期",) if self.basis == Basis.DUE else ()), *spans, f">{self.edges[-1]}")

    def of(self, one: Open, as_of: date) -> int:
        """The number of the bucket of an open item; without a due date it is not due."""
        return self.at(days_old(one, self.basis, as_of))

    def at(self, days: int | None) -> int:
        """The number of the bucket of so many days."""
        if self.basis == Basis.DUE and (days is None or days <= 0):
            return 0
        place = next((i for i, edge in enumerate(self.edges) if (days or 0) <= edge), len(self.edges))
        return place + (self.basis == Basis.DUE)


def buckets(basis: str, told: str = SHIPPED) -> Buckets:
    """The buckets that a policy tells, `30,60,90`. Raises Refused for what is no rising row of days, or no basis."""
    parts = told.replace("，", ",").replace("、", ",").split(",")
    edges = tuple(int(part) for part in parts if part.strip().isdigit())
    if len(edges) != len(parts) or list(edges) != sorted(set(edges)) or not edges or edges[0] < 1:
        raise Refused(f"账龄分段“{told}”应为从小到大的天数，例如 {SHIPPED}，请修改")
    if basis not in Basis.labels():
        raise Refused(f"没有“{basis}”这种账龄，可用：{'、'.join(Basis.labels())}")
    return Buckets(Basis(basis), edges)


def days_old(one: Open, basis: Basis, as_of: date) -> int | None:
    """How many days past due (below zero before it), or since the business; None without a due date."""
    day = one.item.due if basis == Basis.DUE else one.item.day
    return (as_of - date.fromisoformat(day)).days if day else None


def spread(account: Account, kept: Buckets, as_of: date) -> tuple[int, ...]:
    """What is open in each bucket, in 分; they add up to what is owed."""
    amounts = [0] * len(kept.labels)
    for one in account.open:
        amounts[kept.of(one, as_of)] += one.open
    return tuple(amounts)


def shares(amounts: Sequence[int], whole: int = WHOLE) -> tuple[int, ...]:
    """Parts of a whole that add up to it exactly: the largest remainders are rounded up, of equal ones the first.

    All are 0 where there is nothing to share. amounts: none below zero.
    """
    total = sum(amounts)
    if not total:
        return (0,) * len(amounts)
    exact = [Fraction(amount * whole, total) for amount in amounts]
    parts = [int(share) for share in exact]
    order = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
    for i in order[: whole - sum(parts)]:
        parts[i] += 1
    return tuple(parts)


def added(rows: Iterable[Sequence[int]], width: int) -> tuple[int, ...]:
    """Column by column."""
    totals = [0] * width
    for row in rows:
        for i, amount in enumerate(row):
            totals[i] += amount
    return tuple(totals)
