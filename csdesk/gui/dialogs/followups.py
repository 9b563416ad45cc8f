"""Making a case of what a client said at a follow-up: who and what stand in the form already."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from csdesk.domain.checking import offered
from csdesk.domain.complaints import Complaint
from csdesk.domain.record import field_map
from csdesk.domain.rows import Row
from csdesk.gui.desk import Desk
from csdesk.gui.ledger.record_dialog import RecordDialog
from csdesk.operations import followups

_ASKED = ("type", "severity", "case_kind", "waybill_id", "description", "demand", "channel", "contact_id", "received_at")
_HELP = "客户、联系人、内容和时间已带入；保存后案件与这条跟踪互相可查。"


class FollowupCaseDialog(RecordDialog):
    """Asks what a case needs besides what the follow-up says."""

    def __init__(self, desk: Desk, log: Row, parent: QWidget) -> None:
        known = field_map(Complaint)
        fields = [replace(known[name], section="") for name in _ASKED]
        super().__init__(desk, Complaint, fields, self._send, parent, title="转投诉案件", help=_HELP)
        begun = offered(Complaint, name=desk.db.site.name, staff=desk.me, now=desk.now())
        self._log, self._values = log, {**begun, **followups.case_offered(log)}
        self.ask(self._values, log.titles)

    def _send(self, told: dict[str, Any], done: Callable[[Any], None], failed: Callable[[BaseException], None]) -> None:
        work = partial(followups.open_case, self._desk.db, self._log, {**self._values, **told}, now=self._desk.now())
        self._desk.tasks.write(work, done, failed)
