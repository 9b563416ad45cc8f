"""The faults by command, each so often that chance has no part in it; the counts stand in docs/reliability.md afterwards."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from properties.run import write_section

from faults import bombs, forged, full_disk, killed, noise, power, spoiled, stopped
from faults.outcome import Outcome
from faults.scene import WORKS


@dataclass(frozen=True)
class Fault:
    """What is done, how often by command (`long`) and in every test run (`short`)."""

    name: str
    number: str  # in the list of faults of the design
    how: str
    long: Callable[[], Outcome]
    short: Callable[[], Outcome]


FAULTS = (
    Fault(
        "killed", "F1, F5", "`kill -9` at a random point of a merge, an import, a sending, an export, a backup",
        lambda: killed.run(WORKS, 100, 500), lambda: killed.run(WORKS, 1, 100),
    ),
    Fault(
        "power", "F2", "the same five recorded by strace; disks that lost any part of what was not synced",
        lambda: power.run(WORKS, 60, 200), lambda: power.run(("merge",), 3, 40),
    ),
    Fault(
        "disk", "F3, F5", "the same five on a disk of 64 MiB with some room left, from none to enough",
        lambda: full_disk.filling(WORKS, 12, 200), lambda: full_disk.filling(("merge", "backup"), 2, 40),
    ),
    Fault(
        "limit", "F4, F5", "the same five under a limit on the size of files (`RLIMIT_FSIZE`)",
        lambda: full_disk.limited(WORKS, 12, 200), lambda: full_disk.limited(("merge", "send"), 2, 40),
    ),
    Fault(
        "transit", "F6, F7", "a sync file cut short, and one bit of it flipped, at every byte; bytes behind its end",
        lambda: forged.on_the_way(1), lambda: forged.on_the_way(101),
    ),
    Fault(
        "insider", "F8, F9", "a bit of every byte flipped and signed anew; bits of the text flipped, sealed and signed anew",
        lambda: forged.by_an_insider(1, 3000), lambda: forged.by_an_insider(101, 40),
    ),
    Fault(
        "bombs", "F16", "zeros and newlines (4 GiB), windows, nesting, long lines; workbooks: blanks, entities, columns, rows, parts",
        lambda: bombs.run(4), lambda: bombs.run(0.06),
    ),
    Fault(
        "pulled", "F25", "the file ends, changes, goes or cannot be read while it is copied into the inbox",
        lambda: stopped.pulled(100, 100), lambda: stopped.pulled(8, 40),
    ),
    Fault(
        "cancelled", "F26", "stopped at a random sign of progress of a merge or an import",
        lambda: stopped.cancelled(100, 1500), lambda: stopped.cancelled(2, 100),
    ),
    Fault("edited", "F29", "cache and log changed with a database browser", spoiled.run, spoiled.run),
    Fault(
        "noise", "F30", "headers, lines and workbooks changed at random, signed and sealed where that matters",
        lambda: noise.run(1500), lambda: noise.run(20),
    ),
    Fault("requests", "F30", "requests to join changed at random", lambda: noise.join(3000), lambda: noise.join(100)),
)  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    """Run the named faults, or all; 1 when something was bad. The table is written when all were run."""
    names = [fault.name for fault in FAULTS]
    wanted = argparse.ArgumentParser(prog="dev.py faults", description=__doc__)
    wanted.add_argument("names", nargs="*", choices=[[], *names], metavar="name", help=", ".join(names))
    chosen = wanted.parse_args(arguments).names or names
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    rows, bad = [], 0
    for fault in (fault for fault in FAULTS if fault.name in chosen):
        started = time.monotonic()
        told = result(fault)
        bad += len(told.bad) if isinstance(told, Outcome) else 0
        said = told.told if isinstance(told, Outcome) else told
        print(f"{fault.name:10} {said} ({time.monotonic() - started:.0f} s)", *getattr(told, "bad", ()), sep="\n    ", flush=True)
        rows.append(f"| {fault.number} | {fault.how} | {said} |")
    if chosen == names:
        write_section("faults", ["| fault | how | outcome |", "|---|---|---|", *rows])
    return int(bad > 0)


def result(fault: Fault) -> Outcome | str:
    """What came of it; a sentence where this machine cannot do it."""
    try:
        return fault.long()
    except full_disk.NoDisk:
        return "NOT RUN: mounting a small disk needs root on Linux"
    except power.NoTracer as said:
        return f"NOT RUN: strace is not installed or may not trace here {said}".strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
