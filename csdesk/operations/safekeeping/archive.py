"""Merged sync files, kept beside the database for as long as a restore may need them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

from csdesk.errors import CsdeskError
from csdesk.store.database import Database
from csdesk.store.files import copies

#: As long as our oldest backups are kept, in days: so long every merged file is kept, whatever our own backups know. There
#: may be others, made by hand in another place.
KEPT_DAYS = 366


def archive_of(db: Database) -> Path:
    """Where files lie that were merged."""
    return db.path.with_name(f"{db.path.stem}.存档")


def thin(db: Database, backups: Collection[Path], *, at_once: bool = False) -> int:
    """Delete what was merged long before the newest file and what every one of these backups knows already; how many.

    Clocks may have been wrong, so ages are those of the files among each other, and the knowledge of every backup counts,
    not that of the one that calls itself the oldest. Without a backup, or with one that cannot be read, all stay. at_once:
    whatever its age, when older backups are thrown away for good.
    """
    files = _files(db)
    known = set.intersection(*map(_known, backups)) if files and backups else set()
    until = max((path.stat().st_mtime for path in files), default=0.0) - (0 if at_once else KEPT_DAYS * 86_400)
    return _delete(path for path in files if path.name.partition("~")[0] in known and path.stat().st_mtime <= until)


def thin_by_age(db: Database, now_ms: int) -> int:
    """The same beside a database on a server, whose backups are not ours to know: what was merged so long ago."""
    oldest = now_ms / 1000 - KEPT_DAYS * 86_400
    return _delete(path for path in _files(db) if path.stat().st_mtime < oldest)


def _files(db: Database) -> list[Path]:
    return sorted(archive_of(db).glob("*.csdesk"))


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
