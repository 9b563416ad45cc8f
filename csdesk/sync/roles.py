"""Who may write what, and whose books go to whom: static rules on the certificate alone (sync.md §2.8 and §2.9)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from csdesk.domain.changes import CHANGE_SET, written
from csdesk.domain.records import RECORD_BY_NAME
from csdesk.sync.certificates import Certificate

NATION = "ORG"


@dataclass(frozen=True, slots=True)
class Rights:
    """What a role may not write.

    tables: record names. fields: field names in whatever record. settled: fields that may be written with the record's
    first change only, such as its owner.
    """

    tables: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    settled: frozenset[str] = frozenset()


RIGHTS: Mapping[str, Rights] = {
    "specialist": Rights(tables=frozenset({"hold"}), settled=frozenset({"owner_id"})),
    "assistant": Rights(tables=frozenset({"hold"})),
    "branch_manager": Rights(),
    "deputy_director": Rights(tables=frozenset({"hold"})),
    "director": Rights(),
}
UPWARD = ("director", "deputy_director")


def may_write_in(author: Certificate, book: str) -> bool:
    """Whether a site may have a stream in a book at all."""
    if author.role == "director":
        return True
    if author.role == "deputy_director":
        return book.startswith("BR-") or book in author.books
    if author.role in ("branch_manager", "assistant"):
        return book == f"BR-{author.branch}" or book.startswith(f"{author.branch}-") or book in author.books
    return book in author.books


def forbidden(role: str, tbl: str, base: Collection[str], body: Mapping[str, Any]) -> str:
    """What a role may not do in one change, as a Chinese word; empty when all is well.

    Tables and fields that are not known here are relayed, not judged.
    """
    if tbl == CHANGE_SET:
        return ""
    rights = RIGHTS.get(role)
    if rights is None:
        return "任何内容"
    record = RECORD_BY_NAME.get(tbl)
    if tbl in rights.tables:
        return record.about.ledger if record else tbl
    closed = rights.fields | (rights.settled if base else frozenset())
    return "、".join(sorted(name for name in written(body) if name in closed))


def shared_books(me: Certificate, peer: Certificate, held: Iterable[str]) -> list[str]:
    """The books of which `me` sends its streams to `peer`, among those held here."""
    return sorted(book for book in held if _reads(peer, book) and _gives(me, peer, book))


def _reads(peer: Certificate, book: str) -> bool:
    if peer.role in UPWARD or book == NATION or book in peer.books:
        return True
    branch = f"BR-{peer.branch}"
    return book == branch or (peer.role != "specialist" and book.startswith(f"{peer.branch}-"))


def _gives(me: Certificate, peer: Certificate, book: str) -> bool:
    """A specialist sends up his own books; a branch all of its own, and what it has from headquarters down only."""
    if me.role == "specialist":
        return book in me.books
    if me.role in UPWARD or peer.role not in UPWARD:
        return True
    return book != NATION


def goes_up(me: Certificate, peer: Certificate) -> bool:
    """Whether a file leaves the branch upward, so that private fields stay behind."""
    return peer.role in UPWARD and me.role not in UPWARD
