"""F2: the power goes. What a work wrote is recorded by strace, and disks are made that hold what had been synced and any part of the rest.

A disk that loses its power keeps each file up to the last sync of that file that came back; of what was written later it keeps
any of the writes, some of them only in part (whole sectors), and any of the renames and removals.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from faults.outcome import Outcome
from faults.scene import Scene, scene

SECTOR = 512
CALLS = "openat,lseek,pwrite64,write,ftruncate,fsync,fdatasync,rename,unlink,close"
_CALL = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\) += (-?\d+)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_FD = re.compile(r"^(\d+)")


class NoTracer(Exception):
    """strace is not installed, or may not trace here."""


@dataclass
class Step:
    """One thing that a program did to a file: a write, a truncation, a sync, a removal or a new name, or that it was `done`."""

    does: str
    path: str
    at: int = 0
    data: bytes = b""
    to: str = ""


def recorded(made: Scene, work: str, place: Path) -> list[Step]:
    """Everything that a work does to the files in `place`, in order; `done` marks that the program was told so. Raises NoTracer."""
    if shutil.which("strace") is None:
        raise NoTracer
    trace, script = made.folder / "trace", [sys.executable, "-m", "faults.power", str(made.folder), work, str(made.records)]
    command = ["strace", "-f", "-qq", "-xx", "-s", str(1 << 26), "-e", f"trace={CALLS}", "-o", str(trace), *script]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NoTracer(done.stderr)
    return list(_steps(trace, place))


def _steps(trace: Path, place: Path) -> Iterator[Step]:
    names: dict[str, str] = {}  # of the open files
    ends: dict[str, int] = {}  # where a file that is written from front to back goes on
    for call, told, result in _calls(trace):
        if result < 0:
            continue
        texts = [bytes.fromhex(text.replace("\\x", "")) for text in _TEXT.findall(told)]
        fd = found[1] if (found := _FD.match(told)) else ""
        if call == "openat":
            path, number = texts[0].decode(), str(result)
            names.pop(number, None)
            if path.startswith(str(place)) and not path.endswith((".lock", "-shm")):
                names[number], ends[number] = path, 0
                yield from _made(path, told)
        elif call == "close":
            names.pop(fd, None)
        elif call == "write" and texts and texts[0] == b"THE WORK IS DONE\n":
            yield Step("done", "")
        elif call in ("rename", "unlink") and texts[0].decode().startswith(str(place)):
            yield Step(call, texts[0].decode(), to=texts[-1].decode())
        elif fd in names and call == "lseek":
            ends[fd] = result
        elif fd in names and call == "ftruncate":
            yield Step("truncate", names[fd], int(told.rpartition(",")[2]))
        elif fd in names and call in ("fsync", "fdatasync"):
            yield Step("sync", names[fd])
        elif fd in names and call in ("write", "pwrite64"):
            at = int(told.rpartition(",")[2]) if call == "pwrite64" else ends[fd]
            ends[fd] = at + result if call == "write" else ends[fd]
            yield Step("write", names[fd], at, texts[0][:result])


def _made(path: str, how: str) -> Iterator[Step]:
    if "O_TRUNC" in how or "O_CREAT" in how:
        yield Step("truncate" if "O_TRUNC" in how else "create", path)


def _calls(trace: Path) -> Iterator[tuple[str, str, int]]:
    """The calls of a trace in the order in which they came back; what was interrupted by another thread is put together."""
    open_: dict[str, str] = {}
    with trace.open(encoding="ascii") as lines:
        for line in lines:
            pid = line.split(" ", 1)[0]
            if "<unfinished ...>" in line:
                open_[pid] = line.partition(" <unfinished ...>")[0]
                continue
            if "resumed>" in line and pid in open_:
                line = open_.pop(pid) + line.partition("resumed>")[2]
            if call := _CALL.match(line):
                yield call[1], call[2], int(call[3])


# -- the disk afterwards --------------------------------------------------------------------------------------------


@dataclass
class Disk:
    """What a disk holds, and what it was told and may forget."""

    kept: dict[str, bytearray]
    waiting: list[Step] = field(default_factory=list)

    def take(self, step: Step) -> None:
        """Do as the program says; a sync settles all that waits for its file."""
        if step.does != "sync":
            self.waiting.append(step)
            return
        waiting, self.waiting = self.waiting, []
        for other in waiting:
            self._settle(other) if _settles(step, other) else self.waiting.append(other)

    def lose_power(self, rng: random.Random) -> None:
        """Of what waits, some is on the disk, some is not, and some is there in part."""
        for step in self.waiting:
            if rng.random() < 0.5:
                if step.does == "write" and rng.random() < 0.3:
                    step = Step("write", step.path, step.at, step.data[: rng.randrange(0, len(step.data) + 1, SECTOR)])
                self._settle(step)

    def _settle(self, step: Step) -> None:
        match step.does:
            case "write":
                content = self.kept.setdefault(step.path, bytearray())
                content.extend(bytes(max(0, step.at - len(content))))
                content[step.at : step.at + len(step.data)] = step.data
            case "truncate":
                del self.kept.setdefault(step.path, bytearray())[step.at :]
            case "create":
                self.kept.setdefault(step.path, bytearray())
            case "rename" if step.path in self.kept:
                self.kept[step.to] = self.kept.pop(step.path)
            case "unlink":
                self.kept.pop(step.path, None)

    def write_to(self, place: Path) -> None:
        """Make it so."""
        shutil.rmtree(place)
        for path, content in self.kept.items():
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            Path(path).write_bytes(content)


def _settles(sync: Step, other: Step) -> bool:
    """Whether a sync of a file, or of a folder, is about this step."""
    named = other.does in ("create", "rename", "unlink")
    return other.path == sync.path or (named and str(Path(other.path).parent) == sync.path)


def run(works: tuple[str, ...], times: int, records: int, seed: int = 20260612) -> Outcome:
    """Each work recorded once, and the power lost at `times` random moments of it."""
    outcome, rng = Outcome(), random.Random(seed)
    with scene(records) as made:
        for work in works:
            place = made.fresh(work)
            before = {str(path): bytearray(path.read_bytes()) for path in place.rglob("*") if path.is_file()}
            steps = recorded(made, work, place)
            for _ in range(times):
                _lose(made, work, place, before, steps[: rng.randrange(len(steps) + 1)], rng, outcome)
    return outcome


def _lose(
    made: Scene, work: str, place: Path, before: dict[str, bytearray], steps: list[Step], rng: random.Random, outcome: Outcome
) -> None:
    disk = Disk({path: bytearray(content) for path, content in before.items()})
    for step in steps:
        disk.take(step)
    forgotten = len(disk.waiting)
    disk.lose_power(rng)
    disk.write_to(place)
    state, wrong = made.judged(work, place)
    if state == "before" and any(step.does == "done" for step in steps):
        wrong.append("what was done is gone")
    outcome.saw(state)
    outcome.found["with writes that were not synced"] += forgotten > 0
    outcome.bad += [f"{work}, power lost after {len(steps)} steps: {sentence}" for sentence in wrong]


def main() -> None:
    """In a process of its own, under strace: do the work, and say that it is done."""
    folder, work, records = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    made = Scene.__new__(Scene)
    made.folder, made.records = folder, records
    made.pack, made.book, made.sender = folder / "new.csdesk", folder / "new.xlsx", folder / "sender.csdb"
    made.do(work, folder / "run")
    os.write(1, b"THE WORK IS DONE\n")


if __name__ == "__main__":
    main()
