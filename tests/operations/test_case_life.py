"""The complaint ledger at work: reports by action with what the case keeps of them, pauses, extensions, call-backs, reviews, repeats."""

from datetime import timedelta

import pytest
from conftest import NOW

from csdesk.domain.care.clients import Client
from csdesk.domain.cases.casework import CaseReport, ComplaintProgress
from csdesk.domain.cases.complaints import Complaint, ComplaintEvent
from csdesk.domain.checking import Invalid
from csdesk.domain.moments import wire_moment
from csdesk.domain.office import Policy
from csdesk.domain.record import field_map
from csdesk.domain.rows import Filter, Query
from csdesk.domain.staff.people import Staff
from csdesk.domain.transport.waybills import Waybill
from csdesk.errors import Refused
from csdesk.operations import bulk, ledgers, moves
from csdesk.operations.cases import case_watch, repeats
from csdesk.operations.excel import blocks
from csdesk.store import changesets

REPORT = {"level": "branch", "reported_to": "李经理", "channel": "phone", "content": "整车倾倒"}


@pytest.fixture
def client(db, now):
    return ledgers.create(db, Client, {"legal_name": "宁波示例家电有限公司", "short_name": "示例家电", "client_type": "spot"}, now=now)


@pytest.fixture
def case(db, client, now):
    """Makes a case of this client that came so many days ago."""

    def make(days=0, **told):
        at = wire_moment(now - timedelta(days=days))
        values = {"client_id": client.id, "type": "billing", "description": "账单不符", "received_at": at, "registered_at": at, **told}
        return ledgers.create(db, Complaint, values, now=now)

    return make


def fresh(db, case):
    return ledgers.get(db, Complaint, case.book, case.id)


def act(db, case, name, filled=None, *, at, note=""):
    return moves.act(db, Complaint, fresh(db, case), name, filled or {}, now=at, note=note)


def texts(db, case, at):
    return [f"{line.mark} {line.text}" for line in case_watch.lines(db, fresh(db, case), at)]


def test_a_report_is_one_action_with_its_event_and_undone_as_one(db, case, now):
    one = case(severity="critical")
    at = now + timedelta(minutes=20)
    told = act(db, one, "report", {**REPORT, "at": wire_moment(at)}, at=at).values
    assert (told["reported_branch_at"], told["report_due"], told.get("report_late")) == (wire_moment(at), "报总监或副总监", None)
    [event] = ledgers.select(db, ComplaintEvent, Query(filters=(Filter("action", "is", "上报"),)))
    assert (event.values["note"], event.values["to_status"]) == ("分部经理 李经理", "registered")
    ledgers.undo(db)
    assert (fresh(db, one).values.get("reported_branch_at"), ledgers.count(db, CaseReport, Query())) == (None, 0)


def test_what_a_report_lacks_is_told_and_nothing_is_written(db, case, now):
    one = case(severity="critical")
    with pytest.raises(Invalid, match="请填写上报对象"):
        act(db, one, "report", {**REPORT, "reported_to": None, "at": wire_moment(now)}, at=now)
    with pytest.raises(Refused, match="上报时间不能早于受理时间"):
        act(db, one, "report", {**REPORT, "at": wire_moment(now - timedelta(hours=1))}, at=now)
    with pytest.raises(Invalid, match="还没有到"):
        act(db, one, "report", {**REPORT, "at": wire_moment(now + timedelta(hours=1))}, at=now)
    assert ledgers.count(db, CaseReport, Query()) == 0
    assert "report" not in [action.name for action, _ in bulk.actions(db, Complaint, [one.n])], "not for many at once"


def test_the_chain_shows_what_went_up_what_was_late_and_how_it_was_answered(db, case, now):
    one = case(severity="critical")
    late, later = now + timedelta(minutes=40), now + timedelta(minutes=90)
    act(db, one, "report", {**REPORT, "at": wire_moment(late)}, at=late)
    [row] = ledgers.select(db, CaseReport, Query())
    moves.act(db, CaseReport, row, "instruct", {"instructions": "先垫付", "instruction_due": "2026-06-13"}, now=later)
    assert texts(db, one, later)[1:] == [
        "✓ 已报 报分部经理 06-12 10:45，超过 06-12 10:35 的期限，张三批示（06-13 前）：先垫付",
        "✕ 未报 报总监或副总监，应在 06-12 11:05 前，已超时",
        "△ 待报 书面初报，应在 06-12 14:05 前",
        "△ 待报 报副总裁，应在 06-12 23:59 前",
    ]


