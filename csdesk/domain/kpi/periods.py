"""Months and what is made of them: the periods a figure is asked for, in Asia/Shanghai local days."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from csdesk.errors import Refused


def month_of(day: date) -> str:
    """The month a day lies in, as the wire says it: `2026-06`."""
    return f"{day:%Y-%m}"


def shifted(month: str, n: int) -> str:
    """The month `n` months after (before, when negative) `month`."""
    count = int(month[:4]) * 12 + int(month[5:]) - 1 + n
    return f"{count // 12:04}-{count % 12 + 1:02}"


def first_day(month: str) -> date:
    """The first day of a month."""
    return date(int(month[:4]), int(month[5:]), 1)


def last_day(month: str) -> date:
    """The last day of a month."""
    year, number = int(month[:4]), int(month[5:])
    return date(year, number, monthrange(year, number)[1])


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

    def widened(self, least: int) -> tuple[str, ...]:
        """Its months, or the `least` months that end with it where it is shorter (rolling windows)."""
        return self.months if len(self.months) >= least else months_ending(self.months[-1], least)


def period_of(text: str) -> Period:
    """The period `2026-06`, `2026-Q2` or `2026`. Raises Refused when it is none of these."""
    found = re.fullmatch(r"(20\d\d)(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?", text.strip())
    if not found:
        raise Refused(f"“{text}”不是期间，请写成 2026-06（月）、2026-Q2（季）或 2026（年）")
    year, quarter, month = found.groups()
    if month:
        return Period(text.strip(), (f"{year}-{month}",))
    first, count = (int(quarter) * 3 - 2, 3) if quarter else (1, 12)
    return Period(text.strip(), tuple(f"{year}-{n:02}" for n in range(first, first + count)))
