"""Backups: on demand, before anything risky, thinned by age, and brought back."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from csdesk.domain.moments import SHANGHAI
from csdesk.errors import Refused
from csdesk.paths import Server
from csdesk.store import backup as store
from csdesk.store.changesets import Clock, wall_clock
from csdesk.store.database import Database

_NAME = "%Y%m%d-%H%M%S"
DAYS, WEEKS, MONTHS = 7, 4, 12
ON_SERVER = "数据在 PostgreSQL 服务器上，请由数据库管理员用 pg_dump 或 pg_basebackup 备份（做法见 docs/postgresql.md）"


def folder_of(db: Database) -> Path:
    """Where backups lie unless told otherwise: beside the file."""
    return db.path.with_name(f"{db.path.stem}.备份")


def backup(db: Database, to: Path | None = None, *, clock: Clock = wall_clock) -> Path:
    """A verified copy named by its moment in the folder `to`; older ones are thinned. Raises Refused or StorageError."""
    if isinstance(db.place, Server):
        raise Refused(ON_SERVER)
    folder = to or folder_of(db)
    ms = clock()
    moment = datetime.fromtimestamp(ms // 1000, SHANGHAI)
    target = folder / f"{db.path.stem}-{moment:{_NAME}}-{ms % 1000:03}.csdb"
    store.copy(db.path, target)
    _thin(_backups(db, folder))
    return target


def before_risky(db: Database, *, clock: Clock = wall_clock) -> Path | None:
    """A backup before a merge or an import; none when nothing has changed since, or on a server. Raises as `backup`."""
    if isinstance(db.place, Server):
        return None
    made = _backups(db, folder_of(db))
    if made and max(made.values()).stat().st_mtime_ns >= _changed(db.path):
        return None
    return backup(db, clock=clock)


def latest(db: Database) -> datetime | None:
    """When the newest backup beside the file was made."""
    return max(_backups(db, folder_of(db)), default=None)


def verify(backup_file: Path) -> None:
    """Raise Refused unless this is a sound backup."""
    if not backup_file.exists():
        raise Refused(f"找不到备份 {backup_file}，请核对位置")
    if not store.is_sound(backup_file):
        raise Refused("这份备份已损坏，不能恢复；原有数据没有改动，请换一份备份")


def restore(backup_file: Path, to: Path) -> None:
    """Bring a backup back as the file `to`; what stood there is kept under another name.

    Raises Busy when `to` is open, Refused when the backup is not sound or not there.
    """
    verify(backup_file)
    store.restore(backup_file, to)


def _changed(path: Path) -> int:
    parts = (path, Path(f"{path}-wal"))
    return max(part.stat().st_mtime_ns for part in parts if part.exists())


def _backups(db: Database, folder: Path) -> dict[datetime, Path]:
    """The backups of this file by moment."""
    start = f"{db.path.stem}-"
    found: dict[datetime, Path] = {}
    for path in folder.glob("*.csdb"):
        if path.name.startswith(start):
            with suppress(ValueError):  # somebody else's file
                moment = datetime.strptime(path.stem[len(start) :], f"{_NAME}-%f").replace(tzinfo=SHANGHAI)
                found[moment] = path
    return found


def kept(moments: list[datetime]) -> set[datetime]:
    """Which backups stay: the newest three, and the last of each of 7 days, 4 weeks and 12 months."""
    newest_first = sorted(moments, reverse=True)
    stay = set(newest_first[:3])
    for unit, many in (("%Y-%m-%d", DAYS), ("%G-%V", WEEKS), ("%Y-%m", MONTHS)):
        last: dict[str, datetime] = {}
        for moment in newest_first:
            last.setdefault(moment.strftime(unit), moment)
        stay.update(list(last.values())[:many])
    return stay


def _thin(made: dict[datetime, Path]) -> None:
    stay = kept(list(made))
    for moment, path in made.items():
        if moment not in stay:
            path.unlink(missing_ok=True)
