"""Second copies: taken from the running file, verified before they count, and brought back as a new incarnation."""

from __future__ import annotations

import os
import secrets
import sqlite3
from contextlib import closing
from pathlib import Path

from csdesk.errors import Refused
from csdesk.store import log
from csdesk.store.database import Database
from csdesk.store.places import refuse_place
from csdesk.store.troubles import told


def copy(source: Path, target: Path) -> None:
    """A verified copy of a csdesk file under a new name, complete or not there at all.

    Raises Refused when the copy is not sound, StorageError on a full or read-only disk.
    """
    half = target.with_name(f"{target.name}.{secrets.token_hex(4)}.half")
    with told(target):
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            _copy_pages(source, half)
            verify(half)
            _settle(half)
            half.replace(target)
        finally:
            for left in _with_companions(half):
                left.unlink(missing_ok=True)


def _copy_pages(source: Path, target: Path) -> None:
    reader = f"{source.resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(reader, uri=True, timeout=5)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
        new.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it


def _settle(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def verify(path: Path) -> None:
    """Raise Refused unless SQLite's own check and every chain of the log hold."""
    with Database.open(path, look_only=True) as db, db.reading() as connection:
        said = connection.exec_driver_sql("PRAGMA quick_check").scalars().all()
        if said != ["ok"] or log.broken_chains(connection):
            raise Refused(f"{path.name} 没有通过核对，不能当作备份。请先用“核对”检查数据文件")


def restore(backup: Path, to: Path) -> None:
    """Put a verified backup in the place of `to`, whose old file is moved aside.

    The restored file is a new incarnation: what it writes next never re-uses a number that others have seen.
    Raises Busy when `to` is open, Refused when the backup is not sound.
    """
    refuse_place(to)
    if to.exists():
        Database.open(to).close()  # Busy when a window has it open; and its last changes leave the -wal
    fresh = to.with_name(f"{to.name}.{secrets.token_hex(4)}.new")
    try:
        copy(backup, fresh)
        with Database.open(fresh) as db:
            db.reincarnate()
        with told(to):
            _aside(to)
            fresh.replace(to)
    finally:
        for left in (*_with_companions(fresh), Path(f"{fresh}.lock")):
            left.unlink(missing_ok=True)


def _aside(path: Path) -> None:
    number = 1
    while (kept := path.with_name(f"{path.stem}.旧{number}{path.suffix}")).exists():
        number += 1
    for part, new in zip(_with_companions(path), _with_companions(kept), strict=True):
        if part.exists():
            part.replace(new)


def _with_companions(path: Path) -> list[Path]:
    return [Path(f"{path}{end}") for end in ("", "-wal", "-shm")]
