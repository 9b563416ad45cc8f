"""Less than was charged: adjustments and write-offs are asked for, decided above, and count only then."""

from datetime import date

import pytest

from csdesk.domain.care.clients import Client
from csdesk.domain.checking import Invalid
from csdesk.domain.money.charges import ChargeLine
from csdesk.domain.money.losses import WriteOff
from csdesk.errors import Refused
from csdesk.operations import ledgers, moves
from csdesk.operations.money.accounts import balance
from csdesk.operations.money.ageing import aged
from csdesk.operations.money.losses import ask_adjustment, ask_write_off, still_owed


def owing(db, now):
    client = ledgers.create(db, Client, {"legal_name": "甲有限公司", "short_name": "甲", "client_type": "spot"}, now=now)
    values = {"client_id": client.id, "biz_date": "2026-05-20", "amount_incl_tax": 109_00, "due_date": "2026-06-01"}
    return client, ledgers.create(db, ChargeLine, values, now=now)


def owed(db, client, now):
    return balance(db, client.id, now.date()).receivable


def test_an_adjustment_counts_when_a_manager_approves(manager_db, now):
    db = manager_db
    client, line = owing(db, now)
    asked = ask_adjustment(db, line, 9_00, "破损折让", now=now)
    assert (asked.values["state"], asked.values["biz_date"], owed(db, client, now)) == ("requested", "2026-06-12", 109_00)
    approved = moves.act(db, ChargeLine, asked, "approve", {}, now=now)
    assert (approved.values["state"], approved.values["approved_by"], owed(db, client, now)) == ("estimated", "李经理", 100_00)
    assert aged(db, now.date()).clients[0].amounts[1] == 100_00  # it lowers its own line
    ledgers.undo(db)
    assert owed(db, client, now) == 109_00
    rejected = moves.act(db, ChargeLine, ledgers.get(db, ChargeLine, asked.book, asked.id), "reject", {"note": "照原价"}, now=now)
    assert (rejected.values["state"], owed(db, client, now)) == ("void", 109_00)


def test_a_write_off_counts_when_a_manager_approves(manager_db, now):
    db = manager_db
    client, line = owing(db, now)
    asked = ask_write_off(db, ChargeLine, line, 109_00, "已破产", date(2026, 6, 10), now=now)
    assert owed(db, client, now) == 109_00
    approved = moves.act(db, WriteOff, asked, "approve", {"reply": "附法院文书"}, now=now)
    assert (approved.values["approved_by"], owed(db, client, now), still_owed(db, ChargeLine, line)) == ("李经理", 0, 0)
    moves.act(db, WriteOff, approved, "back", {"reply": "收回一部分"}, now=now)
    assert owed(db, client, now) == 109_00


def test_a_specialist_asks_and_does_not_approve(db, now):
    _, line = owing(db, now)
    asked = ask_adjustment(db, line, 9_00, "破损折让", now=now)
    with pytest.raises(Refused, match="“批准核减”需要.*经理"):
        moves.act(db, ChargeLine, asked, "approve", {}, now=now)
    loss = ask_write_off(db, ChargeLine, line, 1_00, "尾差", date(2026, 6, 10), now=now)
    with pytest.raises(Refused, match="“批准坏账”需要.*经理"):
        moves.act(db, WriteOff, loss, "approve", {}, now=now)


def test_what_cannot_be_asked_for(db, now):
    client, line = owing(db, now)
    for amount in (0, 109_01):
        with pytest.raises(Refused, match="未收 109.00 元，核减金额应大于 0 且不超过它"):
            ask_adjustment(db, line, amount, "折让", now=now)
        with pytest.raises(Refused, match="未收 109.00 元，坏账金额应大于 0 且不超过它"):
            ask_write_off(db, ChargeLine, line, amount, "破产", date(2026, 6, 10), now=now)
    with pytest.raises(Refused, match="请写明原因"):
        ask_adjustment(db, line, 1_00, " ", now=now)
    with pytest.raises(Invalid, match="请填写原因"):
        ask_write_off(db, ChargeLine, line, 1_00, " ", date(2026, 6, 10), now=now)
    with pytest.raises(Invalid, match="还没有到"):
        ask_write_off(db, ChargeLine, line, 1_00, "破产", date(2026, 6, 13), now=now)
    bare = {"client_id": client.id, "biz_date": "2026-06-01", "item": "adjustment", "amount_incl_tax": -1_00}
    with pytest.raises(Invalid, match="核减要经理审批"):
        ledgers.create(db, ChargeLine, bare, now=now)


def test_what_was_approved_on_paper_before_counts_at_once(db, now):
    client, _ = owing(db, now)
    values = {"client_id": client.id, "written_off_on": "2026-06-01", "amount": 9_00, "reason": "破产", "approved_by": "王总"}
    assert ledgers.create(db, WriteOff, values, now=now).values["status"] == "approved"
    assert owed(db, client, now) == 100_00
