"""The window and the file in which csdesk's daily acts are counted, and the hands that press its keys."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from csdesk.domain.care.clients import Client, Contact
from csdesk.domain.cases.casework import ComplaintProgress
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.moments import SHANGHAI, wire_moment
from csdesk.domain.money.charges import ChargeLine
from csdesk.domain.record import Record
from csdesk.domain.rows import Filter, Query, Row
from csdesk.domain.transport.fleet import Driver, Vehicle
from csdesk.domain.transport.trips import Trip
from csdesk.domain.transport.waybills import Waybill
from csdesk.gui.desk import Desk
from csdesk.gui.tabs import TABS
from csdesk.gui.tasks import InlineTasks
from csdesk.gui.theme import Look
from csdesk.gui.window import MainWindow
from csdesk.operations import desk as desk_operations
from csdesk.operations import files, ledgers, moves
from csdesk.operations.transport import dispatch
from csdesk.settings import Settings

NOW = datetime(2026, 6, 12, 10, 5, tzinfo=SHANGHAI)
SETTLE_MS = 250
FIRMS = ("示例家电", "海曙食品", "北仑汽配", "镇海化工", "江北服饰", "余姚电子", "慈溪日化", "奉化建材", "象山医药", "宁海机械")
#: The plate of the fleet's vehicle, and the end of the number of the case in hand.
PLATE, CASE = "浙B20011", "0001"
_CITIES = ("合肥", "上海", "杭州", "苏州")


class Hands:
    """Presses keys and types; counts a key or a chord as one, and a text as one."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self.steps: list[str] = []

    @property
    def _focus(self) -> QWidget:
        found = QApplication.activePopupWidget() or QApplication.focusWidget()
        if found is None:  # a dialog has gone: a window manager gives the focus back, offscreen nobody does
            (QApplication.activeModalWidget() or self._window).activateWindow()
            QTest.qWait(SETTLE_MS)
            found = QApplication.focusWidget()
        assert found is not None, "nothing has the focus"
        return found

    def key(self, name: str, times: int = 1) -> None:
        """Press a key or a chord, as Qt writes it."""
        chord = QKeySequence(name)[0]  # type: ignore[index]
        for _ in range(times):
            QTest.keyClick(self._focus, chord.key(), chord.keyboardModifiers())
            self.steps.append(name)
        QTest.qWait(SETTLE_MS)

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
        QTest.qWait(SETTLE_MS)


class World:
    """An open window over a file: ten clients with whom to speak to and something overdue, forty waybills, a vehicle, a case in hand."""

    def __init__(self, place: Path) -> None:
        qt = QApplication.instance() or QApplication([])
        assert isinstance(qt, QApplication)
        self.db = files.new_file(place / "desk.csdb", name="张三", role="specialist", branch="NB")
        self.clients = [self._client(name) for name in FIRMS]
        self.waybills = [self._waybill(i) for i in range(40)]
        self.case = self._case()
        self._vehicle()
        settings = Settings(place / "settings.json")
        settings.set(f"print/{Trip.about.name}", "派车单")  # the preview opens with what was printed last
        look = Look(qt, settings)
        self.window = MainWindow(look)
        self.window.resize(1366, 768)
        self.window.show()
        self.desk = Desk(self.db, InlineTasks(self.window), settings, look, lambda: NOW, desk_operations.me(self.db))
        self.window.show_desk(self.desk, TABS)
        self.window.activateWindow()
        QTest.qWait(SETTLE_MS)

    def _client(self, name: str) -> Row:
        told = {"short_name": name, "legal_name": f"宁波{name}有限公司", "client_type": "spot"}
        client = ledgers.create(self.db, Client, told, now=NOW)
        ledgers.create(
            self.db, Contact, {"client_id": client.id, "name": f"王{name[-1]}", "role": "logistics", "mobile": "19900000003"}, now=NOW
        )
        debt = {"client_id": client.id, "biz_date": "2026-04-05", "amount_incl_tax": 120_00, "due_date": "2026-05-31"}
        ledgers.create(self.db, ChargeLine, debt, now=NOW)
        return client

    def _case(self) -> Row:
        """One in hand: accepted, with an entry of what was done so far."""
        told = {
            "owner_id": desk_operations.me(self.db),
            "client_id": self.clients[2].id,
            "type": "attitude",
            "description": "司机态度差",
            "received_at": wire_moment(NOW),
        }
        case = ledgers.create(self.db, Complaint, {**told, "registered_at": wire_moment(NOW)}, now=NOW)
        for step in ("accept", "investigate"):
            case = moves.act(self.db, Complaint, case, step, {}, now=NOW)
        ledgers.create(self.db, ComplaintProgress, {"complaint_id": case.id, "at": wire_moment(NOW), "text": "已与司机核实"}, now=NOW)
        return ledgers.get(self.db, Complaint, case.book, case.id)

    def _vehicle(self) -> None:
        """One of the fleet, with its usual driver."""
        driver = ledgers.create(self.db, Driver, {"name": "李师傅", "mobile": "19900000002"}, now=NOW)
        told = {"plate_no": PLATE, "vehicle_type": "9.6m", "capacity_type": "own", "driver_id": driver.id}
        ledgers.create(self.db, Vehicle, told, now=NOW)

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
        QTest.qWait(SETTLE_MS)
        return tab

    def ledger(self, kind: type[Any], record: type[Record]) -> Any:
        """The ledger of a record in front, the cursor in its table."""
        pane = self.front(kind).choose(record)
        pane.ui.search.clear()
        pane.load()
        QTest.qWait(SETTLE_MS)
        pane.table.setFocus()
        return pane
