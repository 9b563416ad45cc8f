"""The kinds of value a field can hold: how each is read from a cell, shown to a person and checked on the wire.

A *wire value* is what JSON can say (str, int, bool, list of str, None). It is what a change carries, what a cache
column stores and what a form edits; a record object holds the richer Python value (`date`, `datetime`, a `Choice`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Annotated, Any

from msgspec import Meta

from csdesk.domain import identifiers

#: China has one time zone and no summer time since 1991.
SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")

Wire = Any
BIGGEST = 2**53

Id = Annotated[str, Meta(extra={"kind": "ref"})]  # a record's id: 32 hex digits of a UUIDv7
Line = Annotated[str, Meta(max_length=80)]
Long = Annotated[str, Meta(max_length=200, extra={"kind": "long"})]
Text = Annotated[str, Meta(max_length=4000, extra={"kind": "text"})]
Whole = Annotated[int, Meta(extra={"kind": "whole"})]
Fen = Annotated[int, Meta(extra={"kind": "fen"})]  # money, integer 分, shown as 元
Rate = Annotated[int, Meta(extra={"kind": "rate"})]  # basis points: 900 is 9 %
Grams = Annotated[int, Meta(extra={"kind": "grams"})]  # weight, shown in kg
Litres = Annotated[int, Meta(extra={"kind": "litres"})]  # volume, shown in m³
Qty = Annotated[int, Meta(extra={"kind": "qty"})]  # how many of whatever is charged, in thousandths
Price = Annotated[int, Meta(extra={"kind": "price"})]  # for one unit, in 1/10000 元: prices per kilogram need four decimals
Day = date
Moment = datetime  # aware, Asia/Shanghai
Month = Annotated[str, Meta(extra={"kind": "month"})]  # "2026-06"
Tags = Annotated[tuple[str, ...], Meta(extra={"kind": "tags"})]
Uscc = Annotated[str, Meta(extra={"kind": "uscc"})]
Plate = Annotated[str, Meta(extra={"kind": "plate"})]
Mobile = Annotated[str, Meta(extra={"kind": "mobile"})]
Phone = Annotated[str, Meta(extra={"kind": "phone"})]


class Wrong(ValueError):
    """A value that cannot be what its field wants; the message is a Chinese sentence."""


def tidy(text: str) -> str:
    """NFC, trimmed, control characters gone: what is kept of any text that a person enters."""
    kept = "".join(c for c in unicodedata.normalize("NFC", text) if c in "\n\t" or unicodedata.category(c)[0] != "C")
    return kept.strip()


def half_width(text: str) -> str:
    """Full-width letters, digits and signs as their half-width twins; for codes and numbers, never for names."""
    return unicodedata.normalize("NFKC", text).strip()


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of value.

    `read` turns what a person typed or a cell holds into the wire value, or raises `Wrong`; `show` turns the wire
    value into text. `fits` is the mild check of a value that came by sync file: right JSON type and sane size.
    """

    name: str
    read: Callable[[Any], Wire]
    show: Callable[[Wire], str]
    fits: Callable[[Wire], bool]
    numeric: bool = False  # right-aligned, stored as INTEGER
    width: int = 12  # characters in a ledger column


def _is_text(limit: int) -> Callable[[Wire], bool]:
    return lambda v: isinstance(v, str) and len(v) <= limit and "\0" not in v


def _is_whole(value: Wire) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= BIGGEST


def _as_text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return tidy(str(value))


def _read_text(limit: int) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        text = _as_text(value)
        if len(text) > limit:
            raise Wrong(f"文字过长（{len(text)} 字），最多 {limit} 字，请缩短")
        return text

    return read


def _read_line(limit: int) -> Callable[[Any], str]:
    read_text = _read_text(limit)
    return lambda value: " ".join(read_text(value).split())


_UNITS = {"万元": 10000, "万": 10000, "元": 1, "千克": 1, "公斤": 1, "kg": 1, "吨": 1000, "t": 1000, "m3": 1, "m³": 1, "方": 1,
          "立方米": 1, "立方": 1, "%": 1, "天": 1, "件": 1, "公里": 1, "km": 1}  # fmt: skip


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
    if not number.is_finite() or abs(number) > 10**12:
        raise Wrong(f"“{value}”超出范围，请核对")
    return number


def _scaled(times: int, what: str) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        number = decimal_of(value) * times
        whole = number.quantize(Decimal(1), ROUND_HALF_UP)
        # A spreadsheet keeps binary fractions: 0.1 + 0.2 is tolerated, 1.2345 元 is not.
        if abs(number - whole) > Decimal("0.0001"):
            raise Wrong(f"“{value}”小数位过多，{what}")
        return int(whole)

    return read


def _show_scaled(times: int, digits: int) -> Callable[[Wire], str]:
    return lambda v: f"{Decimal(v) / times:,.{digits}f}"


def _trimmed(times: int) -> Callable[[Wire], str]:
    def show(value: Wire) -> str:
        text = f"{Decimal(value) / times:,f}"
        return text.rstrip("0").rstrip(".") if "." in text else text

    return show


def _read_rate(value: Any) -> int:
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
_CLOCK = re.compile(r"^(上午|下午|am|pm)?\s*(\d{1,2})[:：时点](\d{1,2})?(?:[:：分](\d{1,2})?)?(?:\.\d+)?秒?\s*(am|pm)?(?:\+08:?00)?$", re.I)


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
    hour = minute = second = 0
    if clock:
        time = _CLOCK.match(clock.strip())
        if not time:
            raise Wrong(f"“{value}”中的时间看不懂，请写成 2026-06-12 10:05 的样子")
        half = (time[1] or time[5] or "").lower()
        hour, minute, second = int(time[2]), int(time[3] or 0), int(time[4] or 0)
        if half in ("下午", "pm") and hour < 12:
            hour += 12
    try:
        return datetime(int(year), int(month), int(day), hour, minute, second)  # noqa: DTZ001
    except ValueError:
        raise Wrong(f"“{value}”不是真实存在的日期，请核对") from None


