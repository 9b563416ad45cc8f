"""An edit, from Enter to durable: changing one field of one client against one raw commit of the same disk."""

from __future__ import annotations

import itertools
import sqlite3
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from benchmarks.harness import compare, report
from csdesk.domain.care.clients import Client
from csdesk.domain.moments import SHANGHAI
from csdesk.operations import files, ledgers
from csdesk.store.database import Database

NOW = datetime(2026, 6, 12, 10, 5, tzinfo=SHANGHAI)
SPOT = {"legal_name": "宁波示例家电有限公司", "short_name": "示例家电", "client_type": "spot"}


def raw(folder: Path) -> Callable[[], object]:
    """One row of a plain table changed and committed, WAL and FULL as in a file of ours."""
    connection = sqlite3.connect(folder / "raw.db", isolation_level=None)
    for line in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "CREATE TABLE t (n INTEGER PRIMARY KEY, note TEXT)"):
        connection.execute(line)
    connection.execute("INSERT INTO t VALUES (1, '')")
    counted = itertools.count()

    def edit() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE t SET note = ? WHERE n = 1", (f"第 {next(counted)} 次",))
        connection.execute("COMMIT")

    return edit


def ours(db: Database, field: str, text: str) -> Callable[[], object]:
    """One field of one client changed as the window does it: checked, logged, folded, read back."""
    row = ledgers.create(db, Client, SPOT, now=NOW)
    counted = itertools.count()

    def edit() -> None:
        nonlocal row
        row = ledgers.change(db, Client, row, {field: f"{text} {next(counted)}"})

    return edit


def main() -> None:
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as place:
        folder = Path(place)
        with files.new_file(folder / "张三.csdb", name="张三", role="specialist", branch="NB") as db:
            ways = {
                "raw SQLite commit (limit)": raw(folder),
                "csdesk edit": ours(db, "biz_address", "江北区示例路"),
                "csdesk edit of a name, found by typing": ours(db, "short_name", "示例家电"),
            }
            report("edit", [compare("One edit, Enter to durable", ways, turns=200, goal="≤ 1.5 ×")])


if __name__ == "__main__":
    main()
