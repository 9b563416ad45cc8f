"""The properties by command: in chunks of examples, each with its seed, on as many processes as there are processors."""

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.database import DirectoryBasedExampleDatabase
from hypothesis.stateful import run_state_machine_as_test

from properties import world
from properties.machine import Office
from properties.pcs import told_time


def fast_place() -> Path | None:
    """Where files are in memory, if the system has such a place."""
    shared = Path("/dev/shm")
    return shared if os.access(shared, os.W_OK) else None


def run_chunk(number: int, examples: int, steps: int, *, shrink: bool = True) -> dict[str, int]:
    """So many examples from one seed; how often what happened. Raises what a property raised."""
    with tempfile.TemporaryDirectory(dir=fast_place(), prefix="csdesk-properties-") as place, told_time():
        Office.template = world.template(Path(place))
        chosen = settings(
            max_examples=examples, stateful_step_count=steps, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True,
            database=DirectoryBasedExampleDatabase(".hypothesis/properties"),
            phases=[Phase.reuse, Phase.generate, *([Phase.shrink] if shrink else [])],
        )  # fmt: skip
        run_state_machine_as_test(seed(number)(Office), settings=chosen)
    return dict(world.COUNTS)


def main() -> None:
    """One chunk in this process; its counts as JSON in the last line."""
    wanted = argparse.ArgumentParser()
    for name in ("--seed", "--examples", "--steps"):
        wanted.add_argument(name, type=int, required=True)
    wanted.add_argument("--no-shrink", action="store_true")
    told = wanted.parse_args()
    print(json.dumps(run_chunk(told.seed, told.examples, told.steps, shrink=not told.no_shrink)))


if __name__ == "__main__":
    sys.exit(main())
