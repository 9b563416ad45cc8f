"""How grave a case is at least, who stands above it, and what it keeps of the company's numbers (domain.md §3.6)."""

from datetime import datetime

import pytest

from csdesk.domain.calendar import SHIPPED
from csdesk.domain.cases.case_clock import derive
from csdesk.domain.cases.case_moves import MACHINE
from csdesk.domain.cases.case_terms import kept, term
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.cases.escalation import ladder
from csdesk.domain.cases.severity import Around, graver, lateness, lowering, named, next_level
from csdesk.domain.checking import edit_problems
from csdesk.domain.moments import SHANGHAI
from csdesk.domain.policies import numbers
from csdesk.domain.record import fields_of
from csdesk.domain.states import Step
from csdesk.errors import Refused

USUAL = numbers({})
AT = "2026-06-12T10:00:00+08:00"

#: What a case says → what is around it → how grave it is at least, and why; none for an ordinary one.
RULE = [
    ({}, Around(), None),
    ({"claimed_amount": 4_999_99}, Around(), None),
    ({"claimed_amount": 5_000_00}, Around(), ("major", "索赔 5,000 元以上")),
    ({"claimed_amount": 49_999_99}, Around(), ("major", "索赔 5,000 元以上")),
    ({"claimed_amount": 50_000_00}, Around(), ("critical", "索赔 50,000 元以上")),
    ({"type": "delay"}, Around(late_hours=24), None),
    ({"type": "delay"}, Around(late_hours=24.1), ("major", "延误超过 24 小时")),
    ({"type": "damage"}, Around(late_hours=99), None),
    ({"risks": ["line_stop"]}, Around(), ("major", "停线风险")),
    ({}, Around(tier="A"), ("major", "A 级客户")),
    ({}, Around(tier="KA"), ("major", "KA 级客户")),
    ({}, Around(tier="B"), None),
    ({}, Around(earlier=1), None),
    ({}, Around(earlier=2), ("major", "该客户 30 天内第 3 件")),
    ({"type": "loss", "subtype": "整票丢失"}, Around(), ("critical", "整票丢失")),
    ({"type": "loss", "subtype": "部分丢失"}, Around(), None),
    ({"type": "safety"}, Around(), ("critical", "安全事故")),
    ({"risks": ["leaving"]}, Around(tier="A"), ("critical", "重点客户扬言终止合作")),
    ({"risks": ["leaving"]}, Around(tier="C"), None),
    ({"risks": ["media"]}, Around(), ("critical", "媒体曝光")),
    ({"risks": ["regulator"]}, Around(), ("critical", "监管或诉讼")),
    ({"dispute_kind": "litigation"}, Around(), ("critical", "监管或诉讼")),
    ({"dispute_kind": "mediation"}, Around(), None),
    ({"severity": "critical", "claimed_amount": 5_000_00}, Around(), None),  # raised by a person
    ({"severity": "major", "claimed_amount": 5_000_00}, Around(), None),
    ({"severity": "major", "type": "safety"}, Around(), ("critical", "安全事故")),
    ({"status": "closed", "type": "safety"}, Around(), None),  # settled
    ({"case_kind": "inquiry", "type": "safety"}, Around(), None),
]


@pytest.mark.parametrize(("case", "around", "found"), RULE)
def test_the_rule(case, around, found):
    cause = graver(case, around, USUAL)
    assert (cause and (cause.severity, cause.reason)) == found


#: A policy → a case that was ordinary becomes grave by it, or the other way round.
POLICIES = [
    ({"case_claim_major": "1000"}, {"claimed_amount": 1_000_00}, Around(), "索赔 1,000 元以上"),
    ({"case_claim_critical": "8000"}, {"claimed_amount": 8_000_00}, Around(), "索赔 8,000 元以上"),
    ({"case_delay_hours": "12"}, {"type": "delay"}, Around(late_hours=13), "延误超过 12 小时"),
    ({"case_tier_major": "0"}, {}, Around(tier="A"), None),
    ({"case_many": "2", "case_many_days": "60"}, {}, Around(earlier=1), "该客户 60 天内第 2 件"),
]


