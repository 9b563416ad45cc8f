"""The views of a ledger: named filters, as data for each record. Ledgers show them, and the workbench counts them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from csdesk.domain.care.clients import ClientStatus, Tier
from csdesk.domain.care.opportunities import OPEN, Stage
from csdesk.domain.care.sops import SopStatus
from csdesk.domain.care.visits import VisitStatus
from csdesk.domain.cases.case_choices import CaseStatus, ReportLevel, Severity
from csdesk.domain.moments import wire_moment
from csdesk.domain.plans.documents import DocumentStatus
from csdesk.domain.plans.meetings import ItemKind, MinutesStatus
from csdesk.domain.plans.targets import CorrectiveStatus
from csdesk.domain.plans.workplan import WorkStatus
from csdesk.domain.policies import NUMBERS, numbers
from csdesk.domain.record import Record, field_map
from csdesk.domain.rows import Filter, Query
from csdesk.domain.tasks import TaskStatus


@dataclass(frozen=True, slots=True)
class Situation:
    """What a view may depend on: the moment, the id of the person's staff record, the company's numbers."""

    now: datetime
    me: str | None
    rules: Mapping[str, int] = field(default_factory=lambda: numbers({}))

    def day(self, days: int = 0) -> str:
        """The date that many days from today."""
        return (self.now + timedelta(days=days)).date().isoformat()

    @property
    def week(self) -> str:
        """The Monday of this week."""
        return self.day(-self.now.weekday())

    @property
    def next_week(self) -> str:
        """The Monday after it."""
        return self.day(7 - self.now.weekday())

    @property
    def moment(self) -> str:
        return wire_moment(self.now)


@dataclass(frozen=True, slots=True)
class View:
    """One named filter. deleted: the recycle bin. saved: made by the person, with search, order and columns; can be removed.

    rule: the policy's number that stands in the label; where it is not the default one, `word` says so.
    """

    label: str
    filters: Callable[[Situation], tuple[Filter, ...]] = lambda _: ()
    deleted: bool = False
    saved: bool = False
    search: str = ""
    sort: str = ""
    columns: tuple[dict[str, Any], ...] = ()
    rule: str = ""

    def word(self, rules: Mapping[str, int]) -> str:
        """The label with the number that holds."""
        return self.label.replace(str(NUMBERS[self.rule].default), str(rules[self.rule])) if self.rule else self.label

    def query(self, situation: Situation) -> Query:
        """What it shows in a situation."""
        return Query(self.search, self.filters(situation), deleted=self.deleted)


def _due(first: str, before: str) -> tuple[Filter, ...]:
    """Open cases that are due in first ≤ due < before."""
    return Filter("status", "in", _OPEN), Filter("due_close_at", "ge", first), Filter("due_close_at", "lt", before)


_OPEN = [s.value for s in CaseStatus if s not in (CaseStatus.CLOSED, CaseStatus.VOID)]

_OPEN_CASE = Filter("status", "in", _OPEN)
_HEAVY = [Severity.MAJOR.value, Severity.CRITICAL.value]

_WORKING = Filter("status", "in", [ClientStatus.ACTIVE.value, ClientStatus.TRANSITION.value])


def _ending(rule: str) -> View:
    """Contracts that end within so many days as the company's number says."""
    return View(
        f"合同 {NUMBERS[rule].default} 天内到期",
        lambda s: (_WORKING, Filter("contract_to", "ge", s.day()), Filter("contract_to", "le", s.day(s.rules[rule]))),
        rule=rule,
    )


_OPEN_VISIT = Filter("status", "is", VisitStatus.PLANNED.value)
_IN_FORCE = Filter("status", "is", SopStatus.EFFECTIVE.value)


def _mine(situation: Situation) -> Filter:
    return Filter("owner_id", "is", situation.me)


_UNDERWAY = ["planned", "loading", "in_transit"]
_PLANNED = Filter("status", "in", [WorkStatus.TODO.value, WorkStatus.DOING.value])
_OPEN_CHANCE = Filter("stage", "in", list(OPEN))
_CORRECTING = Filter("status", "is", CorrectiveStatus.OPEN.value)
_TO_DO = Filter("status", "is", TaskStatus.OPEN.value)
_UP = [ReportLevel.DEPUTY.value, ReportLevel.DIRECTOR.value, ReportLevel.VICE_PRESIDENT.value]
_SIGNED = (Filter("status", "in", ["signed", "partial"]),)

