"""The base records of the figures, read in one pass: sums by client and month where sums are exact, single records elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlalchemy import Connection

from csdesk.domain.care.clients import archive_fields
from csdesk.domain.care.surveys import DIMENSIONS
from csdesk.domain.cases.case_choices import CaseStatus
from csdesk.domain.cases.case_moves import MACHINE
from csdesk.domain.kpi.facts import Case, ClientFact, Facts, Response, Step, Target, Tenure
from csdesk.domain.kpi.judgement import Threshold
from csdesk.domain.kpi.scope import NATION
from csdesk.domain.kpi.work import Debts, Office
from csdesk.domain.moments import moment_of
from csdesk.domain.plans.targets import Level
from csdesk.store import aliases, calendars
from csdesk.store.figures import kpi_debts, kpi_loads, kpi_money, kpi_office, kpi_surveys
from csdesk.store.figures.kpi_loads import Span, Stamped

#: The label that the event of an approved extension bears.
_EXTENSION = MACHINE.action(CaseStatus.REGISTERED, "extend").label


@dataclass(frozen=True, slots=True)
class Directory:
    """Who and what the entities are: specialists by id, branches by code, whose book is whose, and which span has which branch.

    spans: branch → the deputy director whose span it is in. deputies: what a deputy director is called → the name of his span.
    """

    staff: dict[str, str]
    specialists: tuple[str, ...]
    branches: dict[str, str]
    holders: dict[str, str]
    spans: dict[str, str]
    deputies: dict[str, str]


def branch_of(book: str) -> str:
    """The branch a book belongs to: `NB-1a2b3c4d` and `BR-NB` are of NB, `ORG` of none."""
    if book == "ORG":
        return ""
    return book.removeprefix("BR-") if book.startswith("BR-") else book.split("-")[0]


def directory(connection: Connection) -> Directory:
    """Who works here. A specialist's book belongs to the person whose workstation made it."""
    rows = connection.exec_driver_sql("SELECT id, book, name, role, site, staff_no FROM staff WHERE deleted = 0 ORDER BY name, id").all()
    branches = connection.exec_driver_sql(
        "SELECT code, name, span FROM branch WHERE deleted = 0 ORDER BY book = 'ORG', updated_at, id"  # headquarters' word stands
    ).all()
    deputies = {text: name for _, _, name, role, _, number in rows if role == "deputy_director" for text in (name, number) if text}
    return Directory(
        staff={id: name or "" for id, _, name, *_ in rows},
        specialists=tuple(id for id, _, _, role, *_ in rows if role == "specialist"),
        branches={code: name or code for code, name, _ in branches},
        holders={book: id for id, book, _, _, site, _ in rows if site and book != "ORG" and not book.startswith("BR-")},
        spans={code: deputies.get(span, span) for code, _, span in branches if span},
        deputies=deputies,
    )


def facts(
    connection: Connection, known: Directory, as_of: date, needs: Collection[str] = (), spans: Sequence[Span] = (), *, lines: bool = False
) -> Facts:
    """Everything that figures count, of the days up to `as_of`; live records only.

    needs: the base records to read besides (`Kpi.needs`). spans: the days whose waybills are looked at.
    lines: debts line by line instead of month by month.
    """
    last = as_of.isoformat()
    clients = _clients(connection, known, last)
    calendar = calendars.current(connection)
    money, opened = kpi_money.money(connection, as_of.isoformat())
    return Facts(
        clients=clients,
        tenures=_tenures(connection),
        money=money,
        opened=opened,
        cases=tuple(_cases(connection, clients, known, as_of.isoformat())),
        responses=tuple(_responses(connection, clients, known, as_of.isoformat())),
        targets=tuple(_targets(connection, clients, known)),
        spans=known.spans,
        loads=tuple(kpi_loads.loads(connection, _stamped(clients, known), last, spans)) if "loads" in needs else (),
        tracks=kpi_loads.tracks(connection, last, spans) if "tracks" in needs else {},
        visits=kpi_loads.visits(connection, last) if "visits" in needs else {},
        covered=kpi_loads.covered(connection) if "visits" in needs else {},
        office=kpi_office.office(connection, _stamped(clients, known), calendar) if "office" in needs else Office(),
        debts=kpi_debts.debts(connection, last, lines=lines) if "debts" in needs else Debts(),
        invoiced=kpi_debts.invoiced(connection, last) if "invoices" in needs else {},
        asked=tuple(kpi_surveys.asked(connection, _stamped(clients, known))) if "asked" in needs else (),
        calendar=calendar,
    )


