"""Numbers given before the workstation had a seat: replaced once it has one, and kept as a second number."""

from __future__ import annotations

from csdesk.domain.numbered import SECOND, Numbered
from csdesk.domain.record import Field, Record, fields_of
from csdesk.domain.records import RECORDS
from csdesk.domain.rows import Filter, Query
from csdesk.operations.completion import after, mark_of
from csdesk.store import changesets, ledger
from csdesk.store.database import Database
from csdesk.store.lookup import Connection


def renumber(db: Database) -> int:
    """Give the records that were numbered without a seat numbers of the seat; how many. The old number stays findable."""
    with changesets.change_set(db, "临时编号换成席位编号") as work:
        work.mark["founding"] = True  # the seat is no step to take back
        return sum(_renumber(work, record, f) for record in RECORDS if issubclass(record, Numbered) for f in fields_of(record) if f.number)


def _renumber(work: changesets.ChangeSet, record: type[Record], f: Field) -> int:
    site, given = work.site, set[str]()
    old, new = f"{site.branch}{mark_of(site)}", f"{site.branch}{site.seat}"
    rows = ledger.select(work.connection, record, Query(filters=(Filter(f.name, "has", old), Filter(SECOND, "empty")), sort=f.name))
    mine = [row for row in rows if work.site.post.may_write(row.book)]
    for row in mine:
        number = _free(work.connection, record, row.values[f.name].replace(old, new, 1), given)
        work.change(record, row.book, row.id, {f.name: number, SECOND: row.values[f.name]}, base=row.heads)
    return len(mine)


def _free(connection: Connection, record: type[Record], number: str, given: set[str]) -> str:
    while number in given or ledger.find(connection, record, number, ""):
        number = after(number)
    given.add(number)
    return number