@pytest.mark.parametrize(("told", "case", "around", "reason"), POLICIES)
def test_the_limits_are_policies(told, case, around, reason):
    cause = graver(case, around, numbers(told))
    assert (cause and cause.reason) == reason


@pytest.mark.parametrize(
    ("waybill", "hours"),
    [
        ({"required_arrival_at": AT, "arrived_at": "2026-06-13T11:00:00+08:00"}, 25),
        ({"required_arrival_at": AT, "arrived_at": "2026-06-12T09:00:00+08:00"}, 0),
        ({"required_arrival_at": AT, "signed_at": "2026-06-12T12:00:00+08:00"}, 2),
        ({"required_arrival_at": AT}, 48),
        ({"required_arrival_at": AT, "status": "void"}, 0),
        ({}, 0),
    ],
)
def test_how_late_a_waybill_is(waybill, hours):
    assert lateness(waybill, datetime(2026, 6, 14, 10, tzinfo=SHANGHAI)) == hours


# -- who decides ----------------------------------------------------------------------------------------------------

#: (severity, the owner's role) → who decides, and whom a sentence names.
LEVELS = [
    ("normal", "specialist", ("branch_manager", "deputy_director", "director"), "分部经理"),
    ("major", "specialist", ("branch_manager", "deputy_director", "director"), "分部经理"),
    ("critical", "specialist", ("deputy_director", "director"), "副总监或客服总监"),
    ("major", "assistant", ("branch_manager", "deputy_director", "director"), "分部经理"),
    ("normal", "branch_manager", ("deputy_director", "director"), "副总监或客服总监"),
    ("major", "branch_manager", ("deputy_director", "director"), "副总监或客服总监"),
    ("critical", "branch_manager", ("deputy_director", "director"), "副总监或客服总监"),
    ("major", "deputy_director", ("director",), "客服总监"),
    ("critical", "director", ("director",), "客服总监"),
    ("major", "", ("branch_manager", "deputy_director", "director"), "分部经理"),
]
OPEN = {"status": "agreed", "client_id": "c", "received_at": AT, "registered_at": AT, "type": "billing", "description": "…"}
DONE = {"close_type": "resolved", "liability": "own_cs", "solution": "…", "client_opinion": "accepted", "root_cause": "…"}
DONE |= {"corrective_action": "…", "preventive_action": "…", "first_due_close_at": AT}
TOLD = dict.fromkeys(("reported_branch_at", "reported_director_at", "written_report_at", "reported_vp_at"), AT)


def passes(name, case, role, whose, filled, note=""):
    """Whether a role may take an action on a case of such an owner."""
    step = Step(MACHINE.action("agreed", name), case, filled, AT, "某人", role, note, {"complaint_progress": 1}, whose)
    try:
        MACHINE.action("agreed", name, role)
        MACHINE.judge(step, {f.name: f.label for f in fields_of(Complaint)})
    except Refused:
        return False
    return True


@pytest.mark.parametrize(("severity", "owner", "roles", "who"), LEVELS)
def test_the_next_level_extends_lowers_and_closes(severity, owner, roles, who):
    assert (next_level(severity, owner), named(next_level(severity, owner))) == (roles, who)
    case = {**OPEN, **DONE, **TOLD, "severity": severity}
    later = {"extended_due_at": "2026-08-01T00:00:00+08:00", "extension_reason": "等定损"}
    for role in ("specialist", "branch_manager", "deputy_director", "director"):
        assert passes("extend", case, role, owner, later) == (role in roles)
        assert passes("lower", case, role, owner, {"severity": "normal"}, "核实") == (role in roles and severity != "normal")
        assert passes("close", case, role, owner, {}) == (role in roles or severity == "normal")
        assert passes("withdraw", case, role, owner, {}, "撤诉") == (role in roles or severity == "normal")