VIEWS: Mapping[str, tuple[View, ...]] = {
    "client": (
        View("合作中", lambda _: (Filter("status", "is", ClientStatus.ACTIVE.value),)),
        View("重点客户", lambda _: (Filter("tier", "in", [Tier.KA.value, Tier.A.value]),)),
        *(_ending(f"contract_days_{which}") for which in ("first", "second", "last")),
        View("合同已过期", lambda s: (_WORKING, Filter("contract_to", "lt", s.day()))),
        View("档案不完整", lambda _: (_WORKING, Filter("completeness", "lt", 10_000))),
        View("过渡期", lambda _: (Filter("status", "is", ClientStatus.TRANSITION.value),)),
    ),
    "complaint": (
        View("未结", lambda _: (Filter("status", "in", _OPEN),)),
        View("逾期", lambda s: (Filter("status", "in", _OPEN), Filter("due_close_at", "lt", s.moment))),
        View(
            "今日到期",
            lambda s: _due(s.day(), s.day(1)),
        ),
        View("三日内到期", lambda s: _due(s.moment, s.day(3))),
        View("待上级结案", lambda _: (Filter("status", "is", CaseStatus.AGREED.value), Filter("severity", "in", _HEAVY))),
        View("本周受理", lambda s: (Filter("received_at", "ge", s.week),)),
        View("待上报", lambda _: (_OPEN_CASE, Filter("report_due_at", "filled"))),
        View("上报超时", lambda s: (_OPEN_CASE, Filter("report_due_at", "lt", s.moment))),
        View("重大未报进展", lambda s: (_OPEN_CASE, Filter("progress_due_at", "lt", s.moment))),
        View("方案超时", lambda s: (_OPEN_CASE, Filter("plan_due_at", "lt", s.moment))),
        View("等待对方", lambda _: (Filter("status", "is", CaseStatus.WAITING.value),)),
        View("等待已过期", lambda s: (Filter("status", "is", CaseStatus.WAITING.value), Filter("waiting_until", "lt", s.moment))),
        View("延期待批", lambda _: (_OPEN_CASE, Filter("extension_wanted_at", "filled"), Filter("extended_due_at", "empty"))),
        View("待回访", lambda _: (Filter("callback_due_on", "filled"), Filter("callback_at", "empty"))),
        View("待复盘", lambda _: (Filter("review_due_on", "filled"), Filter("reviewed_at", "empty"))),
        View("追偿未收齐", lambda _: (Filter("liability", "is", "carrier"), Filter("net_borne", "gt", 0))),
        View("重复投诉", lambda _: (Filter("repeats", "ge", 1),)),
        View("重开过", lambda _: (Filter("reopen_count", "ge", 1),)),
        View("较大及以上", lambda _: (Filter("severity", "in", _HEAVY),)),
    ),
    "waybill": (
        View("待派", lambda _: (Filter("status", "in", ["pool", "hold"]),)),
        View("该派未派", lambda s: (Filter("status", "in", ["pool", "hold"]), Filter("plan_date", "le", s.day()))),
        View("今日派车", lambda s: (Filter("plan_date", "is", s.day()),)),
        View("在途", lambda _: (Filter("status", "is", "in_transit"),)),
        View("未发已过时", lambda s: (Filter("status", "in", _UNDERWAY[:2]), Filter("late_departure_at", "lt", s.moment))),
        View("未到已过时", lambda s: (Filter("status", "in", _UNDERWAY), Filter("late_arrival_at", "lt", s.moment))),
        View("待签收", lambda _: (Filter("status", "is", "arrived"),)),
        View("签收超时", lambda s: (Filter("status", "is", "arrived"), Filter("sign_due_at", "lt", s.moment))),
        View("回单逾期", lambda s: (Filter("pod_status", "is", "signed"), Filter("pod_due_date", "lt", s.day()))),
        View("回单未交客户", lambda _: (Filter("pod_status", "in", ["received", "mailed"]),)),
        View("回单丢失", lambda _: (Filter("pod_status", "is", "lost"),)),
        View("回单未收", lambda _: (*_SIGNED, Filter("pod_required", "is", True), Filter("pod_received_at", "empty"))),
    ),
    "trip": (
        View("今日", lambda s: (Filter("plan_date", "is", s.day()),)),
        View("未完成", lambda _: (Filter("status", "in", ["draft", "approved", "loading", "departed", "arrived"]),)),
    ),
    "charge_line": (
        View("预估未对账", lambda _: (Filter("state", "is", "estimated"),)),
        View("已对账未开票", lambda _: (Filter("state", "is", "reconciled"),)),
        View("已开票未结清", lambda _: (Filter("state", "is", "invoiced"),)),
        View("有争议", lambda _: (Filter("dispute", "filled"),)),
        View("核减待审批", lambda _: (Filter("state", "is", "requested"),)),
    ),
    "statement": (
        View("待客户确认", lambda _: (Filter("status", "in", ["sent", "disputed"]),)),
        View("已确认", lambda _: (Filter("status", "is", "confirmed"),)),
    ),
    "receipt": (View("未认领", lambda _: (Filter("client_id", "empty"),)),),
    "write_off": (View("待审批", lambda _: (Filter("status", "is", "requested"),)),),
    "invoice": (View("已到期", lambda s: (Filter("due_date", "lt", s.day()),)),),
    "dunning": (
        View("今日跟进", lambda s: (Filter("next_action_at", "ge", s.day()), Filter("next_action_at", "lt", s.day(1)))),
        View("承诺已过期", lambda s: (Filter("promise_date", "lt", s.day()),)),
    ),
    "task": (
        View("该做了", lambda s: (_TO_DO, _mine(s), Filter("show_on", "le", s.day()))),
        View("未完成", lambda _: (_TO_DO,)),
        View("逾期", lambda s: (_TO_DO, Filter("due", "lt", s.day()))),
        View("我交办的", lambda s: (Filter("by_id", "is", s.me), Filter("owner_id", "not", s.me))),
        View("交办逾期", lambda s: (_TO_DO, Filter("by_id", "is", s.me), Filter("owner_id", "not", s.me), Filter("due", "lt", s.day()))),
    ),
    "opportunity": (
        View("进行中", lambda _: (_OPEN_CHANCE,)),
        View("该跟进了", lambda s: (_OPEN_CHANCE, Filter("next_on", "le", s.day()))),
        View("还没有下一步", lambda _: (_OPEN_CHANCE, Filter("next_on", "empty"))),
        View("已成交", lambda _: (Filter("stage", "is", Stage.WON.value),)),
    ),
    "corrective_action": (
        View("进行中", lambda _: (_CORRECTING,)),
        View("已到期", lambda s: (_CORRECTING, Filter("due", "le", s.day()))),
    ),
    "meeting": (View("待下发", lambda _: (Filter("status", "is", MinutesStatus.DRAFT.value),)),),
    "minute_item": (View("未转待办", lambda _: (Filter("kind", "is", ItemKind.ACTION.value), Filter("task_id", "empty"))),),
    "document": (View("生效", lambda _: (Filter("status", "is", DocumentStatus.EFFECTIVE.value),)),),
    "work_item": (
        View("我的三日内到期", lambda s: (_PLANNED, _mine(s), Filter("due_date", "le", s.day(3)))),
        View("未完成", lambda _: (_PLANNED,)),
        View("逾期", lambda s: (_PLANNED, Filter("due_date", "lt", s.day()))),
    ),
    "case_report": (
        View("待分部确认", lambda _: (Filter("acknowledged_at", "empty"), Filter("level", "is", ReportLevel.BRANCH.value))),
        View("待总部确认", lambda _: (Filter("acknowledged_at", "empty"), Filter("level", "in", _UP))),
    ),
    "client_log": (
        View("高风险", lambda _: (Filter("risk", "is", "high"),)),
        View("本周", lambda s: (Filter("occurred_at", "ge", s.week),)),
    ),
    "visit_plan": (
        View("今日", lambda s: (_OPEN_VISIT, Filter("planned_on", "is", s.day()))),
        View("本周", lambda s: (_OPEN_VISIT, Filter("planned_on", "ge", s.week), Filter("planned_on", "lt", s.next_week))),
        View("该拜访了", lambda s: (_OPEN_VISIT, Filter("planned_on", "le", s.day()))),
        View("未达成", lambda _: (Filter("status", "is", VisitStatus.MISSED.value),)),
    ),
    "client_sop": (
        View("生效中", lambda _: (_IN_FORCE,)),
        View("该复核了", lambda s: (_IN_FORCE, Filter("review_due", "le", s.day(30)))),
        View("待审批", lambda _: (Filter("status", "is", SopStatus.REVIEWING.value),)),
    ),
}


