"""K04 satisfaction: satisfied answers ÷ valid answers, over the three months that end with the period (domain.md §2, K04)."""

from __future__ import annotations

from collections.abc import Iterator

from csdesk.domain.kpi.periods import first_day
from csdesk.domain.kpi.scope import Scope
from csdesk.domain.kpi.shares import Share, Value

SATISFIED = 4
FEW = 5


def satisfaction(scope: Scope) -> Iterator[Share]:
    """K04: overall mark of at least 4 of 5; a missing one is the mean of the dimensions."""
    start = first_day(scope.period.widened(3)[0])
    for answer in scope.responses:
        if start <= answer.at.date() <= scope.cutoff and answer.mark is not None:
            yield Share("survey_response", answer.id, int(answer.mark >= SATISFIED), 1)


def satisfaction_flags(scope: Scope, value: Value) -> Iterator[str]:
    """Fewer than five answers say little."""
    if 0 < value.den < FEW:
        yield "few_responses"
