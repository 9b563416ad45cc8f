"""K17 and its kin: how soon complaints are answered and serious cases reported, and how many there are (domain.md §2.8)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from csdesk.domain.cases.case_choices import Severity
from csdesk.domain.cases.escalation import LADDER, Rung
from csdesk.domain.kpi.cases import COUNTED, standing
from csdesk.domain.kpi.facts import Case, Facts
from csdesk.domain.kpi.judgement import MINUTES
from csdesk.domain.kpi.loads import end_of, shipped
from csdesk.domain.kpi.scope import Scope
from csdesk.domain.kpi.shares import Beside
from csdesk.domain.kpi.work import Mark
from csdesk.domain.moments import moment_of

#: Who must have heard of a critical case by the clock, in whatever way.
_HEARD = tuple(rung for rung in LADDER[Severity.CRITICAL] if rung.term and not rung.written)


def _mark(case: Case, num: Fraction | int, den: int = 1) -> Mark:
    return Mark("complaint", case.id, case.received[:10], case.client, case.owner, case.branch, num, den)


def received(facts: Facts, as_of: date) -> Iterator[Case]:
    """The valid complaints, claims and incidents that are known."""
    known = end_of(as_of)
    for case in facts.cases:
        if case.kind in COUNTED and case.received and case.received < known and not standing(case, as_of).void:
            yield case


def minutes(case: Case, known: str) -> Fraction | None:
    """From receiving a case to the first substantive answer, in minutes of the clock; None while there is none."""
    if not case.responded or case.responded >= known:
        return None
    return Fraction(int((moment_of(case.responded) - moment_of(case.received)).total_seconds()), 60)


def response_minutes(facts: Facts, as_of: date) -> Iterator[Mark]:
    """K17: the minutes of every answered complaint, by the month it was received in."""
    for case in received(facts, as_of):
        if (took := minutes(case, end_of(as_of))) is not None:
            yield _mark(case, took)


def answered_in_time(facts: Facts, as_of: date) -> Iterator[Mark]:
    """K17b: answered by the promised time; one that is not answered counts once that time is over."""
    known = end_of(as_of)
    for case in received(facts, as_of):
        done = bool(case.responded) and case.responded < known
        if case.respond_by and (done or case.respond_by < known):
            yield _mark(case, done and case.responded <= case.respond_by)


def complaints_by_waybill(facts: Facts, as_of: date) -> Iterator[Mark]:
    """客户投诉率: complaints over waybills."""
    for case in received(facts, as_of):
        yield _mark(case, 1, 0)
    yield from shipped(facts, as_of)


def reported_in_time(facts: Facts, as_of: date) -> Iterator[Mark]:
    """重大案件上报及时率: the branch manager within half an hour, a director within an hour, unless the company set it otherwise."""
    known = end_of(as_of)
    for case in received(facts, as_of):
        if case.severity != Severity.CRITICAL:
            continue
        last = max(rung.due(case.received, case.terms) for rung in _HEARD)
        told = [_told(case, rung, known) for rung in _HEARD]
        if all(told) or last < known:
            yield _mark(case, all(told))


def _told(case: Case, rung: Rung, known: str) -> bool:
    by = rung.due(case.received, case.terms)
    return any(level in rung.levels and at <= by and at < known for level, at in case.reports)


def response_beside(scope: Scope) -> Iterator[Beside]:
    """K17 beside it: median and P90 (nearest rank), and the share answered within an hour."""
    took = sorted(Fraction(mark.num) for mark in scope.marks(response_minutes))
    if not took:
        return
    middle = len(took) // 2
    yield Beside("中位数", took[middle] if len(took) % 2 else (took[middle - 1] + took[middle]) / 2, unit=MINUTES)
    yield Beside("P90", took[-(-len(took) * 9 // 10) - 1], unit=MINUTES)
    yield Beside("60 分钟内答复", sum(1 for minutes in took if minutes <= 60), len(took))
