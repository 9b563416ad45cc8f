"""A new case or waybill keeps what the client's SOP promised on its day; what changes later leaves it alone."""

from datetime import date

import pytest
from offices import client

from csdesk.domain.care.sops import ClientSop, SopRollout, SopSection
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.office import Holiday
from csdesk.domain.rows import Filter, Query
from csdesk.domain.transport.pod_moves import pod_days
from csdesk.operations import ledgers
from csdesk.operations.clients import sops
from csdesk.store import changesets

CASE = {"source": "phone", "type": "attitude", "severity": "normal", "description": "电话无人接听"}


@pytest.fixture
def promised(db, now):
    """A client with a SOP in force since June."""
    who = client(db, now)
    told = {"client_id": who.id, "version": 2, "effective_from": "2026-06-01", "change_reason": "新签", "status": "effective"}
    sop = ledgers.create(db, ClientSop, {**told, "author_id": who.values["owner_id"]}, now=now)
    section = {"sop_id": sop.id, "code": "complaints", "body": "接到投诉先致歉", "response_min_normal": 45, "pod_days": 5}
    ledgers.create(db, SopSection, section, now=now)
    return who, sop


def case(db, who, at, now):
    return ledgers.create(db, Complaint, {**CASE, "client_id": who.id, "received_at": at, "registered_at": at}, now=now)


def test_a_case_keeps_the_promise_of_its_day(db, promised, now):
    who, sop = promised
    made = case(db, who, "2026-06-11T08:00:00+08:00", now)
    assert made.values["sop_version"] == 2
    assert made.values["due_response_at"] == "2026-06-11T08:45:00+08:00"
    earlier = case(db, who, "2026-05-29T08:00:00+08:00", now)
    assert "sop_version" not in earlier.values
    assert earlier.values["due_response_at"] == "2026-05-29T10:00:00+08:00"
    with changesets.change_set(db, "SOP") as work:
        work.delete(ClientSop, sop.book, sop.id)
    assert ledgers.get(db, Complaint, made.book, made.id).values["due_response_at"] == "2026-06-11T08:45:00+08:00"


def test_a_new_holiday_leaves_the_promise(db, promised, now):
    made = case(db, promised[0], "2026-06-11T08:00:00+08:00", now)
    with changesets.change_set(db, "节假日") as work:
        work.create(Holiday, {"day": "2026-06-16", "worked": False})
    after = ledgers.get(db, Complaint, made.book, made.id)
    assert after.values["due_response_at"] == "2026-06-11T08:45:00+08:00"
    assert after.values["due_close_at"][:10] == "2026-06-17"  # three working days, without the new holiday


def test_what_it_says_stands_where_the_work_happens_until_it_was_read(db, promised, now):
    who, sop = promised
    assert sops.notes(db, who.id, date(2026, 5, 31)) is None
    told = sops.notes(db, who.id, now.date())
    assert (told.version, told.since, told.sections, told.read) == (2, "2026-06-01", (("投诉承诺时限", "接到投诉先致歉"),), False)
    sops.confirm(db, told.sop, now=now)
    assert sops.notes(db, who.id, now.date()).read
    [kept] = ledgers.select(db, SopRollout, Query(filters=(Filter("sop_id", "is", sop.id),)))
    assert (kept.values["person"], kept.values["confirmed"]) == ("张三", True)


def test_the_paper_of_a_waybill_is_due_as_agreed():
    assert pod_days({"origin_city": "宁波", "dest_city": "宁波"}) == 3
    assert pod_days({"origin_city": "宁波", "dest_city": "宁波", "sop_pod_days": 5}) == 5
