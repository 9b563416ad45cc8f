"""The client follow-up ledger (客户跟踪台账, domain.md §3.4): visits, calls, feedback, what moves at a client."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from csdesk.domain.kinds import Day, Id, Line, Long, Moment, Tags, Text
from csdesk.domain.record import About, Choice, Problem, Record, Values, says


class LogType(Choice):
    VISIT = "visit", "走访"
    RETURN_VISIT = "return_visit", "回访"
    FEEDBACK = "feedback", "反馈"
    STATUS = "status", "客户动态"
    CALL = "call", "电话"
    WECHAT = "wechat", "微信"
    MEETING = "meeting", "会议"
    SHIPMENT_TREND = "shipment_trend", "发货动态"


#: Types that tell of a client without anybody having spoken to it.
NEWS = (LogType.STATUS, LogType.SHIPMENT_TREND)


class LogChannel(Choice):
    ONSITE = "onsite", "上门"
    PHONE = "phone", "电话"
    WECHAT = "wechat", "微信"
    EMAIL = "email", "邮件"
    VIDEO = "video", "视频"


def channel_of(log_type: str) -> LogChannel:
    """How one speaks to a client at a follow-up of this type, unless somebody says otherwise."""
    return {LogType.VISIT: LogChannel.ONSITE, LogType.WECHAT: LogChannel.WECHAT}.get(LogType(log_type), LogChannel.PHONE)


class Sentiment(Choice):
    POSITIVE = "positive", "积极"
    NEUTRAL = "neutral", "平稳"
    NEGATIVE = "negative", "消极"


class ClientMove(Choice):
    CAPACITY = "capacity", "产能变化"
    WAREHOUSE = "warehouse", "换仓"
    COMPETITOR = "competitor", "竞品接触"
    PEOPLE = "people", "人事变动"
    PRICE = "price", "价格诉求"
    LANES = "lanes", "扩线"
    LESS = "less", "减量"
    STOP = "stop", "停产"


class Risk(Choice):
    NONE = "none", "无"
    WATCH = "watch", "关注"
    HIGH = "high", "高"


#: A note shorter than this says nothing to whoever reads it next month.
SHORTEST_CONTENT = 10


def _log_rules(values: Values) -> Iterator[Problem]:
    if len(str(values.get("content") or "")) < SHORTEST_CONTENT:
        yield Problem("content", f"内容请至少写 {SHORTEST_CONTENT} 个字")
    if values.get("log_type") == LogType.VISIT and not values.get("contact_id"):
        yield Problem("contact_id", "走访请填写对方联系人")
    if values.get("follow_up") and not values.get("follow_up_due"):
        yield Problem("follow_up_due", "有后续动作时请填写截止日期")
    day, again = str(values.get("occurred_at") or "")[:10], values.get("next_on")
    if day and again and not (day < str(again) <= _year_after(day)):
        yield Problem("next_on", "下次联系应在这次之后的一年以内")


def _year_after(day: str) -> str:
    return f"{int(day[:4]) + 1}{day[4:]}"


class ClientLog(Record, frozen=True, kw_only=True):
    """One entry of the follow-up ledger."""

    about: ClassVar[About] = About(
        "client_log",
        "跟踪记录",
        "客户跟踪台账",
        title=("occurred_at", "log_type"),
        parent="client_id",
        rules=(_log_rules,),
        order="-occurred_at",
    )

    occurred_at: Annotated[
        Moment, says("日期", past=True, offered="now", listed=True, also=("跟踪日期", "拜访日期", "走访日期", "时间", "沟通时间"))
    ]
    client_id: Annotated[Id, says("客户", of="client", listed=True, searched=True, also=("客户名称", "客户简称", "客户编号"))]
    log_type: Annotated[LogType, says("类型", listed=True, also=("跟踪类型", "记录类型", "拜访类型"))]
    channel: Annotated[LogChannel, says("方式", listed=True, asked=True, also=("沟通方式", "跟踪方式", "拜访方式"))] = LogChannel.PHONE
    contact_id: Annotated[Id | None, says("对方人员", of="contact", listed=True, also=("对方", "联系人", "拜访对象", "对接人"))] = None
    participants: Annotated[
        Tags, says("我方人员", asked=True, offered="me", also=("拜访人", "跟踪人", "参与人"), help="姓名，用顿号隔开")
    ] = ()
    purpose: Annotated[Long | None, says("目的", also=("拜访目的", "沟通目的"))] = None
    content: Annotated[Text, says("内容", listed=True, searched=True, also=("跟踪内容", "沟通内容", "拜访内容", "记录内容"))]
    sentiment: Annotated[Sentiment | None, says("客户情绪", also=("情绪",))] = None
    tags: Annotated[Tags, says("客户动态标签", choices=ClientMove, listed=True, also=("标签", "客户动态"))] = ()
    risk: Annotated[Risk, says("风险级别", asked=True, listed=True, also=("风险",), help="“高”会提醒分部经理")] = Risk.NONE
    next_on: Annotated[
        Day | None, says("下次联系", listed=True, section="后续", also=("下次联系时间", "下次跟进", "下次跟进时间", "下次拜访"))
    ] = None
    follow_up: Annotated[Text | None, says("后续动作", section="后续", also=("后续跟进", "下一步", "跟进措施", "下步计划"))] = None
    follow_up_by: Annotated[Line | None, says("责任人", section="后续", also=("跟进人",))] = None
    follow_up_due: Annotated[Day | None, says("截止日期", section="后续", also=("完成期限", "跟进期限", "计划完成日期"))] = None
    visit_plan_id: Annotated[Id | None, says("计划拜访", of="visit_plan", section="关联")] = None
    waybill_id: Annotated[Id | None, says("关联运单", of="waybill", section="关联", also=("运单号",))] = None
    complaint_id: Annotated[Id | None, says("关联案件", of="complaint", section="关联", also=("案件编号",))] = None
    response_id: Annotated[Id | None, says("关联调查", of="survey_response", section="关联")] = None
    owner_id: Annotated[Id | None, says("负责专员", of="staff", listed=True, also=("客服专员", "专员", "记录人"))] = None
