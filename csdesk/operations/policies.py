"""The company's numbers as they hold on a day (设置 › 政策参数)."""

from __future__ import annotations

from datetime import date

from csdesk.domain.office import Policy
from csdesk.domain.policies import NUMBERS, numbers
from csdesk.domain.rows import Filter, Query
from csdesk.store import ledger
from csdesk.store.database import Database
from csdesk.store.lookup import Connection


def in_force(connection: Connection, on: date) -> dict[str, int]:
    """Every number that a policy may set, by key; of two policies the later one holds."""
    rows = ledger.select(
        connection, Policy, Query(filters=(Filter("key", "in", list(NUMBERS)), Filter("valid_from", "le", on.isoformat())))
    )
    rows.sort(key=lambda row: (str(row.values.get("valid_from", "")), row.updated_at))
    return numbers({str(row.values["key"]): str(row.values.get("value", "")) for row in rows})


def on(db: Database, day: date) -> dict[str, int]:
    """The same of a file that is not being read yet."""
    with db.reading() as connection:
        return in_force(connection, day)
