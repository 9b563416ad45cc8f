"""Backups: daily, on demand and before anything risky; proven, thinned by age, and laid in a second place too."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from csdesk.domain.moments import SHANGHAI
from csdesk.domain.progress import Progress, quiet
from csdesk.errors import CsdeskError, Refused
from csdesk.operations.safekeeping import archive
from csdesk.paths import Server
from csdesk.store.changesets import Clock, wall_clock
from csdesk.store.database import Database, get_meta, set_meta
from csdesk.store.files import attached, copies
from csdesk.store.files import backup as store

DAYS, WEEKS, MONTHS = 7, 4, 12
ON_SERVER = "数据在 PostgreSQL 服务器上，请由数据库管理员用 pg_dump 或 pg_basebackup 备份（做法见 docs/postgresql.md）"
HERE, SECOND = "本机", "第二位置"
_PLACE, _TROUBLE, _DRILLED = "second_place", "second_trouble", "drilled"
#: A drill is due again after so many days.
DRILL_DAYS = 30


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup of a file. size: bytes; where: beside the file, or in the second place."""

    path: Path
    at: datetime
    size: int
    where: str


def folder_of(db: Database) -> Path:
    """Where backups lie unless told otherwise: beside the file."""
    return copies.folder_of(db.path)


def backup(
    db: Database, to: Path | None = None, *, spare: Collection[Path] = (), progress: Progress = quiet, clock: Clock = wall_clock
) -> Path:
    """A verified copy named by its moment in the folder `to`; older ones are thinned, but for those to `spare`.

    Without `to` it lies beside the file and in the second place too, if there is one; when that fails, `second_trouble` says so.
    Raises Refused or StorageError; the older backups then stay.
    """
    if isinstance(db.place, Server):
        raise Refused(ON_SERVER)
    folder = to or folder_of(db)
    target = folder / copies.name_of(db.path, clock())
    copies.sweep(db.path, folder)
    attached.bring(attached.folder_of(db.path), attached.beside(folder), progress)
    copies.copy(db.path, target, progress)
    _thin(copies.made_of(db.path, folder), spare)
    if to is None:
        _lay_second(db, target, spare)
        archive.thin(db, [one.path for one in listing(db)])
    return target


def folders(db: Database) -> list[Path]:
    """Where backups of this file lie: beside it, and in the second place if there is one."""
    return [folder for folder in (folder_of(db), _second_folder(db)) if folder]


def renew(db: Database, *, clock: Clock = wall_clock) -> int:
    """A new backup, then all earlier ones away, and what was merged before: nothing purged is kept any more; how many went.

    Nothing before this moment can be restored afterwards. Raises as `backup`; the older ones then stay.
    """
    made = backup(db, clock=clock)
    old = [one.path for one in listing(db) if one.path.name != made.name]
    for path in old:
        path.unlink(missing_ok=True)
    archive.thin(db, [made], at_once=True)
    return len(old)


def before_risky(db: Database, *, spare: Collection[Path] = (), clock: Clock = wall_clock) -> Path | None:
    """A backup before a merge or an import; none when nothing has changed since, or on a server. Raises as `backup`."""
    return backup(db, spare=spare, clock=clock) if _changed_since_last(db) else None


def daily_due(db: Database, now: datetime) -> bool:
    """Whether the newest backup is of another day and something has changed since."""
    last = latest(db)
    today = last is not None and last.date() == now.astimezone(SHANGHAI).date()
    return not db.look_only and not today and _changed_since_last(db)


def latest(db: Database) -> datetime | None:
    """When the newest backup beside the file was made."""
    return max(copies.made_of(db.path, folder_of(db)), default=None)


def listing(db: Database) -> list[Backup]:
    """Every backup of this file that can be reached, newest first."""
    if isinstance(db.place, Server):
        raise Refused(ON_SERVER)
    found = []
    for where, folder in ((HERE, folder_of(db)), (SECOND, _second_folder(db))):
        made = copies.made_of(db.path, folder) if folder else {}
        found += [_as_backup(path, where) for path in made.values()]
    return sorted(found, key=lambda one: (one.at, one.where == HERE), reverse=True)


def one(path: Path) -> Backup:
    """A backup that was chosen by its path, wherever it lies, looked through. Raises Refused as `verify`."""
    verify(path)
    return _as_backup(path, str(path.parent))


def newest_beside(file: Path) -> Backup | None:
    """The newest backup beside a file that may not be readable itself."""
    made = copies.made_of(file, copies.folder_of(file))
    return _as_backup(made[max(made)], HERE) if made else None


def _as_backup(path: Path, where: str) -> Backup:
    about = path.stat()
    return Backup(path, copies.moment_of(path) or datetime.fromtimestamp(about.st_mtime, SHANGHAI), about.st_size, where)


def verify(backup_file: Path) -> None:
    """Raise Refused unless this is a sound backup."""
    if not backup_file.exists():
        raise Refused(f"找不到备份 {backup_file}，请核对位置")
    if not copies.is_sound(backup_file):
        raise Refused("这份备份已损坏，不能恢复；原有数据没有改动，请换一份备份")


