"""While a case is typed: what it repeats, whether it is there already, and how grave it is by rule."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from csdesk.domain.cases.case_choices import SUBTYPES, CaseType, Severity
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.cases.severity import Cause
from csdesk.domain.cells import Wrong
from csdesk.domain.record import Record, title_of
from csdesk.domain.rows import Row
from csdesk.gui.desk import Desk
from csdesk.gui.ledger.form import FieldForm
from csdesk.operations.cases import repeats
from csdesk.operations.cases.repeats import Earlier
from csdesk.operations.desk import Named

_WATCHED = ("client_id", "type", "subtype", "waybill_id", "received_at", "severity", "claimed_amount")
_SETTLE_MS = 250
_SHOWN = 3
_OPEN, _LINK, _GRAVER = "case:", "link:", "severity:"


class CaseHints(QObject):
    """Watches the form of a case."""

    record_wanted = Signal(object)  # a `Named`: an earlier case

    def __init__(self, desk: Desk, record: type[Record], form: FieldForm) -> None:
        super().__init__(form)
        self._desk, self._form = desk, form
        self._row: Row | None = None
        self._told: dict[str, Any] = {}
        self.found: Earlier | None = None
        self._timer = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._timer.timeout.connect(self.look)
        if record is Complaint:
            form.edited.connect(self._timer.start)
            form.hinted.connect(self._follow)

    def start(self, row: Row | None) -> None:
        """Another case is on the form: that of `row`, or a new one."""
        self._row, self._told, self.found = row, {}, None
        for name in ("type", "subtype", "waybill_id", "severity"):
            self._form.hint(name, "")

    def look(self) -> None:
        """Look again, if something that matters was changed."""
        told = self._typed()
        if told == self._told:
            return
        self._told = told
        self._form.hint("subtype", _subtypes(told.get("type")) if not told.get("subtype") else "")
        if told.get("client_id"):
            work = partial(repeats.earlier, self._desk.db, told, now=self._desk.now(), but=self._row.id if self._row else "")
            self._desk.tasks.read(work, partial(self._show, told), key=(id(self), "look"))

    def _typed(self) -> dict[str, Any]:
        found = {}
        for name in _WATCHED:
            try:
                found[name] = self._form.value(name)
            except Wrong:
                found[name] = None
        return found

    def _show(self, told: dict[str, Any], found: Earlier) -> None:
        if told != self._told:
            return
        self.found = found
        many = f"{found.days} 天内同类第 {len(found.alike) + 1} 件："
        self._form.hint("type", many + _cases(found.alike) if found.alike and told.get("type") else "")
        self._form.hint("waybill_id", f"这票货已有未结案件：{_cases(found.same)}" if found.same else "")
        self._form.hint("severity", _graver(found.cause) if found.cause else "")

    def _follow(self, link: str) -> None:
        if link.startswith(_GRAVER):
            self._form.fill("severity", Severity(link.removeprefix(_GRAVER)).value)
        row = next((r for r in (*self.found.same, *self.found.alike) if link in (_OPEN + r.id, _LINK + r.id)), None) if self.found else None
        if row is None:
            return
        title = title_of(Complaint, row.values)
        if link.startswith(_LINK):
            self._form.fill("linked_case_id", row.id, title)
        else:
            self.record_wanted.emit(Named(row.id, title, record=Complaint.about.name, book=row.book))


def _cases(rows: tuple[Row, ...]) -> str:
    shown = [f'{_name(row)} <a href="{_OPEN}{row.id}">打开</a> <a href="{_LINK}{row.id}">关联</a>' for row in rows[:_SHOWN]]
    return "<br>" * (len(shown) > 1) + "<br>".join([*shown, *([f"等 {len(rows)} 件"] if len(rows) > _SHOWN else [])])


def _name(row: Row) -> str:
    return escape(title_of(Complaint, row.values))


def _graver(cause: Cause) -> str:
    label = cause.severity.label
    return f'按规定至少为{label}（{cause.reason}），保存时自动改　<a href="{_GRAVER}{cause.severity}">现在改</a>'


def _subtypes(type: str | None) -> str:
    known = SUBTYPES.get(CaseType(type)) if type in CaseType.labels() else None
    return f"可填：{'、'.join(known)}" if known else ""
