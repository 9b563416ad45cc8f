"""Everything that happened with a client, newest first."""

import pytest
from offices import client

from csdesk.domain.complaints import Complaint
from csdesk.domain.followups import ClientLog
from csdesk.domain.receivables import Receipt
from csdesk.operations import ledgers
from csdesk.operations.timeline import timeline


@pytest.fixture
def busy(db, now):
    """A client with a case, two follow-ups and a receipt; and another with one follow-up."""
    who, other = client(db, now), client(db, now, "别家")
    case = {"client_id": who.id, "received_at": "2026-06-11T08:00:00+08:00", "source": "phone", "type": "attitude"}
    case |= {"severity": "normal", "description": "电话无人接听", "registered_at": "2026-06-11T08:00:00+08:00"}
    ledgers.create(db, Complaint, case, now=now)
    for day, of in (("10", who), ("12", who), ("12", other)):
        told = {"client_id": of.id, "log_type": "call", "occurred_at": f"2026-06-{day}T09:00:00+08:00", "participants": ["张三"]}
        ledgers.create(db, ClientLog, {**told, "content": f"{day} 日电话问候，一切正常。"}, now=now)
    ledgers.create(db, Receipt, {"client_id": who.id, "received_on": "2026-06-09", "amount": 1234500}, now=now)
    return who


def test_the_newest_comes_first_whatever_ledger_it_is_in(db, busy):
    found = timeline(db, busy.id)
    assert [(e.at[:10], e.kind) for e in found.events] == [
        ("2026-06-12", "跟踪"), ("2026-06-11", "案件"), ("2026-06-10", "跟踪"), ("2026-06-09", "回款"),
    ]  # fmt: skip
    assert "电话" in found.events[0].text
    assert "12 日电话问候" in found.events[0].text
    assert "电话无人接听" in found.events[1].text
    assert found.events[1].state == "已登记"
    assert found.counts == {"案件": 1, "跟踪": 2, "回款": 1}
    assert not found.more


def test_one_kind_and_a_page_at_a_time(db, busy):
    assert [e.at[8:10] for e in timeline(db, busy.id, {"跟踪"}).events] == ["12", "10"]
    first = timeline(db, busy.id, limit=3)
    assert len(first.events) == 3
    assert first.more
