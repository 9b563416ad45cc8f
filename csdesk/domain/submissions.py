"""Who owes a sync file for a week or month, until when, and how what came is judged (报送)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from csdesk.domain.calendar import WorkCalendar
from csdesk.domain.kpi.periods import first_day, last_day, month_of, shifted
from csdesk.domain.moments import SHANGHAI
from csdesk.domain.record import Choice
from csdesk.errors import Refused


@dataclass(frozen=True, slots=True)
class Deadline:
    """The n-th working day after a period, at a time of day."""

    workdays: int
    at: time


#: The policies (政策参数) by which a company sets its own, `工作日 时:分`, and what holds until it does: a month closes on
#: the fifth working day of the next (domain.md §0.6), so that its files are there two days before.
POLICIES: Mapping[str, str] = {"week": "报送截止-周", "month": "报送截止-月"}
SHIPPED: Mapping[str, Deadline] = {"week": Deadline(1, time(12)), "month": Deadline(3, time(12))}


def deadline_of(text: str) -> Deadline | None:
    """What a policy says: `3 12:00`; None when it says nothing sensible."""
    found = re.fullmatch(r"(\d{1,2})\s+([01]?\d|2[0-3])[:：]([0-5]\d)", text.strip())
    return Deadline(int(found[1]), time(int(found[2]), int(found[3]))) if found and int(found[1]) else None


class Standing(Choice):
    """Where one stands with the file of a period."""

    ON_TIME = "on_time", "按时"
    LATE = "late", "迟交"
    PARTIAL = "partial", "未交完"  # a file came, but was made before the period was over
    MISSING = "missing", "未交"
    WAITING = "waiting", "待交"  # the deadline has not passed


@dataclass(frozen=True, slots=True)
class Slot:
    """A period for which a file is owed. It takes files made in (opens, due]; until `closes` they are late."""

    name: str
    start: date
    end: date
    last_workday: date
    opens: datetime
    due: datetime
    closes: datetime


@dataclass(frozen=True, slots=True)
class Filing:
    """A file that came: when its sender made it, and the newest change it held ("" for none)."""

    file: str
    made: datetime
    until: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What came for a period, in the order in which it was made."""

    standing: Standing
    filings: tuple[Filing, ...]


def slot_of(text: str, calendar: WorkCalendar, deadlines: Mapping[str, Deadline]) -> Slot:
    """The slot of `2026-06` or of the week `2026-W24`. Raises Refused when it is neither."""
    kind, before, start, end, after = _bounds(text.strip())
    rule = deadlines.get(kind, SHIPPED[kind])
    last = end
    while last > start and not calendar.is_workday(last):
        last -= timedelta(days=1)
    opens, due, closes = (_due(day, rule, calendar) for day in (before, end, after))
    return Slot(text.strip(), start, end, last, opens, due, closes)


def _due(end: date, rule: Deadline, calendar: WorkCalendar) -> datetime:
    return datetime.combine(calendar.after(end, rule.workdays), rule.at, SHANGHAI)


def _bounds(text: str) -> tuple[str, date, date, date, date]:
    """Its kind, the end of the period before, its first and last day, the end of the period after."""
    if re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", text):
        start = first_day(text)
        return "month", start - timedelta(days=1), start, last_day(text), last_day(shifted(text, 1))
    if found := re.fullmatch(r"(20\d\d)-W(\d\d)", text):
        try:
            monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        except ValueError:
            raise Refused(f"{found[1]} 年没有第 {int(found[2])} 周") from None
        return "week", monday - timedelta(days=1), monday, monday + timedelta(days=6), monday + timedelta(days=13)
    raise Refused(f"“{text}”不是期间，请写成 2026-06（月）或 2026-W24（周）")


def week_of(day: date) -> str:
    """The week a day lies in: `2026-W24`."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def last_finished(kind: str, day: date) -> str:
    """The week or month that ended last before a day."""
    return week_of(day - timedelta(days=7)) if kind == "week" else shifted(month_of(day), -1)


def judged(slot: Slot, filings: Iterable[Filing], as_of: datetime) -> Judged:
    """How somebody stands with a period: a file counts as complete when it was made on its last working day or later."""
    ours = sorted((f for f in filings if slot.opens < f.made <= slot.closes), key=lambda f: f.made)
    timely = [f for f in ours if f.made <= slot.due]
    if any(f.made.date() >= slot.last_workday for f in timely):
        return Judged(Standing.ON_TIME, tuple(timely))
    if len(ours) > len(timely):
        return Judged(Standing.LATE, tuple(ours))
    if as_of <= slot.due:
        return Judged(Standing.WAITING, tuple(timely))
    return Judged(Standing.PARTIAL if timely else Standing.MISSING, tuple(timely))


def reminder(slot: Slot, missing: Sequence[tuple[str, Judged]], to: str) -> str:
    """One paragraph for a chat group: whose file is missing, until when it was due, and what to do; "" when none is missing."""
    if not missing:
        return ""
    names = "、".join(f"{name}（只到 {j.filings[-1].made:%m-%d}）" if j.filings else name for name, j in missing)
    owed = f"{slot.name} 的同步文件 {slot.due:%m-%d %H:%M} 截止，还缺 {len(missing)} 份：{names}"
    return f"【报送提醒】{owed}。请用“同步 › 发送”写出文件交给{to}。"