def test_reports_and_progress_that_were_imported_count_too(db, case, now):
    one = case(severity="critical")
    at = wire_moment(now)
    ledgers.create(db, CaseReport, {**REPORT, "complaint_id": one.id, "at": at, "acknowledged_at": at}, now=now)
    ledgers.create(db, ComplaintProgress, {"complaint_id": one.id, "at": at, "text": "已致电"}, now=now)
    told = fresh(db, one).values
    assert (told["reported_branch_at"], told["last_progress_at"]) == (at, at)
    assert ledgers.select(db, CaseReport, Query())[0].values["status"] == "received"


def test_a_pause_is_measured_and_moves_no_deadline(db, case, now):
    one = case()
    due = one.values["due_close_at"]
    act(db, one, "accept", at=now)
    act(db, one, "investigate", at=now)
    with pytest.raises(Refused, match="等待对方前请填写：在等谁"):
        act(db, one, "wait", at=now, note="等定损")
    with pytest.raises(Refused, match="预计恢复的时间应晚于现在"):
        act(db, one, "wait", {"waiting_on": "carrier", "waiting_until": "2026-06-11T00:00:00+08:00"}, at=now, note="等定损")
    with pytest.raises(Refused, match="等待对方请写明说明"):
        act(db, one, "wait", {"waiting_on": "carrier"}, at=now)
    act(db, one, "wait", {"waiting_on": "carrier", "waiting_until": "2026-06-13T00:00:00+08:00"}, at=now, note="等定损")
    later = now + timedelta(days=2, hours=3)
    assert "等待 在等承运商，自 06-12 10:05 起 2 天 3 小时，预计 06-13 23:59 恢复，已过" in texts(db, one, later)
    told = act(db, one, "resume", at=later).values
    assert (told["waited_minutes"], told.get("waiting_since"), told["due_close_at"]) == (51 * 60, None, due)
    act(db, one, "wait", {"waiting_on": "client"}, at=later, note="等回复")
    assert act(db, one, "withdraw", at=later + timedelta(hours=1), note="客户撤诉").values["waited_minutes"] == 52 * 60


WANTED = {"extension_wanted_at": "2026-06-26T00:00:00+08:00", "extension_reason": "等保险公司定损"}
GRANTED = {"extended_due_at": "2026-06-26T00:00:00+08:00"}


def test_an_extension_is_asked_for_and_not_granted_by_who_asked(manager_db, now):
    db = manager_db
    client = ledgers.create(db, Client, {"legal_name": "宁波示例家电有限公司", "short_name": "示例家电", "client_type": "spot"}, now=now)
    told = {"client_id": client.id, "type": "billing", "description": "账单不符", "received_at": wire_moment(now)}
    with changesets.change_set(db, "试") as work:
        told["owner_id"] = work.create(Staff, {"name": "张三", "role": "specialist", "branch": "NB"})
    one = ledgers.create(db, Complaint, told, now=now)
    with pytest.raises(Refused, match="没有待批的延期申请"):
        act(db, one, "refuse_extension", at=now, note="不同意")
    asked = act(db, one, "ask_extension", WANTED, at=now).values
    assert (asked["extension_asked_by"], asked["due_close_at"]) == ("李经理", one.values["due_close_at"])
    assert "延期 李经理 申请延期至 06-26 23:59，等上一级批复" in texts(db, one, now)
    with pytest.raises(Refused, match="等上一级批复"):
        act(db, one, "ask_extension", WANTED, at=now)
    with pytest.raises(Refused, match="不能批准自己申请的延期"):
        act(db, one, "extend", GRANTED, at=now)
    act(db, one, "refuse_extension", at=now, note="再催一次承运商")
    assert act(db, one, "extend", GRANTED, at=now).values["due_close_at"] == "2026-06-26T23:59:59+08:00"


def test_the_branch_does_not_extend_a_critical_case(manager_db, now):
    client = ledgers.create(manager_db, Client, {"legal_name": "甲有限公司", "short_name": "甲", "client_type": "spot"}, now=now)
    told = {"client_id": client.id, "type": "billing", "severity": "critical", "description": "停线", "received_at": wire_moment(now)}
    one = ledgers.create(manager_db, Complaint, told, now=now)
    with pytest.raises(Refused, match="由副总监或客服总监批准"):
        act(manager_db, one, "extend", {"extended_due_at": "2026-09-01T00:00:00+08:00", "extension_reason": "等定损"}, at=now)


