"""Putting a finished file in its place so that it is there, whole, even when the power goes right afterwards."""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from pathlib import Path

#: On Windows a virus scanner may hold a new file for a moment; seconds between tries.
_WAITS = (0.1, 0.2, 0.4, 0.8, 1.0) if sys.platform == "win32" else ()


def put(half: Path, target: Path) -> None:
    """Give a file that is written and closed its final name. Raises OSError.

    First its content goes to the disk, then the name: the other way round a power cut may leave an empty file under it.
    """
    with half.open("rb+") as file:
        os.fsync(file.fileno())
    _rename(half, target)
    if sys.platform != "win32":  # there a name is kept with the file
        with suppress(OSError):  # some network shares keep names as they like
            _settle_names(target.parent)


def _rename(half: Path, target: Path) -> None:
    for wait in _WAITS:
        try:
            half.replace(target)
        except PermissionError:
            time.sleep(wait)
        else:
            return
    half.replace(target)


def _settle_names(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
