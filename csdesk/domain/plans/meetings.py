"""Meetings and what came out of them (会议纪要): minutes are issued, and what somebody is to do becomes a task (domain.md §3.10)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from csdesk.domain.kinds import Day, Id, Line, Long, Moment, Text
from csdesk.domain.record import About, Choice, Problem, Record, Values, says
from csdesk.domain.states import Action, Life, Machine, Step


class MeetingKind(Choice):
    DAILY = "daily", "每日例会", "日会", "晨会"
    WEEKLY = "weekly", "周例会", "周会"
    MONTHLY = "monthly", "月度经营分析", "月会", "经营分析会"
    ACROSS = "cross_dept", "跨部门协调", "协调会"
    REVIEW = "case_review", "案件复盘", "复盘会"
    TRAINING = "training", "培训"
    OTHER = "other", "其他"


class MinutesStatus(Choice):
    DRAFT = "draft", "草稿"
    ISSUED = "issued", "已下发"


class Meeting(Record, frozen=True, kw_only=True):
    """One meeting with its minutes; its items stand below it."""

    about: ClassVar[About] = About("meeting", "会议", "会议纪要", title=("kind", "subject"), order="-at")

    kind: Annotated[MeetingKind, says("会议类型", listed=True, also=("类型",))]
    subject: Annotated[Line, says("主题", listed=True, searched=True, also=("会议主题", "会议名称"))]
    at: Annotated[Moment, says("时间", past=True, offered="now", listed=True, also=("会议时间", "会议日期"))]
    place: Annotated[Line | None, says("地点", also=("会议地点",))] = None
    chair: Annotated[Line, says("主持人", offered="me", listed=True, searched=True)]
    recorder: Annotated[Line, says("记录人", offered="me", listed=True)]
    attendees: Annotated[Long | None, says("参会人", searched=True, help="用、隔开；缺席和请假的写明")] = None
    agenda: Annotated[Text | None, says("议题", searched=True)] = None
    content: Annotated[Text | None, says("纪要", searched=True, also=("会议内容", "会议纪要"))] = None
    issued_to: Annotated[Long | None, says("下发给", listed=True, action_only=True)] = None
    issued_at: Annotated[Moment | None, says("下发时间", listed=True, action_only=True)] = None
    status: Annotated[MinutesStatus, says("状态", listed=True, asked=True, action_only=True)] = MinutesStatus.DRAFT


def _issue_gate(step: Step) -> str | None:
    return None if step.before.get("content") else "还没有写纪要，请先填写再下发"


def _issued(step: Step) -> dict[str, Any]:
    return {"issued_at": step.at}


_ISSUE = Action("issue", "下发纪要", MinutesStatus.ISSUED, ("issued_to",), ("issued_to",), gate=_issue_gate, stamps=_issued)
_BACK = Action("back", "收回修改", MinutesStatus.DRAFT, noted=True, stamps=lambda _: {"issued_at": None})
LIFE = Life(Meeting, Machine("status", {MinutesStatus.DRAFT: (_ISSUE,), MinutesStatus.ISSUED: (_BACK,)}))


class ItemKind(Choice):
    DECISION = "decision", "决议"
    ACTION = "action", "行动项", "待办"
    INFO = "info", "通报"


def _item_rules(values: Values) -> Iterator[Problem]:
    if values.get("kind") == ItemKind.ACTION:
        for name, label in (("owner_id", "负责人"), ("due", "期限")):
            if not values.get(name):
                yield Problem(name, f"行动项请填写{label}")


class MinuteItem(Record, frozen=True, kw_only=True):
    """One item of the minutes; of what somebody is to do the task that came of it."""

    about: ClassVar[About] = About(
        "minute_item", "纪要事项", "纪要事项", title=("text",), parent="meeting_id", rules=(_item_rules,), order="due"
    )

    meeting_id: Annotated[Id, says("会议", of="meeting", listed=True)]
    kind: Annotated[ItemKind, says("性质", listed=True, asked=True)] = ItemKind.ACTION
    text: Annotated[Text, says("事项", listed=True, searched=True)]
    owner_id: Annotated[Id | None, says("负责人", of="staff", listed=True, also=("责任人",))] = None
    due: Annotated[Day | None, says("期限", listed=True, also=("完成期限",))] = None
    task_id: Annotated[Id | None, says("待办", of="task", listed=True, action_only=True)] = None
