"""Clients change hands: everything goes along once, the past stays where it was, and nothing that the former owner writes is lost."""

from datetime import date
from typing import NamedTuple

import pytest
from offices import clients, enrol, sent
from operations.test_levels import DONE, margin, merge, money, nation

from csdesk.domain.care.clients import Client, ClientOwner, Contact, RelationNote
from csdesk.domain.care.followups import ClientLog
from csdesk.domain.care.visits import VisitPlan
from csdesk.domain.cases.complaints import Complaint, ComplaintEvent
from csdesk.domain.changes import MOVED
from csdesk.domain.instructions import Instruction
from csdesk.domain.money.charges import ChargeLine, CostLine
from csdesk.domain.money.receivables import Dunning, Statement
from csdesk.domain.rows import Query, Row
from csdesk.domain.staff.people import Staff
from csdesk.domain.tasks import Task
from csdesk.domain.transport.waybills import Waybill
from csdesk.errors import Refused
from csdesk.operations import files, ledgers, moves
from csdesk.operations.handover import handovers
from csdesk.operations.kpi import figures
from csdesk.operations.peers import exchange, instructions
from csdesk.store import changesets

__all__ = ["nation"]

JULY = date(2026, 7, 1)


@pytest.fixture
def li(tmp_path, manager_db):
    """李四 of the same branch, enrolled; the manager has a file of his."""
    with files.new_file(tmp_path / "李四.csdb", name="李四", role="specialist", branch="NB") as other:
        enrol(other, manager_db)
        merge(manager_db, sent(other, "李经理"))
        yield other


@pytest.fixture
def office(db, manager_db, li, now):
    """张三's client with a contact, a note, an open and a closed case and money; the manager has it all."""
    enrol(db, manager_db)
    who = money(db, now, "甲", 1000, 700)
    contact = ledgers.create(db, Contact, {"client_id": who.id, "name": "王五", "mobile": "13812345678"}, now=now)
    ledgers.create(db, RelationNote, {"contact_id": contact.id, "content": "喜欢钓鱼"}, now=now)
    case(db, who, "open", "accepted")
    case(db, who, "closed", "closed")
    merge(manager_db, sent(db, "李经理"))
    return Office(db, manager_db, li, who)


class Office(NamedTuple):
    """张三, his manager, 李四, and the client."""

    db: files.Database
    manager: files.Database
    li: files.Database
    who: Row


def case(db, who, no, status):
    """A case registered on 06-10, due on 06-30, with its events stamped."""
    me = ledgers.select(db, Staff, Query())[0].id
    told = {"case_no": no, "received_at": "2026-06-10T09:00:00+08:00", "registered_at": "2026-06-10T09:00:00+08:00", "type": "attitude"}
    told |= {"client_id": who.id, "owner_id": me, "description": "…", "severity": "normal", "case_kind": "complaint", "status": status}
    with changesets.change_set(db, "案件") as work:
        id_ = work.create(Complaint, told | ({"closed_at": "2026-06-20T09:00:00+08:00"} if status == "closed" else {}))
        for day, to in (("10", "registered"), ("20", status)):
            event = {"complaint_id": id_, "at": f"2026-06-{day}T10:00:00+08:00", "action": "…", "to_status": to, "owner_id": me}
            work.create(ComplaintEvent, event)


def hand(manager, *rows, to="李四", on=JULY):
    fresh = [next(r for r in ledgers.select(manager, Client, Query()) if r.id == row.id) for row in rows]
    return handovers.hand_over(manager, handovers.plan(manager, fresh, to, on))


def down(manager, *people):
    for person in people:
        merge(person, sent(manager, person.site.site))


def label(record):
    return record.about.ledger


def of(db, record):
    return ledgers.select(db, record, Query())


