"""Where a file may lie: on this computer, outside the folders that a cloud synchronises."""

from __future__ import annotations

import sys
from pathlib import Path

from csdesk.errors import Refused

CLOUD_FOLDERS = ("onedrive", "坚果云", "nutstore", "dropbox", "百度网盘", "baidunetdisk", "icloud")


def refuse_place(path: Path) -> None:
    """Refuse network drives and cloud folders: a database there loses data sooner or later."""
    text = str(path.resolve())
    if text.startswith("\\\\") or _is_remote(path):
        raise Refused("数据文件不能放在网络盘上，请放在本机硬盘，再用同步文件交换数据")
    if any(word in part.lower() for part in Path(text).parts for word in CLOUD_FOLDERS):
        raise Refused("数据文件不能放在网盘同步的文件夹里，请放在本机普通文件夹")


_REMOTE_TYPES = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "afs", "davfs", "fuse.rclone"}


def _is_remote(path: Path) -> bool:
    if sys.platform == "win32":
        import ctypes

        return ctypes.windll.kernel32.GetDriveTypeW(path.resolve().anchor) == 4
    if sys.platform != "linux":
        return False
    here = path.resolve()
    try:
        lines = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    mounts = [line.split() for line in lines]
    under = [m for m in mounts if len(m) > 2 and here.is_relative_to(m[1].replace("\\040", " "))]
    return bool(under) and max(under, key=lambda m: len(m[1]))[2] in _REMOTE_TYPES
