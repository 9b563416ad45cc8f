"""The page 往来 on a client's card: read when shown, by kind, Enter opens the record wherever it stands."""

import pytest
from gui.waiting import settle

from csdesk.domain.care.clients import Client
from csdesk.domain.care.followups import ClientLog
from csdesk.domain.cases.complaints import Complaint
from csdesk.gui.tabs.clients import ClientsTab
from csdesk.gui.tabs.complaints import ComplaintsTab
from csdesk.operations import ledgers


@pytest.fixture
def page(db, client, now, window):
    """The card of a client with a case and 60 follow-ups, the page in front."""
    who = client("示例甲")
    case = {"client_id": who.id, "received_at": "2026-06-11T08:00:00+08:00", "source": "phone", "type": "attitude"}
    ledgers.create(db, Complaint, {**case, "severity": "normal", "description": "电话无人接听"}, now=now)
    for minute in range(60):
        told = {"client_id": who.id, "log_type": "call", "occurred_at": f"2026-06-10T09:{minute:02}:00+08:00", "participants": ["张三"]}
        ledgers.create(db, ClientLog, {**told, "content": "电话问候，对方一切正常。"}, now=now)
    tab = next(tab for tab in window.tabs if isinstance(tab, ClientsTab))
    window.ui.tabs.setCurrentWidget(tab)
    tab.show_record(Client.about.name, who.book, who.id)
    settle()
    card = tab.pane.card
    assert card.timeline.found.events == ()  # not before it is shown
    card.ui.pages.setCurrentWidget(card.timeline)
    settle()
    return card.timeline


def test_it_shows_the_newest_and_then_older_ones(page):
    assert [chip.text() for chip in page._chips.values()] == ["案件 1", "跟踪 60"]
    assert page._model.rows[0][1] == "案件"
    assert len(page._model.rows) == 50
    page.more_button.click()
    assert len(page._model.rows) == 61
    assert page.more_button.isHidden()


def test_a_chip_shows_one_kind(page):
    page._chips["案件"].click()
    assert [row[1] for row in page._model.rows] == ["案件"]
    page._chips["案件"].click()
    assert len(page._model.rows) == 50


def test_a_line_opens_its_record(page, window):
    page.table.activated.emit(page._model.index(0, 0))
    settle()
    tab = window.ui.tabs.currentWidget()
    assert isinstance(tab, ComplaintsTab)
    assert tab.pane.card.row.values["description"] == "电话无人接听"
