"""The card: what a record can do next, and what a new one is offered with."""

import pytest
from gui.waiting import settle

from csdesk.domain.care.clients import Client
from csdesk.domain.care.sops import ClientSop
from csdesk.domain.cases.casework import ComplaintProgress
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.moments import wire_moment
from csdesk.domain.rows import Filter, Query
from csdesk.domain.transport.waybills import Waybill
from csdesk.gui.ledger.record_dialog import RecordDialog
from csdesk.operations import ledgers, moves
from csdesk.store import changesets


@pytest.fixture
def case(db, client, now):
    """A case that came to an agreement; nobody wrote down how."""
    told = {"client_id": client("示例家电").id, "type": "billing", "description": "账单不符", "received_at": wire_moment(now)}
    row = ledgers.create(db, Complaint, told, now=now)
    for step in ("accept", "investigate", "propose", "agree"):
        row = moves.act(db, Complaint, row, step, {"solution": "已核实", "client_opinion": "accepted"}, now=now)
    return row


def page_of(card, record):
    return next(tab for tab in card.children_tabs if tab.record is record)


def test_a_step_that_would_be_refused_is_grey_and_says_why(pane, case):
    card = pane(Complaint).card
    close = card.actions_bar.buttons[0]
    assert (close.text(), close.isEnabled(), close.toolTip()) == ("结案", False, "结案前请至少记一条处理进度")
    assert (card.ui.why.isVisible(), card.ui.why.text()) == (True, "结案前请至少记一条处理进度")

    progress = page_of(card, ComplaintProgress)
    progress.add()
    dialog = progress.findChild(RecordDialog)
    dialog.form.box("text").setPlainText("已致电客户")
    dialog.accept()
    settle()
    close = card.actions_bar.buttons[0]
    assert (close.isEnabled(), card.ui.why.isVisible()) == (True, False)


def test_a_step_marks_all_that_it_lacks_at_once(pane, case, db, now):
    ledgers.create(db, ComplaintProgress, {"complaint_id": case.id, "at": wire_moment(now), "text": "已致电客户"}, now=now)
    shown = pane(Complaint)
    shown.card.actions_bar.buttons[0].click()
    (asked,) = shown.findChildren(RecordDialog)
    asked.accept()
    assert asked.form.wrong() == {"close_type": "请填写结案类型", "liability": "请填写责任方"}


def shown_in(form, *names):
    return [form.box(name).raw() for name in names]


def test_a_new_record_begins_with_who_enters_it_and_when(pane, case):
    shown = pane(Complaint)
    shown.card.start_new()
    assert shown_in(shown.card.form, "registered_by", "received_at", "registered_at") == ["张三", "2026-06-12 10:05", "2026-06-12 10:05"]
    shown.card.revert()
    shown.table.stand_on(0, 0)
    settle()
    progress = page_of(shown.card, ComplaintProgress)
    progress.add()
    assert shown_in(progress.findChild(RecordDialog).form, "by", "at") == ["张三", "2026-06-12 10:05"]


def test_a_reference_to_a_person_begins_with_who_enters(pane, client, db, desk, now):
    row = client("示例家电")
    sops = page_of(pane().card, ClientSop)
    sops.add()
    dialog = sops.findChild(RecordDialog)
    assert shown_in(dialog.form, "author_id") == ["张三"]
    dialog.form.box("version").setText("1")
    dialog.form.box("effective_from").setText("2026-07-01")
    dialog.form.box("change_reason").setPlainText("首版")
    dialog.accept()
    settle()
    (sop,) = ledgers.select(db, ClientSop, Query(filters=(Filter("client_id", "is", row.id),)))
    assert sop.values["author_id"] == desk.me


def test_a_plan_does_not_begin_with_now(pane, client):
    shown = pane(Waybill)
    shown.card.start_new()
    assert shown_in(shown.card.form, "planned_loading_at", "planned_departure_at") == ["", ""]


def test_a_number_without_a_seat_says_why_it_looks_as_it_does(pane, case, desk):
    assert not desk.db.site.seat
    box = pane(Complaint).card.form.box("case_no")
    assert box.raw().startswith("TS-NBT")
    assert "入网前的编号是临时的" in box.toolTip()


def test_what_keeps_a_card_from_being_saved_is_named_and_scrolled_to(pane):
    shown, said = pane(Client), []
    shown.said.connect(said.append)
    shown.resize(1000, 420)
    shown.new()
    settle()
    area = shown.card.ui.scroll
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    shown.card.save()
    settle()
    assert said[-1].startswith("还没有保存，请看：客户全称、")
    first = shown.card.form.box(next(iter(shown.card.form.wrong())))
    assert area.viewport().rect().contains(first.mapTo(area.viewport(), first.rect().center()))


def test_a_second_number_stands_on_the_card_only_where_there_is_one(qtbot, window, client, now):
    who = client("示例家电")
    tab = next(tab for tab in window.tabs if tab.title == "客户档案")
    window.ui.tabs.setCurrentWidget(tab)
    for kept in (None, "NBT01A-00001"):
        if kept:
            with changesets.change_set(window.desk.db, "试") as work:
                work.change(Client, who.book, who.id, {"provisional_no": kept})
        tab.refresh()
        tab.pane.show_record(who.id, who.book)
        settle()
        assert tab.pane.card.form.box("provisional_no").isVisibleTo(tab.pane.card) == (kept is not None)
