"""What the disk or the engine says, as a sentence for the user."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DatabaseError, OperationalError

from csdesk.errors import StorageError


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what the disk or the engine says into a sentence for the user."""
    try:
        yield
    except (OperationalError, DatabaseError, sqlite3.Error) as error:
        raise StorageError(_sentence(str(getattr(error, "orig", None) or error), path)) from error
    except OSError as error:
        raise StorageError(os_sentence(error, path)) from error


def _sentence(said: str, path: Path) -> str:
    low = said.lower()
    if "full" in low or "disk i/o" in low:
        return f"磁盘空间不足或写入失败，刚才的操作没有保存，原有数据不变。请清理 {path.anchor or path.parent} 后重试"
    if "readonly" in low or "read-only" in low or "unable to open" in low:
        return f"不能写入 {path.parent}：文件夹或文件是只读的，请换一个可写的位置"
    if "locked" in low:
        return "文件正被另一个程序占用，请稍候再试"
    if "malformed" in low or "not a database" in low:
        return f"{path.name} 已损坏，请用“修复”或从备份恢复"
    return f"读写 {path.name} 出错：{said}"


def os_sentence(error: OSError, path: Path) -> str:
    """What the operating system said of `path`, and what to do."""
    if error.errno in (28, 122):
        return f"磁盘空间不足，刚才的操作没有保存，原有数据不变。请清理 {path.anchor or path.parent} 后重试"
    if error.errno in (13, 30, 1):
        return f"不能写入 {path.parent}：文件夹或文件是只读的，请换一个可写的位置"
    return f"读写 {path} 出错：{error.strerror or error}"
