"""The SOP of a client where the work happens: what it says in short, and that it was read (已阅)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from csdesk.domain.care.sop_terms import HELD, PARAMETERS, ended, in_force, promised, sop_parameters
from csdesk.domain.care.sops import ClientSop, SectionCode, SopRollout, SopSection
from csdesk.domain.record import field_map
from csdesk.domain.rows import Filter, Query, Row
from csdesk.operations import ledgers
from csdesk.operations.clients.promises import Promises
from csdesk.store import ledger
from csdesk.store.changesets import ChangeSet
from csdesk.store.database import Database


@dataclass(frozen=True, slots=True)
class Notes:
    """What a person should know of a client's SOP before he writes.

    sections: (heading, text). terms: what it says in numbers. read: whether he confirmed this version. review_due: by when somebody
    is to look at it again, where that day has passed.
    """

    sop: str
    version: int
    since: str
    sections: tuple[tuple[str, str], ...]
    read: bool
    terms: tuple[str, ...] = ()
    review_due: str = ""


def notes(db: Database, client: str, on: date) -> Notes | None:
    """The SOP of a client that holds on a day, in short; None where none does."""
    with db.reading() as connection:
        known = Promises(connection)
        version = known.version(client, on.isoformat())
        if version is None:
            return None
        sop = str(version["id"])
        rows = sorted(known.sections(sop), key=lambda row: list(SectionCode).index(SectionCode(row.values["code"])))
        code = field_map(SopSection)["code"]
        told = tuple((str(row.values.get("title") or code.show(row.values["code"])), str(row.values.get("body", ""))) for row in rows)
        mine = (Filter("sop_id", "is", sop), Filter("person", "is", db.site.name), Filter("confirmed", "is", True))
        read = ledger.count(connection, SopRollout, Query(filters=mine)) > 0
    due = str(version.get("review_due") or "")
    terms = tuple(promised(sop_parameters(row.values for row in rows), PARAMETERS))
    passed = due if due and due < on.isoformat() else ""
    return Notes(sop, int(version.get("version") or 0), str(version.get("effective_from")), told, read, terms, passed)


def unread(db: Database, me: str | None, on: date) -> list[Row]:
    """The SOP versions that hold on a day and that the person of the file neither wrote nor confirmed."""
    day = on.isoformat()
    with db.reading() as connection:
        mine = (Filter("person", "is", db.site.name), Filter("confirmed", "is", True))
        read = {str(row.values["sop_id"]) for row in ledger.select(connection, SopRollout, Query(filters=mine))}
        effective = (Filter("status", "in", [status.value for status in HELD]), Filter("effective_from", "le", day))
        by_client = defaultdict[str, list[Row]](list)
        for row in ledger.select(connection, ClientSop, Query(filters=effective, sort="effective_from")):
            by_client[str(row.values["client_id"])].append(row)
    held = (_held(rows, day) for rows in by_client.values())
    return [row for row in held if row is not None and row.id not in read and row.values.get("author_id") != me]


def _held(rows: Sequence[Row], day: str) -> Row | None:
    version = in_force((row.values for row in rows), day)
    return next((row for row in rows if row.values is version), None)


def confirm(db: Database, sop: str, *, now: datetime) -> None:
    """The person of the file has read this version (已阅)."""
    told = {"sop_id": sop, "person": db.site.name, "trained_on": now.date().isoformat(), "confirmed": True}
    ledgers.create(db, SopRollout, told, now=now, title="已阅客户SOP")


def supersede(work: ChangeSet, approved: Row) -> None:
    """The versions that an approved one takes the place of end on the day before it begins.

    Raises Refused where one of them begins on its day or later.
    """
    start = str(approved.values["effective_from"])
    of_client = (Filter("client_id", "is", approved.values["client_id"]), Filter("status", "in", [status.value for status in HELD]))
    for row in ledger.select(work.connection, ClientSop, Query(filters=of_client)):
        if row.id != approved.id:
            work.change(ClientSop, row.book, row.id, ended(row.values, start), base=row.heads)
