"""The company's numbers as they hold on a day (设置 › 政策参数)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from csdesk.domain.office import Policy
from csdesk.domain.policies import NUMBERS, numbers
from csdesk.domain.rows import Filter, Query
from csdesk.store import ledger
from csdesk.store.database import Database
from csdesk.store.lookup import Connection


def in_force(connection: Connection, on: date) -> dict[str, int]:
    """Every number that a policy may set, by key; of two policies the later one holds."""
    return numbers(dict(_told(connection, NUMBERS, on)))


def text(connection: Connection, key: str, on: date) -> str:
    """What a policy that is no number says on a day; empty where there is none."""
    return dict(_told(connection, [key], on)).get(key, "")


def _told(connection: Connection, keys: Iterable[str], on: date) -> Iterator[tuple[str, str]]:
    """(key, value) of these policies up to a day, the later ones last."""
    filters = (Filter("key", "in", list(keys)), Filter("valid_from", "le", on.isoformat()))
    rows = ledger.select(connection, Policy, Query(filters=filters))
    for row in sorted(rows, key=lambda row: (str(row.values.get("valid_from", "")), row.updated_at)):
        yield str(row.values["key"]), str(row.values.get("value", ""))


def on(db: Database, day: date) -> dict[str, int]:
    """The same of a file that is not being read yet."""
    with db.reading() as connection:
        return in_force(connection, day)
