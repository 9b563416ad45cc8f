"""K08 to K11 and what else people's own work is counted by: reports, work plans, appraisals, marks of superiors (domain.md §2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from csdesk.domain.kpi.facts import Facts
from csdesk.domain.kpi.periods import first_day, last_day, month_of, shifted
from csdesk.domain.kpi.scope import Marker, Scope
from csdesk.domain.kpi.shares import Beside, Value
from csdesk.domain.kpi.work import Item, Mark, Person, Report

#: An appraisal must be approved by this working day after its period; the month is closed on the same day.
APPRAISAL_WORKDAYS = 5
#: Who was there for fewer days of a month is not appraised for it.
LEAST_DAYS = 15


# -- K08 ------------------------------------------------------------------------------------------------------------


def _published(facts: Facts, as_of: date) -> Iterator[tuple[Report, int]]:
    """The reports that were published, each with how many of its cells are known to be wrong."""
    for report in facts.office.reports:
        if report.published <= as_of:
            yield report, len({cell for cell, found in report.wrong if found <= as_of})


def report_items(facts: Facts, as_of: date) -> Iterator[Mark]:
    """K08: right data items ÷ data items; an error found later counts in the month of publication."""
    for report, wrong in _published(facts, as_of):
        right = max(0, report.items - wrong)
        yield Mark("report_version", report.id, report.published.isoformat(), "", report.owner, report.branch, right, report.items)


def whole_reports(facts: Facts, as_of: date) -> Iterator[Mark]:
    """K08 beside it: reports without an error ÷ reports."""
    for report, wrong in _published(facts, as_of):
        yield Mark("report_version", report.id, report.published.isoformat(), "", report.owner, report.branch, not wrong, 1)


# -- K09 ------------------------------------------------------------------------------------------------------------


def _due(facts: Facts, as_of: date) -> Iterator[tuple[Item, date | None]]:
    """The plan items that count, each with the day it was done as far as is known; approved cancellations are left out."""
    for item in facts.office.items:
        if item.counts and not (item.cancelled and item.cancelled <= as_of):
            yield item, item.done if item.done and item.done <= as_of else None


def _item(item: Item, num: bool) -> Mark:
    return Mark("work_item", item.id, item.due.isoformat(), "", item.owner, item.branch, num, 1)


def plan_items(facts: Facts, as_of: date) -> Iterator[Mark]:
    """K09: done by the end of the month they were due in."""
    for item, done in _due(facts, as_of):
        yield _item(item, bool(done and month_of(done) <= month_of(item.due)))


def plan_items_in_time(facts: Facts, as_of: date) -> Iterator[Mark]:
    """K09 beside it: done by their own day."""
    for item, done in _due(facts, as_of):
        yield _item(item, bool(done and done <= item.due))


# -- K10 ------------------------------------------------------------------------------------------------------------


def should_be_appraised_for(person: Person, start: date, end: date) -> bool:
    """On the roll on the last day, at least 15 days in service from the first to it, on leave for less than half of them."""
    if (person.left and person.left <= end) or (person.hired and (end - max(start, person.hired)).days + 1 < LEAST_DAYS):
        return False
    away: set[int] = set()
    for since, until in person.leaves:
        away |= set(range(max(since, start).toordinal(), min(until, end).toordinal() + 1))
    return 2 * len(away) < (end - start).days + 1


def should_be_appraised(person: Person, month: str) -> bool:
    """The same for a month."""
    return should_be_appraised_for(person, first_day(month), last_day(month))


def _months(facts: Facts, as_of: date) -> Iterator[str]:
    """The months from the first that anybody was appraised for up to the running one."""
    month = min((month for review in facts.office.reviews for month in months_of(review.period)), default="9999-12")
    while month <= month_of(as_of):
        yield month
        month = shifted(month, 1)


def months_of(period: str) -> tuple[str, ...]:
    """The months an appraisal covers; K10 counts months and quarters, a year's appraisal stands beside them."""
    if len(period) == 4:
        return ()
    if period[5:6] != "Q":
        return (period,)
    first = f"{period[:5]}{int(period[6]) * 3 - 2:02}"
    return first, shifted(first, 1), shifted(first, 2)


def _appraised(facts: Facts, as_of: date, *, interviewed: bool) -> Iterator[Mark]:
    done: dict[tuple[str, str], bool] = {}
    for review in facts.office.reviews:
        for month in months_of(review.period):
            by = facts.calendar.after(last_day(months_of(review.period)[-1]), APPRAISAL_WORKDAYS)
            day = review.interviewed if interviewed else review.approved
            key = review.person, month
            done[key] = done.get(key, False) or bool(day and day <= as_of and (interviewed or day <= by))
    for month in _months(facts, as_of):
        for person in facts.office.people:
            if should_be_appraised(person, month):
                yield _person(person, month, done.get((person.id, month), False))


def _person(person: Person, month: str, num: bool) -> Mark:
    return Mark("staff", person.id, last_day(month).isoformat(), "", person.id, person.branch, num, 1)


def appraised(facts: Facts, as_of: date) -> Iterator[Mark]:
    """K10: people with an appraisal approved by its deadline ÷ people who should have one."""
    return _appraised(facts, as_of, interviewed=False)


def interviewed(facts: Facts, as_of: date) -> Iterator[Mark]:
    """K10 beside it: people who were talked to about it."""
    return _appraised(facts, as_of, interviewed=True)


def appraisal_flags(scope: Scope, value: Value) -> Iterator[str]:
    """Until the deadline nobody has failed yet."""
    due = scope.facts.calendar.after(scope.period.end, APPRAISAL_WORKDAYS)
    if value.den and value.num < value.den and scope.as_of < due:
        yield "not_yet"


# -- K11 and further ------------------------------------------------------------------------------------------------


def _known(marks: tuple[Mark, ...], as_of: date) -> Iterator[Mark]:
    today = as_of.isoformat()
    return (mark for mark in marks if mark.day <= today)


def superior_marks(facts: Facts, as_of: date) -> Iterator[Mark]:
    """K11: the marks that superiors gave ÷ full marks."""
    return (mark for mark in facts.office.scored if mark.day[:7] <= month_of(as_of))


def inspections(facts: Facts, as_of: date) -> Iterator[Mark]:
    """5S 得分率: the marks of inspections ÷ full marks."""
    return _known(facts.office.inspected, as_of)


def tasks(facts: Facts, as_of: date) -> Iterator[Mark]:
    """待办按期完成率: instructions that fell due, and those of them that were done by their day."""
    return _known(facts.office.tasks, as_of)


def invoices(facts: Facts, as_of: date) -> Iterator[Mark]:
    """开票及时率: confirmed statements whose time to be invoiced is over, and those that were in time."""
    return _known(facts.office.billed, as_of)


# -- what is shown beside them --------------------------------------------------------------------------------------


def _beside(label: str, marker: Marker, scope: Scope) -> Iterator[Beside]:
    marks = list(scope.marks(marker))
    yield Beside(label, sum(mark.num for mark in marks), sum(mark.den for mark in marks))


def reports_beside(scope: Scope) -> Iterator[Beside]:
    """K08 by whole reports."""
    return _beside("无差错报表 ÷ 报表", whole_reports, scope)


def plan_beside(scope: Scope) -> Iterator[Beside]:
    """K09 by the items' own days."""
    return _beside("按期完成率", plan_items_in_time, scope)


def interviews_beside(scope: Scope) -> Iterator[Beside]:
    """K10 by interviews."""
    return _beside("面谈覆盖率", interviewed, scope)
