"""People, plans, reports, appraisals and papers behind the figures of office work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import Connection

from csdesk.domain.calendar import WorkCalendar
from csdesk.domain.kpi.work import Item, Mark, Office, Person, Report, Review
from csdesk.domain.staff import appraisals, inspections
from csdesk.store.figures.kpi_loads import Stamped
from csdesk.store.figures.kpi_money import counted

#: A confirmed statement is invoiced within this many working days.
INVOICING_WORKDAYS = 5

_Rows = Callable[[str], Iterator[Any]]
_Placed = Callable[[str | None, str], tuple[str, str]]


def office(connection: Connection, whose: Stamped, calendar: WorkCalendar) -> Office:
    """Everything of it that is known; the formulas look at the days."""
    people, same = _people(connection)
    branches = {person.id: person.branch for person in people}
    live = counted(connection)

    def rows(text: str) -> Iterator[Any]:
        return iter(connection.exec_driver_sql(text.replace("{live}", live)))

    def placed(owner: str | None, book: str) -> tuple[str, str]:
        id, branch = whose(None, book, owner)
        return id, branches.get(same.get(id, id)) or branch

    return Office(
        people=people,
        reviews=tuple(_reviews(rows, same)),
        items=tuple(_items(rows, placed)),
        reports=tuple(_reports(rows, placed)),
        scored=tuple(_scored(rows, placed)),
        inspected=tuple(_inspected(rows, placed)),
        tasks=tuple(_tasks(rows, placed)),
        billed=tuple(_billed(rows, whose, calendar)),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None


def _people(connection: Connection) -> tuple[tuple[Person, ...], dict[str, str]]:
    """Everybody once, and which ids mean the same person: a list of the branch and a file of one's own name him both."""
    leaves: dict[str, list[tuple[date, date]]] = defaultdict(list)
    for staff, since, until in connection.exec_driver_sql(
        "SELECT staff_id, since, until FROM staff_leave WHERE deleted = 0 AND since IS NOT NULL AND until IS NOT NULL ORDER BY since, id"
    ):
        leaves[staff].append((date.fromisoformat(since), date.fromisoformat(until)))
    found: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in connection.exec_driver_sql(
        "SELECT id, name, coalesce(branch, ''), hired_on, left_on FROM staff WHERE deleted = 0 ORDER BY site IS NULL, id"
    ):
        found[row[2], row[1]].append(row)
    people, same = [], {}
    for (branch, _), rows in found.items():
        ids = [row[0] for row in rows]
        same.update(dict.fromkeys(ids, ids[0]))
        hired, left = ([day for row in rows if (day := _day(row[at]))] for at in (3, 4))
        away = tuple(span for id in ids for span in leaves.get(id, ()))
        people.append(Person(ids[0], branch, min(hired, default=None), max(left, default=None), away))
    return tuple(people), same


def _reviews(rows: _Rows, same: dict[str, str]) -> Iterator[Review]:
    for staff, period, approved, interviewed in rows(
        "SELECT staff_id, period, approved_on, interviewed_on FROM appraisal WHERE {live} AND period IS NOT NULL ORDER BY id"
    ):
        yield Review(same.get(staff, staff), period, _day(approved), _day(interviewed))


def _items(rows: _Rows, placed: _Placed) -> Iterator[Item]:
    for id, book, owner, due, done, cancelled, origin, approved, status in rows(
        "SELECT id, book, owner_id, due_date, done_on, cancelled_on, origin, approved_by, status FROM work_item"
        " WHERE {live} AND due_date IS NOT NULL ORDER BY id"
    ):
        gone = _day(cancelled or (due if status == "cancelled" else None))
        yield Item(id, *placed(owner, book), date.fromisoformat(due), _day(done), gone, origin != "added" or bool(approved))


def _reports(rows: _Rows, placed: _Placed) -> Iterator[Report]:
    wrong: dict[str, list[tuple[str, date]]] = defaultdict(list)
    for report, cell, found in rows(
        "SELECT report_id, cell, found_on FROM report_correction WHERE {live} AND found_on IS NOT NULL ORDER BY found_on, id"
    ):
        wrong[report].append((cell, date.fromisoformat(found)))
    for id, book, owner, published, items in rows(
        "SELECT id, book, owner_id, published_on, items FROM report_version WHERE {live} AND published_on IS NOT NULL ORDER BY id"
    ):
        yield Report(id, *placed(owner, book), date.fromisoformat(published), items or 0, tuple(wrong.get(id, ())))


def _scored(rows: _Rows, placed: _Placed) -> Iterator[Mark]:
    """Of two scores of one rater for one person and month the later."""
    latest: dict[tuple[str, str, str], Mark] = {}
    for id, book, staff, month, rater, *marks in rows(
        f"SELECT id, book, staff_id, month, rater, {', '.join(appraisals.MARKS)} FROM superior_score"
        " WHERE {live} AND month IS NOT NULL ORDER BY updated_at, id"
    ):
        given = [mark for mark in marks if mark is not None]
        mark = Mark("superior_score", id, f"{month}-01", "", *placed(staff, book), sum(given), appraisals.FULL_MARK * len(given))
        latest[staff, month, rater] = mark
    yield from latest.values()


def _inspected(rows: _Rows, placed: _Placed) -> Iterator[Mark]:
    names = inspections.DIMENSIONS
    for id, book, owner, day, *marks in rows(
        f"SELECT id, book, owner_id, day, {', '.join(names)} FROM inspection_5s WHERE {{live}} AND day IS NOT NULL ORDER BY id"
    ):
        yield Mark("inspection_5s", id, day, "", *placed(owner, book), sum(mark or 0 for mark in marks), inspections.FULL_MARK * len(names))


def _tasks(rows: _Rows, placed: _Placed) -> Iterator[Mark]:
    for id, book, due, done in rows("SELECT id, book, due, done_at FROM instruction WHERE {live} AND due IS NOT NULL ORDER BY id"):
        yield Mark("instruction", id, due, "", *placed(None, book), bool(done and done[:10] <= due), 1)


def _billed(rows: _Rows, whose: Stamped, calendar: WorkCalendar) -> Iterator[Mark]:
    issued: dict[str, str] = {}
    for statement, day in rows(
        "SELECT statement_id, min(issued_on) FROM invoice"
        " WHERE {live} AND statement_id IS NOT NULL AND red_of IS NULL GROUP BY statement_id"
    ):
        issued[statement] = day
    for id, book, client, owner, confirmed in rows(
        "SELECT id, book, client_id, owner_id, confirmed_at FROM statement WHERE {live} AND confirmed_at IS NOT NULL ORDER BY id"
    ):
        by = calendar.after(date.fromisoformat(confirmed[:10]), INVOICING_WORKDAYS).isoformat()
        yield Mark("statement", id, by, client or "", *whose(client, book, owner), id in issued and issued[id] <= by, 1)
