"""What the window asks for besides the ledgers themselves: who I am, candidates of a reference, what a search finds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from msgspec import structs

from csdesk.domain.cells import Wrong
from csdesk.domain.changes import CHANGE_SET
from csdesk.domain.lives import LIVES
from csdesk.domain.record import Field, Record, field_map, fields_of, title_of
from csdesk.domain.records import RECORD_BY_NAME, RECORDS
from csdesk.domain.rows import Filter, Query, Row
from csdesk.errors import Refused
from csdesk.operations import ledgers
from csdesk.operations.handover import late_edits
from csdesk.operations.peers import instructions, outgoing
from csdesk.operations.safekeeping import backups
from csdesk.store import ledger, log
from csdesk.store.database import Database
from csdesk.store.merging import acks, packs


def me(db: Database) -> str | None:
    """The id of the staff record of the person who works in this file."""
    with db.reading() as connection:
        return ledger.staff_of(connection, db.site.site)


def may_write(db: Database, record: type[Record]) -> bool:
    """Whether this person may enter records of this kind in this file."""
    if db.look_only:
        return False
    try:
        ledgers.book_for(db.site, record)
    except Refused:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Named:
    """A record by its id and what a person calls it."""

    id: str
    title: str
    detail: str = ""
    record: str = ""
    book: str = ""


def candidates(db: Database, record: type[Record], text: str, limit: int = 12) -> list[Named]:
    """The records that a person who types `text` into a reference may mean, best first."""
    names = _title_fields(record)
    with db.reading() as connection:
        found = ledger.numbers(connection, record, Query(search=text), limit)
        return [_named(record, row) for row in ledger.rows(connection, record, found, names)]


def meant(db: Database, record: type[Record], text: str) -> Named | None:
    """The one record that `text` names exactly (a code or a name); None when there is none or more than one."""
    with db.reading() as connection:
        ids = ledger.find(connection, record, text, db.site.book)
        if len(ids) != 1:
            return None
        title = next(iter(ledger.titles(connection, record, ids).get(ids[0], {}).values()), text)
    return Named(ids[0], title, record=record.about.name)


def everywhere(db: Database, text: str, each: int = 6) -> list[Named]:
    """What a search over all ledgers finds, a few of each."""
    found: list[Named] = []
    with db.reading() as connection:
        for record in RECORDS:
            if record.about.parent is None and any(f.searched for f in fields_of(record)):
                numbers = ledger.numbers(connection, record, Query(search=text), each)
                found += [_named(record, row) for row in ledger.rows(connection, record, numbers, _title_fields(record))]
    return found


def _title_fields(record: type[Record]) -> list[str]:
    listed = [f.name for f in fields_of(record) if f.listed and not f.auto][:6]
    return list(dict.fromkeys([*record.about.title, *listed]))


def _named(record: type[Record], row: Row) -> Named:
    known = field_map(record)
    others = [n for n in _title_fields(record) if n not in record.about.title and row.values.get(n) is not None]
    detail = "  ".join(row.titles.get(n) or known[n].show(row.values[n]) for n in others[:3])
    return Named(row.id, title_of(record, row.values), detail, record.about.name, row.book)


def change_seen(db: Database, record: type[Record], seen: Row, values: Mapping[str, Any], *, now: datetime) -> Row:
    """New values for a record of which a person saw only some columns. Raises Invalid with every wrong field.

    The heads are those the person saw, so an edit that raced a merge becomes a visible conflict.
    """
    whole = ledgers.get(db, record, seen.book, seen.id)
    return ledgers.change(db, record, structs.replace(whole, heads=seen.heads or whole.heads), values, now=now)


def page(db: Database, record: type[Record], wanted: Sequence[int], names: Iterable[str] | None = None) -> list[Row]:
    """The rows with these numbers, signed with people's names where the workstation is known."""
    with db.reading() as connection:
        return ledger.rows(connection, record, wanted, names, ledger.people(connection))


def children(db: Database, record: type[Record], parent_id: str) -> list[Row]:
    """The records shown under one record on its card."""
    assert record.about.parent is not None
    return ledgers.select(db, record, Query(filters=(Filter(record.about.parent, "is", parent_id),)), 500)


def referring(db: Database, record: type[Record], chosen: Sequence[Row]) -> dict[str, int]:
    """How many records refer to these, by what one of them is called; the events of a record are part of it."""
    ids, found = [row.id for row in chosen], dict[str, int]()
    with db.reading() as connection:
        for other in RECORDS:
            names = [f.name for f in fields_of(other) if f.of == record.about.name and not other.about.insert_only]
            n = sum(ledger.count(connection, other, Query(filters=(Filter(name, "in", ids),))) for name in names)
            if n:
                found[other.about.label] = n
    return found


def value_of(db: Database, field: Field, raw: Any) -> Any:
    """The wire value of what was typed or pasted for a field, a reference by its code or title. Raises Wrong with a sentence."""
    value = field.read(raw)
    if field.of is None or value is None:
        return value
    target = RECORD_BY_NAME[field.of]
    found = meant(db, target, value) or meant(db, target, str(value).split(" ")[0])
    if found is None:
        raise Wrong(f"没有找到“{value}”这个{target.about.label}，请核对")
    return found.id


@dataclass(frozen=True, slots=True)
class Standing:
    """Where this file stands: own records not yet confirmed as they are now, the last merged file, the last backup.

    conflicts: fields in conflict and edits after a hand-over, which a person is to decide. instructions: those not read yet.
    unsent_days: for how long own work has waited to leave in a file; None when nothing waits. backup_days: how old the last
    backup is; None where there is none, or where backups are a server's. second_trouble: why the second place has no copy of it.
    """

    unconfirmed: int
    more: bool  # there are more than that
    last_pack: str
    last_backup: str
    conflicts: int
    unsent_days: int | None
    backup_days: int | None
    second_trouble: str
    instructions: int = 0


#: The status bar counts no further; the log may be a million lines long.
_MANY = 10_000
#: What is written beside a record is not one more record to a person: the lines that open change sets, and its own events.
_NO_RECORDS = (CHANGE_SET, *(life.trace.event.about.name for life in LIVES if life.trace))


def standing(db: Database, as_of: datetime) -> Standing:
    """What the status bar shows. A record counts as confirmed when a colleague's sync file says it holds its last change."""
    with db.reading() as connection:
        own = [s for s in log.streams(connection) if s.site == db.site.site]
        peers = [acks.acked(connection, site) for site in packs.certificates(connection) if site != db.site.site]
        merged_at, by = packs.last_merged(connection)
        open_conflicts = late_edits.undecided(connection)
        unread = instructions.waiting(connection, db.site)
        held = {s.id: max((acked.get(s.id, 0) for acked in peers), default=0) for s in own}
        waiting = {record for s in own for record in log.written_after(connection, s.n, held[s.id], _NO_RECORDS, _MANY)}
    made, unsent = backups.latest(db), outgoing.unsent_days(db, as_of)
    pack = f"{merged_at[:16].replace('T', ' ')} {by}" if merged_at else ""
    return Standing(
        unconfirmed=min(len(waiting), _MANY), more=len(waiting) >= _MANY, last_pack=pack, last_backup=f"{made:%m-%d %H:%M}" if made else "",
        conflicts=open_conflicts, unsent_days=unsent, backup_days=(as_of.date() - made.date()).days if made else None,
        second_trouble=backups.second_trouble(db), instructions=unread,
    )  # fmt: skip
