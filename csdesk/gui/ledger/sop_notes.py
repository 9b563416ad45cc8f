"""Under the client of a new case, waybill, visit or follow-up: what its SOP says, in its version, with one click for 已阅."""

from __future__ import annotations

from functools import partial
from html import escape

from PySide6.QtCore import QObject

from csdesk.domain.care.followups import ClientLog
from csdesk.domain.care.visits import VisitPlan
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.record import Record
from csdesk.domain.transport.waybills import Waybill
from csdesk.gui.desk import Desk
from csdesk.gui.ledger.form import FieldForm, chosen
from csdesk.operations.clients import sops
from csdesk.operations.clients.sops import Notes

_SHOWN_FOR = (Complaint, Waybill, ClientLog, VisitPlan)
_CLIENT = "client_id"
_READ = "read"
#: So much of a section is shown; the whole stands in the SOP.
_LONG = 60


class SopNotes(QObject):
    """Watches the client that is being chosen on the form of a new record."""

    def __init__(self, desk: Desk, record: type[Record], form: FieldForm) -> None:
        super().__init__(form)
        self._desk, self._form = desk, form
        self._watches, self._shows = False, record in _SHOWN_FOR
        self._client: str | None = None
        self.notes: Notes | None = None
        if self._shows:
            form.edited.connect(self.look)
            form.hinted.connect(self._follow)

    def start(self, *, new: bool, client: str | None = None) -> None:
        """Another record is on the form: a new one, or one that is there already. client: whose it is, where the form does not ask."""
        self._watches, self._client = new and client is None, client
        self._show(client, None)
        if client is not None and self._shows:
            self._read(client)

    def look(self) -> None:
        """Read again, if another client was chosen."""
        client = chosen(self._form, _CLIENT) if self._watches else self._client
        if client != self._client:
            self._client = client
            if client is None:
                self._show(None, None)
            else:
                self._read(client)

    def _read(self, client: str) -> None:
        work = partial(sops.notes, self._desk.db, client, self._desk.now().date())
        self._desk.tasks.read(work, partial(self._show, client), key=(id(self), "notes"))

    def _show(self, client: str | None, notes: Notes | None) -> None:
        if client == self._client:
            self.notes, told = notes, _text(notes) if notes else ""
            if self._form.holds(_CLIENT):
                self._form.hint(_CLIENT, told)
            else:
                self._form.lead(told)

    def _follow(self, link: str) -> None:
        if link == _READ and self.notes is not None and self._client is not None:
            work = partial(sops.confirm, self._desk.db, self.notes.sop, now=self._desk.now())
            client = self._client
            self._desk.tasks.write(work, lambda _: self._read(client))


def _text(notes: Notes) -> str:
    mark = "已阅" if notes.read else f'<a href="{_READ}">已阅</a>'
    late = f"　应于 {notes.review_due} 前复核" if notes.review_due else ""
    lines = [f"<b>客户 SOP 第 {notes.version} 版</b>　{notes.since} 起{late}　{mark}"]
    lines += [escape("　".join(notes.terms))] if notes.terms else []
    lines += [f"{escape(heading)}：{escape(_short(text))}" for heading, text in notes.sections]
    return "<br>".join(lines)


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONG else f"{plain[:_LONG]}……"
