"""Satisfaction surveys: rounds and the answers to them (满意度调查, domain.md §3.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, ClassVar

from csdesk.domain.kinds import Day, Id, Line, Long, Moment, Tags, Text, Whole
from csdesk.domain.record import About, Choice, Problem, Record, Values, says
from csdesk.domain.states import MANAGERS, Action, Life, Machine


class SurveyMethod(Choice):
    PHONE = "phone", "电话"
    ONLINE = "online", "在线"
    PAPER = "paper", "纸质"
    ONSITE = "onsite", "上门"


class RoundStatus(Choice):
    DRAFT = "draft", "准备中"
    OPEN = "open", "进行中"
    CLOSED = "closed", "已结束"


class Dissatisfaction(Choice):
    TIMELINESS = "timeliness", "时效"
    SAFETY = "safety", "安全"
    INFORMATION = "information", "信息反馈"
    ATTITUDE = "attitude", "服务态度"
    EXCEPTIONS = "exceptions", "异常处理"
    BILLING = "billing", "结算准确"
    PRICE = "price", "价格"
    OTHER = "other", "其他"


class InvalidReason(Choice):
    DUPLICATE = "duplicate", "重复"
    BLANK = "blank", "空白"
    LATE = "late", "逾期"
    NOT_CUSTOMER = "not_customer", "非客户本人"


_PERIOD = re.compile(r"\d{4}-(0[1-9]|1[0-2]|Q[1-4])")
#: The six dimensions of a questionnaire, each marked 1 to 5.
DIMENSIONS = ("timeliness", "safety", "information", "attitude", "exceptions", "billing")


def _round_rules(values: Values) -> Iterator[Problem]:
    if not _PERIOD.fullmatch(str(values.get("period"))):
        yield Problem("period", f"期间“{values.get('period')}”看不懂，请写成 2026-06（月）或 2026-Q2（季度）的样子")
    sent, closes = values.get("sent_on"), values.get("closes_on")
    if sent and closes and closes < sent:
        yield Problem("closes_on", "截止日期不能早于发放日期")


class SurveyRound(Record, frozen=True, kw_only=True):
    """One round of a satisfaction survey."""

    about: ClassVar[About] = About(
        "survey_round", "调查期次", "满意度调查", title=("name",), codes=("name", "period"), rules=(_round_rules,), order="-period"
    )

    name: Annotated[Line, says("名称", listed=True, searched=True, also=("调查名称", "期次名称"))]
    period: Annotated[Line, says("期间", listed=True, also=("调查期间", "期次"), help="月 2026-06 或季度 2026-Q2")]
    purpose: Annotated[Long | None, says("目的")] = None
    population: Annotated[Long | None, says("对象口径", help="例如：有运单的全部合作中客户")] = None
    method: Annotated[SurveyMethod, says("方式", asked=True, listed=True, also=("调查方式",))] = SurveyMethod.PHONE
    questionnaire_version: Annotated[Line | None, says("题目版本")] = None
    sent_on: Annotated[Day, says("发放日期", offered="now", listed=True, also=("开始日期",))]
    closes_on: Annotated[Day, says("截止日期", listed=True, also=("结束日期",))]
    status: Annotated[RoundStatus, says("状态", asked=True, listed=True, action_only=True)] = RoundStatus.OPEN


_OPEN = Action("open", "开始发放", RoundStatus.OPEN)
_CLOSE = Action("close", "结束调查", RoundStatus.CLOSED, help="没有回复的不计入满意率；以后不再录入")
_REOPEN = Action("reopen", "重新开放", RoundStatus.OPEN, asks=("closes_on",), needs=("closes_on",), noted=True, roles=MANAGERS)
MACHINE = Machine("status", {RoundStatus.DRAFT: (_OPEN,), RoundStatus.OPEN: (_CLOSE,), RoundStatus.CLOSED: (_REOPEN,)})
LIFE = Life(SurveyRound, MACHINE)


def _response_rules(values: Values) -> Iterator[Problem]:
    sent, came = values.get("sent_at"), values.get("responded_at")
    if sent and came and came < sent:
        yield Problem("responded_at", "回复时间不能早于发出时间")
    if values.get("valid") is False and not values.get("invalid_reason"):
        yield Problem("invalid_reason", "无效问卷请填写无效原因")
    marks = [values.get(name) for name in ("overall", *DIMENSIONS)]
    answered = bool(came) and values.get("valid") is not False
    if answered and not any(marks):
        yield Problem("overall", "有效问卷请填写总体满意或各维度评分")
    if answered and (values.get("overall") or 5) <= 3 and not values.get("reason_codes"):
        yield Problem("reason_codes", "总体满意为 3 分及以下时请填写不满意原因")


class SurveyResponse(Record, frozen=True, kw_only=True):
    """One questionnaire sent to one contact, and the answer if one came."""

    about: ClassVar[About] = About(
        "survey_response",
        "调查问卷",
        "调查问卷",
        title=("responded_at", "overall"),
        parent="round_id",
        rules=(_response_rules,),
        order="-responded_at",
    )

    round_id: Annotated[Id, says("调查期次", of="survey_round", listed=True, also=("期次", "调查名称", "期间", "调查期间"))]
    client_id: Annotated[Id, says("客户", of="client", listed=True, searched=True, also=("客户名称", "客户简称", "客户编号"))]
    contact_id: Annotated[Id, says("联系人", of="contact", listed=True, also=("受访人", "被调查人", "答卷人"))]
    sent_at: Annotated[Moment | None, says("发出时间", past=True, also=("发放时间", "发放日期"))] = None
    responded_at: Annotated[
        Moment | None, says("回复时间", past=True, listed=True, also=("回复日期", "答卷时间", "调查日期", "回收日期"))
    ] = None
    overall: Annotated[Whole | None, says("总体满意", listed=True, least=1, most=5, also=("总体满意度", "总体评价", "满意度"))] = None
    timeliness: Annotated[Whole | None, says("时效", section="维度", least=1, most=5)] = None
    safety: Annotated[Whole | None, says("安全", section="维度", least=1, most=5)] = None
    information: Annotated[Whole | None, says("信息反馈", section="维度", least=1, most=5)] = None
    attitude: Annotated[Whole | None, says("服务态度", section="维度", least=1, most=5)] = None
    exceptions: Annotated[Whole | None, says("异常处理", section="维度", least=1, most=5)] = None
    billing: Annotated[Whole | None, says("结算准确", section="维度", least=1, most=5)] = None
    nps: Annotated[Whole | None, says("推荐意愿", least=0, most=10, also=("推荐分", "NPS"))] = None
    reason_codes: Annotated[Tags, says("不满意原因", choices=Dissatisfaction, listed=True)] = ()
    comment: Annotated[Text | None, says("意见", listed=True, searched=True, also=("意见建议", "意见与建议", "客户意见"))] = None
    valid: Annotated[bool, says("有效", asked=True, listed=True, also=("是否有效",))] = True
    invalid_reason: Annotated[InvalidReason | None, says("无效原因")] = None
    entered_by: Annotated[Line | None, says("录入人", offered="me", help="用于考核时不应是该客户的负责专员")] = None
    owner_id: Annotated[Id | None, says("负责专员", of="staff", also=("客服专员", "专员"))] = None
