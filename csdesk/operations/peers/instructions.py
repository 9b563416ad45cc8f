"""Giving an instruction on records: it goes down with them and comes back answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from csdesk.domain.instructions import Instruction, InstructionStatus
from csdesk.domain.moments import wire_moment
from csdesk.domain.record import Record, title_of
from csdesk.domain.rows import Filter, Query, Row
from csdesk.domain.states import MANAGERS
from csdesk.errors import Refused
from csdesk.store import changesets, ledger
from csdesk.store.database import Database, Site
from csdesk.store.lookup import Connection

_SHOWN = 3


def may(db: Database) -> bool:
    """Whether this person gives instructions: who stands above a specialist."""
    return db.site.role in {*MANAGERS, "assistant"} and not db.look_only


def instruct(db: Database, record: type[Record], rows: Sequence[Row], text: str, *, now: datetime, due: date | None = None) -> int:
    """Write the same instruction on each of these records, into their books; how many. Raises Refused where the role may not."""
    if not may(db):
        raise Refused("批示由分部经理或总部下达")
    if not text.strip():
        raise Refused("请写明批示内容")
    told = {
        "text": text.strip(),
        "by": db.site.name,
        "given_at": wire_moment(now),
        "due": due.isoformat() if due else None,
        "status": "given",
    }
    what = title_of(record, rows[0].values) if len(rows) == 1 else f"{len(rows)} 条{record.about.label}"
    with changesets.change_set(db, f"批示 {what}") as work:
        for row in rows:
            title = title_of(record, row.values)[:80]
            on = {"about_title": title, "about_table": record.about.name, "about_id": row.id}
            work.create(Instruction, {**told, **on}, book=row.book)
    return len(rows)


def on(db: Database, record: type[Record], id: str) -> list[Row]:
    """The latest instructions on a record that are not done yet, newest first."""
    about = Filter("about_table", "is", record.about.name), Filter("about_id", "is", id)
    undone = Filter("status", "not", InstructionStatus.DONE.value)
    with db.reading() as connection:
        return ledger.select(connection, Instruction, Query(filters=(*about, undone)), _SHOWN)


def waiting(connection: Connection, site: Site) -> int:
    """How many instructions wait to be read by the person of this workstation."""
    return ledger.count(connection, Instruction, unread(site))


def first_waiting(db: Database) -> Row | None:
    """The latest of them."""
    with db.reading() as connection:
        return next(iter(ledger.select(connection, Instruction, unread(db.site), 1)), None)


def unread(site: Site) -> Query:
    """What waits to be read by the person of this workstation."""
    books = list(site.post.books) or [site.book]
    given = Filter("status", "is", InstructionStatus.GIVEN.value)
    return Query(filters=(given, Filter("_book", "in", books), Filter("by", "not", site.name)))
