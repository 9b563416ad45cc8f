"""What a case must fulfil before it moves: the gates, and what each move stamps (domain.md §3.6, features.md §4.1)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from csdesk.domain.cases.case_choices import CaseStatus, CloseType, ReportChannel, Severity
from csdesk.domain.cases.case_clock import waited
from csdesk.domain.cases.case_terms import term
from csdesk.domain.cases.casework import ComplaintProgress
from csdesk.domain.cases.escalation import ladder, next_due
from csdesk.domain.cases.severity import above, named, next_level
from csdesk.domain.moments import moment_of
from csdesk.domain.record import Values
from csdesk.domain.states import Step

#: A review shorter than this tells nobody what to do otherwise.
SHORTEST_REVIEW = 20


# -- closing ----------------------------------------------------------------------------------------------------------


def _may_confirm(step: Step) -> bool:
    """Whether the one who closes may confirm it: anyone a normal case, a graver one the level above its owner."""
    severity = step.after.get("severity", Severity.NORMAL)
    return severity == Severity.NORMAL or step.role in next_level(severity, step.whose)


def closing_bar(step: Step) -> str | None:
    """No case is closed of which nothing was written down, no critical one that was not reported to the top."""
    if not step.counts.get(ComplaintProgress.about.name):
        return "结案前请至少记一条处理进度"
    open_rungs = [standing.rung.label for standing in ladder(step.before) if standing.done is None]
    if open_rungs and step.before.get("severity") == Severity.CRITICAL:
        return f"重大案件结案前请先上报：{'、'.join(open_rungs)}"
    return None


def closing_needs(case: Values) -> tuple[str, ...]:
    """What the closing of a grave case says besides."""
    severity = case.get("severity", Severity.NORMAL)
    if severity == Severity.CRITICAL:
        return ("root_cause", "corrective_action", "preventive_action")
    return () if severity == Severity.NORMAL else ("root_cause",)


def closing_gate(step: Step) -> str | None:
    """Who may close it, and what became of the claim."""
    return "；".join(filter(None, (_confirmation(step), _claim(step.after)))) or None


def _confirmation(step: Step) -> str | None:
    confirmed = step.after.get("close_confirmed_by")
    if (confirmed and confirmed != step.by) or _may_confirm(step):
        return None
    return f"本案件须由{named(next_level(step.after.get('severity'), step.whose))}结案；已得到其确认的，请在“结案确认人”写上姓名"


def _claim(case: Values) -> str | None:
    if case.get("close_type") == CloseType.COMPENSATED and not case.get("compensation"):
        return "结案类型为“已赔付”时请填写赔付金额"
    if case.get("claimed_amount") and case.get("compensation") is None:
        return "客户提出过索赔，请填写赔付金额（不赔填 0）"
    return None


def closing_stamps(step: Step) -> dict[str, Any]:
    """When it was closed, and who stands for it."""
    return {"closed_at": step.at, "close_confirmed_by": step.after.get("close_confirmed_by") or step.by}


def withdrawal_gate(step: Step) -> str | None:
    """A grave case is let go by whoever would close it."""
    return _confirmation(step)


def withdrawn(step: Step) -> dict[str, Any]:
    """Closed because the client does not complain any more."""
    return {"close_type": CloseType.WITHDRAWN.value, **closing_stamps(step), **resumed(step)}


# -- afterwards -------------------------------------------------------------------------------------------------------


def reopening_bar(step: Step) -> str | None:
    """For so long only."""
    closed, days = step.before.get("closed_at"), term(step.before.get("office_terms"), "reopen_days")
    if closed and moment_of(step.at) - moment_of(closed) > timedelta(days=days):
        return f"结案已超过 {days} 天，请新建案件并关联"
    return None


def reopened(step: Step) -> dict[str, Any]:
    """The closing, and what followed from it, undone; counted."""
    count = int(step.before.get("reopen_count") or 0)
    follows = ("closed_at", "close_confirmed_by", "callback_at", "callback_score", "reviewed_at")
    undone = {name: None for name in follows if step.before.get(name) is not None}
    return {**undone, "reopened_at": step.at, "reopen_count": count + 1}


def review_bar(step: Step) -> str | None:
    """Where a review is due, and once."""
    if not step.before.get("review_due_on"):
        return "只有重大案件结案后需要复盘"
    return "这件案件已经复盘过" if step.before.get("reviewed_at") else None


def review_gate(step: Step) -> str | None:
    """It says what is done otherwise from now on."""
    short = len(str(step.after.get("review") or "").strip()) < SHORTEST_REVIEW
    return f"复盘请至少写 {SHORTEST_REVIEW} 个字：经过、原因、以后怎么做" if short else None


def callback_bar(step: Step) -> str | None:
    """Once."""
    return "这件案件已经回访过" if step.before.get("callback_at") else None


def callback_gate(step: Step) -> str | None:
    """After the closing, with what the client thinks of it."""
    at = step.filled.get("callback_at")
    return "回访不能早于结案" if at and at < str(step.before.get("closed_at") or "") else None


def called_back(step: Step) -> dict[str, Any]:
    """When."""
    return {"callback_at": step.filled.get("callback_at") or step.at}


# -- pauses -----------------------------------------------------------------------------------------------------------


def waiting_gate(step: Step) -> str | None:
    """It is told until when."""
    until = step.filled.get("waiting_until")
    return "预计恢复的时间应晚于现在" if until and end_of_day(until) <= step.at else None


def paused(step: Step) -> dict[str, Any]:
    """Since when; a bare day as its end."""
    until = step.filled.get("waiting_until")
    return {"waiting_since": step.at, "waiting_until": end_of_day(until) if until else None}


def resumed(step: Step) -> dict[str, Any]:
    """The pause is over and counted; the deadline does not move (domain.md §3.6)."""
    since = step.before.get("waiting_since")
    if not since or step.before.get("status") != CaseStatus.WAITING:
        return {}
    told = int(step.before.get("waited_minutes") or 0) + waited(since, step.at)
    return {"waiting_since": None, "waiting_on": None, "waiting_until": None, "waited_minutes": told}


# -- extensions -------------------------------------------------------------------------------------------------------


def asking_bar(step: Step) -> str | None:
    """Once, and not while one is waiting for its answer."""
    if step.before.get("extended_due_at"):
        return "每个案件只能延期一次"
    return "已经申请过延期，等上一级批复" if step.before.get("extension_wanted_at") else None


def asking_gate(step: Step) -> str | None:
    """It asks for more than there is."""
    return _later(step, "extension_wanted_at")


def asked(step: Step) -> dict[str, Any]:
    """By whom, until when."""
    return {"extension_wanted_at": end_of_day(step.filled["extension_wanted_at"]), "extension_asked_by": step.by}


def extension_bar(step: Step) -> str | None:
    """Once, and by the next level up: above the owner, of a critical case above the branch, and never by who asked for it."""
    if step.before.get("extended_due_at"):
        return "每个案件只能延期一次"
    if sentence := _level_bar(step, "延期"):
        return sentence
    return "不能批准自己申请的延期，请上一级批准" if step.before.get("extension_asked_by") == step.by else None


def _level_bar(step: Step, what: str) -> str | None:
    above = next_level(step.before.get("severity"), step.whose)
    return None if step.role in above else f"这件{_grave(step)}案件的{what}由{named(above)}批准"


def _grave(step: Step) -> str:
    return Severity(step.before.get("severity") or Severity.NORMAL).label


def extension_gate(step: Step) -> str | None:
    """It moves the deadline on."""
    return _later(step, "extended_due_at")


def _later(step: Step, name: str) -> str | None:
    if end_of_day(step.after[name]) <= (step.before.get("first_due_close_at") or ""):
        return "延期至的时间应晚于原结案期限"
    return None


def extended(step: Step) -> dict[str, Any]:
    """Until when, and who granted it."""
    return {"extended_due_at": end_of_day(step.after["extended_due_at"]), "extension_approver": step.by}


def refusal_bar(step: Step) -> str | None:
    """Where one was asked for, and by who might grant it."""
    if sentence := _level_bar(step, "延期"):
        return sentence
    return None if step.before.get("extension_wanted_at") and not step.before.get("extended_due_at") else "没有待批的延期申请"


def refused(_: Step) -> dict[str, Any]:
    """The request is off the table; it can be made again."""
    return {"extension_wanted_at": None, "extension_asked_by": None}


def lowering_bar(step: Step) -> str | None:
    """By the next level up, and not below the least."""
    if step.before.get("severity", Severity.NORMAL) == Severity.NORMAL:
        return "已经是一般案件，不能再降"
    return _level_bar(step, "降级")


def lowering_gate(step: Step) -> str | None:
    """It becomes less grave."""
    return None if above(str(step.before["severity"]), step.filled.get("severity")) else "降级请选一个更低的严重程度"


def lowered(step: Step) -> dict[str, Any]:
    """By whom and why."""
    return {"lowered_by": step.by, "lowered_reason": step.note}


def end_of_day(moment: str) -> str:
    """A bare day as a deadline means its end."""
    return moment.replace("T00:00:00", "T23:59:59")


# -- answering, reporting, voiding ------------------------------------------------------------------------------------


def response_bar(step: Step) -> str | None:
    """Once."""
    return "首次响应已经登记过" if step.before.get("first_response_at") else None


def response_gate(step: Step) -> str | None:
    """Not before the case came."""
    responded = step.filled.get("first_response_at")
    if responded and responded < step.before.get("received_at", ""):
        return "首次响应不能早于受理时间"
    return None


def responded(step: Step) -> dict[str, Any]:
    """When."""
    return {"first_response_at": step.filled.get("first_response_at") or step.at}


def report_offered(case: Values) -> dict[str, Any]:
    """What the next report begins with: to whom it is due, how, and what happened."""
    due = next_due(case)
    told: dict[str, Any] = {"content": case.get("description")}
    if due is not None:
        told["level"] = min(due.rung.levels).value if len(due.rung.levels) == 1 else "director"
        told["channel"] = ReportChannel.WRITTEN.value if due.rung.written else ReportChannel.PHONE.value
    return told


def report_gate(step: Step) -> str | None:
    """Not before the case came."""
    return "上报时间不能早于受理时间" if (step.filled.get("at") or step.at) < step.before.get("received_at", "") else None


def void_gate(step: Step) -> str | None:
    """A duplicate names the case that it repeats."""
    if step.after.get("void_reason") == "duplicate" and not step.after.get("linked_case_id"):
        return "重复案件作废时请填写关联案件"
    return None
