"""Weekly figures (周经营数据): a week beside the one before and the same week a year ago, and why it rose or fell (domain.md §3.11).

Weeks are Monday to Sunday, numbered as ISO 8601 does, and never summed to months. Money is in 分, weight in grams.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Annotated, ClassVar, NamedTuple

from csdesk.domain.kinds import KINDS, Fen, Line, Long
from csdesk.domain.plans.targets import Level
from csdesk.domain.record import About, Choice, Problem, Record, Values, says
from csdesk.errors import Refused


class WeeklyMetric(Choice):
    REVENUE = "revenue", "收入（不含税）"
    GROSS_PROFIT = "gross_profit", "毛利"
    MARGIN = "margin", "毛利率"
    WAYBILLS = "waybills", "运单（票）"
    WEIGHT = "weight", "货量（吨）"
    ACTIVE_CLIENTS = "active_clients", "发货客户（家）"
    NEW_CLIENTS = "new_clients", "新增客户（家）"
    LOST_CLIENTS = "lost_clients", "流失客户（家）"
    ON_TIME = "on_time_arrival", "准时到达率"
    COMPLAINTS_NEW = "complaints_new", "新增案件"
    COMPLAINTS_CLOSED = "complaints_closed", "结案案件"
    COMPLAINTS_OVERDUE = "complaints_overdue", "超期未结案件"
    COLLECTION = "collection", "回款（含税）"


MONEY = frozenset({WeeklyMetric.REVENUE, WeeklyMetric.GROSS_PROFIT, WeeklyMetric.COLLECTION})
RATES = frozenset({WeeklyMetric.MARGIN, WeeklyMetric.ON_TIME})


class Cause(Choice):
    VOLUME = "volume", "量"
    PRICE = "price", "价"
    MIX = "mix", "结构"
    CLIENT_GAIN = "client_gain", "新增客户"
    CLIENT_LOSS = "client_loss", "客户流失"
    SEASON = "season", "季节节假日"
    WEATHER = "weather", "天气"
    CAPACITY = "capacity", "运力"
    POLICY = "policy", "政策"
    ONE_OFF = "one_off", "一次性"
    DATA_FIX = "data_fix", "数据更正"


_WEEK = re.compile(r"(20\d\d)-W(\d\d)")


def monday_of(week: str) -> date:
    """The first day of `2026-W24`. Raises Refused when there is no such week."""
    found = _WEEK.fullmatch(week.strip())
    try:
        return date.fromisocalendar(int(found[1]), int(found[2]), 1) if found else _no_week(week)
    except ValueError:
        return _no_week(week)


def _no_week(text: str) -> date:
    raise Refused(f"“{text}”不是周次，请写成 2026-W24 的样子")


def mondays(week: str) -> tuple[date, date, date]:
    """The Mondays of a week, of the one before, and of the week of the same number a year ago (52 weeks back where it has none)."""
    monday = monday_of(week)
    year, number, _ = monday.isocalendar()
    try:
        ago = date.fromisocalendar(year - 1, number, 1)
    except ValueError:
        ago = monday - timedelta(weeks=52)
    return monday, monday - timedelta(days=7), ago


def week_rules(values: Values) -> Iterator[Problem]:
    """A week that does not exist."""
    try:
        monday_of(str(values.get("week")))
    except Refused as error:
        yield Problem("week", str(error))


class WeeklyReason(Record, frozen=True, kw_only=True):
    """Why one figure of one entity rose or fell in one week. this, last: the figures as they stood when it was written."""

    about: ClassVar[About] = About(
        "weekly_reason", "增减原因", "周增减原因", title=("week", "entity_name", "metric"), rules=(week_rules,), order="-week"
    )  # fmt: skip

    week: Annotated[Line, says("周次", listed=True, searched=True, help="例如 2026-W24（周一至周日）")]
    level: Annotated[Level, says("层级", listed=True)]
    entity: Annotated[Line, says("对象", searched=True)]
    entity_name: Annotated[Line | None, says("对象名称", listed=True, searched=True)] = None
    metric: Annotated[WeeklyMetric, says("指标", listed=True)]
    code: Annotated[Cause, says("原因类别", listed=True)]
    text: Annotated[Long, says("原因说明", listed=True, searched=True)]
    this: Annotated[Fen | None, says("本周", action_only=True)] = None
    last: Annotated[Fen | None, says("上周", action_only=True)] = None
    by: Annotated[Line, says("填写人", offered="me", listed=True)]


class Ratio(NamedTuple):
    """A figure: num ÷ den; den 1 for what is counted or summed."""

    num: int
    den: int = 1

    @property
    def value(self) -> Fraction | None:
        """The full value; None without a denominator."""
        return Fraction(self.num, self.den) if self.den else None


@dataclass(frozen=True, slots=True)
class Part:
    """What one client adds to a change, split into volume and price where both weeks have waybills."""

    client: str
    name: str
    this: int
    last: int
    volume: int | None = None
    price: int | None = None

    @property
    def change(self) -> int:
        """This week less the one before."""
        return self.this - self.last


@dataclass(frozen=True, slots=True)
class Figure:
    """One metric of one entity: this week, the one before, the same week a year ago; parts: the clients that moved it most."""

    metric: WeeklyMetric
    this: Ratio
    last: Ratio
    year_ago: Ratio
    parts: tuple[Part, ...] = ()

    @property
    def change(self) -> Fraction | None:
        """This week less the one before, in the metric's own unit."""
        this, last = self.this.value, self.last.value
        return None if this is None or last is None else this - last

    @property
    def percent(self) -> Fraction | None:
        """The change as a share of the week before; None where that was nothing, and for rates."""
        if self.metric in RATES or self.change is None or not self.last.num:
            return None
        return self.change / abs(self.last.num)


