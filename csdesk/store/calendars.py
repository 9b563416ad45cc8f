"""The working calendar as this file knows it: what is shipped, overridden by its `holiday` records."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection

from csdesk.domain.calendar import SHIPPED, WorkCalendar
from csdesk.domain.office import Holiday
from csdesk.domain.record import Record, field_map
from csdesk.domain.records import RECORDS
from csdesk.store.columns import from_column
from csdesk.store.tables import table_of


def concerns(record: type[Record]) -> bool:
    """Whether writing this record may change the calendar."""
    return record is Holiday


def first(records: Iterable[type[Record]]) -> list[type[Record]]:
    """The records in an order in which the calendar is complete before anything is derived from it."""
    return sorted(records, key=lambda record: record is not Holiday)


def current(connection: Connection) -> WorkCalendar:
    """The shipped table with the days entered here on top."""
    days = connection.exec_driver_sql("SELECT day, worked FROM holiday WHERE deleted = 0 AND day IS NOT NULL ORDER BY updated_at, id").all()
    return SHIPPED.with_days({date.fromisoformat(day): bool(worked) for day, worked in days}) if days else SHIPPED


def refresh(connection: Connection) -> None:
    """Compute again what is derived from the calendar, in every table that has such columns."""
    calendar = current(connection)
    for record in RECORDS:
        if not (record.about.derive and record.about.by_calendar):
            continue
        known = field_map(record)
        automatic = [name for name, f in known.items() if f.auto]
        table = table_of(record)
        rows = connection.execute(table.select()).mappings().all()
        values = [(row["n"], {name: from_column(f, row[name]) for name, f in known.items() if row[name] is not None}) for row in rows]
        marks = ", ".join(f'"{name}"=?' for name in automatic)
        connection.exec_driver_sql(
            f'UPDATE "{record.about.name}" SET {marks} WHERE n=?',
            [(*(record.about.derive(told, calendar).get(name) for name in automatic), n) for n, told in values],
        ) if rows else None
