"""F3, F4, F5: no room at any point of a work: a small disk that fills up, and a limit on the size of files."""

from __future__ import annotations

import random
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from csdesk.errors import StorageError
from faults.outcome import Outcome
from faults.scene import GOING, Scene, in_a_process, scene

MIB = 1 << 20
SIZE = 64 * MIB


class NoDisk(Exception):
    """This machine lets nobody mount a small disk."""


@contextmanager
def small_disk(place: Path) -> Iterator[Path]:
    """A file system of its own in memory. Raises NoDisk where it cannot be mounted: that needs root on Linux."""
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(place)]
    if sys.platform != "linux" or subprocess.run(mount, check=False, capture_output=True).returncode:
        raise NoDisk
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def filling(works: tuple[str, ...], times: int, records: int, seed: int = 20260612) -> Outcome:
    """Each work `times` times on a disk with some room, from none to all that the work needs."""
    outcome, rng = Outcome(), random.Random(seed)
    with scene(records) as made, small_disk(made.folder / "disk") as disk:
        for work in works:
            need = _needed(made, work, disk)
            for n in range(times):
                made.fresh(work, disk)
                room = int(need * (n + rng.random()) / times)
                _fill(disk, room)
                told = in_a_process(_attempt(made, work, disk))
                (disk / "filler").unlink()
                _judge(made, work, disk, told, f"{room} bytes left", outcome)
    return outcome


def limited(works: tuple[str, ...], times: int, records: int, seed: int = 20260612) -> Outcome:
    """Each work `times` times with a limit on the size that a file may reach."""
    outcome, rng = Outcome(), random.Random(seed)
    with scene(records) as made:
        for work in works:
            made.fresh(work)
            made.do(work, made.folder / "run")
            most = max(path.stat().st_size for path in (made.folder / "run").rglob("*"))
            for n in range(times):
                place = made.fresh(work)
                limit = int(most * (n + rng.random()) / times)
                told = in_a_process(_attempt(made, work, place, limit))
                _judge(made, work, place, told, f"files up to {limit} bytes", outcome)
    return outcome


def _attempt(made: Scene, work: str, place: Path, limit: int = 0) -> Callable[[Callable[[str], None]], None]:
    """The work, which tells `done` or what it was refused with."""

    def act(tell: Callable[[str], None]) -> None:
        if limit:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        try:
            made.do(work, place)
            tell("done")
        except StorageError as error:
            tell(str(error))

    return act


def _needed(made: Scene, work: str, disk: Path) -> int:
    """How much a work takes at its most, in bytes: what it leaves, and as much again for what it throws away."""
    made.fresh(work, disk)
    before = _used(disk)
    made.do(work, disk)
    return 2 * (_used(disk) - before) + MIB


def _used(disk: Path) -> int:
    return sum(path.stat().st_blocks * 512 for path in disk.rglob("*"))


def _fill(disk: Path, room: int) -> None:
    free = SIZE - _used(disk)
    with (disk / "filler").open("wb") as filler:
        filler.write(bytes(max(0, free - room)))


def _judge(made: Scene, work: str, place: Path, told: list[str], where: str, outcome: Outcome) -> None:
    wrong = [] if told else ["the program died"]
    refused = told != ["done"]
    if told and refused and not any(word in told[0] for word in ("磁盘空间不足", "磁盘已满", "没有写成", "写入失败")):
        wrong.append(f"told as: {told[0]}")
    if left := [path.name for path in place.rglob("*") if ".half" in path.name or path.name.endswith(".new")]:
        wrong.append(f"left behind: {', '.join(left)}")
    state, more = made.judged(work, place)
    if refused and state == "after" and work not in GOING:
        wrong.append("refused, and yet written")
    if not refused and state == "before":
        wrong.append("done, and yet not written")
    outcome.saw("refused" if refused else "done")
    outcome.bad += [f"{work}, {where}: {sentence}" for sentence in wrong + more]
