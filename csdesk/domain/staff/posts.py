"""What a post may write in: by role and branch, its own books, and for a time those of a colleague on leave (顶班, sync.md §2.8)."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from csdesk.domain.moments import moment_from_ms, moment_of

NATION = "ORG"
#: The branch code of those who work for the director.
HEADQUARTERS = "HQ"
_DAY_MS = 86_400_000
#: Clocks may be wrong by this much before a change counts as written outside its term.
TOLERANCE_MS = _DAY_MS
#: The last day of a term without an end: a successor's in the book of who left.
FOR_GOOD = "9999-12-31"
#: Milliseconds since 1970 that no stamp reaches.
ENDLESS = (1 << 47) - 1


class Cover(msgspec.Struct, frozen=True):
    """A colleague's book for a time (顶班): from the first to the last day, both included (wire days, Shanghai)."""

    book: str
    since: str
    until: str

    @property
    def said(self) -> str:
        """The term as a person reads it."""
        return f"{self.since} 起" if self.until == FOR_GOOD else f"{self.since} 至 {self.until}"

    def holds(self, ms: int) -> bool:
        """Whether a moment (milliseconds since 1970) lies within the term."""
        return self.since <= moment_from_ms(ms)[:10] <= self.until

    def nearly(self, ms: int) -> bool:
        """The same, with the tolerance that clocks need."""
        first, behind = self.span
        return first <= ms < behind

    @property
    def span(self) -> tuple[int, int]:
        """The first millisecond since 1970 that counts as within the term, and the first behind it, with the tolerance."""
        return _span(self.since, self.until)


def book_of(role: str, branch: str, site: str) -> str:
    """The book of a post: the nation's, a branch's, a deputy's or a specialist's; an assistant works in that of his chief."""
    match role:
        case "director":
            return NATION
        case "branch_manager":
            return f"BR-{branch}"
        case "deputy_director":
            return f"SP-{site[:8]}"
        case "assistant":
            return NATION if branch == HEADQUARTERS else f"BR-{branch}"
    return f"{branch}-{site[:8]}"


class Post(msgspec.Struct, frozen=True):
    """A role in a branch. books: its own, for good; covers: others', for a time; span: the branches of a deputy, none named for all."""

    role: str
    branch: str
    books: tuple[str, ...] = ()
    covers: tuple[Cover, ...] = ()
    span: tuple[str, ...] = ()

    def may_write(self, book: str, ms: int | None = None) -> bool:
        """Whether it may have a stream in a book: at a moment, or at any time at all."""
        if self.role == "director" or book in self.books or self._governs(book):
            return True
        return any(c.book == book and (ms is None or c.nearly(ms)) for c in self.covers)

    def outside(self, book: str, ms: int) -> bool:
        """Whether it may write in a book at a moment only because clocks may be wrong."""
        terms = [c for c in self.covers if c.book == book]
        return bool(terms) and not (book in self.books or self._governs(book) or any(c.holds(ms) for c in terms))

    def spans(self, book: str) -> list[tuple[int, int]]:
        """The spans of milliseconds in which what it writes in a colleague's book counts; none for a book that is its own at any time."""
        if self.role == "director" or book in self.books or self._governs(book):
            return []
        return [c.span for c in self.covers if c.book == book]

    def term(self, book: str) -> Cover | None:
        """The latest term in which it may write in a colleague's book."""
        return max((c for c in self.covers if c.book == book), key=lambda c: c.until, default=None)

    def reads(self, book: str, day: str = "") -> bool:
        """Whether it sees a book: what it governs, its own, headquarters', and on a day (none named: ever) those it covers."""
        if book == NATION or book in self.books or self.role == "director" or self._governs(book):
            return True
        covered = any(c.book == book and (not day or c.since <= day <= c.until) for c in self.covers)
        return covered or book == f"BR-{self.branch}"

    def _governs(self, book: str) -> bool:
        branches = self._branches()
        if branches is None:
            return book != NATION
        return any(book == f"BR-{branch}" or book.startswith(f"{branch}-") for branch in branches)

    def _branches(self) -> tuple[str, ...] | None:
        """The branches whose books it governs; None for all."""
        if self.role == "deputy_director":
            return self.span or None
        if self.role == "assistant" and NATION in self.books:  # as the head of the unit it works for: the director
            return None
        return (self.branch,) if self.role in ("branch_manager", "assistant") else ()


@lru_cache(maxsize=256)
def _span(since: str, until: str) -> tuple[int, int]:
    """See `Cover.span`; nothing where a certificate names days that there are not."""
    try:
        first, last = (int(moment_of(f"{day}T00:00:00+08:00").timestamp() * 1000) for day in (since, until))
    except ValueError:
        return 0, 0
    return first - TOLERANCE_MS, ENDLESS if until == FOR_GOOD else last + _DAY_MS + TOLERANCE_MS


@lru_cache(maxsize=64)
def kept_post(text: str) -> Post:
    """A post as it was written down by `post_text`."""
    return msgspec.json.decode(text, type=Post)


def post_text(post: Post) -> str:
    """A post to be written down."""
    return msgspec.json.encode(post).decode()
