"""The KPIs of csdesk, each declared once: what it is called, how it is computed, judged, shown and explained."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from csdesk.domain.kpi import cases, money, surveys, turnover
from csdesk.domain.kpi.judgement import DAYS, PERCENT, Threshold, Unit
from csdesk.domain.kpi.scope import LEVELS, Scope
from csdesk.domain.kpi.shares import Share, Value, total
from csdesk.domain.people import Role
from csdesk.domain.targets import Level
from csdesk.errors import Refused


def _none(scope: Scope, value: Value) -> Iterator[str]:
    return iter(())


@dataclass(frozen=True, slots=True)
class Kpi:
    """One KPI. version: grows when the formula changes; kept with every frozen value.

    counted: the shares that make it. flagged: what the reader must know beside it. zero: what it is without a
    denominator. rising: more is better. money: numerator and denominator are in 分. adds_org, adds_time: whether parts may
    be summed over entities and over months.
    """

    id: str
    name: str
    english: str
    formula: str
    num_label: str
    den_label: str
    zero: str
    counted: Callable[[Scope], Iterable[Share]]
    flagged: Callable[[Scope, Value], Iterable[str]] = _none
    unit: Unit = PERCENT
    rising: bool = True
    default_period: str = "月"
    levels: tuple[Level, ...] = LEVELS
    adds_org: bool = True
    adds_time: bool = True
    money: bool = False
    version: int = 1

    def value(self, scope: Scope) -> Value:
        """The figure of one entity: the sum of its shares, with its flags."""
        bare = total(self.counted(scope))
        return Value(bare.num, bare.den, frozenset(self.flagged(scope, bare)))


KPIS: tuple[Kpi, ...] = (
    Kpi(
        "K01",
        "客户毛利率",
        "gross_margin_rate",
        "（收入 − 直接成本 − 净赔付）÷ 收入，均不含税；红冲为负收入；净赔付只按案件计入结案月份，“理赔扣款”明细不再计入收入和成本",
        "毛利",
        "收入（不含税）",
        "收入不大于零时无数据，成本仍计入上级",
        money.margin,
        money.margin_flags,
        money=True,
    ),
    Kpi(
        "K02",
        "月度经营指标完成率",
        "target_attainment_rate",
        "收入（不含税）÷ 本层级自己的目标；目标为负时为 1 +（实际 − 目标）÷ |目标|",
        "实际收入",
        "目标",
        "没有目标时无数据，实际仍计入上级",
        money.attainment,
        money.attainment_flags,
        money=True,
    ),
    Kpi(
        "K04",
        "客户满意度",
        "customer_satisfaction_rate",
        "总体满意不低于 4 分的有效答卷 ÷ 有效答卷；按月看时取截至当月的三个月；同一联系人同一轮次以最后一次为准",
        "满意答卷",
        "有效答卷",
        "没有有效答卷时无数据；少于 5 份时注明样本不足",
        surveys.satisfaction,
        surveys.satisfaction_flags,
        default_period="季",
    ),
    Kpi(
        "K05",
        "投诉处理结案率",
        "complaint_closure_rate",
        "期内结案 ÷（期内结案 + 期末未结且已到期）；未到期、作废和咨询不计；重开的结案撤销；各月不能相加",
        "期内结案",
        "应结案",
        "没有应结案件时无数据",
        cases.closure,
        adds_time=False,
    ),
    Kpi(
        "K06",
        "客户业绩挖潜同比",
        "existing_client_growth_yoy",
        "可比客户本期收入 ÷ 上年同期收入 − 1（不含税）；含已流失客户，不含新客户、一次性项目和我方主动退出的客户",
        "增长额",
        "上年同期收入",
        "没有可比收入时无数据",
        money.growth,
        money.growth_flags,
        default_period="季或年累计",
        money=True,
    ),
    Kpi(
        "K07",
        "应收账款周转天数",
        "dso_days",
        "月末应收的序时平均（首末折半）× 窗口天数 ÷ 窗口内应收发生额，均含税；窗口为截至当月的三个月；含未开票，贷方余额不抵减",
        "平均应收 × 天数",
        "应收发生额（含税）",
        "无应收时无数据；有应收而无发生额为“无周转”，视为未达标",
        turnover.turnover,
        turnover.turnover_flags,
        unit=DAYS,
        rising=False,
        default_period="滚动三个月",
        money=True,
        adds_time=False,
    ),
)

KPI_BY_ID: dict[str, Kpi] = {kpi.id: kpi for kpi in KPIS}

_EVERYONE = (Role.SPECIALIST, Role.BRANCH_MANAGER, Role.DEPUTY_DIRECTOR, Role.DIRECTOR)
_BRANCH_AND_BELOW = (Role.SPECIALIST, Role.BRANCH_MANAGER)


def _shipped(kpi: str, value: Fraction, roles: Iterable[Role]) -> list[Threshold]:
    return [Threshold(role, kpi, value, KPI_BY_ID[kpi].rising, date.min) for role in roles]


#: The thresholds of the job descriptions; records of kind `kpi_threshold` come after them and win from their day on.
SHIPPED_THRESHOLDS: tuple[Threshold, ...] = (
    *_shipped("K01", Fraction(18, 100), _BRANCH_AND_BELOW),
    *_shipped("K02", Fraction(95, 100), _BRANCH_AND_BELOW),
    *_shipped("K04", Fraction(90, 100), _EVERYONE),
    *_shipped("K05", Fraction(98, 100), _EVERYONE),
    *_shipped("K06", Fraction(15, 100), _EVERYONE),
    *_shipped("K07", Fraction(75), _EVERYONE),
)


def chosen(ids: Iterable[str] | None) -> tuple[Kpi, ...]:
    """The KPIs with these ids, all when None. Raises Refused for one that does not exist."""
    if ids is None:
        return KPIS
    wanted = list(ids)
    if unknown := [id for id in wanted if id not in KPI_BY_ID]:
        raise Refused(f"没有指标 {'、'.join(unknown)}，可用：{'、'.join(KPI_BY_ID)}")
    return tuple(KPI_BY_ID[id] for id in wanted)
