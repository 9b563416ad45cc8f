"""The workbench (今日): everything that waits for the person of the file, counted group by group. A new group is one entry of GROUPS."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from csdesk.domain import dues
from csdesk.domain.care.clients import Client
from csdesk.domain.care.opportunities import Opportunity
from csdesk.domain.care.sops import ClientSop
from csdesk.domain.care.visits import VisitPlan
from csdesk.domain.cases.casework import CaseReport
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.instructions import Instruction
from csdesk.domain.moments import moment_of, wire_moment
from csdesk.domain.money.receivables import Dunning
from csdesk.domain.plans.targets import CorrectiveAction
from csdesk.domain.plans.workplan import WorkItem
from csdesk.domain.record import title_of
from csdesk.domain.rows import Query, Row
from csdesk.domain.staff.people import Role, Staff
from csdesk.domain.states import DIRECTORS, MANAGERS
from csdesk.domain.submissions import last_finished
from csdesk.domain.tasks import Task
from csdesk.domain.transport.transit import Urgency, Watch
from csdesk.domain.transport.waybills import Waybill, WaybillStatus
from csdesk.operations import ledgers, policies
from csdesk.operations.clients import daily, sops
from csdesk.operations.clients.daily import ClientDay, Filed
from csdesk.operations.desk import Named
from csdesk.operations.handover import late_edits
from csdesk.operations.peers import conflicts, instructions
from csdesk.operations.transport import transit
from csdesk.operations.workbench.todo import Act, Group, Item, Looking, of_view, put, step
from csdesk.store.database import Database

#: How many items of each group are read when all are looked at together, and when one is.
GLANCE, WHOLE = 30, 500
_SPECIALIST = frozenset({Role.SPECIALIST})
_CHIEFS = frozenset({Role.BRANCH_MANAGER, Role.ASSISTANT})
_BRANCH = _SPECIALIST | _CHIEFS


# -- what no view of a ledger says ------------------------------------------------------------------------------------


def _calls(group: Group, db: Database, situation: Looking, most: int) -> tuple[int, list[Item]]:
    """One line a vehicle, however many waybills it carries; what is there already stands among those to be signed."""
    aboard: dict[tuple[str, str], list[Watch]] = defaultdict(list)
    for one in transit.watched(db, situation.now):
        if one.urgency != Urgency.LATER and one.row.values.get("status") != WaybillStatus.ARRIVED:
            aboard[one.row.book, str(one.row.values.get("plate_no") or one.row.id)].append(one)
    return len(aboard), [_call(group, watches) for watches in list(aboard.values())[:most]]


def _call(group: Group, watches: list[Watch], *said: str) -> Item:
    """One call to a driver. said: what else is to be known."""
    row, titles = watches[0].row, watches[0].row.titles
    phone = " ".join(str(row.values[name]) for name in ("driver_name", "driver_phone") if row.values.get(name))
    number = str(row.values.get("waybill_no") or "") + (f" 等 {len(watches)} 票" if len(watches) > 1 else "")
    what = "  ".join(filter(None, [str(row.values.get("plate_no") or ""), phone, number, *said]))
    whom = "、".join(dict.fromkeys(one.row.titles.get("client_id", "") for one in watches))
    leads = Named(row.id, title_of(Waybill, row.values), record=Waybill.about.name, book=row.book)
    return Item(group.name, what, whom, titles.get("owner_id", ""), watches[0].next_call, leads, watches)


def _signing(group: Group, db: Database, situation: Looking, most: int) -> tuple[int, list[Item]]:
    """What has arrived, each with the call that is due: one line, one job."""
    count, there = transit.arrived(db, situation.now, most)
    items = []
    for one in there:
        call = _call(group, [one], *["该打电话"] * (one.urgency != Urgency.LATER))
        items.append(replace(call, due=str(one.row.values.get("arrived_at") or "")))
    return count, items


def _days(group: Group, days: list[ClientDay], most: int, due: str | None) -> tuple[int, list[Item]]:
    items = []
    for day in days[:most]:
        at = (day.due.isoformat() if day.due else "") if due is None else due
        leads = Named(day.client.id, day.title, record=Client.about.name, book=day.client.book)
        items.append(Item(group.name, group.lead, day.title, day.owner, at, leads, day))
    return len(days), items


def _contacts(group: Group, db: Database, situation: Looking, most: int) -> tuple[int, list[Item]]:
    late = [day for day in situation.client_days if day.overdue]
    late.sort(key=lambda day: (day.due is None, day.due, day.client.tier, day.client.code))
    return _days(group, late, most, None)


def _dailies(group: Group, db: Database, situation: Looking, most: int) -> tuple[int, list[Item]]:
    found = [day for day in situation.client_days if day.filed is not Filed.DONE]
    return _days(group, found, most, situation.day())


def _unread_sops(group: Group, db: Database, situation: Looking, most: int) -> tuple[int, list[Item]]:
    rows = sops.unread(db, situation.me, situation.now.date())
    return len(rows), [group.item(row) for row in rows[:most]]


def _conflicts(group: Group, db: Database, situation: Looking, most: int) -> tuple[int, list[Item]]:
    with db.reading() as connection:
        count = late_edits.undecided(connection)
    items: list[Item] = []
    if count and most:
        for one in conflicts.listing(db, as_of=situation.now, limit=most).items:
            leads = Named(one.id, one.title, record=one.record.about.name, book=one.book)
            values = " / ".join(claim.text or "空" for claim in one.claims)
            items.append(Item(group.name, f"{one.label}  {values}", one.title, one.right.by, "", leads, one))
        for edit in late_edits.late_edits(db)[: most - len(items)]:
            leads = Named(edit.later.id, edit.title, record=edit.later.record.about.name, book=edit.later.to)
            items.append(Item(group.name, edit.sentence, edit.title, edit.by, "", leads, edit))
    return count, items


def _submissions(group: Group, db: Database, situation: Looking, most: int) -> tuple[int, list[Item]]:
    from csdesk.operations.peers import submissions

    items = []
    for kind in ("week", "month"):
        board = submissions.board(db, last_finished(kind, situation.now.date()), situation.now)
        due = wire_moment(board.slot.due)
        for line in board.owing:
            leads = Named("", line.who.name, record="submissions")
            items.append(Item(group.name, f"{board.slot.name} 同步文件{line.standing.label}", line.who.name, "", due, leads, line))
    return len(items), items[:most]


# -- what one key does ------------------------------------------------------------------------------------------------


def _tomorrow_morning(row: Row, now: datetime) -> dict[str, Any]:
    planned = moment_of(str(row.values["next_action_at"]))
    day = now + timedelta(days=1)
    return {"next_action_at": wire_moment(planned.replace(year=day.year, month=day.month, day=day.day))}


def _confirm_sops(db: Database, items: Any, now: datetime) -> None:
    for item in items:
        sops.confirm(db, item.of.id, now=now)


_CALLED = Act("D", "已联系", lambda db, items, now: transit.called(db, [one for item in items for one in item.of], now=now))
_QUIET = Act("D", "无异常", lambda db, items, now: daily.file_quiet(db, [item.of for item in items], now=now))
_TASK = (Act("D", "完成", step(Task, "done")), Act("M", "推到明天", step(Task, "put_off")))
_CASE = ("case_no", "type", "severity", "status")
_BILL = ("waybill_no", "goods_name", "dest_city", "plate_no")

#: Top to bottom: what burns first.
GROUPS: tuple[Group, ...] = (
    Group("calls", "该打电话", Waybill, find=_calls, acts=(_CALLED,), roles=_SPECIALIST),
    Group("tasks", "待办", Task, of_view(Task, "该做了"), what=("title",), whom="about_title", due="due", acts=_TASK),
    Group("cases_overdue", "案件逾期", Complaint, of_view(Complaint, "逾期"), what=_CASE, due="due_close_at"),
    Group("cases_due", "案件三日内到期", Complaint, of_view(Complaint, "三日内到期"), what=_CASE, due="due_close_at"),
    Group("reports", "上报待确认", CaseReport, of_view(CaseReport, "待分部确认"), what=("content",), whom="complaint_id", due="at",
          home="complaint_id", roles=_CHIEFS),
    Group("reports_up", "上报待确认", CaseReport, of_view(CaseReport, "待总部确认"), what=("content",), whom="complaint_id", due="at",
          home="complaint_id", roles=frozenset(DIRECTORS)),
    Group("closings", "待您结案", Complaint, of_view(Complaint, "待上级结案"), what=_CASE, due="due_close_at", roles=frozenset(MANAGERS)),
    Group("sop_reviews", "SOP 待审批", ClientSop, of_view(ClientSop, "待审批"), what=("version", "change_reason"), lead="版本",
          due="effective_from", roles=frozenset(MANAGERS)),
    Group("submissions", "未交同步文件", Staff, find=_submissions, roles=frozenset(MANAGERS) | {Role.ASSISTANT}),
    Group("conflicts", "不一致待决定", Client, find=_conflicts),
    Group("instructions", "批示待阅", Instruction, lambda db, _: instructions.unread(db.site), what=("text",), whom="about_title",
          due="due", acts=(Act("D", "已阅", step(Instruction, "read")),)),
    Group("plan", "计划工作三日内到期", WorkItem, of_view(WorkItem, "我的三日内到期"), what=("title",), due="due_date",
          acts=(Act("D", "完成", step(WorkItem, "done")),)),
    Group("assigned", "交办逾期", Task, of_view(Task, "交办逾期"), what=("title",), whom="about_title", due="due"),
    Group("dispatch", "该派未派", Waybill, of_view(Waybill, "该派未派"), what=_BILL, due="planned_departure_at"),
    Group("late", "未到已过时", Waybill, of_view(Waybill, "未到已过时"), what=_BILL, due="required_arrival_at"),
    Group("signing", "到达待签收", Waybill, find=_signing, acts=(_CALLED,)),
    Group("pods", "回单逾期", Waybill, of_view(Waybill, "回单逾期"), what=_BILL, due="pod_due_date"),
    Group("dunning", "今日催收跟进", Dunning, of_view(Dunning, "今日跟进"), what=("stage", "reply"), due="next_action_at",
          acts=(Act("M", "推到明天", put(Dunning, "推到明天", _tomorrow_morning)),)),
    Group("promises", "承诺付款已过期", Dunning, of_view(Dunning, "承诺已过期"), what=("promise_amount", "reply"), lead="承诺",
          due="promise_date"),
    Group("sops", "SOP 待阅", ClientSop, find=_unread_sops, what=("version", "change_reason"), lead="版本", due="effective_from",
          acts=(Act("D", "已阅", _confirm_sops),), roles=_SPECIALIST),
    Group("contacts", "该联系的客户", Client, find=_contacts, lead="太久没有联系", roles=_BRANCH,
          glance=False),
    Group("visits", "该拜访了", VisitPlan, of_view(VisitPlan, "该拜访了"), what=("log_type", "purpose"), due="planned_on"),
    Group("chances", "商机该跟进", Opportunity, of_view(Opportunity, "该跟进了"), what=("kind", "next_step"), due="next_on"),
    Group("corrections", "纠偏到期", CorrectiveAction, of_view(CorrectiveAction, "已到期"), what=("measure",), whom="entity_name",
          due="due"),
    Group("contracts_over", "合同已过期", Client, of_view(Client, "合同已过期"), what=("status",), lead="合同已过期", whom="",
          due="contract_to"),
    Group("contracts", "合同 30 天内到期", Client, of_view(Client, "合同 30 天内到期"), what=("status",), lead="合同到期", whom="",
          due="contract_to"),
    Group("dailies", "今日动态未填", Client, find=_dailies, lead="今日动态", acts=(_QUIET,), roles=_BRANCH, glance=False),
)  # fmt: skip
GROUP_BY_NAME = {group.name: group for group in GROUPS}


@dataclass(frozen=True, slots=True)
class Counted:
    """A group with how many wait in it, and the most urgent of them."""

    group: Group
    count: int
    items: tuple[Item, ...]

    def as_json(self) -> dict[str, Any]:
        """The group as JSON values."""
        items = [
            {"what": i.what, "whom": i.whom, "owner": i.owner, "due": i.due, "record": i.leads.record, "id": i.leads.id} for i in self.items
        ]
        return {"group": self.group.name, "label": self.group.label, "count": self.count, "items": items}


def groups_for(role: str) -> list[Group]:
    """The groups of a role, in their order."""
    return [group for group in GROUPS if not group.roles or role in group.roles]


def read(db: Database, now: datetime, me: str | None, *, only: str = "") -> list[Counted]:
    """Every group of the person with its count and first items; with `only`, that group's items to a length of `WHOLE`.

    me: the id of the person's staff record. Reads only; one query counts a group, and the same view's ledger counts alike.
    """
    situation, found = Looking(now, me, policies.on(db, now.date()), db=db), []
    for group in groups_for(db.site.role):
        most = (WHOLE if group.name == only else 0) if only else GLANCE
        count, items = group.read(db, situation, most)
        found.append(Counted(group, count, tuple(items)))
    return found


def fresh(db: Database) -> bool:
    """Whether no client was entered yet: one begins."""
    return not ledgers.count(db, Client, Query())


_LATE_FIRST = {"bad": 0, "warn": 1, "": 1, "calm": 2}


def soonest(counted: list[Counted], now: datetime) -> list[Item]:
    """The items of all groups: what is late, then what is due today or has no day, then the rest; each by the order of the groups.

    Groups that are told in numbers only are left out.
    """
    items = [item for one in counted if one.group.glance for item in one.items]
    return sorted(items, key=lambda item: _LATE_FIRST[dues.said(item.due, now)[1]])
