"""What is read from a spreadsheet's cell or typed text: numbers, dates, flags and tags as people really write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from csdesk.domain.moments import SHANGHAI


class Wrong(ValueError):
    """A value that cannot be what its field wants; the message is a Chinese sentence."""


def tidy(text: str) -> str:
    """NFC, trimmed, control characters gone: what is kept of any text that a person enters."""
    kept = "".join(c for c in unicodedata.normalize("NFC", text) if c in "\n\t" or unicodedata.category(c)[0] != "C")
    return kept.strip()


def half_width(text: str) -> str:
    """Full-width letters, digits and signs as their half-width twins; for codes and numbers, never for names."""
    return unicodedata.normalize("NFKC", text).strip()


def _as_text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return tidy(str(value))


def read_text(limit: int) -> Callable[[Any], str]:
    """Text of at most `limit` characters."""

    def read(value: Any) -> str:
        text = _as_text(value)
        if len(text) > limit:
            raise Wrong(f"文字过长（{len(text)} 字），最多 {limit} 字，请缩短")
        return text

    return read


def read_line(limit: int) -> Callable[[Any], str]:
    """Text on one line, blanks run together."""
    whole = read_text(limit)
    return lambda value: " ".join(whole(value).split())


_UNITS = {"万元": 10000, "万": 10000, "元": 1, "千克": 1, "公斤": 1, "kg": 1, "吨": 1000, "t": 1000, "m3": 1, "m³": 1, "方": 1,
          "立方米": 1, "立方": 1, "%": 1, "天": 1, "件": 1, "公里": 1, "km": 1}  # fmt: skip

#: No larger integer is stored: beyond it other readers of JSON would round.
BIGGEST = 2**53


def decimal_of(value: Any) -> Decimal:
    """The exact number in a cell or typed text: `￥１，２３４．５０ 元` and `3.2万` are numbers too.

    Raises `Wrong` when there is none.
    """
    if isinstance(value, (bool, date, datetime)):
        raise Wrong(f"“{value}”不是数字，请填数字")
    if isinstance(value, int | float | Decimal):
        number = Decimal(str(value))
    else:
        text = half_width(str(value)).replace(",", "").replace(" ", "").lower().lstrip("¥$")
        factor = Decimal(1)
        for unit, times in _UNITS.items():
            if text.endswith(unit):
                text, factor = text[: -len(unit)], Decimal(times)
                break
        if text.startswith("(") and text.endswith(")"):  # accountants' minus
            text = "-" + text[1:-1]
        try:
            number = Decimal(text) * factor
        except InvalidOperation:
            raise Wrong(f"“{value}”不是数字，请填数字") from None
    if number.is_nan():
        raise Wrong(f"“{value}”不是数字，请填数字")
    if abs(number) > 10**12:
        raise Wrong(f"“{value}”超出范围，请核对")
    return number


def scaled(times: int, what: str) -> Callable[[Any], int]:
    """A number as an integer of its `times`-th part; what is finer is refused with `what`."""

    def read(value: Any) -> int:
        number = decimal_of(value) * times
        whole = number.quantize(Decimal(1), ROUND_HALF_UP)
        # A spreadsheet keeps binary fractions: 0.1 + 0.2 is tolerated, 1.2345 元 is not.
        if abs(number - whole) > Decimal("0.0001"):
            raise Wrong(f"“{value}”小数位过多，{what}")
        if abs(whole) > BIGGEST:
            raise Wrong(f"“{value}”太大，请核对")
        return int(whole)

    return read


def read_rate(value: Any) -> int:
    """A share as basis points: 0.09, 9 and 9 % are all 900."""
    text = half_width(str(value))
    number = decimal_of(value)
    if "%" not in text and abs(number) < 1:  # 0.09 and 9 both mean 9 %
        number *= 100
    whole = (number * 100).quantize(Decimal(1), ROUND_HALF_UP)
    if not -1_000_000 <= whole <= 1_000_000:
        raise Wrong(f"“{value}”不是合理的百分比")
    return int(whole)


_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001  day 0 of a spreadsheet's serial numbers, on no clock
_DATE = re.compile(r"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s]*(.*))?$")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_HALF = "凌晨|早上|上午|中午|下午|傍晚|晚上|am|pm"
_CLOCK = re.compile(rf"^({_HALF})?\s*(\d{{1,2}})[:时点](\d{{1,2}}|半)?(?:[:分](\d{{1,2}})?)?(?:\.\d+)?秒?\s*(am|pm)?(?:\+08:?00)?$", re.I)


def _naive(value: Any) -> datetime:
    """The local date and time in a cell: a real date, a serial number, or text in the usual forms."""
    if isinstance(value, datetime):
        return value.astimezone(SHANGHAI).replace(tzinfo=None) if value.tzinfo else value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001
    text = half_width(str(value))
    if re.fullmatch(r"\d{4,6}(\.\d+)?", text) and not isinstance(value, bool) and 10_000 <= float(text) < 80_000:
        seconds = round(float(text) * 86400)
        return _EPOCH + timedelta(seconds=seconds)
    if compact := _COMPACT.match(text):
        text = "-".join(compact.groups())
    found = _DATE.match(text)
    if not found:
        raise Wrong(f"“{value}”不是日期，请写成 2026-06-12 的样子")
    year, month, day, clock = found.groups()
    try:
        return datetime(int(year), int(month), int(day), *_time_of_day(clock, value))  # noqa: DTZ001
    except ValueError as error:
        if isinstance(error, Wrong):
            raise
        raise Wrong(f"“{value}”不是真实存在的日期，请核对") from None


def _time_of_day(clock: str | None, value: Any) -> tuple[int, int, int]:
    """Hour, minute and second of what follows a date; `下午3点半` is 15:30."""
    if not clock:
        return 0, 0, 0
    time = _CLOCK.match(clock.strip())
    if not time:
        raise Wrong(f"“{value}”中的时间看不懂，请写成 2026-06-12 10:05 的样子")
    half = (time[1] or time[5] or "").lower()
    hour, minute = int(time[2]), 30 if time[3] == "半" else int(time[3] or 0)
    if (half in ("下午", "傍晚", "晚上", "pm") and hour < 12) or (half == "中午" and hour < 3):
        hour += 12
    elif half in ("凌晨", "上午", "am") and hour == 12:
        hour = 0
    return hour, minute, int(time[4] or 0)


def clock_of(value: Any) -> str | None:
    """The time of day, `10:05:00`, in a cell that holds nothing else; None where there is more or none."""
    if isinstance(value, datetime):
        return None if value.year > 1900 else _clock(value - datetime(value.year, value.month, value.day))  # noqa: DTZ001
    if isinstance(value, time):
        return _clock(timedelta(hours=value.hour, minutes=value.minute, seconds=value.second, microseconds=value.microsecond))
    if isinstance(value, timedelta | float):
        part = value if isinstance(value, timedelta) else timedelta(days=value) if 0 <= value < 1 else None
        return _clock(part) if part is not None and timedelta() <= part < timedelta(days=1) else None
    text = half_width(value) if isinstance(value, str) else ""
    if not _CLOCK.match(text):
        return None
    hour, minute, second = _time_of_day(text, value)
    return f"{hour:02}:{minute:02}:{second:02}" if hour < 24 and minute < 60 and second < 60 else None


def _clock(since_midnight: timedelta) -> str:
    """Whole seconds: a spreadsheet keeps times as binary fractions of a day."""
    return str((_EPOCH + timedelta(seconds=round(since_midnight.total_seconds()))).time())


def _sane(moment: datetime, value: Any) -> datetime:
    if not 1990 <= moment.year <= 2100:
        raise Wrong(f"“{value}”的年份不在 1990–2100 之间，请核对")
    return moment


def read_day(value: Any) -> str:
    """A day as `2026-06-12`."""
    return _sane(_naive(value), value).date().isoformat()


def read_moment(value: Any) -> str:
    """A moment as `2026-06-12T10:05:00+08:00`."""
    return _sane(_naive(value), value).replace(microsecond=0).isoformat() + "+08:00"


def read_month(value: Any) -> str:
    """A month as `2026-06`."""
    text = half_width(str(value))
    found = re.fullmatch(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?|((?:19|20)\d{2})(\d{2})", text)
    if found and not isinstance(value, date):
        year, month = int(found[1] or found[3]), int(found[2] or found[4])
        if not (1990 <= year <= 2100 and 1 <= month <= 12):
            raise Wrong(f"“{value}”不是月份，请写成 2026-06 的样子")
        return f"{year}-{month:02}"
    try:
        return read_day(value)[:7]  # a date cell that shows only its month
    except Wrong:
        raise Wrong(f"“{value}”不是月份，请写成 2026-06 的样子") from None


_YES = {"是", "有", "真", "√", "✓", "y", "yes", "true", "1", "需要", "要", "对"}
_NO = {"否", "无", "假", "×", "✗", "n", "no", "false", "0", "不需要", "不要", "没有", "错"}


def read_flag(value: Any) -> bool:
    """是 or 否, in the many ways they are written."""
    text = half_width(_as_text(value)).lower()
    if text in _YES:
        return True
    if text in _NO:
        return False
    raise Wrong(f"“{value}”看不懂，请填 是 或 否")


def read_tags(value: Any) -> list[str]:
    """The parts of a list, in their order, each once."""
    if isinstance(value, list | tuple):
        parts = [tidy(str(part)) for part in value]
    else:
        parts = [tidy(part) for part in re.split(r"[、,，;；/|\n]", str(value))]
    kept = [part for part in dict.fromkeys(parts) if part]
    if len(kept) > 50 or any(len(part) > 200 for part in kept):
        raise Wrong("最多填 50 项，每项最多 200 字，请减少")
    return kept


def read_checked(check: Callable[[str], str | None], normal: Callable[[str], str]) -> Callable[[Any], str]:
    """A code, put into its normal form and checked."""

    def read(value: Any) -> str:
        text = normal(_as_text(value))
        if problem := check(text):
            raise Wrong(problem)
        return text

    return read
