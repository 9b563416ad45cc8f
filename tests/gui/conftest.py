"""A window over a fresh file, with everything running at once on the test's own thread."""

import pytest
from gui.waiting import settle
from PySide6.QtCore import QCoreApplication, QEvent

from csdesk.domain.clients import Client
from csdesk.gui.desk import Desk
from csdesk.gui.ledger.pane import LedgerPane
from csdesk.gui.tabs import TABS
from csdesk.gui.tasks import InlineTasks
from csdesk.gui.theme import Look
from csdesk.gui.window import MainWindow
from csdesk.operations import desk as desk_operations
from csdesk.operations import ledgers
from csdesk.settings import Settings


@pytest.fixture(autouse=True)
def nothing_left(qapp):
    """What a test closed is gone before the next begins: a change of scheme polishes every widget that still lives."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def look(qapp):
    made = Look(qapp, Settings())
    yield made
    made.deleteLater()


@pytest.fixture
def desk(qapp, db, now, look):
    tasks = InlineTasks()
    yield Desk(db, tasks, Settings(), look, lambda: now, desk_operations.me(db))
    tasks.deleteLater()


@pytest.fixture
def client(db, now):
    """Makes a client of this name."""

    def make(name, **values):
        told = {"short_name": name, "legal_name": f"{name}有限公司", "client_type": "spot", **values}
        return ledgers.create(db, Client, told, now=now)

    return make


@pytest.fixture
def window(qtbot, desk, look):
    made = MainWindow(look)
    qtbot.addWidget(made)
    made.show_desk(desk, TABS)
    made.show()
    settle()
    return made


@pytest.fixture
def pane(qtbot, desk):
    """The ledger of clients, shown; call it with a record for another one."""

    def make(record=Client):
        made = LedgerPane(desk, record)
        qtbot.addWidget(made)
        made.resize(1200, 640)
        made.changed.connect(lambda _: made.refresh())
        made.show()
        settle()
        return made

    return make
