"""派车计划: the day board, waybills, trips, and who drives them."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from csdesk.domain.record import Record
from csdesk.domain.rows import Row
from csdesk.domain.transport.fleet import Carrier, Driver, Vehicle
from csdesk.domain.transport.routes import Route
from csdesk.domain.transport.trips import Trip
from csdesk.domain.transport.waybills import Waybill
from csdesk.gui.board.page import BoardPage
from csdesk.gui.desk import Desk
from csdesk.gui.dialogs.assigning import AssignDialog
from csdesk.gui.ledger.pane import LedgerPane
from csdesk.gui.tabs.handling import Handling
from csdesk.gui.tabs.ledgers import LedgerTab
from csdesk.gui.tabs.proposing import Proposing
from csdesk.gui.transit.page import TransitPage


class DispatchTab(LedgerTab):
    """The day's transport: its board and its ledgers."""

    leads = ((BoardPage, "日看板"), (TransitPage, "在途跟踪"))
    ledgers = ((Waybill, "运单"), (Trip, "派车单"), (Route, "常用线路"), (Vehicle, "车辆"), (Driver, "司机"), (Carrier, "承运商"))
    shows = frozenset({"waybill", "trip", "trip_stop", "waybill_event", "route", "vehicle", "driver", "carrier", "client"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        board, transit = self.leading
        assert isinstance(board, BoardPage)
        assert isinstance(transit, TransitPage)
        self.board, self.transit = board, transit
        self.transit.opened.connect(self.show_record)
        self.handling = Handling(desk, self)
        self.handling.changed.connect(self.changed)
        self.handling.said.connect(self.said)
        self.handling.record_wanted.connect(self.record_wanted)
        self.transit.add_act("S", "签收…", self.handling.sign, writes=True)
        self.transit.add_act("X", "转案件…", self.handling.make_case, writes=True)
        self.proposing = Proposing(desk, board, self)
        self.proposing.changed.connect(self.changed)
        self.proposing.said.connect(self.said)
        self.board.print_wanted.connect(partial(self.print_own, Trip))
        self.board.opened.connect(self.show_record)
        self.board.hold_wanted.connect(self.handling.hold)
        self.board.dispatch_wanted.connect(self._ask_vehicle)

    def choose(self, record: type[Record]) -> LedgerPane:
        new = record not in self._panes
        pane = super().choose(record)
        if new and record is Waybill:
            self.handling.attach(pane)
        return pane

    def _ask_vehicle(self, waybills: list[Row], vehicle: Row | None) -> None:
        dialog = AssignDialog(self.desk, waybills, self.board.fleet, self)
        dialog.done_with.connect(self._dispatched)
        dialog.ask_for(vehicle)

    def _dispatched(self, _result: Any) -> None:
        self.changed.emit(Waybill.about.name)
        self.said.emit("已派车，Ctrl+Z 可撤销")
