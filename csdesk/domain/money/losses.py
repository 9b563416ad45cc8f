"""Debts that are given up (坏账核销): asked for by whoever collects, decided by those above; not the application of a receipt."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from csdesk.domain.kinds import Day, Fen, Id, Line, Text
from csdesk.domain.record import About, Choice, Record, Values, says
from csdesk.domain.states import MANAGERS, Action, Life, Machine, Step


class LossStatus(Choice):
    REQUESTED = "requested", "待审批"
    APPROVED = "approved", "已批准"
    REJECTED = "rejected", "未批准"


class WriteOff(Record, frozen=True, kw_only=True):
    """A debt given up; once approved it lowers what is owed from its day on, and is listed beside the figures."""

    about: ClassVar[About] = About("write_off", "坏账", "坏账核销", title=("written_off_on", "amount"), order="-written_off_on")

    client_id: Annotated[
        Id, says("客户", of="client", listed=True, searched=True, also=("客户名称", "客户简称", "客户全称", "客户编号", "往来单位"))
    ]
    invoice_id: Annotated[Id | None, says("发票", of="invoice", listed=True, also=("发票号码",))] = None
    charge_line_id: Annotated[Id | None, says("应收明细", of="charge_line", also=("应收单号",))] = None
    opening_id: Annotated[Id | None, says("期初应收", of="opening_balance")] = None
    written_off_on: Annotated[Day, says("日期", past=True, offered="now", listed=True, also=("坏账日期", "核销日期"))]
    amount: Annotated[Fen, says("坏账金额", unit="元", listed=True, least=1, also=("金额",))]
    reason: Annotated[Text, says("原因", listed=True, also=("坏账原因",))]
    approved_by: Annotated[Line | None, says("批准人", listed=True, action_only=True, also=("审批人",))] = None
    reply: Annotated[Text | None, says("审批意见", action_only=True)] = None
    status: Annotated[LossStatus, says("状态", asked=True, listed=True, action_only=True, also=("审批状态",))] = LossStatus.REQUESTED
    owner_id: Annotated[Id | None, says("负责专员", of="staff", also=("客服专员", "专员"))] = None


def counts(loss: Values) -> bool:
    """Whether a debt is given up: one of before there were approvals is."""
    return loss.get("status") in (None, LossStatus.APPROVED)


def settle(values: Values) -> dict[str, Any]:
    """One that was approved on paper before it was entered says by whom."""
    return {"status": LossStatus.APPROVED.value} if values.get("approved_by") and not values.get("status") else {}


def _approved(step: Step) -> dict[str, Any]:
    return {"approved_by": step.by}


def _retracted(_: Step) -> dict[str, Any]:
    return {"approved_by": None}


_APPROVE = Action("approve", "批准坏账", LossStatus.APPROVED, asks=("reply",), stamps=_approved, roles=MANAGERS)
_REJECT = Action("reject", "不批准", LossStatus.REJECTED, asks=("reply",), needs=("reply",), roles=MANAGERS)
_AGAIN = Action("again", "重新申请", LossStatus.REQUESTED, asks=("reason",), needs=("reason",))
_BACK = Action(
    "back",
    "撤回批准",
    LossStatus.REQUESTED,
    asks=("reply",),
    needs=("reply",),
    stamps=_retracted,
    roles=MANAGERS,
    help="款项收回或批错时用",
)

MACHINE = Machine(
    "status",
    {
        LossStatus.REQUESTED: (_APPROVE, _REJECT),
        LossStatus.APPROVED: (_BACK,),
        LossStatus.REJECTED: (_AGAIN,),
    },
)
LIFE = Life(WriteOff, MACHINE)