def test_a_client_of_whom_something_is_held_back_stays_until_it_is_lifted(office):
    """What a hold hides would stay behind when the rest goes."""
    _, manager, _, who = office
    pack = next(p.id for p in exchange.packs(manager) if p.name == "张三")
    before = ledgers.get(manager, Client, who.book, who.id)
    exchange.hold(manager, pack)
    with pytest.raises(Refused, match="有退回的同步文件，移交会漏掉其中的内容。请先在“同步 › 已合并文件”取消退回"):
        handovers.plan(manager, [before], "李四", JULY)
    exchange.lift(manager, pack)
    assert "已移交" in hand(manager, who)


def test_the_plan_says_what_goes_along_and_what_stays(office, tmp_path):
    _, manager, _, _ = office
    chosen = handovers.plan(manager, of(manager, Client), "李四", JULY)
    assert chosen.counts == dict.fromkeys(map(label, (Client, Contact, RelationNote, Complaint, ChargeLine, CostLine)), 1) | {
        label(ComplaintEvent): 2
    }
    assert chosen.staying == 1
    handovers.write_list(chosen, tmp_path / "移交单.xlsx")
    assert (tmp_path / "移交单.xlsx").stat().st_size > 3000


def test_everything_open_goes_to_the_new_owner_and_the_closed_case_stays(office):
    db, manager, li, who = office
    assert "随同" in hand(manager, who)
    down(manager, db, li)
    assert clients(db) == {}
    assert [row.values["name"] for row in of(li, Contact)] == ["王五"]
    assert [row.values["content"] for row in of(li, RelationNote)] == ["喜欢钓鱼"]
    assert [row.values["case_no"] for row in of(li, Complaint)] == ["open"]
    assert [row.values["case_no"] for row in of(db, Complaint)] == ["closed"]
    assert of(db, Complaint)[0].titles["client_id"].endswith("甲")  # a reference still finds what went away
    assert len(of(manager, Client)) == len(of(manager, Contact)) == 1
    assert len(of(manager, Complaint)) == 2
    for file in (db, manager, li):
        assert files.check(file) == []


def test_instructions_go_along_with_what_they_are_about(office, now):
    db, manager, li, who = office
    for record in (Client, Complaint):
        instructions.instruct(manager, record, of(manager, record), "尽快", now=now)
    assert handovers.plan(manager, of(manager, Client), "李四", JULY).counts["批示"] == 2  # the closed case keeps its own
    hand(manager, who)
    down(manager, db, li)
    assert sorted(row.values["about_table"] for row in of(li, Instruction)) == ["client", "complaint"]
    assert [row.values["about_table"] for row in of(db, Instruction)] == ["complaint"]
    with li.reading() as connection:
        assert instructions.waiting(connection, li.site) == 2
    assert files.check(li) == files.check(db) == []


def test_the_author_and_the_history_stay(office):
    _, manager, li, who = office
    contact = of(manager, Contact)[0]
    hand(manager, who)
    after = of(manager, Contact)[0]
    assert after.book == li.site.book
    assert (after.created_at, after.created_by) == (contact.created_at, "张三")
    assert next(step.by for step in ledgers.history(manager, Contact, after.book, after.id)) == "张三"


def test_each_month_counts_once_and_for_who_had_the_client_at_its_end(office, now):
    db, manager, li, who = office
    before = margin(manager, "specialist")
    hand(manager, who)
    assert margin(manager, "specialist") == before == {"张三": (300, 1000), "李四": (0, 0)}
    assert margin(manager, "branch") == {"NB": (300, 1000)}
    down(manager, db, li)
    for file in (db, li):  # each alone still knows whose June it was
        assert max(margin(file, "client").values()) == (300, 1000)
    assert margin(db, "specialist")["张三"] == (300, 1000)
    assert margin(li, "specialist")["李四"] == (0, 0)
    [july] = [f for f in figures.figures(manager, level="specialist", period="2026-06", as_of=DONE, kpis=["K05"]) if f.name == "张三"]
    assert july.den > 0  # the owner of a case is who registered it


