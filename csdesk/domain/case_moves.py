"""How a case moves: its states, actions and gates (domain.md §3.6, features.md §4.1)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from csdesk.domain.casework import ComplaintProgress
from csdesk.domain.complaints import CaseStatus, CloseType, Complaint, ComplaintEvent, Severity
from csdesk.domain.moments import moment_of
from csdesk.domain.record import Values
from csdesk.domain.states import DIRECTORS, MANAGERS, Action, Life, Machine, Step, Trace

#: A case can be reopened for so long after its closing; later it is a new, linked case.
REOPEN_DAYS = 30


def _may_confirm(step: Step) -> bool:
    """Whether the one who closes may confirm it: anyone a normal case, managers a major, directors a critical one."""
    severity = step.after.get("severity", Severity.NORMAL)
    return severity == Severity.NORMAL or step.role in (DIRECTORS if severity == Severity.CRITICAL else MANAGERS)


def _closing_bar(step: Step) -> str | None:
    told = step.counts.get(ComplaintProgress.about.name)
    return None if told else "结案前请至少记一条处理进度"


def _closing_needs(case: Values) -> tuple[str, ...]:
    severity = case.get("severity", Severity.NORMAL)
    if severity == Severity.CRITICAL:
        return ("root_cause", "corrective_action", "preventive_action")
    return () if severity == Severity.NORMAL else ("root_cause",)


def _closing_gate(step: Step) -> str | None:
    return "；".join(filter(None, (_confirmation(step), _claim_gate(step.after)))) or None


def _confirmation(step: Step) -> str | None:
    if step.after.get("close_confirmed_by") or _may_confirm(step):
        return None
    who = "客服总监或副总监" if step.after.get("severity") == Severity.CRITICAL else "分部经理"
    return f"本案件须由{who}结案；已得到其确认的，请在“结案确认人”写上姓名"


def _claim_gate(case: Values) -> str | None:
    if case.get("close_type") == CloseType.COMPENSATED and not case.get("compensation"):
        return "结案类型为“已赔付”时请填写赔付金额"
    if case.get("claimed_amount") and case.get("compensation") is None:
        return "客户提出过索赔，请填写赔付金额（不赔填 0）"
    return None


def _closing_stamps(step: Step) -> dict[str, Any]:
    confirmed = step.after.get("close_confirmed_by") or step.by
    return {"closed_at": step.at, "close_confirmed_by": confirmed}


def _reopening_bar(step: Step) -> str | None:
    closed = step.before.get("closed_at")
    if closed and moment_of(step.at) - moment_of(closed) > timedelta(days=REOPEN_DAYS):
        return f"结案已超过 {REOPEN_DAYS} 天，请新建案件并关联"
    return None


def _reopening_stamps(step: Step) -> dict[str, Any]:
    count = int(step.before.get("reopen_count") or 0)
    return {"closed_at": None, "close_confirmed_by": None, "reopened_at": step.at, "reopen_count": count + 1}


def _extension_bar(step: Step) -> str | None:
    return "每个案件只能延期一次" if step.before.get("extended_due_at") else None


def _extension_gate(step: Step) -> str | None:
    if _end_of_day(step.after["extended_due_at"]) <= (step.before.get("first_due_close_at") or ""):
        return "延期至的时间应晚于原结案期限"
    return None


def _end_of_day(moment: str) -> str:
    """A bare day as a deadline means its end."""
    return moment.replace("T00:00:00", "T23:59:59")


def _extension_stamps(step: Step) -> dict[str, Any]:
    return {"extended_due_at": _end_of_day(step.filled["extended_due_at"]), "extension_approver": step.by}


def _response_bar(step: Step) -> str | None:
    return "首次响应已经登记过" if step.before.get("first_response_at") else None


def _response_time_gate(step: Step) -> str | None:
    responded = step.filled.get("first_response_at")
    if responded and responded < step.before.get("received_at", ""):
        return "首次响应不能早于受理时间"
    return None


def _response_stamps(step: Step) -> dict[str, Any]:
    return {"first_response_at": step.filled.get("first_response_at") or step.at}


def _void_gate(step: Step) -> str | None:
    if step.after.get("void_reason") == "duplicate" and not step.after.get("linked_case_id"):
        return "重复案件作废时请填写关联案件"
    return None


_RESPOND = Action(
    "respond",
    "首次响应",
    None,
    asks=("first_response_at",),
    bar=_response_bar,
    gate=_response_time_gate,
    stamps=_response_stamps,
    help="对客户的第一次实质性答复；自动回复不算。不填时间则为现在",
)
_ACCEPT = Action("accept", "受理", CaseStatus.ACCEPTED, asks=("owner_id", "first_response_at"), gate=_response_time_gate)
_INVESTIGATE = Action("investigate", "开始处理", CaseStatus.INVESTIGATING, needs=("owner_id",), asks=("owner_id",))
_WAIT = Action("wait", "等待对方", CaseStatus.WAITING, noted=True, help="写明在等谁；等待时间会记录，但不改变结案期限")
_RESUME = Action("resume", "恢复处理", CaseStatus.INVESTIGATING)
_PROPOSE = Action("propose", "提出方案", CaseStatus.PROPOSED, asks=("solution", "liability"), needs=("solution",))
_AGREE = Action("agree", "达成一致", CaseStatus.AGREED, asks=("client_opinion", "compensation"), needs=("client_opinion",))
_BACK = Action("back", "退回处理", CaseStatus.INVESTIGATING, noted=True)
_CLOSE = Action(
    "close",
    "结案",
    CaseStatus.CLOSED,
    asks=(
        "close_type",
        "liability",
        "solution",
        "root_cause",
        "corrective_action",
        "preventive_action",
        "client_opinion",
        "client_confirmed_by",
        "client_confirmed_at",
        "compensation",
        "compensation_basis",
        "recovered",
        "close_confirmed_by",
    ),
    needs=("close_type", "liability", "solution", "client_opinion"),
    also_needs=_closing_needs,
    bar=_closing_bar,
    gate=_closing_gate,
    stamps=_closing_stamps,
)
_WITHDRAW = Action(
    "withdraw",
    "客户撤回",
    CaseStatus.CLOSED,
    stamps=lambda step: {"closed_at": step.at, "close_type": CloseType.WITHDRAWN.value},
    noted=True,
    help="客户撤回投诉，按撤回结案",
)
_REOPEN = Action("reopen", "重开", CaseStatus.REOPENED, noted=True, bar=_reopening_bar, stamps=_reopening_stamps)
_EXTEND = Action(
    "extend",
    "批准延期",
    None,
    asks=("extended_due_at", "extension_reason"),
    needs=("extended_due_at", "extension_reason"),
    bar=_extension_bar,
    gate=_extension_gate,
    stamps=_extension_stamps,
    roles=MANAGERS,
    help="由上一级批准，每个案件一次；原结案期限仍用于考核按期结案率",
)
_VOID = Action(
    "void",
    "作废",
    CaseStatus.VOID,
    asks=("void_reason", "linked_case_id"),
    needs=("void_reason",),
    gate=_void_gate,
    help="重复、非我方、测试",
)

_ANY = (_RESPOND, _EXTEND, _WITHDRAW)

MACHINE = Machine(
    "status",
    {
        CaseStatus.REGISTERED: (_ACCEPT, *_ANY, _VOID),
        CaseStatus.ACCEPTED: (_INVESTIGATE, *_ANY, _VOID),
        CaseStatus.INVESTIGATING: (_PROPOSE, _WAIT, *_ANY, _VOID),
        CaseStatus.WAITING: (_RESUME, *_ANY, _VOID),
        CaseStatus.PROPOSED: (_AGREE, _BACK, *_ANY),
        CaseStatus.AGREED: (_CLOSE, _BACK, *_ANY),
        CaseStatus.CLOSED: (_REOPEN,),
        CaseStatus.REOPENED: (_INVESTIGATE, *_ANY),
        CaseStatus.VOID: (),
    },
    counted=(ComplaintProgress.about.name,),
)


# -- what is left behind ------------------------------------------------------------------------------------------


def _event(step: Step, old: str, new: str) -> dict[str, Any]:
    told = {"at": step.at, "by": step.by, "action": step.action.label, "from_status": old, "to_status": new, "note": step.note or None}
    moved = _end_of_day(step.filled["extended_due_at"]) if step.action is _EXTEND else None
    return {**told, "new_due_at": moved, "owner_id": step.after.get("owner_id")}


LIFE = Life(Complaint, MACHINE, Trace(ComplaintEvent, _event))
