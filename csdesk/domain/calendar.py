"""The working calendar: weekends, public holidays and make-up working days (domain.md §3.15)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

#: State Council notices: year → (weekdays off, weekend days worked), as MMDD. Checked against chinesecalendar by a test.
_NOTICES = {
    2022: (
        "0103 0131 0201 0202 0203 0204 0404 0405 0502 0503 0504 0603 0912 1003 1004 1005 1006 1007",
        "0129 0130 0402 0424 0507 1008 1009",
    ),
    2023: (
        "0102 0123 0124 0125 0126 0127 0405 0501 0502 0503 0622 0623 0929 1002 1003 1004 1005 1006",
        "0128 0129 0423 0506 0625 1007 1008",
    ),
    2024: (
        "0101 0212 0213 0214 0215 0216 0404 0405 0501 0502 0503 0610 0916 0917 1001 1002 1003 1004 1007",
        "0204 0218 0407 0428 0511 0914 0929 1012",
    ),
    2025: ("0101 0128 0129 0130 0131 0203 0204 0404 0501 0502 0505 0602 1001 1002 1003 1006 1007 1008", "0126 0208 0427 0928 1011"),
    2026: (
        "0101 0102 0216 0217 0218 0219 0220 0223 0406 0501 0504 0505 0619 0925 1001 1002 1005 1006 1007",
        "0104 0214 0228 0509 0920 1010",
    ),
}


def _days(year: int, text: str) -> list[date]:
    return [date(year, int(day[:2]), int(day[2:])) for day in text.split()]


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days are worked: Monday to Friday, except for `off` and besides `worked`.

    years: those whose table is known; a day outside them falls back to Monday to Friday and is doubtful.
    """

    off: frozenset[date]
    worked: frozenset[date]
    years: frozenset[int]

    def is_workday(self, day: date) -> bool:
        """Whether `day` is worked."""
        if day in self.off:
            return False
        return day.weekday() < 5 or day in self.worked

    def is_known(self, day: date) -> bool:
        """Whether the holiday table of the day's year has been entered (节假日已维护)."""
        return day.year in self.years

    def after(self, start: date, n: int) -> date:
        """The n-th working day after `start` (day 0), whether or not that was one itself."""
        day = start
        while n > 0:
            day += timedelta(days=1)
            n -= self.is_workday(day)
        return day

    def workdays_between(self, first: date, last: date) -> int:
        """How many working days lie in first..last, both included."""
        return sum(self.is_workday(first + timedelta(days=i)) for i in range((last - first).days + 1))

    def with_days(self, changes: Mapping[date, bool], years: Iterable[int] = ()) -> WorkCalendar:
        """This calendar with some days set by hand: day → worked."""
        off = (self.off - changes.keys()) | {d for d, worked in changes.items() if not worked}
        on = (self.worked - changes.keys()) | {d for d, worked in changes.items() if worked}
        return WorkCalendar(off, on, self.years | set(years) | {d.year for d in changes})


def _shipped() -> WorkCalendar:
    off = [d for year, (text, _) in _NOTICES.items() for d in _days(year, text)]
    worked = [d for year, (_, text) in _NOTICES.items() for d in _days(year, text)]
    return WorkCalendar(frozenset(off), frozenset(worked), frozenset(_NOTICES))


#: What csdesk ships; records of kind `holiday` override it.
SHIPPED = _shipped()
