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


class Dated:
    """Answers for many days one after the other; the policies are read once."""

    def __init__(self, connection: Connection) -> None:
        self._told = list(_told(connection, NUMBERS))
        self._known: dict[str, dict[str, int]] = {}

    def on(self, day: str) -> dict[str, int]:
        """Every number that a policy may set, by key, as it holds on a day (wire); of two policies the later one holds."""
        since = max((start for start, _, _ in self._told if start <= day), default="")
        if since not in self._known:
            self._known[since] = numbers({key: value for start, key, value in self._told if start <= day})
        return self._known[since]


def in_force(connection: Connection, on: date) -> dict[str, int]:
    """Every number that a policy may set, by key; of two policies the later one holds."""
    return Dated(connection).on(on.isoformat())


def texts(connection: Connection, key: str, on: date) -> list[str]:
    """What the policies of one key say that hold on a day, the latest first: who cannot read one takes the one before."""
    return [value for start, _, value in _told(connection, [key]) if start <= on.isoformat()][::-1]


def text(connection: Connection, key: str, on: date) -> str:
    """What a policy that is no number says on a day; empty where there is none."""
    return next(iter(texts(connection, key, on)), "")


def _told(connection: Connection, keys: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """(from which day, key, value) of these policies, the later ones last."""
    rows = ledger.select(connection, Policy, Query(filters=(Filter("key", "in", list(keys)),)))
    for row in sorted(rows, key=lambda row: (str(row.values.get("valid_from", "")), row.updated_at)):
        yield str(row.values.get("valid_from", "")), str(row.values["key"]), str(row.values.get("value", ""))


def on(db: Database, day: date) -> dict[str, int]:
    """The same of a file that is not being read yet."""
    with db.reading() as connection:
        return in_force(connection, day)
