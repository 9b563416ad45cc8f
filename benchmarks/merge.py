"""A merge with everything included, against the raw upsert of the same rows and against pandas over the mailed workbook.

`python3 -m benchmarks.merge [changes]`; growth is measured by running it with 100000, 1000000 and 5000000.
"""

from __future__ import annotations

import itertools
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.harness import compare, report
from benchmarks.million import CHUNK, clients
from csdesk.domain.clients import Client
from csdesk.operations import exchange, files
from csdesk.store import changesets
from csdesk.store.database import Database

CHANGES = 100_000
TURNS = 3
_UPSERT = "INSERT INTO main.client SELECT * FROM new.client WHERE true ORDER BY id, book ON CONFLICT (id, book) DO UPDATE SET {}"


def office(folder: Path) -> tuple[Database, Database]:
    """A specialist and his manager, enrolled."""
    mine = files.new_file(folder / "张三.csdb", name="张三", role="specialist", branch="NB")
    manager = files.new_file(folder / "李经理.csdb", name="李经理", role="branch_manager", branch="NB")
    exchange.join(mine, folder / "a.csjoin")
    exchange.admit(manager, folder / "a.csjoin", folder / "a.cscert")
    exchange.accept(mine, folder / "a.cscert")
    return mine, manager


def enter(db: Database, rows: list[dict[str, object]]) -> list[str]:
    """These clients in change sets as an import writes them; their ids."""
    made: list[str] = []
    for part in _parts(rows):
        with changesets.change_set(db, "压测数据") as work:
            made += [work.create(Client, row) for row in part]
    return made


def _parts(rows: list[dict[str, object]]) -> list[list[dict[str, object]]]:
    return [rows[start : start + CHUNK] for start in range(0, len(rows), CHUNK)]


def alter(db: Database, ids: list[str]) -> None:
    """Two fields of each of these clients written anew."""
    for start in range(0, len(ids), CHUNK):
        with changesets.change_set(db, "修改") as work:
            for n, row in enumerate(ids[start : start + CHUNK]):
                work.change(Client, db.site.book, row, {"tier": "A", "credit_limit": n * 100})


def ours(folder: Path, template: Path, pack: Path) -> Callable[[], object]:
    """The product's merge into a fresh copy of the manager's file; the copying is no part of it."""
    counted = itertools.count()
    waiting: list[Path] = []

    def prepare() -> None:
        target = folder / f"{next(counted)}" / "李经理.csdb"
        target.parent.mkdir()
        shutil.copyfile(template, target)
        waiting.append(target)

    for _ in range(TURNS + 2):  # one to warm up, one more for the memory
        prepare()

    def merge() -> None:
        with files.open_file(waiting.pop()) as db:
            [told] = exchange.merge(db, [pack])
            if told.outcome != "merged":
                raise RuntimeError(told.sentence)

    return merge


def raw(folder: Path, template: Path, after: Path) -> Callable[[], object]:
    """ATTACH and INSERT … SELECT … ON CONFLICT of the rows that the merge alters, sorted, into a table with the same key."""
    plain, news = folder / "plain.db", folder / "news.db"
    altered = "SELECT * FROM f.client WHERE credit_limit IS NOT (SELECT credit_limit FROM b.client b WHERE b.id = client.id)"
    for path, text in ((plain, "SELECT * FROM f.client"), (news, altered)):
        with sqlite3.connect(path) as made:
            made.execute("ATTACH ? AS f", (str(template if path is plain else after),))
            made.execute("ATTACH ? AS b", (str(template),))
            made.execute(f"CREATE TABLE client AS {text}")
            made.execute("CREATE UNIQUE INDEX client_id ON client (id, book)")
        made.close()
    counted = itertools.count()

    def upsert() -> None:
        target = folder / f"plain{next(counted)}.db"
        shutil.copyfile(plain, target)
        connection = sqlite3.connect(target)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("ATTACH ? AS new", (str(news),))
        names = [name for _, name, *_ in connection.execute("PRAGMA main.table_info(client)")]
        with connection:
            connection.execute(_UPSERT.format(", ".join(f'"{n}"=excluded."{n}"' for n in names if n not in ("id", "book"))))
        connection.close()

    return upsert


def pandas_way(folder: Path) -> Callable[[], object]:
    """What one would do without csdesk: read the mailed workbook and lay it over the rows that are there."""
    import pandas as pd

    with sqlite3.connect(folder / "news.db") as news:
        pd.read_sql("SELECT * FROM client", news).to_excel(folder / "mailed.xlsx", index=False)
    with sqlite3.connect(folder / "plain.db") as plain:
        there = pd.read_sql("SELECT * FROM client", plain)

    def lay_over() -> None:
        mailed = pd.read_excel(folder / "mailed.xlsx", engine="openpyxl")
        pd.concat([there, mailed]).drop_duplicates("id", keep="last")

    return lay_over


def main() -> None:
    changes = int(sys.argv[1]) if len(sys.argv) > 1 else CHANGES
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as place:
        folder = Path(place)
        os.environ["CSDESK_KEYS"] = str(folder / "keys")
        mine, manager = office(folder)
        rows = list(clients(changes + changes // 2))
        with mine, manager:
            ids = enter(mine, rows[:changes])
            exchange.send(mine, "李经理", folder / "1.csdesk")
            exchange.merge(manager, [folder / "1.csdesk"])
            exchange.send(manager, "张三", folder / "back.csdesk")
            exchange.merge(mine, [folder / "back.csdesk"])
            alter(mine, ids[: changes // 2])
            enter(mine, rows[changes:])
            exchange.send(mine, "李经理", folder / "2.csdesk")
        ways = {
            "raw ATTACH upsert (limit)": raw(folder, folder / "李经理.csdb", folder / "张三.csdb"),
            "csdesk merge": ours(folder, folder / "李经理.csdb", folder / "2.csdesk"),
            "pandas + openpyxl": pandas_way(folder),
        }
        title = f"A sync file of {changes:,} changes into {changes:,} clients"
        report("merge", [compare(title, ways, turns=TURNS, goal="≤ 6 ×, ≥ 5 × faster than pandas", per=changes, memory=True)])


if __name__ == "__main__":
    main()
