"""The chain of follow-ups, and a month's visits taken at once."""

import pytest
from offices import client, enrol, sent

from csdesk.domain.care.clients import Client, Contact
from csdesk.domain.care.followups import ClientLog
from csdesk.domain.care.sops import ClientSop, SopSection
from csdesk.domain.care.visits import Standing, VisitPlan
from csdesk.domain.checking import Invalid
from csdesk.domain.office import Policy
from csdesk.domain.rows import Query
from csdesk.domain.tasks import Task
from csdesk.errors import Refused
from csdesk.operations import ledgers, moves
from csdesk.operations.clients import visits
from csdesk.operations.peers import exchange

CALL = {"log_type": "call", "participants": ["张三"], "content": "电话问候，对方一切正常。"}


@pytest.fixture
def tiers(db, now):
    """Clients of tier A, B and C, none of them visited yet."""
    found = {}
    for tier in "ABC":
        row = client(db, now, f"{tier}家")
        found[tier] = ledgers.change(db, Client, row, {"tier": tier})
    return found


def log(db, who, now, **values):
    return ledgers.create(db, ClientLog, {**CALL, "client_id": who.id, "occurred_at": "2026-06-12T10:00:00+08:00", **values}, now=now)


def visit(db, who, now, **values):
    person = ledgers.create(db, Contact, {"client_id": who.id, "name": "王丽", "mobile": "13800138001"}, now=now)
    return log(db, who, now, log_type="visit", channel="onsite", contact_id=person.id, **values)


def plans(db):
    return ledgers.select(db, VisitPlan, Query())


@pytest.mark.parametrize(("tier", "day"), [("A", "2026-06-18"), ("B", "2026-06-26"), ("C", "2026-07-10")])
def test_the_next_contact_is_proposed_by_tier_on_a_working_day(db, tiers, now, tier, day):
    """19 June is a holiday, 27 June and 12 July are weekends: the contact is rather early than late."""
    assert visits.proposed(db, tiers[tier].id, now)[0] == day


def test_a_call_leads_to_the_next_and_the_next_is_held_by_a_call(db, tiers, now):
    first = log(db, tiers["A"], now, next_on="2026-06-18")
    [plan] = plans(db)
    assert {name: plan.values[name] for name in ("planned_on", "log_type", "status", "period")} == {
        "planned_on": "2026-06-18", "log_type": "call", "status": "planned", "period": "2026-06",
    }  # fmt: skip
    assert plan.values["owner_id"] == first.values["owner_id"]
    later = now.replace(day=17)
    second = log(db, tiers["A"], later, occurred_at="2026-06-17T09:00:00+08:00")
    [plan] = plans(db)
    assert (plan.values["status"], plan.values["log_id"], second.values["visit_plan_id"]) == ("done", second.id, plan.id)
    ledgers.undo(db)
    assert plans(db)[0].values["status"] == "planned"


def test_what_is_of_another_kind_or_far_ahead_stays_planned(db, tiers, now):
    log(db, tiers["A"], now, next_on="2026-07-10")
    log(db, tiers["A"], now)
    visit(db, tiers["A"], now)
    assert [plan.values["status"] for plan in plans(db)] == ["planned"]


def test_the_next_contact_lies_within_a_year(db, tiers, now):
    for day in ("2026-06-12", "2027-06-13"):
        with pytest.raises(Invalid, match="一年以内"):
            log(db, tiers["A"], now, next_on=day)
    assert not plans(db)


