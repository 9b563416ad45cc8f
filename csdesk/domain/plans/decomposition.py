"""Targets taken apart: a year into months, a whole into its parts, to the last 分 (domain.md §3.9, §5.3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from csdesk.errors import Refused

#: The usual course of a year whose 春节 is in the middle of February, in hundredths of a month (domain.md §5.3).
SEASON = (98, 58, 105, 102, 103, 101, 100, 102, 105, 107, 111, 108)
#: Where 春节 lies in such a year, as days after the year's first; and in one in which January is the short month, with January then.
_LATE, _EARLY, _EARLY_JANUARY = 47, 28, 72

#: The first day of the Chinese year from 2020 to 2040, as month and day; a year outside counts as one of SEASON's kind.
_FESTIVALS = (
    125, 212, 201, 122, 210, 129, 217, 206, 126, 213, 203, 123, 211, 131, 219, 208, 128, 215, 204, 124, 212,
)  # fmt: skip
_FIRST_YEAR = 2020


def split(total: int, weights: Sequence[Fraction | int]) -> list[int]:
    """`total` in whole units by weights, its parts summing to it exactly: the largest remainders get one more, ties the earlier.

    Weights below zero count as zero; of none above zero all parts are alike. A total below zero is split like its amount.
    """
    kept = [max(Fraction(weight), Fraction(0)) for weight in weights]
    whole = sum(kept)
    shares = [weight / whole for weight in kept] if whole else [Fraction(1, len(kept))] * len(kept)
    exact = [abs(total) * share for share in shares]
    parts = [int(part) for part in exact]
    short = abs(total) - sum(parts)
    for i in sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))[:short]:
        parts[i] += 1
    return parts if total >= 0 else [-part for part in parts]


def festival(year: int) -> date | None:
    """春节 of a year; None where the table does not reach."""
    at = year - _FIRST_YEAR
    if not 0 <= at < len(_FESTIVALS):
        return None
    return date(year, *divmod(_FESTIVALS[at], 100))


def season(year: int) -> list[Fraction]:
    """The usual course of a year in hundredths of a month (Σ 1200): what January loses to an early 春节, February gains."""
    day = festival(year)
    at = _LATE if day is None else min(max((day - date(year, 1, 1)).days, _EARLY), _LATE)
    january = _EARLY_JANUARY + Fraction((SEASON[0] - _EARLY_JANUARY) * (at - _EARLY), _LATE - _EARLY)
    return [january, sum(SEASON[:2]) - january, *map(Fraction, SEASON[2:])]


def month_weights(year: int, before: Sequence[int], blend: Fraction = Fraction(1, 2)) -> list[Fraction]:
    """The weight of each month of a year (Σ 1), from the twelve months of the year before and the usual course.

    blend: how much the year before counts; it counts nothing where it has a month without anything. Its January and
    February are moved to where 春节 falls this year.
    """
    usual, then = season(year), season(year - 1)
    course = [weight / sum(usual) for weight in usual]
    if len(before) != len(SEASON) or min(before) <= 0:
        return course
    moved = [actual * now / old for actual, now, old in zip(before, usual, then, strict=True)]
    return [blend * part / sum(moved) + (1 - blend) * weight for part, weight in zip(moved, course, strict=True)]


def quarters(months: Sequence[int]) -> list[int]:
    """The sums of each three months."""
    return [sum(months[i : i + 3]) for i in range(0, len(months), 3)]


def respread(total: int, weights: Sequence[Fraction | int], closed: Sequence[int]) -> list[int]:
    """A changed total over the months: the first ones, which are closed, keep what they had, the rest is split over the others.

    Raises Refused where nothing is open any more.
    """
    if len(closed) >= len(weights):
        raise Refused("全年各月都已关账，目标不能再调整")
    return [*closed, *split(total - sum(closed), weights[len(closed) :])]


def parts(total: int, base: Sequence[int], growth: Sequence[Fraction]) -> list[int]:
    """A whole over its parts by what each did in the last twelve months, times what it is expected to grow."""
    return split(total, [actual * (1 + more) for actual, more in zip(base, growth, strict=True)])
