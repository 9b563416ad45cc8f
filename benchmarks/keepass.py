"""`keepassxc-cli merge` of as many entries as a sync file has changes: a program that merges files which two people have written to.

Debian: `apt-get install keepassxc`. Its time includes opening, decrypting and writing both databases, as ours includes checking
the file; what it takes for an empty second database is measured beside it.
"""

from __future__ import annotations

import base64
import os
import resource
import shutil
import subprocess
import uuid
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

from benchmarks.million import clients

PASSWORD = "benchmark\n"
_TIMES = (
    "<Times><LastModificationTime>{0}</LastModificationTime><CreationTime>2026-06-01T00:00:00Z</CreationTime>"
    "<LastAccessTime>{0}</LastAccessTime><ExpiryTime>2026-06-01T00:00:00Z</ExpiryTime><Expires>False</Expires>"
    "<UsageCount>0</UsageCount><LocationChanged>2026-06-01T00:00:00Z</LocationChanged></Times>"
)
_FRAME = (
    '<?xml version="1.0" encoding="UTF-8"?><KeePassFile><Meta><Generator>csdesk</Generator></Meta>'
    "<Root><Group><UUID>{}</UUID><Name>Root</Name>{}{}</Group></Root></KeePassFile>"
)


def pair(folder: Path, changes: int) -> tuple[Path, Path]:
    """A database of so many clients as entries, and one that brings half as many edits and half as many new ones."""
    half = changes // 2
    held, told = list(_entries(changes, "2026-06-01T00:00:00Z")), list(_entries(changes + half, "2026-06-03T00:00:00Z"))
    news = told[:half] + told[changes:]
    return _database(folder / "held.kdbx", held), _database(folder / "news.kdbx", news)


def _entries(count: int, changed: str) -> Iterable[str]:
    for n, told in enumerate(clients(count)):
        texts = {"Title": told["short_name"], "UserName": told["client_code"], "Notes": f"{told['legal_name']} {changed}"}
        strings = "".join(f"<String><Key>{key}</Key><Value>{escape(str(text))}</Value></String>" for key, text in texts.items())
        yield f"<Entry><UUID>{_id(n + 1)}</UUID>{_TIMES.format(changed)}{strings}</Entry>"


def _id(n: int) -> str:
    return base64.b64encode(uuid.UUID(int=n).bytes).decode()


def _database(path: Path, entries: Iterable[str]) -> Path:
    xml = path.with_suffix(".xml")
    xml.write_text(_FRAME.format(_id(0xCAFE << 64), _TIMES.format("2026-06-01T00:00:00Z"), "".join(entries)), encoding="utf-8")
    _told("import", "-q", "-p", "-t", "100", xml, path, said=PASSWORD * 2)
    return path


def merging(folder: Path, changes: int) -> tuple[float, float]:
    """CPU seconds of merging so many changes into as many entries, and of merging nothing into them.

    Raises SystemExit where the program is not installed.
    """
    if shutil.which("keepassxc-cli") is None:
        raise SystemExit("keepassxc-cli is not installed here; on Debian: apt-get install keepassxc")
    held, news = pair(folder, changes)
    nothing = _database(folder / "nothing.kdbx", [])
    taken = []
    for other in (news, nothing):
        copy = folder / "copy.kdbx"
        shutil.copyfile(held, copy)
        taken.append(_told("merge", "-q", "-s", copy, other, said=PASSWORD))
    return taken[0], taken[1]


def _told(*arguments: str | Path, said: str) -> float:
    """Run the program to its end; its CPU seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run(["keepassxc-cli", *map(str, arguments)], input=said, text=True, check=True, capture_output=True, env=env)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
