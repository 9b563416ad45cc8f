"""Targets: what a nation, span, branch, specialist or client is to reach in a month (经营指标, domain.md §3.9)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from csdesk.domain.kinds import Day, Fen, Id, Line, Long, Moment, Month, Text, Whole, Year
from csdesk.domain.record import About, Choice, Problem, Record, Values, says


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


class Tier(Choice):
    TARGET = "target", "目标", "基本目标", "必达"
    STRETCH = "stretch", "冲刺", "冲刺目标"
    CHALLENGE = "challenge", "挑战", "挑战目标"


#: Only these are split over months, branches and people; rates and days are copied (domain.md §3.9).
ADDITIVE = frozenset({Metric.REVENUE, Metric.GROSS_PROFIT, Metric.WAYBILLS, Metric.COLLECTION})

_ENTITY_HELP = "分部代码、专员姓名或客户编号"


#: What may be planned to fall or to be lost.
_MAY_BE_NEGATIVE = (Metric.GROSS_PROFIT, Metric.GROWTH)


def _sign_rules(values: Values) -> Iterator[Problem]:
    for name in ("total", "value"):
        if (values.get(name) or 0) < 0 and values.get("metric") not in _MAY_BE_NEGATIVE:
            metric = next((known.label for known in Metric if known == values.get("metric")), "这个指标")
            yield Problem(name, f"{metric}的目标不能是负数，只有毛利和同比增长可以")


class Plan(Record, frozen=True, kw_only=True):
    """What one entity is to reach in one metric and year; its months are its plan lines, its parts are plans below it.

    total: the year in hundredths of the metric's unit, as in `PlanLine`; of a rate what holds in each month. gap: what the
    plans below it sum to, less the total; None while there are none.
    """

    about: ClassVar[About] = About(
        "plan", "年度计划", "年度计划", title=("year", "metric", "entity_name"), rules=(_sign_rules,), order="-year"
    )

    year: Annotated[Year, says("年度", listed=True, least=2020, most=2099)]
    level: Annotated[Level, says("层级", listed=True)]
    entity: Annotated[Line, says("对象", searched=True, help=_ENTITY_HELP)]
    entity_name: Annotated[Line | None, says("对象名称", listed=True, searched=True)] = None
    metric: Annotated[Metric, says("指标", listed=True)]
    tier: Annotated[Tier, says("档位", listed=True, asked=True)] = Tier.TARGET
    total: Annotated[Fen, says("年度目标", listed=True, help="金额填元，比率填百分数")]
    parent_id: Annotated[Id | None, says("上级计划", of="plan")] = None
    weight: Annotated[Whole | None, says("综合权重", least=1, most=100, help="在综合完成率（K03）里的权重，空着为 1")] = None
    version: Annotated[Whole, says("版本", listed=True, asked=True, least=1)] = 1
    reason: Annotated[Long | None, says("调整原因")] = None
    gap: Annotated[Fen | None, says("下级合计差额", listed=True, action_only=True, help="下级合计减本级：正为加码，负为缺口")] = None
    gap_note: Annotated[Text | None, says("差额说明")] = None
    status: Annotated[PlanStatus, says("状态", listed=True, asked=True, action_only=True)] = PlanStatus.DRAFT
    approved_by: Annotated[Line | None, says("批准人", action_only=True)] = None
    approved_at: Annotated[Moment | None, says("批准时间", action_only=True)] = None


class PlanLine(Record, frozen=True, kw_only=True):
    """One target of one entity in one month.

    value: hundredths of the metric's unit: 分 for money, basis points for a rate, hundredths of a waybill or a day.
    """

    about: ClassVar[About] = About(
        "plan_line", "指标", "经营指标", title=("month", "metric", "entity_name"), parent="plan_id", rules=(_sign_rules,), order="-month"
    )

    plan_id: Annotated[Id | None, says("所属计划", of="plan")] = None
    level: Annotated[Level, says("层级", listed=True, also=("指标层级",))]
    entity: Annotated[Line, says("对象", listed=True, searched=True, help=_ENTITY_HELP, also=("指标对象", "对象编号"))]
    entity_name: Annotated[Line | None, says("对象名称", listed=True, searched=True)] = None
    metric: Annotated[Metric, says("指标", listed=True, also=("指标名称", "考核指标"))]
    tier: Annotated[Tier, says("档位", asked=True)] = Tier.TARGET
    month: Annotated[Month, says("月份", listed=True, also=("指标月份", "考核月份", "年月"))]
    value: Annotated[Fen, says("目标值", listed=True, also=("指标值", "目标", "月度指标"), help="金额填元，比率填百分数（18 即 18 %）")]
    version: Annotated[Whole, says("版本", asked=True, least=1)] = 1
    status: Annotated[PlanStatus, says("状态", asked=True, listed=True)] = PlanStatus.APPROVED
    reason: Annotated[Long | None, says("调整原因")] = None


class CorrectiveStatus(Choice):
    OPEN = "open", "进行中"
    CHECKED = "checked", "已验证"


def _corrective_rules(values: Values) -> Iterator[Problem]:
    if not values.get("plan_line_id") and not values.get("kpi"):
        yield Problem("kpi", "请填写针对的经营指标，或 K01 这样的指标编号")


class CorrectiveAction(Record, frozen=True, kw_only=True):
    """What is done about a target or figure that is missed (纠偏), by whom and until when, and whether it helped.

    plan_line_id: the target; of a figure the KPI, its level, entity and period instead, and what it stood at.
    """

    about: ClassVar[About] = About(
        "corrective_action", "纠偏措施", "纠偏措施", title=("measure",), parent="plan_line_id", rules=(_corrective_rules,), order="due"
    )  # fmt: skip

    plan_line_id: Annotated[Id | None, says("针对指标", of="plan_line", listed=True)] = None
    kpi: Annotated[Line | None, says("指标编号", listed=True, searched=True, help="K01 这样的编号")] = None
    period: Annotated[Line | None, says("期间", listed=True)] = None
    level: Annotated[Level | None, says("层级")] = None
    entity: Annotated[Line | None, says("对象代码")] = None
    entity_name: Annotated[Line | None, says("对象", listed=True, searched=True)] = None
    stood_at: Annotated[Line | None, says("实际与考核", listed=True)] = None
    gap: Annotated[Fen | None, says("差距", listed=True, help="目标减实际")] = None
    cause: Annotated[Text, says("原因", listed=True, searched=True)]
    measure: Annotated[Text, says("措施", listed=True, searched=True)]
    owner: Annotated[Line, says("责任人", offered="me", listed=True, searched=True)]
    due: Annotated[Day, says("完成期限", listed=True)]
    status: Annotated[CorrectiveStatus, says("状态", listed=True, asked=True, action_only=True)] = CorrectiveStatus.OPEN
    effect: Annotated[Text | None, says("效果验证")] = None
    checked_by: Annotated[Line | None, says("验证人", action_only=True)] = None
    checked_at: Annotated[Moment | None, says("验证时间", action_only=True)] = None
