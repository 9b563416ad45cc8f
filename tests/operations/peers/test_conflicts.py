"""Disagreements: listed with both sides, decided once for everybody, and never back."""

import pytest
from offices import SPOT, clients, enrol, sent

from csdesk.domain.care.clients import Client
from csdesk.domain.changes import DELETED
from csdesk.domain.checking import Invalid
from csdesk.domain.office import Policy
from csdesk.domain.rows import Query
from csdesk.errors import Refused
from csdesk.operations import ledgers
from csdesk.operations.peers import conflicts, exchange

pytestmark = pytest.mark.both_engines


@pytest.fixture
def office(db, manager_db):
    enrol(db, manager_db)
    return db, manager_db


def merged(sender, receiver, to):
    exchange.merge(receiver, [sent(sender, to)])


def edit(db, row, **values):
    return ledgers.change(db, Client, ledgers.get(db, Client, row.book, row.id), values)


@pytest.fixture
def disagreed(office, now):
    """示例家电: 张三 says tier A, Ms Li tier B; 样板食品: both changed the tier and the phone-free remark."""
    mine, manager = office
    rows = [ledgers.create(mine, Client, {**SPOT, "short_name": n, "legal_name": n, "tier": "C"}, now=now) for n in ("甲", "乙")]
    merged(mine, manager, "李经理")
    for row in rows:
        edit(mine, row, tier="A")
        edit(manager, row, tier="B")
    merged(mine, manager, "李经理")
    return mine, manager, rows


def listed(db, now, **wanted):
    return conflicts.listing(db, as_of=now, **wanted)


def test_a_conflict_says_record_field_both_values_and_by_whom(disagreed, now):
    _, manager, rows = disagreed
    found = listed(manager, now)
    assert (found.total, dict(found.people), dict(found.ledgers), dict(found.files)) == (
        2, {"张三": 2, "李经理": 2}, {"client": 2}, {"张三.csdesk": 2},
    )  # fmt: skip
    first = found.items[0]
    assert (first.record, first.id, first.label) == (Client, rows[0].id, "客户等级")
    assert {(c.text, c.by, c.file) for c in first.claims} == {("A", "张三", "张三.csdesk"), ("B", "李经理", "")}
    assert [c.standing for c in first.claims] == [False, True]
    assert first.title.endswith("甲")
    assert conflicts.count(manager) == 2


def test_a_page_and_filters(disagreed, now):
    _, manager, rows = disagreed
    assert [c.id for c in listed(manager, now, start=1, limit=1).items] == [rows[1].id]
    assert listed(manager, now, person="王五").items == ()
    assert listed(manager, now, ledger="complaint").total == 0
    assert listed(manager, now, file="张三.csdesk").total == 2


def test_what_was_decided_never_comes_back(disagreed, now):
    mine, manager, rows = disagreed
    first, second = listed(manager, now).items
    conflicts.resolve(manager, [(first, first.left.value)])
    conflicts.resolve(manager, [(second, conflicts.typed(manager, second, "C"))])
    assert conflicts.count(manager) == 0
    for _ in range(2):
        merged(manager, mine, "张三")
        merged(mine, manager, "李经理")
    assert (listed(mine, now).total, listed(manager, now).total) == (0, 0)
    assert clients(mine) == clients(manager)
    assert clients(mine)[rows[1].id][0]["tier"] == "C"


def test_all_of_one_person_is_one_change_set(disagreed, now):
    _, manager, _ = disagreed
    assert conflicts.resolve_all(manager, as_of=now, person="张三") == conflicts.Resolved(2)
    assert [row.values["tier"] for row in ledgers.select(manager, Client, Query())] == ["A", "A"]
    assert ledgers.undo_redo(manager)[0].title == "都取张三的：确认 2 处不一致"
    with pytest.raises(Refused, match="没有与“张三”有关的不一致"):
        conflicts.resolve_all(manager, as_of=now, person="张三")


def test_all_that_one_file_brought(disagreed, now):
    _, manager, _ = disagreed
    assert conflicts.resolve_all(manager, as_of=now, file="张三.csdesk").resolved == 2
    with pytest.raises(Refused, match="没有与“别的.csdesk”有关的不一致"):
        conflicts.resolve_all(manager, as_of=now, file="别的.csdesk")


def test_a_decision_that_raced_a_merge_is_shown_again(disagreed, now):
    mine, manager, rows = disagreed
    first = next(c for c in listed(manager, now).items if c.id == rows[0].id)
    edit(mine, rows[0], tier="C")
    merged(mine, manager, "李经理")
    conflicts.resolve(manager, [(first, "B")])
    again = conflicts.one(manager, rows[0].id, "tier", as_of=now)
    assert {c.value for c in again.claims} == {"B", "C"}


def test_a_deletion_against_an_edit(office, now):
    mine, manager = office
    row = ledgers.create(mine, Client, SPOT, now=now)
    merged(mine, manager, "李经理")
    edit(mine, row, tier="A")
    ledgers.delete(manager, Client, [ledgers.get(manager, Client, row.book, row.id)])
    merged(mine, manager, "李经理")
    (conflict,) = listed(manager, now).items
    assert (conflict.field, conflict.label) == (DELETED, "删除")
    assert {(c.text, c.standing) for c in conflict.claims} == {("删除这条记录", False), ("保留（修改了客户等级）", True)}
    with pytest.raises(Refused, match="只能从已有的取值中选一个"):
        conflicts.typed(manager, conflict, "也许")
    conflicts.resolve(manager, [(conflict, True)])
    assert (conflicts.count(manager), ledgers.count(manager, Client, Query())) == (0, 0)
    ledgers.undo(manager)
    assert ledgers.count(manager, Client, Query()) == 1


def test_a_third_value_is_checked(disagreed, now):
    _, manager, rows = disagreed
    conflict = conflicts.one(manager, rows[0].id, "客户等级", as_of=now)
    with pytest.raises(Invalid, match="不在可选范围内"):
        conflicts.typed(manager, conflict, "特级")
    with pytest.raises(Refused, match="有的是：客户等级"):
        conflicts.one(manager, rows[0].id, "简称", as_of=now)


def test_whose_clock_ran_ahead_is_marked(office, now):
    mine, manager = office
    row = ledgers.create(mine, Client, SPOT, now=now)
    merged(mine, manager, "李经理")
    edit(mine, row, tier="A")
    edit(manager, row, tier="B")
    merged(mine, manager, "李经理")
    long_ago = now.replace(year=2020)
    assert {c.by: c.doubtful for c in listed(manager, long_ago).items[0].claims} == {"张三": False, "李经理": True}


def test_a_specialist_decides_nothing_in_what_others_keep(office, now):
    mine, manager = office
    policy = ledgers.create(manager, Policy, {"key": "x", "value": "1", "valid_from": "2026-01-01"}, now=now)
    merged(manager, mine, "张三")
    conflict = conflicts.Conflict(Policy, policy.book, policy.id, "x", "value", "取值", policy.heads, ())
    with pytest.raises(Refused, match="由分部经理或总部维护"):
        conflicts.resolve(mine, [(conflict, "2")])
