"""派车计划: the day board, waybills, trips, and who drives them."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from csdesk.domain.fleet import Carrier, Driver, Vehicle
from csdesk.domain.rows import Row
from csdesk.domain.trips import Trip
from csdesk.domain.waybills import Waybill
from csdesk.gui.board.page import BoardPage
from csdesk.gui.desk import Desk
from csdesk.gui.dialogs.assigning import AssignDialog
from csdesk.gui.tabs.ledgers import LedgerTab


class DispatchTab(LedgerTab):
    """The day's transport: its board and its ledgers."""

    title = "派车计划"
    glyph = "truck"
    lead = (BoardPage, "日看板")
    ledgers = ((Waybill, "运单"), (Trip, "派车单"), (Vehicle, "车辆"), (Driver, "司机"), (Carrier, "承运商"))
    shows = frozenset({"waybill", "trip", "trip_stop", "vehicle", "driver", "carrier", "client"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        assert isinstance(self.page, BoardPage)
        self.board = self.page
        self.board.opened.connect(self.show_record)
        self.board.dispatch_wanted.connect(self._ask_vehicle)

    def _ask_vehicle(self, waybills: list[Row], vehicle: Row | None) -> None:
        dialog = AssignDialog(self.desk, waybills, self.board.fleet, self)
        dialog.done_with.connect(self._dispatched)
        dialog.ask_for(vehicle)

    def _dispatched(self, _result: Any) -> None:
        self.changed.emit(Waybill.about.name)
        self.said.emit("已派车，Ctrl+Z 可撤销")