def test_to_name_oneself_confirms_nothing():
    case = {**OPEN, **DONE, "severity": "major"}
    assert not passes("close", {**case, "close_confirmed_by": "某人"}, "specialist", "specialist", {})
    assert passes("close", {**case, "close_confirmed_by": "李经理"}, "specialist", "specialist", {})


#: Severity before → severity entered by hand → whether that is refused.
BY_HAND = [("normal", "major", False), ("major", "critical", False), ("critical", "major", True), ("major", "normal", True),
           (None, "critical", False), ("major", "major", False)]  # fmt: skip


@pytest.mark.parametrize(("before", "told", "refused"), BY_HAND)
def test_by_hand_it_only_becomes_graver(before, told, refused):
    assert bool(list(lowering({"severity": before}, {"severity": told}))) == refused
    found = edit_problems(Complaint, {**OPEN, "case_no": "x", "case_kind": "complaint", "channel": "phone", "severity": before},
                          {"severity": told})  # fmt: skip
    assert [p.sentence for p in found] == ["严重程度只能调高；要降级请用“降级”，由上一级写明原因后批准"] * refused


@pytest.mark.parametrize(("before", "to", "note"), [("major", "critical", "x"), ("major", "major", "x"), ("major", "normal", "")])
def test_lowering_lowers_and_says_why(before, to, note):
    assert not passes("lower", {**OPEN, "severity": before}, "branch_manager", "specialist", {"severity": to}, note)


# -- what a case keeps of the company's numbers --------------------------------------------------------------------------


def test_only_what_is_unlike_the_usual_is_kept():
    assert kept(USUAL) == []
    told = kept(numbers({"report_min_branch": "20", "close_wd_major": "5", "visits_a_day": "9"}))
    assert told == ["较大案件结案 5 工作日", "重大案件报分部经理 20 分钟"]
    assert [term(told, key) for key in ("report_min_branch", "close_wd_major", "close_wd_normal")] == [20, 5, 3]


#: A company's number → severity → what it moves.
TERMS = [
    ("response_min_major", "45", "major", "due_response_at", "2026-06-12T10:45:00+08:00"),
    ("plan_hours_normal", "12", "normal", "plan_due_at", "2026-06-12T22:00:00+08:00"),
    ("plan_hours_critical", "4", "critical", "plan_due_at", "2026-06-12T14:00:00+08:00"),
    ("close_wd_normal", "5", "normal", "due_close_at", "2026-06-22T23:59:59+08:00"),
    ("report_min_branch", "20", "critical", "report_due_at", "2026-06-12T10:20:00+08:00"),
]


@pytest.mark.parametrize(("key", "value", "severity", "field", "at"), TERMS)
def test_a_number_of_the_company_moves_a_deadline(key, value, severity, field, at):
    terms = kept(numbers({key: value}))
    case = {"received_at": AT, "registered_at": AT, "severity": severity, "office_terms": terms, "status": "registered"}
    assert derive(case, SHIPPED)[field] == at


def test_every_report_of_the_chain_has_its_number():
    told = numbers({"report_min_branch": "10", "report_min_director": "20", "report_min_written": "120"})
    case = {"received_at": AT, "severity": "critical", "office_terms": kept(told)}
    assert [one.due[11:16] for one in ladder(case)] == ["10:10", "10:20", "12:00", "23:59"]
    assert [one.due[11:16] for one in ladder({**case, "office_terms": []})] == ["10:30", "11:00", "14:00", "23:59"]


def test_what_the_client_was_promised_comes_first():
    case = {"received_at": AT, "registered_at": AT, "severity": "major", "office_terms": ["较大案件首次响应 45 分钟"]}
    assert derive({**case, "sop_terms": ["较大案件响应 15 分钟"]}, SHIPPED)["due_response_at"] == "2026-06-12T10:15:00+08:00"
