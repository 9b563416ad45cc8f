"""A backup put back: in the place of what stood there, as a new incarnation; and what stood there, read once more."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from csdesk.domain.moments import moment_from_ms
from csdesk.errors import CsdeskError
from csdesk.placing import put
from csdesk.store import log
from csdesk.store.database import Database, is_older
from csdesk.store.engines import keeper_of
from csdesk.store.engines.sqlite import kept_as_it_lies
from csdesk.store.files.copies import copy, with_companions
from csdesk.store.files.places import refuse_place
from csdesk.store.merging import leaving
from csdesk.store.troubles import Damaged, told


def restore(backup: Path, to: Path) -> Path | None:
    """Put a verified backup in the place of `to`, whose old file is moved aside; where to, None when there was none.

    The restored file is a new incarnation: what it writes next never re-uses a number that others have seen.
    Raises Busy when `to` is open, StorageError when the backup is not sound.
    """
    refuse_place(to)
    if to.exists():
        _let_go(to)
    fresh = to.with_name(f"{to.name}.{secrets.token_hex(4)}.new")
    try:
        bring(backup, fresh)
        with Database.open(fresh) as db:
            db.reincarnate()
        with told(to):
            kept = _aside(to)
            put(fresh, to)
    finally:
        for left in (*with_companions(fresh), Path(f"{fresh}.lock")):
            left.unlink(missing_ok=True)
    return kept


def bring(backup: Path, to: Path) -> None:
    """A verified copy of a backup, brought up to the current schema. Raises as `copy`."""
    copy(backup, to)
    if is_older(to):
        from csdesk.store.files import migrate

        migrate.upgrade(to, keep=False)


def _let_go(to: Path) -> None:
    """Raise Busy when a window has it open; otherwise its last changes leave the -wal, if they can still be read."""
    keeper = keeper_of(to)
    keeper.hold()
    keeper.release()
    with suppress(CsdeskError):  # damage is why one restores
        Database.open(to).close()


def _aside(path: Path) -> Path | None:
    number = 1
    while (kept := path.with_name(f"{path.stem}.旧{number}{path.suffix}")).exists():
        number += 1
    there = path.exists()
    for part, new in zip(with_companions(path), with_companions(kept), strict=True):
        if part.exists():
            part.replace(new)
    return kept if there else None


@dataclass(frozen=True, slots=True)
class Lost:
    """Own changes that stand in an old file and not in the restored one. since, until: moments of the first and last.

    sent: how many of them had left in sync files, and come back with the next files of those who have them.
    """

    changes: int
    sent: int
    since: str
    until: str


_BEHIND = "SELECT count(*), min(hlc), max(hlc) FROM change WHERE stream = ? AND seq > ?"


def lost(old: Path, site: str, held: Mapping[str, int]) -> Lost | None:
    """What the old file holds of `site` behind `held` (the last number by stream); None when it cannot be read."""
    engine = kept_as_it_lies(old)
    try:
        with told(old), engine.connect() as connection:
            sent, found = leaving.sent(connection), []
            for mine in log.streams(connection):
                top = held.get(mine.id, 0)
                if mine.site == site and mine.top > top:
                    [(many, first, last)] = connection.exec_driver_sql(_BEHIND, (mine.n, top)).all()
                    found.append((many, first, last, max(0, min(sent.get(mine.id, 0), mine.top) - top)))
    except Damaged:
        return None
    finally:
        engine.dispose()
    since, until = (
        moment_from_ms(stamp >> 16) if found else ""
        for stamp in (min((f[1] for f in found), default=0), max((f[2] for f in found), default=0))
    )
    return Lost(sum(f[0] for f in found), sum(f[3] for f in found), since, until)
