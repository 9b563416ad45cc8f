"""Months and what is made of them: the periods a figure is asked for, in Asia/Shanghai local days.

There are few months, and they are asked for every client: what is made of one is kept.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache

from csdesk.errors import Refused


def month_of(day: date) -> str:
    """The month a day lies in, as the wire says it: `2026-06`."""
    return f"{day:%Y-%m}"


@cache
def shifted(month: str, n: int) -> str:
    """The month `n` months after (before, when negative) `month`."""
    count = int(month[:4]) * 12 + int(month[5:]) - 1 + n
    return f"{count // 12:04}-{count % 12 + 1:02}"


@cache
def first_day(month: str) -> date:
    """The first day of a month."""
    return date(int(month[:4]), int(month[5:]), 1)


@cache
def last_day(month: str) -> date:
    """The last day of a month."""
    year, number = int(month[:4]), int(month[5:])
    return date(year, number, monthrange(year, number)[1])


@cache
def months_ending(month: str, n: int) -> tuple[str, ...]:
    """The `n` months that end with `month`, oldest first."""
    return tuple(shifted(month, i) for i in range(1 - n, 1))


@dataclass(frozen=True, slots=True)
class Period:
    """A row of whole months with the name a person gives it."""

    name: str
    months: tuple[str, ...]

    @property
    def start(self) -> date:
        """Its first day."""
        return first_day(self.months[0])

    @property
    def end(self) -> date:
        """Its last day; the period is over when that day is."""
        return last_day(self.months[-1])

    @property
    def span(self) -> tuple[date, date]:
        """Its first and its last day."""
        return self.start, self.end

    def widened(self, least: int) -> tuple[str, ...]:
        """Its months, or the `least` months that end with it where it is shorter (rolling windows)."""
        return self.months if len(self.months) >= least else months_ending(self.months[-1], least)


#: How periods are written, for people who wrote another one.
FORMS = "2026-06（月）、2026-Q2（季）、2026（年）、2026-06-R12（截至该月的 12 个月）或 2026-01..2026-02（几个月合并）"
_MONTH = r"20\d\d-(?:0[1-9]|1[0-2])"


def period_of(text: str) -> Period:
    """The period `2026-06`, `2026-Q2`, `2026`, `2026-06-R12` or `2026-01..2026-02`. Raises Refused when it is none of these."""
    name = text.strip()
    if found := re.fullmatch(rf"({_MONTH})(?:-R12|\.\.({_MONTH}))?", name):
        first, last = found.groups()
        if last:
            return Period(name, _through(first, last))
        return Period(name, months_ending(first, 12) if name.endswith("-R12") else (first,))
    found = re.fullmatch(r"(20\d\d)(?:-Q([1-4]))?", name)
    if not found:
        raise Refused(f"“{text}”不是期间，请写成 {FORMS}")
    year, quarter = found.groups()
    first_number, count = (int(quarter) * 3 - 2, 3) if quarter else (1, 12)
    return Period(name, tuple(f"{year}-{n:02}" for n in range(first_number, first_number + count)))


def _through(first: str, last: str) -> tuple[str, ...]:
    """The months from one to another. Raises Refused when there are none, or more than three years of them."""
    count = (int(last[:4]) - int(first[:4])) * 12 + int(last[5:]) - int(first[5:]) + 1
    if not 0 < count <= 36:
        raise Refused(f"“{first}..{last}”不是期间：终止月份不能早于起始月份，最多 36 个月")
    return months_ending(last, count)


def before(period: Period, months: int = 0) -> Period:
    """The period of the same kind just before it, or the one so many months earlier (12: last year)."""
    back = months or len(period.months)
    moved = tuple(shifted(month, -back) for month in period.months)
    name = period.name
    if re.fullmatch(r"20\d\d", name):
        return Period(moved[0][:4], moved)
    if "-Q" in name:
        return Period(f"{moved[0][:4]}-Q{(int(moved[0][5:]) + 2) // 3}", moved)
    if name.endswith("-R12"):
        return Period(f"{moved[-1]}-R12", moved)
    return Period(moved[0] if len(moved) == 1 else f"{moved[0]}..{moved[-1]}", moved)
