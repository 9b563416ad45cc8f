"""What is written of a client from anywhere: a follow-up with what is known already, and a case of what was said at one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from csdesk.domain.care.followups import ClientLog
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.checking import offered
from csdesk.domain.record import Record, field_map
from csdesk.domain.rows import Row
from csdesk.gui.desk import Desk
from csdesk.gui.ledger.advice import Advice
from csdesk.gui.ledger.record_dialog import RecordDialog
from csdesk.operations import ledgers
from csdesk.operations.clients import followups
from csdesk.operations.clients.followups import Begun

_ASKED = ("type", "severity", "case_kind", "waybill_id", "description", "demand", "channel", "contact_id", "received_at")
_HELP = "客户、联系人、内容和时间已带入；保存后案件与这条跟踪互相可查。"
_LOGGED = (
    "log_type", "content", "next_on", "contact_id", "channel", "occurred_at", "sentiment", "risk", "tags", "purpose",
    "follow_up", "follow_up_by", "follow_up_due",
)  # fmt: skip


def _begun(desk: Desk, record: type[Record]) -> dict[str, Any]:
    return offered(record, name=desk.db.site.name, staff=desk.me, now=desk.now())


class FollowupDialog(RecordDialog):
    """A new follow-up of one client; of a planned visit it says what came of it."""

    def __init__(self, desk: Desk, begun: Begun, parent: QWidget) -> None:
        known = field_map(ClientLog)
        fields = [replace(known[name], section="") for name in _LOGGED]
        super().__init__(desk, ClientLog, fields, self._send, parent, title=f"登记跟踪　{begun.title}")
        self._values = {**_begun(desk, ClientLog), **begun.values}
        self.ask(self._values, begun.titles)
        advice = Advice(desk, ClientLog, self.form)
        advice.start(None, client=str(begun.values["client_id"]))
        if begun.values.get("log_type"):
            self.form.edited.emit()  # what is known already has its next day
            self.form.focus("content")

    def _send(self, told: dict[str, Any], done: Callable[[Any], None], failed: Callable[[BaseException], None]) -> None:
        work = partial(ledgers.create, self._desk.db, ClientLog, {**self._values, **told}, now=self._desk.now())
        self._desk.tasks.write(work, done, failed)


class FollowupCaseDialog(RecordDialog):
    """Asks what a case needs besides what the follow-up says."""

    def __init__(self, desk: Desk, log: Row, parent: QWidget) -> None:
        known = field_map(Complaint)
        fields = [replace(known[name], section="") for name in _ASKED]
        super().__init__(desk, Complaint, fields, self._send, parent, title="转投诉案件", help=_HELP)
        self._log, self._values = log, {**_begun(desk, Complaint), **followups.case_offered(log)}
        self.ask(self._values, log.titles)
        Advice(desk, Complaint, self.form).start(None, client=str(log.values["client_id"]))

    def _send(self, told: dict[str, Any], done: Callable[[Any], None], failed: Callable[[BaseException], None]) -> None:
        work = partial(followups.open_case, self._desk.db, self._log, {**self._values, **told}, now=self._desk.now())
        self._desk.tasks.write(work, done, failed)
