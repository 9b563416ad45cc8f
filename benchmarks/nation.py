"""The files of 24 branches dropped at once on the nation's rollup, which lies in a SQLite file or on a PostgreSQL server.

The server is started for it as the tests start theirs: in a temporary folder, without waiting for the disk.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from benchmarks.harness import Table, Way
from benchmarks.packs import DAY, START, admitted, new_clients
from csdesk.operations import files
from csdesk.operations.peers import exchange
from csdesk.paths import Place
from csdesk.store.database import Database

BRANCHES, MONTH = 24, 2_900_000  # what the nation's branches write in a month


def nation(folder: Path, changes: int) -> Table:
    """`changes` new clients in all, an equal part from each branch, in one call; on both engines."""
    ways, notes = [], []
    for name, rollup in (("SQLite", _in_a_file), ("PostgreSQL", _on_a_server)):
        place = folder / name
        place.mkdir()
        with rollup(place) as (where, served), files.new_file(where, name="王总监", role="director", branch="HQ") as head:
            own, server, wall = _merged(head, place, changes // BRANCHES, served)
        ways.append(Way(name, [(own + server) / changes]))
        notes.append(f"{name}: {own:.0f} s of CPU here and {server:.0f} s in the server, {wall:.0f} s by the clock.")
    title = f"{BRANCHES} branches' files of {changes // BRANCHES:,} new clients dropped at once: CPU time of one change"
    return Table(title, ways, notes=[*notes, f"That is {changes / MONTH:.1%} of a month's {MONTH:,} changes."])


def _merged(head: Database, place: Path, each: int, served: list[int]) -> tuple[float, float, float]:
    """CPU seconds here and in the server, and seconds by the clock, of merging a file from each branch."""
    packs = []
    for n in range(BRANCHES):
        author = admitted(head, place, f"经理{n}", role="branch_manager", branch=f"B{n:02}")
        author.write(new_clients(each, n * each), START)
        packs.append(place / f"{n}.csdesk")
        author.seal_up(packs[-1])
    own, server, wall = time.process_time(), _cpu(served), time.monotonic()
    for told in exchange.merge(head, packs, clock=lambda: START + DAY):
        if (told.outcome, told.new) != ("merged", each + -(-each // 5_000)):
            raise RuntimeError(told.sentence)
    return time.process_time() - own, _cpu(served) - server, time.monotonic() - wall


@contextmanager
def _in_a_file(place: Path) -> Iterator[tuple[Place, list[int]]]:
    yield place / "全国.csdb", []


@contextmanager
def _on_a_server(_: Path) -> Iterator[tuple[Place, list[int]]]:
    """An empty database of a server, and the numbers of the server's first process, whose children do the work."""
    import psutil

    postgres = import_module("tests.postgres")  # which is not typed
    binaries = postgres.programs()
    if binaries is None:
        raise SystemExit("PostgreSQL is not installed here; on Debian: apt-get install postgresql")
    with postgres.running(binaries) as server, server.database() as where:
        folder = str(where).partition("host=")[2]
        yield where, [p.pid for p in psutil.process_iter(["cmdline"]) if any(f"{folder}/data" in part for part in p.info["cmdline"] or ())]


def _cpu(served: list[int]) -> float:
    """CPU seconds of these processes and their children."""
    import psutil

    every = {p for pid in served for p in (psutil.Process(pid), *psutil.Process(pid).children())}
    return sum(p.cpu_times().user + p.cpu_times().system for p in every)
