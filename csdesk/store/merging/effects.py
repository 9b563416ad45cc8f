"""What a merge does to what was shown before it: records made, altered and brought back, values that give way, how many there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection

from csdesk.domain.record import Record, title_of
from csdesk.store.columns import GONE, CacheRow, Key
from csdesk.store.merging.brought import Brought, brought

#: So many overwritten values are told; beyond them only their number.
TOLD = 200


@dataclass(frozen=True, slots=True)
class Overwritten:
    """A value that was shown and gave way to another; wire values."""

    tbl: str
    id: str
    title: str
    field: str
    old: Any
    new: Any


class Effects:
    """Looks on while rows are brought up to date.

    unsettled: a hold or a purge hid again what had been seen, so that `brought` must ask the log.
    """

    def __init__(self, connection: Connection, records: Iterable[type[Record]]) -> None:
        self._connection, self._records = connection, list(records)
        self._last = {r.about.name: self._number(f'SELECT max(n) FROM "{r.about.name}"') for r in self._records}
        self._before = self._counts()
        self._told: dict[tuple[str, str, str, str], Overwritten] = {}
        self._revived: dict[str, set[Key]] = {r.about.name: set() for r in self._records}
        #: One bit for each row that stood here before, set when it is touched: a million rows in 125 kB.
        self._touched = {name: bytearray(last // 8 + 1) for name, last in self._last.items()}
        self.overwrites = 0
        self.unsettled = False

    def saw(self, record: type[Record], fresh: Sequence[CacheRow], old: Mapping[Key, CacheRow]) -> None:
        """Rows of one table as they become, and as they were."""
        name = record.about.name
        last, touched = self._last.get(name, 0), self._touched.get(name, bytearray())
        for row in fresh:
            key = (row.book, row.id)
            was = old.get(key)
            if was is None or (n := was.n or 0) > last:
                continue
            touched[n >> 3] |= 1 << (n & 7)
            if was.deleted != row.deleted:
                (self._revived[name].discard if row.deleted else self._revived[name].add)(key)
            for field in sorted(was.values if row.wrote is None else row.wrote):
                if (before := was.values.get(field)) is not None and row.values.get(field) != before:
                    self._note(record, row, field, before)

    def _note(self, record: type[Record], row: CacheRow, field: str, before: Any) -> None:
        key = (record.about.name, row.book, row.id, field)
        earlier = self._told.get(key)
        self.overwrites += earlier is None
        if earlier is not None or len(self._told) < TOLD:
            old = earlier.old if earlier else before
            self._told[key] = Overwritten(key[0], row.id, title_of(record, row.values), field, old, row.values.get(field))

    def brought(self, pack: str) -> dict[str, Brought]:
        """Records created, updated, deleted and revived, by table. pack: the number of the file that was just applied."""
        found = brought(self._connection, pack, self._records) if self.unsettled else dict(self._seen())
        revived = {name: len(keys) for name, keys in self._revived.items()}
        return {name: replace(many, revived=revived[name]) for name, many in found.items()}

    def _seen(self) -> Iterator[tuple[str, Brought]]:
        """What `saw` was told of, as it stands now."""
        for name, touched in self._touched.items():
            last = self._last[name]
            created = self._number(f'SELECT count(*) FROM "{name}" WHERE n > {last} AND deleted = 0')
            gone = self._connection.exec_driver_sql(f'SELECT n FROM "{name}" WHERE deleted = {GONE} AND n <= {last}').scalars()
            deleted = sum(touched[n >> 3] >> (n & 7) & 1 for n in gone) if any(touched) else 0
            updated = int.from_bytes(touched).bit_count() - deleted
            if created or updated or deleted:
                yield name, Brought(created, updated, deleted)

    @property
    def overwritten(self) -> tuple[Overwritten, ...]:
        """The first of the values that gave way."""
        return tuple(self._told.values())

    def totals(self) -> dict[str, tuple[int, int]]:
        """Records that are not deleted, before and now, by table."""
        now = self._counts()
        return {name: (before, now[name]) for name, before in self._before.items()}

    def _counts(self) -> dict[str, int]:
        return {r.about.name: self._number(f'SELECT count(*) FROM "{r.about.name}" WHERE deleted = 0') for r in self._records}

    def _number(self, text: str) -> int:
        return int(self._connection.exec_driver_sql(text).scalar() or 0)
