"""The workbench: what waits, group by group, counted as the ledgers count; one key works it off; tasks travel to their owner and back."""

from datetime import timedelta

import pytest
from offices import client, enrol, sent

from csdesk.domain.care.followups import ClientLog
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.moments import wire_moment
from csdesk.domain.rows import Query
from csdesk.domain.staff.people import Staff
from csdesk.domain.tasks import Task
from csdesk.domain.transport.waybills import Waybill
from csdesk.domain.views import VIEWS, Situation, view_named
from csdesk.errors import Refused
from csdesk.operations import desk, ledgers, moves
from csdesk.operations.peers import exchange, instructions
from csdesk.operations.transport import dispatch
from csdesk.operations.workbench import today
from csdesk.operations.workbench.today import GROUPS

CAR = {"plate_no": "浙B12345", "driver_name": "王师傅", "capacity_type": "spot", "vehicle_type": "9.6m"}


def counts(db, now, **more):
    return {one.group.name: one.count for one in today.read(db, now, desk.me(db), **more) if one.count}


def items(db, now, name):
    (found,) = [one.items for one in today.read(db, now, desk.me(db), only=name) if one.group.name == name]
    return list(found)


def press(db, now, name, key, chosen=None):
    """Press a key on some items of a group."""
    act = next(act for act in today.GROUP_BY_NAME[name].acts if act.key == key)
    return act.do(db, chosen or items(db, now, name), now)


@pytest.fixture
def task(db, now):
    return ledgers.create(db, Task, {"title": "给甲报价", "due": now.date().isoformat()}, now=now)


@pytest.fixture
def world(db, now):
    """A client with a case three weeks old, a waybill to dispatch since yesterday, and one on the way since this night."""
    whom = client(db, now)
    at = wire_moment(now - timedelta(days=21))
    told = {"client_id": whom.id, "received_at": at, "registered_at": at, "type": "billing", "description": "对账差异"}
    ledgers.create(db, Complaint, told, now=now)
    start = now - timedelta(hours=8)
    bill = {
        "client_id": whom.id, "goods_name": "空调", "pieces": 10, "weight": 1_000_000, "volume": 8_000, "origin_city": "宁波",
        "dest_city": "上海", "plan_date": start.date().isoformat(), "planned_loading_at": wire_moment(start),
        "planned_departure_at": wire_moment(start + timedelta(hours=1)), "required_arrival_at": wire_moment(now + timedelta(hours=9)),
        "est_receivable": 100_00, "vehicle_type_req": "9.6m",
    }  # fmt: skip
    ledgers.create(db, Waybill, bill, now=now)
    then = now - timedelta(hours=6)
    (left,) = dispatch.assign(db, [ledgers.create(db, Waybill, bill, now=then)], CAR, now=then)
    moves.act(db, Waybill, left, "depart", {"departed_at": wire_moment(then)}, now=then)
    return whom


@pytest.mark.both_engines
def test_what_waits_is_counted_and_said(db, world, task, now):
    assert counts(db, now) == {"calls": 1, "tasks": 1, "cases_overdue": 1, "dispatch": 1, "contacts": 1, "dailies": 1}
    (case,) = items(db, now, "cases_overdue")
    assert case.whom.endswith("示例家电")
    assert (case.owner, case.leads.record, case.due) == ("张三", "complaint", case.of.values["due_close_at"])
    assert [item.group for item in today.soonest(today.read(db, now, desk.me(db)), now)] == ["calls", "cases_overdue", "dispatch", "tasks"]


def test_a_group_counts_what_the_view_of_its_ledger_counts(db, world, task, now):
    situation = Situation(now, desk.me(db))
    for group in GROUPS:
        label = {"cases_overdue": "逾期", "dispatch": "该派未派", "tasks": "该做了"}.get(group.name)
        if label:
            shown = ledgers.count(db, group.record, view_named(group.record.about.name, label).query(situation))
            assert counts(db, now)[group.name] == shown == 1


@pytest.mark.both_engines
def test_every_view_can_be_asked(db, now):
    for record, views in VIEWS.items():
        for view in views:
            assert ledgers.count(db, ledgers.record_named(record), view.query(Situation(now, None))) == 0


def test_only_the_opened_group_is_read(db, world, now):
    found = today.read(db, now, desk.me(db), only="dispatch")
    assert {one.group.name: len(one.items) for one in found if one.count} == {
        "calls": 0, "cases_overdue": 0, "dispatch": 1, "contacts": 0, "dailies": 0,
    }  # fmt: skip


def test_a_call_is_noted_by_one_key_and_comes_back_by_its_pace(db, world, now):
    press(db, now, "calls", "D")
    assert "calls" not in counts(db, now)
    assert counts(db, now + timedelta(hours=4, minutes=1))["calls"] == 1
    ledgers.undo(db)
    assert counts(db, now)["calls"] == 1


def test_a_quiet_day_is_filed_by_one_key(db, world, now):
    press(db, now, "dailies", "D")
    assert "dailies" not in counts(db, now)
    assert ledgers.count(db, ClientLog, Query()) == 1


