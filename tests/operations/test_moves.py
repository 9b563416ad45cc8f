"""Moving records: status, stamps and event in one change set, for everything that has states."""

from datetime import timedelta

import pytest

from csdesk.domain.care.clients import Client
from csdesk.domain.cases.casework import ComplaintProgress
from csdesk.domain.cases.complaints import Complaint, ComplaintEvent
from csdesk.domain.checking import Invalid
from csdesk.domain.moments import wire_moment
from csdesk.domain.rows import Filter, Query
from csdesk.domain.staff.people import Staff
from csdesk.domain.states import Happened, replayed
from csdesk.domain.transport.waybill_events import WaybillEvent
from csdesk.domain.transport.waybills import Waybill
from csdesk.errors import Refused
from csdesk.operations import files, ledgers, moves
from csdesk.store import changesets

pytestmark = pytest.mark.both_engines

CLOSING = {"close_type": "resolved", "liability": "own_cs"}


@pytest.fixture
def client(db, now):
    return ledgers.create(db, Client, {"legal_name": "宁波示例家电有限公司", "short_name": "示例家电", "client_type": "spot"}, now=now)


@pytest.fixture
def case(db, client, now):
    told = {"client_id": client.id, "type": "billing", "description": "账单不符", "received_at": wire_moment(now)}
    return ledgers.create(db, Complaint, told, now=now)


def events_of(db, case):
    return ledgers.select(db, ComplaintEvent, Query(filters=(Filter("complaint_id", "is", case.id),)))


def settled(db, case, now):
    """The case, one minute a step, up to an agreement."""
    note = {"complaint_id": case.id, "at": wire_moment(now), "text": "已电话核实"}
    ledgers.create(db, ComplaintProgress, note, now=now)
    steps = [("accept", {}), ("investigate", {}), ("propose", {"solution": "退差价"}), ("agree", {"client_opinion": "accepted"})]
    for n, (name, filled) in enumerate(steps, 1):
        case = moves.act(db, Complaint, case, name, filled, now=now + timedelta(minutes=n))
    return case


def test_a_new_case_begins_with_its_event(db, case):
    assert [(e.values["to_status"], e.values["at"], e.values["owner_id"]) for e in events_of(db, case)] == [
        ("registered", case.values["registered_at"], case.values["owner_id"])
    ]


def test_an_action_in_the_future_is_refused(db, case, now):
    later = wire_moment(now + timedelta(minutes=6))
    with pytest.raises(Invalid, match="首次响应 2026-06-12 10:11 还没有到"):
        moves.act(db, Complaint, case, "respond", {"first_response_at": later}, now=now)
    soon = wire_moment(now + timedelta(minutes=5))
    assert moves.act(db, Complaint, case, "respond", {"first_response_at": soon}, now=now).values["first_response_at"] == soon


def test_an_action_is_one_change_set_with_its_event(db, case, now):
    case = moves.act(db, Complaint, case, "accept", {}, now=now, note="已联系客户")
    assert case.values["status"] == "accepted"
    last = events_of(db, case)[-1].values
    assert (last["action"], last["from_status"], last["to_status"], last["note"]) == ("受理", "registered", "accepted", "已联系客户")

    ledgers.undo(db)
    assert ledgers.get(db, Complaint, case.book, case.id).values["status"] == "registered"
    assert len(events_of(db, case)) == 1
    assert files.check(db) == []


def test_the_life_of_a_case_can_be_read_at_any_time(db, case, now):
    closed = moves.act(db, Complaint, settled(db, case, now), "close", CLOSING, now=now + timedelta(days=1))
    assert closed.values["closed_at"] == wire_moment(now + timedelta(days=1))
    again = moves.act(db, Complaint, closed, "reopen", {}, now=now + timedelta(days=5), note="客户仍有异议")
    assert (again.values["reopen_count"], again.values.get("closed_at")) == (1, None)

    told = [Happened(e.values["at"], e.created_at, e.id, e.values["to_status"]) for e in events_of(db, case)]
    assert [event.to for event in replayed(told)] == [
        "registered", "accepted", "investigating", "proposed", "agreed", "closed", "reopened",
    ]  # fmt: skip


def test_a_case_closed_long_ago_is_not_reopened(db, case, now):
    closed = moves.act(db, Complaint, settled(db, case, now), "close", CLOSING, now=now)
    with pytest.raises(Refused, match="超过 30 天，请新建案件并关联"):
        moves.act(db, Complaint, closed, "reopen", {}, now=now + timedelta(days=30, seconds=1), note="又来了")
    assert moves.act(db, Complaint, closed, "reopen", {}, now=now + timedelta(days=30), note="又来了").values["status"] == "reopened"


def test_nothing_is_left_of_an_action_that_is_refused(db, case, now):
    with pytest.raises(Refused, match="作废前请填写：作废原因"):
        moves.act(db, Complaint, case, "void", {}, now=now)
    with pytest.raises(Refused, match="重复案件作废时请填写关联案件"):
        moves.act(db, Complaint, case, "void", {"void_reason": "duplicate"}, now=now)
    with pytest.raises(Refused, match="客户撤回请写明说明"):
        moves.act(db, Complaint, case, "withdraw", {}, now=now)
    assert len(events_of(db, case)) == 1


def test_the_first_response_is_told_once_and_not_before_the_case_came(db, case, now):
    with pytest.raises(Refused, match="不能早于受理时间"):
        moves.act(db, Complaint, case, "respond", {"first_response_at": "2026-06-12T09:00:00+08:00"}, now=now)
    answered = moves.act(db, Complaint, case, "respond", {}, now=now + timedelta(minutes=25))
    assert (answered.values["status"], answered.values["first_response_at"]) == ("registered", "2026-06-12T10:30:00+08:00")
    with pytest.raises(Refused, match="已经登记过"):
        moves.act(db, Complaint, answered, "respond", {}, now=now)


