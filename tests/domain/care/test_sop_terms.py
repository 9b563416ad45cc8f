"""The numbers of a SOP: which version holds, what overrides what, and the deadlines of a case."""

import pytest

from csdesk.domain.calendar import SHIPPED
from csdesk.domain.care.sop_terms import in_force, promised, sop_parameters
from csdesk.domain.cases.complaints import derive

FIRST = {"version": 1, "status": "superseded", "effective_from": "2026-01-01", "effective_to": "2026-05-31"}
SECOND = {"version": 2, "status": "effective", "effective_from": "2026-06-01"}
DRAFT = {"version": 3, "status": "draft", "effective_from": "2026-06-10"}


@pytest.mark.parametrize(
    ("day", "version"), [("2025-12-31", None), ("2026-01-01", 1), ("2026-05-31", 1), ("2026-06-01", 2), ("2026-06-12", 2)]
)
def test_a_change_of_version_takes_hold_on_its_day(day, version):
    held = in_force([FIRST, SECOND, DRAFT], day)
    assert (held and held["version"]) == version


def test_the_first_section_that_says_a_number_decides():
    sections = [
        {"code": "pod", "pod_days": 5, "close_wd_normal": 2},
        {"code": "complaints", "response_min_normal": 45, "close_wd_normal": 1},
    ]
    assert sop_parameters(sections) == {"pod_days": 5, "close_wd_normal": 1, "response_min_normal": 45}


@pytest.mark.parametrize(
    ("severity", "response", "closing"),
    [("normal", "2026-06-12T08:45:00+08:00", "2026-06-15"), ("major", "2026-06-12T09:00:00+08:00", "2026-06-24")],
)
def test_a_case_is_due_as_the_client_was_promised(severity, response, closing):
    told = promised({"response_min_normal": 45, "close_wd_normal": 1, "pod_days": 5})
    assert told == ["一般案件响应 45 分钟", "一般案件结案 1 工作日"]
    at = "2026-06-12T08:00:00+08:00"
    found = derive({"received_at": at, "registered_at": at, "severity": severity, "sop_terms": told}, SHIPPED)
    assert found["due_response_at"] == response
    assert found["due_close_at"][:10] == closing
