"""Somebody leaves: his clients go to colleagues or one takes his post, the day is kept, and his workstation is revoked."""

from datetime import date, timedelta

import pytest
from offices import client, clients, enrol, sent
from operations.peers.test_trust import TODAY, make, merged, noon, office
from operations.test_levels import margin, money

from csdesk.domain.care.clients import Client
from csdesk.domain.rows import Query
from csdesk.domain.staff.people import Staff
from csdesk.domain.tasks import Task
from csdesk.errors import Refused
from csdesk.operations import files, ledgers
from csdesk.operations.handover import leavers
from csdesk.operations.peers import enrolment, exchange, trust

__all__ = ["make", "office"]

JUNE = date(2026, 6, 30)


@pytest.fixture
def three(office, now, tmp_path):
    """The manager has a file of both; 张三 has three clients."""
    chief, zhang, li = office
    for short in ("甲", "乙", "丙"):
        client(zhang, now, short)
    merged(chief, sent(zhang, "李经理"), sent(li, "李经理"))
    return chief, zhang, li


def owners(db):
    """Who has which client, by short name."""
    names = {row.id: row.values["name"] for row in ledgers.select(db, Staff, Query())}
    return {r.values["short_name"]: (names.get(r.values.get("owner_id")), r.book) for r in ledgers.select(db, Client, Query())}


def test_his_clients_go_to_a_colleague_and_his_files_are_refused(three, now):
    chief, zhang, li = three
    chosen = leavers.plan(chief, "张三", {"李四": leavers.clients_of(chief, "张三")}, JUNE)
    told = leavers.leave(chief, chosen)
    assert told == "张三 2026-06-30 离职：客户已移交（李四 3 个）；他的工作站已吊销。请给接手的人各发一份同步文件"
    assert owners(chief) == dict.fromkeys("甲乙丙", ("李四", li.site.book))
    assert [r.values.get("left_on") for r in ledgers.select(chief, Staff, Query()) if r.values["name"] == "张三"] == ["2026-06-30"]
    client(zhang, now, "丁")
    assert merged(chief, sent(zhang, "李经理", "后来"))[0].outcome == "refused"
    merged(li, sent(chief, "李四", "下发"))
    assert len(clients(li)) == 3
    assert files.check(chief) == files.check(li) == []


def test_one_undo_takes_all_of_it_back(three):
    chief, *_ = three
    before = owners(chief)
    leavers.leave(chief, leavers.plan(chief, "张三", {"李四": leavers.clients_of(chief, "张三")}, JUNE))
    ledgers.undo(chief)
    assert owners(chief) == before
    assert enrolment.revoked(chief) == {}
    assert {p.name: p.left for p in trust.people(chief)}["张三"] == ""


def test_several_colleagues_share_and_every_client_needs_a_taker(make, three):
    chief, _, _ = three
    wang = make("王五")
    enrol(wang, chief)
    merged(chief, sent(wang, "李经理"))
    assert [taker.text for taker in leavers.takers(chief, "张三")] == ["李四（NB 02）", "王五（NB 03）"]
    rows = leavers.clients_of(chief, "张三")
    with pytest.raises(Refused, match="张三还有 1 个客户没有指定由谁接手"):
        leavers.plan(chief, "张三", {"李四": rows[:2]}, JUNE)
    chosen = leavers.plan(chief, "张三", leavers.dealt(rows, ["李四", "王五"]), JUNE)
    assert "客户已移交（李四 2 个、王五 1 个）" in leavers.leave(chief, chosen)


def test_a_successor_in_the_post_takes_the_book_and_the_months_from_then_on(make, tmp_path, now):
    chief = make("李经理", "branch_manager")
    zhang, li = make("张三"), make("李四")
    for person in (zhang, li):
        enrol(person, chief)
    money(zhang, now, "甲", 1000, 700)
    ledgers.create(zhang, Task, {"title": "整理档案柜", "due": "2026-07-03"}, now=now)
    merged(chief, sent(zhang, "李经理"), sent(li, "李经理"))
    assert margin(chief, "specialist")["张三"] == (300, 1000)
    chosen = leavers.plan(chief, "张三", {"李四": leavers.clients_of(chief, "张三")}, JUNE, post=True)
    with pytest.raises(Refused, match="请选择证书写到哪里"):
        leavers.leave(chief, chosen)
    told = leavers.leave(chief, chosen, certificate=tmp_path / "接任.cscert")
    assert "客户簿由李四接任，请把证书" in told
    assert owners(chief) == {"甲": ("李四", zhang.site.book)}  # nothing moves
    assert [row.titles["owner_id"] for row in ledgers.select(chief, Task, Query())] == ["李四"]
    assert margin(chief, "specialist")["李四"] == (300, 1000)
    exchange.accept(li, tmp_path / "接任.cscert")
    assert f"{zhang.site.book}（2026-06-30 起）" in next(p for p in trust.people(li) if p.mine).covers
    merged(li, sent(chief, "李四", "下发"))
    [mine] = ledgers.select(li, Client, Query())
    ledgers.change(li, Client, mine, {"short_name": "甲方"})
    (report,) = merged(chief, sent(li, "李经理", "上交"))
    assert (report.outcome, report.reason) == ("merged", "")
    assert owners(chief) == {"甲方": ("李四", zhang.site.book)}


def test_before_the_day_he_may_still_send(three, now):
    chief, zhang, _ = three
    day = TODAY + timedelta(20)
    chosen = leavers.plan(chief, "张三", {"李四": leavers.clients_of(chief, "张三")}, day)
    assert "到期后在“人员与证书”中吊销张三的工作站" in leavers.leave(chief, chosen)
    client(zhang, now, "丁")
    assert merged(chief, sent(zhang, "李经理", "后来"))[0].outcome == "merged"
    assert {p.name: p.state for p in trust.people(chief)}["张三"] == f"有效（{day} 离职）"
    rest = leavers.plan(chief, "张三", {"李四": leavers.clients_of(chief, "张三")}, day)
    assert "李四 1 个" in leavers.leave(chief, rest, clock=noon(day))
    assert zhang.site.site in enrolment.revoked(chief)


def test_who_decides_it_and_for_whom(make, three):
    chief, zhang, _ = three
    with pytest.raises(Refused, match="只有分部经理和总部可以吊销工作站"):
        leavers.plan(zhang, "李经理", {}, JUNE)
    head = make("王总监", "director", "HQ")
    enrol(chief, head)
    with pytest.raises(Refused, match="李经理不是客服专员，没有自己的客户簿"):
        leavers.plan(head, "李经理", {}, JUNE)