@dataclass(frozen=True, slots=True)
class Limits:
    """From where on a change has to be explained. share: of the week before; money: 分."""

    share: Fraction = Fraction(10, 100)
    money: int = 5_000_000

    def asks(self, figure: Figure) -> bool:
        """Whether a reason is required. Rates follow from their parts and are never asked for."""
        if figure.metric in RATES or not figure.change:
            return False
        by_share = figure.percent is not None and abs(figure.percent) >= self.share
        return by_share or (figure.metric in MONEY and abs(figure.change) >= self.money)


def limits(rules: Mapping[str, int]) -> Limits:
    """The limits that the company's numbers set (`domain/policies`): percent, and 元."""
    return Limits(Fraction(rules["weekly_reason_percent"], 100), rules["weekly_reason_money"] * 100)


def volume_and_price(last: int, this: int, before: int, now: int) -> tuple[int, int] | None:
    """What of a change of money comes from more waybills, and what from dearer ones: (q₁−q₀)·p₀ and (p₁−p₀)·q₁, in 分.

    last, this: the money; before, now: the waybills. None where one week has no waybill. Their sum is the change exactly.
    """
    if before <= 0 or now <= 0:
        return None
    volume = round(Fraction((now - before) * last, before))
    return volume, this - last - volume


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposed reason."""

    code: Cause
    text: str


def draft(figure: Figure, workdays: tuple[int, int]) -> Draft:
    """The reason as the contributions tell it. workdays: of this week and of the one before."""
    change = figure.change or 0
    named = [part for part in figure.parts if part.change][:3]
    told = [_told_part(figure.metric, part) for part in named]
    if workdays[0] != workdays[1]:
        told.append(f"本周 {workdays[0]} 个工作日，上周 {workdays[1]} 个")
    return Draft(_code(figure, named, workdays, change), "；".join(told) or "各客户均无明显变化")


def _told_part(metric: WeeklyMetric, part: Part) -> str:
    amount = signed(metric, part.change)
    if not part.last:
        return f"{part.name}本周新发 {amount}"
    if not part.this:
        return f"{part.name}本周未发 {amount}"
    if part.volume is None or part.price is None:
        return f"{part.name} {amount}"
    return f"{part.name} {amount}（量 {signed(metric, part.volume)}，价 {signed(metric, part.price)}）"


def _code(figure: Figure, parts: Sequence[Part], workdays: tuple[int, int], change: Fraction | int) -> Cause:
    if (workdays[0] - workdays[1]) * change > 0:
        return Cause.SEASON
    if not parts:
        return Cause.ONE_OFF
    first = parts[0]
    if not first.last:
        return Cause.CLIENT_GAIN
    if not first.this:
        return Cause.CLIENT_LOSS
    return Cause.PRICE if abs(first.price or 0) > abs(first.volume or 0) else Cause.VOLUME


def shown(metric: WeeklyMetric, value: Fraction | int | None) -> str:
    """A value as a person reads it: money in 元, weight in tonnes, rates in percent; a dash for nothing."""
    if value is None:
        return "—"
    if metric in MONEY:
        return KINDS["fen"].show(round(value))
    if metric in RATES:
        return f"{float(value * 100):.2f} %"
    return f"{float(Fraction(value) / 1_000_000):,.1f}" if metric == WeeklyMetric.WEIGHT else f"{int(value):,}"


def hundredths(metric: WeeklyMetric, value: Fraction) -> int:
    """A value as a field of two decimals keeps it: 分, hundredths of a percent, of a tonne, of one."""
    if metric in MONEY:
        return round(value)
    return round(value * 10_000) if metric in RATES else round(value / 10_000 if metric == WeeklyMetric.WEIGHT else value * 100)


def signed(metric: WeeklyMetric, value: Fraction | int | None) -> str:
    """A change as a person reads it; rates change by percentage points."""
    if value is None:
        return "—"
    text = shown(metric, value)
    if metric in RATES:
        text = text.removesuffix(" %") + " 个百分点"
    return f"+{text}" if value > 0 else text
