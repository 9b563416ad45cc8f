"""What a record keeps of its children, so that its clocks and views can read it without them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from csdesk.domain.cases import escalation
from csdesk.domain.cases.casework import CaseReport, ComplaintProgress
from csdesk.domain.record import Record, Values


def _progress(told: Sequence[Values]) -> dict[str, Any]:
    return {"last_progress_at": max((str(one["at"]) for one in told), default=None)}


#: Child → what its parent keeps, of all of them.
TALLIES: Mapping[type[Record], Callable[[Sequence[Values]], dict[str, Any]]] = {
    ComplaintProgress: _progress,
    CaseReport: escalation.said,
}


def is_kept(name: str) -> bool:
    """Whether the parents of these records keep something of them."""
    return any(child.about.name == name for child in TALLIES)