def test_the_month_is_proposed_and_taken_in_one_change_set(db, tiers, now):
    found = {due.client.tier: due for due in visits.month_plan(db, "2026-06", now.date())}
    assert {tier: (due.standing, due.often) for tier, due in found.items()} == {
        "A": (Standing.DUE, "每月 1 次"), "B": (Standing.DUE, "每季 1 次"), "C": (Standing.DUE, "每半年 1 次"),
    }  # fmt: skip
    assert {due.proposed for due in found.values()} == {"2026-06-12"}
    assert visits.take(db, [(due, due.proposed) for due in found.values()], now=now) == 3
    assert {due.standing for due in visits.month_plan(db, "2026-06", now.date())} == {Standing.PLANNED}
    visit(db, tiers["A"], now)
    assert {due.standing for due in visits.month_plan(db, "2026-06", now.date()) if due.client.tier == "A"} == {Standing.DONE}
    overdue = visits.month_plan(db, "2026-06", now.date().replace(day=30))
    assert [(due.client.tier, due.standing) for due in overdue][:2] == [("B", Standing.OVERDUE), ("C", Standing.OVERDUE)]
    ledgers.undo(db)
    ledgers.undo(db)
    ledgers.undo(db)
    assert not plans(db)


def test_a_sop_asks_for_more_visits_and_days_are_full(db, tiers, now):
    told = {"client_id": tiers["C"].id, "version": 1, "effective_from": "2026-06-01", "change_reason": "新签", "status": "effective"}
    sop = ledgers.create(db, ClientSop, {**told, "author_id": tiers["C"].values["owner_id"]}, now=now)
    ledgers.create(db, SopSection, {"sop_id": sop.id, "code": "confidentiality", "body": "每月上门", "visits_per_year": 12}, now=now)
    [due] = [due for due in visits.month_plan(db, "2026-06", now.date()) if due.client.tier == "C"]
    assert due.often == "每月 1 次"
    with pytest.raises(Refused, match="都已安排"):
        visits.take(db, [], now=now)
    for n in range(3):
        client(db, now, f"又一家{n}")
    days = sorted(due.proposed for due in visits.month_plan(db, "2026-06", now.date()))
    assert days == ["2026-06-12"] * 3 + ["2026-06-15"] * 3


def test_a_missed_visit_is_planned_again_and_only_a_manager_cancels(db, manager_db, tiers, now):
    visits.take(db, [(due, due.proposed) for due in visits.month_plan(db, "2026-06", now.date())][:1], now=now)
    [plan] = plans(db)
    with pytest.raises(Refused, match="分部经理"):
        moves.act(db, VisitPlan, plan, "cancel", {"reason": "停产"}, now=now)
    with pytest.raises(Refused, match="未达成原因"):
        moves.act(db, VisitPlan, plan, "miss", {}, now=now)
    missed = moves.act(db, VisitPlan, plan, "miss", {"reason": "客户临时出差"}, now=now)
    again = moves.act(db, VisitPlan, missed, "replan", {"planned_on": "2026-06-24"}, now=now)
    assert (again.values["status"], again.values["planned_on"]) == ("planned", "2026-06-24")
    enrol(db, manager_db)
    exchange.merge(manager_db, [sent(db, "李经理")])
    held = ledgers.get(manager_db, VisitPlan, plan.book, plan.id)
    cancelled = moves.act(manager_db, VisitPlan, held, "cancel", {"reason": "客户停产"}, now=now)
    assert cancelled.values["approver"] == "李经理"
    ledgers.create(manager_db, Policy, {"key": "visits_per_year_C", "value": "0", "valid_from": "2026-01-01"}, now=now)
    stands = {due.client.tier: due.standing for due in visits.month_plan(manager_db, "2026-06", now.date())}
    assert stands["C"] is Standing.LATER


def test_what_is_to_be_done_afterwards_is_a_task(db, tiers, now):
    made = log(db, tiers["A"], now, follow_up="寄送新报价单", follow_up_by="王五", follow_up_due="2026-06-15")
    [task] = ledgers.select(db, Task, Query())
    assert {name: task.values[name] for name in ("title", "due", "source", "notes", "about_table", "about_id")} == {
        "title": "寄送新报价单", "due": "2026-06-15", "source": "visit", "notes": "责任人：王五",
        "about_table": "client_log", "about_id": made.id,
    }  # fmt: skip
    assert "A家" in task.values["about_title"]
    assert task.values["owner_id"] == made.values["owner_id"]
    ledgers.undo(db)
    assert ledgers.count(db, Task, Query()) == ledgers.count(db, ClientLog, Query()) == 0
