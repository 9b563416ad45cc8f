"""Complaints: when a case is due, what it must say, how it moves (domain.md §3.6)."""

import pytest

from csdesk.domain.calendar import SHIPPED
from csdesk.domain.cases.case_moves import MACHINE
from csdesk.domain.cases.complaints import Complaint, derive
from csdesk.domain.checking import problems
from csdesk.domain.record import fields_of
from csdesk.domain.states import Happened, Step, replayed
from csdesk.errors import Refused

CASE = {
    "case_no": "TS-NB01-202606-0001",
    "case_kind": "complaint",
    "client_id": "c",
    "channel": "phone",
    "received_at": "2026-06-12T10:05:00+08:00",
    "registered_at": "2026-06-12T10:20:00+08:00",
    "type": "billing",
    "severity": "normal",
    "description": "账单与合同价不一致",
    "status": "registered",
}


@pytest.mark.parametrize(
    ("registered", "severity", "respond_by", "close_by"),
    [
        ("2026-02-13", "normal", "12:00", "2026-02-25"),  # 14 Saturday is worked, 15 to 23 are off
        ("2025-09-30", "normal", "12:00", "2025-10-11"),  # a Saturday
        ("2024-02-09", "normal", "12:00", "2024-02-20"),
        ("2026-05-08", "normal", "12:00", "2026-05-12"),  # 9 Saturday is worked
        ("2026-06-12", "normal", "12:00", "2026-06-17"),
        ("2026-06-12", "major", "11:00", "2026-06-24"),  # 19 is Dragon Boat
        ("2026-06-12", "critical", "10:30", "2026-07-06"),
    ],
)
def test_deadlines_follow_from_severity_and_the_working_calendar(registered, severity, respond_by, close_by):
    at = f"{registered}T10:00:00+08:00"
    told = derive({"received_at": at, "registered_at": at, "severity": severity}, SHIPPED)
    assert told["due_response_at"] == f"{registered}T{respond_by}:00+08:00"
    assert told["due_close_at"] == told["first_due_close_at"] == f"{close_by}T23:59:59+08:00"
    assert told["due_doubtful"] is False


def test_a_deadline_in_a_year_without_holiday_table_is_doubtful():
    at = "2026-12-31T10:00:00+08:00"
    assert derive({"received_at": at, "registered_at": at}, SHIPPED)["due_doubtful"] is True


def test_an_approved_extension_moves_the_deadline_and_keeps_the_first():
    told = derive({**CASE, "extended_due_at": "2026-06-26T23:59:59+08:00"}, SHIPPED)
    assert told["due_close_at"] == "2026-06-26T23:59:59+08:00"
    assert told["first_due_close_at"] == "2026-06-17T23:59:59+08:00"


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"type": "delay"}, "请填写运单"),
        ({"type": "damage"}, "请填写运单"),
        ({"received_at": "2026-06-12T11:00:00+08:00"}, "受理时间不能晚于登记时间"),
        ({"closed_at": "2026-06-11T11:00:00+08:00"}, "结案时间不能早于受理时间"),
    ],
)
def test_what_a_case_may_not_say(told, sentence):
    assert any(sentence in p.sentence for p in problems(Complaint, {**CASE, **told}))


def test_an_inquiry_about_a_delay_needs_no_waybill():
    assert problems(Complaint, {**CASE, "type": "delay", "case_kind": "inquiry"}) == []
    assert problems(Complaint, {**CASE, "type": "delay", "waybill_id": "w"}) == []


CLOSING = {"status": "agreed", "close_type": "resolved", "liability": "carrier", "solution": "已核实", "client_opinion": "accepted"}
MAJOR = {"severity": "major", "root_cause": "排线有误"}
REPORTED = {
    "reported_branch_at": "2026-06-12T10:20:00+08:00",
    "reported_director_at": "2026-06-12T10:50:00+08:00",
    "written_report_at": "2026-06-12T13:00:00+08:00",
    "reported_vp_at": "2026-06-12T17:00:00+08:00",
}
CRITICAL = {"severity": "critical", "root_cause": "未系固", "corrective_action": "重新系固", "preventive_action": "发车前检查", **REPORTED}


def closing(told, *, role="specialist", progress=1):
    action = MACHINE.action("agreed", "close")
    step = Step(action, {**CASE, **CLOSING, **told}, {}, "2026-06-15T10:00:00+08:00", "张三", role, counts={"complaint_progress": progress})
    MACHINE.judge(step, {f.name: f.label for f in fields_of(Complaint)})
    return MACHINE.outcome(step)


@pytest.mark.parametrize(
    ("told", "role", "progress", "sentence"),
    [
        ({"solution": None}, "specialist", 1, "结案前请填写：处理方案"),
        ({}, "specialist", 0, "请至少记一条处理进度"),
        ({"severity": "major"}, "branch_manager", 1, "原因分析"),
        (MAJOR, "specialist", 1, "须由分部经理结案"),
        (CRITICAL, "branch_manager", 1, "须由副总监或客服总监结案"),
        ({**CRITICAL, "written_report_at": None}, "director", 1, "重大案件结案前请先上报：书面初报"),
        ({**CRITICAL, "corrective_action": None, "preventive_action": None}, "director", 1, "结案前请填写：纠正措施、预防措施"),
        ({**MAJOR, "claimed_amount": 10000}, "specialist", 1, "须由分部经理结案.*；客户提出过索赔"),
        ({"close_type": "compensated"}, "specialist", 1, "赔付金额"),
        ({"claimed_amount": 10000}, "specialist", 1, "不赔填 0"),
    ],
)
def test_what_closing_asks_for(told, role, progress, sentence):
    with pytest.raises(Refused, match=sentence):
        closing(told, role=role, progress=progress)


@pytest.mark.parametrize(
    ("told", "role", "confirmed"),
    [
        ({}, "specialist", "张三"),
        (MAJOR, "branch_manager", "张三"),
        ({**MAJOR, "close_confirmed_by": "李经理"}, "specialist", "李经理"),
        (CRITICAL, "deputy_director", "张三"),
        ({**CRITICAL, "close_confirmed_by": "王总监"}, "specialist", "王总监"),
        ({"claimed_amount": 10000, "compensation": 0}, "specialist", "张三"),
    ],
)
def test_who_closes_what(told, role, confirmed):
    done = closing(told, role=role)
    assert (done["status"], done["closed_at"], done["close_confirmed_by"]) == ("closed", "2026-06-15T10:00:00+08:00", confirmed)


def test_only_the_next_level_extends():
    assert "extend" not in [a.name for a in MACHINE.actions("investigating", "specialist")]
    with pytest.raises(Refused, match="批准延期”需要分部经理或副总监或客服总监来做"):
        MACHINE.action("investigating", "extend", "specialist")
    assert MACHINE.action("investigating", "extend", "branch_manager").leads is None


def test_a_life_is_read_from_its_events_in_order():
    events = [
        Happened("2026-06-29T09:00:00+08:00", "5", "e", "reopened"),
        Happened("2026-06-20T10:00:00+08:00", "1", "a", "registered"),
        Happened("2026-06-25T15:00:00+08:00", "3", "c", None),  # told something, moved nothing
        Happened("2026-06-25T15:00:00+08:00", "2", "d", "closed"),
    ]
    assert [event.to for event in replayed(events)] == ["registered", "closed", "reopened"]
