"""Tasks (待办): what somebody has to do until a day, for himself or for whoever asked, about any record or none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Annotated, Any, ClassVar

from csdesk.domain.changes import Way
from csdesk.domain.kinds import Day, Id, Line, Long, Moment, Text, Whole
from csdesk.domain.moments import moment_of
from csdesk.domain.record import About, Choice, Problem, Record, Values, says
from csdesk.domain.states import Action, Life, Machine, Step


class TaskSource(Choice):
    AD_HOC = "ad_hoc", "临时"
    SUPERIOR = "superior", "领导交办"
    MEETING = "meeting", "会议"
    PLAN = "plan", "月工作计划"
    COMPLAINT = "complaint", "案件"
    VISIT = "visit", "走访"
    CORRECTIVE = "corrective", "纠正措施"


class TaskStatus(Choice):
    OPEN = "open", "待办"
    DONE = "done", "完成"
    DROPPED = "dropped", "取消"


def _shown(values: Values, _calendar: Any) -> dict[str, Any]:
    """From which day a task is to be done: the day it is due, or that to which it was put off."""
    days = [str(values[name]) for name in ("due", "put_off_to") if values.get(name)]
    return {"show_on": max(days, default=None)}


def _task_rules(values: Values) -> Iterator[Problem]:
    if values.get("remind_at") and values.get("due") and str(values["remind_at"])[:10] > str(values["due"]):
        yield Problem("remind_at", "提醒时间不能晚于截止日期")


class Task(Record, frozen=True, kw_only=True):
    """One thing to do. It lies in the book of whoever is to do it, so that it travels to him and comes back done."""

    about: ClassVar[About] = About(
        "task", "待办", "待办", title=("title",), rules=(_task_rules,), derive=_shown, order="due", lies_with="owner_id"
    )

    title: Annotated[Long, says("事项", listed=True, searched=True, also=("待办", "任务", "工作内容"))]
    due: Annotated[Day, says("截止日期", offered="now", listed=True, also=("期限", "完成日期"))]
    owner_id: Annotated[Id | None, says("负责人", of="staff", offered="me", listed=True, also=("责任人",))] = None
    status: Annotated[TaskStatus, says("状态", asked=True, listed=True, action_only=True)] = TaskStatus.OPEN
    source: Annotated[TaskSource, says("来源", asked=True, listed=True)] = TaskSource.AD_HOC
    about_title: Annotated[Line | None, says("关于", listed=True, searched=True, action_only=True)] = None
    by_id: Annotated[Id | None, says("交办人", of="staff", offered="me", listed=True)] = None
    remind_at: Annotated[Moment | None, says("提醒时间", help="到点在屏幕角上提醒；不填则只列在“今日”")] = None
    notes: Annotated[Text | None, says("备注", searched=True)] = None
    result: Annotated[Text | None, says("完成情况", searched=True)] = None
    put_off_to: Annotated[Day | None, says("推迟到", action_only=True)] = None
    show_on: Annotated[Day | None, says("该做日期", auto=True)] = None
    done_at: Annotated[Moment | None, says("完成时间", action_only=True)] = None
    drop_reason: Annotated[Long | None, says("取消原因", action_only=True)] = None
    reopened: Annotated[Whole, says("重开次数", action_only=True, settles=Way.MOST)] = 0
    about_table: Annotated[Line | None, says("关联台账", action_only=True)] = None
    about_id: Annotated[Line | None, says("关联记录", action_only=True)] = None
    about_book: Annotated[Line | None, says("关联客户簿", action_only=True)] = None


# -- how a task moves -------------------------------------------------------------------------------------------------


def _done(step: Step) -> dict[str, Any]:
    return {"done_at": step.at}


def _tomorrow(step: Step) -> dict[str, Any]:
    return {"put_off_to": (moment_of(step.at) + timedelta(days=1)).date().isoformat()}


def _reopened(step: Step) -> dict[str, Any]:
    return {"done_at": None, "drop_reason": None, "reopened": int(step.before.get("reopened") or 0) + 1}


_DONE = Action("done", "完成", TaskStatus.DONE, asks=("result",), stamps=_done)
_PUT_OFF = Action("put_off", "推到明天", None, stamps=_tomorrow, help="明天再列在“今日”；截止日期不变")
_DROP = Action("drop", "取消", TaskStatus.DROPPED, asks=("drop_reason",), needs=("drop_reason",))
_REOPEN = Action("reopen", "重开", TaskStatus.OPEN, stamps=_reopened)

MACHINE = Machine(
    "status",
    {
        TaskStatus.OPEN: (_DONE, _PUT_OFF, _DROP),
        TaskStatus.DONE: (_REOPEN,),
        TaskStatus.DROPPED: (_REOPEN,),
    },
)
LIFE = Life(Task, MACHINE)
