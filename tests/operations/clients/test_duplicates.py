"""Two entries for one client: noticed, merged with all that refers to them, and what comes later follows."""

import pytest
from offices import client, clients, enrol, sent

from csdesk.domain.care.clients import Client, Contact
from csdesk.domain.care.followups import ClientLog
from csdesk.domain.checking import Invalid
from csdesk.domain.money.charges import ChargeLine
from csdesk.domain.rows import Filter, Query
from csdesk.errors import Refused
from csdesk.operations import desk, ledgers
from csdesk.operations.clients import duplicates
from csdesk.operations.handover import handovers
from csdesk.operations.peers import exchange


@pytest.fixture
def twins(db, now):
    """甲 and its duplicate 甲甲, which has a contact, a follow-up and a charge; both have a primary contact."""
    kept, gone = client(db, now, "示例甲"), client(db, now, "甲示例")
    ledgers.create(db, Contact, {"client_id": kept.id, "name": "王五", "mobile": "13800000001", "is_primary": True}, now=now)
    ledgers.create(db, Contact, {"client_id": gone.id, "name": "赵六", "mobile": "13800000002", "is_primary": True}, now=now)
    log(db, gone, now)
    charge = {"client_id": gone.id, "amount_incl_tax": 109000, "biz_date": "2026-06-01"}
    ledgers.create(db, ChargeLine, charge, now=now)
    gone = ledgers.change(db, Client, gone, {"bank_name": "示例银行", "industry": "auto_parts"})
    return kept, gone


def log(db, who, now):
    told = {"client_id": who.id, "log_type": "call", "occurred_at": "2026-06-10T09:00:00+08:00", "content": "电话问候，对方一切正常。"} | {
        "participants": ["张三"]
    }
    return ledgers.create(db, ClientLog, told, now=now)


def pointing(db, who):
    """How many records of each kind point to a client."""
    query = Query(filters=(Filter("client_id", "is", who.id),))
    return [ledgers.count(db, record, query) for record in (Contact, ClientLog, ChargeLine)]


def test_the_plan_says_what_differs_and_what_goes_along(db, twins):
    plan = duplicates.plan(db, *twins)
    assert {d.field.name: d.chosen for d in plan.differences} == {
        "legal_name": "宁波示例甲有限公司",
        "short_name": "示例甲",
        "industry": "auto_parts",
        "bank_name": "示例银行",
    }
    assert plan.counts == {"联系人": 1, "客户跟踪台账": 1, "应收账款": 1}


def test_everything_points_to_the_kept_client_and_one_undo_takes_it_back(db, twins):
    kept, gone = twins
    before = clients(db)
    duplicates.merge_clients(db, duplicates.plan(db, kept, gone), {"short_name": "甲"})
    assert pointing(db, kept) == [2, 1, 1]
    assert pointing(db, gone) == [0, 0, 0]
    merged = ledgers.get(db, Client, kept.book, kept.id)
    assert (merged.values["short_name"], merged.values["bank_name"]) == ("甲", "示例银行")
    primary = ledgers.select(db, Contact, Query(filters=(Filter("is_primary", "is", True),)))
    assert [row.values["name"] for row in primary] == ["王五"]
    ledgers.undo(db)
    assert pointing(db, gone) == [1, 1, 1]
    assert {id_: values for id_, (values, *_) in clients(db).items()} == {id_: values for id_, (values, *_) in before.items()}


def test_a_merged_client_is_still_found_by_what_it_was_called(db, twins):
    kept, gone = twins
    duplicates.merge_clients(db, duplicates.plan(db, kept, gone))
    assert desk.meant(db, Client, gone.values["client_code"]).id == kept.id
    assert [row.id for row in handovers.clients_named(db, ["甲示例"])] == [kept.id]


def test_what_comes_later_from_a_file_that_did_not_know_follows(db, manager_db, twins, now):
    kept, gone = twins
    enrol(db, manager_db)
    exchange.merge(manager_db, [sent(db, "李经理")])
    rows = [ledgers.get(manager_db, Client, row.book, row.id) for row in (kept, gone)]
    duplicates.merge_clients(manager_db, duplicates.plan(manager_db, *rows))
    log(db, gone, now)
    exchange.merge(manager_db, [sent(db, "李经理", "二")])
    assert pointing(manager_db, gone) == [0, 0, 0]
    assert pointing(manager_db, kept) == [2, 2, 1]
    exchange.merge(db, [sent(manager_db, "张三")])
    assert pointing(db, gone) == [0, 0, 0]
    assert pointing(db, kept) == [2, 2, 1]
    assert duplicates.stragglers(db) == 0
    exchange.merge(manager_db, [sent(db, "李经理", "三")])
    assert pointing(manager_db, kept) == [2, 2, 1]
    assert not ledgers.count(manager_db, ClientLog, Query(filters=(Filter("_conflicts", "filled"),)))


def test_who_may_not_merge_is_told_why(db, manager_db, twins, now):
    kept, gone = twins
    with pytest.raises(Refused, match="两个不同的客户"):
        duplicates.plan(db, kept, kept)
    plan = duplicates.plan(db, kept, gone)
    with pytest.raises(Invalid, match="流失类型"):
        duplicates.merge_clients(db, plan, {"status": "lost"})
    ledgers.change(db, Client, gone, {"bank_name": "别的银行"})
    with pytest.raises(Refused, match="刚被修改"):
        duplicates.merge_clients(db, plan)
    enrol(db, manager_db)
    exchange.merge(manager_db, [sent(db, "李经理")])
    other = client(manager_db, now, "示例甲")
    with pytest.raises(Refused, match="先移交"):
        duplicates.plan(manager_db, ledgers.get(manager_db, Client, kept.book, kept.id), other)


def test_a_client_being_entered_is_recognised(db, twins, now):
    kept, _ = twins
    found = duplicates.lookalikes(db, Client, {"legal_name": "宁波示例甲集团有限公司"})
    assert [(one.id, one.field, one.reason) for one in found] == [(kept.id, "legal_name", "全称相同")]
    assert not duplicates.lookalikes(db, Client, {"legal_name": "宁波示例甲集团有限公司"}, but=kept.id)
    other = client(db, now, "别处")
    [same] = duplicates.lookalikes(db, Contact, {"client_id": other.id, "mobile": "13800000001"})
    assert (same.id, same.reason) == (kept.id, "手机与联系人 王五 相同")
    assert not duplicates.lookalikes(db, Contact, {"client_id": kept.id, "mobile": "13800000001"})