def restore(backup_file: Path, to: Path) -> Path | None:
    """Bring a backup back as the file `to`; what stood there is kept under another name, which is returned.

    Raises Busy when `to` is open, Refused when the backup is not sound or not there.
    """
    verify(backup_file)
    return store.restore(backup_file, to)


def bring_attached(backup_file: Path, to: Path, progress: Progress = quiet) -> int:
    """Bring back attached files that are missing or damaged beside the file `to` from beside a backup; how many. Raises StorageError."""
    source, folder = attached.beside(backup_file.parent), attached.folder_of(to)
    for digest in list(attached.damaged(folder, progress)):
        if any(source.glob(f"{digest}*")):
            attached.remove([folder], digest)
    return attached.bring(source, folder, progress)


# -- the second place -------------------------------------------------------------------------------------------------


def second_place(db: Database) -> Path | None:
    """The folder into which each backup goes too."""
    kept = _meta(db, _PLACE)
    return Path(kept) if kept else None


def set_second_place(db: Database, folder: Path | None) -> None:
    """Lay backups there too from now on, beginning with the newest; None for no more. Raises Refused or StorageError."""
    if isinstance(db.place, Server):
        raise Refused(ON_SERVER)
    if folder is not None and not folder.is_dir():
        raise Refused(f"找不到文件夹 {folder}，请先插好磁盘或接通共享，再选一次")
    if folder is not None and folder.resolve() in (db.path.parent.resolve(), folder_of(db).resolve()):
        raise Refused("备份本来就在这里。请选另一块磁盘、U 盘或共享上的文件夹")
    _note(db, {_PLACE: str(folder.resolve()) if folder else "", _TROUBLE: ""})
    newest = copies.made_of(db.path, folder_of(db))
    if folder is not None and newest:
        _lay_second(db, newest[max(newest)], ())


def second_trouble(db: Database) -> str:
    """Why the last backup is not in the second place; empty when it is, or when there is none."""
    return _meta(db, _TROUBLE)


def _second_folder(db: Database) -> Path | None:
    place = second_place(db)
    return place / f"{db.path.stem}-{db.site.site[:8]}" if place else None  # others may keep files of the same name there


def _lay_second(db: Database, made: Path, spare: Collection[Path]) -> None:
    folder = _second_folder(db)
    if folder is None:
        return
    trouble = ""
    try:
        copies.copy_to(made, folder)
        attached.bring(attached.folder_of(db.path), attached.beside(folder))
    except CsdeskError as error:
        trouble = f"第二备份位置没有写成：{error}"
    else:
        _thin(copies.made_of(db.path, folder), spare)
    if trouble != second_trouble(db):
        _note(db, {_TROUBLE: trouble})


# -- drills -----------------------------------------------------------------------------------------------------------


def last_drill(db: Database) -> datetime | None:
    """When restoring was last tried."""
    kept = _meta(db, _DRILLED)
    return datetime.fromisoformat(kept) if kept else None


def note_drill(db: Database, at: datetime) -> None:
    """Remember when restoring was tried."""
    _note(db, {_DRILLED: at.isoformat(timespec="seconds")})


def drill_due(db: Database, now: datetime) -> bool:
    """Whether restoring was not tried for a month, or never since there have been backups for that long."""
    if db.look_only or isinstance(db.place, Server):
        return False
    since = last_drill(db) or min(copies.made_of(db.path, folder_of(db)), default=None)
    return since is not None and now - since >= timedelta(days=DRILL_DAYS)


# -- helpers ----------------------------------------------------------------------------------------------------------


def _meta(db: Database, key: str) -> str:
    with db.reading() as connection:
        return get_meta(connection, key)


def _note(db: Database, told: dict[str, str]) -> None:
    if not db.look_only:
        with db.writing() as connection:
            set_meta(connection, told)


def _changed_since_last(db: Database) -> bool:
    if isinstance(db.place, Server):
        return False
    made = copies.made_of(db.path, folder_of(db))
    parts = (db.path, Path(f"{db.path}-wal"))
    return not made or max(made.values()).stat().st_mtime_ns < max(part.stat().st_mtime_ns for part in parts if part.exists())


def kept(moments: Collection[datetime]) -> set[datetime]:
    """Which backups stay: the newest three, and the last of each of 7 days, 4 weeks and 12 months."""
    newest_first = sorted(moments, reverse=True)
    stay = set(newest_first[:3])
    for unit, many in (("%Y-%m-%d", DAYS), ("%G-%V", WEEKS), ("%Y-%m", MONTHS)):
        last: dict[str, datetime] = {}
        for moment in newest_first:
            last.setdefault(moment.strftime(unit), moment)
        stay.update(list(last.values())[:many])
    return stay


def _thin(made: dict[datetime, Path], spare: Collection[Path]) -> None:
    stay = kept(made)
    for moment, path in made.items():
        if moment not in stay and path not in spare:
            path.unlink(missing_ok=True)
