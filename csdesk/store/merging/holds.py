"""Holds and revocations as the log knows them: each stream they concern stops at its limit, and goes on when they are lifted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, select

from csdesk.domain.holds import Hold, limits, said
from csdesk.domain.record import Record
from csdesk.domain.revocations import Revocation, last_shown
from csdesk.domain.rows import Row
from csdesk.domain.staff.posts import Post, kept_post
from csdesk.store import log
from csdesk.store.database import get_meta
from csdesk.store.tables import CERT, PACK, STREAM


def concerns(record: type[Record]) -> bool:
    """Whether writing this record may hold a stream or let it go on."""
    return record in (Hold, Revocation)


def entitle(connection: Connection, found: Sequence[Row], people: Mapping[str, str]) -> None:
    """Put beside each hold what a person reads instead of its ids: the file as it was called here, and whose changes."""
    packs = connection.execute(select(PACK.c.id, PACK.c.sender, PACK.c.name, PACK.c.file)).all()
    files = {id: f"{name} 的“{file}”" for id, _, name, file in packs}
    known = {sender: name for _, sender, name, _ in packs} | dict(people)  # a hold may hide the sender's own staff record
    for row in found:
        row.titles["pack"] = files.get(str(row.values.get("pack")), "在别处合并的同步文件")
        row.titles["stream"] = said(str(row.values.get("stream", "")), known)


def last(tables: Iterable[str]) -> list[str]:
    """Table names in an order in which holds come behind everything that they may hide."""
    return sorted(tables, key=lambda name: name in (Hold.about.name, Revocation.about.name))


def books(connection: Connection) -> set[str]:
    """The books in which something is held back: what is shown of their records is not all there is."""
    return {stream.partition("/")[2] for stream in _held(connection)}


def _held(connection: Connection) -> dict[str, int]:
    told = connection.exec_driver_sql("SELECT book, stream, upto FROM hold WHERE deleted = 0 AND stream IS NOT NULL AND upto IS NOT NULL")
    return limits((book, stream, upto) for book, stream, upto in told)


def refresh(connection: Connection) -> set[tuple[str, str, str]]:
    """Let every stream stop where its holds say, or a revocation, or the end of a leave cover.

    The records (table, book, id) that are to be folded anew. The own streams of this workstation are never held here: its owner
    sees what he wrote, and mends it.
    """
    held = _held(connection)
    read = connection.exec_driver_sql("SELECT book, site, shown FROM revocation WHERE deleted = 0 AND site IS NOT NULL")
    revoked = [(book, site, shown) for book, site, shown in read]
    covering = connection.execute(select(CERT.c.site, CERT.c.post).where(CERT.c.post.is_not(None)))
    posts = {site: kept_post(post) for site, post in covering}
    mine = get_meta(connection, "site")
    touched: set[tuple[str, str, str]] = set()
    for stream in log.streams(connection):
        ends = (held.get(stream.id), last_shown(revoked, stream.id), _last_in_term(connection, stream, posts.get(stream.site)))
        upto = None if stream.site == mine else min((end for end in ends if end is not None), default=None)
        if upto == stream.upto:
            continue
        connection.execute(STREAM.update().where(STREAM.c.n == stream.n).values(upto=upto))
        shown = min(u for u in (upto, stream.upto) if u is not None)
        rows = connection.exec_driver_sql("SELECT DISTINCT tbl, row FROM change WHERE stream = ? AND seq > ?", (stream.n, shown))
        touched.update((tbl, stream.book, row) for tbl, row in rows)
    return touched


def _last_in_term(connection: Connection, stream: log.Stream, post: Post | None) -> int | None:
    """The change behind which a stand-in's stream was written outside his terms; None where all of it counts."""
    spans = post.spans(stream.book) if post else []
    if not spans:
        return None
    within = " OR ".join(["hlc >= ? AND hlc < ?"] * len(spans))
    stamps = [ms << 16 for span in spans for ms in span]
    text = f"SELECT min(seq) FROM change WHERE stream = ? AND NOT ({within})"
    first = connection.exec_driver_sql(text, (stream.n, *stamps)).scalar()
    return None if first is None else first - 1