def _stamped(clients: dict[str, ClientFact], known: Directory) -> Stamped:
    def whose(client: str | None, book: str, owner: str | None) -> tuple[str, str]:
        return owner or _owner(clients, known, client, book), branch_of(book)

    return whose


def latest_month(connection: Connection, as_of: date) -> str | None:
    """The last month up to `as_of` in which anything was charged or a case was received; None where there is nothing."""
    found = connection.exec_driver_sql(
        "SELECT max(day) FROM (SELECT max(biz_date) AS day FROM charge_line WHERE deleted = 0 AND biz_date <= ?"
        " UNION ALL SELECT max(substr(received_at, 1, 10)) FROM complaint WHERE deleted = 0 AND substr(received_at, 1, 10) <= ?) AS days",
        (as_of.isoformat(),) * 2,
    ).scalar()
    return str(found)[:7] if found else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None


# -- clients --------------------------------------------------------------------------------------------------------


def _clients(connection: Connection, known: Directory, last: str) -> dict[str, ClientFact]:
    found = {}
    visits = kpi_loads.promised_visits(connection, last)
    for id, book, code, name, owner, kind, since, successor, exit_type, exit_on, tier, status, lacks in connection.exec_driver_sql(
        "SELECT id, book, client_code, short_name, owner_id, client_type, first_biz_date, successor_id, exit_type, exit_date, tier, status,"
        " lacks"
        f" FROM client WHERE {kpi_money.counted(connection)} OR ({aliases.MERGED}) ORDER BY updated_at, book"
    ):
        found[id] = ClientFact(
            id=id,
            name=" ".join(filter(None, (code, name))),
            branch=branch_of(book),
            owner=owner or known.holders.get(book, ""),
            type=kind or "contract",
            since=_day(since),
            successor=successor,
            exit_type=exit_type,
            exit_on=_day(exit_on),
            tier=tier or "C",
            status=status or "active",
            visits=visits.get(id),
            filled=archive_fields(kind or "contract") - (len(lacks.split("、")) if lacks else 0),
            fields=archive_fields(kind or "contract"),
        )
    return found


def _tenures(connection: Connection) -> tuple[Tenure, ...]:
    rows = connection.exec_driver_sql(
        "SELECT client_id, owner_id, valid_from, branch, former_id, former_branch FROM client_owner"
        f" WHERE {kpi_money.counted(connection)} AND valid_from IS NOT NULL AND owner_id IS NOT NULL ORDER BY valid_from, created_at, id"
    )
    return tuple(
        Tenure(client, owner, date.fromisoformat(since), None, branch or "", former or "", former_branch or "")
        for client, owner, since, branch, former, former_branch in rows
    )


# -- cases and answers ----------------------------------------------------------------------------------------------


def _cases(connection: Connection, clients: dict[str, ClientFact], known: Directory, last: str) -> Iterator[Case]:
    steps, owners = _steps(connection, last)
    waybills, reports = kpi_loads.of_cases(connection)
    for id, book, client, owner, kind, start, due, extended, paid, back, status, closed, *more in connection.exec_driver_sql(
        "SELECT id, book, client_id, owner_id, case_kind, coalesce(registered_at, received_at), first_due_close_at, extended_due_at,"
        f" compensation, recovered, status, closed_at, received_at, first_response_at, due_response_at, type, severity,"
        " waybill_id, liability, office_terms"
        f" FROM complaint WHERE {kpi_money.counted(connection)}"
        " AND coalesce(registered_at, received_at) < ?",
        (last + "U",),  # after every moment `lastT…` of the day itself
    ):
        events = steps.get((book, id))
        stamped = owners.get((book, id)) or owner or _owner(clients, known, client, book)
        yield Case(
            id=id,
            client=client or "",
            owner=stamped,
            branch=branch_of(book),
            registered=date.fromisoformat(start[:10]),
            due=_day(due),
            steps=tuple(_moved(events, extended)) if events else _told(status, start, closed, extended),
            kind=kind or "complaint",
            net_claim=(paid or 0) - (back or 0),
            compensation=paid or 0,
            book=book,
            **kpi_loads.of_case(more, waybills.get(id, ()), reports.get(id, ())),
        )


def _owner(clients: dict[str, ClientFact], known: Directory, client: str | None, book: str) -> str:
    """Whom a record without a name on it belongs to: who has the book, or looks after the client."""
    fact = clients.get(client or "")
    return known.holders.get(book) or (fact.owner if fact else "")


_Events = dict[tuple[str, str], list[tuple[str, str, str]]]


