"""What single records add to a figure: a figure is the sum of its shares, and the shares lead back to the records."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from csdesk.domain.kpi.facts import Money
from csdesk.domain.kpi.judgement import PERCENT, Unit, rounded, shown

#: What an amount of money adds to numerator and denominator; linear, so that lines add up to their month.
Measure = Callable[[Money], tuple[int, int]]


class Share(NamedTuple):
    """What one record, or the lines of one client and month, add.

    record: the name of the record. measure: for a client's month, how each of its lines counts.
    """

    record: str
    id: str
    num: Fraction | int
    den: Fraction | int
    month: str = ""
    measure: Measure | None = None

    def plus(self, other: Share | None) -> Share:
        """This and another share of the same record as one."""
        return self if other is None else self._replace(num=self.num + other.num, den=self.den + other.den)


@dataclass(frozen=True, slots=True)
class Value:
    """A figure before it is judged: numerator and denominator, exact, in the base unit (分, cases, days × 分)."""

    num: Fraction
    den: Fraction
    flags: frozenset[str] = frozenset()

    @property
    def ratio(self) -> Fraction | None:
        """The figure itself; None where there is nothing to divide by, never 0 or 1 (domain.md §0.4)."""
        return self.num / self.den if self.den > 0 else None


def total(shares: Iterable[Share], flags: Iterable[str] = ()) -> Value:
    """The sum of shares over disjoint records."""
    num: Fraction | int = 0  # adding whole numbers is ten times as fast
    den: Fraction | int = 0
    for share in shares:
        num += share.num
        den += share.den
    return Value(Fraction(num), Fraction(den), frozenset(flags))


def of_month(client: str, month: str, money: Money, measure: Measure) -> Share:
    """The share of a client's month."""
    return Share("client", client, *measure(money), month, measure)


@dataclass(frozen=True, slots=True)
class Beside:
    """A number shown beside a figure: another definition, a part of it. money: an amount in 分 and no ratio.

    part: what is printed of it, in hundredths of a percent, where several are to add up to 100.00.
    """

    label: str
    num: Fraction | int
    den: Fraction | int = 1
    unit: Unit = PERCENT
    money: bool = False
    part: int | None = None

    @classmethod
    def amount(cls, label: str, fen: int) -> Beside:
        """An amount of money."""
        return cls(label, fen, money=True)

    def as_json(self) -> dict[str, str]:
        """For scripts; numerator and denominator exact."""
        return {"label": self.label, "num": str(self.num), "den": str(self.den), "display": self.text}

    @property
    def text(self) -> str:
        """As people read it; `—` where there is nothing to divide by."""
        if self.money:
            return f"{rounded(Fraction(self.num) / 100, 2)} 元"
        return shown(self._ratio, None, self.unit)

    @property
    def number(self) -> Fraction | None:
        """The number that is shown, in 元 or in its unit; None where there is nothing to divide by."""
        if self.money:
            return Fraction(self.num) / 100
        return None if self._ratio is None else self._ratio * self.unit.scale

    @property
    def _ratio(self) -> Fraction | None:
        if self.den <= 0:
            return None
        return Fraction(self.num) / self.den if self.part is None else Fraction(self.part, 10_000)
