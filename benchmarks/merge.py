"""A merge with everything included, against the raw upsert of the same rows and against pandas over the mailed workbook.

Half of the changes make new clients, 30 % come after what is held, 20 % had not seen what the manager wrote since (1 % of
those to the same field). They meet as many clients as there are changes. `python3 -m benchmarks.merge --help`.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from benchmarks import keepass
from benchmarks.harness import DATA, Table, Way, compare, report, timed
from benchmarks.nation import nation
from benchmarks.packs import DAY, START, Author, new_clients, office
from csdesk.domain.care.clients import Client
from csdesk.operations import files
from csdesk.operations.peers import exchange
from csdesk.operations.safekeeping import backups
from csdesk.store import changesets
from csdesk.store.database import Database

CHANGES, SAMPLE, TURNS = 100_000, 3_000, 3
_UPSERT = "INSERT INTO main.client SELECT * FROM new.client WHERE true ORDER BY id, book ON CONFLICT (id, book) DO UPDATE SET {}"


def now() -> int:
    """Three days after the first change."""
    return START + 3 * DAY


def pair(folder: Path, changes: int) -> tuple[Path, Path]:
    """A manager's file with as many clients as there are changes, and the sync file that he gets next."""
    manager, [author] = office(folder)
    with manager:
        held = list(new_clients(changes))
        ids = author.write(held, START)
        author.seal_up(folder / "1.csdesk")
        exchange.merge(manager, [folder / "1.csdesk"], clock=now)
        chosen = random.Random(changes).sample(range(changes), changes // 2)
        seen, unseen = chosen[: changes * 3 // 10], chosen[changes * 3 // 10 :]
        with changesets.change_set(manager, "经理核对", clock=lambda: START + DAY) as work:
            for n in unseen:
                work.change(Client, author.site.book, held[n][1], {"tier": "A", "payment_term_days": 45}, base=(ids[n],))
        _write_on(author, [(held[n][1], ids[n]) for n in unseen], START + DAY // 2)
        _write_on(author, [(held[n][1], ids[n]) for n in seen], START + 2 * DAY)
        author.write(new_clients(changes // 2, changes), START + 2 * DAY)
        author.seal_up(folder / "2.csdesk")
        return manager.path, folder / "2.csdesk"


def _write_on(author: Author, held: list[tuple[str, str]], ms: int) -> None:
    author.write((("client", row, (base,), _edit(n)) for n, (row, base) in enumerate(held)), ms)


def _edit(n: int) -> dict[str, object]:
    return {"credit_limit": n * 100, "bank_name": "工商银行"} if n % 100 else {"tier": "B"}


def merged(db: Database, pack: Path) -> None:
    """Merge one file. Raises RuntimeError unless it was taken whole."""
    for told in exchange.merge(db, [pack], clock=now):
        if told.outcome != "merged":
            raise RuntimeError(told.sentence)


class Ours:
    """The product's merge into fresh copies of the manager's file."""

    def __init__(self, template: Path, pack: Path, place: Path) -> None:
        self._template, self._pack, self._place = template, pack, place
        self._db: Database | None = None

    def ready(self) -> None:
        """A copy, open, with a fresh backup: the backup before a merge is measured by itself."""
        if self._db is not None:
            self._db.close()
        shutil.rmtree(self._place, ignore_errors=True)
        self._place.mkdir()
        shutil.copyfile(self._template, self._place / self._template.name)
        self._db = files.open_file(self._place / self._template.name)
        self.backup()

    def backup(self) -> None:
        """The backup that every merge makes first unless nothing was written since the last."""
        assert self._db is not None
        backups.backup(self._db)

    def merge(self) -> None:
        """Merge the file. Raises RuntimeError unless it was taken whole."""
        assert self._db is not None
        merged(self._db, self._pack)


class Raw:
    """ATTACH and INSERT … SELECT … ON CONFLICT of the rows that the merge altered, sorted, into a table with the same key."""

    def __init__(self, folder: Path, before: Path, after: Path) -> None:
        self.plain, self.news, self._target = folder / "plain.db", folder / "news.db", folder / "target.db"
        altered = "SELECT * FROM a.client x WHERE heads IS NOT (SELECT heads FROM b.client y WHERE y.id = x.id)"
        for path, text in ((self.plain, "SELECT * FROM b.client"), (self.news, altered)):
            with closing(sqlite3.connect(path)) as made, made:
                made.execute("ATTACH ? AS b", (str(before),))
                made.execute("ATTACH ? AS a", (str(after),))
                made.execute(f"CREATE TABLE client AS {text}")
                made.execute("CREATE UNIQUE INDEX client_id ON client (id, book)")

    def ready(self) -> None:
        """A fresh copy of the plain table."""
        shutil.copyfile(self.plain, self._target)
        with closing(sqlite3.connect(self._target)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")

    def upsert(self) -> None:
        """All rows in one transaction."""
        with closing(sqlite3.connect(self._target)) as connection, connection:
            connection.execute("ATTACH ? AS new", (str(self.news),))
            names = [name for _, name, *_ in connection.execute("PRAGMA main.table_info(client)")]
            connection.execute(_UPSERT.format(", ".join(f'"{n}"=excluded."{n}"' for n in names if n not in ("id", "book"))))


def pandas_way(raw: Raw, folder: Path) -> Callable[[], object]:
    """What one would do without csdesk: read the mailed workbook and lay it over the rows that are there (a sample of both)."""
    import pandas as pd

    def rows(path: Path) -> pd.DataFrame:
        with closing(sqlite3.connect(path)) as connection:
            return pd.read_sql("SELECT * FROM client LIMIT ?", connection, params=(SAMPLE,))

    rows(raw.news).to_excel(folder / "mailed.xlsx", index=False)
    there = rows(raw.plain)
    return lambda: pd.concat([there, pd.read_excel(folder / "mailed.xlsx", engine="openpyxl")]).drop_duplicates("id", keep="last")


def side_by_side(folder: Path, changes: int, *, cpu: bool) -> Table:
    """The ways in turns; pandas by its sample, scaled."""
    template, pack = pair(folder, changes)
    ours = Ours(template, pack, folder / "copy")
    ours.ready()
    ours.merge()
    raw = Raw(folder, template, folder / "copy" / template.name)
    scaled = f"pandas + openpyxl ({SAMPLE:,} rows, scaled)"
    ways = {
        "raw ATTACH upsert (limit)": raw.upsert,
        "csdesk merge": ours.merge,
        "the backup before it": ours.backup,
        scaled: pandas_way(raw, folder),
    }
    before = {"raw ATTACH upsert (limit)": raw.ready, "csdesk merge": ours.ready}
    title = f"A sync file of {changes:,} changes into {changes:,} clients, {'CPU time' if cpu else 'wall time'} per change"
    clock = time.process_time if cpu else time.perf_counter
    goal = "≤ 6 ×, ≥ 5 × faster than pandas, ≤ 150 MB"
    table = compare(title, ways, turns=TURNS, goal=goal, per=changes, warm=False, before=before, clock=clock)
    for way in table.ways:
        if way.name == scaled:
            way.seconds = [seconds * changes / SAMPLE for seconds in way.seconds]
        if way.name == "csdesk merge":
            way.memory = int(alone(template, pack, folder)[1])
    return table


def alone(template: Path, pack: Path, folder: Path) -> tuple[float, float]:
    """CPU seconds of one merge in a process of its own, and the bytes by which it grew at most."""
    command = [sys.executable, "-m", "benchmarks.merge", "--once", str(template), str(pack), str(folder / "once")]
    seconds, grown = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return float(seconds), float(grown)


def once(template: Path, pack: Path, place: Path) -> None:
    """Print what `alone` reads."""
    ours = Ours(template, pack, place)
    ours.ready()
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the highest so far begins anew
    before = _resident("VmRSS")
    seconds = timed(ours.merge, time.process_time)
    print(seconds, _resident("VmHWM") - before)


def _resident(which: str) -> int:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(which))


def growing(sizes: Sequence[int], folder: Path) -> Table:
    """The merge of ever larger files, each in a process of its own; the cost of one change beside that of the smallest."""
    ways = []
    for size in sizes:
        place = folder / str(size)
        place.mkdir()
        seconds, grown = alone(*pair(place, size), place)
        ways.append(Way(f"{size:,} changes", [seconds / size], int(grown)))
    return Table("Growth: CPU time of one change", ways, "linear ± 20 %, ≤ 150 MB")


def branches(folder: Path, files_: int = 24, changes: int = 2_000) -> Table:
    """The files of many colleagues one after another into one."""
    manager, authors = office(folder, files_)
    with manager:
        for n, author in enumerate(authors):
            author.write(new_clients(changes, n * changes), START)
            author.seal_up(folder / f"{n}.csdesk")
        packs = [folder / f"{n}.csdesk" for n in range(files_)]
        taken = [timed(partial(merged, manager, pack), time.process_time) / changes for pack in packs]
    third = files_ // 3
    ways = [Way(f"files 1 to {third}", taken[:third]), Way(f"files {files_ - third + 1} to {files_}", taken[-third:])]
    return Table(f"{files_} files of {changes:,} new clients each, with their backups: CPU time of one change", ways, "linear")


def beside_keepassxc(folder: Path, entries: int) -> Table:
    """The same mix of new and changed records, merged by a program that keeps passwords; each in a process of its own."""
    whole, nothing = keepass.merging(folder, entries)
    ours, grown = alone(*pair(folder, entries), folder)
    ways = [
        Way("csdesk merge", [ours / entries], int(grown)),
        Way("keepassxc-cli merge", [whole / entries]),
        Way("the same, without opening and writing both files", [(whole - nothing) / entries]),
    ]
    return Table(f"{entries:,} changes into {entries:,} records: CPU time of one", ways, "≥ 12 × faster than keepassxc-cli")


def main(arguments: Sequence[str] | None = None) -> None:
    told = argparse.ArgumentParser(prog="benchmarks.merge", description=__doc__)
    told.add_argument("changes", nargs="?", type=int, default=CHANGES)
    told.add_argument("--cpu", action="store_true", help="CPU time, where others share the machine")
    told.add_argument("--growth", type=int, nargs="*", metavar="CHANGES", help="these sizes instead, such as 100000 1000000")
    told.add_argument("--branches", action="store_true", help="the files of 24 colleagues instead")
    told.add_argument("--nation", type=int, metavar="CHANGES", help="the files of 24 branches at once, on both engines, instead")
    told.add_argument("--keepassxc", type=int, metavar="ENTRIES", help="the same merge by keepassxc-cli instead")
    told.add_argument("--once", nargs=3, type=Path, help=argparse.SUPPRESS)
    chosen = told.parse_args(arguments)
    if chosen.once:
        once(*chosen.once)
        return
    DATA.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=DATA) as place:
        folder = Path(place)
        os.environ |= {"CSDESK_KEYS": str(folder / "keys"), "CSDESK_HOME": str(folder)}
        report("merge", [_measured(chosen, folder)])


def _measured(chosen: argparse.Namespace, folder: Path) -> Table:
    if chosen.growth:
        return growing(chosen.growth, folder)
    if chosen.nation:
        return nation(folder, chosen.nation)
    if chosen.keepassxc:
        return beside_keepassxc(folder, chosen.keepassxc)
    return branches(folder) if chosen.branches else side_by_side(folder, chosen.changes, cpu=chosen.cpu)


if __name__ == "__main__":
    main()
