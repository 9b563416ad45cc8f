"""Merged sync files, kept beside the database for as long as a restore may need them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

from csdesk.errors import CsdeskError
from csdesk.store import copies
from csdesk.store.database import Database

#: Beside a database on a server, whose backups are not ours to know: as long as our oldest backups are kept, in days.
SERVER_DAYS = 366


def archive_of(db: Database) -> Path:
    """Where files lie that were merged."""
    return db.path.with_name(f"{db.path.stem}.存档")


def thin(db: Database, backups: Collection[Path]) -> int:
    """Delete the files that every backup knows already: no restore can need them; how many.

    What the oldest backup knows, the later ones know too. Without a backup, or with one that cannot be read, all stay.
    """
    known = _known(min(backups, key=_made)) if backups else set()
    return _delete(path for path in _files(db) if path.name.partition("~")[0] in known)


def thin_by_age(db: Database, now_ms: int) -> int:
    """The same beside a database on a server: what was merged longer ago than `SERVER_DAYS`."""
    oldest = now_ms / 1000 - SERVER_DAYS * 86_400
    return _delete(path for path in _files(db) if path.stat().st_mtime < oldest)


def _files(db: Database) -> list[Path]:
    return sorted(archive_of(db).glob("*.csdesk"))


def _made(backup: Path) -> float:
    moment = copies.moment_of(backup)
    return moment.timestamp() if moment else backup.stat().st_mtime


def _known(backup: Path) -> set[str]:
    with suppress(CsdeskError, OSError):
        return copies.merged_in(backup)
    return set()


def _delete(paths: Iterable[Path]) -> int:
    many = 0
    for path in list(paths):
        with suppress(OSError):  # another time will do
            path.unlink()
            many += 1
    return many
