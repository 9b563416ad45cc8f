"""Clients entered twice, in the window: told while typing, opened instead, merged side by side, undone."""

import pytest
from gui.waiting import settle

from csdesk.domain.care.clients import Client, Contact
from csdesk.domain.rows import Filter, Query
from csdesk.gui.dialogs.merging_clients import ClientsDialog
from csdesk.gui.ledger.lookalikes import Lookalikes
from csdesk.gui.ledger.record_dialog import RecordDialog
from csdesk.gui.tabs.clients import ClientsTab
from csdesk.operations import ledgers


@pytest.fixture
def twins(db, client, now):
    """示例甲, and 甲示例 with a bank and a contact."""
    kept, gone = client("示例甲"), client("甲示例", bank_name="示例银行")
    ledgers.create(db, Contact, {"client_id": gone.id, "name": "赵六", "mobile": "13800000002"}, now=now)
    return kept, gone


@pytest.fixture
def tab(window):
    found = next(tab for tab in window.tabs if isinstance(tab, ClientsTab))
    window.ui.tabs.setCurrentWidget(found)
    settle()
    return found


def typed(form, name, text):
    """A person types into a field and goes on to the next."""
    form.box(name).setText(text)
    form.box(name).textEdited.emit(text)
    form.findChild(Lookalikes).look()  # what its timer does when the person pauses
    settle()


def hint(form, name):
    found = form._lines[name].hint
    return found.text() if found else ""


def test_a_client_that_is_there_already_is_told_and_can_be_opened(twins, window, tab):
    pane = tab.pane
    pane.new()
    typed(pane.card.form, "legal_name", "示例甲集团有限公司")
    told = hint(pane.card.form, "legal_name")
    assert "可能重复" in told
    assert "示例甲：全称相同" in told
    assert "仍然新建" in told
    pane.card.form.hinted.emit("0")
    settle()
    assert pane.card.row.id == twins[0].id
    pane.new()
    assert pane.card.form.raws()["legal_name"] == "示例甲集团有限公司"


def test_it_may_be_entered_anyway(twins, tab):
    form = tab.pane.card.form
    tab.pane.new()
    typed(form, "short_name", "示例甲")
    assert "简称相同" in hint(form, "short_name")
    form.hinted.emit("anyway")
    assert not hint(form, "short_name")
    typed(form, "short_name", "别处机械")
    assert not hint(form, "short_name")


def test_an_old_client_is_not_its_own_duplicate(twins, tab):
    form = tab.pane.card.form
    typed(form, "legal_name", f"{tab.pane.card.row.values['short_name']}股份有限公司")
    assert tab.pane.card.row.values["client_code"] not in hint(form, "legal_name")


def test_two_clients_are_merged_side_by_side_and_one_undo_takes_it_back(db, twins, window, tab):
    kept, _gone = twins
    tab.pane.table.selectAll()
    next(action for action in tab.pane.selection.menu().actions() if action.text() == "合并两个客户…").trigger()
    settle()
    dialog = next(d for d in window.findChildren(ClientsDialog) if d.isVisible())
    rows = [tuple(dialog.ui.sides.item(r, c).text() for c in range(3)) for r in range(dialog.ui.sides.rowCount())]
    assert ("简称", "✓ 示例甲", "　 甲示例") in rows
    assert ("开户行", "　 空", "✓ 示例银行") in rows
    assert "联系人 1 条" in dialog.ui.goes.text()
    dialog.take(next(i for i, row in enumerate(rows) if row[0] == "简称"), 2)
    dialog.ui.go_button.click()
    settle()
    assert [row.values["short_name"] for row in ledgers.select(db, Client, Query())] == ["甲示例"]
    assert ledgers.count(db, Contact, Query(filters=(Filter("client_id", "is", kept.id),))) == 1
    assert "合并客户" in window.ui.action_undo.text()
    window.undoing.step("undo")
    settle()
    assert ledgers.count(db, Client, Query()) == 2


def test_the_sides_can_be_swapped(twins, window, tab):
    _kept, gone = twins
    tab.merge_clients(twins)
    settle()
    dialog = next(d for d in window.findChildren(ClientsDialog) if d.isVisible())
    dialog.ui.swap_button.click()
    assert dialog.chosen.kept.id == gone.id
    assert "没有记录" in dialog.ui.goes.text()


def test_a_contact_who_is_known_at_another_client_is_told(twins, window, tab):
    kept, gone = twins
    tab.show_record("client", kept.book, kept.id)
    settle()
    contacts = next(child for child in tab.pane.card.children_tabs if child.record is Contact)
    contacts.add()
    settle()
    dialog = next(d for d in window.findChildren(RecordDialog) if d.isVisible())
    typed(dialog.form, "mobile", "13800000002")
    assert "手机与联系人 赵六 相同" in hint(dialog.form, "mobile")
    dialog.form.hinted.emit("0")
    settle()
    assert not dialog.isVisible()
    assert tab.pane.card.row.id == gone.id
