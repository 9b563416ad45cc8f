"""The chain of follow-ups: what was planned is held and leads to the next; the month's visits proposed by tier and taken at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from csdesk.domain.care import visits
from csdesk.domain.care.clients import Client, Tier
from csdesk.domain.care.contacts import contact_days
from csdesk.domain.care.followups import ClientLog
from csdesk.domain.care.visits import Standing, VisitPlan, VisitStatus
from csdesk.domain.checking import Invalid, problems
from csdesk.domain.record import Values
from csdesk.domain.rows import Filter, Query, Row
from csdesk.domain.staff.people import Staff
from csdesk.domain.tasks import Task, TaskSource
from csdesk.errors import Refused
from csdesk.operations import policies
from csdesk.operations.clients.promises import Promises
from csdesk.operations.completion import Completion
from csdesk.store import calendars, changesets, ledger
from csdesk.store.changesets import ChangeSet
from csdesk.store.database import Database
from csdesk.store.figures import contacts
from csdesk.store.figures.contacts import Contacted
from csdesk.store.lookup import Connection

#: A plan is held by a follow-up up to so many days before its day; earlier ones are something else.
_EARLY = timedelta(days=7)
_MOST = 5000

# -- one leads to the next --------------------------------------------------------------------------------------------


def proposed(db: Database, client: str, now: datetime) -> tuple[str, str]:
    """The day of the next contact with a client, as its tier asks, and why: (wire day, sentence)."""
    with db.reading() as connection:
        rows = ledger.select(connection, Client, Query(filters=(Filter("id", "is", client),)), 1)
        rules = policies.in_force(connection, now.date())
        calendar = calendars.current(connection)
    tier = rows[0].values.get("tier") if rows else Tier.C.value
    days = contact_days(tier, rules)
    day = now.date() + timedelta(days=days)
    while not calendar.is_workday(day):
        day -= timedelta(days=1)
    return max(day, now.date() + timedelta(days=1)).isoformat(), f"{tier} 级客户 {days} 天联系一次；清空则不安排"


def follow(work: ChangeSet, full: Values, id: str, book: str, now: datetime) -> None:
    """What a new follow-up brings along: the plan it holds is done, the next contact is planned, what was promised is a task."""
    plan = _held_by(work.connection, full, book)
    if plan is not None:
        work.change(VisitPlan, plan.book, plan.id, {"status": VisitStatus.DONE.value, "log_id": id})
        work.change(ClientLog, book, id, {"visit_plan_id": plan.id}, base=())
    if again := full.get("next_on"):
        told = {name: full[name] for name in ("client_id", "log_type", "contact_id", "owner_id") if full.get(name)}
        values = Completion(work.connection, work.site, now).of(VisitPlan, {**told, "planned_on": again})
        if found := problems(VisitPlan, values):
            raise Invalid(found)
        work.create(VisitPlan, values, book=book)
    if full.get("follow_up") and full.get("follow_up_due"):
        _note_task(work, full, id, book, now)


def _note_task(work: ChangeSet, full: Values, id: str, book: str, now: datetime) -> None:
    """What is to be done after a follow-up, for the client's specialist; who else is named stands in the notes."""
    who = ledger.titles(work.connection, Client, [str(full["client_id"])]).get(str(full["client_id"]), {})
    told = {
        "title": " ".join(str(full["follow_up"]).split())[:200],
        "due": full["follow_up_due"],
        "source": TaskSource.VISIT.value,
        "by_id": full.get("owner_id"),
        "owner_id": full.get("owner_id"),
        "notes": f"责任人：{full['follow_up_by']}" if full.get("follow_up_by") else None,
        "about_title": next(iter(who.values()), "")[:80] or None,
        "about_table": ClientLog.about.name,
        "about_id": id,
        "about_book": book,
    }
    values = Completion(work.connection, work.site, now).of(Task, told)
    if found := problems(Task, values):
        raise Invalid(found)
    work.create(Task, values, book=book)


def _held_by(connection: Connection, full: Values, book: str) -> Row | None:
    """The plan that a follow-up names, else the earliest open one of its client and type whose day has nearly come."""
    open_ = (
        Filter("client_id", "is", full.get("client_id")),
        Filter("status", "in", [VisitStatus.PLANNED.value, VisitStatus.MISSED.value]),
    )
    rows = ledger.select(connection, VisitPlan, Query(filters=open_, sort="planned_on"))
    rows = [row for row in rows if row.book == book]
    if named := full.get("visit_plan_id"):
        return next((row for row in rows if row.id == named), None)
    until = (date.fromisoformat(str(full["occurred_at"])[:10]) + _EARLY).isoformat()
    return next((row for row in rows if _fits(row.values, full, until)), None)


def _fits(plan: Values, full: Values, until: str) -> bool:
    open_ = plan["status"] == VisitStatus.PLANNED and str(plan["planned_on"]) <= until
    return open_ and plan["log_type"] == full.get("log_type")