def test_a_hand_over_in_june_takes_june_along(office):
    _, manager, _, who = office
    hand(manager, who, on=date(2026, 6, 30))
    assert margin(manager, "specialist") == {"张三": (0, 0), "李四": (300, 1000)}


def test_one_undo_takes_it_back_and_a_redo_does_it_again(office):
    db, manager, li, who = office
    before = clients(manager), margin(manager, "specialist")
    hand(manager, who)
    ledgers.undo(manager)
    assert {id: row[0] for id, row in clients(manager).items()} == {id: row[0] for id, row in before[0].items()}
    assert of(manager, Client)[0].book == db.site.book
    assert (margin(manager, "specialist"), len(of(manager, ClientOwner))) == (before[1], 0)
    ledgers.redo(manager)
    assert of(manager, Client)[0].book == li.site.book
    assert margin(manager, "branch") == {"NB": (300, 1000)}
    assert files.check(manager) == []


def test_it_is_not_done_again_over_what_was_written_after_it_was_taken_back(office):
    db, manager, li, who = office
    hand(manager, who)
    ledgers.undo(manager)
    ledgers.change(db, Client, who, {"short_name": "甲方"})
    merge(manager, sent(db, "李经理"))
    with pytest.raises(Refused, match="之后已有 1 处修改，不能整体重做，请再办一次移交$"):
        ledgers.redo(manager)
    hand(manager, who)
    [row] = of(manager, Client)
    assert (row.book, row.values["short_name"]) == (li.site.book, "甲方")
    assert files.check(manager) == []


def test_it_cannot_be_taken_back_when_the_new_owner_has_worked_on_but_can_be_handed_back(office):
    db, manager, li, who = office
    hand(manager, who)
    down(manager, li)
    ledgers.change(li, Client, of(li, Client)[0], {"short_name": "甲方"})
    merge(manager, sent(li, "李经理"))
    with pytest.raises(Refused, match="请再办一次移交移回"):
        ledgers.undo(manager)
    hand(manager, who, to="张三", on=date(2026, 8, 1))
    down(manager, db, li)
    assert [row.values["short_name"] for row in of(db, Client)] == ["甲方"]
    assert clients(li) == {}
    assert margin(manager, "branch") == {"NB": (300, 1000)}
    assert [row.created_by for row in of(manager, Client)] == [db.site.site]


def test_what_the_former_owner_wrote_without_knowing_is_listed_and_given_to_the_new_one(office, now):
    db, manager, li, who = office
    hand(manager, who)
    ledgers.change(db, Contact, of(db, Contact)[0], {"mobile": "13900000000"})
    ledgers.create(db, Contact, {"client_id": who.id, "name": "赵六", "mobile": "13700000000"}, now=now)
    merge(manager, sent(db, "李经理"))
    late = handovers.late_edits(manager)
    assert sorted(edit.sentence for edit in late) == [
        "联系人 王五：手机 13812345678 → 13900000000（张三，原负责人在移交后修改）",
        "联系人 赵六：新增（张三，原负责人在移交后修改）",
    ]
    for edit in late:
        handovers.apply_late_edit(manager, edit)
    assert handovers.late_edits(manager) == []
    down(manager, db, li)
    assert {row.values["name"]: row.values["mobile"] for row in of(li, Contact)} == {"王五": "13900000000", "赵六": "13700000000"}
    assert of(db, Contact) == []
    assert handovers.late_edits(db) == handovers.late_edits(li) == []


def test_a_late_edit_may_be_left_and_never_comes_back(office):
    db, manager, _, who = office
    hand(manager, who)
    ledgers.change(db, Contact, of(db, Contact)[0], {"mobile": "13900000000"})
    merge(manager, sent(db, "李经理"))
    [edit] = handovers.late_edits(manager)
    handovers.leave_late_edit(manager, edit)
    assert handovers.late_edits(manager) == []
    assert of(manager, Contact)[0].values["mobile"] == "13812345678"
    assert files.check(manager) == []