def _sane(moment: datetime, value: Any) -> datetime:
    if not 1990 <= moment.year <= 2100:
        raise Wrong(f"“{value}”的年份不在 1990–2100 之间，请核对")
    return moment


def _read_day(value: Any) -> str:
    return _sane(_naive(value), value).date().isoformat()


def _read_moment(value: Any) -> str:
    return _sane(_naive(value), value).replace(microsecond=0).isoformat() + "+08:00"


def _read_month(value: Any) -> str:
    if isinstance(value, date):
        return f"{value:%Y-%m}"
    text = half_width(str(value))
    found = re.fullmatch(r"(\d{4})\s*[-/.年]?\s*(\d{1,2})\s*月?", text)
    if not found or not 1 <= int(found[2]) <= 12:
        raise Wrong(f"“{value}”不是月份，请写成 2026-06 的样子")
    return f"{found[1]}-{int(found[2]):02}"


_YES = {"是", "有", "真", "√", "✓", "y", "yes", "true", "1", "需要", "要", "对"}
_NO = {"否", "无", "假", "×", "✗", "n", "no", "false", "0", "不需要", "不要", "没有", "错"}


def _read_flag(value: Any) -> bool:
    text = half_width(_as_text(value)).lower()
    if text in _YES:
        return True
    if text in _NO:
        return False
    raise Wrong(f"“{value}”看不懂，请填 是 或 否")


def _read_tags(value: Any) -> list[str]:
    if isinstance(value, list | tuple):
        parts = [tidy(str(part)) for part in value]
    else:
        parts = [tidy(part) for part in re.split(r"[、,，;；/|\n]", str(value))]
    return [part for part in dict.fromkeys(parts) if part][:50]


def _read_checked(check: Callable[[str], str | None], normal: Callable[[str], str]) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        text = normal(_as_text(value))
        if problem := check(text):
            raise Wrong(problem)
        return text

    return read


def _iso(pattern: str) -> Callable[[Wire], bool]:
    return lambda v: isinstance(v, str) and re.fullmatch(pattern, v) is not None


def _is_tags(value: Wire) -> bool:
    return isinstance(value, list) and len(value) <= 50 and all(_is_text(200)(part) for part in value)


def _same(value: Wire) -> str:
    return str(value)


_WHOLE = _scaled(1, "这里只能填整数")
_MOMENT_WIRE = r"\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d\+08:00"

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("line", _read_line(80), _same, _is_text(4000), width=14),
        Kind("long", _read_line(200), _same, _is_text(4000), width=24),
        Kind("text", _read_text(4000), _same, _is_text(32000), width=30),
        Kind("whole", _WHOLE, lambda v: f"{v:,}", _is_whole, numeric=True, width=8),
        Kind("fen", _scaled(100, "金额最多两位小数"), _show_scaled(100, 2), _is_whole, numeric=True, width=13),
        Kind("rate", _read_rate, lambda v: _trimmed(100)(v) + " %", _is_whole, numeric=True, width=8),
        Kind("grams", _scaled(1000, "重量最多精确到克"), _trimmed(1000), _is_whole, numeric=True, width=10),
        Kind("litres", _scaled(1000, "体积最多精确到升"), _trimmed(1000), _is_whole, numeric=True, width=10),
        Kind("qty", _scaled(1000, "数量最多三位小数"), _trimmed(1000), _is_whole, numeric=True, width=10),
        Kind("price", _scaled(10000, "单价最多四位小数"), _trimmed(10000), _is_whole, numeric=True, width=11),
        Kind("day", _read_day, _same, _iso(r"\d{4}-[01]\d-[0-3]\d"), width=11),
        Kind("moment", _read_moment, lambda v: v[:16].replace("T", " "), _iso(_MOMENT_WIRE), width=16),
        Kind("month", _read_month, _same, _iso(r"\d{4}-[01]\d"), width=9),
        Kind("flag", _read_flag, lambda v: "是" if v else "否", lambda v: isinstance(v, bool), width=6),
        Kind("tags", _read_tags, "、".join, _is_tags, width=16),
        Kind("choice", _read_line(80), _same, _is_text(80), width=9),
        Kind("ref", _read_line(80), _same, _is_text(64), width=16),
        Kind("uscc", _read_checked(identifiers.uscc_problem, identifiers.normal_code), _same, _is_text(80), width=20),
        Kind("plate", _read_checked(identifiers.plate_problem, identifiers.normal_plate), _same, _is_text(80), width=10),
        Kind("mobile", _read_checked(identifiers.mobile_problem, identifiers.normal_phone), _same, _is_text(80), width=12),
        Kind("phone", _read_checked(identifiers.phone_problem, identifiers.normal_phone), _same, _is_text(80), width=13),
    )
}


def moment_of(wire: str) -> datetime:
    """The aware datetime that a wire moment says."""
    return datetime.fromisoformat(wire)


def wire_moment(moment: datetime) -> str:
    """A moment as the wire says it, in Asia/Shanghai, whole seconds."""
    return moment.astimezone(SHANGHAI).replace(microsecond=0).isoformat()


def moment_from_ms(ms: int) -> str:
    """Milliseconds since 1970 (as in a stamp) as a wire moment; a hostile number is clamped, never an error."""
    seconds = min(max(ms // 1000, 0), 4_102_444_800)
    return wire_moment(datetime.fromtimestamp(seconds, UTC))
