"""The work on a case: its progress, its further waybills, the reports up the line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from csdesk.domain.cases.case_choices import ReportChannel, ReportLevel, ReportStatus
from csdesk.domain.kinds import Day, Id, Line, Moment, Text
from csdesk.domain.record import About, Choice, Problem, Record, Values, says
from csdesk.domain.states import Action, Life, Machine, Step


class ProgressKind(Choice):
    PROGRESS = "progress", "进度"
    CONTACT = "contact", "沟通"
    MEASURE = "measure", "措施"
    REJECTION = "rejection", "驳回"
    RESULT = "result", "结果"


class ComplaintProgress(Record, frozen=True, kw_only=True):
    """One dated entry of what was done or said in a case (处理措施)."""

    about: ClassVar[About] = About(
        "complaint_progress", "处理进度", "处理进度", title=("at", "text"), parent="complaint_id", insert_only=True, order="at"
    )

    complaint_id: Annotated[Id, says("案件", of="complaint", listed=True, also=("案件编号", "投诉编号"))]
    at: Annotated[Moment, says("时间", past=True, offered="now", listed=True, also=("处理时间", "跟进时间"))]
    kind: Annotated[ProgressKind, says("种类", listed=True, asked=True)] = ProgressKind.PROGRESS
    by: Annotated[Line | None, says("经办人", offered="me", listed=True, also=("处理人",))] = None
    with_whom: Annotated[Line | None, says("沟通对象", listed=True)] = None
    text: Annotated[Text, says("内容", listed=True, searched=True, also=("处理进度", "处理措施", "跟进内容"))]


class ComplaintWaybill(Record, frozen=True, kw_only=True):
    """A further waybill of a case, beside the one that the case names."""

    about: ClassVar[About] = About("complaint_waybill", "关联运单", "案件关联运单", title=("waybill_id",), parent="complaint_id")

    complaint_id: Annotated[Id, says("案件", of="complaint", listed=True, also=("案件编号", "投诉编号"))]
    waybill_id: Annotated[Id, says("运单", of="waybill", listed=True, also=("运单号",))]
    note: Annotated[Line | None, says("说明", listed=True)] = None


def _report_rules(values: Values) -> Iterator[Problem]:
    if values.get("acknowledged_at") and values["acknowledged_at"] < str(values.get("at") or ""):
        yield Problem("acknowledged_at", "确认时间不能早于上报时间")


class CaseReport(Record, frozen=True, kw_only=True):
    """One report of a case to a higher level (上报), until it was received, answered, and what was answered is done."""

    about: ClassVar[About] = About(
        "case_report",
        "上报",
        "案件上报",
        title=("level", "at"),
        parent="complaint_id",
        rules=(_report_rules,),
        insert_only=True,
        order="at",
    )

    complaint_id: Annotated[Id, says("案件", of="complaint", also=("案件编号", "投诉编号"))]
    level: Annotated[ReportLevel, says("上报层级", listed=True, also=("层级",))]
    reported_to: Annotated[Line, says("上报对象", listed=True, also=("接报人",))]
    at: Annotated[Moment, says("上报时间", past=True, offered="now", listed=True)]
    status: Annotated[ReportStatus, says("状态", asked=True, listed=True, action_only=True)] = ReportStatus.SENT
    channel: Annotated[ReportChannel, says("上报方式", listed=True, asked=True)] = ReportChannel.PHONE
    content: Annotated[Text, says("上报内容", listed=True, searched=True)]
    acknowledged_at: Annotated[Moment | None, says("接报时间", past=True, listed=True, action_only=True, also=("确认时间",))] = None
    instructions: Annotated[Text | None, says("批示", listed=True, action_only=True, also=("指示",))] = None
    instructed_by: Annotated[Line | None, says("批示人", action_only=True)] = None
    instruction_due: Annotated[Day | None, says("批示期限", listed=True, action_only=True)] = None
    carried_out: Annotated[Text | None, says("落实情况", listed=True, action_only=True)] = None


# -- how a report is answered -----------------------------------------------------------------------------------------


def _received(step: Step) -> dict[str, Any]:
    return {"acknowledged_at": step.filled.get("acknowledged_at") or step.at}


def _instructed(step: Step) -> dict[str, Any]:
    told = {"acknowledged_at": step.before.get("acknowledged_at") or step.at}
    return told | {"instructed_by": step.filled.get("instructed_by") or step.by}


def _in_order(step: Step) -> str | None:
    received = step.filled.get("acknowledged_at")
    return "接报时间不能早于上报时间" if received and received < step.before.get("at", "") else None


_RECEIVE = Action(
    "receive",
    "接报",
    ReportStatus.RECEIVED,
    asks=("acknowledged_at",),
    gate=_in_order,
    stamps=_received,
    help="上级知道了的时间；不填为现在",
)
_INSTRUCT = Action(
    "instruct",
    "批示",
    ReportStatus.INSTRUCTED,
    asks=("instructions", "instruction_due", "instructed_by"),
    needs=("instructions",),
    stamps=_instructed,
    help="上级的指示；口头得到的请写明批示人",
)
_CARRY_OUT = Action("carry_out", "落实", ReportStatus.DONE, asks=("carried_out",), needs=("carried_out",), help="批示落实得怎么样")

REPORT_MACHINE = Machine(
    "status",
    {
        ReportStatus.SENT: (_RECEIVE, _INSTRUCT),
        ReportStatus.RECEIVED: (_INSTRUCT,),
        ReportStatus.INSTRUCTED: (_CARRY_OUT, _INSTRUCT),
        ReportStatus.DONE: (),
    },
)
REPORT_LIFE = Life(CaseReport, REPORT_MACHINE)