def test_who_may_not_hand_over_is_told_why(office, tmp_path, now):
    db, manager, _, _ = office
    with pytest.raises(Refused, match="由分部经理或总部办理"):
        handovers.plan(db, of(db, Client), "李经理", JULY)
    with pytest.raises(Refused, match="已经由张三负责"):
        handovers.plan(manager, of(manager, Client), "张三", JULY)
    with pytest.raises(Refused, match="没有客户“无此”"):
        handovers.clients_named(manager, ["无此"])
    ledgers.change(manager, Client, of(manager, Client)[0], {"short_name": "乙"})
    ledgers.change(db, Client, of(db, Client)[0], {"short_name": "丙"})
    merge(manager, sent(db, "李经理"))
    with pytest.raises(Refused, match="请先处理（F8）再移交"):
        handovers.plan(manager, of(manager, Client), "李四", JULY)


def test_another_branch_is_reached_through_headquarters(nation, now):
    who = money(nation.zhang, now, "甲", 1000, 700)
    merge(nation.nb, sent(nation.wu, "李经理"))  # the branch holds more than one book
    nation.up()
    chosen = handovers.plan(nation.director, of(nation.director, Client), "钱七", JULY)
    handovers.hand_over(nation.director, chosen, reason="搬迁")
    for manager, person in ((nation.nb, nation.zhang), (nation.sh, nation.qian)):
        merge(manager, sent(nation.director, manager.site.name))
        merge(person, sent(manager, person.site.name))
    assert (clients(nation.zhang), [*clients(nation.qian)]) == ({}, [who.id])
    assert margin(nation.director, "branch") == {"NB": (300, 1000)}  # June is not July
    assert margin(nation.director, "nation") == {"全国": (300, 1000)}
    assert margin(nation.nb, "branch")["NB"] == (300, 1000)
    with pytest.raises(Refused, match="不认识“张三”"):
        handovers.plan(nation.sh, of(nation.sh, Client), "张三", JULY)


def test_only_who_governs_both_books_may_say_that_a_record_has_moved(office):
    db, _, li, who = office
    with pytest.raises(Refused, match="您的岗位不能修改客户的归属"), changesets.change_set(db, "试") as work:
        work.change(Client, db.site.book, who.id, {MOVED: li.site.book})


def test_a_client_that_two_handed_over_at_once_is_found_and_put_right(nation, now):
    who = money(nation.zhang, now, "甲", 1000, 700)
    merge(nation.nb, sent(nation.wu, "李经理"))
    nation.up()
    hand(nation.nb, who, to=nation.wu.site.site)
    hand(nation.director, who, to="钱七")
    merge(nation.director, sent(nation.nb, "王总监"))
    assert sorted(row.book for row in of(nation.director, Client)) == sorted([nation.wu.site.book, nation.qian.site.book])
    [told] = [sentence for sentence in files.check(nation.director) if "同时在" in sentence]
    assert "甲 同时在 2 个客户簿里（" in told
    assert "钱七" in told
    assert "可能有两人同时办了移交。请确认归谁负责，再在客户档案中选中另一份“移交给…”他" in told
    other = [row for row in of(nation.director, Client) if row.book == nation.wu.site.book]
    handovers.hand_over(nation.director, handovers.plan(nation.director, other, "钱七", JULY))
    assert [row.book for row in of(nation.director, Client)] == [nation.qian.site.book]
    assert files.check(nation.director) == []


# -- what is still to be done ---------------------------------------------------------------------------------------------