def view_named(record: str, label: str) -> View:
    """The view of a ledger that has this label. record: its wire name."""
    return next(view for view in VIEWS[record] if view.label == label)


def views_of(record: type[Record], me: str | None, saved: Mapping[str, Any]) -> list[View]:
    """Every view of a ledger, top to bottom: all, mine, its own, those the person saved, conflicts, recycle bin."""
    found = [View("全部")]
    if me and "owner_id" in field_map(record):
        found.append(View("我的", lambda s: (Filter("owner_id", "is", s.me),)))
    found += VIEWS.get(record.about.name, ())
    found += [_saved(label, told) for label, told in saved.items()]
    found.append(View("有冲突", lambda _: (Filter("_conflicts", "filled"),)))
    found.append(View("回收站", deleted=True))
    return found


def _saved(label: str, told: Any) -> View:
    """A view as the settings keep it; those of before held nothing but filters."""
    told = told if isinstance(told, dict) else {"filters": told}
    filters = tuple(Filter(str(f["field"]), str(f["op"]), f["value"]) for f in told.get("filters", ()))
    columns = tuple(told.get("columns", ()))
    return View(label, lambda _: filters, saved=True, search=told.get("search", ""), sort=told.get("sort", ""), columns=columns)


def as_kept(query: Query, columns: list[dict[str, Any]]) -> dict[str, Any]:
    """What a ledger shows now, as the settings keep it. columns: their layout."""
    return {"filters": [asdict(f) for f in query.filters], "search": query.search, "sort": query.sort, "columns": columns}