def test_a_task_is_done_put_off_and_comes_back(db, task, now):
    press(db, now, "tasks", "M")
    assert "tasks" not in counts(db, now)
    assert counts(db, now + timedelta(days=1))["tasks"] == 1
    press(db, now + timedelta(days=1), "tasks", "D")
    assert counts(db, now + timedelta(days=2)) == {}
    (row,) = ledgers.select(db, Task, Query())
    moves.act(db, Task, row, "reopen", {}, now=now + timedelta(days=2))
    assert counts(db, now + timedelta(days=2)) == {"tasks": 1}


def test_an_item_leads_to_what_its_task_is_about(db, world, now):
    about = {"about_title": "示例家电", "about_table": "client", "about_id": world.id, "about_book": world.book}
    ledgers.create(db, Task, {"title": "报价", "due": "2026-06-12", **about}, now=now)
    (item,) = items(db, now, "tasks")
    assert (item.leads.record, item.leads.id, item.whom) == ("client", world.id, "示例家电")


# -- for somebody else ------------------------------------------------------------------------------------------------


@pytest.fixture
def office(db, manager_db, now):
    """李经理 knows 张三."""
    enrol(db, manager_db)
    client(db, now, "甲")
    exchange.merge(manager_db, [sent(db, "李经理")])
    (staff,) = [row for row in ledgers.select(manager_db, Staff, Query()) if row.values["name"] == "张三"]
    return staff


def given(manager_db, office, now, **told):
    values = {"title": "整理甲的合同", "due": "2026-06-12", "owner_id": office.id, "by_id": desk.me(manager_db), "source": "superior"}
    return ledgers.create(manager_db, Task, {**values, **told}, now=now)


def test_a_manager_gives_a_task_that_travels_down_and_comes_back_done(db, manager_db, office, now):
    row = given(manager_db, office, now)
    assert row.book == db.site.book
    exchange.merge(db, [sent(manager_db, "张三")])
    assert counts(db, now)["tasks"] == 1
    assert counts(manager_db, now + timedelta(days=1))["assigned"] == 1
    press(db, now, "tasks", "D")
    exchange.merge(manager_db, [sent(db, "李经理", "回")])
    assert "assigned" not in counts(manager_db, now + timedelta(days=1))
    (back,) = ledgers.select(manager_db, Task, Query())
    assert (back.values["status"], back.values["done_at"]) == ("done", wire_moment(now))


def test_whose_a_task_is_stays_as_it_was_given(db, manager_db, office, now):
    row = given(manager_db, office, now)
    with pytest.raises(Refused, match="不能改换人"):
        ledgers.change(manager_db, Task, row, {"owner_id": desk.me(manager_db)})
    exchange.merge(db, [sent(manager_db, "张三")])
    (mine,) = ledgers.select(db, Task, Query())
    with pytest.raises(Refused, match="不能修改待办的交办人"):
        ledgers.change(db, Task, mine, {"by_id": desk.me(db)})
    assert ledgers.change(db, Task, mine, {"notes": "已约客户"}).values["notes"] == "已约客户"


def test_a_task_for_somebody_without_a_workstation_is_refused(manager_db, office, now):
    nobody = ledgers.create(manager_db, Staff, {"name": "王五"}, now=now)
    with pytest.raises(Refused, match="还没有收到这位同事的同步文件，待办交不到他那里"):
        given(manager_db, nobody, now)


def test_a_manager_sees_who_has_not_sent_and_what_waits_below(db, manager_db, office, now):
    found = {one.group.name: one for one in today.read(manager_db, now, desk.me(manager_db))}
    assert "calls" not in found
    assert found["submissions"].count == len(found["submissions"].items) > 0
    assert found["submissions"].items[0].whom == "张三"
    assert found["dailies"].count == 1


def test_an_instruction_waits_until_it_is_read(db, manager_db, office, now):
    instructions.instruct(manager_db, Staff, [office], "本周拜访甲", now=now)
    exchange.merge(db, [sent(manager_db, "张三")])
    assert counts(db, now)["instructions"] == 1
    press(db, now, "instructions", "D")
    assert "instructions" not in counts(db, now)


def test_one_job_stands_on_one_line(db, world, now):
    """Two waybills on one vehicle are one call; what has arrived stands among those to be signed, with the call."""
    whose, then = world.id, now - timedelta(hours=6)
    bill = {**ledgers.select(db, Waybill, Query())[0].values, "client_id": whose, "waybill_no": None}
    told = {name: bill[name] for name in ("client_id", "goods_name", "pieces", "origin_city", "dest_city", "vehicle_type_req",
            "planned_loading_at", "planned_departure_at", "required_arrival_at") if bill.get(name)}  # fmt: skip
    (second,) = dispatch.assign(db, [ledgers.create(db, Waybill, told, now=then)], CAR, now=then)
    second = moves.act(db, Waybill, second, "depart", {"departed_at": wire_moment(then)}, now=then)
    (call,) = items(db, now, "calls")
    assert "等 2 票" in call.what
    press(db, now, "calls", "D")
    assert "calls" not in counts(db, now)
    ledgers.undo(db)
    moves.act(db, Waybill, second, "arrive", {"arrived_at": wire_moment(then + timedelta(hours=1))}, now=now)
    (call,), (sign,) = items(db, now, "calls"), items(db, now + timedelta(hours=5), "signing")
    assert "等" not in call.what
    assert str(second.values["waybill_no"]) in sign.what
    assert sign.what.endswith("该打电话")
