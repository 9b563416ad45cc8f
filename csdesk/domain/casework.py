"""The work on a case: its progress, its further waybills, the reports up the line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from csdesk.domain.complaints import Severity
from csdesk.domain.kinds import Id, Line, Moment, Text
from csdesk.domain.record import About, Choice, Problem, Record, Values, says


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


class ReportLevel(Choice):
    BRANCH = "branch", "分部经理"
    DEPUTY = "deputy", "副总监"
    DIRECTOR = "director", "客服总监"
    VICE_PRESIDENT = "vice_president", "副总裁"
    AUTHORITY = "authority", "主管部门"


class ReportChannel(Choice):
    ORAL = "oral", "口头"
    PHONE = "phone", "电话"
    WECHAT = "wechat", "微信"
    WRITTEN = "written", "书面"
    EMAIL = "email", "邮件"


#: How long after receiving a case a report must have gone up, in minutes, by severity (domain.md §3.6).
REPORT_MINUTES = {
    Severity.MAJOR: {ReportLevel.BRANCH: 24 * 60},
    Severity.CRITICAL: {ReportLevel.BRANCH: 30, ReportLevel.DEPUTY: 60, ReportLevel.DIRECTOR: 60, ReportLevel.VICE_PRESIDENT: 24 * 60},
}


def _report_rules(values: Values) -> Iterator[Problem]:
    if values.get("acknowledged_at") and values["acknowledged_at"] < values["at"]:
        yield Problem("acknowledged_at", "确认时间不能早于上报时间")


class CaseReport(Record, frozen=True, kw_only=True):
    """One report of a case to a higher level (上报); a case is handled and reported at once."""

    about: ClassVar[About] = About(
        "case_report", "上报", "案件上报", title=("level", "at"), parent="complaint_id", rules=(_report_rules,), order="at"
    )

    complaint_id: Annotated[Id, says("案件", of="complaint", listed=True, also=("案件编号", "投诉编号"))]
    level: Annotated[ReportLevel, says("上报层级", listed=True, also=("层级",))]
    reported_to: Annotated[Line, says("上报对象", listed=True, also=("接报人",))]
    at: Annotated[Moment, says("上报时间", past=True, offered="now", listed=True)]
    channel: Annotated[ReportChannel, says("上报方式", listed=True, asked=True)] = ReportChannel.PHONE
    content: Annotated[Text, says("上报内容", listed=True, searched=True)]
    acknowledged_at: Annotated[Moment | None, says("确认时间", past=True, listed=True)] = None
    instructions: Annotated[Text | None, says("批示", listed=True, also=("指示",))] = None
    instruction_due: Annotated[Moment | None, says("批示期限")] = None
