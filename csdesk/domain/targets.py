"""Targets: what a nation, span, branch, specialist or client is to reach in a month (经营指标, domain.md §3.9)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from csdesk.domain.kinds import Fen, Line, Long, Month, Whole
from csdesk.domain.record import About, Choice, Record, says


class Level(Choice):
    NATION = "nation", "全国"
    SPAN = "span", "管辖范围"
    BRANCH = "branch", "分部"
    SPECIALIST = "specialist", "专员"
    CLIENT = "client", "客户"


class Metric(Choice):
    REVENUE = "revenue", "收入"
    GROSS_PROFIT = "gross_profit", "毛利"
    WAYBILLS = "waybills", "运单量"
    COLLECTION = "collection", "回款"
    DSO = "dso", "周转天数"
    SATISFACTION = "satisfaction", "满意度"
    CLOSURE_RATE = "closure_rate", "结案率"
    GROWTH = "growth", "同比增长"


class PlanStatus(Choice):
    DRAFT = "draft", "草稿"
    APPROVED = "approved", "已批准"
    ADJUSTED = "adjusted", "已调整"


#: Only these are split over months, branches and people; rates and days are copied (domain.md §3.9).
ADDITIVE = frozenset({Metric.REVENUE, Metric.GROSS_PROFIT, Metric.WAYBILLS, Metric.COLLECTION})


class PlanLine(Record, frozen=True, kw_only=True):
    """One target of one entity in one month.

    value: hundredths of the metric's unit: 分 for money, basis points for a rate, hundredths of a waybill or a day.
    """

    about: ClassVar[About] = About("plan_line", "指标", "经营指标", title=("month", "metric", "entity_name"), order="-month")

    level: Annotated[Level, says("层级", listed=True, also=("指标层级",))]
    entity: Annotated[Line, says("对象", listed=True, searched=True, help="分部代码、专员姓名或客户编号", also=("指标对象", "对象编号"))]
    entity_name: Annotated[Line | None, says("对象名称", listed=True, searched=True)] = None
    metric: Annotated[Metric, says("指标", listed=True, also=("指标名称", "考核指标"))]
    month: Annotated[Month, says("月份", listed=True, also=("指标月份", "考核月份", "年月"))]
    value: Annotated[Fen, says("目标值", listed=True, also=("指标值", "目标", "月度指标"), help="金额填元，比率填百分数（18 即 18 %）")]
    version: Annotated[Whole, says("版本", asked=True, least=1)] = 1
    status: Annotated[PlanStatus, says("状态", asked=True, listed=True)] = PlanStatus.APPROVED
    reason: Annotated[Long | None, says("调整原因")] = None
