"""The proposal for loads: how close it comes to the best known plans of public problems, and what it makes of the demo's busiest day."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

from benchmarks.demo_day import busiest_day, enter
from benchmarks.harness import report
from benchmarks.instances import instances
from csdesk.domain.progress import quiet
from csdesk.domain.staff.people import Role
from csdesk.domain.transport.loads import judged
from csdesk.operations import files
from csdesk.operations.transport import loads
from csdesk.solving.search import Effort, search

SECONDS = 30


def main() -> None:
    """Measure both and write them down."""
    report("loads", (measure() for measure in (_public, _demo)))


def _public() -> str:
    lines = [
        f"**Public problems, {SECONDS} s each** (goal: within 2 % of the best known)",
        "",
        "| problem | what | best known | found | gap |",
    ]
    lines.append("|---|---|---:|---:|---:|")
    for one in instances():
        found = judged(one.problem, search(one.problem, (), Effort(SECONDS, idle=1_000_000), quiet))
        assert found.carried == len(one.problem.orders)
        assert not found.faulty
        gap = found.price / one.best_known - 1
        lines.append(f"| {one.name} | {one.what} | {one.best_known:,} | {found.price:,} | {gap:.2%} |")
    return "\n".join(lines)


def _demo() -> str:
    with tempfile.TemporaryDirectory() as place:
        os.environ["CSDESK_KEYS"] = str(Path(place) / "keys")
        day = busiest_day()
        with files.new_file(Path(place) / "day.csdb", name="林晓岚", role=Role.SPECIALIST, branch="NB") as db:
            now = enter(db, day)
            start = time.perf_counter()
            found = loads.propose(db, day, quiet, now=now)
            spent = time.perf_counter() - start
    lines = [f"**The demo's busiest day, {day}, in {spent:.1f} s** (goal: within 30 s, never dearer than by hand)", ""]
    lines += ["| plan | vehicles | carried | with conflicts | km | filled | 元 |", "|---|---:|---:|---:|---:|---:|---:|"]
    for name, one in zip(("by hand", "proposed"), found.worths, strict=True):
        lines.append(f"| {name} | {one.vehicles} | {one.carried} | {one.faulty} | {one.km:,} | {one.filled:.0%} | {one.price // 100:,} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
