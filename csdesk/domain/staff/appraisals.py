"""Appraisals of people, what superiors say of them, and when they are on leave (domain.md §3.12, K10, K11)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from csdesk.domain.kinds import Day, Fen, Id, Line, Long, Moment, Month, Rate, Text, Whole
from csdesk.domain.record import About, Choice, Problem, Record, Values, fields_of, says
from csdesk.domain.staff.people import Role
from csdesk.domain.states import MANAGERS, Action, Life, Machine, Step

_PERIOD = re.compile(r"20\d{2}(-(0[1-9]|1[0-2]|Q[1-4]))?")


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


#: What a total in hundredths is at least, for each grade (domain.md §2.9).
_GRADES = ((9000, Grade.EXCELLENT), (8000, Grade.GOOD), (7000, Grade.FAIR), (6000, Grade.IMPROVE))


def grade_of(total: int) -> Grade:
    """The grade of a total in hundredths of a point."""
    return next((grade for least, grade in _GRADES if total >= least), Grade.POOR)


def _appraisal_rules(values: Values) -> Iterator[Problem]:
    if not _PERIOD.fullmatch(str(values.get("period"))):
        yield Problem("period", f"期间“{values.get('period')}”看不懂，请写成 2026-06（月）、2026-Q2（季度）或 2026（年）的样子")


class Appraisal(Record, frozen=True, kw_only=True):
    """The appraisal of one person for one month, quarter or year.

    total: hundredths of a point. scheme_version: by which scheme its items were made; None for one that is written by hand.
    open_items: how many items rest on figures that are not frozen yet, or wait to be scored by hand.
    """

    about: ClassVar[About] = About("appraisal", "考核", "绩效考核", title=("period", "status"), rules=(_appraisal_rules,), order="-period")

    staff_id: Annotated[Id, says("被考核人", of="staff", listed=True, searched=True, also=("姓名", "员工"))]
    period: Annotated[Line, says("考核期间", listed=True, help="2026-06、2026-Q2 或 2026", also=("期间", "考核月份"))]
    role: Annotated[Role | None, says("岗位", listed=True, action_only=True)] = None
    scheme_version: Annotated[Whole | None, says("方案版本", action_only=True)] = None
    open_items: Annotated[Whole | None, says("未定项数", action_only=True, help="数据还是暂估、或还没有打分的项目")] = None
    self_score: Annotated[Fen | None, says("自评分", least=0, most=15000)] = None
    total: Annotated[Fen | None, says("得分", listed=True, action_only=True, least=0, most=15000, also=("总分", "考核得分"))] = None
    grade: Annotated[Grade | None, says("等级", listed=True, action_only=True)] = None
    comment: Annotated[Text | None, says("评语", action_only=True)] = None
    scored_by: Annotated[Line | None, says("评分人", action_only=True)] = None
    approved_on: Annotated[Day | None, says("批准日期", past=True, listed=True, action_only=True)] = None
    approved_by: Annotated[Line | None, says("批准人", action_only=True)] = None
    interviewed_on: Annotated[Day | None, says("面谈日期", past=True, listed=True, action_only=True)] = None
    status: Annotated[AppraisalStatus, says("状态", listed=True, asked=True, action_only=True)] = AppraisalStatus.SELF


class AppraisalItem(Record, frozen=True, kw_only=True):
    """One item of an appraisal: what a KPI came to and the points it earns, or what is scored by hand.

    num, den, target: exact numbers as text. score, override: hundredths of a point; what was set by hand stands.
    """

    about: ClassVar[About] = About(
        "appraisal_item", "考核项目", "考核项目", title=("name",), parent="appraisal_id", by_action=True, order="position"
    )

    appraisal_id: Annotated[Id, says("考核", of="appraisal")]
    position: Annotated[Whole, says("次序")]
    kpi: Annotated[Line | None, says("指标编号", listed=True, help="空着的由上级打分")] = None
    name: Annotated[Line, says("项目", listed=True, searched=True)]
    weight: Annotated[Whole, says("权重", listed=True)]
    target: Annotated[Line | None, says("目标值")] = None
    target_text: Annotated[Line | None, says("目标", listed=True)] = None
    num: Annotated[Long | None, says("分子")] = None
    den: Annotated[Long | None, says("分母")] = None
    value: Annotated[Line | None, says("实际", listed=True)] = None
    attain: Annotated[Rate | None, says("达成率", listed=True)] = None
    score: Annotated[Fen | None, says("得分", listed=True)] = None
    data_frozen_at: Annotated[Day | None, says("数据定于", listed=True, help="结账冻结的日期；空着的是暂估")] = None
    override: Annotated[Fen | None, says("改定得分", listed=True)] = None
    override_reason: Annotated[Text | None, says("改定原因", listed=True)] = None
    override_by: Annotated[Line | None, says("改定人")] = None


class Interview(Record, frozen=True, kw_only=True):
    """What was talked about with a person after the appraisal (面谈记录)."""

    about: ClassVar[About] = About(
        "interview", "面谈", "面谈记录", title=("held_on", "interviewer"), parent="appraisal_id", insert_only=True, order="-held_on"
    )

    appraisal_id: Annotated[Id, says("考核", of="appraisal")]
    held_on: Annotated[Day, says("面谈日期", offered="now", past=True, listed=True)]
    interviewer: Annotated[Line, says("面谈人", offered="me", listed=True, searched=True)]
    strengths: Annotated[Text | None, says("成功方面")] = None
    shortfalls: Annotated[Text | None, says("待改进", listed=True)] = None
    causes: Annotated[Text | None, says("原因")] = None
    measures: Annotated[Text | None, says("改进计划", listed=True, help="每行一项：事项、措施、期限")] = None
    training: Annotated[Text | None, says("培训需求")] = None
    support: Annotated[Text | None, says("需要的支持")] = None
    next_goals: Annotated[Text | None, says("下期目标")] = None
    opinion: Annotated[Text | None, says("员工意见")] = None
    confirmed: Annotated[bool, says("双方确认", listed=True, asked=True)] = False
    confirmed_at: Annotated[Moment | None, says("确认时间", past=True)] = None


def _score_gate(step: Step) -> str | None:
    known = step.before.get("total")
    if step.before.get("scheme_version") is not None and step.filled.get("total") not in (None, known):
        return "得分由各项合计而来，请在“考核评分”中改定单项的得分"
    return None


def _scored(step: Step) -> dict[str, Any]:
    return {"scored_by": step.by, "grade": grade_of(int(step.after["total"]))}


def _approve_bar(step: Step) -> str | None:
    if many := step.before.get("open_items"):
        return f"还有 {many} 项的数据没有结账冻结或没有打分：请退回重评，结账后在“考核评分”重新取数"
    return None


def _approved(step: Step) -> dict[str, Any]:
    return {"approved_on": step.at[:10], "approved_by": step.by}


def _interviewed(step: Step) -> dict[str, Any]:
    return {"interviewed_on": step.filled.get("held_on") or step.at[:10]}


_TALKED = tuple(f.name for f in fields_of(Interview) if f.name != "appraisal_id")

_SCORE = Action("score", "评分", AppraisalStatus.SCORED, ("total", "comment"), ("total",), gate=_score_gate, stamps=_scored, roles=MANAGERS)
_APPROVE = Action("approve", "批准", AppraisalStatus.APPROVED, bar=_approve_bar, stamps=_approved, roles=MANAGERS)
_RETURN = Action("return", "退回重评", AppraisalStatus.SELF, noted=True, roles=MANAGERS)
_INTERVIEW = Action("interview", "登记面谈", AppraisalStatus.INTERVIEWED, _TALKED, stamps=_interviewed, roles=MANAGERS, writes=Interview)
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
