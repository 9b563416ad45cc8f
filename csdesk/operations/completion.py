"""What a new record gets by itself: declared defaults, its owner, its automatic numbers, what the client's SOP promises."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.checking import with_defaults
from csdesk.domain.record import Field, Record, Values, fields_of
from csdesk.domain.rows import Row
from csdesk.domain.staff import handover
from csdesk.domain.staff.people import Staff
from csdesk.operations.cases.repeats import Counting
from csdesk.operations.clients.promises import Promises
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
        self._owners: dict[str, str | None] = {}
        self._covered = tuple(c.book for c in site.post.covers if c.nearly(int(now.timestamp() * 1000)))
        seat = site.seat or mark_of(site)
        self._promises, self._counting = Promises(connection), Counting(connection, now)
        self._known = {"branch": site.branch, "seat": seat, "month": f"{now:%Y%m}", "date": f"{now:%y%m%d}"}

    def of(self, record: type[Record], values: Values) -> dict[str, Any]:
        """The values of a new record with everything filled in that needs no person."""
        full = with_defaults(record, values)
        for f in fields_of(record):
            if f.name == "owner_id" and f.of == Staff.about.name and not full.get(f.name):
                full[f.name] = self._owner(self.book(record, full))
            if f.number and not full.get(f.name):
                full[f.name] = self._number(record, f, f.number)
        counted = self._counting.of(full) if record is Complaint else {}
        return {**full, **self._promises.of(record, full), **counted}

    def follows(self, record: type[Record], row: Row, told: Values) -> dict[str, Any]:
        """What new values of a record bring along: a case that is graver by rule than it says becomes so."""
        return self._counting.raised(row, told) if record is Complaint else {}

    def met(self, record: type[Record], id: str, values: Values) -> None:
        """A record that is being made in the same change set; what is completed later may belong to it."""
        self._counting.met(record, id, values)

    def mark(self) -> Mark:
        """Where the numbers stand, for `back`."""
        return dict(self._last)

    def back(self, mark: Mark) -> None:
        """The records completed since `mark` are not made after all: their numbers are free again."""
        self._last = dict(mark)

    def book(self, record: type[Record], values: Values) -> str:
        """The book into which a new record goes: the own one, but for what a stand-in (顶班) adds to a colleague's client, case or waybill.

        Nothing moves in leave cover: that stays with the client, in the colleague's book (sync.md §2.8).
        """
        tie = handover.tie_of(record) if self._covered else None
        parent = values.get(tie.link) if tie else None
        if tie is None or not parent:
            return self._site.book
        places = ledger.titles(self._connection, tie.of, [str(parent)]).get(str(parent), {})
        return next((book for book in (self._site.book, *self._covered) if book in places), self._site.book)

    def _owner(self, book: str) -> str | None:
        """Whose a new record is: the person's, or the colleague's in whose book it goes."""
        if book not in self._owners:
            own = book == self._site.book
            self._owners[book] = ledger.staff_of(self._connection, self._site.site) if own else ledger.owner_of(self._connection, book)
        return self._owners[book]

    def _number(self, record: type[Record], f: Field, template: str) -> str:
        key = (record.about.name, f.name)
        last = self._last.get(key)
        number = after(last) if last else ledger.next_number(self._connection, record, f.name, template, self._known)
        while number in self._taken:
            number = after(number)
        self._last[key] = number
        return number


def mark_of(site: Site) -> str:
    """What stands in numbers for the seat of a workstation that has none: T and the beginning of its own number."""
    return f"T{site.site[:3].upper()}"


def after(number: str) -> str:
    """The number after `TS-NB01-202606-0009`: `…-0010`."""
    head = number.rstrip("0123456789")
    digits = number[len(head) :]
    return f"{head}{int(digits) + 1:0{len(digits)}}"
