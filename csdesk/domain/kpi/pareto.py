"""Complaints of a period by type, the most frequent first, with what they make together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from csdesk.domain.cases.case_choices import CaseType
from csdesk.domain.kpi.cases import COUNTED, standing
from csdesk.domain.kpi.scope import Scope


@dataclass(frozen=True, slots=True)
class Bar:
    """One type, how many cases it has, and the share of all cases up to and with it."""

    label: str
    count: int
    together: Fraction


def by_type(scope: Scope) -> tuple[Bar, ...]:
    """The valid complaints, claims and incidents that were registered in the period."""
    start = scope.period.start
    return ordered(
        case.type
        for case in scope.cases
        if case.kind in COUNTED and start <= case.registered <= scope.cutoff and not standing(case, scope.cutoff).void
    )


def ordered(types: Iterable[str]) -> tuple[Bar, ...]:
    """The bars of these types, one of each case; ties in the order in which the form offers them."""
    counts = Counter(types)
    order = {choice.value: i for i, choice in enumerate(CaseType)}
    labels = {choice.value: choice.label for choice in CaseType}
    kept = sorted(counts, key=lambda name: (-counts[name], order.get(name, len(order)), name))
    sums = accumulate(counts[name] for name in kept)
    whole = counts.total()
    return tuple(Bar(labels.get(name) or name or "（未填）", counts[name], Fraction(n, whole)) for name, n in zip(kept, sums, strict=True))
