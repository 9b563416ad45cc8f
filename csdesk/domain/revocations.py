"""Revocations: a workstation whose files are no longer taken; what it wrote before stays, what comes later is kept but not shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, ClassVar

from csdesk.domain.holds import reaches
from csdesk.domain.kinds import Line, Long
from csdesk.domain.record import About, Record, says


class Revocation(Record, frozen=True, kw_only=True):
    """One workstation that was revoked (吊销), and the last change of each of its streams that still counts.

    shown: `stream=number` of each stream that was known then, blanks between; of others nothing counts.
    """

    about: ClassVar[About] = About(
        "revocation", "吊销", "吊销记录", title=("name", "site"), codes=("site",), reference=True, by_action=True, order="name"
    )

    site: Annotated[Line, says("工作站", listed=True, searched=True, action_only=True)]
    name: Annotated[Line, says("姓名", listed=True, searched=True, action_only=True)]
    shown: Annotated[Long | None, says("有效到", action_only=True, help="各流水中仍然有效的最后一条")] = None
    reason: Annotated[Long | None, says("吊销原因", listed=True, action_only=True)] = None


class RecoveryKey(Record, frozen=True, kw_only=True):
    """The public half of a key that headquarters keeps offline: every sync file can be opened with the other half (恢复密钥)."""

    about: ClassVar[About] = About(
        "recovery_key", "恢复密钥", "恢复密钥", title=("public",), codes=("public",), reference=True, order="note"
    )

    public: Annotated[Line, says("公钥", listed=True, action_only=True)]
    note: Annotated[Long | None, says("说明", listed=True, action_only=True)] = None


def shown_text(tops: Mapping[str, int]) -> str:
    """What `shown` says for streams and the last change of each that counts."""
    return " ".join(f"{stream}={top}" for stream, top in sorted(tops.items()))


def last_shown(revocations: Iterable[tuple[str, str, str | None]], stream: str) -> int | None:
    """The last change of a stream that counts, by (book, site, shown) of all revocations; None when none concerns it."""
    site = stream.partition(".")[0]
    found = [_last(shown or "", stream) for book, revoked, shown in revocations if revoked == site and reaches(book, stream)]
    return min(found, default=None)


def _last(shown: str, stream: str) -> int:
    told = dict(part.rpartition("=")[::2] for part in shown.split())
    number = told.get(stream, "")
    return int(number) if number.isascii() and number.isdecimal() else 0
