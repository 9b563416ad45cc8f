"""What a merged sync file did to the records that are shown: how many it created, altered and deleted, by table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from csdesk.domain.record import Record
from csdesk.store.columns import GONE


@dataclass(frozen=True, slots=True)
class Brought:
    """Records of one table that a file created, updated and deleted. One that it both made and deleted is none of them.

    revived: those among the updated that had been deleted here.
    """

    created: int = 0
    updated: int = 0
    deleted: int = 0
    revived: int = 0


#: The records that a file touches, each once; what a hold keeps back touches nothing.
_TOUCHED = """
    WITH touched AS (
        SELECT DISTINCT c.tbl, s.book, c.row FROM pack p
        JOIN pack_stream part ON part.pack = p.n
        JOIN stream s ON s.n = part.stream
        JOIN change c ON c.stream = part.stream AND c.seq BETWEEN part.first_new AND part.top
        WHERE p.id = ? AND (s.upto IS NULL OR c.seq <= s.upto)
    )
"""
#: Of one table: deleted now, held before the file came, how many.
_COUNTED = """
    SELECT '{table}', r.deleted, EXISTS (
        SELECT 1 FROM change o JOIN stream s ON s.n = o.stream AND s.book = x.book
        WHERE o.row = x.row AND NOT EXISTS (
            SELECT 1 FROM pack p JOIN pack_stream part ON part.pack = p.n
            WHERE p.id = ? AND part.stream = o.stream AND o.seq BETWEEN part.first_new AND part.top
        )
    ) AS known, count(*)
    FROM touched x JOIN "{table}" r ON r.id = x.row AND r.book = x.book WHERE x.tbl = '{table}' GROUP BY r.deleted, known
"""


def brought(connection: Connection, pack: str, records: Iterable[type[Record]]) -> dict[str, Brought]:
    """Records by the name of their table. pack: the number of a file that was just applied. Tables without any are left out."""
    parts = [_COUNTED.format(table=record.about.name) for record in records]
    if not parts:
        return {}
    found: dict[str, dict[str, int]] = {}
    for table, deleted, known, many in connection.exec_driver_sql(_TOUCHED + " UNION ALL ".join(parts), (pack,) * (len(parts) + 1)):
        word = ("deleted" if deleted == GONE else "updated") if known else ("" if deleted else "created")
        if word:
            counts = found.setdefault(table, {})
            counts[word] = counts.get(word, 0) + many
    return {table: Brought(**counts) for table, counts in found.items()}
