"""The same daily acts in csdesk's own window, by keys sent to whatever has the focus, checked in the file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from csdesk.domain.care.clients import Client
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.moments import SHANGHAI, wire_moment
from csdesk.domain.record import Record
from csdesk.domain.rows import Filter, Query, Row
from csdesk.domain.transport.waybill_events import WaybillEvent
from csdesk.domain.transport.waybills import Waybill
from csdesk.gui.desk import Desk
from csdesk.gui.tabs import TABS
from csdesk.gui.tabs.clients import ClientsTab
from csdesk.gui.tabs.dispatch import DispatchTab
from csdesk.gui.tasks import InlineTasks
from csdesk.gui.theme import Look
from csdesk.gui.window import MainWindow
from csdesk.operations import desk as desk_operations
from csdesk.operations import files, ledgers, moves
from csdesk.operations.transport import dispatch
from csdesk.settings import Settings

NOW = datetime(2026, 6, 12, 10, 5, tzinfo=SHANGHAI)
_SETTLE_MS = 250
_FIRMS = ("示例家电", "海曙食品", "北仑汽配", "镇海化工", "江北服饰", "余姚电子", "慈溪日化", "奉化建材", "象山医药", "宁海机械")
_CITIES = ("合肥", "上海", "杭州", "苏州")


class Hands:
    """Presses keys and types; counts a key or a chord as one, and a text as one."""

    def __init__(self) -> None:
        self.steps: list[str] = []

    @property
    def _focus(self) -> QWidget:
        found = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert found is not None, "nothing has the focus"
        return found

    def key(self, name: str, times: int = 1) -> None:
        """Press a key or a chord, as Qt writes it."""
        chord = QKeySequence(name)[0]  # type: ignore[index]
        for _ in range(times):
            QTest.keyClick(self._focus, chord.key(), chord.keyboardModifiers())
            self.steps.append(name)
        QTest.qWait(_SETTLE_MS)

    def text(self, words: str) -> None:
        """Type a text; Chinese as an input method hands it over."""
        if words.isascii():
            for letter in words:  # the first may move the focus, as typing in a ledger does
                QTest.keyClicks(self._focus, letter)
        else:
            chosen = QInputMethodEvent("", [])
            chosen.setCommitString(words)
            QApplication.sendEvent(self._focus, chosen)
        self.steps.append(f"={words}")
        QTest.qWait(_SETTLE_MS)


class World:
    """An open window over a file with ten clients, forty waybills and a case."""

    def __init__(self, place: Path) -> None:
        qt = QApplication.instance() or QApplication([])
        assert isinstance(qt, QApplication)
        self.db = files.new_file(place / "desk.csdb", name="张三", role="specialist", branch="NB")
        self.clients = [self._client(name) for name in _FIRMS]
        self.waybills = [self._waybill(i) for i in range(40)]
        settings = Settings(place / "settings.json")
        look = Look(qt, settings)
        self.window = MainWindow(look)
        self.window.resize(1366, 768)
        self.window.show()
        self.desk = Desk(self.db, InlineTasks(self.window), settings, look, lambda: NOW, desk_operations.me(self.db))
        self.window.show_desk(self.desk, TABS)
        self.window.activateWindow()
        QTest.qWait(_SETTLE_MS)

    def _client(self, name: str) -> Row:
        told = {"short_name": name, "legal_name": f"宁波{name}有限公司", "client_type": "spot"}
        return ledgers.create(self.db, Client, told, now=NOW)

    def _waybill(self, i: int) -> Row:
        start = NOW - timedelta(hours=9) if i < 20 else NOW + timedelta(hours=4)
        told = {
            "client_id": self.clients[i % 10].id, "goods_name": "冰箱", "pieces": 20 + i, "origin_city": "宁波",
            "dest_city": _CITIES[i % 4], "plan_date": NOW.date().isoformat(), "planned_loading_at": wire_moment(start),
            "planned_departure_at": wire_moment(start),
            "required_arrival_at": wire_moment(start + timedelta(hours=12)), "vehicle_type_req": "9.6m"}  # fmt: skip
        row = ledgers.create(self.db, Waybill, told, now=NOW - timedelta(hours=10))
        if i >= 20:
            return row
        who = {"driver_name": "王师傅", "driver_phone": "19900000001", "capacity_type": "spot", "plate_no": f"浙B{10000 + i}"}
        [row] = dispatch.assign(self.db, [row], who, now=start)
        return moves.act(self.db, Waybill, row, "depart", {}, now=start)

    def select(self, record: type[Record], *filters: Filter) -> list[Row]:
        """Records of the file."""
        return ledgers.select(self.db, record, Query(filters=filters))

    def front(self, kind: type[Any]) -> Any:
        """A tab in front, read and with the focus in its ledger: where an act begins, not counted."""
        tab = next(tab for tab in self.window.tabs if isinstance(tab, kind))
        self.window.activateWindow()
        self.window.ui.tabs.setCurrentWidget(tab)
        QTest.qWait(_SETTLE_MS)
        return tab

    def ledger(self, kind: type[Any], record: type[Record]) -> Any:
        """The ledger of a record in front, the cursor in its table."""
        pane = self.front(kind).choose(record)
        QTest.qWait(_SETTLE_MS)
        pane.table.setFocus()
        return pane


def new_case(world: World, hands: Hands) -> bool:
    _transit(world)
    hands.key("/")
    hands.text("10015")
    hands.key("Return")
    hands.key("X")
    dialog = QApplication.activeWindow()
    assert dialog is not None
    _tab_to(hands, _named(dialog, "description"))
    hands.text("送货延误六小时")
    hands.key("Ctrl+Return")
    [case] = world.select(Complaint)
    return "送货延误六小时" in case.values["description"] and case.values["waybill_id"] == world.waybills[15].id


def _tab_to(hands: Hands, box: QWidget) -> None:
    for _ in range(40):
        if QApplication.focusWidget() is box:
            return
        hands.key("Tab")
    raise AssertionError(f"Tab does not come to {box.objectName()}")


def dispatch_five(world: World, hands: Hands) -> bool:
    tab = world.front(DispatchTab)
    tab.show_page(tab.board)
    QTest.qWait(_SETTLE_MS)
    tab.board.ui.pool.setFocus()
    tab.board.ui.pool.setCurrentIndex(tab.board.pool.index(0))
    hands.key("Shift+Down", 4)
    hands.key("Return")
    dialog = QApplication.activeWindow()
    assert dialog is not None
    for name, words in (("plate_no", "浙B77777"), ("driver_name", "李师傅"), ("driver_phone", "19900000002")):
        _tab_to(hands, _named(dialog, name))
        hands.text(words)
    hands.key("Return")
    return len(world.select(Waybill, Filter("plate_no", "is", "浙B77777"))) == 5


def _named(top: QWidget, name: str) -> QWidget:
    found = top.findChild(QWidget, name)
    assert found is not None, name
    return found


def _transit(world: World) -> Any:
    tab = world.front(DispatchTab)
    tab.show_page(tab.transit)
    tab.transit.refresh()
    QTest.qWait(_SETTLE_MS)
    tab.transit.table.setFocus()
    tab.transit.table.selectRow(0)
    return tab.transit


def sign_ten(world: World, hands: Hands) -> bool:
    _transit(world)
    hands.key("Shift+Down", 9)
    hands.key("S")
    hands.text("李")
    hands.key("Return")
    signed = world.select(Waybill, Filter("status", "is", "signed"))
    return len(signed) == 10 and all(row.values["signed_by"] == "李" for row in signed)


def track_three(world: World, hands: Hands) -> bool:
    _transit(world)
    before = len(world.select(WaybillEvent))
    for _ in range(3):
        hands.key("Return")
        hands.text("芜湖服务区")
        hands.key("Return")
    told = [row.values.get("location") for row in world.select(WaybillEvent)]
    vehicles = {row.values["waybill_id"] for row in world.select(WaybillEvent) if row.values.get("location") == "芜湖服务区"}
    return len(told) == before + 3 and len(vehicles) == 3


def find_client(world: World, hands: Hands) -> bool:
    pane = world.ledger(ClientsTab, Client)
    hands.text("xsyy")
    return bool(pane.model.rowCount() == 1 and pane.card.row.values["short_name"] == "象山医药")


def paste_forty(world: World, hands: Hands) -> bool:
    lines = ["客户全称\t简称\t客户类型", *(f"宁波贴来{n:02}有限公司\t贴来{n:02}\t零担散客" for n in range(40))]
    QGuiApplication.clipboard().setText("\n".join(lines))
    pane = world.ledger(ClientsTab, Client)
    pane.ui.search.clear()
    pane.load()
    hands.key("Ctrl+V")
    hands.key("Return")
    return len(world.select(Client)) == len(_FIRMS) + 40


def answer(world: World, hands: Hands) -> bool:
    world.ledger(ClientsTab, Client)
    hands.key("Ctrl+K")
    hands.text("10015")
    hands.key("Ctrl+C")
    told = QGuiApplication.clipboard().text()
    hands.key("Escape")
    return "浙B10015" in told


#: In this order: each leaves the world as the next wants it.
ACTS: dict[str, Callable[[World, Hands], bool]] = {
    "track three vehicles": track_three,
    "sign ten": sign_ten,
    "dispatch five waybills": dispatch_five,
    "find a client by initials": find_client,
    "paste forty rows": paste_forty,
    "answer “where is my cargo?”": answer,
    "new case": new_case,
}


def done(place: Path) -> dict[str, tuple[bool, list[str]]]:
    """Do every act in the window; whether the file holds what it should, and what was pressed."""
    world, found = World(place), {}
    for name, act in ACTS.items():
        hands = Hands()
        found[name] = act(world, hands), hands.steps
    world.window.close()
    world.db.close()
    return found
