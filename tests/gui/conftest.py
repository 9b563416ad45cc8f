"""A window over a fresh file, with everything running at once on the test's own thread."""

import pytest
from gui.waiting import settle
from PySide6.QtCore import QCoreApplication, QEvent

from csdesk.domain.care.clients import Client
from csdesk.domain.transport.waybills import Waybill
from csdesk.gui.desk import Desk
from csdesk.gui.ledger.pane import LedgerPane
from csdesk.gui.tabs import TABS
from csdesk.gui.tabs.dispatch import DispatchTab
from csdesk.gui.tasks import InlineTasks
from csdesk.gui.theme import Look
from csdesk.gui.window import MainWindow
from csdesk.operations import desk as desk_operations
from csdesk.operations import ledgers
from csdesk.operations.transport import dispatch
from csdesk.settings import Settings

_TRUCK = {"plate_no": "浙B12345", "vehicle_type": "9.6m", "driver_name": "王师傅", "driver_phone": "19900000001", "capacity_type": "own"}


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


@pytest.fixture
def trip(db, client, now):
    values = {"client_id": client("示例家电").id, "goods_name": "冰箱", "origin_city": "宁波", "dest_city": "合肥", "pieces": 10,
              "planned_loading_at": "2026-06-12T12:00:00+08:00", "planned_departure_at": "2026-06-12T14:00:00+08:00",
              "required_arrival_at": "2026-06-12T23:00:00+08:00", "vehicle_type_req": "9.6m"}  # fmt: skip
    return dispatch.plan_trip(db, [ledgers.create(db, Waybill, values, now=now)], _TRUCK, now=now)


@pytest.fixture
def tab(trip, window):
    tab = next(tab for tab in window.tabs if isinstance(tab, DispatchTab))
    window.ui.tabs.setCurrentWidget(tab)
    tab.refresh()
    settle()
    return tab
