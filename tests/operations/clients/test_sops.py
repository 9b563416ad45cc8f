"""A new case or waybill keeps what the client's SOP promised on its day; what changes later leaves it alone."""

from datetime import date

import pytest
from conftest import NOW
from offices import client

from csdesk.domain.care.sops import ClientSop, SopRollout, SopSection
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.office import Holiday
from csdesk.domain.rows import Filter, Query
from csdesk.domain.staff.people import Staff
from csdesk.domain.transport.pod_moves import pod_days
from csdesk.errors import Refused
from csdesk.operations import ledgers, moves
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


# -- a new version takes the place of the old one -------------------------------------------------------------------------


def version(db, who, number, start, status="draft", **more):
    told = {"client_id": who.id, "version": number, "effective_from": start, "change_reason": "改回单时限", "status": status}
    return ledgers.create(db, ClientSop, {**told, "author_id": who.values["owner_id"], **more}, now=NOW)


def submitted(db, who, number, start):
    return moves.act(db, ClientSop, version(db, who, number, start), "submit", {}, now=NOW)


def spans(db, who):
    rows = ledgers.select(db, ClientSop, Query(filters=(Filter("client_id", "is", who.id),), sort="version"))
    return [(r.values["version"], r.values["status"], r.values["effective_from"], r.values.get("effective_to")) for r in rows]


@pytest.fixture
def who(manager_db):
    """A client of the manager, who has its first SOP since January; somebody else stands for approver."""
    made = client(manager_db, NOW)
    version(manager_db, made, 1, "2026-01-01", "effective")
    return made


@pytest.fixture
def director(manager_db):
    with changesets.change_set(manager_db, "试") as work:
        return work.create(Staff, {"name": "王总监", "role": "director", "branch": "NB"})


def test_an_approved_version_ends_the_one_before_and_undo_gives_both_back(manager_db, who, director):
    before = submitted(manager_db, who, 2, "2026-06-16")
    moves.act(manager_db, ClientSop, before, "approve", {"approver_id": director}, now=NOW)
    assert spans(manager_db, who) == [
        (1, "superseded", "2026-01-01", "2026-06-15"),
        (2, "effective", "2026-06-16", None),
    ]
    ledgers.undo(manager_db)
    assert spans(manager_db, who) == [(1, "effective", "2026-01-01", None), (2, "reviewing", "2026-06-16", None)]


#: A day → the version that holds, the second beginning on 16 June.
HOLDING = [("2026-06-12", 1), ("2026-06-15", 1), ("2026-06-16", 2), ("2027-01-01", 2), ("2025-12-31", None)]


@pytest.mark.parametrize(("day", "holds"), HOLDING)
def test_one_version_holds_on_a_day(manager_db, who, director, day, holds):
    moves.act(manager_db, ClientSop, submitted(manager_db, who, 2, "2026-06-16"), "approve", {"approver_id": director}, now=NOW)
    told = sops.notes(manager_db, who.id, date.fromisoformat(day))
    assert (told and told.version) == holds


@pytest.mark.parametrize("start", ["2026-01-01", "2025-06-01"])
def test_a_version_that_would_begin_before_the_one_in_force_is_refused(manager_db, who, director, start):
    row = submitted(manager_db, who, 2, start)
    with pytest.raises(Refused, match="版本 1 从 2026-01-01 起生效，新版的生效日期要晚于这一天"):
        moves.act(manager_db, ClientSop, row, "approve", {"approver_id": director}, now=NOW)
    assert spans(manager_db, who) == [(1, "effective", "2026-01-01", None), (2, "reviewing", start, None)]


def test_an_end_agreed_earlier_stays_and_another_client_is_left_alone(manager_db, who, director):
    other = client(manager_db, NOW, "示例建材")
    version(manager_db, other, 1, "2026-01-01", "effective", effective_to="2026-03-31")
    moves.act(manager_db, ClientSop, submitted(manager_db, other, 2, "2026-06-16"), "approve", {"approver_id": director}, now=NOW)
    assert spans(manager_db, other)[0] == (1, "superseded", "2026-01-01", "2026-03-31")
    assert spans(manager_db, who) == [(1, "effective", "2026-01-01", None)]
