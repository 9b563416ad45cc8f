"""What the disk or the engine says, as a sentence for the user."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DatabaseError, OperationalError

from csdesk.errors import Refused, StorageError

_REASONS = {
    errno.ENOENT: "文件夹不存在，请核对位置",
    errno.ENOTDIR: "路径中有一段不是文件夹，请核对位置",
    errno.EISDIR: "这是一个文件夹，请给出文件名",
    errno.ENAMETOOLONG: "名字太长，请改短一些",
    errno.EINVAL: "名字里有不能使用的字符，请改名",
    errno.EEXIST: "同名的文件或文件夹已经存在，请换一个名字",
    errno.EACCES: "没有权限，请换一个位置",
    errno.EPERM: "没有权限，请换一个位置",
    errno.EROFS: "磁盘是只读的，请换一个位置",
    errno.EBUSY: "正被另一个程序占用，请关闭那个程序后重试",
    errno.EIO: "磁盘读写出错，请检查磁盘或 U 盘",
    errno.ENODEV: "磁盘或 U 盘已拔出，请插好后重试",
    errno.ENXIO: "磁盘或 U 盘已拔出，请插好后重试",
}


_DAMAGE = ("malformed", "not a database", "could not decode")


class Damaged(StorageError):
    """The content of a file is no longer what was written."""


class Busy(Refused):
    """Another program has the file open; looking is still possible."""


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what the disk or the engine says into a sentence for the user."""
    try:
        yield
    except (OperationalError, DatabaseError, sqlite3.Error) as error:
        said = str(getattr(error, "orig", None) or error)
        if any(sign in said.lower() for sign in _DAMAGE):
            raise Damaged(f"{path.name} 已损坏，请从备份恢复（文件 → 从备份恢复）") from error
        raise StorageError(_sentence(said, path)) from error
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
    return f"读写 {path.name} 出错：{said}"


def os_sentence(error: OSError, path: Path) -> str:
    """What the operating system said of `path`, and what to do."""
    if error.errno in (28, 122):
        return f"磁盘空间不足，刚才的操作没有保存，原有数据不变。请清理 {path.anchor or path.parent} 后重试"
    if error.errno in (13, 30, 1):
        return f"不能写入 {path.parent}：文件夹或文件是只读的，请换一个可写的位置"
    return f"读写 {path} 出错：{os_reason(error)}"


def os_reason(error: OSError) -> str:
    """What the operating system said, in Chinese where it is common."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)
