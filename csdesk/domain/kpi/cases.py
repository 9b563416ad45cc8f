"""K05 closure rate: the state of a case on a day, replayed from its events (domain.md §2, K05)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from csdesk.domain.kpi.facts import Case
from csdesk.domain.kpi.periods import month_of
from csdesk.domain.kpi.scope import Scope
from csdesk.domain.kpi.shares import Beside, Share

#: What K05 counts; an inquiry (咨询) is none of it.
COUNTED = frozenset({"complaint", "claim", "incident"})


@dataclass(frozen=True, slots=True)
class Standing:
    """How a case stands at the end of a day. closed: the day of the closing in force."""

    closed: date | None
    due: date | None
    void: bool


def standing(case: Case, day: date) -> Standing:
    """The case after its events up to and including `day`. A reopening undoes the closing, a void ends it all."""
    closed, due, void = None, case.due, False
    for step in case.steps:
        on = step.at.date()
        if on > day:
            break
        due = step.due or due
        if step.to == "closed":
            closed = closed or on  # closed twice by two people at once: the first counts
        elif step.to == "reopened":
            closed = None
        void = step.to == "void"
    return Standing(closed, due, void)


def closed_month(case: Case, cutoff: date) -> str | None:
    """The month of the closing in force on `cutoff`; None when the case is open or void."""
    state = standing(case, cutoff)
    return month_of(state.closed) if state.closed and not state.void else None


def closure(scope: Scope) -> Iterator[Share]:
    """K05 应结口径: closed in the period ÷ (closed in it + still open at its end and past due).

    Open and not yet due, void, and closed in another period are outside both. Not additive over time.
    """
    for case in scope.cases:
        if case.kind not in COUNTED or case.registered > scope.cutoff or _over(case, scope):
            continue
        state = standing(case, scope.cutoff)
        if state.void:
            continue
        if state.closed:
            if scope.period.start <= state.closed:
                yield Share("complaint", case.id, 1, 1)
        elif state.due and state.due <= scope.cutoff:
            yield Share("complaint", case.id, 0, 1)


def _over(case: Case, scope: Scope) -> bool:
    """Whether a case was closed for good before the period began: what most cases are."""
    last = case.steps[-1] if case.steps else None
    return last is not None and last.to == "closed" and last.at.date() < min(scope.period.start, scope.cutoff)


def closure_beside(scope: Scope) -> Iterator[Beside]:
    """K05 beside it: the other definitions, and closing within the first deadline."""
    start, cutoff = scope.period.start, scope.cutoff
    states = [(case, standing(case, cutoff)) for case in scope.cases if case.kind in COUNTED and case.registered <= cutoff]
    valid = [(case, state.closed) for case, state in states if not state.void]
    closed = sum(1 for _, on in valid if on and on >= start)
    fresh = [on for case, on in valid if case.registered >= start]
    old = sum(1 for case, on in valid if case.registered < start and not (on and on < start))
    due = [(case.due, on) for case, on in valid if case.due and start <= case.due <= cutoff]
    yield Beside("按期结案率（原期限）", sum(1 for by, on in due if on and on <= by), len(due))
    yield Beside("结案 ÷ 受理（流量口径）", closed, len(fresh))
    yield Beside("当期受理的结案率", sum(1 for on in fresh if on), len(fresh))
    yield Beside("结案 ÷ 工作量", closed, old + len(fresh))
