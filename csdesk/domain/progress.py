"""How long work tells how far it is, and how it is stopped."""

from __future__ import annotations

from collections.abc import Callable

#: Called with (what is being done, how much is done, how much there is); raises `Cancelled` to stop the work.
Progress = Callable[[str, int, int], None]


def quiet(what: str, done: int, total: int) -> None:
    """Tells nobody."""
