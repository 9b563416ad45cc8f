"""What came of breaking something so many times."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Outcome:
    """How often it was tried, what was found how often, and every sentence about what must not be."""

    tried: int = 0
    found: Counter[str] = field(default_factory=Counter)
    bad: list[str] = field(default_factory=list)

    def saw(self, what: str) -> None:
        """One more try that ended so."""
        self.tried += 1
        self.found[what] += 1

    @property
    def told(self) -> str:
        """The outcome in a line."""
        found = ", ".join(f"{what} {n:,}" for what, n in sorted(self.found.items()))
        return f"{len(self.bad)} bad of {self.tried:,}: {found}"
