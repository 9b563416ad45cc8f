"""上报: who must hear of which case by when, what counts as having told, and what is late (domain.md §3.6)."""

import pytest

from csdesk.domain.calendar import SHIPPED
from csdesk.domain.cases.case_clock import derive
from csdesk.domain.cases.casework import REPORT_MACHINE
from csdesk.domain.cases.escalation import ladder, said
from csdesk.domain.states import Step
from csdesk.errors import Refused

CASE = {"received_at": "2026-06-12T10:05:00+08:00", "registered_at": "2026-06-12T10:20:00+08:00", "type": "damage", "status": "registered"}


def report(level, at, channel="phone"):
    return {"level": level, "at": f"2026-06-12T{at}:00+08:00", "channel": channel}


@pytest.mark.parametrize(
    ("told", "rungs"),
    [
        ({"severity": "normal"}, []),
        ({"severity": "major"}, [("报分部经理", "12T23:59")]),
        (
            {"severity": "critical"},
            [("报分部经理", "12T10:35"), ("报总监或副总监", "12T11:05"), ("书面初报", "12T14:05"), ("报副总裁", "12T23:59")],
        ),
        ({"severity": "normal", "type": "safety", "subtype": "人员受伤"}, [("报主管部门", "12T11:05")]),
        ({"severity": "normal", "type": "safety", "subtype": "盗窃"}, []),
    ],
)
def test_who_must_hear_of_it_by_when(told, rungs):
    assert [(one.rung.label, one.due[8:16]) for one in ladder({**CASE, **told})] == rungs


def test_what_a_report_settles():
    assert said([]) == dict.fromkeys(
        ("reported_branch_at", "reported_director_at", "written_report_at", "reported_vp_at", "statutory_report_at")
    )
    told = said([report("deputy", "11:40"), report("director", "10:50"), report("branch", "13:00", "written"), report("branch", "10:30")])
    assert {name: at and at[11:16] for name, at in told.items()} == {
        "reported_branch_at": "10:30",
        "reported_director_at": "10:50",
        "written_report_at": "13:00",
        "reported_vp_at": None,
        "statutory_report_at": None,
    }


@pytest.mark.parametrize(
    ("told", "next_one", "by", "late"),
    [
        ({}, "报分部经理", "10:35", None),
        ({"reported_branch_at": "2026-06-12T10:35:00+08:00"}, "报总监或副总监", "11:05", None),
        ({"reported_branch_at": "2026-06-12T10:35:01+08:00"}, "报总监或副总监", "11:05", True),
        ({"reported_director_at": "2026-06-12T10:10:00+08:00"}, "报分部经理", "10:35", None),
        ({"status": "closed", "closed_at": "2026-06-12T12:00:00+08:00"}, None, None, None),
        ({"status": "void"}, None, None, None),
    ],
)
def test_what_is_due_next_and_whether_something_was_late(told, next_one, by, late):
    found = derive({**CASE, "severity": "critical", **told}, SHIPPED)
    assert (found["report_due"], found["report_due_at"] and found["report_due_at"][11:16], found["report_late"]) == (next_one, by, late)


def test_a_critical_case_tells_its_progress_every_day():
    case = {**CASE, "severity": "critical"}
    assert derive(case, SHIPPED)["progress_due_at"] == "2026-06-13T23:59:59+08:00"
    assert derive({**case, "last_progress_at": "2026-06-15T09:00:00+08:00"}, SHIPPED)["progress_due_at"] == "2026-06-16T23:59:59+08:00"
    assert derive({**case, "status": "closed"}, SHIPPED)["progress_due_at"] is None
    assert derive({**CASE, "severity": "major"}, SHIPPED)["progress_due_at"] is None


@pytest.mark.parametrize(
    ("severity", "how", "callback", "review"),
    [
        ("normal", "resolved", "2026-06-22", None),  # 19 is Dragon Boat
        ("critical", "resolved", "2026-06-22", "2026-07-01"),
        ("critical", "withdrawn", "2026-06-22", None),
    ],
)
def test_what_is_still_to_be_done_of_a_closed_case(severity, how, callback, review):
    told = {**CASE, "severity": severity, "status": "closed", "closed_at": "2026-06-16T15:00:00+08:00", "close_type": how}
    found = derive(told, SHIPPED)
    assert (found["callback_due_on"], found["review_due_on"]) == (callback, review)


def test_what_was_borne_is_what_was_not_recovered():
    assert derive({**CASE, "compensation": 500_00, "recovered": 200_00}, SHIPPED)["net_borne"] == 300_00
    assert derive({**CASE, "compensation": 500_00}, SHIPPED)["net_borne"] == 500_00
    assert derive(CASE, SHIPPED)["net_borne"] is None


SENT = {"at": "2026-06-12T10:20:00+08:00", "status": "sent"}


def answered(name, filled, before=SENT):
    action = REPORT_MACHINE.action(before["status"], name)
    step = Step(action, before, filled, "2026-06-12T10:40:00+08:00", "李经理", "branch_manager")
    REPORT_MACHINE.judge(step, {"instructions": "批示", "carried_out": "落实情况"})
    return REPORT_MACHINE.outcome(step)


def test_a_report_is_received_answered_and_done():
    assert answered("receive", {})["acknowledged_at"] == "2026-06-12T10:40:00+08:00"
    told = answered("instruct", {"instructions": "先垫付"})
    assert (told["status"], told["instructed_by"], told["acknowledged_at"]) == ("instructed", "李经理", "2026-06-12T10:40:00+08:00")
    assert answered("carry_out", {"carried_out": "已垫付"}, {**SENT, "status": "instructed"})["status"] == "done"
    with pytest.raises(Refused, match="批示前请填写：批示"):
        answered("instruct", {})
    with pytest.raises(Refused, match="接报时间不能早于上报时间"):
        answered("receive", {"acknowledged_at": "2026-06-12T10:19:00+08:00"})
