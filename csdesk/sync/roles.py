"""Who may write in which book, and whose books go to whom: by the certificate alone (sync.md §2.8 and §2.9)."""

from __future__ import annotations

from collections.abc import Iterable

from csdesk.domain.staff.posts import NATION
from csdesk.sync.certificates import Certificate

_UPWARD = ("director", "deputy_director")


def is_above(who: Certificate) -> bool:
    """Whether somebody stands above the branches: headquarters, with its assistants, and the deputies."""
    return who.role in _UPWARD or NATION in who.books


def may_write_in(author: Certificate, book: str, stamp: int | None = None) -> bool:
    """Whether a site may have a stream in a book at all, and a change of this stamp in it."""
    return author.post.may_write(book, None if stamp is None else stamp >> 16)


def shared_books(me: Certificate, peer: Certificate, held: Iterable[str], day: str = "") -> list[str]:
    """The books of which `me` sends its streams to `peer`, among those held here. day: leave cover counts on it only."""
    return sorted(book for book in held if peer.post.reads(book, day) and _gives(me, peer, book))


def _gives(me: Certificate, peer: Certificate, book: str) -> bool:
    """A specialist sends up the books he writes, and those of branch and nation to a manager who lost them; a branch all of its own,
    and what it has from headquarters down only.
    """
    if me.role == "specialist":
        return me.post.may_write(book) or book in (NATION, f"BR-{me.branch}")
    if is_above(me) or not is_above(peer):
        return True
    return book != NATION


def goes_up(me: Certificate, peer: Certificate) -> bool:
    """Whether a file leaves the branch upward, so that private fields stay behind."""
    return is_above(peer) and not is_above(me)
