"""K04 satisfaction: satisfied answers ÷ valid answers, over the three months that end with the period (domain.md §2, K04)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from csdesk.domain.kpi.facts import Facts
from csdesk.domain.kpi.periods import first_day
from csdesk.domain.kpi.scope import Scope
from csdesk.domain.kpi.shares import Beside, Share, Value
from csdesk.domain.kpi.work import Mark

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


def satisfaction_beside(scope: Scope) -> Iterator[Beside]:
    """K04 beside it: the mark as of 100, every client with one vote however many answered, and how many answered at all."""
    start, marks = first_day(scope.period.widened(3)[0]), dict[str, list[Fraction]]()
    for answer in scope.responses:
        if start <= answer.at.date() <= scope.cutoff and answer.mark is not None:
            marks.setdefault(answer.client, []).append(answer.mark)
    every = [mark for given in marks.values() for mark in given]
    yield Beside("满意度得分率（满分 5）", sum(every), 5 * len(every))
    shares = [Fraction(sum(mark >= SATISFIED for mark in given), len(given)) for given in marks.values()]
    yield Beside("客户等权满意度", sum(shares), len(shares))
    mine = list(scope.marks(asked, scope.period.widened(3)))
    yield Beside("回收率（有效答卷 ÷ 发出）", sum(mark.num for mark in mine), len(mine))


def asked(facts: Facts, as_of: date) -> Iterator[Mark]:
    """The questionnaires sent out by a day, and those of them that a valid answer came to by then."""
    answered = {answer.id for answer in facts.responses if answer.valid and answer.mark is not None and answer.at.date() <= as_of}
    for mark in facts.asked:
        if mark.day <= as_of.isoformat():
            yield mark._replace(num=int(mark.id in answered))
