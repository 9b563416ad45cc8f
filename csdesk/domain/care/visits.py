"""Planned visits and contacts (拜访计划), and how often a client is to be visited (domain.md §3.4, K18; features.md §4.4)."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any, ClassVar

from csdesk.domain.calendar import WorkCalendar
from csdesk.domain.care.clients import Tier
from csdesk.domain.care.followups import LogType
from csdesk.domain.kinds import Day, Id, Line, Long, Month
from csdesk.domain.record import About, Choice, Record, Values, says
from csdesk.domain.states import MANAGERS, Action, Life, Machine, Step


class VisitStatus(Choice):
    PLANNED = "planned", "计划", "计划中", "待拜访"
    DONE = "done", "已完成", "完成"
    MISSED = "missed", "未达成", "未完成"
    CANCELLED = "cancelled", "已取消", "取消"


def _derive(values: Values, _: object) -> dict[str, Any]:
    return {"period": str(values["planned_on"])[:7]} if values.get("planned_on") else {}


class VisitPlan(Record, frozen=True, kw_only=True):
    """One visit or call that is planned; the follow-up that came of it completes it."""

    about: ClassVar[About] = About(
        "visit_plan",
        "拜访计划",
        "拜访计划",
        title=("planned_on", "log_type"),
        parent="client_id",
        derive=_derive,
        order="planned_on",
    )

    client_id: Annotated[Id, says("客户", of="client", listed=True, searched=True, also=("客户名称", "客户简称", "客户编号"))]
    log_type: Annotated[LogType, says("类型", asked=True, listed=True, also=("拜访类型",))] = LogType.VISIT
    planned_on: Annotated[Day, says("计划日期", listed=True, also=("拜访日期", "计划拜访日期"))]
    period: Annotated[Month | None, says("月份", auto=True)] = None
    owner_id: Annotated[Id | None, says("拜访人", of="staff", listed=True, also=("负责专员", "客服专员"))] = None
    contact_id: Annotated[Id | None, says("对方人员", of="contact", also=("联系人", "拜访对象"))] = None
    purpose: Annotated[Long | None, says("目的", listed=True, searched=True, also=("拜访目的",))] = None
    status: Annotated[VisitStatus, says("状态", asked=True, listed=True, action_only=True)] = VisitStatus.PLANNED
    log_id: Annotated[Id | None, says("跟踪记录", of="client_log", action_only=True, section="结果")] = None
    reason: Annotated[Long | None, says("未达成原因", listed=True, action_only=True, section="结果", also=("取消原因", "原因"))] = None
    approver: Annotated[Line | None, says("取消批准人", action_only=True, section="结果")] = None


def _approved(step: Step) -> dict[str, Any]:
    return {"approver": step.by}


_DONE = Action("done", "已完成", VisitStatus.DONE, asks=("log_id",), needs=("log_id",), help="选一条已有的跟踪记录；还没写的请按 F6 登记")
_MISS = Action("miss", "未达成", VisitStatus.MISSED, asks=("reason",), needs=("reason",))
_CANCEL = Action("cancel", "取消", VisitStatus.CANCELLED, asks=("reason",), needs=("reason",), stamps=_approved, roles=MANAGERS)
_AGAIN = Action("replan", "改期", VisitStatus.PLANNED, asks=("planned_on",), needs=("planned_on",))

MACHINE = Machine(
    "status",
    {
        VisitStatus.PLANNED: (_DONE, _MISS, _CANCEL),
        VisitStatus.DONE: (),
        VisitStatus.MISSED: (_AGAIN, _DONE),
        VisitStatus.CANCELLED: (),
    },
)

LIFE = Life(VisitPlan, MACHINE)


# -- how often a client is visited --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pace:
    """How often: `each` visits in every slot of so many calendar months; none at all for no slot."""

    months: int
    each: int

    @property
    def days(self) -> int:
        """Days from one visit to the next."""
        return max(1, self.months * 365 // 12 // self.each)

    def slot(self, month: str) -> tuple[date, date]:
        """The first and last day of the slot in which a month lies: a month, a quarter, a half-year …"""
        year, number = int(month[:4]), int(month[5:7])
        first = (number - 1) // self.months * self.months + 1
        last = first + self.months - 1
        return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def pace(tier: object, rules: Mapping[str, int], agreed: int | None) -> Pace | None:
    """How often a client of this tier is visited; `agreed`: visits a year of its SOP, which come first. None for never."""
    a_year = agreed if agreed is not None else rules.get(f"visits_per_year_{tier}", rules[f"visits_per_year_{Tier.C.value}"])
    return Pace(max(1, 12 // a_year), max(1, a_year // 12)) if a_year else None


class Standing(Choice):
    """How a client stands in a month."""

    OVERDUE = "overdue", "逾期"
    DUE = "due", "待安排"
    PLANNED = "planned", "已安排"
    DONE = "done", "已完成"
    LATER = "later", "本月不需"


@dataclass(frozen=True, slots=True)
class Visits:
    """What is known of a client's visits: those held, those planned and open, both as days; the day it became a client."""

    held: tuple[date, ...]
    planned: tuple[date, ...]
    since: date | None = None


def standing(known: Visits, how: Pace | None, month: str, as_of: date) -> Standing:
    """How a client stands in a month: a planned day that has passed and a slot without a visit are overdue."""
    if how is None:
        return Standing.LATER
    first, last = how.slot(month)
    held = sum(first <= day <= last for day in known.held)
    open_ = [day for day in known.planned if day <= last]
    if held >= how.each:
        return Standing.DONE
    if any(day < as_of for day in open_):
        return Standing.OVERDUE
    if held + len(open_) >= how.each:
        return Standing.PLANNED
    if _missed_before(known, how, first):
        return Standing.OVERDUE
    return Standing.DUE if target(known, how, month) is not None else Standing.LATER


def _missed_before(known: Visits, how: Pace, first: date) -> bool:
    """Whether the slot before was one of a client already, and went by without its visits."""
    before = how.slot(f"{first - timedelta(days=1):%Y-%m}")
    if known.since is None or known.since > before[0]:
        return False
    return sum(before[0] <= day <= before[1] for day in known.held) < how.each


def target(known: Visits, how: Pace, month: str) -> date | None:
    """The day in a month around which the next visit should be; None when it can wait for a later month of the slot."""
    first, last = (date(int(month[:4]), int(month[5:7]), 1), how.slot(month)[1])
    ends = date(first.year, first.month, calendar.monthrange(first.year, first.month)[1])
    latest = max((*known.held, *known.planned), default=None)
    wanted = latest + timedelta(days=how.days) if latest else first
    if wanted > ends and ends < last:
        return None
    return min(max(wanted, first), ends)


def spread(
    wanted: Mapping[str, date], taken: Mapping[date, int], a_day: int, span: tuple[date, date], days: WorkCalendar
) -> dict[str, date]:
    """A working day for each visit, not before it is wanted if it can be helped, with no more than `a_day` on one.

    wanted: key → day, in the order in which they choose. taken: visits already planned on a day. span: first and last day
    that may be proposed. What finds no room goes to the last working day.
    """
    open_days = [day for day in _each(*span) if days.is_workday(day)] or [span[1]]
    left = {day: a_day - taken.get(day, 0) for day in open_days}
    found = {}
    for key, day in wanted.items():
        later = (d for d in open_days if d >= day and left[d] > 0)
        earlier = (d for d in reversed(open_days) if left[d] > 0)
        found[key] = chosen = next(later, None) or next(earlier, open_days[-1])
        left[chosen] -= 1
    return found


def _each(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
