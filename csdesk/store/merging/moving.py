"""Records that lie in one book and go to another: finding all of a client's, copying them, and what came to the old ones later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from csdesk.domain import rights
from csdesk.domain.care.clients import Client
from csdesk.domain.changes import DELETED, MADE, MOVED, SEEN, Change, in_order, written
from csdesk.domain.instructions import Instruction
from csdesk.domain.record import Record
from csdesk.domain.staff import handover
from csdesk.domain.staff.handover import Tie
from csdesk.domain.tasks import Task
from csdesk.domain.transport.trips import Trip, TripStop
from csdesk.domain.transport.waybills import Waybill
from csdesk.store import cached, ledger, log
from csdesk.store.changesets import ChangeSet
from csdesk.store.columns import HANDED_ON, CacheRow, Key

Belongings = dict[type[Record], list[CacheRow]]
_PART = 500


def belongings(connection: Connection, book: str, clients: Collection[str]) -> Belongings:
    """The clients with these ids in a book and all that goes along with them, by kind, each kind after what it hangs on."""
    found: Belongings = {Client: _rows(connection, Client, book, clients)}
    for tie in handover.ties():
        _along(connection, book, tie, found)
    trips = _trips(connection, book, {row.id for row in found.get(Waybill, ())})
    if trips:
        found[Trip] = _rows(connection, Trip, book, trips)
        for tie in handover.carried():
            _along(connection, book, tie, found)
    return _instructed(connection, book, found)


def _instructed(connection: Connection, book: str, found: Belongings) -> Belongings:
    """The same with the instructions on any of it, what is still to be done about it, and the names and hashes of attached files."""
    ids = [row.id for rows in found.values() for row in rows]
    every: Belongings = dict(found)
    for record in handover.NOTED:
        rows = _rows(connection, record, book, _linked(connection, book, Tie(record, "about_id", Client), ids))
        every[record] = [row for row in rows if not handover.stays(record, row.values)]
    return {record: rows for record, rows in every.items() if rows}


def _along(connection: Connection, book: str, tie: Tie, found: Belongings) -> None:
    ids = _linked(connection, book, tie, [row.id for row in found.get(tie.of, ())])
    rows = _rows(connection, tie.record, book, ids)
    found[tie.record] = [row for row in rows if not handover.stays(tie.record, row.values)]


def _linked(connection: Connection, book: str, tie: Tie, parents: Sequence[str]) -> list[str]:
    ids: list[str] = []
    for start in range(0, len(parents), _PART):
        part = tuple(parents[start : start + _PART])
        marks = ",".join("?" * len(part))
        text = f'SELECT id FROM "{tie.record.about.name}" WHERE deleted = 0 AND "{tie.link}" IN ({marks}) AND book = ?'
        ids += connection.exec_driver_sql(text, (*part, book)).scalars()
    return ids


def _trips(connection: Connection, book: str, waybills: Collection[str]) -> list[str]:
    """The trips that carry some of these waybills and nothing else."""
    ids = _linked(connection, book, Tie(TripStop, "waybill_id", Waybill), sorted(waybills))
    touched = {str(row.values.get("trip_id")) for row in _rows(connection, TripStop, book, ids)}
    stops = _rows(connection, TripStop, book, _linked(connection, book, Tie(TripStop, "trip_id", Trip), sorted(touched)))
    others = {str(row.values.get("trip_id")) for row in stops if row.values.get("waybill_id") not in waybills}
    return sorted(touched - others)


def _rows(connection: Connection, record: type[Record], book: str, ids: Iterable[str]) -> list[CacheRow]:
    """The records of a book that are shown, with these ids."""
    keys = [(book, id_) for id_ in dict.fromkeys(ids)]
    read = cached.read(connection, record, keys)
    return [row for key in keys if (row := read.get(key)) and not row.deleted and not row.values.get(MOVED)]


# -- copying --------------------------------------------------------------------------------------------------------


#: What a copy gets anew.
Anew = Callable[[type[Record], CacheRow], Mapping[str, Any]]


def nothing(record: type[Record], row: CacheRow) -> Mapping[str, Any]:
    """The copy is as the record was."""
    return {}


def move(work: ChangeSet, found: Belongings, to: str, anew: Anew = nothing) -> None:
    """Copy records into the book `to` and mark the old ones as moved there.

    A copy keeps when and by whom its record was made. One that comes back to a book where it was before is the old one again.
    """
    people = ledger.people(work.connection)
    for record, rows in found.items():
        there = cached.read(work.connection, record, [(to, row.id) for row in rows])
        for row in rows:
            values = {**row.values, **anew(record, row)}
            old = there.get((to, row.id))
            work.add(record, to, row.id, old.heads if old else (), _copy(values, old, row, people))
            work.add(record, row.book, row.id, row.heads, {MOVED: to})


def _copy(values: Mapping[str, Any], old: CacheRow | None, row: CacheRow, people: Mapping[str, str]) -> dict[str, Any]:
    told = {name: value for name, value in values.items() if value is not None and name != MOVED}
    if old is None:
        at, by = row.created
        return {**told, MADE: [at, people.get(by, by)]}
    emptied = dict.fromkeys(name for name in old.values if name not in told)
    return {**emptied, **told, MOVED: None, **({DELETED: False} if old.deleted else {})}


# -- what came later ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Later:
    """What a former owner wrote to a record without knowing, or in spite of knowing, that it had gone to another book.

    wrote: the fields as he left them. changes: what the new owner's answer answers; empty for a record that is new.
    """

    record: type[Record]
    book: str
    id: str
    to: str
    wrote: Mapping[str, Any]
    changes: tuple[str, ...]
    by: str
    hlc: int


def later(connection: Connection) -> Iterator[Later]:
    """Everything that is still to be answered, as far as the new book is held here; quick where nothing was handed over."""
    if not connection.exec_driver_sql("SELECT 1 FROM client WHERE deleted = ? LIMIT 1", (HANDED_ON,)).scalar():
        return
    kinds: list[type[Record]] = [
        Client,
        *(tie.record for tie in handover.ties()),
        Trip,
        *(tie.record for tie in handover.carried()),
        Instruction,
        Task,
    ]
    for record in kinds:
        yield from _edited(connection, record)
    for tie in handover.ties():
        yield from _added(connection, tie)


def _edited(connection: Connection, record: type[Record]) -> Iterator[Later]:
    gone = _touched(connection, record)
    by_key: dict[Key, list[Change]] = defaultdict(list)
    for entry in log.of_rows(connection, {id_ for _, id_ in gone}):
        if entry.tbl == record.about.name:
            by_key[entry.book, entry.row].append(entry.change)
    for book, id_ in sorted(gone):
        ordered = in_order(by_key[book, id_])
        moved = [change for change in ordered if change.body.get(MOVED)][-1]
        copies = by_key.get((str(moved.body[MOVED]), id_), [])
        answered = {seen for change in copies for seen in change.body.get(SEEN, ())}
        known = _below(moved, ordered)
        fresh = [c for c in ordered if c.id not in known and c.id not in answered and MOVED not in c.body and written(c.body)]
        if fresh and copies:
            wrote = {name: value for change in fresh for name, value in written(change.body).items()}
            ids = tuple(change.id for change in fresh)
            yield Later(record, book, id_, str(moved.body[MOVED]), wrote, ids, fresh[-1].id.partition(".")[0], fresh[-1].hlc)


def _touched(connection: Connection, record: type[Record]) -> set[Key]:
    """The records handed on that may have been written since: what stands last on them is not just the hand-over."""
    marks = ",".join("?" * len(rights.MOVERS))
    moved = f"heads NOT LIKE ? AND updated_by IN (SELECT site FROM staff WHERE role IN ({marks}))"
    text = f'SELECT book, id FROM "{record.about.name}" WHERE deleted = {HANDED_ON} AND NOT ({moved})'
    return {(book, id_) for book, id_ in connection.exec_driver_sql(text, ("%,%", *rights.MOVERS))}


def _below(change: Change, ordered: Sequence[Change]) -> set[str]:
    """What a change had seen, directly or through others, itself included."""
    seen = {change.id}
    by_id = {c.id: c for c in ordered}
    todo = [change]
    while todo:
        for base in todo.pop().base:
            if base in by_id and base not in seen:
                seen.add(base)
                todo.append(by_id[base])
    return seen


def _added(connection: Connection, tie: Tie) -> Iterator[Later]:
    """Records that hang on something handed over but did not go along: they were entered, or opened again, afterwards."""
    child, parent = tie.record.about.name, tie.of.about.name
    text = (
        f'SELECT c.book, c.id FROM "{child}" c JOIN "{parent}" p ON p.id = c."{tie.link}" AND p.book = c.book'
        f" WHERE c.deleted = 0 AND p.deleted = {HANDED_ON} ORDER BY c.n"
    )
    keys = [(book, id_) for book, id_ in connection.exec_driver_sql(text)]
    rows = cached.read(connection, tie.record, keys)
    for key in keys:
        row = rows[key]
        if handover.stays(tie.record, row.values):
            continue
        owner = cached.read(connection, tie.of, [(row.book, str(row.values[tie.link]))])[row.book, str(row.values[tie.link])]
        to = str(owner.values[MOVED])
        if cached.read(connection, tie.of, [(to, owner.id)]).get((to, owner.id)):
            yield Later(tie.record, row.book, row.id, to, row.values, (), row.updated[1], 0)


def subtree(connection: Connection, record: type[Record], book: str, id: str) -> Belongings:
    """One record and what hangs on it."""
    found: Belongings = {record: _rows(connection, record, book, [id])}
    for tie in handover.ties():
        if tie.of in found and tie.record is not record:
            _along(connection, book, tie, found)
    return _instructed(connection, book, found)
