"""What is told while a record is typed: the client's SOP, credit and next contact, what it may be a duplicate of, what a case repeats."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from csdesk.domain.record import Record
from csdesk.domain.rows import Row
from csdesk.gui.desk import Desk
from csdesk.gui.ledger.advice import Advice
from csdesk.gui.ledger.case_hints import CaseHints
from csdesk.gui.ledger.credit import CreditNote
from csdesk.gui.ledger.form import FieldForm
from csdesk.gui.ledger.lookalikes import Lookalikes


class Notes(QObject):
    """Everything that watches the form of a card."""

    record_wanted = Signal(object)  # a `Named` to open instead

    def __init__(self, desk: Desk, record: type[Record], form: FieldForm) -> None:
        super().__init__(form)
        self.advice = Advice(desk, record, form)
        self.credit = CreditNote(desk, record, form)
        self.lookalikes = Lookalikes(desk, record, form)
        self.case_hints = CaseHints(desk, record, form)
        for watch in (self.lookalikes, self.case_hints):
            watch.record_wanted.connect(self.record_wanted)

    def start(self, row: Row | None) -> None:
        """Another record is on the form: that of `row`, or a new one."""
        self.lookalikes.start(row)
        self.case_hints.start(row)
        self.advice.start(row)
        self.credit.start(new=row is None)
