"""Clients that were merged into others: who stands for them now, and what still points to them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import Connection

from csdesk.domain.care.clients import Client
from csdesk.domain.record import Record
from csdesk.store.columns import GONE

#: A client in the recycle bin that names a successor was merged into it.
MERGED = f"deleted = {GONE} AND successor_id IS NOT NULL"
_PART = 500


def heirs(connection: Connection) -> dict[str, str]:
    """Merged client → the client that stands for it now, through as many merges as there were."""
    rows = connection.exec_driver_sql(f"SELECT id, successor_id FROM client WHERE {MERGED} ORDER BY n")
    return followed({id_: successor for id_, successor in rows})  # noqa: C416  rows are not pairs to mypy


def followed(after: Mapping[str, str]) -> dict[str, str]:
    """Each one's last successor; of a ring whoever comes before it closes."""
    found = {}
    for start in after:
        seen = [start]
        while (following := after.get(seen[-1])) and following not in seen:
            seen.append(following)
        found[start] = seen[-1]
    return {start: end for start, end in found.items() if start != end}


def pointing(connection: Connection, record: type[Record], field: str, ids: Collection[str]) -> list[tuple[str, str, str]]:
    """The live records whose `field` points to one of these ids: (book, id, what it points to)."""
    found: list[tuple[str, str, str]] = []
    wanted = sorted(ids)
    for start in range(0, len(wanted), _PART):
        part = tuple(wanted[start : start + _PART])
        marks = ",".join("?" * len(part))
        text = f'SELECT book, id, "{field}" FROM "{record.about.name}" WHERE deleted = 0 AND "{field}" IN ({marks}) ORDER BY n'
        found += [(book, id_, to) for book, id_, to in connection.exec_driver_sql(text, part)]
    return found


def called(connection: Connection, record: type[Record], text: str) -> list[tuple[str, str]]:
    """The clients (book, id) into which those were merged whose code or name `text` is, exactly; none for other records."""
    if record is not Client:
        return []
    names = " OR ".join(f'"{code}" = ?' for code in Client.about.codes)
    found = connection.exec_driver_sql(f"SELECT book, id FROM client WHERE {MERGED} AND ({names})", (text,) * len(Client.about.codes))
    known: dict[str, str] = {}
    places = [(book, known.get(id_) or (known := heirs(connection)).get(id_)) for book, id_ in found]
    return list(dict.fromkeys((book, id_) for book, id_ in places if id_))
