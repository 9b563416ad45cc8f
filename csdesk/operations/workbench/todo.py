"""To-do lists: what a group of the workbench (今日) is, how it is counted and read, and what one key does in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from csdesk.domain.lives import life_of
from csdesk.domain.record import Record, field_map, title_of
from csdesk.domain.rows import Query, Row
from csdesk.domain.views import Situation, view_named
from csdesk.operations import moves
from csdesk.operations.clients import daily
from csdesk.operations.clients.daily import ClientDay
from csdesk.operations.desk import Named
from csdesk.store import changesets, ledger
from csdesk.store.database import Database


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do: what, for or with whom, whose it is, by when (a wire day or moment; "" for as soon as possible).

    leads: the record that it is about. of: what its group needs to act on it.
    """

    group: str
    what: str
    whom: str
    owner: str
    due: str
    leads: Named
    of: Any = None

    def as_json(self) -> dict[str, Any]:
        """The item as JSON values; record and id are those of the record that it is about."""
        told = {"what": self.what, "whom": self.whom, "owner": self.owner, "due": self.due}
        return {**told, "record": self.leads.record, "book": self.leads.book, "id": self.leads.id}


#: What one key does with some items of a group.
Do = Callable[[Database, Sequence[Item], datetime], object]
#: How a group without a ledger's view is read: (how many in all, the first of them). The last argument says how many are wanted.
Find = Callable[["Group", Database, "Looking", int], tuple[int, list[Item]]]


@dataclass(frozen=True, kw_only=True)
class Looking(Situation):
    """One look at all groups, with what several of them need."""

    db: Database

    @cached_property
    def client_days(self) -> list[ClientDay]:
        """Today of every client in hand."""
        return daily.today(self.db, self.now)


@dataclass(frozen=True, slots=True)
class Act:
    """What one key does in a group. key: a letter; word: on its button."""

    key: str
    word: str
    do: Do


@dataclass(frozen=True, slots=True)
class Group:
    """One to-do list.

    record: what it is about. query: its records, where they are
    a view of a ledger; else find. what, whom, due: the fields that say so (whom: "" for the record itself). lead: the
    word before `what`. home: the reference to the record that is to be shown instead of a child. roles: who has it;
    empty for everyone.
    """

    name: str
    label: str
    record: type[Record]
    query: Callable[[Database, Situation], Query] | None = None
    find: Find | None = None
    what: tuple[str, ...] = ()
    whom: str = "client_id"
    due: str = ""
    lead: str = ""
    home: str = ""
    acts: tuple[Act, ...] = ()
    roles: frozenset[str] = frozenset()
    glance: bool = True  # listed when all groups are looked at together

    def read(self, db: Database, situation: Looking, most: int) -> tuple[int, list[Item]]:
        """How many there are, and the most urgent of them."""
        if self.find is not None:
            return self.find(self, db, situation, most)
        assert self.query is not None
        query = self.query(db, situation)
        with db.reading() as connection:
            numbers = ledger.numbers(connection, self.record, Query(query.search, query.filters, self.due, query.deleted))
            rows = ledger.rows(connection, self.record, numbers[:most], self._needed()) if most else []
        return len(numbers), [self.item(row) for row in rows]

    def _needed(self) -> list[str]:
        known, life = field_map(self.record), life_of(self.record)
        links = ("about_title", "about_table", "about_id", "about_book")
        names = (
            *self.what,
            *self.record.about.title,
            self.whom,
            self.due,
            self.home,
            "owner_id",
            life.machine.status if life else "",
            *links,
        )
        return [name for name in dict.fromkeys(names) if name in known]

    def item(self, row: Row, due: str | None = None) -> Item:
        """One record as an item of this group."""
        told, known = row.titles, field_map(self.record)
        shown = (told.get(name) or known[name].show(row.values.get(name)) for name in self.what)
        what = "  ".join(part for part in (self.lead, *shown) if part)
        title = title_of(self.record, row.told)
        whom = (told.get(self.whom) or str(row.values.get(self.whom) or "")) if self.whom else title
        at = str(row.values.get(self.due) or "") if due is None else due
        return Item(self.name, what or title, whom, told.get("owner_id", ""), at, self._leads(row, title), row)

    def _leads(self, row: Row, title: str) -> Named:
        if self.home:
            target = field_map(self.record)[self.home].of or ""
            return Named(str(row.values[self.home]), row.titles.get(self.home, title), record=target, book=row.book)
        return linked(row) or Named(row.id, title, record=self.record.about.name, book=row.book)


def linked(row: Row) -> Named | None:
    """The record that a task or an instruction is about; None where it stands for itself."""
    told = {name: str(row.values.get(f"about_{name}") or "") for name in ("id", "title", "table", "book")}
    return Named(told["id"], told["title"], record=told["table"], book=told["book"] or row.book) if told["id"] else None


def of_view(record: type[Record], label: str) -> Callable[[Database, Situation], Query]:
    """The query of a ledger's view."""
    return lambda _db, situation: view_named(record.about.name, label).query(situation)


def step(record: type[Record], name: str) -> Do:
    """Take an action that asks for nothing, on all of them or on none."""
    return lambda db, items, now: moves.act_many(db, record, [item.of for item in items], name, {}, now=now)


def put(record: type[Record], verb: str, told: Callable[[Row, datetime], dict[str, Any]]) -> Do:
    """Write these fields: one change set `verb`."""

    def do(db: Database, items: Sequence[Item], now: datetime) -> None:
        what = title_of(record, items[0].of.told) if len(items) == 1 else f"{len(items)} 条{record.about.label}"
        with changesets.change_set(db, f"{verb} {what}") as work:
            for item in items:
                work.change(record, item.of.book, item.of.id, told(item.of, now), base=item.of.heads)

    return do
