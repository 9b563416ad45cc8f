"""Second copies: taken from the running file, verified before they count, and brought back as a new incarnation."""

from __future__ import annotations

import os
import secrets
import sqlite3
from contextlib import closing
from pathlib import Path

from csdesk.store import log
from csdesk.store.database import Database
from csdesk.store.engines import words_of
from csdesk.store.places import refuse_place
from csdesk.store.troubles import Damaged, told


def copy(source: Path, target: Path) -> None:
    """A verified copy of a csdesk file under a new name, complete or not there at all.

    Raises Damaged when it is not sound, StorageError on a full or read-only disk.
    """
    try:
        _copy(source, target)
    except Damaged as error:
        sentence = f"{source.name} 没有通过核对，没有写出副本。请用“文件 → 检查数据”查看，或从较早的备份恢复（文件 → 从备份恢复）"
        raise Damaged(sentence) from error


def _copy(source: Path, target: Path) -> None:
    half = target.with_name(f"{target.name}.{secrets.token_hex(4)}.half")
    with told(target):
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            _copy_pages(source, half)
            if not is_sound(half):
                raise Damaged
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


def is_sound(path: Path) -> bool:
    """Whether SQLite's own check and every chain of the log hold. Raises Refused for a file that is none of ours."""
    try:
        with Database.open(path, look_only=True) as db, db.reading() as connection:
            return not words_of(connection).ailments(connection) and not log.broken_chains(connection)
    except Damaged:
        return False


def restore(backup: Path, to: Path) -> None:
    """Put a verified backup in the place of `to`, whose old file is moved aside.

    The restored file is a new incarnation: what it writes next never re-uses a number that others have seen.
    Raises Busy when `to` is open, StorageError when the backup is not sound.
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
