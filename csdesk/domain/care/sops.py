"""What was promised to a client: the versions of its SOP, their sections, and how a version comes into force (domain.md §3.3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from csdesk.domain.care.clients import Industry
from csdesk.domain.kinds import Day, Id, Line, Tags, Text, Whole
from csdesk.domain.record import About, Choice, Problem, Record, Values, says
from csdesk.domain.states import MANAGERS, Action, Life, Machine, Step
from csdesk.domain.transport.fleet import VehicleType


class SopStatus(Choice):
    DRAFT = "draft", "草稿"
    REVIEWING = "reviewing", "审批中"
    EFFECTIVE = "effective", "已生效"
    SUPERSEDED = "superseded", "已被替代"
    VOID = "void", "作废"


class SectionCode(Choice):
    ORDERING = "ordering", "下单与接单时限"
    VEHICLE = "vehicle", "车型与装载要求"
    PICKUP = "pickup", "提货"
    LOADING = "loading", "装车与清点"
    TRACKING = "tracking", "在途跟踪频次与节点"
    UNLOADING = "unloading", "到达与卸货预约"
    SIGNING = "signing", "签收要求"
    POD = "pod", "回单"
    ESCALATION = "escalation", "异常与升级联系人"
    DAMAGE = "damage", "货损货差处理"
    COMPLAINTS = "complaints", "投诉承诺时限"
    BILLING = "billing", "对账开票回款"
    CONFIDENTIALITY = "confidentiality", "保密与特殊要求"


def _sop_rules(values: Values) -> Iterator[Problem]:
    start, end = values.get("effective_from"), values.get("effective_to")
    if start and end and end < start:
        yield Problem("effective_to", "失效日期不能早于生效日期")
    if values.get("approver_id") and values.get("approver_id") == values.get("author_id"):
        yield Problem("approver_id", "审批人不能是修订人本人")


class ClientSop(Record, frozen=True, kw_only=True):
    """One version of the standard operating procedure agreed with a client."""

    about: ClassVar[About] = About(
        "client_sop",
        "客户SOP",
        "客户SOP",
        title=("version", "status"),
        parent="client_id",
        rules=(_sop_rules,),
        order="-effective_from",
    )

    client_id: Annotated[Id, says("客户", of="client", listed=True, searched=True, also=("客户名称", "客户简称", "客户编号"))]
    version: Annotated[Whole, says("版本", listed=True, least=1, also=("版本号", "SOP版本"))]
    status: Annotated[SopStatus, says("状态", asked=True, listed=True, action_only=True)] = SopStatus.DRAFT
    effective_from: Annotated[Day, says("生效日期", listed=True, also=("生效日", "执行日期"))]
    effective_to: Annotated[Day | None, says("失效日期", listed=True, also=("失效日",))] = None
    change_reason: Annotated[Text, says("修订原因", listed=True, searched=True, also=("修订内容", "修订说明"))]
    author_id: Annotated[Id, says("修订人", offered="me", of="staff", listed=True, also=("编制人",))]
    approver_id: Annotated[Id | None, says("审批人", of="staff", listed=True, action_only=True)] = None
    review_due: Annotated[Day | None, says("下次评审", listed=True, also=("评审日期", "复审日期"), help="空着批准时为生效后 12 个月")] = (
        None
    )
    reviewed_on: Annotated[Day | None, says("上次复核", action_only=True, also=("复核日期",))] = None
    reviewed_by: Annotated[Line | None, says("复核人", action_only=True)] = None


class SopSection(Record, frozen=True, kw_only=True):
    """One section of a SOP version; its numbers override the defaults of deadlines and figures."""

    about: ClassVar[About] = About("sop_section", "SOP章节", "SOP章节", title=("code",), parent="sop_id", order="code")

    sop_id: Annotated[Id, says("SOP版本", of="client_sop")]
    code: Annotated[SectionCode, says("章节", listed=True)]
    title: Annotated[Line | None, says("标题", listed=True)] = None
    body: Annotated[Text, says("内容", listed=True, searched=True)]
    departure_grace_min: Annotated[Whole | None, says("发车宽限", unit="分钟", section="参数", least=0, most=1440)] = None
    arrival_grace_min: Annotated[Whole | None, says("到达宽限", unit="分钟", section="参数", least=0, most=1440)] = None
    signoff_hours: Annotated[Whole | None, says("签收时限", unit="小时", section="参数", least=1, most=720)] = None
    pod_days: Annotated[Whole | None, says("回单时限", unit="天", section="参数", least=0, most=180)] = None
    pod_original_required: Annotated[bool | None, says("回单须原件", section="参数")] = None
    tracking_interval_h: Annotated[Whole | None, says("跟踪间隔", unit="小时", section="参数", least=1, most=72)] = None
    response_min_normal: Annotated[Whole | None, says("一般案件响应", unit="分钟", section="参数", least=1, most=10080)] = None
    response_min_major: Annotated[Whole | None, says("较大案件响应", unit="分钟", section="参数", least=1, most=10080)] = None
    response_min_critical: Annotated[Whole | None, says("重大案件响应", unit="分钟", section="参数", least=1, most=10080)] = None
    close_wd_normal: Annotated[Whole | None, says("一般案件结案", unit="工作日", section="参数", least=1, most=90)] = None
    close_wd_major: Annotated[Whole | None, says("较大案件结案", unit="工作日", section="参数", least=1, most=90)] = None
    close_wd_critical: Annotated[Whole | None, says("重大案件结案", unit="工作日", section="参数", least=1, most=90)] = None
    vehicles_only: Annotated[Tags, says("只用车型", choices=VehicleType, section="参数", help="空着不限；派车提醒和配载建议都照此")] = ()
    vehicles_never: Annotated[Tags, says("不用车型", choices=VehicleType, section="参数")] = ()
    not_mixed_with: Annotated[Tags, says("不与同车", choices=Industry, section="参数", help="不与这些行业客户的货装一车")] = ()
    whole_vehicle: Annotated[bool | None, says("专车", section="参数", help="不与其他客户的货装一车")] = None
    visits_per_year: Annotated[Whole | None, says("拜访频次", unit="次/年", section="参数", least=0, most=366)] = None


class SopRollout(Record, frozen=True, kw_only=True):
    """Who was taught a SOP version, when, and whether they confirmed it (推行记录)."""

    about: ClassVar[About] = About(
        "sop_rollout", "推行记录", "推行记录", title=("person", "trained_on"), parent="sop_id", order="trained_on"
    )

    sop_id: Annotated[Id, says("SOP版本", of="client_sop")]
    person: Annotated[Line, says("参训人", listed=True, searched=True)]
    trained_on: Annotated[Day, says("培训日期", past=True, offered="now", listed=True)]
    confirmed: Annotated[bool, says("已确认", listed=True, asked=True)] = False


# -- how a version comes into force -----------------------------------------------------------------------------------


def _approval_gate(step: Step) -> str | None:
    return next((problem.sentence for problem in _sop_rules(step.after)), None)


def _a_year_after(day: str) -> str:
    """The same day of the next year; of 29 February the 28th."""
    return f"{int(day[:4]) + 1}{day[4:].replace('-02-29', '-02-28')}"


def _approved(step: Step) -> dict[str, Any]:
    start = str(step.after["effective_from"])
    return {} if step.filled.get("review_due") else {"review_due": _a_year_after(start)}


def _reviewed(step: Step) -> dict[str, Any]:
    """It still holds as it is; it is looked at again in a year, or when the person said."""
    again = str(step.filled.get("review_due") or "")
    return {
        "reviewed_on": step.at[:10],
        "reviewed_by": step.by,
        "review_due": again if again > step.at[:10] else _a_year_after(step.at[:10]),
    }


_SUBMIT = Action("submit", "提交审批", SopStatus.REVIEWING)
_RETURN = Action("return", "退回修改", SopStatus.DRAFT, roles=MANAGERS)
_APPROVE = Action(
    "approve",
    "批准生效",
    SopStatus.EFFECTIVE,
    asks=("approver_id", "effective_from", "review_due"),
    needs=("approver_id", "effective_from"),
    gate=_approval_gate,
    stamps=_approved,
    roles=MANAGERS,
)
_REVIEW = Action(
    "review",
    "复核",
    None,
    asks=("review_due",),
    stamps=_reviewed,
    roles=MANAGERS,
    help="内容仍然适用；要修改请新建一版。空着时下次评审为一年后",
)
_SUPERSEDE = Action("supersede", "以新版替代", SopStatus.SUPERSEDED, asks=("effective_to",), needs=("effective_to",), roles=MANAGERS)
_VOID = Action("void", "作废", SopStatus.VOID)

MACHINE = Machine(
    "status",
    {
        SopStatus.DRAFT: (_SUBMIT, _VOID),
        SopStatus.REVIEWING: (_APPROVE, _RETURN, _VOID),
        SopStatus.EFFECTIVE: (_REVIEW, _SUPERSEDE),
        SopStatus.SUPERSEDED: (),
        SopStatus.VOID: (),
    },
)

LIFE = Life(ClientSop, MACHINE)
