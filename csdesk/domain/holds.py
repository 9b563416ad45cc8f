"""Holds: a sync file that a manager sent back, so that what it brought is kept but not shown until the hold is lifted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, ClassVar

from csdesk.domain.kinds import Line, Long, Whole
from csdesk.domain.record import About, Record, says


class Hold(Record, frozen=True, kw_only=True):
    """One stream of one sync file that stops before the file's first new change (退回)."""

    about: ClassVar[About] = About("hold", "退回", "退回记录", title=("pack", "stream"), codes=("pack",), reference=True, order="-upto")

    stream: Annotated[Long, says("流水", listed=True, help="工作站.序号/客户簿")]
    upto: Annotated[Whole, says("显示到第几条", listed=True, least=0)]
    pack: Annotated[Line, says("同步文件", listed=True, searched=True)]
    reason: Annotated[Long | None, says("退回原因", listed=True)] = None


def reaches(book: str, stream: str) -> bool:
    """Whether a hold written in `book` counts for a stream: headquarters' for all, a branch's for its own books."""
    held = stream.partition("/")[2]
    return book == "ORG" or held == book or (book.startswith("BR-") and held.startswith(f"{book[3:]}-"))


def limits(holds: Iterable[tuple[str, str, int]]) -> dict[str, int]:
    """For each held stream, the last change that is shown: the lowest of its holds, given as (book, stream, upto)."""
    found: dict[str, int] = {}
    for book, stream, upto in holds:
        if reaches(book, stream):
            found[stream] = min(upto, found.get(stream, upto))
    return found
