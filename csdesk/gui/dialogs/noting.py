"""Noting a task from wherever one is: what, until when, for whom; the record in front is what it is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.checking import offered
from csdesk.domain.record import field_map
from csdesk.domain.records import RECORD_BY_NAME
from csdesk.domain.tasks import Task, TaskSource
from csdesk.gui.desk import Desk
from csdesk.gui.ledger.record_dialog import RecordDialog
from csdesk.operations import ledgers
from csdesk.operations.desk import Named

_ASKED = ("title", "due", "remind_at", "notes")
_FOR_OTHERS = ("title", "owner_id", "due", "remind_at", "notes")


class TaskDialog(RecordDialog):
    """Asks what a task needs besides what it is about."""

    def __init__(self, desk: Desk, about: Named | None, parent: QWidget, *, title: str = "") -> None:
        known = field_map(Task)
        asked = _ASKED if desk.db.site.role == "specialist" else _FOR_OTHERS
        fields = [replace(known[name], section="") for name in asked]
        super().__init__(desk, Task, fields, self._send, parent, title="记待办", help=_said(about))
        self._link = _link(about)
        now = desk.now()
        self._values = {**offered(Task, name=desk.db.site.name, staff=desk.me, now=now), **({"title": title} if title else {})}
        self.ask(self._values, {"owner_id": desk.db.site.name} if desk.me else {})

    def _send(self, told: dict[str, Any], done: Callable[[Any], None], failed: Callable[[BaseException], None]) -> None:
        values = {**self._values, **told, **self._link, "source": self._source(told).value}
        self._desk.tasks.write(partial(ledgers.create, self._desk.db, Task, values, now=self._desk.now()), done, failed)

    def _source(self, told: dict[str, Any]) -> TaskSource:
        if told.get("owner_id") not in (None, self._desk.me):
            return TaskSource.SUPERIOR
        return TaskSource.COMPLAINT if self._link.get("about_table") == Complaint.about.name else TaskSource.AD_HOC


def _said(about: Named | None) -> str:
    return f"关于：{RECORD_BY_NAME[about.record].about.label} {about.title}" if about else ""


def _link(about: Named | None) -> dict[str, str]:
    if about is None:
        return {}
    return {"about_title": about.title[:80], "about_table": about.record, "about_id": about.id, "about_book": about.book}
