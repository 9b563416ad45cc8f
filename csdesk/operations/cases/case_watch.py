"""Where a case stands: its clock in working days, its pauses, who has heard of it; as lines for its card and its paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from csdesk.domain.calendar import WorkCalendar
from csdesk.domain.cases.case_choices import CaseStatus, ReportStatus, WaitingOn
from csdesk.domain.cases.case_clock import in_words, waited
from csdesk.domain.cases.casework import CaseReport
from csdesk.domain.cases.escalation import Standing, ladder
from csdesk.domain.moments import moment_of, wire_moment
from csdesk.domain.record import Values
from csdesk.domain.rows import Filter, Query, Row
from csdesk.store import calendars, ledger
from csdesk.store.database import Database

GOOD, WARN, BAD, CALM = "good", "warn", "bad", "calm"


@dataclass(frozen=True, slots=True)
class Line:
    """One line about a case. mark: a short word, in a tone (`good`, `warn`, `bad`, `calm`). text: what there is to it."""

    mark: str
    tone: str
    text: str


def lines(db: Database, case: Row, now: datetime) -> list[Line]:
    """The clock first, then what is to be reported; of a closed case what is still to be done."""
    with db.reading() as connection:
        calendar = calendars.current(connection)
    values = case.values
    if values.get("status") == CaseStatus.VOID:
        return []
    closed = values.get("status") == CaseStatus.CLOSED
    clock = _afterwards(values, now.date()) if closed else _clock(values, now, calendar)
    return [*clock, *rungs(db, case, now)]


def rungs(db: Database, case: Row, now: datetime) -> list[Line]:
    """Who has heard of it, and who should have."""
    with db.reading() as connection:
        reports = ledger.select(connection, CaseReport, Query(filters=(Filter("complaint_id", "is", case.id),)))
    told = [row.values for row in reports]
    return [_rung(standing, told, wire_moment(now)) for standing in ladder(case.values)]


def _clock(values: Values, now: datetime, calendar: WorkCalendar) -> Iterator[Line]:
    due, at = str(values.get("due_close_at") or ""), wire_moment(now)
    if due:
        yield Line(*_left(due, now, calendar))
    if values.get("waiting_since"):
        yield _pause(values, at)
    elif values.get("waited_minutes"):
        yield Line("等待", CALM, f"累计等待 {in_words(values['waited_minutes'])}，不改变结案期限")
    if values.get("extension_wanted_at") and not values.get("extended_due_at"):
        yield Line("延期", WARN, f"{values.get('extension_asked_by')} 申请延期至 {_short(values['extension_wanted_at'])}，等上一级批复")
    elif values.get("extended_due_at"):
        yield Line("延期", CALM, f"{values.get('extension_approver')} 批准，原期限 {_short(values.get('first_due_close_at'))}")
    if (told := values.get("plan_due_at")) and str(told) < at:
        yield Line("方案", BAD, f"应在 {_short(told)} 前向客户提出方案，已超时")
    if (told := values.get("progress_due_at")) and str(told) < at:
        yield Line("进度", BAD, f"重大案件每天报一次进度，最近一次 {_short(values.get('last_progress_at')) or '还没有'}")


def _left(due: str, now: datetime, calendar: WorkCalendar) -> tuple[str, str, str]:
    last, today = moment_of(due).date(), now.date()
    if wire_moment(now) > due:
        return "逾期", BAD, f"结案期限 {_short(due)}，已逾期 {_days(calendar, last, today)}"
    if last == today:
        return "今日到期", WARN, f"结案期限 {_short(due)}"
    return "期限", GOOD, f"结案期限 {_short(due)}，还有 {_days(calendar, today, last)}"


def _days(calendar: WorkCalendar, start: date, end: date) -> str:
    """Working days after a day up to another; a long row of them is told in plain days."""
    if (end - start).days > 366:
        return f"{(end - start).days} 天"
    return f"{calendar.workdays_between(start, end) - calendar.is_workday(start)} 个工作日"


def _pause(values: Values, at: str) -> Line:
    whom = WaitingOn.labels().get(str(values.get("waiting_on")), "对方")
    until = values.get("waiting_until")
    told = f"在等{whom}，自 {_short(values['waiting_since'])} 起 {in_words(waited(values['waiting_since'], at))}"
    late = bool(until) and str(until) < at
    return Line("等待", BAD if late else WARN, told + (f"，预计 {_short(until)} 恢复{'，已过' if late else ''}" if until else ""))


def _afterwards(values: Values, today: date) -> Iterator[Line]:
    if values.get("callback_at"):
        score = values.get("callback_score")
        yield Line("回访", GOOD, f"{_short(values['callback_at'])}" + (f"，{score} 分" if score else ""))
    elif values.get("callback_due_on"):
        yield _todo("回访", "还没有回访客户", str(values["callback_due_on"]), today)
    if values.get("reviewed_at"):
        yield Line("复盘", GOOD, f"{_short(values['reviewed_at'])} 已复盘")
    elif values.get("review_due_on"):
        yield _todo("复盘", "还没有复盘", str(values["review_due_on"]), today)


def _todo(mark: str, text: str, due: str, today: date) -> Line:
    return Line(mark, BAD if today.isoformat() > due else WARN, f"{text}，期限 {due[5:]}")


def _rung(standing: Standing, reports: Sequence[Values], at: str) -> Line:
    due, label = _short(standing.due), standing.rung.label
    if standing.done is None:
        late = at > standing.due
        return Line("✕ 未报" if late else "△ 待报", BAD if late else WARN, f"{label}，应在 {due} 前" + ("，已超时" if late else ""))
    after = f"，超过 {due} 的期限" if standing.late else ""
    answer = _answer([report for report in reports if standing.rung.met_by(report)])
    return Line("✓ 已报", WARN if standing.late else GOOD, f"{label} {_short(standing.done)}{after}，{answer}")


def _answer(met: Sequence[Values]) -> str:
    """How far the reports of a rung are, and what was asked as long as it is not done."""
    order = list(ReportStatus)
    best = max(met, key=lambda report: order.index(ReportStatus(report.get("status") or order[0])), default=None)
    status = ReportStatus(best.get("status") or order[0]) if best else order[0]
    if best is None or status is not ReportStatus.INSTRUCTED:
        return status.label
    due = f"（{str(best['instruction_due'])[5:]} 前）" if best.get("instruction_due") else ""
    return f"{best.get('instructed_by') or ''}批示{due}：{best.get('instructions')}"


def _short(moment: object) -> str:
    """`06-12 10:05`; nothing for nothing."""
    return str(moment)[5:16].replace("T", " ") if moment else ""