def _steps(connection: Connection, last: str) -> tuple[_Events, dict[tuple[str, str], str]]:
    """The events of every case in the order of (time, stamp, id), and the owner stamped first."""
    steps: _Events = defaultdict(list)
    owners: dict[tuple[str, str], str] = {}
    for book, case, at, to, action, owner in connection.exec_driver_sql(
        f"SELECT book, complaint_id, at, to_status, action, owner_id FROM complaint_event WHERE {kpi_money.counted(connection)} AND at < ?"
        " ORDER BY at, created_at, id",
        (last + "U",),
    ):
        steps[book, case].append((at, to, action))
        if owner:
            owners.setdefault((book, case), owner)
    return steps, owners


def _moved(events: list[tuple[str, str, str]], extended: str | None) -> Iterator[Step]:
    for at, to, action in events:
        yield Step(moment_of(at), to, _day(extended) if action == _EXTENSION else None)


def _told(status: str | None, start: str, closed: str | None, extended: str | None) -> tuple[Step, ...]:
    """What a case that came without events says of itself."""
    begun = Step(moment_of(start), "registered", _day(extended))
    if status == CaseStatus.VOID:
        return begun, Step(moment_of(start), "void")
    return (begun, Step(moment_of(closed), "closed")) if closed else (begun,)


def _responses(connection: Connection, clients: dict[str, ClientFact], known: Directory, last: str) -> Iterator[Response]:
    marks = ", ".join(DIMENSIONS)
    for id, book, client, owner, contact, round_, at, overall, *dims in connection.exec_driver_sql(
        f"SELECT id, book, client_id, owner_id, contact_id, round_id, responded_at, overall, {marks} FROM survey_response"
        f" WHERE {kpi_money.counted(connection)} AND valid = 1 AND responded_at < ?",
        (last + "U",),
    ):
        yield Response(
            id=id,
            client=client or "",
            owner=owner or _owner(clients, known, client, book),
            branch=branch_of(book),
            contact=contact or "",
            round=round_ or "",
            at=moment_of(at),
            overall=overall,
            dims=tuple(mark for mark in dims if mark is not None),
            book=book,
        )


# -- targets and thresholds -----------------------------------------------------------------------------------------


def _targets(connection: Connection, clients: dict[str, ClientFact], known: Directory) -> Iterator[Target]:
    """The plan lines in force: of several versions the highest, of one version the latest."""
    names = _names(connection, clients, known)
    latest: dict[tuple[str, str, str, str], Target] = {}
    weighed = "SELECT id, weight FROM plan WHERE deleted = 0 AND weight IS NOT NULL"
    weights: dict[str, int] = {row[0]: row[1] for row in connection.exec_driver_sql(weighed)}
    for id, level, entity, metric, month, value, plan in connection.exec_driver_sql(
        "SELECT id, level, entity, metric, month, value, plan_id FROM plan_line WHERE deleted = 0 AND status IS DISTINCT FROM 'draft'"
        " AND value IS NOT NULL AND COALESCE(tier, 'target') = 'target'"  # a stretch is wished for, not owed
        " ORDER BY version NULLS FIRST, updated_at, id"
    ):
        whose = NATION if level == Level.NATION else names.get((level, entity), entity)
        latest[level, whose, metric, month] = Target(id, level, whose, metric, month, value, weights.get(plan, 1))
    yield from latest.values()


def _names(connection: Connection, clients: dict[str, ClientFact], known: Directory) -> dict[tuple[str, str], str]:
    """The ids that plan lines mean by names and codes."""
    found = {("specialist", name): id for id, name in known.staff.items()}
    for id, code, short, full in connection.exec_driver_sql("SELECT id, client_code, short_name, legal_name FROM client WHERE deleted = 0"):
        found.update({("client", text): id for text in (full, short, code) if text})
    found.update({("branch", name): code for code, name in known.branches.items()})
    found.update({("span", text): name for text, name in known.deputies.items()})
    return found


def thresholds(connection: Connection) -> tuple[Threshold, ...]:
    """What headquarters or the branch set itself; of the same day headquarters' word stands."""
    rows = connection.exec_driver_sql(
        "SELECT role, kpi, op, value, valid_from FROM kpi_threshold"
        " WHERE deleted = 0 AND valid_from IS NOT NULL AND (book = 'ORG' OR book LIKE 'BR-%')"
        " ORDER BY book = 'ORG', updated_at, id"
    )
    return tuple(Threshold(role, kpi, Fraction(value), op == "ge", date.fromisoformat(since)) for role, kpi, op, value, since in rows)
