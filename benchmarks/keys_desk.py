"""The daily acts in csdesk's own window, by keys sent to whatever has the focus, each checked in the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.keys_world import CASE, FIRMS, PLATE, SETTLE_MS, Hands, World
from csdesk.domain.care.clients import Client
from csdesk.domain.care.followups import ClientLog
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.money.receivables import Dunning
from csdesk.domain.rows import Filter
from csdesk.domain.transport.trips import Trip
from csdesk.domain.transport.waybill_events import WaybillEvent
from csdesk.domain.transport.waybills import Waybill
from csdesk.gui.tabs.clients import ClientsTab
from csdesk.gui.tabs.complaints import ComplaintsTab
from csdesk.gui.tabs.dispatch import DispatchTab
from csdesk.gui.tabs.receivables import ReceivablesTab


def _transit(world: World) -> Any:
    tab = world.front(DispatchTab)
    tab.show_page(tab.transit)
    tab.transit.search.clear()
    tab.transit.refresh()
    QTest.qWait(SETTLE_MS)
    tab.transit.table.setFocus()
    tab.transit.table.selectRow(0)
    return tab.transit


def _top() -> QWidget:
    dialog = QApplication.activeWindow()
    assert dialog is not None
    return dialog


def _tab_to(hands: Hands, name: str) -> None:
    """Press Tab until the field of this name is reached."""
    box = _top().findChild(QWidget, name)
    assert box is not None, name
    for _ in range(40):
        if QApplication.focusWidget() is box:
            return
        hands.key("Tab")
    raise AssertionError(f"Tab does not come to {name}")


# -- cases ------------------------------------------------------------------------------------------------------------


def new_case(world: World, hands: Hands) -> bool:
    _transit(world)
    hands.text("10015")
    hands.key("Return")
    hands.key("X")
    _tab_to(hands, "description")
    hands.text("送货延误六小时")
    hands.key("Ctrl+Return")
    found = [row.values for row in world.select(Complaint, Filter("waybill_id", "is", world.waybills[15].id))]
    return len(found) == 1 and "送货延误六小时" in found[0]["description"]


def close_case(world: World, hands: Hands) -> bool:
    world.ledger(ComplaintsTab, Complaint)
    hands.text(CASE)
    hands.key("F6")
    _tab_to(hands, "solution")
    hands.text("退还运费一百元")
    _tab_to(hands, "liability")
    hands.key("Down")
    hands.key("Ctrl+Return")
    for name in ("client_opinion", "close_type"):
        hands.key("F6")
        _tab_to(hands, name)
        hands.key("Down")
        hands.key("Ctrl+Return")
    [case] = (row.values for row in world.select(Complaint, Filter("id", "is", world.case.id)))
    told = tuple(case.get(name) for name in ("status", "liability", "client_opinion", "close_type"))
    return bool(case.get("closed_at")) and told == ("closed", "carrier", "accepted", "resolved")


# -- clients ----------------------------------------------------------------------------------------------------------


def find_client(world: World, hands: Hands) -> bool:
    pane = world.ledger(ClientsTab, Client)
    hands.text("xsyy")
    return bool(pane.model.rowCount() == 1 and pane.card.row.values["short_name"] == "象山医药")


def new_visit(world: World, hands: Hands) -> bool:
    pane = world.ledger(ClientsTab, Client)
    hands.text("xsyy")
    hands.key("F7")
    _tab_to(hands, "content")
    hands.text("看了新仓库，八月起每周加两车到合肥")
    hands.key("Ctrl+Return")
    [log] = (row.values for row in world.select(ClientLog))
    told = log["log_type"] == "visit" and log["channel"] == "onsite" and log.get("contact_id") and log.get("next_on")
    return bool(told) and log["client_id"] == pane.card.row.id


def paste_forty(world: World, hands: Hands) -> bool:
    lines = ["客户全称\t简称\t客户类型", *(f"宁波贴来{n:02}有限公司\t贴来{n:02}\t零担散客" for n in range(40))]
    QGuiApplication.clipboard().setText("\n".join(lines))
    world.ledger(ClientsTab, Client)
    hands.key("Ctrl+V")
    hands.key("Return")
    return len(world.select(Client)) == len(FIRMS) + 40


def promise(world: World, hands: Hands) -> bool:
    tab = world.front(ReceivablesTab)
    tab.show_page(tab.collecting)
    QTest.qWait(SETTLE_MS)
    tab.collecting.table.setFocus()
    hands.key("/")
    hands.text("海曙")
    hands.key("Return")
    hands.key("P")
    _tab_to(hands, "promise_date")
    hands.text("+5")
    hands.key("Ctrl+Return")
    [told] = (row.values for row in world.select(Dunning))
    return told["client_id"] == world.clients[1].id and told["promise_date"] == "2026-06-17" and told["promise_amount"] == 120_00


# -- transport --------------------------------------------------------------------------------------------------------


def dispatch_five(world: World, hands: Hands) -> bool:
    tab = world.front(DispatchTab)
    tab.show_page(tab.board)
    QTest.qWait(SETTLE_MS)
    tab.board.ui.pool.setFocus()
    tab.board.ui.pool.setCurrentIndex(tab.board.pool.index(0))
    hands.key("Shift+Down", 4)
    hands.key("Return")
    _tab_to(hands, "vehicle_id")
    hands.text("B20011")
    hands.key("Return")
    hands.key("Return")
    found = [row.values for row in world.select(Waybill, Filter("plate_no", "is", PLATE))]
    return len(found) == 5 and all(row["driver_phone"] == "19900000002" for row in found)


def print_trip(world: World, hands: Hands) -> bool:
    world.ledger(DispatchTab, Trip)
    hands.text("20011")
    hands.key("Ctrl+P")
    hands.key("Return")
    hands.key("Return")
    QTest.qWait(4 * SETTLE_MS)
    hands.key("Escape")
    printed = [row.values.get("printed_count") for row in world.select(Trip, Filter("plate_no", "is", PLATE))]
    return printed == [1]


def sign_ten(world: World, hands: Hands) -> bool:
    _transit(world)
    hands.key("Shift+Down", 9)
    hands.key("S")
    hands.text("李")
    hands.key("Return")
    signed = world.select(Waybill, Filter("status", "is", "signed"))
    return len(signed) == 10 and all(row.values["signed_by"] == "李" for row in signed)


def correct(world: World, hands: Hands) -> bool:
    row = world.select(Waybill, Filter("status", "is", "signed"))[4]
    world.ledger(DispatchTab, Waybill)
    hands.text(str(row.values["waybill_no"])[-5:])
    hands.key("F6")
    _tab_to(hands, "signed_by")
    hands.text("李大明")
    hands.key("Ctrl+Return")
    _tab_to(hands, "_note")
    hands.text("签收人写错，以回单为准")
    hands.key("Ctrl+Return")
    [after] = world.select(Waybill, Filter("id", "is", row.id))
    said = [event.values.get("note") or "" for event in world.select(WaybillEvent, Filter("waybill_id", "is", row.id))]
    return after.values["signed_by"] == "李大明" and any("李 → 李大明" in note and "以回单为准" in note for note in said)


def track_three(world: World, hands: Hands) -> bool:
    _transit(world)
    before = len(world.select(WaybillEvent))
    for _ in range(3):
        hands.key("Return")
        hands.text("芜湖服务区")
        hands.key("Return")
    told = [row.values for row in world.select(WaybillEvent)]
    return len(told) == before + 3 and len({one["waybill_id"] for one in told if one.get("location") == "芜湖服务区"}) == 3


def answer(world: World, hands: Hands) -> bool:
    world.ledger(ClientsTab, Client)
    hands.key("Ctrl+K")
    hands.text("10015")
    hands.key("Ctrl+C")
    return "浙B10015" in QGuiApplication.clipboard().text() and QApplication.activeModalWidget() is None


#: In this order: each leaves the world as the next wants it.
ACTS: dict[str, Callable[[World, Hands], bool]] = {
    "new case": new_case,
    "close a case": close_case,
    "new visit": new_visit,
    "dispatch five waybills": dispatch_five,
    "print a 派车单": print_trip,
    "track three vehicles": track_three,
    "sign ten": sign_ten,
    "correct a signed waybill": correct,
    "record a promise": promise,
    "find a client by initials": find_client,
    "paste forty rows": paste_forty,
    "answer “where is my cargo?”": answer,
}


def done(place: Path) -> dict[str, tuple[bool, list[str]]]:
    """Do every act in the window; whether the file holds what it should, and what was pressed."""
    world, found = World(place), {}
    for name, act in ACTS.items():
        hands = Hands(world.window)
        found[name] = act(world, hands), hands.steps
    world.window.close()
    world.db.close()
    return found
