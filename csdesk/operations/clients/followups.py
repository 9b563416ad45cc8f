"""What a follow-up begins with, and what it leads to: a case of what the client complained of, each naming the other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from csdesk.domain.care.clients import Client, Contact, ContactStatus
from csdesk.domain.care.followups import ClientLog, LogType, channel_of
from csdesk.domain.care.visits import VisitPlan, VisitStatus
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.checking import Invalid
from csdesk.domain.history import entry_problems
from csdesk.domain.record import Values, field_map, title_of
from csdesk.domain.rows import Filter, Query, Row
from csdesk.errors import Refused
from csdesk.operations import ledgers
from csdesk.store import changesets, ledger
from csdesk.store.database import Database

#: What a case takes over from the follow-up under the same name.
_SAME = ("client_id", "contact_id", "waybill_id", "owner_id")


@dataclass(frozen=True, slots=True)
class Begun:
    """What the form of a follow-up begins with. titles: of its references. title: what the client is called."""

    title: str
    values: dict[str, Any]
    titles: dict[str, str]


def begun(db: Database, client: str, plan: Row | None = None, *, kind: LogType = LogType.CALL) -> Begun:
    """A follow-up of a client of this kind, or of a planned visit. Raises Refused.

    Whom one speaks to is the plan's contact, else the main one.
    """
    with db.reading() as connection:
        who = ledger.select(connection, Client, Query(filters=(Filter("id", "is", client),)), 1)
        here = Query(filters=(Filter("client_id", "is", client), Filter("status", "is", ContactStatus.ACTIVE.value)), sort="-is_primary")
        people = ledger.select(connection, Contact, here, 1)
    if not who:
        raise Refused("这个客户已不存在，请刷新")
    values: dict[str, Any] = {"client_id": client, "log_type": kind.value, "channel": channel_of(kind).value}
    titles: dict[str, str] = {}
    if people:
        values["contact_id"], titles["contact_id"] = people[0].id, title_of(Contact, people[0].values)
    if plan is not None:
        _refuse_closed(plan)
        values |= {name: plan.values[name] for name in ("log_type", "purpose", "contact_id") if plan.values.get(name)}
        titles |= {name: title for name, title in plan.titles.items() if name == "contact_id"}
        values |= {"visit_plan_id": plan.id, "channel": channel_of(plan.values["log_type"]).value}
    return Begun(title_of(Client, who[0].values), values, titles)


def _refuse_closed(plan: Row) -> None:
    status = field_map(VisitPlan)["status"].show(plan.values["status"])
    if plan.values["status"] not in (VisitStatus.PLANNED, VisitStatus.MISSED):
        raise Refused(f"这次拜访{status}，不能再登记；请选计划中的一次")


def case_offered(log: Row) -> dict[str, Any]:
    """What the form of a case begins with that a follow-up leads to. Raises Refused when it has led to one."""
    if log.values.get("complaint_id"):
        raise Refused(f"这条跟踪已转为案件 {log.titles.get('complaint_id', '')}，请打开那件案件")
    told = {name: log.values[name] for name in _SAME if log.values.get(name)}
    channel = str(log.values.get("channel") or "")
    if field_map(Complaint)["channel"].fits(channel):
        told["channel"] = channel
    return {**told, "received_at": log.values.get("occurred_at"), "description": log.values.get("content")}


def open_case(db: Database, log: Row, values: Values, *, now: datetime) -> Row:
    """The case, and the follow-up that names it: one change set. Raises Refused or Invalid."""
    with changesets.change_set(db, "转案件") as work:
        full = ledgers.completed(work, Complaint, {**case_offered(log), **values}, now)
        if found := entry_problems(Complaint, full, now):
            raise Invalid(found)
        id_ = ledgers.enter(work, Complaint, full, now, book=log.book)
        work.change(ClientLog, log.book, log.id, {"complaint_id": id_}, base=log.heads)
        work.title = f"转案件 {title_of(Complaint, full)}"
    return ledgers.get(db, Complaint, log.book, id_)