def test_a_closed_case_is_called_back_and_a_critical_one_reviewed(manager_db, now):
    client = ledgers.create(manager_db, Client, {"legal_name": "甲有限公司", "short_name": "甲", "client_type": "spot"}, now=now)
    at = wire_moment(now)
    told = {"client_id": client.id, "type": "billing", "severity": "critical", "description": "停线", "received_at": at}
    one = ledgers.create(manager_db, Complaint, {**told, "status": "closed", "closed_at": at}, now=now)
    later = now + timedelta(days=20)
    assert texts(manager_db, one, later)[:2] == ["回访 还没有回访客户，期限 06-17", "复盘 还没有复盘，期限 06-29"]
    with pytest.raises(Refused, match="回访前请填写：回访评分"):
        act(manager_db, one, "call_back", at=later)
    with pytest.raises(Refused, match="回访不能早于结案"):
        act(manager_db, one, "call_back", {"callback_score": 4, "callback_at": "2026-06-01T09:00:00+08:00"}, at=later)
    with pytest.raises(Invalid, match="回访评分不能大于 5"):
        act(manager_db, one, "call_back", {"callback_score": 9}, at=later)
    act(manager_db, one, "call_back", {"callback_score": 4}, at=later)
    with pytest.raises(Refused, match="至少写 20 个字"):
        act(manager_db, one, "review", {"review": "以后注意"}, at=later)
    act(manager_db, one, "review", {"review": "未系固即发车：以后装车员拍照上传后方可放行，每周抽查"}, at=later)
    assert texts(manager_db, one, later)[:2] == ["回访 07-02 10:05，4 分", "复盘 07-02 10:05 已复盘"]
    for name in ("call_back", "review"):
        with pytest.raises(Refused, match=r"已经(回访|复盘)过"):
            act(manager_db, one, name, {"callback_score": 4, "review": "x" * 30}, at=later)
    again = act(manager_db, one, "reopen", at=later, note="又来了").values
    assert (again["reopen_count"], again.get("callback_at"), again.get("reviewed_at"), again.get("closed_at")) == (1, None, None, None)


def test_cases_of_one_client_and_type_are_counted_when_one_is_registered(db, case, now):
    case(100), case(80), case(40), case(20, type="attitude"), case(10, case_kind="inquiry")
    assert [case(0).values.get("repeats"), case(0, type="attitude").values.get("repeats"), case(0, type="other").values.get("repeats")] == [
        2,
        1,
        None,
    ]


def test_what_a_case_follows_is_told_while_it_is_typed(db, case, client, now):
    old, third = case(60), [case(20), case(5, type="attitude")]
    told = {"client_id": client.id, "type": "billing", "received_at": wire_moment(now), "severity": "normal"}
    found = repeats.earlier(db, told, now=now)
    assert [row.id for row in found.alike] == [third[0].id, old.id]
    assert (found.many, found.cause.reason) == (2, "该客户 30 天内第 3 件")
    assert repeats.earlier(db, {**told, "severity": "critical"}, now=now).cause is None
    assert repeats.earlier(db, {**told, "claimed_amount": 50_000_00}, now=now).cause.severity == "critical"
    assert [row.id for row in repeats.earlier(db, told, now=now, but=old.id).alike] == [third[0].id]


# -- how grave it is ------------------------------------------------------------------------------------------------------


def waybill(db, client, required, **told):
    goods = {"goods_name": "空调", "pieces": 9, "origin_city": "宁波", "dest_city": "上海", "vehicle_type_req": "9.6m"}
    start = "2026-06-10T08:00:00+08:00"
    times = {"plan_date": "2026-06-10", "planned_loading_at": start, "planned_departure_at": start}
    return ledgers.create(db, Waybill, {**goods, **times, "client_id": client.id, "required_arrival_at": required, **told}, now=NOW)


def graded(row):
    return row.values["severity"], row.values.get("severity_reason")


def test_a_new_case_is_as_grave_as_the_rule_says_at_least(db, case, client):
    assert graded(case()) == ("normal", None)
    assert graded(case(claimed_amount=6_000_00)) == ("major", "索赔 5,000 元以上")
    assert graded(case(severity="critical", claimed_amount=6_000_00)) == ("critical", None)
    assert graded(case(days=1, status="closed", closed_at=wire_moment(NOW), claimed_amount=6_000_00)) == ("normal", None)


def test_the_third_case_in_thirty_days_is_a_major_one(db, case):
    assert [graded(case(days))[0] for days in (50, 20, 10, 0)] == ["normal", "normal", "normal", "major"]


@pytest.mark.parametrize(("required", "severity"), [("2026-06-11T10:00:00+08:00", "major"), ("2026-06-11T11:00:00+08:00", "normal")])
def test_a_delay_is_judged_by_the_waybill(db, case, client, required, severity):
    one = waybill(db, client, required)
    assert case(type="delay", waybill_id=one.id).values["severity"] == severity


def test_a_delay_that_grows_makes_the_case_graver_at_the_next_step(db, case, client, now):
    one = case(type="delay", waybill_id=waybill(db, client, "2026-06-12T08:00:00+08:00").id)
    assert graded(one)[0] == "normal"
    assert graded(act(db, one, "respond", at=now + timedelta(hours=20)))[0] == "normal"
    later = act(db, one, "accept", at=now + timedelta(hours=23))
    assert (graded(later), later.values["status"]) == (("major", "延误超过 24 小时"), "accepted")


