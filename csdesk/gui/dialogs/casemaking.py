"""Making a case of what went wrong with a shipment: everything known of it stands in the form already."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.record import field_map
from csdesk.domain.rows import Row
from csdesk.gui.desk import Desk
from csdesk.gui.ledger.advice import Advice
from csdesk.gui.ledger.record_dialog import RecordDialog
from csdesk.operations.cases import casemaking

_ASKED = ("type", "severity", "case_kind", "description", "demand", "claimed_amount", "channel", "contact_id", "subtype", "received_at")
_HELP = "客户、运单、车辆、司机、货物和时间已带入；保存后案件与运单互相可查。"


class CaseDialog(RecordDialog):
    """Asks what a case needs besides what the waybills say."""

    def __init__(self, desk: Desk, waybills: Sequence[Row], values: dict[str, Any], parent: QWidget) -> None:
        known = field_map(Complaint)
        fields = [replace(known[name], section="") for name in _ASKED]
        many = f"（{len(waybills)} 票）" if len(waybills) > 1 else ""
        super().__init__(desk, Complaint, fields, self._send, parent, title=f"转投诉案件{many}", help=_HELP)
        self._waybills, self._values = list(waybills), values
        self.ask({**values, "description": f"\n{values['description']}"}, {})  # what the client said comes first
        self.form.focus("description")
        Advice(desk, Complaint, self.form).start(None, client=str(values["client_id"]))

    def _send(self, told: dict[str, Any], done: Callable[[Any], None], failed: Callable[[BaseException], None]) -> None:
        values = {**self._values, **told}
        work = partial(casemaking.open_case, self._desk.db, self._waybills, values, now=self._desk.now())
        self._desk.tasks.write(work, done, failed)
