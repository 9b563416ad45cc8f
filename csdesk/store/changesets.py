"""Named change sets: writing them, their history, undoing and redoing them."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from csdesk.domain import rights
from csdesk.domain.changes import CHANGE_SET, DELETED
from csdesk.domain.record import Record
from csdesk.errors import Refused
from csdesk.store import cache, log
from csdesk.store.columns import CacheRow
from csdesk.store.database import Database, Site
from csdesk.store.log import Entry, Logged

Clock = Callable[[], int]


def wall_clock() -> int:
    """Milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def new_id(now_ms: int | None = None) -> str:
    """A UUIDv7 (RFC 9562) as 32 hex digits: sorts by age, cannot collide between offline PCs."""
    ms = wall_clock() if now_ms is None else now_ms
    rest = int.from_bytes(os.urandom(10), "big")
    value = (ms & (2**48 - 1)) << 80 | 0x7 << 76 | (rest >> 68 & 0xFFF) << 64 | 0b10 << 62 | rest & (2**62 - 1)
    return f"{value:032x}"


def stamp_text(hlc: int) -> str:
    """A stamp as text: JSON readers elsewhere lose integers above 2**53."""
    return f"{hlc:016x}"


def stamp_of(text: Any) -> int | None:
    """The stamp that such a text says, or None."""
    return int(text, 16) if isinstance(text, str) and len(text) == 16 else None


@dataclass(slots=True)
class ChangeSet:
    """One intention being written. Records are named by (table, book, id); values are wire values."""

    connection: Connection
    site: Site
    title: str
    now_ms: int
    mark: dict[str, Any] = field(default_factory=dict)
    _waiting: dict[tuple[str, str, str], Entry] = field(default_factory=dict)
    _written: Mapping[str, Sequence[CacheRow]] = field(default_factory=dict)

    def create(self, record: type[Record], values: Mapping[str, Any], *, book: str | None = None, id: str | None = None) -> str:
        """A new record; its id."""
        row = id or new_id(self.now_ms)
        body = {name: value for name, value in values.items() if value is not None}
        self.add(record, book or self.site.book, row, (), body)
        return row

    def change(self, record: type[Record], book: str, row: str, values: Mapping[str, Any], base: tuple[str, ...] | None = None) -> None:
        """New values of some fields. base: the heads the person saw; None for the heads as they are now."""
        if values:
            self.add(record, book, row, self._heads(record, book, row) if base is None else base, dict(values))

    def delete(self, record: type[Record], book: str, row: str, base: tuple[str, ...] | None = None) -> None:
        """The record gone (it stays in the log and can be brought back)."""
        self.add(record, book, row, self._heads(record, book, row) if base is None else base, {DELETED: True})

    def revive(self, record: type[Record], book: str, row: str) -> None:
        """A deleted record back again."""
        self.add(record, book, row, self._heads(record, book, row), {DELETED: False})

    def _heads(self, record: type[Record], book: str, row: str) -> tuple[str, ...]:
        found = cache.heads(self.connection, record, book, row)
        if not found and (record.about.name, book, row) not in self._waiting:
            raise Refused(f"这条{record.about.label}已不存在，请刷新后再试")
        return found

    def add(self, record: type[Record], book: str, row: str, base: tuple[str, ...], body: dict[str, Any]) -> None:
        """One change to a record; several in one set become one. Raises Refused where the role may not."""
        if not self.site.post.may_write(book, self.now_ms):
            raise Refused(_closed(self.site, record, book))
        if what := rights.forbidden(self.site.role, record.about.name, base, body):
            raise Refused(f"您的岗位不能修改{what}，请联系分部经理")
        key = (record.about.name, book, row)
        if earlier := self._waiting.get(key):
            base, body = earlier.base, {**earlier.body, **body}
        self._waiting[key] = Entry(record.about.name, row, base, body)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """A part that may be refused: leaving it by an exception takes back what it added, the rest stands."""
        before = dict(self._waiting)
        try:
            yield
        except BaseException:
            self._waiting = before
            raise

    @property
    def empty(self) -> bool:
        return not self._waiting

    def write(self) -> int:
        """Append everything to the log and bring the cache up to date; the stamp of the set."""
        hlc = log.tick(self.connection, self.now_ms)
        books: dict[str, list[Entry]] = {}
        for (_, book, _), entry in self._waiting.items():
            books.setdefault(book, []).append(entry)
        logged: list[Logged] = []
        for book, entries in books.items():
            told = {"title": self.title, "n": sum(log.lines_of(entry) for entry in entries), "by": self.site.name, **self.mark}
            title = Entry(CHANGE_SET, stamp_text(hlc), (), told)
            logged.extend(log.append(self.connection, self.site, book, hlc, [title, *entries])[1:])
        self._written = cache.apply(self.connection, logged)
        self._waiting.clear()
        return hlc

    def written(self, record: type[Record], book: str, row: str) -> CacheRow:
        """A record as the last `write` left it, which wrote it."""
        return next(r for r in self._written[record.about.name] if r.id == row and r.book == book)


def _closed(site: Site, record: type[Record], book: str) -> str:
    """Why a person may not write in a book."""
    if term := site.post.term(book):
        return f"客户簿 {book} 的顶班期限是 {term.said}，现在不能修改，请联系分部经理延长"
    return f"这条{record.about.label}在客户簿 {book} 中，您的岗位不能修改，请联系分部经理"


@contextmanager
def change_set(db: Database, title: str, *, clock: Clock = wall_clock, mark: Mapping[str, Any] | None = None) -> Iterator[ChangeSet]:
    """One transaction, one named change set. Leaving the block by an exception leaves nothing behind."""
    with db.writing() as connection:
        work = ChangeSet(connection, db.site, title, clock(), dict(mark or {}))
        yield work
        if not work.empty:
            work.write()
