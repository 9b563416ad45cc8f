"""Measuring side by side: ways of doing one thing, in turns, in one run, as a table of ratios to the first way."""

from __future__ import annotations

import gc
import os
import platform
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

RESULTS = Path(__file__).with_name("results.md")
DATA = Path(__file__).with_name(".data")


@dataclass
class Way:
    """One way of doing it: seconds per turn, and the bytes its process grew by at most."""

    name: str
    seconds: list[float]
    memory: int | None = None

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    def at(self, part: float) -> float:
        """The time that `part` of all turns stay under: 0.99 for the 99th percentile."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


@dataclass
class Table:
    """The result of one comparison. The first way is the limit that the others are measured against."""

    title: str
    ways: list[Way]
    goal: str = ""
    per: int = 1  # things done in one turn
    notes: list[str] = field(default_factory=list)

    def text(self) -> str:
        """The comparison as Markdown."""
        unit, scale = _unit(min(way.median for way in self.ways) / self.per)
        tail = any(len(way.seconds) >= 100 for way in self.ways)
        head = ["way", f"median {unit}", "min–max", *(["p99"] if tail else []), "× limit", "peak +MB"]
        goal = f" (goal: {self.goal})" if self.goal else ""
        lines = [f"**{self.title}**{goal}", "", _row(head), _row(["---", *["---:"] * (len(head) - 1)])]
        for way in self.ways:
            shown = [_figure(seconds / self.per * scale) for seconds in (way.median, min(way.seconds), max(way.seconds), way.at(0.99))]
            peak = "" if way.memory is None else f"{way.memory / 1e6:.0f}"
            ratio = f"{way.median / self.ways[0].median:.2f}"
            lines.append(_row([way.name, shown[0], f"{shown[1]}–{shown[2]}", *([shown[3]] if tail else []), ratio, peak]))
        return "\n".join([*lines, *([""] if self.notes else []), *self.notes])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _figure(value: float) -> str:
    """Three digits, or all of a whole number."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _unit(seconds: float) -> tuple[str, float]:
    return ("µs", 1e6) if seconds < 1e-3 else ("ms", 1e3) if seconds < 1 else ("s", 1.0)


def timed(do: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """Seconds of one call, the collector kept out of it."""
    gc.collect()
    gc.disable()
    started = clock()
    try:
        do()
        return clock() - started
    finally:
        gc.enable()


def compare(
    title: str,
    ways: Mapping[str, Callable[[], object]],
    *,
    turns: int = 7,
    goal: str = "",
    per: int = 1,
    memory: bool = False,
    warm: bool = True,
    before: Mapping[str, Callable[[], object]] | None = None,
    clock: Callable[[], float] = time.perf_counter,
) -> Table:
    """Run every way `turns` times, in turns, after one turn that does not count unless `warm` is off.

    before: what a way needs before each turn, untimed. clock: `time.process_time` where others share the machine.
    """
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(-int(warm), turns):
        for name, do in ways.items():
            (before or {}).get(name, int)()
            seconds = timed(do, clock)
            if turn >= 0:
                taken[name].append(seconds)
    return Table(title, [Way(name, taken[name], growth(do) if memory else None) for name, do in ways.items()], goal, per)


def growth(do: Callable[[], object]) -> int | None:
    """How far one call makes a fresh copy of this process grow, in bytes; None where a process cannot be copied."""
    if not hasattr(os, "fork"):
        return None
    import resource

    import psutil

    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        before = psutil.Process().memory_info().rss
        do()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        os.write(writing, str(max(0, peak - before)).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        said = told.read()
    os.waitpid(child, 0)
    return int(said) if said else None


def report(name: str, tables: Iterable[Table | str]) -> None:
    """Print each table (or what was measured in other words) as it comes, and add it to results.md under one heading."""
    _tell(f"## {name}, {datetime.now().astimezone():%Y-%m-%d %H:%M}\n\n{_machine()}")
    for table in tables:
        _tell(table if isinstance(table, str) else table.text())


def _tell(text: str) -> None:
    print(f"{text}\n", flush=True)
    with RESULTS.open("a", encoding="utf-8") as file:
        file.write(f"{text}\n\n")


def _machine() -> str:
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=RESULTS.parent).stdout.strip()
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores{load}, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}, commit {commit or 'none'}"
    )
