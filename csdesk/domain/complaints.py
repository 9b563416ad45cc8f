"""Complaints, claims and incidents: what one is, how it moves, when it is due (domain.md §3.6)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Annotated, Any, ClassVar

from csdesk.domain.calendar import WorkCalendar
from csdesk.domain.kinds import Fen, Id, Line, Moment, Tags, Text, Whole, moment_of, wire_moment
from csdesk.domain.record import About, Choice, Problem, Record, Values, says
from csdesk.domain.states import Action, Machine


class CaseKind(Choice):
    COMPLAINT = "complaint", "投诉"
    CLAIM = "claim", "理赔"
    INCIDENT = "incident", "突发事件"
    INQUIRY = "inquiry", "咨询"


class CaseChannel(Choice):
    PHONE = "phone", "电话"
    WECHAT = "wechat", "微信"
    EMAIL = "email", "邮件"
    ONSITE = "onsite", "上门"
    CLIENT_SYSTEM = "client_system", "客户系统"
    HEADQUARTERS = "headquarters", "总部转来"
    SURVEY = "survey", "调查"
    OTHER = "other", "其他"


class CaseType(Choice):
    DELAY = "delay", "延误"
    DAMAGE = "damage", "货损"
    SHORTAGE = "shortage", "货差"
    LOSS = "loss", "丢失"
    ATTITUDE = "attitude", "服务态度"
    BILLING = "billing", "费用争议"
    INFO = "info", "信息错误"
    POD = "pod", "回单"
    SAFETY = "safety", "安全"
    OTHER = "other", "其他"


class Severity(Choice):
    NORMAL = "normal", "一般"
    MAJOR = "major", "较大"
    CRITICAL = "critical", "重大"


class CaseStatus(Choice):
    REGISTERED = "registered", "已登记"
    ACCEPTED = "accepted", "已受理"
    INVESTIGATING = "investigating", "处理中"
    WAITING = "waiting", "待对方"
    PROPOSED = "proposed", "已提方案"
    AGREED = "agreed", "已达成一致"
    CLOSED = "closed", "已结案"
    REOPENED = "reopened", "已重开"
    VOID = "void", "作废"


class Liability(Choice):
    CARRIER = "carrier", "承运商"
    WAREHOUSE = "warehouse", "仓库"
    OWN_CS = "own_cs", "本公司客服"
    OWN_OPS = "own_ops", "本公司运作"
    CLIENT = "client", "客户"
    CONSIGNEE = "consignee", "收货方"
    FORCE_MAJEURE = "force_majeure", "不可抗力"
    UNDETERMINED = "undetermined", "无法判定"


class CloseType(Choice):
    RESOLVED = "resolved", "已解决"
    COMPENSATED = "compensated", "已赔付"
    WITHDRAWN = "withdrawn", "客户撤回"
    REJECTED = "rejected_with_reason", "说明理由不予支持"
    EXTERNAL = "external", "转外部争议"


class ClientOpinion(Choice):
    ACCEPTED = "accepted", "认可"
    PARTLY = "partly", "部分认可"
    REJECTED = "rejected", "不认可"
    UNREACHABLE = "unreachable", "联系不上"


class VoidReason(Choice):
    DUPLICATE = "duplicate", "重复"
    NOT_OURS = "not_ours", "非我方"
    TEST = "test", "测试"


#: First response in minutes and closing in working days, by severity (domain.md §3.6; a SOP may tighten them).
RESPONSE_MINUTES = {Severity.NORMAL: 120, Severity.MAJOR: 60, Severity.CRITICAL: 30}
CLOSING_WORKDAYS = {Severity.NORMAL: 3, Severity.MAJOR: 7, Severity.CRITICAL: 15}

_SUBTYPES = {
    "delay": {"提货不及时", "发车晚点", "中转延误", "送货延误", "压车", "无车"},
    "damage": {"潮湿", "外包装破损", "内物破损", "污染", "温控"},
    "shortage": {"少件", "多件", "错货", "错送"},
    "loss": {"整票丢失", "部分丢失"},
    "attitude": {"客服", "司机", "仓库", "联系不上"},
    "billing": {"价格", "附加费", "发票", "对账差异", "代收货款", "理赔时效"},
    "info": {"状态错误", "不反馈", "录单错误", "系统"},
    "pod": {"回单迟", "回单丢", "印章不符"},
    "safety": {"交通事故", "盗窃", "人员受伤", "危险品"},
}
#: Type → the subtypes that a workbook or a form offers; free text is kept all the same.
SUBTYPES = {CaseType(code): tuple(sorted(names)) for code, names in _SUBTYPES.items()}


def derive(values: Values, calendar: WorkCalendar) -> dict[str, Any]:
    """When a case is to be answered and closed: from severity and registration, moved only by an approved extension.

    Response deadlines are clock hours, closing deadlines end of the n-th working day (domain.md §3.6, §3.15).
    """
    start, received = values.get("registered_at"), values.get("received_at")
    if not start or not received:
        return {}
    severity = Severity(values.get("severity", Severity.NORMAL))
    day = calendar.after(moment_of(start).date(), CLOSING_WORKDAYS[severity])
    first = f"{day.isoformat()}T23:59:59+08:00"
    return {
        "due_response_at": wire_moment(moment_of(received) + timedelta(minutes=RESPONSE_MINUTES[severity])),
        "first_due_close_at": first,
        "due_close_at": values.get("extended_due_at") or first,
        "due_doubtful": not calendar.is_known(day),
    }


def _case_rules(values: Values) -> Iterator[Problem]:
    received, registered = values.get("received_at"), values.get("registered_at")
    if received and registered and received > registered:
        yield Problem("received_at", "受理时间不能晚于登记时间")
    if values.get("closed_at") and received and values["closed_at"] < received:
        yield Problem("closed_at", "结案时间不能早于受理时间")


class Complaint(Record, frozen=True, kw_only=True):
    """One case in the complaint ledger (投诉/案件台账)."""

    about: ClassVar[About] = About(
        "complaint",
        "案件",
        "投诉台账",
        title=("case_no",),
        codes=("case_no", "provisional_no"),
        rules=(_case_rules,),
        derive=derive,
        order="-received_at",
    )

    case_no: Annotated[
        Line, says("案件编号", number="TS-{branch}{seat}-{month}-{n:04}", listed=True, searched=True, also=("投诉编号", "编号", "案件号"))
    ]
    provisional_no: Annotated[Line | None, says("临时编号", searched=True, action_only=True)] = None
    case_kind: Annotated[CaseKind, says("案件性质", asked=True, listed=True)] = CaseKind.COMPLAINT
    client_id: Annotated[Id, says("客户", of="client", listed=True, searched=True, also=("客户名称", "客户简称", "客户编号", "投诉客户"))]
    contact_id: Annotated[Id | None, says("联系人", of="contact", also=("投诉人",))] = None
    waybill_nos: Annotated[Tags, says("运单", listed=True, searched=True, also=("运单号", "关联运单"))] = ()
    channel: Annotated[CaseChannel, says("受理渠道", asked=True, also=("投诉渠道", "来源"))] = CaseChannel.PHONE
    received_at: Annotated[Moment, says("受理时间", listed=True, also=("投诉时间", "受理日期", "投诉日期"))]
    registered_at: Annotated[Moment, says("登记时间", also=("登记日期",))]
    registered_by: Annotated[Line | None, says("登记人")] = None
    type: Annotated[CaseType, says("类型", listed=True, also=("投诉类型", "一级类型"))]
    subtype: Annotated[Line | None, says("细类", also=("二级类型", "投诉细类"))] = None
    severity: Annotated[Severity, says("严重程度", asked=True, listed=True, also=("级别", "严重级别"))] = Severity.NORMAL
    description: Annotated[Text, says("描述", searched=True, also=("投诉内容", "事件描述", "内容"))]
    demand: Annotated[Text | None, says("诉求", also=("客户诉求",))] = None
    claimed_amount: Annotated[Fen | None, says("索赔金额", unit="元", least=0, section="理赔")] = None
    first_response_at: Annotated[Moment | None, says("首次响应", section="处理", also=("首次响应时间",))] = None
    due_response_at: Annotated[Moment | None, says("响应期限", auto=True, section="处理")] = None
    due_close_at: Annotated[Moment | None, says("结案期限", auto=True, listed=True, section="处理")] = None
    first_due_close_at: Annotated[Moment | None, says("原结案期限", auto=True, section="处理")] = None
    due_doubtful: Annotated[bool | None, says("节假日未维护", auto=True, section="处理")] = None
    extended_due_at: Annotated[Moment | None, says("延期至", section="处理", action_only=True)] = None
    extension_reason: Annotated[Text | None, says("延期原因", section="处理", action_only=True)] = None
    liability: Annotated[Liability | None, says("责任方", section="处理", also=("责任归属",))] = None
    root_cause: Annotated[Text | None, says("原因分析", section="处理")] = None
    solution: Annotated[Text | None, says("处理方案", section="处理", also=("处理措施", "处理结果"))] = None
    compensation: Annotated[Fen | None, says("赔付金额", unit="元", least=0, section="理赔", also=("赔付",))] = None
    recovered: Annotated[Fen | None, says("追偿金额", unit="元", least=0, section="理赔", also=("追偿",))] = None
    client_opinion: Annotated[ClientOpinion | None, says("客户意见", section="结案")] = None
    closed_at: Annotated[Moment | None, says("结案时间", section="结案", action_only=True, also=("结案日期",))] = None
    close_type: Annotated[CloseType | None, says("结案类型", section="结案")] = None
    close_confirmed_by: Annotated[Line | None, says("结案确认人", section="结案")] = None
    reopen_count: Annotated[Whole, says("重开次数", section="结案", action_only=True)] = 0
    callback_at: Annotated[Moment | None, says("回访时间", section="结案")] = None
    callback_score: Annotated[Whole | None, says("回访评分", section="结案", least=1, most=5)] = None
    void_reason: Annotated[VoidReason | None, says("作废原因", section="结案", action_only=True)] = None
    owner_id: Annotated[Id | None, says("负责专员", of="staff", also=("负责人", "处理人"))] = None
    status: Annotated[CaseStatus, says("状态", asked=True, listed=True, action_only=True, also=("处理状态", "案件状态"))] = (
        CaseStatus.REGISTERED
    )


class ComplaintEvent(Record, frozen=True, kw_only=True):
    """One step in the life of a case; only ever added. K05 reads the state at any time from these."""

    about: ClassVar[About] = About(
        "complaint_event", "处理记录", "处理记录", title=("at", "action"), parent="complaint_id", insert_only=True, order="at"
    )

    complaint_id: Annotated[Id, says("案件", of="complaint")]
    at: Annotated[Moment, says("时间", listed=True)]
    by: Annotated[Line | None, says("经办人", listed=True)] = None
    action: Annotated[Line, says("动作", listed=True)]
    from_status: Annotated[CaseStatus | None, says("原状态", listed=True)] = None
    to_status: Annotated[CaseStatus, says("新状态", listed=True)]
    note: Annotated[Text | None, says("说明", listed=True)] = None


# -- how a case moves -----------------------------------------------------------------------------------------------


def _closing_gate(values: Values) -> str | None:
    if values.get("severity") != Severity.NORMAL and not values.get("root_cause"):
        return "较大及以上案件结案前请填写原因分析"
    if values.get("severity") != Severity.NORMAL and not values.get("close_confirmed_by"):
        return "较大及以上案件结案前请填写结案确认人"
    if values.get("close_type") == CloseType.COMPENSATED and not values.get("compensation"):
        return "结案类型为“已赔付”时请填写赔付金额"
    return None


_ACCEPT = Action("accept", "受理", CaseStatus.ACCEPTED, asks=("first_response_at",))
_INVESTIGATE = Action("investigate", "开始处理", CaseStatus.INVESTIGATING)
_WAIT = Action("wait", "等待对方", CaseStatus.WAITING, help="等待时间会记录，但不改变结案期限")
_RESUME = Action("resume", "恢复处理", CaseStatus.INVESTIGATING)
_PROPOSE = Action("propose", "提出方案", CaseStatus.PROPOSED, asks=("solution", "liability"), needs=("solution",))
_AGREE = Action("agree", "达成一致", CaseStatus.AGREED, asks=("client_opinion", "compensation"), needs=("client_opinion",))
_BACK = Action("back", "退回处理", CaseStatus.INVESTIGATING)
_CLOSE = Action(
    "close",
    "结案",
    CaseStatus.CLOSED,
    asks=("close_type", "liability", "solution", "root_cause", "client_opinion", "compensation", "recovered", "close_confirmed_by"),
    needs=("close_type", "liability", "solution", "client_opinion"),
    gate=_closing_gate,
)
_WITHDRAW = Action("withdraw", "客户撤回", CaseStatus.CLOSED, asks=("close_type",), help="客户撤回投诉，按撤回结案")
_REOPEN = Action("reopen", "重开", CaseStatus.REOPENED)
_VOID = Action("void", "作废", CaseStatus.VOID, asks=("void_reason",), needs=("void_reason",))

MACHINE = Machine(
    "status",
    {
        CaseStatus.REGISTERED: (_ACCEPT, _WITHDRAW, _VOID),
        CaseStatus.ACCEPTED: (_INVESTIGATE, _WITHDRAW, _VOID),
        CaseStatus.INVESTIGATING: (_WAIT, _PROPOSE, _WITHDRAW, _VOID),
        CaseStatus.WAITING: (_RESUME, _WITHDRAW),
        CaseStatus.PROPOSED: (_AGREE, _BACK, _WITHDRAW),
        CaseStatus.AGREED: (_CLOSE, _BACK),
        CaseStatus.CLOSED: (_REOPEN,),
        CaseStatus.REOPENED: (_INVESTIGATE, _WITHDRAW),
        CaseStatus.VOID: (),
    },
)
