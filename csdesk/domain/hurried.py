"""What a person types of a day or a moment in a hurry, counted from now: only where it is typed, never in a cell written before."""

from __future__ import annotations

import calendar
import re
from contextlib import suppress
from datetime import date, datetime, timedelta

from csdesk.domain.cells import Wrong, clock_of
from csdesk.domain.moments import SHANGHAI, moment_of, wire_moment

_NEAR = {"前天": -2, "昨天": -1, "今天": 0, "明天": 1, "后天": 2}
_WEEKS = {"上": -1, "本": 0, "这": 0, "下": 1}
_WEEKDAYS = "一二三四五六日"
_WEEKDAY = re.compile(r"([上本这下])(?:个?星期|周|个?礼拜)([一二三四五六日天])")
_COUNTED = re.compile(r"([+-])(\d{1,3})")
_MONTH_DAY = re.compile(r"(\d{1,2})[-./月](\d{1,2})日?")
#: What the empty field says it takes.
DAY_EXAMPLES, AHEAD_EXAMPLES, PAST_EXAMPLES = "年-月-日、+3、明天、下周一", "14:30、+2 或 明天 9:00", "9:05、-1 或 昨天 14:30"


def _plain(text: str) -> str:
    return "".join(text.split()).replace("＋", "+").replace("－", "-").replace("：", ":")


def day_named(text: str, today: date) -> date | None:
    """The day that `明天`, `+3` (days from today), `下周一`, `6.18` or `月底` names; None for anything else."""
    text = _plain(text)
    if found := _COUNTED.fullmatch(text):
        return today + timedelta(days=int(found[1] + found[2]))
    if found := _WEEKDAY.fullmatch(text):
        monday = today - timedelta(days=today.weekday())
        return monday + timedelta(weeks=_WEEKS[found[1]], days=_WEEKDAYS.index(found[2].replace("天", "日")))
    if found := _MONTH_DAY.fullmatch(text):
        return _nearest(int(found[1]), int(found[2]), today)
    if text == "月底":
        return today.replace(day=calendar.monthrange(today.year, today.month)[1])
    return today + timedelta(days=_NEAR[text]) if text in _NEAR else None


def _nearest(month: int, day: int, today: date) -> date | None:
    """This day of the year that lies nearest to today; None where no such day is near."""
    near = []
    for year in (today.year - 1, today.year, today.year + 1):
        with suppress(ValueError):
            near.append(date(year, month, day))
    return min(near, key=lambda one: abs(one - today), default=None)


def moment_named(typed: str, now: datetime, *, past: bool) -> str | None:
    """The wire moment that is meant; None for anything else.

    `+2` and `-1` are hours from now. `14:30` is its next occurrence, or its last where it tells what happened (past).
    `明天 9:00` is that day at that time; a day alone begins at midnight.
    """
    text, today = _plain(typed), now.astimezone(SHANGHAI)
    if not text:
        return None
    if found := _COUNTED.fullmatch(text):
        return wire_moment(now + timedelta(hours=int(found[1] + found[2])))
    if clock := _clock(text):
        at = _at(today.date(), clock)
        if past and at > now:
            at -= timedelta(days=1)
        elif not past and at <= now:
            at += timedelta(days=1)
        return wire_moment(at)
    named, *rest = typed.split(maxsplit=1)
    if (day := day_named(named, today.date())) is None and not rest and not text[0].isdigit():
        named = next((text[:end] for end in range(len(text), 1, -1) if day_named(text[:end], today.date())), "")
        day, rest = day_named(named, today.date()), [text[len(named) :]]
    clock = _clock(_plain(rest[0])) if rest else "00:00:00"
    return wire_moment(_at(day, clock)) if day and clock else None


def _clock(text: str) -> str | None:
    """The time of day, `10:05:00`, that a text is; None for anything else."""
    try:
        return clock_of(text)
    except Wrong:
        return None


def _at(day: date, clock: str) -> datetime:
    return moment_of(f"{day.isoformat()}T{clock}+08:00")
