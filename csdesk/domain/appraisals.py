"""Appraisals of people, what superiors say of them, and when they are on leave (domain.md §3.12, K10, K11)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from csdesk.domain.kinds import Day, Fen, Id, Line, Month, Text, Whole
from csdesk.domain.record import About, Choice, Problem, Record, Values, says
from csdesk.domain.states import MANAGERS, Action, Life, Machine, Step

_PERIOD = re.compile(r"20\d{2}-(0[1-9]|1[0-2]|Q[1-4])")


class AppraisalStatus(Choice):
    SELF = "self", "自评"
    SCORED = "scored", "已评分"
    APPROVED = "approved", "已批准"
    INTERVIEWED = "interviewed", "已面谈"
    ARCHIVED = "archived", "已归档"


class Grade(Choice):
    EXCELLENT = "excellent", "优秀"
    GOOD = "good", "良好"
    FAIR = "fair", "尚可"
    IMPROVE = "improve", "需改进"
    POOR = "poor", "不称职"


def _appraisal_rules(values: Values) -> Iterator[Problem]:
    if not _PERIOD.fullmatch(str(values.get("period"))):
        yield Problem("period", f"期间“{values.get('period')}”看不懂，请写成 2026-06（月）或 2026-Q2（季度）的样子")


class Appraisal(Record, frozen=True, kw_only=True):
    """The appraisal of one person for one month or quarter. total: hundredths of a point."""

    about: ClassVar[About] = About("appraisal", "考核", "绩效考核", title=("period", "status"), rules=(_appraisal_rules,), order="-period")

    staff_id: Annotated[Id, says("被考核人", of="staff", listed=True, searched=True, also=("姓名", "员工"))]
    period: Annotated[Line, says("考核期间", listed=True, help="2026-06 或 2026-Q2", also=("期间", "考核月份"))]
    self_score: Annotated[Fen | None, says("自评分", least=0, most=15000)] = None
    total: Annotated[Fen | None, says("得分", listed=True, action_only=True, least=0, most=15000, also=("总分", "考核得分"))] = None
    grade: Annotated[Grade | None, says("等级", listed=True, action_only=True)] = None
    comment: Annotated[Text | None, says("评语", action_only=True)] = None
    scored_by: Annotated[Line | None, says("评分人", action_only=True)] = None
    approved_on: Annotated[Day | None, says("批准日期", past=True, listed=True, action_only=True)] = None
    approved_by: Annotated[Line | None, says("批准人", action_only=True)] = None
    interviewed_on: Annotated[Day | None, says("面谈日期", past=True, listed=True, action_only=True)] = None
    status: Annotated[AppraisalStatus, says("状态", listed=True, asked=True, action_only=True)] = AppraisalStatus.SELF


def _scored(step: Step) -> dict[str, Any]:
    return {"scored_by": step.by}


def _approved(step: Step) -> dict[str, Any]:
    return {"approved_on": step.at[:10], "approved_by": step.by}


def _interviewed(step: Step) -> dict[str, Any]:
    return {"interviewed_on": step.filled.get("interviewed_on") or step.at[:10]}


_SCORE = Action("score", "评分", AppraisalStatus.SCORED, ("total", "grade", "comment"), ("total",), stamps=_scored, roles=MANAGERS)
_APPROVE = Action("approve", "批准", AppraisalStatus.APPROVED, stamps=_approved, roles=MANAGERS)
_RETURN = Action("return", "退回重评", AppraisalStatus.SELF, noted=True, roles=MANAGERS)
_INTERVIEW = Action("interview", "登记面谈", AppraisalStatus.INTERVIEWED, ("interviewed_on",), stamps=_interviewed, roles=MANAGERS)
_ARCHIVE = Action("archive", "归档", AppraisalStatus.ARCHIVED, roles=MANAGERS)

MACHINE = Machine(
    "status",
    {
        AppraisalStatus.SELF: (_SCORE,),
        AppraisalStatus.SCORED: (_APPROVE, _RETURN),
        AppraisalStatus.APPROVED: (_INTERVIEW,),
        AppraisalStatus.INTERVIEWED: (_ARCHIVE,),
        AppraisalStatus.ARCHIVED: (),
    },
)
LIFE = Life(Appraisal, MACHINE)

#: What a superior marks, each 1 to 5.
MARKS = ("quality", "timeliness", "cooperation", "initiative")
FULL_MARK = 5


class SuperiorScore(Record, frozen=True, kw_only=True):
    """What one superior thinks of one person's month (上级满意度)."""

    about: ClassVar[About] = About("superior_score", "上级评分", "上级评分", title=("month", "rater"), order="-month")

    staff_id: Annotated[Id, says("被评人", of="staff", listed=True, searched=True, also=("姓名", "员工"))]
    month: Annotated[Month, says("月份", listed=True, also=("评分月份", "期间"))]
    rater: Annotated[Line, says("评分人", offered="me", listed=True, searched=True, also=("上级",))]
    quality: Annotated[Whole, says("工作质量", listed=True, least=1, most=FULL_MARK)]
    timeliness: Annotated[Whole, says("及时性", listed=True, least=1, most=FULL_MARK)]
    cooperation: Annotated[Whole, says("协作配合", listed=True, least=1, most=FULL_MARK)]
    initiative: Annotated[Whole, says("主动性", listed=True, least=1, most=FULL_MARK)]
    comment: Annotated[Text | None, says("意见", listed=True)] = None


class LeaveKind(Choice):
    SICK = "sick", "病假"
    PERSONAL = "personal", "事假"
    MATERNITY = "maternity", "产假"
    ANNUAL = "annual", "年假"
    OTHER = "other", "其他"


def _leave_rules(values: Values) -> Iterator[Problem]:
    if values.get("until") and values.get("since") and values["until"] < values["since"]:
        yield Problem("until", "结束日期不能早于开始日期")


class StaffLeave(Record, frozen=True, kw_only=True):
    """A person's absence from a day to a day, both included."""

    about: ClassVar[About] = About("staff_leave", "请假", "请假记录", title=("since", "kind"), rules=(_leave_rules,), order="-since")

    staff_id: Annotated[Id, says("人员", of="staff", listed=True, searched=True, also=("姓名", "员工", "请假人"))]
    since: Annotated[Day, says("开始日期", listed=True, also=("请假开始",))]
    until: Annotated[Day, says("结束日期", listed=True, also=("请假结束",))]
    kind: Annotated[LeaveKind, says("假别", listed=True, asked=True, also=("请假类型",))] = LeaveKind.PERSONAL
    note: Annotated[Line | None, says("备注")] = None
