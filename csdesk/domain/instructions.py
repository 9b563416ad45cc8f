"""Instructions (批示): what somebody above asks of the owner of a record, or of a branch, and how it was answered."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from csdesk.domain.kinds import Day, Line, Long, Moment, Text
from csdesk.domain.record import About, Choice, Record, says
from csdesk.domain.states import Action, Life, Machine, Step


class InstructionStatus(Choice):
    GIVEN = "given", "待阅"
    READ = "read", "已阅"
    DONE = "done", "已办"


class Instruction(Record, frozen=True, kw_only=True):
    """One instruction. It lies in the book of the record it is about, or in the branch's for everybody there."""

    about: ClassVar[About] = About("instruction", "批示", "批示", title=("about_title", "text"), order="-given_at")

    about_title: Annotated[Line | None, says("关于", listed=True, searched=True)] = None
    text: Annotated[Text, says("批示内容", listed=True, searched=True)]
    due: Annotated[Day | None, says("要求完成", listed=True)] = None
    by: Annotated[Line, says("批示人", offered="me", listed=True, searched=True)]
    given_at: Annotated[Moment, says("批示时间", past=True, offered="now", listed=True)]
    status: Annotated[InstructionStatus, says("状态", listed=True, asked=True, action_only=True)] = InstructionStatus.GIVEN
    read_at: Annotated[Moment | None, says("阅知时间", action_only=True)] = None
    done_at: Annotated[Moment | None, says("办结时间", action_only=True)] = None
    reply: Annotated[Long | None, says("回复", listed=True)] = None
    about_table: Annotated[Line | None, says("台账代码", action_only=True)] = None
    about_id: Annotated[Line | None, says("记录编号", action_only=True)] = None


def _read(step: Step) -> dict[str, Any]:
    return {"read_at": step.at}


def _done(step: Step) -> dict[str, Any]:
    return {"read_at": step.before.get("read_at") or step.at, "done_at": step.at}


_DONE = Action("done", "办结", InstructionStatus.DONE, asks=("reply",), needs=("reply",), stamps=_done)
MACHINE = Machine(
    "status",
    {
        InstructionStatus.GIVEN: (Action("read", "已阅", InstructionStatus.READ, stamps=_read), _DONE),
        InstructionStatus.READ: (_DONE,),
        InstructionStatus.DONE: (),
    },
)
LIFE = Life(Instruction, MACHINE)
