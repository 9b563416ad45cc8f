"""Who may write what: every role, table and field against a second account of sync.md §2.9, written out by hand."""

import pytest

from csdesk.domain import rights
from csdesk.domain.record import field_map
from csdesk.domain.records import RECORD_BY_NAME
from csdesk.domain.revocations import last_shown, shown_text
from csdesk.domain.staff.people import Role
from csdesk.domain.staff.posts import Cover, Post, kept_post, post_text

TRUST = {"hold", "revocation", "recovery_key"}
SCHEME, SCORES = {"appraisal_scheme"}, {"appraisal_item", "interview"}
NEVER = {
    "specialist": {*TRUST, "plan", "plan_line", "kpi_threshold", "policy", "vat_rate", "client_owner", "superior_score", *SCHEME, *SCORES},
    "assistant": {*TRUST, *SCORES},
    "branch_manager": set(),
    "director": set(),
}
#: What a deputy writes: instructions, notes, what an approval leaves, and who he is.
DEPUTY = {
    "staff", "instruction", "case_report", "relation_note", "client_log", "complaint_progress",
    "complaint_event", "waybill_event", "trip_event", "appraisal", "superior_score", "task", "meeting", "minute_item",
    "corrective_action", *SCORES,
}  # fmt: skip
#: What an instruction says once it was given: he for whom it is answers it, and alters no word.
WORD = {"text", "due", "by", "given_at", "about_table", "about_id", "about_title"}
#: What whoever is to do a task does not alter: who asked, and for whom.
ASKED = {"by_id", "owner_id"}
#: (table, field, value) that says somebody approved.
APPROVALS = {
    ("complaint", "extended_due_at", "2026-07-01T18:00:00+08:00"),
    ("complaint", "review", "以后发车前拍照"),
    ("complaint", "extension_approver", "李经理"),
    ("complaint", "lowered_by", "李经理"),
    ("complaint", "lowered_reason", "核实后货物完好"),
    ("client_sop", "approver_id", "f" * 32),
    ("client_sop", "status", "effective"),
    ("client_sop", "status", "superseded"),
    ("client_sop", "reviewed_on", "2026-06-12"),
    ("client_sop", "reviewed_by", "李经理"),
    ("visit_plan", "approver", "李经理"),
    ("visit_plan", "status", "cancelled"),
    ("charge_line", "approved_by", "李经理"),
    ("write_off", "approved_by", "李经理"),
    ("write_off", "reply", "同意"),
    ("write_off", "status", "approved"),
    ("write_off", "status", "rejected"),
    *(("appraisal", name, "x") for name in ("total", "grade", "comment", "scored_by", "approved_on", "approved_by", "interviewed_on")),
    *(("appraisal", name, 1) for name in ("open_items", "scheme_version")),
    *(("appraisal", "status", state) for state in ("scored", "approved", "interviewed", "archived")),
    ("document", "approved_by", "李经理"),
    ("document", "status", "effective"),
    ("document", "status", "superseded"),
    ("work_item", "cancelled_on", "2026-06-30"),
    ("work_item", "cancelled_by", "李经理"),
    ("work_item", "status", "cancelled"),
}
#: The same of plans, which a specialist does not write at all.
OF_PLANS = {("plan", "approved_by"), ("plan", "approved_at")}
#: What an approval asks for beside, and so a deputy writes too.
BESIDE = {
    ("client_sop", "effective_from"), ("client_sop", "review_due"), ("client_sop", "effective_to"),
    ("complaint", "severity"),
    ("complaint", "extension_reason"), ("complaint", "preventive_action"), ("plan", "gap_note"), ("charge_line", "note"),
    ("visit_plan", "reason"), ("survey_round", "closes_on"), ("document", "effective_from"), ("document", "issued_to"),
}  # fmt: skip
FIELDS = [(tbl, name) for tbl, record in RECORD_BY_NAME.items() for name in field_map(record)]


def expected(role, tbl, name):
    """Whether a role may change a plain value of this field, by hand."""
    if tbl in ("month_close", "kpi_snapshot"):
        return False  # frozen
    approval = any((tbl, name) == (t, n) for t, n, _ in APPROVALS if n != "status") or (tbl, name) in OF_PLANS
    if role == "deputy_director":
        return tbl in DEPUTY or approval or (tbl, name) in BESIDE
    if tbl in NEVER[role]:
        return False
    settled = {("client", "owner_id"), *(("instruction", one) for one in WORD), *(("task", one) for one in ASKED)}
    if role == "specialist" and (tbl, name) in settled:
        return False
    return not (approval and role in ("specialist", "assistant"))


