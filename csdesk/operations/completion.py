"""What a new record gets by itself: declared defaults, its owner, its automatic numbers, what the client's SOP promises."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from csdesk.domain.checking import with_defaults
from csdesk.domain.complaints import Complaint
from csdesk.domain.people import Staff
from csdesk.domain.record import Field, Record, Values, fields_of
from csdesk.operations.promises import Promises
from csdesk.operations.repeats import Counting
from csdesk.store import ledger
from csdesk.store.database import Site
from csdesk.store.lookup import Connection

Mark = dict[tuple[str, str], str]


class Completion:
    """Completes new records one after the other; numbers given out here are never given out twice.

    taken: numbers that stand in the same workbook and so are not free.
    """

    def __init__(self, connection: Connection, site: Site, now: datetime, taken: Iterable[str] = ()) -> None:
        self._connection, self._site = connection, site
        self._taken = set(taken)
        self._last: Mark = {}
        self._owner: list[str | None] = []
        seat = site.seat or f"T{site.site[:3].upper()}"
        self._promises, self._counting = Promises(connection), Counting(connection)
        self._known = {"branch": site.branch, "seat": seat, "month": f"{now:%Y%m}", "date": f"{now:%y%m%d}"}

    def of(self, record: type[Record], values: Values) -> dict[str, Any]:
        """The values of a new record with everything filled in that needs no person."""
        full = with_defaults(record, values)
        for f in fields_of(record):
            if f.name == "owner_id" and f.of == Staff.about.name and not full.get(f.name):
                full[f.name] = self._me()
            if f.number and not full.get(f.name):
                full[f.name] = self._number(record, f, f.number)
        counted = self._counting.of(full) if record is Complaint else {}
        return {**full, **self._promises.of(record, full), **counted}

    def mark(self) -> Mark:
        """Where the numbers stand, for `back`."""
        return dict(self._last)

    def back(self, mark: Mark) -> None:
        """The records completed since `mark` are not made after all: their numbers are free again."""
        self._last = dict(mark)

    def _me(self) -> str | None:
        if not self._owner:
            self._owner.append(ledger.staff_of(self._connection, self._site.site))
        return self._owner[0]

    def _number(self, record: type[Record], f: Field, template: str) -> str:
        key = (record.about.name, f.name)
        last = self._last.get(key)
        number = _after(last) if last else ledger.next_number(self._connection, record, f.name, template, self._known)
        while number in self._taken:
            number = _after(number)
        self._last[key] = number
        return number


def _after(number: str) -> str:
    """The number after `TS-NB01-202606-0009`: `…-0010`."""
    head = number.rstrip("0123456789")
    digits = number[len(head) :]
    return f"{head}{int(digits) + 1:0{len(digits)}}"
