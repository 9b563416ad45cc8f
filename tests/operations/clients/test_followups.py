"""A follow-up in which a client complains becomes a case; each names the other."""

import pytest
from offices import client

from csdesk.domain.care.followups import ClientLog
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.rows import Query
from csdesk.errors import Refused
from csdesk.operations import ledgers
from csdesk.operations.clients import followups


@pytest.fixture
def complaint(db, now):
    who = client(db, now)
    told = {"client_id": who.id, "log_type": "feedback", "occurred_at": "2026-06-12T09:00:00+08:00", "participants": ["张三"]}
    return ledgers.create(db, ClientLog, {**told, "content": "电话三次无人接听，客户很不满意。"}, now=now)


def test_the_case_takes_over_what_is_known_and_both_name_each_other(db, complaint, now):
    case = followups.open_case(db, complaint, {"type": "attitude", "registered_at": "2026-06-12T10:00:00+08:00"}, now=now)
    log = ledgers.get(db, ClientLog, complaint.book, complaint.id)
    assert log.values["complaint_id"] == case.id
    assert case.values["description"] == "电话三次无人接听，客户很不满意。"
    assert case.values["received_at"] == "2026-06-12T09:00:00+08:00"
    assert case.values["channel"] == "phone"
    with pytest.raises(Refused, match="已转为案件"):
        followups.open_case(db, log, {"type": "attitude"}, now=now)


def test_one_undo_takes_both_back(db, complaint, now):
    followups.open_case(db, complaint, {"type": "attitude"}, now=now)
    ledgers.undo(db)
    assert ledgers.count(db, Complaint, Query()) == 0
    assert "complaint_id" not in ledgers.get(db, ClientLog, complaint.book, complaint.id).values
