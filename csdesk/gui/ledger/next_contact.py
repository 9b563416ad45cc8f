"""On the form of a new follow-up: the day of the next contact, as the client's tier asks, until the person says otherwise."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from csdesk.domain.care.followups import NEWS, ClientLog
from csdesk.domain.cells import Wrong
from csdesk.domain.record import Record
from csdesk.gui.desk import Desk
from csdesk.gui.ledger.editors import LineEditor
from csdesk.gui.ledger.form import FieldForm
from csdesk.operations.clients import visits

_NEXT, _TYPE, _CLIENT = "next_on", "log_type", "client_id"


class NextContact(QObject):
    """Watches client and type; what the person typed himself is never touched."""

    def __init__(self, desk: Desk, record: type[Record], form: FieldForm) -> None:
        super().__init__(form)
        self._desk, self._form = desk, form
        self._watches, self._given = False, ""
        self._wanted, self._offered = "", ""
        if record is ClientLog:
            form.edited.connect(self.look)

    def start(self, *, new: bool, client: str = "") -> None:
        """Another record is on the form. client: whose it is, where the form does not ask."""
        self._watches, self._given = new, client
        self._wanted, self._offered = "", ""
        self._form.hint(_NEXT, "")

    def look(self) -> None:
        """Propose again, if another client or type was chosen."""
        if not self._watches:
            return
        type_ = self._value(_TYPE)
        client = (self._given or self._value(_CLIENT)) if type_ and type_ not in NEWS else ""
        if client != self._wanted:
            self._wanted = client
            if client:
                self._desk.tasks.read(partial(visits.proposed, self._desk.db, client, self._desk.now()), partial(self._offer, client))
            else:
                self._put("", "")

    def _value(self, name: str) -> str:
        try:
            value = self._form.value(name) if self._form.holds(name) else None
        except Wrong:
            return ""
        return value if isinstance(value, str) else ""

    def _offer(self, client: str, told: tuple[str, str]) -> None:
        if client == self._wanted:
            self._put(*told)

    def _put(self, day: str, why: str) -> None:
        box = self._form.box(_NEXT)
        if isinstance(box, LineEditor) and box.raw() == self._offered:
            box.put(day or None)
            self._offered = day
            self._form.hint(_NEXT, why)
