"""What stands against each other in the fields of records: each value, who wrote it when, and how it came here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from csdesk.domain.changes import CHANGE_SET, DELETED, written
from csdesk.store import history, log
from csdesk.store.log import Logged
from csdesk.store.merging import packs
from csdesk.store.merging.packs import Competing
from csdesk.store.tables import CHANGE, PACK

__all__ = ["Claim", "Key", "claims", "number"]

Key = tuple[str, str, str, str]  # (table, book, id, field)


@dataclass(frozen=True, slots=True)
class Claim:
    """One of the competing changes of a field.

    value: what it wrote; of a deletion that competes with an edit, whether it deletes. wrote: every field it wrote.
    file, merged_at: the sync file that brought it, "" for what was written here.
    """

    change: str
    value: Any
    wrote: tuple[str, ...]
    hlc: int
    site: str
    by: str
    file: str
    merged_at: str


def number(connection: Connection) -> int:
    """How many fields are open; quick, whatever the ledgers hold."""
    return len(packs.conflicts(connection))


def claims(connection: Connection, competing: Competing) -> dict[Key, list[Claim]]:
    """The competing changes of every disagreement, the provisional winner last as `packs.conflicts` gives them."""
    wanted = {id for ids in competing.values() for id in ids}
    logged = [e for e in log.of_rows(connection, {key[2] for key in competing}) if e.change.id in wanted]
    by_record: dict[tuple[str, str, str], dict[str, Logged]] = defaultdict(dict)
    for entry in logged:
        by_record[entry.tbl, entry.book, entry.row][entry.change.id] = entry
    authors = {place: by for place, (_, by) in history.set_titles(connection, logged).items()}
    came = _came(connection, logged)
    return {
        key: [_claim(key[3], by_record[key[:3]][id], authors, came) for id in ids if id in by_record[key[:3]]]
        for key, ids in competing.items()
    }


def _claim(field: str, entry: Logged, authors: dict[tuple[int, int], str], came: dict[tuple[int, int], tuple[str, str]]) -> Claim:
    change = entry.change
    value = change.body.get(DELETED) is True if field == DELETED else change.body.get(field)
    file, merged_at = came.get((entry.stream, entry.seq), ("", ""))
    by = authors.get((entry.stream, change.hlc), "")
    return Claim(change.id, value, tuple(written(change.body)), change.hlc, change.id.partition(".")[0], by, file, merged_at)


def _came(connection: Connection, logged: Iterable[Logged]) -> dict[tuple[int, int], tuple[str, str]]:
    """(stream, seq) → the file that brought a change, and when it was merged."""
    found: dict[tuple[int, int], tuple[str, str]] = {}
    for entry in logged:
        this = (CHANGE.c.stream == entry.stream) & (CHANGE.c.seq == entry.seq) & (CHANGE.c.tbl != CHANGE_SET)
        row = connection.execute(select(PACK.c.file, PACK.c.merged_at).join(CHANGE, CHANGE.c.pack == PACK.c.n).where(this)).first()
        if row is not None:
            found[entry.stream, entry.seq] = (row[0], row[1])
    return found
