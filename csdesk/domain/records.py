"""The records of csdesk, each declared once in the module of its noun. A new record is its class and its line here."""

from __future__ import annotations

from csdesk.domain.casework import CaseReport, ComplaintProgress, ComplaintWaybill
from csdesk.domain.clients import Client, Contact
from csdesk.domain.complaints import Complaint, ComplaintEvent
from csdesk.domain.fleet import Carrier, Driver, Vehicle
from csdesk.domain.office import Holiday
from csdesk.domain.people import Branch, Staff
from csdesk.domain.record import Record, field_map
from csdesk.domain.trips import Trip, TripEvent, TripStop
from csdesk.domain.waybills import Waybill, WaybillEvent

RECORDS: tuple[type[Record], ...] = (
    Branch,
    Staff,
    Client,
    Contact,
    Complaint,
    ComplaintEvent,
    ComplaintProgress,
    ComplaintWaybill,
    CaseReport,
    Carrier,
    Vehicle,
    Driver,
    Waybill,
    WaybillEvent,
    Trip,
    TripStop,
    TripEvent,
    Holiday,
)

RECORD_BY_NAME: dict[str, type[Record]] = {record.about.name: record for record in RECORDS}


def children_of(record: type[Record]) -> tuple[type[Record], ...]:
    """The records shown under one of these on its card."""
    return tuple(child for child in RECORDS if child.about.parent and field_map(child)[child.about.parent].of == record.about.name)
