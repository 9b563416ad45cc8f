"""A form that is open while a sync file comes in (F27): what is typed is neither lost nor written over what came unseen."""

import itertools

import pytest
from gui.waiting import settle
from offices import client, clients, enrol, sent
from PySide6.QtTest import QTest

from csdesk.domain.care.clients import Client
from csdesk.domain.rows import Query
from csdesk.gui.desk import Desk
from csdesk.gui.dialogs.merging import MergeDialog
from csdesk.gui.tabs import TABS
from csdesk.gui.tasks import InlineTasks
from csdesk.gui.window import MainWindow
from csdesk.operations import files, ledgers
from csdesk.operations.peers import exchange

FIELDS = ("short_name", "legal_name")


@pytest.fixture
def office(qtbot, qapp, db, manager_db, desk, look, now):
    """The window of 李经理 with a client of 张三 on its card."""
    enrol(db, manager_db)
    client(db, now, "甲")
    exchange.merge(manager_db, [sent(db, "李经理")])
    tasks = InlineTasks()
    window = MainWindow(look)
    qtbot.addWidget(window)
    window.show_desk(Desk(manager_db, tasks, desk.settings, look, lambda: now), TABS)
    window.show()
    window.ui.tabs.setCurrentIndex(1)
    window.tabs[1].pane.table.stand_on(0, 0)
    settle()
    yield window, db, manager_db
    tasks.deleteLater()


def typed(card, name, text):
    box = card.form.box(name)
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, text)


def merged(window, path):
    """A file merged through the window, by the dialog."""
    window.syncing.merge([path])
    settle()
    dialog = next(d for d in window.findChildren(MergeDialog) if d.isVisible())
    dialog.ui.go_button.click()
    settle()
    dialog.reject()
    settle()


@pytest.mark.parametrize(("theirs", "mine"), list(itertools.product(FIELDS, FIELDS)))
def test_what_is_typed_during_a_merge_stands_beside_what_came(office, theirs, mine, now):
    window, db, manager = office
    card = window.tabs[1].pane.card
    (id,) = clients(db)
    typed(card, mine, f"MANAGER {mine}")
    row = next(iter(ledgers.select(db, Client, Query())))
    ledgers.change(db, Client, row, {theirs: f"张三写的{theirs}"})
    merged(window, sent(db, "李经理", "后来的"))
    assert card.dirty
    assert shown(card, mine) == f"MANAGER {mine}"  # the merge does not touch what is being typed
    assert card.save()
    settle()
    values, _, conflicts = clients(manager)[id]
    if theirs == mine:
        assert list(conflicts) == [mine]
        told = {step.new for step in ledgers.rivals(manager, Client, ledgers.get(manager, Client, row.book, id))[mine]}
        assert told == {f"MANAGER {mine}", f"张三写的{mine}"}
        assert window.status.conflicts.text() == "⚠ 1 处不一致"
    else:
        assert (values[theirs], values[mine], conflicts) == (f"张三写的{theirs}", f"MANAGER {mine}", {})
    assert files.check(manager) == []


def shown(card, name):
    return card.form.box(name).raw()