@pytest.mark.parametrize("role", list(Role))
def test_every_field_of_every_record(role):
    wrong = [
        (tbl, name) for tbl, name in FIELDS if (not rights.forbidden(role, tbl, ("a:1",), {name: "x"})) != expected(role.value, tbl, name)
    ]
    assert wrong == []


@pytest.mark.parametrize(("tbl", "name", "value"), sorted(APPROVALS))
def test_an_approval_is_for_those_above_and_may_be_brought_along_by_a_new_record(tbl, name, value):
    refused = {role.value for role in Role if rights.forbidden(role, tbl, ("a:1",), {name: value})}
    assert refused == {"specialist", "assistant"}
    assert not rights.forbidden("specialist", tbl, (), {name: value})
    assert not rights.forbidden("specialist", tbl, ("a:1",), {"status": "reviewing"} if tbl == "client_sop" else {"status": "closed"})


def test_what_is_refused_is_named_in_chinese():
    assert rights.forbidden("specialist", "client", ("a:1",), {"owner_id": "x", "tier": "A"}) == "客户档案的负责专员"
    assert rights.forbidden("assistant", "client_sop", ("a:1",), {"status": "effective"}) == "客户SOP的状态"
    assert rights.forbidden("assistant", "revocation", (), {"site": "x"}) == "吊销记录"
    assert rights.forbidden("visitor", "client", (), {}) == "任何内容"


def test_what_a_newer_version_knows_is_relayed():
    assert not rights.forbidden("specialist", "of_a_newer_version", ("a:1",), {"x": 1})
    assert not rights.forbidden("specialist", "client", ("a:1",), {"of_a_newer_version": [1, {"a": 2}]})
    assert not rights.forbidden("specialist", "client_sop", ("a:1",), {"status": ["effective"]})


BOOKS = ("ORG", "BR-NB", "BR-SH", "NB-1", "NB-2", "SH-1")


@pytest.mark.parametrize(
    ("post", "writes"),
    [
        (Post("specialist", "NB", ("NB-1",)), {"NB-1"}),
        (Post("specialist", "NB", ("NB-1", "NB-2")), {"NB-1", "NB-2"}),
        (Post("branch_manager", "NB", ("BR-NB",)), {"BR-NB", "NB-1", "NB-2"}),
        (Post("assistant", "NB", ("NB-9",)), {"BR-NB", "NB-1", "NB-2"}),
        (Post("deputy_director", "HQ", ("HQ-1",), span=("SH",)), {"BR-SH", "SH-1"}),
        (Post("deputy_director", "HQ", ("HQ-1",)), set(BOOKS) - {"ORG"}),
        (Post("director", "HQ", ("ORG",)), set(BOOKS)),
        (Post("visitor", "NB"), set()),
    ],
)
def test_the_books_of_a_post(post, writes):
    assert {book for book in BOOKS if post.may_write(book)} == writes
    assert kept_post(post_text(post)) == post


NOON = 1_782_878_400_000  # 2026-07-01T12:00+08:00
DAY = 86_400_000


def test_leave_cover_counts_from_its_first_to_its_last_day_and_a_day_of_doubt_beside():
    post = Post("specialist", "NB", ("NB-1",), (Cover("NB-2", "2026-07-01", "2026-07-02"),))
    told = [(post.may_write("NB-2", NOON + n * DAY), post.outside("NB-2", NOON + n * DAY)) for n in range(-2, 4)]
    assert told == [(False, True), (True, True), (True, False), (True, False), (True, True), (False, True)]
    assert post.may_write("NB-1", 0)
    assert not post.outside("NB-1", 0)
    assert [post.reads("NB-2", f"2026-07-0{n}") for n in (1, 2, 3)] == [True, True, False]
    assert post.reads("NB-2")


def test_of_a_revoked_workstation_counts_what_was_held():
    told = shown_text({"a.1/NB-1": 7})
    assert last_shown([("BR-NB", "a", told)], "a.1/NB-1") == 7
    assert last_shown([("BR-NB", "a", told)], "a.2/NB-1") == 0
    assert last_shown([("BR-SH", "a", told)], "a.1/NB-1") is None
    assert last_shown([("ORG", "a", told), ("BR-NB", "a", None)], "a.1/NB-1") == 0
    assert last_shown([("ORG", "b", told)], "a.1/NB-1") is None
    assert last_shown([("ORG", "a", "junk = a.1/NB-1=x")], "a.1/NB-1") == 0