#: Every door by which a case is changed.
def by_card(db, row, told, now):
    return ledgers.change(db, Complaint, row, told, now=now)


def by_many(db, row, told, now):
    bulk.set_all(db, Complaint, [row.n], told, now=now)
    return fresh(db, row)


def by_paste(db, row, told, now):
    (name,) = told
    shown = field_map(Complaint)[name].show(told[name])
    blocks.paste(db, Complaint, [[shown]], blocks.Target((name,), (row.n,)), now=now)
    return fresh(db, row)


DOORS = pytest.mark.parametrize("door", [by_card, by_many, by_paste])


@DOORS
def test_an_edit_makes_a_case_graver_by_every_door_and_undo_takes_both_back(db, case, now, door):
    one = case()
    assert graded(door(db, one, {"claimed_amount": 60_000_00}, now)) == ("critical", "索赔 50,000 元以上")
    ledgers.undo(db)
    assert (graded(fresh(db, one)), fresh(db, one).values.get("claimed_amount")) == (("normal", None), None)


@DOORS
def test_no_door_makes_it_less_grave(db, case, now, door):
    one = case(claimed_amount=6_000_00)
    if door is by_many:
        assert bulk.set_all(db, Complaint, [one.n], {"severity": "normal"}, now=now).refused[0][1].startswith("严重程度只能调高")
    else:
        with pytest.raises(Refused, match="严重程度只能调高"):
            door(db, one, {"severity": "normal"}, now)
    assert graded(fresh(db, one)) == ("major", "索赔 5,000 元以上")


def test_the_next_level_lowers_it_with_a_reason_and_only_something_graver_raises_it_again(manager_db, now):
    db = manager_db
    client = ledgers.create(db, Client, {"legal_name": "甲有限公司", "short_name": "甲", "client_type": "spot"}, now=now)
    told = {
        "client_id": client.id,
        "type": "billing",
        "description": "账单不符",
        "received_at": wire_moment(now),
        "claimed_amount": 6_000_00,
    }
    with changesets.change_set(db, "试") as work:
        told["owner_id"] = work.create(Staff, {"name": "张三", "role": "specialist", "branch": "NB"})
    one = ledgers.create(db, Complaint, told, now=now)
    with pytest.raises(Refused, match="降级请写明说明"):
        act(db, one, "lower", {"severity": "normal"}, at=now)
    low = act(db, one, "lower", {"severity": "normal"}, at=now, note="客户认可按实际损失 300 元处理").values
    assert (low["severity"], low["lowered_by"], low["lowered_reason"]) == ("normal", "李经理", "客户认可按实际损失 300 元处理")
    assert graded(ledgers.change(db, Complaint, fresh(db, one), {"claimed_amount": 7_000_00}, now=now))[0] == "normal"
    assert graded(act(db, one, "accept", at=now))[0] == "normal"
    assert graded(ledgers.change(db, Complaint, fresh(db, one), {"claimed_amount": 70_000_00}, now=now))[0] == "critical"


def test_a_case_keeps_the_numbers_of_the_day_on_which_it_was_registered(manager_db, now):
    db = manager_db
    client = ledgers.create(db, Client, {"legal_name": "甲有限公司", "short_name": "甲", "client_type": "spot"}, now=now)
    for key, value in (("report_min_branch", "20"), ("case_claim_major", "1000")):
        ledgers.create(db, Policy, {"key": key, "value": value, "valid_from": "2026-06-12"}, now=now)

    def made(at):
        told = {"client_id": client.id, "type": "billing", "description": "…", "received_at": at, "registered_at": at}
        return ledgers.create(db, Complaint, {**told, "claimed_amount": 2_000_00}, now=now)

    before, since = made("2026-06-11T09:00:00+08:00"), made("2026-06-12T09:00:00+08:00")
    assert [graded(row) for row in (before, since)] == [("normal", None), ("major", "索赔 1,000 元以上")]
    assert [row.values.get("office_terms") for row in (before, since)] == [None, ["重大案件报分部经理 20 分钟"]]
    grave = ledgers.change(db, Complaint, since, {"severity": "critical"}, now=now)
    assert grave.values["report_due_at"] == "2026-06-12T09:20:00+08:00"


def test_a_pasted_case_of_an_important_client_is_a_major_one(db, now):
    client = ledgers.create(db, Client, {"legal_name": "甲有限公司", "short_name": "甲", "client_type": "spot", "tier": "A"}, now=now)
    cells = [
        ["客户", "类型", "描述", "受理时间", "严重程度"],
        [client.values["client_code"], "费用争议", "账单不符", "2026-06-12 09:00", "一般"],
    ]
    blocks.paste(db, Complaint, cells, blocks.Target(), now=now)
    [row] = ledgers.select(db, Complaint, Query())
    assert graded(row) == ("major", "A 级客户")