VISIT = {"log_type": "call", "planned_on": "2026-07-10"}
WAYBILL = {
    "goods_name": "空调", "pieces": 9, "origin_city": "宁波", "dest_city": "上海", "vehicle_type_req": "9.6m", "plan_date": "2026-07-03",
    "planned_loading_at": "2026-07-03T08:00:00+08:00", "planned_departure_at": "2026-07-03T09:00:00+08:00",
    "required_arrival_at": "2026-07-03T20:00:00+08:00",
}  # fmt: skip
DUNNED = {"at": "2026-06-12T09:00:00+08:00", "stage": "phone"}
#: What lies in the former owner's book: record, what it says, whether it is the new owner's afterwards.
OPEN = [
    (VisitPlan, {**VISIT, "status": "planned"}, True),
    (VisitPlan, {**VISIT, "status": "missed"}, True),
    (VisitPlan, {**VISIT, "status": "done"}, False),
    (VisitPlan, {**VISIT, "status": "cancelled"}, False),
    (Waybill, {**WAYBILL, "status": "pool"}, True),
    (Waybill, {**WAYBILL, "status": "hold"}, True),
    (Waybill, {**WAYBILL, "status": "planned"}, False),
    (Waybill, {**WAYBILL, "status": "in_transit"}, False),
    (Statement, {"period": "2026-06", "total": 1, "status": "sent"}, True),
    (Statement, {"period": "2026-05", "total": 1, "status": "confirmed"}, False),
    (Dunning, {**DUNNED, "promise_date": "2026-07-20"}, True),
    (Dunning, {**DUNNED, "next_action_at": "2026-07-02T10:00:00+08:00"}, True),
    (Dunning, {**DUNNED, "promise_date": "2026-06-20"}, False),
    (Dunning, DUNNED, False),
    (ClientLog, {"log_type": "call", "occurred_at": DUNNED["at"], "participants": ["张三"], "content": "电话问候，一切正常。"}, False),
]


@pytest.mark.parametrize(("record", "told", "passes"), OPEN)
def test_what_is_still_to_be_done_is_the_new_owners(office, record, told, passes):
    db, manager, li, who = office
    mine, his = (ledgers.select(file, Staff, Query())[0].id for file in (db, li))
    with changesets.change_set(db, "试") as work:
        work.create(record, {**told, "client_id": who.id, "owner_id": mine})
    merge(manager, sent(db, "李经理"))
    hand(manager, who)
    [row] = of(manager, record)
    assert (row.book, row.values["owner_id"]) == (li.site.book, his if passes else mine)


def test_open_tasks_about_a_client_go_along_and_lead_to_where_it_is(office, now):
    db, manager, li, who = office
    talk = {"log_type": "call", "occurred_at": DUNNED["at"], "participants": ["张三"], "content": "要求报新线路的价格。"}
    for what in ("报价", "寄合同"):
        told = {**talk, "client_id": who.id, "follow_up": what, "follow_up_due": "2026-07-05"}
        ledgers.create(db, ClientLog, told, now=now)
    done = next(row for row in of(db, Task) if row.values["title"] == "寄合同")
    moves.act(db, Task, done, "done", {}, now=now)
    merge(manager, sent(db, "李经理"))
    hand(manager, who)
    down(manager, db, li)
    his = ledgers.select(li, Staff, Query())[0].id
    [row] = of(li, Task)
    assert (row.values["title"], row.values["owner_id"], row.values["by_id"]) == ("报价", his, his)
    assert ledgers.get(li, ClientLog, row.values["about_book"], row.values["about_id"]).values["follow_up"] == "报价"
    assert [row.values["title"] for row in of(db, Task)] == ["寄合同"]
    assert files.check(db) == files.check(li) == files.check(manager) == []


def test_a_visit_that_the_former_owner_planned_too_late_becomes_the_new_owners(office, now):
    db, manager, li, who = office
    hand(manager, who)
    ledgers.create(db, VisitPlan, {**VISIT, "client_id": who.id}, now=now)
    merge(manager, sent(db, "李经理", "后来"))
    [edit] = handovers.late_edits(manager)
    handovers.apply_late_edit(manager, edit)
    [row] = of(manager, VisitPlan)
    assert (row.book, row.values["owner_id"]) == (li.site.book, ledgers.select(li, Staff, Query())[0].id)
