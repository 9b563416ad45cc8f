"""The records of csdesk, each declared once in the module of its noun. A new record is its class and its line here."""

from __future__ import annotations

from csdesk.domain.clients import Client, Contact
from csdesk.domain.complaints import Complaint, ComplaintEvent
from csdesk.domain.holds import Hold
from csdesk.domain.office import Holiday
from csdesk.domain.people import Branch, Staff
from csdesk.domain.record import Record, field_map

RECORDS: tuple[type[Record], ...] = (
    Branch,
    Staff,
    Client,
    Contact,
    Complaint,
    ComplaintEvent,
    Holiday,
    Hold,
)

RECORD_BY_NAME: dict[str, type[Record]] = {record.about.name: record for record in RECORDS}


def children_of(record: type[Record]) -> tuple[type[Record], ...]:
    """The records shown under one of these on its card."""
    return tuple(child for child in RECORDS if child.about.parent and field_map(child)[child.about.parent].of == record.about.name)


def keeps_private(tbl: str, name: str) -> bool:
    """Whether a field may not leave the branch upward. tbl: a record's name, known or not."""
    record = RECORD_BY_NAME.get(tbl)
    return record is not None and name in field_map(record) and field_map(record)[name].private
