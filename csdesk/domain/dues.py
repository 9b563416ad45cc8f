"""How late something is, or how soon it is due, in the words of whoever has to do it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from csdesk.domain.moments import moment_of

#: What ends at the end of a day is done before the office closes.
_CLOSING = timedelta(hours=6, minutes=29, seconds=59)
_END_OF_DAY = "T23:59:59"
_HOUR = 60
_SOON = 2 * _HOUR


def said(due: str, now: datetime) -> tuple[str, str]:
    """The words and their tone (bad, warn, calm) for a wire day or moment; nothing for none."""
    if not due:
        return "", ""
    if len(due) == len("2026-06-12") or due[10:19] == _END_OF_DAY:
        return _by_day((date.fromisoformat(due[:10]) - now.date()).days)
    minutes = int((moment_of(due) - now).total_seconds() // _HOUR)
    if minutes < 0:
        return _late(-minutes)
    if minutes < _SOON:
        return f"还有 {minutes} 分", "warn"
    return _by_day((moment_of(due).date() - now.date()).days)


def _by_day(days: int) -> tuple[str, str]:
    if days < 0:
        return f"逾期 {-days} 天", "bad"
    if days == 0:
        return "今天", "warn"
    return ("明天" if days == 1 else f"还有 {days} 天"), "calm"


def _late(minutes: int) -> tuple[str, str]:
    if minutes < _SOON:
        return f"已过 {minutes} 分", "bad"
    hours = minutes // _HOUR
    return (f"已过 {hours} 小时" if hours < 48 else f"逾期 {hours // 24} 天"), "bad"


def shown(due: str, now: datetime) -> str:
    """A wire day or moment as short as it can be said: today's hour alone, this year without the year."""
    if len(due) == len("2026-06-12") or due[10:19] == _END_OF_DAY:
        return due[:10] if due[:4] != f"{now.year}" else due[5:10]
    if due[:10] == now.date().isoformat():
        return due[11:16]
    return f"{due[5:10]} {due[11:16]}" if due[:4] == f"{now.year}" else due[:10]


def office_moment(due: str) -> datetime:
    """The moment by which somebody has to act: what is due at the end of a day is due when the office closes (17:30)."""
    moment = moment_of(due)
    return moment - _CLOSING if due[10:19] == _END_OF_DAY else moment
