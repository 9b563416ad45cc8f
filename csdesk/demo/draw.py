"""Draws of the demo's world: seeded sub-streams of whole numbers, the same on every machine and Python.

Only `randrange` is used: `gauss` and `lognormvariate` go through the platform's mathematics library, whose last digit differs.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

SEED = 2026


class Draw:
    """One sub-stream, named by what it is for, so that a new table does not shift the others."""

    def __init__(self, table: str, key: object = "", seed: int = SEED) -> None:
        self._random = random.Random(f"{seed}:{table}:{key}")

    def whole(self, least: int, most: int) -> int:
        """A whole number in least..most, all alike."""
        return self._random.randrange(least, most + 1)

    def bell(self, middle: int, spread: int) -> int:
        """A whole number around `middle`; `spread` is about one standard deviation (sum of four dice)."""
        four = sum(self._random.randrange(-1000, 1001) for _ in range(4))
        return middle + four * spread // 1155

    def chance(self, per_mille: int) -> bool:
        """True in so many of a thousand cases."""
        return self._random.randrange(1000) < per_mille

    def one(self, values: Sequence[T]) -> T:
        """One of the values, all alike."""
        return values[self._random.randrange(len(values))]

    def weighed(self, values: Sequence[tuple[T, int]]) -> T:
        """One of the (value, weight) pairs' values."""
        at = self._random.randrange(sum(weight for _, weight in values))
        for value, weight in values:
            at -= weight
            if at < 0:
                return value
        raise AssertionError("weights are positive")
