"""Second copies of a file: where they lie, what they are called, and that they count only once they are proven."""

from __future__ import annotations

import hashlib
import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from csdesk.domain.moments import SHANGHAI
from csdesk.domain.progress import Progress, quiet
from csdesk.errors import StorageError
from csdesk.placing import put
from csdesk.store import log
from csdesk.store.engines import words_of
from csdesk.store.engines.sqlite import kept_as_it_lies, look_at, uri
from csdesk.store.troubles import Damaged, told

_NAME = "%Y%m%d-%H%M%S"
_PAGES = 4096  # of 4 KiB between two signs of progress
_TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'find!_%' ESCAPE '!' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
)


def folder_of(file: Path) -> Path:
    """Where the backups of a file lie: beside it."""
    return file.with_name(f"{file.stem}.备份")


def name_of(file: Path, ms: int) -> str:
    """What a backup is called that was made at this moment (milliseconds)."""
    return f"{file.stem}-{datetime.fromtimestamp(ms // 1000, SHANGHAI):{_NAME}}-{ms % 1000:03}.csdb"


def moment_of(backup: Path, stem: str = "") -> datetime | None:
    """When a backup was made, by its name; None for other names. stem: that of its file, where it is known."""
    said = backup.stem.removeprefix(f"{stem}-") if stem else "-".join(backup.stem.split("-")[-3:])
    with suppress(ValueError):
        return datetime.strptime(said, f"{_NAME}-%f").replace(tzinfo=SHANGHAI)
    return None


def made_of(file: Path, folder: Path) -> dict[datetime, Path]:
    """The backups of a file in a folder by their moment; what has another name is somebody else's."""
    found = {path: moment_of(path, file.stem) for path in folder.glob("*.csdb") if path.name.startswith(f"{file.stem}-")}
    return {moment: path for path, moment in found.items() if moment}


def copy(source: Path, target: Path, progress: Progress = quiet) -> None:
    """A verified copy of a csdesk file under a new name, complete or not there at all.

    Raises Damaged when it is not sound, StorageError on a full or read-only disk, Cancelled from `progress`.
    """
    try:
        with told(target), _half(target) as half:
            counts = _copy_pages(source, half, progress)
            if not is_sound(half, counts):
                raise Damaged
            put(half, target)
    except Damaged as error:
        sentence = f"{source.name} 没有通过核对，没有写出副本。请用“文件 → 检查与修复”查看，或从较早的备份恢复（文件 → 从备份恢复）"
        raise Damaged(sentence) from error


def copy_to(backup: Path, folder: Path) -> None:
    """The same proven copy in another folder too, byte for byte; it is read there again and compared, without SQLite.

    The folder may be on another disk or a share, and is not made: a stick that is not plugged in is no folder. Raises StorageError.
    """
    if not folder.parent.is_dir():
        raise StorageError(f"找不到 {folder.parent}，请插好磁盘或接通共享")
    with told(folder), _half(folder / backup.name) as half:
        shutil.copyfile(backup, half)
        if _digest(half) != _digest(backup):
            raise StorageError(f"写到 {folder} 的副本读回来不一样，没有保留。请检查那个磁盘")
        put(half, folder / backup.name)


def sweep(file: Path, folder: Path) -> None:
    """Take away what a program that was killed left of copies of this file."""
    for left in folder.glob(f"{file.stem}-*.half*"):
        left.unlink(missing_ok=True)


def is_sound(path: Path, counts: dict[str, int] | None = None) -> bool:
    """Whether SQLite's own check and every chain hold, and every table has as many rows as `counts` says.

    Nothing is written beside the file, wherever it lies and whichever version made it. Raises Refused for a file that is none of ours.
    """
    look_at(path)
    engine = kept_as_it_lies(path)
    try:
        with told(path), engine.connect() as connection:
            if words_of(connection).ailments(connection) or log.broken_chains(connection):
                return False
            return counts is None or counts == {name: connection.exec_driver_sql(_many(name)).scalar() for name in counts}
    except Damaged:
        return False
    finally:
        engine.dispose()


def merged_in(backup: Path) -> set[str]:
    """The ids of the sync files that a backup knows as merged. Raises StorageError where it cannot be read."""
    engine = kept_as_it_lies(backup)
    try:
        with told(backup), engine.connect() as connection:
            return set(connection.exec_driver_sql("SELECT id FROM pack").scalars())
    finally:
        engine.dispose()


def with_companions(path: Path) -> list[Path]:
    """A file and what SQLite lays beside it."""
    return [Path(f"{path}{end}") for end in ("", "-wal", "-shm", "-journal")]


@contextmanager
def _half(target: Path) -> Iterator[Path]:
    """A name beside the target that is gone when the block ends, whatever happens in it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_name(f"{target.name}.{secrets.token_hex(4)}.half")
    try:
        yield half
    finally:
        for left in with_companions(half):
            left.unlink(missing_ok=True)


def _copy_pages(source: Path, target: Path, progress: Progress) -> dict[str, int]:
    """Copy one moment of a file that may be in use; how many rows each table had in that moment."""

    def tell(_status: int, left: int, total: int) -> None:
        progress(f"备份 {source.name}", total - left, total)

    with closing(sqlite3.connect(f"{uri(source)}?mode=ro", uri=True, timeout=5)) as old, closing(sqlite3.connect(target)) as new:
        old.execute("BEGIN")  # what is counted and what is copied is the same moment
        counts = {name: old.execute(_many(name)).fetchone()[0] for (name,) in old.execute(_TABLES).fetchall()}
        old.backup(new, pages=_PAGES, progress=tell)
        new.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it
    return counts


def _many(table: str) -> str:
    return f'SELECT count(*) FROM "{table}"'


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "blake2b").digest()
