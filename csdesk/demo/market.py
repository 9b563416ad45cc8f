"""How the demo's business goes: seasons, growth, margins and payment, per client and month (domain.md §5.2-5.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from csdesk.demo.draw import Draw

T = TypeVar("T")

#: The demo takes place on this day; no clock is read.
AS_OF = "2026-06-30"
#: 25 months, so that each of the last thirteen has the same month of the year before.
FIRST, LAST = "2024-06", "2026-06"
#: From here on every line is kept; before it only sums per client and month (期初).
DETAIL = "2026-01"
_WARM_UP = "2024-01"  # half a year more, so that the first month already has old debts

_MID_FEBRUARY = (98, 58, 105, 102, 103, 101, 100, 102, 105, 107, 111, 108)
_LATE_JANUARY = (72, 84, *_MID_FEBRUARY[2:])  # 春节 2025-01-29


def months(first: str, last: str) -> list[str]:
    """Every month from first to last."""
    found = [first]
    while found[-1] < last:
        found.append(shifted(found[-1], 1))
    return found


def shifted(month: str, by: int) -> str:
    """The month so many months later."""
    at = int(month[:4]) * 12 + int(month[5:]) - 1 + by
    return f"{at // 12}-{at % 12 + 1:02}"


def season(month: str) -> int:
    """The month's index in hundredths; 100 is an average month."""
    return (_LATE_JANUARY if month[:4] == "2025" else _MID_FEBRUARY)[int(month[5:]) - 1]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of revenue or cost: item code, amount without VAT in 分, rate in basis points, day of the month."""

    item: str
    ex_tax: int
    rate: int = 900
    day: int = 25

    @property
    def with_tax(self) -> int:
        """The amount with VAT, 分, half up."""
        return (self.ex_tax * (10_000 + self.rate) + 5_000) // 10_000


@dataclass(frozen=True, slots=True)
class Account:
    """The money of one client: lines by month, what it paid by month and what it owed before the first month (分)."""

    revenue: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)
    cost: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)
    paid: Mapping[str, int] = field(default_factory=dict)
    owed_before: int = 0

    def sold(self, month: str) -> int:
        """Revenue without VAT, 分."""
        return sum(line.ex_tax for line in self.revenue.get(month, ()))

    def spent(self, month: str) -> int:
        """Direct cost without VAT, 分."""
        return sum(line.ex_tax for line in self.cost.get(month, ()))

    def billed(self, month: str) -> int:
        """Billings with VAT, 分."""
        return sum(line.with_tax for line in self.revenue.get(month, ()))

    def owed(self, month: str) -> int:
        """The receivable at the end of the month, 分."""
        past = [m for m in self.revenue.keys() | self.paid.keys() if m <= month]
        return self.owed_before + sum(self.billed(m) - self.paid.get(m, 0) for m in past)


Habit = tuple[tuple[int, int], ...]
#: How a client's billings are paid: months later → share in hundredths.
QUICK, USUAL, SLOW, CHRONIC = ((1, 50), (2, 50)), ((2, 60), (3, 40)), ((3, 50), (4, 50)), ((5, 100),)


@dataclass(frozen=True, slots=True)
class Trade:
    """How much business a generated client brings: 分 a month, growth per mille a year, margin in basis points."""

    size: int
    growth: int
    margin: int
    habit: Habit = USUAL
    since: str = "2022-01"
    until: str = "9999-12"
    idle: int = 0  # per mille of months without any shipment


def account_of(code: str, trade: Trade) -> Account:
    """The account of a generated client; it opens with what its trade of the half year before left unpaid."""
    draw = Draw("trade", code)
    whole = months(_WARM_UP, LAST)
    sold = {month: _volume(draw, trade, month) for month in whole}
    revenue = {month: _revenue(draw, amount) for month, amount in sold.items() if amount}
    cost = {month: (Line("freight", _cost(draw, trade, month, amount)),) for month, amount in sold.items() if amount}
    billed = {month: sum(line.with_tax for line in lines) for month, lines in revenue.items()}
    paid = _payments(billed, trade.habit)
    early = [month for month in whole if month < FIRST]
    before = sum(billed.get(m, 0) - paid.get(m, 0) for m in early)
    return Account(_from_first(revenue), _from_first(cost), _from_first(paid), before)


def _from_first(by_month: Mapping[str, T]) -> dict[str, T]:
    return {month: value for month, value in by_month.items() if FIRST <= month <= LAST}


def _volume(draw: Draw, trade: Trade, month: str) -> int:
    noise, idle = draw.whole(930, 1070), draw.chance(trade.idle)
    if month < trade.since or idle:
        return 0
    left = (int(trade.until[:4]) - int(month[:4])) * 12 + int(trade.until[5:]) - int(month[5:])
    fade = {0: 25, 1: 60}.get(left, 100) if left >= 0 else 0
    age = (int(month[:4]) - 2024) * 12 + int(month[5:])
    grown = trade.size * (12_000 + trade.growth * age) // 12_000
    return grown * season(month) * noise * fade // (100 * 1000 * 100) // 100 * 100


def _revenue(draw: Draw, amount: int) -> tuple[Line, ...]:
    first = amount * draw.whole(42, 52) // 100
    return Line("freight", first, day=15), Line("freight", amount - first, day=28)


def _cost(draw: Draw, trade: Trade, month: str, amount: int) -> int:
    dear = 300 if month in ("2025-01", "2026-01", "2026-02") else 0  # spot lorries before 春节
    margin = draw.bell(trade.margin, 150) - dear
    return amount * (10_000 - margin) // 10_000


def _payments(billed: Mapping[str, int], habit: Habit) -> dict[str, int]:
    """Paid by month: each billing by the client's habit; in January two fifths of February's come before 春节."""
    due: dict[str, int] = {}
    for month, amount in billed.items():
        rest = amount
        for later, share in habit[:-1]:
            part = amount * share // 100
            due[shifted(month, later)] = due.get(shifted(month, later), 0) + part
            rest -= part
        due[shifted(month, habit[-1][0])] = due.get(shifted(month, habit[-1][0]), 0) + rest
    for month in sorted(due):
        if month.endswith("-01") and (after := shifted(month, 1)) in due:
            early = due[after] * 2 // 5
            due[month] += early
            due[after] -= early
    return due
