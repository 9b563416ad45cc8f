"""The properties by command: chunks of examples, each with its seed, on as many processes as there are processors.

`python3 dev.py properties --examples 5000 --steps 80` runs the long series, writes down every finished chunk and, with
`--resume`, goes on where it was stopped; the counts stand in docs/reliability.md afterwards.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parents[2]
KEPT = ROOT / ".hypothesis"
CHUNK = 25  # examples between two notes of what is done


class Failed(Exception):
    """A property does not hold; the text is what the machine said, with the steps that lead there."""


# -- one chunk, in its own process ----------------------------------------------------------------------------------


def run_chunk(number: int, examples: int, steps: int, *, shrink: bool = True, engine: str = "sqlite") -> dict[str, int]:
    """So many examples from one seed; how often what happened. Raises what a property raised."""
    from hypothesis import HealthCheck, Phase, seed, settings
    from hypothesis.database import DirectoryBasedExampleDatabase
    from hypothesis.stateful import run_state_machine_as_test

    from properties import server, world
    from properties.machine import Office
    from properties.pcs import fewer_backups, told_time

    kept = DirectoryBasedExampleDatabase(KEPT / "properties") if shrink else None
    phases = [Phase.reuse, Phase.generate, Phase.shrink] if shrink else [Phase.generate]
    chosen = settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True,
        database=kept, phases=phases,
    )  # fmt: skip
    new_place = tempfile.TemporaryDirectory(dir=fast_place(), prefix="csdesk-properties-")
    with new_place as place, server.engine(engine), told_time(), fewer_backups():
        Office.template = world.template(Path(place))
        run_state_machine_as_test(seed(number)(Office), settings=chosen)
    return dict(world.COUNTS)


def fast_place() -> Path | None:
    """Where files are in memory, if the system has such a place."""
    shared = Path("/dev/shm")
    return shared if os.access(shared, os.W_OK) else None


# -- many chunks ----------------------------------------------------------------------------------------------------


def in_a_process(number: int, examples: int, steps: int, *options: str, package: Path = ROOT) -> Counter[str]:
    """A chunk in a process of its own, with csdesk from `package`. Raises Failed."""
    command = [sys.executable, "-m", "properties.run", "--chunk", str(number), "--examples", str(examples), "--steps", str(steps), *options]
    path = os.pathsep.join([str(package), str(ROOT / "tests")])
    env = {**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=package, env=env, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode != 0:
        raise Failed(f"seed {number}, {examples} x {steps}\n{done.stdout}\n{done.stderr}")
    return Counter(json.loads(done.stdout.splitlines()[-1]))


def run_all(examples: int, steps: int, *options: str, done: dict[str, dict[str, int]]) -> Iterator[tuple[str, Counter[str]]]:
    """Each chunk that is not done yet with its counts, as they finish. Raises Failed."""
    numbers = [n for n in range(1, examples // CHUNK + 1) if str(n) not in done]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        try:
            yield from pool.map(lambda n: (str(n), in_a_process(n, CHUNK, steps, *options)), numbers)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def total(done: dict[str, dict[str, int]]) -> Counter[str]:
    """The counts of all chunks together."""
    return sum((Counter(counts) for counts in done.values()), Counter())


def series(examples: int, steps: int, engine: str, *, resume: bool) -> Counter[str]:
    """The long series: each finished chunk is noted, so that it can be resumed. Raises Failed."""
    kept = KEPT / f"properties-{engine}-{steps}.json"
    done: dict[str, dict[str, int]] = json.loads(kept.read_text(encoding="utf-8")) if resume and kept.exists() else {}
    kept.parent.mkdir(exist_ok=True)
    for number, counts in run_all(examples, steps, "--engine", engine, done=done):
        done[number] = dict(counts)
        kept.write_text(json.dumps(done), encoding="utf-8")
        print(f"{len(done) * CHUNK} of {examples} examples, {sum(counts.values())} events in the last {CHUNK}", flush=True)
    return total(done)


def main(arguments: Sequence[str]) -> int:
    """The command; 1 when a property does not hold."""
    wanted = argparse.ArgumentParser(prog="dev.py properties", description=__doc__.splitlines()[0])
    wanted.add_argument("--examples", type=int, default=5000, help=f"in steps of {CHUNK}")
    wanted.add_argument("--steps", type=int, default=80, help="of each example")
    wanted.add_argument("--resume", action="store_true", help="go on where the last run was stopped")
    wanted.add_argument("--engine", choices=["sqlite", "postgresql"], default="sqlite")
    wanted.add_argument("--chunk", type=int, help=argparse.SUPPRESS)
    wanted.add_argument("--no-shrink", action="store_true", help=argparse.SUPPRESS)
    told = wanted.parse_args(arguments)
    if told.chunk is not None:
        print(json.dumps(run_chunk(told.chunk, told.examples, told.steps, shrink=not told.no_shrink, engine=told.engine)))
        return 0
    started = time.monotonic()
    try:
        counts = series(told.examples, told.steps, told.engine, resume=told.resume)
    except Failed as failed:
        print(failed, file=sys.stderr)
        return 1
    minutes = (time.monotonic() - started) / 60
    lines = [f"{told.examples:,} examples of up to {told.steps} steps on {told.engine}, {minutes:.0f} minutes, 0 failures:", ""]
    lines += ["; ".join(f"{what} {n:,}" for what, n in sorted(counts.items())) + "."]
    write_section("properties", lines)
    print("\n".join(lines))
    return 0


def write_section(name: str, lines: Sequence[str]) -> None:
    """Put lines into docs/reliability.md between its two marks for `name`."""
    path = ROOT / "docs" / "reliability.md"
    before, begin, rest = path.read_text(encoding="utf-8").partition(f"<!-- {name} -->\n")
    _, end, after = rest.partition(f"<!-- end of {name} -->\n")
    if not (begin and end):
        raise SystemExit(f"docs/reliability.md has no place for {name}")
    path.write_text("".join([before, begin, "\n".join(lines), "\n", end, after]), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
