"""What is typed and not saved is seen, said and asked for before it is lost."""

from gui.waiting import settle
from PySide6.QtWidgets import QMessageBox

from csdesk.domain.care.clients import Client
from csdesk.gui.tabs.clients import ClientsTab


def begun(window):
    """A new client with a name typed into it."""
    tab = next(tab for tab in window.tabs if isinstance(tab, ClientsTab))
    window.ui.tabs.setCurrentWidget(tab)
    settle()
    pane = tab.choose(Client)
    pane.new()
    pane.card.form.fill("short_name", "示例家电")
    return tab, pane.card


def title(window, tab):
    return window.ui.tabs.tabText(window.ui.tabs.indexOf(tab))


def asked(window):
    return [box for box in window.findChildren(QMessageBox) if box.isVisible()]


def test_giving_up_a_new_record_is_asked_for(window):
    _, card = begun(window)
    card.ui.revert_button.click()
    (box,) = asked(window)
    assert "这条新客户还没有保存" in box.text()
    box.reject()
    settle()
    assert card.form.raws()["short_name"] == "示例家电"
    card.ui.revert_button.click()
    (box,) = asked(window)
    next(button for button in box.buttons() if button.text() == "放弃").click()
    settle()
    assert not card.new


def test_an_empty_new_record_is_given_up_without_a_question(window):
    _, card = begun(window)
    card.revert()
    window.tabs[1].pane.new()
    card.ui.revert_button.click()
    assert asked(window) == []


def test_a_tab_that_holds_something_unsaved_is_marked_and_leaving_it_says_so(window):
    tab, card = begun(window)
    assert title(window, tab) == "客户档案 •"
    window.ui.tabs.setCurrentIndex(0)
    assert "“客户档案”里有还没保存的记录" in window.ui.status_bar.currentMessage()
    card.revert()
    assert title(window, tab) == "客户档案"


def test_a_step_waits_until_the_card_is_saved(window, client):
    client("示例家电")
    tab = next(tab for tab in window.tabs if isinstance(tab, ClientsTab))
    window.ui.tabs.setCurrentWidget(tab)
    pane = tab.choose(Client)
    pane.load()
    settle()
    assert pane.card.ui.actions.isEnabled()
    pane.card.form.fill("short_name", "示例")
    assert not pane.card.ui.actions.isEnabled()
    pane.save()
    settle()
    assert pane.card.ui.actions.isEnabled()
