"""What the form of a record tells beside what is typed: the client's SOP, the next contact, what the archive lacks."""

from __future__ import annotations

from PySide6.QtCore import QObject

from csdesk.domain.record import Record
from csdesk.domain.rows import Row
from csdesk.gui.desk import Desk
from csdesk.gui.ledger.form import FieldForm
from csdesk.gui.ledger.lacking import Lacking
from csdesk.gui.ledger.next_contact import NextContact
from csdesk.gui.ledger.sop_notes import SopNotes


class Advice(QObject):
    """Everything that watches one form and only tells."""

    def __init__(self, desk: Desk, record: type[Record], form: FieldForm) -> None:
        super().__init__(form)
        self._sop = SopNotes(desk, record, form)
        self._next = NextContact(desk, record, form)
        self._lacking = Lacking(record, form)

    def start(self, row: Row | None, client: str | None = None) -> None:
        """Another record is on the form; None for a new one. client: whose it is, where the form does not ask."""
        self._sop.start(new=row is None, client=client)
        self._next.start(new=row is None, client=client or "")
        self._lacking.show_row(row)
