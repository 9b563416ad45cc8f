"""Who may write in which book, and whose books go to whom: by the certificate alone (sync.md §2.8 and §2.9)."""

from __future__ import annotations

from collections.abc import Iterable

from csdesk.domain import rights
from csdesk.sync.certificates import Certificate

NATION = "ORG"


UPWARD = ("director", "deputy_director")


def may_write_in(author: Certificate, book: str) -> bool:
    """Whether a site may have a stream in a book at all."""
    return rights.may_write_in(author.role, author.branch, author.books, book)


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