# -- the month --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Due:
    """One client in a month's plan of visits. proposed: the day (wire) that is offered where none is planned yet."""

    client: Contacted
    owner: str
    standing: Standing
    often: str
    last: str
    planned: str
    proposed: str = ""

    @property
    def title(self) -> str:
        return f"{self.client.code} {self.client.name}"


def month_plan(db: Database, month: str, as_of: date) -> list[Due]:
    """Every client in hand, of a specialist his own, as it stands in a month (`2026-06`): the most urgent first."""
    with db.reading() as connection:
        book = db.site.book if db.site.role == "specialist" else ""
        found = contacts.contacted(connection, book, _MOST)
        rules = policies.in_force(connection, as_of)
        since = f"{int(month[:4]) - 1}-01-01"
        known = _known(contacts.visited(connection, since), contacts.planned(connection), found)
        paces = {one.id: visits.pace(one.tier, rules, agreed) for one, agreed in _agreed(connection, found, month)}
        owners = ledger.titles(connection, Staff, {one.owner for one in found if one.owner})
        names = {id_: next(iter(by_book.values()), "") for id_, by_book in owners.items()}
        dues = [_due(one, names.get(one.owner or "", ""), known[one.id], paces[one.id], month, as_of) for one in found]
        days = _days(connection, dues, known, paces, month, as_of, rules["visits_a_day"])
    order = list(Standing)
    dues = [replace(due, proposed=days.get(due.client.id, "")) for due in dues]
    return sorted(dues, key=lambda due: (order.index(due.standing), due.proposed or due.planned, due.client.code))


def _known(held: Mapping[str, Sequence[str]], planned: Mapping[str, Sequence[str]], found: Sequence[Contacted]) -> dict[str, visits.Visits]:
    def days(wire: Sequence[str]) -> tuple[date, ...]:
        return tuple(date.fromisoformat(day) for day in wire)

    return {
        one.id: visits.Visits(
            days(held.get(one.id, ())), days(planned.get(one.id, ())), date.fromisoformat(one.since) if one.since else None
        )
        for one in found
    }


def _agreed(connection: Connection, found: Sequence[Contacted], month: str) -> list[tuple[Contacted, int | None]]:
    """Each client with the visits a year that its SOP promises on the month's last day; None where it says nothing."""
    promises, last = Promises(connection), visits.Pace(1, 1).slot(month)[1].isoformat()
    return [(one, promises.said(one.id, last, "visits_per_year")) for one in found]


def _due(one: Contacted, owner: str, known: visits.Visits, how: visits.Pace | None, month: str, as_of: date) -> Due:
    stands = visits.standing(known, how, month, as_of)
    often = "不走访" if how is None else f"{_SLOTS.get(how.months, f'每 {how.months} 个月')} {how.each} 次"
    last = known.held[-1].isoformat() if known.held else ""
    coming = next((day.isoformat() for day in known.planned), "")
    return Due(one, owner, stands, often, last, coming)


_SLOTS = {1: "每月", 3: "每季", 6: "每半年", 12: "每年"}


def _days(
    connection: Connection, dues: Sequence[Due], known: Mapping[str, visits.Visits], paces: Mapping[str, visits.Pace | None], month: str,
    as_of: date, a_day: int,
) -> dict[str, str]:  # fmt: skip
    """The day that is proposed to each client that needs one, spread over the working days of each person."""
    first, last = visits.Pace(1, 1).slot(month)
    if last < as_of:
        return {}
    span, busy, calendar = (max(first, as_of), last), contacts.busy(connection), calendars.current(connection)
    wanted: dict[str | None, dict[str, date]] = defaultdict(dict)
    for due in sorted(dues, key=lambda due: (list(Tier).index(Tier(due.client.tier)), due.client.code)):
        how = paces[due.client.id]
        if how and due.standing in (Standing.DUE, Standing.OVERDUE) and not due.planned:
            wanted[due.client.owner][due.client.id] = max(visits.target(known[due.client.id], how, month) or first, span[0])
    found = {}
    for owner, days in wanted.items():
        taken = {date.fromisoformat(day): n for (who, day), n in busy.items() if who == owner}
        found.update(visits.spread(days, taken, a_day, span, calendar))
    return {client: day.isoformat() for client, day in found.items()}


def take(db: Database, chosen: Sequence[tuple[Due, str]], *, now: datetime) -> int:
    """Plan these visits, each on its day (wire): one change set. How many. Raises Refused when none needs one, Invalid for a wrong day."""
    if not chosen:
        raise Refused("选中的客户本月都已安排，或不需要走访")
    what = chosen[0][0].title if len(chosen) == 1 else f"{len(chosen)} 个客户"
    with changesets.change_set(db, f"安排拜访 {what}") as work:
        completion = Completion(work.connection, work.site, now)
        for due, day in chosen:
            values: dict[str, Any] = {"client_id": due.client.id, "planned_on": day, "owner_id": due.client.owner}
            full = completion.of(VisitPlan, values)
            if found := problems(VisitPlan, full):
                raise Invalid(found)
            work.create(VisitPlan, full, book=due.client.book)
    return len(chosen)
