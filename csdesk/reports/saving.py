"""Writing a file for people: first beside it, then in its place, so that a half-written one is never seen."""

from __future__ import annotations

import errno
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from csdesk.errors import StorageError
from csdesk.placing import put


@contextmanager
def saving(path: Path) -> Iterator[Path]:
    """A temporary path to write to; it becomes `path` when the block ends well. Raises StorageError with a sentence."""
    half = path.with_name(f".{secrets.token_hex(4)}{path.suffix}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield half
        put(half, path)
    except OSError as error:
        raise StorageError(_sentence(path, error)) from error
    finally:
        _remove(half)


def _remove(half: Path) -> None:
    try:
        half.unlink(missing_ok=True)
    except OSError:
        return  # a read-only folder holds no half-written file


def _sentence(path: Path, error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"磁盘已满，{path.name} 没有写成；请清理磁盘或换一个位置再试"
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return f"不能写到 {path.parent}（只读、没有权限，或 {path.name} 正在 Excel 中打开）；请关闭文件或换一个位置再试"
    return f"{path.name} 没有写成（{error.strerror}）；请换一个位置再试"
