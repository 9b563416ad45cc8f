"""Under the client of a new case: what its SOP says, and 已阅 in one click."""

import pytest
from gui.waiting import settle

from csdesk.domain.care.sops import ClientSop, SopRollout, SopSection
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.rows import Query
from csdesk.operations import ledgers


@pytest.fixture
def promised(db, client, now):
    who, other = client("示例甲"), client("别家")
    told = {"client_id": who.id, "version": 2, "effective_from": "2026-06-01", "change_reason": "新签", "status": "effective"}
    sop = ledgers.create(db, ClientSop, {**told, "author_id": who.values["owner_id"]}, now=now)
    ledgers.create(db, SopSection, {"sop_id": sop.id, "code": "signing", "body": "签收须盖<红章>"}, now=now)
    return who, other


def hint(card):
    found = card.form._lines["client_id"].hint
    return found.text() if found else ""


def choose(card, who):
    card.form.box("client_id").put(who.id, who.values["short_name"])
    card.form.box("client_id").edited.emit()
    settle()


def test_a_new_case_shows_the_red_lines_of_its_client(promised, pane, db):
    who, other = promised
    card = pane(Complaint).card
    card.start_new()
    choose(card, who)
    assert "第 2 版" in hint(card)
    assert "签收要求：签收须盖&lt;红章&gt;" in hint(card)
    assert ledgers.count(db, SopRollout, Query()) == 0
    card.form.hinted.emit("read")
    settle()
    assert ledgers.count(db, SopRollout, Query()) == 1
    assert "href" not in hint(card)
    choose(card, other)
    assert not hint(card)


def test_a_new_form_shows_nothing_before_a_client_is_chosen(promised, pane):
    card = pane(Complaint).card
    card.start_new()
    choose(card, promised[0])
    card.forget()
    card.start_new()
    assert not hint(card)
