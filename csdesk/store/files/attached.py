"""Attached files as they lie on the disk: each under its hash beside the database, and a copy of each beside the backups."""

from __future__ import annotations

import re
import secrets
import shutil
from collections.abc import Iterable, Iterator
from hashlib import file_digest
from pathlib import Path

from csdesk.domain.progress import Progress, quiet
from csdesk.placing import put
from csdesk.store.troubles import told

_NAME = re.compile(r"([0-9a-f]{64})(\.[^/\\]*)?")


def folder_of(file: Path) -> Path:
    """Where the attached files of a database lie: beside it."""
    return file.with_name(f"{file.stem}.附件")


def beside(backups: Path) -> Path:
    """Where the copies lie that go with the backups of a folder; one for all of them, since a file never changes under its hash."""
    return backups / "附件"


def bring(source: Path, target: Path, progress: Progress = quiet) -> int:
    """Copy what the folder `target` lacks, or holds otherwise, each proven by its hash; how many. What is damaged itself is left.

    Raises StorageError; what was copied until then stays, whole.
    """
    brought, files = 0, sorted(source.iterdir()) if source.is_dir() else []
    for n, path in enumerate(files):
        progress("附件", n, len(files))
        match, there = _NAME.fullmatch(path.name), target / path.name
        if match and not (there.is_file() and there.stat().st_size == path.stat().st_size):
            brought += _copy(path, there, match[1])
    return brought


def _copy(path: Path, there: Path, digest: str) -> bool:
    half = there.with_name(f"half-{secrets.token_hex(6)}")
    with told(there):
        try:
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, half)
            if hash_of(half) != digest:
                return False
            put(half, there)
        finally:
            half.unlink(missing_ok=True)
    return True


def damaged(folder: Path, progress: Progress = quiet) -> Iterator[str]:
    """The hashes of files that are not what they were any more."""
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    for n, path in enumerate(files):
        progress("核对附件", n, len(files))
        match = _NAME.fullmatch(path.name)
        if match and hash_of(path) != match[1]:
            yield match[1]


def remove(folders: Iterable[Path], digest: str) -> int:
    """Delete the file of this hash wherever it lies; how many copies."""
    found = [path for folder in folders for path in folder.glob(f"{digest}*")] if _NAME.fullmatch(digest) else []
    for path in found:
        path.unlink(missing_ok=True)
    return len(found)


def hash_of(path: Path) -> str:
    """The SHA-256 of a file, as its name says it. Raises StorageError."""
    with told(path), path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
