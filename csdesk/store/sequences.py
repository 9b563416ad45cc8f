"""The events of records with states, read in the order in which figures replay them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from sqlalchemy import Connection

from csdesk.domain.record import title_of
from csdesk.domain.states import Happened, Life


def lives(connection: Connection, life: Life) -> Iterator[tuple[str, str | None, list[Happened]]]:
    """Each living record that has events: what a person calls it, its state, and its events by (time, stamp, id)."""
    assert life.trace is not None
    event, record = life.trace.event.about, life.record.about
    at = ", ".join(f'e."{name}"' for name in (*life.trace.when, life.trace.when[-1]))  # coalesce wants two
    shown = ", ".join(f'r."{name}"' for name in record.title)
    rows = connection.exec_driver_sql(
        f'SELECT r.id, r.book, r."{life.machine.status}", coalesce({at}) AS happened,'
        f" e.created_at, e.id, e.from_status, e.to_status, {shown}"
        f' FROM "{event.name}" e JOIN "{record.name}" r ON r.id = e."{event.parent}" AND r.book = e.book'
        f" WHERE e.deleted = 0 AND r.deleted = 0 ORDER BY r.id, r.book, happened NULLS FIRST, e.created_at, e.id"
    )
    for (_, _, state), group in groupby(rows, key=lambda row: (row[0], row[1], row[2])):
        found = list(group)
        title = title_of(life.record, dict(zip(record.title, found[0][8:], strict=True)))
        yield title, state, [Happened(at or "", stamp, id_, to, before) for _, _, _, at, stamp, id_, before, to, *_ in found]
