"""How a case moves: its states and actions (domain.md §3.6, features.md §4.1); what each must fulfil is in `case_gates`."""

from __future__ import annotations

from typing import Any

from csdesk.domain.cases import case_gates as gates
from csdesk.domain.cases.case_choices import CaseStatus, ReportLevel
from csdesk.domain.cases.casework import CaseReport, ComplaintProgress
from csdesk.domain.cases.complaints import Complaint, ComplaintEvent
from csdesk.domain.states import MANAGERS, Action, Life, Machine, Step, Trace

_RESPOND = Action(
    "respond",
    "首次响应",
    None,
    asks=("first_response_at",),
    bar=gates.response_bar,
    gate=gates.response_gate,
    stamps=gates.responded,
    help="对客户的第一次实质性答复；自动回复不算。不填时间则为现在",
)
_ACCEPT = Action("accept", "受理", CaseStatus.ACCEPTED, asks=("owner_id", "first_response_at"), gate=gates.response_gate)
_INVESTIGATE = Action("investigate", "开始处理", CaseStatus.INVESTIGATING, needs=("owner_id",), asks=("owner_id",))
_WAIT = Action(
    "wait",
    "等待对方",
    CaseStatus.WAITING,
    asks=("waiting_on", "waiting_until"),
    needs=("waiting_on",),
    noted=True,
    gate=gates.waiting_gate,
    stamps=gates.paused,
    help="在等谁、等什么、等到几时；等待时间单独累计，结案期限不变",
)
_RESUME = Action("resume", "恢复处理", CaseStatus.INVESTIGATING, stamps=gates.resumed)
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
        "liable_party",
        "solution",
        "root_cause",
        "corrective_action",
        "preventive_action",
        "client_opinion",
        "client_confirmed_by",
        "client_confirmed_at",
        "client_confirmed_via",
        "compensation",
        "compensation_basis",
        "recovered",
        "close_confirmed_by",
    ),
    needs=("close_type", "liability", "solution", "client_opinion"),
    also_needs=gates.closing_needs,
    bar=gates.closing_bar,
    gate=gates.closing_gate,
    stamps=gates.closing_stamps,
)
_WITHDRAW = Action(
    "withdraw",
    "客户撤回",
    CaseStatus.CLOSED,
    asks=("close_confirmed_by",),
    gate=gates.withdrawal_gate,
    stamps=gates.withdrawn,
    noted=True,
    help="客户撤回投诉，按撤回结案",
)
_REOPEN = Action("reopen", "重开", CaseStatus.REOPENED, noted=True, bar=gates.reopening_bar, stamps=gates.reopened)
_REVIEW = Action(
    "review",
    "复盘",
    None,
    asks=("review", "preventive_action"),
    needs=("review",),
    bar=gates.review_bar,
    gate=gates.review_gate,
    stamps=lambda step: {"reviewed_at": step.at},
    roles=MANAGERS,
    help="重大案件结案后 10 个工作日内：经过、原因、以后怎么做",
)
_CALL_BACK = Action(
    "call_back",
    "回访",
    None,
    asks=("callback_at", "callback_score", "client_opinion"),
    needs=("callback_score",),
    bar=gates.callback_bar,
    gate=gates.callback_gate,
    stamps=gates.called_back,
    help="结案后 3 个工作日内问客户是否满意，1 至 5 分；不填时间则为现在",
)
_REPORT = Action(
    "report",
    "上报",
    None,
    asks=("level", "reported_to", "at", "channel", "content"),
    writes=CaseReport,
    offers=gates.report_offered,
    gate=gates.report_gate,
    help="较大案件当天报分部经理；重大案件依次报分部经理、总监，再书面初报，当天报副总裁；各自的期限在卡片上方",
)
_ASK_EXTENSION = Action(
    "ask_extension",
    "申请延期",
    None,
    asks=("extension_wanted_at", "extension_reason"),
    needs=("extension_wanted_at", "extension_reason"),
    bar=gates.asking_bar,
    gate=gates.asking_gate,
    stamps=gates.asked,
    help="由上一级批准；批准前期限不变",
)
_REFUSE_EXTENSION = Action(
    "refuse_extension",
    "驳回延期",
    None,
    noted=True,
    bar=gates.refusal_bar,
    stamps=gates.refused,
    roles=MANAGERS,
    help="写明为什么不同意",
)
_EXTEND = Action(
    "extend",
    "批准延期",
    None,
    asks=("extended_due_at", "extension_reason"),
    needs=("extended_due_at", "extension_reason"),
    bar=gates.extension_bar,
    gate=gates.extension_gate,
    stamps=gates.extended,
    roles=MANAGERS,
    offers=lambda case: {"extended_due_at": case.get("extension_wanted_at")},
    help="由上一级批准，每个案件一次；原结案期限仍用于考核按期结案率",
)
_LOWER = Action(
    "lower",
    "降级",
    None,
    asks=("severity",),
    needs=("severity",),
    noted=True,
    bar=gates.lowering_bar,
    gate=gates.lowering_gate,
    stamps=gates.lowered,
    roles=MANAGERS,
    help="严重程度按规定至少这么高；确有理由降低的，由上一级写明原因",
)
_VOID = Action(
    "void",
    "作废",
    CaseStatus.VOID,
    asks=("void_reason", "linked_case_id"),
    needs=("void_reason",),
    gate=gates.void_gate,
    stamps=gates.resumed,
    help="重复、非我方、测试",
)

_ANY = (_RESPOND, _REPORT, _ASK_EXTENSION, _EXTEND, _REFUSE_EXTENSION, _LOWER, _WITHDRAW)

MACHINE = Machine(
    "status",
    {
        CaseStatus.REGISTERED: (_ACCEPT, *_ANY, _VOID),
        CaseStatus.ACCEPTED: (_INVESTIGATE, *_ANY, _VOID),
        CaseStatus.INVESTIGATING: (_PROPOSE, _WAIT, *_ANY, _VOID),
        CaseStatus.WAITING: (_RESUME, *_ANY, _VOID),
        CaseStatus.PROPOSED: (_AGREE, _BACK, *_ANY),
        CaseStatus.AGREED: (_CLOSE, _BACK, *_ANY),
        CaseStatus.CLOSED: (_CALL_BACK, _REVIEW, _REOPEN),
        CaseStatus.REOPENED: (_INVESTIGATE, *_ANY),
        CaseStatus.VOID: (),
    },
    counted=(ComplaintProgress.about.name,),
)


# -- what is left behind ------------------------------------------------------------------------------------------


def _event(step: Step, old: str, new: str) -> dict[str, Any]:
    told = {"at": step.at, "by": step.by, "action": step.action.label, "from_status": old, "to_status": new, "note": step.note or None}
    moved = gates.end_of_day(step.filled["extended_due_at"]) if step.action is _EXTEND else None
    if step.action is _REPORT:
        told["note"] = f"{ReportLevel(step.filled['level']).label} {step.filled.get('reported_to', '')}".strip()
    return {**told, "new_due_at": moved, "owner_id": step.after.get("owner_id")}


LIFE = Life(Complaint, MACHINE, Trace(ComplaintEvent, _event))
