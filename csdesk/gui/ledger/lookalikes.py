"""While a client or a contact is typed: which client it resembles, under the field, with a way to open that one instead."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from csdesk.domain.care.clients import Client, Contact
from csdesk.domain.cells import Wrong
from csdesk.domain.record import Record, field_map
from csdesk.domain.rows import Row
from csdesk.gui.desk import Desk
from csdesk.gui.ledger.form import FieldForm
from csdesk.operations.clients import duplicates
from csdesk.operations.clients.duplicates import Lookalike
from csdesk.operations.desk import Named

#: What is looked at, by the record that is typed.
WATCHED = {Client: ("legal_name", "short_name", "uscc"), Contact: ("mobile", "phone")}
_SETTLE_MS = 250
_ANYWAY = "anyway"


class Lookalikes(QObject):
    """Watches a form; what is alike is only told, never forbidden."""

    record_wanted = Signal(object)  # a `Named`: the client that is already there

    def __init__(self, desk: Desk, record: type[Record], form: FieldForm) -> None:
        super().__init__(form)
        self._desk, self._record, self._form = desk, record, form
        self._row: Row | None = None
        self._link: dict[str, Any] = {}
        self._told: tuple[str | None, ...] = ()
        self.found: list[Lookalike] = []
        self._timer = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._timer.timeout.connect(self.look)
        if record in WATCHED:
            form.edited.connect(self._timer.start)
            form.hinted.connect(self._follow)

    def start(self, row: Row | None, **link: Any) -> None:
        """Another record is typed: the one of `row`, or a new one. link: values that it has besides the form's."""
        self._row, self._link = row, link
        self._told = self._typed()
        self._clear()

    def _typed(self) -> tuple[str | None, ...]:
        known, raws = field_map(self._record), self._form.raws()
        return tuple(_read(known[name].read, raws.get(name, "")) for name in WATCHED.get(self._record, ()))

    def look(self) -> None:
        """Look again, if what is watched was changed."""
        self._timer.stop()
        typed = self._typed()
        if typed != self._told:
            self._told = typed
            told = {name: value for name, value in zip(WATCHED[self._record], typed, strict=True) if value}
            work = partial(duplicates.lookalikes, self._desk.db, self._record, told | self._link, but=self._row.id if self._row else "")
            self._desk.tasks.read(work, partial(self._show, typed), key=(id(self), "look"))

    def _show(self, typed: tuple[str | None, ...], found: list[Lookalike]) -> None:
        if typed == self._told:
            self._clear()
            self.found = found
            for i, one in enumerate(found):
                rest = [f'{escape(o.title)}：{o.reason}　<a href="{n}">打开</a>' for n, o in enumerate(found) if o.field == one.field]
                if i == next(n for n, o in enumerate(found) if o.field == one.field):
                    self._form.hint(one.field, f"可能重复：{'<br>'.join(rest)}　<a href='{_ANYWAY}'>仍然新建</a>")

    def _clear(self) -> None:
        self.found = []
        for name in WATCHED.get(self._record, ()):
            self._form.hint(name, "")

    def _follow(self, link: str) -> None:
        if link == _ANYWAY:
            self._clear()
        elif link.isdigit() and int(link) < len(self.found):
            one = self.found[int(link)]
            self.record_wanted.emit(Named(one.id, one.title, record=Client.about.name, book=one.book))


def _read(read: Any, raw: str) -> str | None:
    try:
        value = read(raw)
    except Wrong:
        return None
    return value if isinstance(value, str) else None