def test_an_extension_comes_from_the_next_level_once(manager_db, now):
    made = {"legal_name": "宁波示例家电有限公司", "short_name": "示例家电", "client_type": "spot"}
    client = ledgers.create(manager_db, Client, made, now=now)
    told = {"client_id": client.id, "type": "billing", "description": "账单不符", "received_at": wire_moment(now)}
    with changesets.change_set(manager_db, "试") as work:
        told["owner_id"] = work.create(Staff, {"name": "张三", "role": "specialist", "branch": "NB"})
    case = ledgers.create(manager_db, Complaint, told, now=now)
    wanted = {"extended_due_at": "2026-06-26T00:00:00+08:00", "extension_reason": "等保险公司定损"}

    with pytest.raises(Refused, match="应晚于原结案期限"):
        moves.act(manager_db, Complaint, case, "extend", {**wanted, "extended_due_at": "2026-06-16T00:00:00+08:00"}, now=now)
    case = moves.act(manager_db, Complaint, case, "extend", wanted, now=now)
    assert (case.values["due_close_at"], case.values["extension_approver"]) == ("2026-06-26T23:59:59+08:00", "李经理")
    assert events_of(manager_db, case)[-1].values["new_due_at"] == "2026-06-26T23:59:59+08:00"
    with pytest.raises(Refused, match="只能延期一次"):
        moves.act(manager_db, Complaint, case, "extend", wanted, now=now)


def test_a_row_that_was_moved_since_it_was_read_is_not_moved_again(db, case, now):
    moves.act(db, Complaint, case, "accept", {}, now=now)
    with pytest.raises(Refused, match="状态已经变化，请刷新"):
        moves.act(db, Complaint, case, "accept", {}, now=now)


def test_a_wrong_value_is_told_with_the_record(db, client, now):
    waybill = ledgers.create(db, Waybill, waybill_of(client), now=now)
    told = {"plate_no": "浙B12345", "driver_name": "王师傅", "capacity_type": "own", "vehicle_type": "13m"}
    with pytest.raises(Invalid, match=r"NB.*：13米和17\.5米车请填写挂车牌"):
        moves.act(db, Waybill, waybill, "assign", told, now=now)


def waybill_of(client, **told):
    return {
        "client_id": client.id,
        "goods_name": "冰箱",
        "pieces": 120,
        "origin_city": "宁波",
        "dest_city": "合肥",
        "planned_loading_at": "2026-06-12T07:00:00+08:00",
        "planned_departure_at": "2026-06-12T08:00:00+08:00",
        "required_arrival_at": "2026-06-12T18:00:00+08:00",
        "vehicle_type_req": "9.6m",
        **told,
    }


def test_a_waybill_on_its_way_leaves_nodes_and_times(db, client, now):
    row = ledgers.create(db, Waybill, waybill_of(client), now=now)
    assert (row.values["status"], row.values["plan_date"]) == ("pool", "2026-06-12")
    steps = [
        ("assign", {"plate_no": "浙B12345", "driver_name": "王师傅", "capacity_type": "own"}),
        ("load", {"loaded_at": "2026-06-12T10:10:00+08:00"}),
        ("depart", {}),
        ("arrive", {}),
        ("sign", {"signed_by": "收货员", "sign_status": "ok"}),
        ("pod", {"pod_type": "original"}),
    ]
    for n, (name, filled) in enumerate(steps, 1):
        row = moves.act(db, Waybill, row, name, filled, now=now + timedelta(hours=n))
    v = row.values
    assert (v["status"], v["loaded_at"][11:16], v["departed_at"][11:16], v["signed_at"][11:16]) == ("signed", "10:10", "13:05", "15:05")
    assert (v["pod_due_date"], v["pod_received_at"][11:16]) == ("2026-06-27", "16:05")
    found = ledgers.select(db, WaybillEvent, Query(filters=(Filter("waybill_id", "is", row.id),)))
    assert [e.values["node"] for e in found] == ["registered", "loaded", "assigned", "departed", "arrived", "signed", "pod_received"]
    assert files.check(db) == []


def test_a_time_to_come_is_not_registered(db, client, now):
    row = ledgers.create(db, Waybill, waybill_of(client, plate_no="浙B12345"), now=now)
    with pytest.raises(Refused, match="不能晚于现在"):
        moves.act(db, Waybill, row, "depart", {"departed_at": "2026-06-12T10:06:00+08:00"}, now=now)


def test_the_check_lists_two_actions_that_were_taken_at_once(db, case, now):
    moves.act(db, Complaint, case, "accept", {}, now=now + timedelta(minutes=1))
    with changesets.change_set(db, "另一台电脑") as work:  # as a merge would bring it: written without knowing of the acceptance
        told = {"complaint_id": case.id, "at": wire_moment(now + timedelta(minutes=2)), "action": "作废"}
        work.create(ComplaintEvent, {**told, "from_status": "registered", "to_status": "void"})
    wrong, other = files.check(db)
    assert "的操作从“已登记”开始，之前却已是“已受理”" in wrong
    assert "状态是“已受理”，最后一条记录却是“作废”" in other


def test_a_state_without_the_time_that_proves_it_is_refused(db, client, now):
    with pytest.raises(Invalid, match="状态为“签收”的运单请填写签收时间"):
        ledgers.create(db, Waybill, waybill_of(client, status="signed"), now=now)
