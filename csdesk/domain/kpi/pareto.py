"""Complaints of a period by type or by who is liable, the most frequent first, with what they make together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from csdesk.domain.cases.case_choices import CaseType, Liability
from csdesk.domain.kpi.cases import COUNTED, standing
from csdesk.domain.kpi.facts import Case
from csdesk.domain.kpi.scope import Scope
from csdesk.domain.record import Choice


class Sorting(Choice):
    """What complaints are sorted by."""

    TYPE = "type", "类型"
    PARTY = "party", "责任方"

    @property
    def offered(self) -> type[Choice]:
        """The choices of a case that it is about."""
        return CaseType if self is Sorting.TYPE else Liability

    def of(self, case: Case) -> str:
        """Where a case belongs; empty where nobody has said it yet."""
        return case.type if self is Sorting.TYPE else case.liability


@dataclass(frozen=True, slots=True)
class Bar:
    """One sort, its cases, and the share of all cases up to and with it."""

    label: str
    cases: tuple[str, ...]
    together: Fraction

    @property
    def count(self) -> int:
        """How many cases it has."""
        return len(self.cases)


def registered(scope: Scope) -> list[Case]:
    """The valid complaints, claims and incidents that were registered in the period."""
    start = scope.period.start
    return [
        case
        for case in scope.cases
        if case.kind in COUNTED and start <= case.registered <= scope.cutoff and not standing(case, scope.cutoff).void
    ]


def sorted_by(by: Sorting, cases: Iterable[Case]) -> tuple[Bar, ...]:
    """The bars of these cases; ties in the order in which the form offers them."""
    found: dict[str, list[str]] = defaultdict(list)
    for case in cases:
        found[by.of(case)].append(case.id)
    order = {choice.value: i for i, choice in enumerate(by.offered)}
    labels = {choice.value: choice.label for choice in by.offered}
    kept = sorted(found, key=lambda name: (-len(found[name]), order.get(name, len(order)), name))
    whole = sum(map(len, found.values()))
    sums = accumulate(len(found[name]) for name in kept)
    return tuple(
        Bar(labels.get(name) or name or "（未填）", tuple(found[name]), Fraction(n, whole)) for name, n in zip(kept, sums, strict=True)
    )
