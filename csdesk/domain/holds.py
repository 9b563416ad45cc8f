"""Holds: a sync file that a manager sent back, so that what it brought is kept but not shown until the hold is lifted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, ClassVar

from csdesk.domain.kinds import Line, Long, Whole
from csdesk.domain.record import About, Record, says


class Hold(Record, frozen=True, kw_only=True):
    """One stream of one sync file that stops before the file's first new change (退回)."""

    about: ClassVar[About] = About(
        "hold", "退回", "退回记录", title=("pack", "stream"), codes=("pack",), reference=True, by_action=True, order="-upto"
    )

    stream: Annotated[Long, says("退回了谁的改动", listed=True, action_only=True, help="写改动的人，和改动所在的客户簿")]
    upto: Annotated[Whole, says("显示到第几条", listed=True, least=0, action_only=True, help="这个人写的改动里，这一条以后的不再显示")]
    pack: Annotated[Line, says("同步文件", listed=True, searched=True, action_only=True)]
    reason: Annotated[Long | None, says("退回原因", listed=True)] = None


def said(stream: str, people: Mapping[str, str]) -> str:
    """A stream as people read it: who wrote, and where. people: workstation → name."""
    author, _, book = stream.partition("/")
    site = author.partition(".")[0]
    where = "总部资料" if book == "ORG" else f"{book[3:]} 分部资料" if book.startswith("BR-") else f"客户簿 {book}"
    return f"{people.get(site, f'工作站 {site}')}（{where}）"


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
