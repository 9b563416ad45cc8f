"""How a year's plan and its months are approved and give way to a newer version, and how a correction is checked (domain.md §3.9)."""

from __future__ import annotations

from typing import Any

from csdesk.domain.kinds import KINDS
from csdesk.domain.plans.targets import CorrectiveAction, CorrectiveStatus, Plan, PlanLine, PlanStatus
from csdesk.domain.states import MANAGERS, Action, Life, Machine, Step


def _gap_gate(step: Step) -> str | None:
    gap = step.after.get("gap")
    if not gap or step.after.get("gap_note"):
        return None
    word = "多" if gap > 0 else "少"
    return f"下级合计比本级{word} {KINDS['fen'].show(abs(gap))}，请在“差额说明”里写明原因后再批准"


def _approved(step: Step) -> dict[str, Any]:
    return {"approved_by": step.by, "approved_at": step.at, "gap": step.before.get("gap")}


def _retracted(step: Step) -> dict[str, Any]:
    return {"approved_by": None, "approved_at": None}


_APPROVE = Action(
    "approve", "批准", PlanStatus.APPROVED, asks=("gap_note",), gate=_gap_gate, stamps=_approved, roles=MANAGERS, help="各月指标一并生效"
)  # fmt: skip
_RETRACT = Action("retract", "撤回批准", PlanStatus.DRAFT, noted=True, stamps=_retracted, roles=MANAGERS, help="各月指标一并退回草稿")
_REPLACE = Action("replace", "由新版本取代", PlanStatus.ADJUSTED, roles=MANAGERS)

MACHINE = Machine(
    "status", {PlanStatus.DRAFT: (_APPROVE,), PlanStatus.APPROVED: (_RETRACT, _REPLACE), PlanStatus.ADJUSTED: ()}
)  # fmt: skip
LIFE = Life(Plan, MACHINE, carries={"approve": "approve", "retract": "retract", "replace": "replace"})

_LINE_MACHINE = Machine(
    "status",
    {
        PlanStatus.DRAFT: (Action("approve", "批准", PlanStatus.APPROVED, roles=MANAGERS),),
        PlanStatus.APPROVED: (
            Action("retract", "撤回批准", PlanStatus.DRAFT, roles=MANAGERS),
            Action("replace", "由新版本取代", PlanStatus.ADJUSTED, roles=MANAGERS),
        ),
        PlanStatus.ADJUSTED: (),
    },
)
LINE_LIFE = Life(PlanLine, _LINE_MACHINE)


def _checked(step: Step) -> dict[str, Any]:
    return {"checked_by": step.by, "checked_at": step.at}


_CHECK = Action("check", "验证效果", CorrectiveStatus.CHECKED, asks=("effect",), needs=("effect",), stamps=_checked)
_AGAIN = Action("again", "继续纠偏", CorrectiveStatus.OPEN, noted=True, stamps=lambda _: {"checked_by": None, "checked_at": None})
CORRECTION_LIFE = Life(
    CorrectiveAction, Machine("status", {CorrectiveStatus.OPEN: (_CHECK,), CorrectiveStatus.CHECKED: (_AGAIN,)})
)  # fmt: skip
