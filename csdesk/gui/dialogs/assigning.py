"""Giving waybills a vehicle: one of the fleet, which fills in the rest, or any plate, typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any, cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QLabel, QWidget

from csdesk.domain.cells import Wrong
from csdesk.domain.record import field_map
from csdesk.domain.rows import Row
from csdesk.domain.transport.fleet import CapacityType
from csdesk.domain.transport.trips import Trip
from csdesk.gui.desk import Desk
from csdesk.gui.ledger.editors import Editor
from csdesk.gui.ledger.record_dialog import RecordDialog
from csdesk.gui.telling import tell
from csdesk.operations.transport import assigning, dispatch

_OWN = ("plate_no", "trailer_plate_no", "vehicle_type", "driver_name", "driver_phone", "carrier_id", "capacity_type")
_SETTLE_MS = 200
_TIMES = ("planned_departure_at", "planned_arrival_at")
_HIRED_HELP = "外协车：填承运商、车牌和司机。时间空着时取运单的时间。"
_HELP = "从车辆台账选一辆，其余自动带出；临时车不选车辆，直接填车牌和司机。时间空着时取运单的时间。"


class AssignDialog(RecordDialog):
    """Asks who drives some waybills; writes one change set. carrier: a vehicle from outside, whose carrier must be told."""

    def __init__(self, desk: Desk, waybills: Sequence[Row], fleet: Sequence[Row], parent: QWidget, *, carrier: bool = False) -> None:
        known = field_map(Trip)
        asked = _OWN if carrier else ("vehicle_id", *_OWN)
        fields = [replace(known[name], section="", required=known[name].required or (carrier and name == "carrier_id")) for name in asked]
        fields += [replace(known[name], section="", required=False) for name in _TIMES]
        super().__init__(
            desk, Trip, fields, self._send, parent, title=f"派车（{len(waybills)} 票）", help=_HIRED_HELP if carrier else _HELP, acting=True
        )
        self._waybills, self._fleet = list(waybills), {row.id: row for row in fleet}
        self._known: dict[str, Any] = {}  # what the chosen vehicle says
        self._vehicle = ""
        self.on_trip = QCheckBox("开派车单，几票同车")
        self.on_trip.setChecked(True)
        self.on_trip.setToolTip("不勾选时只给运单派车，不另开派车单")
        self.on_trip.toggled.connect(self._with_times)
        self.ui.form_place_layout.addWidget(self.on_trip)
        self.form.edited.connect(self._look_up)
        self.warned = QLabel()
        self.warned.setWordWrap(True)
        tell(self.warned, "")
        self.ui.layout.insertWidget(self.ui.layout.indexOf(self.ui.told), self.warned)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self.warn)
        self.form.edited.connect(self._settle.start)

    def ask_for(self, vehicle: Row | None, told: Mapping[str, Any] | None = None) -> None:
        """Open, with a vehicle of the fleet when one is known already. told: what else is known of the trip."""
        kind = self._waybills[0].values.get("vehicle_type_req")
        self.ask({"vehicle_type": kind, "capacity_type": CapacityType.SPOT.value, **(told or {})}, {})
        self.resize(self.width(), self.height() + 2 * self.on_trip.sizeHint().height())
        self.form.focus("vehicle_id")
        if vehicle is not None:
            self._editor("vehicle_id").put(vehicle.id, str(vehicle.values.get("plate_no", "")))
            self._look_up()
            self.form.focus("driver_name")

    def _editor(self, name: str) -> Editor:
        return cast(Editor, self.form.box(name))

    def _with_times(self, on: bool) -> None:
        for name in _TIMES:
            self.form.box(name).setEnabled(on)

    def _look_up(self) -> None:
        """When another vehicle was chosen, fetch what is known of it."""
        try:
            chosen = (self._editor("vehicle_id").value() or "") if self._fleet else ""
        except Wrong:
            return
        if chosen != self._vehicle:
            self._vehicle, self._known = chosen, {}
            if row := self._fleet.get(chosen):
                self._desk.tasks.read(partial(dispatch.assignment_of, self._desk.db, row), partial(self._fill, row))

    def _fill(self, vehicle: Row, known: dict[str, Any]) -> None:
        self._known = known
        for name in _OWN:
            self._editor(name).put(known.get(name), vehicle.titles.get(name, ""))
        self.warn()

    def warn(self) -> None:
        """Look what speaks against this vehicle; it is told, and not forbidden."""
        told = {}
        for name in (*_OWN, *_TIMES):
            with suppress(Wrong):
                told[name] = self._editor(name).value()
        values = {**self._known, **{name: value for name, value in told.items() if value is not None}}
        work = partial(assigning.warnings, self._desk.db, self._waybills, values)
        self._desk.tasks.read(work, self._warn, key=(id(self), "warnings"))

    def _warn(self, sentences: list[str]) -> None:
        tell(self.warned, "\n".join(f"△ {sentence}" for sentence in sentences), wrong=True)

    def _send(self, told: dict[str, Any], done: Callable[[Any], None], failed: Callable[[BaseException], None]) -> None:
        on_trip = self.on_trip.isChecked()
        values = {**self._known, **told} if told.get("plate_no") == self._known.get("plate_no") else told
        act: Callable[..., Any] = dispatch.plan_trip if on_trip else dispatch.assign
        self._desk.tasks.write(partial(act, self._desk.db, self._waybills, values, now=self._desk.now()), done, failed)
