"""Kill -9 at random points of an import and of a merge: afterwards the file is as before or as after, and sound.

python3 dev.py bench crash [TIMES]
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from csdesk.domain.clients import Client
from csdesk.domain.rows import Query
from csdesk.operations import exchange, files, ledgers
from csdesk.store import changesets

RECORDS = 800
#: A forked process starts at once; this needs POSIX, as kill -9 does.
FORK = get_context("fork")
CLIENT = {"legal_name": "宁波示例家电有限公司", "client_type": "spot"}


@dataclass
class Outcome:
    """What was found after the kills of one kind of work."""

    work: str
    found: Counter[str] = field(default_factory=Counter)
    bad: list[str] = field(default_factory=list)


def write_many(db: files.Database, count: int) -> None:
    """One change set of many records, as an import writes it."""
    with changesets.change_set(db, "导入") as work:
        for n in range(count):
            work.create(Client, {**CLIENT, "short_name": f"客户{n}"})


def child(work: str, file: Path, pack: Path, seconds: float, tell: Connection) -> None:
    """Do the work in this process, which ends itself the hard way after so many seconds (never when 0)."""
    if seconds:
        threading.Timer(seconds, lambda: os.kill(os.getpid(), signal.SIGKILL)).start()
    began = time.perf_counter()
    with files.open_file(file) as db:
        tell.send("go")
        if work == "import":
            write_many(db, RECORDS)
        else:
            exchange.merge(db, [pack])
        tell.send(time.perf_counter() - began)
    os._exit(0)


class World:
    """A file before the work, the sync file to merge, and how long the work takes undisturbed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.before = folder / "before" / "李经理.csdb"
        self.pack = folder / "张三.csdesk"
        with (
            files.new_file(folder / "张三.csdb", name="张三", role="specialist", branch="NB") as sender,
            files.new_file(self.before, name="李经理", role="branch_manager", branch="NB") as manager,
        ):
            exchange.join(sender, folder / "a.csjoin")
            exchange.admit(manager, folder / "a.csjoin", folder / "a.cscert")
            exchange.accept(sender, folder / "a.cscert")
            write_many(sender, RECORDS)
            exchange.send(sender, "李经理", self.pack)

    def start(self, work: str, seconds: float) -> tuple[Path, list[str | float]]:
        """One run on a fresh copy of the file: the file, and what the process told before it ended."""
        place = self.folder / "run"
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(self.before.parent, place)
        file = place / self.before.name
        here, there = FORK.Pipe(duplex=False)
        process = FORK.Process(target=child, args=(work, file, self.pack, seconds, there))
        process.start()
        there.close()
        process.join()
        return file, list(_messages(here))


def _messages(pipe: Connection) -> Iterator[str | float]:
    """What a process that has ended had to tell."""
    with suppress(EOFError):
        while True:
            yield pipe.recv()


def kill(world: World, work: str, times: int, rng: random.Random) -> Outcome:
    """Interrupt `work` so many times and look at what is left."""
    outcome = Outcome(work)
    _, told = world.start(work, 0)
    seconds = float(told[-1])
    for _ in range(times):
        file, told = world.start(work, rng.uniform(0.02, 1.15) * seconds)
        outcome.found[f"killed {('opening', 'during', 'after')[len(told)]}"] += 1
        for sentence in left_behind(file, world.pack, outcome.found):
            outcome.bad.append(f"{work}: {sentence}")
    return outcome


def left_behind(file: Path, pack: Path, found: Counter[str]) -> list[str]:
    """Everything wrong with a file whose writer was killed; counts which state it is in."""
    with files.open_file(file) as db:
        problems = files.check(db)
        shown = ledgers.count(db, Client, Query())
        found["state before"] += shown == 0
        found["state after"] += shown == RECORDS
        if shown not in (0, RECORDS):
            problems.append(f"{shown} of {RECORDS} records")
        again = exchange.merge(db, [pack])[0].outcome  # and work goes on
        if again not in ("merged", "duplicate"):
            problems.append(f"merging afterwards: {again}")
    return problems


def run(times: int, seed: int = 20260612) -> list[Outcome]:
    """Both kinds of work, `times` each, in a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CSDESK_KEYS"] = str(Path(folder) / "keys")
        world = World(Path(folder))
        return [kill(world, work, times, random.Random(seed)) for work in ("import", "merge")]


def main() -> int:
    """Print the table; 1 when anything was wrong."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    outcomes = run(times)
    columns = ("killed opening", "killed during", "killed after", "state before", "state after")
    print(f"{'work':10}{'runs':>6}" + "".join(f"{name:>16}" for name in columns) + f"{'bad':>6}")
    for outcome in outcomes:
        print(f"{outcome.work:10}{times:>6}" + "".join(f"{outcome.found[name]:>16}" for name in columns) + f"{len(outcome.bad):>6}")
    for sentence in (sentence for outcome in outcomes for sentence in outcome.bad):
        print(sentence)
    return int(any(outcome.bad for outcome in outcomes))


if __name__ == "__main__":
    raise SystemExit(main())
