"""F1, F5: kill -9 at random points of a work. Afterwards the file is as before or as after, and sound, and work goes on."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from faults.outcome import Outcome
from faults.scene import Scene, in_a_process, scene

WHEN = ("killed while opening", "killed at work", "killed too late")


def run(works: tuple[str, ...], times: int, records: int, seed: int = 20260612) -> Outcome:
    """Each work interrupted `times` times."""
    outcome, rng = Outcome(), random.Random(seed)
    with scene(records) as made:
        for work in works:
            seconds = _undisturbed(made, work)
            for _ in range(times):
                _kill(made, work, rng.uniform(0.02, 1.1) * seconds, outcome)
    return outcome


def _undisturbed(made: Scene, work: str) -> float:
    """How long the work takes, from the start of its process."""
    made.fresh(work)
    began = time.perf_counter()
    in_a_process(_doing(made, work))
    return time.perf_counter() - began


def _doing(made: Scene, work: str) -> Callable[[Callable[[str], None]], None]:
    def act(tell: Callable[[str], None]) -> None:
        made.do(work, made.folder / "run", lambda: tell("opened"))
        tell("done")

    return act


def _kill(made: Scene, work: str, seconds: float, outcome: Outcome) -> None:
    place = made.fresh(work)
    told = in_a_process(_doing(made, work), killed_after=seconds)
    state, wrong = made.judged(work, place)
    if "done" in told and state != "after":
        wrong.append("what was done is gone")
    outcome.saw(state)
    outcome.found[WHEN[len(told)]] += 1
    outcome.bad += [f"{work} killed after {seconds:.3f} s: {sentence}" for sentence in wrong]
