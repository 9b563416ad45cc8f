"""The marker beside the key: which file of this workstation was last used here, and how far it had come.

A file that is a copy, was moved, or was put back behind our back writes into new streams, so that no number is used twice.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from csdesk import paths
from csdesk.paths import Place, address

_TOPS = "SELECT book, top, chain FROM stream WHERE site = ? AND inc = ?"
_CHAIN = "SELECT c.chain FROM change c JOIN stream s ON s.n = c.stream WHERE s.site = ? AND s.inc = ? AND s.book = ? AND c.seq = ?"


def file_of(site: str) -> Path:
    """Where the marker of a workstation lies."""
    return paths.keys() / f"{site}.mark"


def strayed(connection: Connection, place: Place, site: str, inc: str) -> bool:
    """Whether the database at `place` is not the one that was last used here, or is behind it."""
    kept = _kept(site)
    if kept is None:
        return False
    if (kept.get("inc"), kept.get("path")) != (inc, address(place)):
        return True
    return any(
        _hex(connection.exec_driver_sql(_CHAIN, (site, inc, book, top)).scalar()) != chain
        for book, (top, chain) in kept.get("tops", {}).items()
    )


def keep(connection: Connection, place: Place, site: str, inc: str) -> None:
    """Note how far the file has come. A marker that cannot be written protects less, and is no reason to stop."""
    tops = {book: [top, _hex(chain)] for book, top, chain in connection.exec_driver_sql(_TOPS, (site, inc)) if top}
    told = {"inc": inc, "path": address(place), "tops": tops}
    if told == _kept(site):
        return
    with suppress(OSError):
        file_of(site).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file_of(site).write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


def _hex(chain: bytes | None) -> str | None:
    return None if chain is None else bytes(chain).hex()


def _kept(site: str) -> dict[str, Any] | None:
    try:
        kept = json.loads(file_of(site).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return kept if isinstance(kept, dict) else None
