"""Over the form of a client: what its archive lacks, each with one click or key to the field."""

from __future__ import annotations

from PySide6.QtCore import QObject

from csdesk.domain.care.clients import Client, missing
from csdesk.domain.kinds import KINDS
from csdesk.domain.record import Record, field_map
from csdesk.domain.rows import Row
from csdesk.gui.ledger.form import FieldForm

_LACKS = "lacks:"


class Lacking(QObject):
    """Names the empty fields of the client on the card."""

    def __init__(self, record: type[Record], form: FieldForm) -> None:
        super().__init__(form)
        self._form, self._is_client = form, record is Client
        if self._is_client:
            form.hinted.connect(self._follow)

    def show_row(self, row: Row | None) -> None:
        """Another client is on the form; None for a new one."""
        if self._is_client:
            self._form.lead(_text(row) if row is not None and not row.deleted else "")

    def _follow(self, link: str) -> None:
        if link.startswith(_LACKS):
            self._form.focus(link.removeprefix(_LACKS))


def _text(row: Row) -> str:
    known, share = field_map(Client), row.values.get("completeness")
    lacks = [f'<a href="{_LACKS}{name}">{known[name].label}</a>' for name in missing(row.values)]
    return f"档案完整率 {KINDS['rate'].show(share)}　还缺：{'、'.join(lacks)}" if lacks and share is not None else ""
