"""The monthly work plan (月工作计划): its items, from agreed to done or cancelled (domain.md K09)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from csdesk.domain.kinds import Day, Id, Line, Text, Whole
from csdesk.domain.record import About, Choice, Problem, Record, Values, says
from csdesk.domain.states import MANAGERS, Action, Life, Machine, Step


class WorkOrigin(Choice):
    PLANNED = "planned", "月初计划", "计划内"
    ADDED = "added", "追加", "临时追加"


class WorkStatus(Choice):
    TODO = "todo", "待办", "未开始"
    DOING = "doing", "进行中"
    DONE = "done", "已完成", "完成"
    CANCELLED = "cancelled", "已取消", "取消"


def _rules(values: Values) -> Iterator[Problem]:
    if values.get("origin") == WorkOrigin.ADDED and not values.get("approved_by"):
        yield Problem("approved_by", "追加的计划项请填写批准人，未经批准的追加不计入完成率")


class WorkItem(Record, frozen=True, kw_only=True):
    """One thing that somebody is to finish by a day; it counts in the month of that day, in no later one."""

    about: ClassVar[About] = About("work_item", "计划项", "月工作计划", title=("title",), rules=(_rules,), order="-due_date")

    title: Annotated[Line, says("工作内容", listed=True, searched=True, also=("计划内容", "工作事项", "任务", "事项"))]
    owner_id: Annotated[Id, says("责任人", of="staff", offered="me", listed=True, searched=True, also=("负责人", "执行人"))]
    due_date: Annotated[Day, says("要求完成日", listed=True, also=("完成期限", "计划完成日期", "截止日期"))]
    origin: Annotated[WorkOrigin, says("来源", listed=True, asked=True)] = WorkOrigin.PLANNED
    weight: Annotated[Whole, says("权重", least=1, most=100)] = 1
    standard: Annotated[Text | None, says("完成标准", also=("目标", "要求"))] = None
    done_on: Annotated[Day | None, says("完成日期", past=True, listed=True, action_only=True, also=("实际完成日期",))] = None
    result: Annotated[Text | None, says("完成情况", listed=True, also=("结果",))] = None
    approved_by: Annotated[Line | None, says("批准人", help="追加由上级批准")] = None
    cancelled_on: Annotated[Day | None, says("取消日期", past=True, action_only=True)] = None
    cancelled_by: Annotated[Line | None, says("取消批准人", action_only=True)] = None
    status: Annotated[WorkStatus, says("状态", listed=True, asked=True, action_only=True, also=("完成状态",))] = WorkStatus.TODO


def _done(step: Step) -> dict[str, Any]:
    return {"done_on": step.filled.get("done_on") or step.at[:10]}


def _cancelled(step: Step) -> dict[str, Any]:
    return {"cancelled_on": step.at[:10], "cancelled_by": step.by}


def _undone(_: Step) -> dict[str, Any]:
    return {"done_on": None}


def _not_future(step: Step) -> str | None:
    return "完成日期不能晚于今天" if step.filled.get("done_on", "") > step.at[:10] else None


_START = Action("start", "开始", WorkStatus.DOING)
_DONE = Action("done", "完成", WorkStatus.DONE, asks=("done_on", "result"), gate=_not_future, stamps=_done)
_CANCEL = Action("cancel", "批准取消", WorkStatus.CANCELLED, stamps=_cancelled, roles=MANAGERS, help="取消后不再计入当月完成率")
_BACK = Action("back", "退回未完成", WorkStatus.DOING, noted=True, stamps=_undone)

MACHINE = Machine(
    "status",
    {
        WorkStatus.TODO: (_START, _DONE, _CANCEL),
        WorkStatus.DOING: (_DONE, _CANCEL),
        WorkStatus.DONE: (_BACK,),
        WorkStatus.CANCELLED: (),
    },
)
LIFE = Life(WorkItem, MACHINE)
