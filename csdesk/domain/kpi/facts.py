"""The base records as the formulas read them: plain values, money in integer 分, summed by client and month where sums are exact."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from functools import cached_property
from itertools import accumulate
from typing import Any

from csdesk.domain.calendar import SHIPPED, WorkCalendar
from csdesk.domain.kpi.periods import first_day
from csdesk.domain.kpi.work import Debts, Invoiced, Load, Mark, Office


@dataclass(frozen=True, slots=True)
class ClientFact:
    """What the formulas need of one client."""

    id: str
    name: str
    branch: str
    owner: str = ""  # who looks after it now; used where the history is silent
    type: str = "contract"
    since: date | None = None  # first business
    successor: str | None = None
    exit_type: str | None = None
    exit_on: date | None = None
    tier: str = "C"
    status: str = "active"
    visits: int | None = None  # a year, as its SOP says
    filled: int = 0  # fields of the archive that hold something, of those that should
    fields: int = 0


@dataclass(frozen=True, slots=True)
class Tenure:
    """Who looked after a client, from when to when (both days included); former: who did before, and in which branch."""

    client: str
    owner: str
    since: date
    until: date | None = None
    branch: str = ""
    former: str = ""
    former_branch: str = ""


@dataclass(frozen=True, slots=True)
class Money:
    """The sums of one client and month: revenue and cost without VAT, billings with it, and by how much the debt moved."""

    revenue: int = 0
    cost: int = 0
    billed: int = 0
    owed: int = 0

    def __add__(self, other: Money) -> Money:
        return Money(self.revenue + other.revenue, self.cost + other.cost, self.billed + other.billed, self.owed + other.owed)


@dataclass(frozen=True, slots=True)
class Step:
    """One event of a case: the state it led to, and the deadline it moved, if it did."""

    at: datetime
    to: str
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One complaint, claim or incident with its events in the order of (time, stamp, id)."""

    id: str
    client: str
    owner: str
    branch: str
    registered: date
    due: date | None  # the first deadline; the day itself is still in time
    steps: tuple[Step, ...] = ()
    kind: str = "complaint"
    net_claim: int = 0  # compensation less what was recovered, 分
    compensation: int = 0
    book: str = ""
    received: str = ""
    responded: str = ""
    respond_by: str = ""
    type: str = ""
    severity: str = "normal"
    liability: str = ""
    waybills: tuple[str, ...] = ()
    reports: tuple[tuple[str, str], ...] = ()  # (level, moment) of each report up the line
    terms: tuple[str, ...] = ()  # the company's numbers that it keeps, as `case_terms` writes them


@dataclass(frozen=True, slots=True)
class Response:
    """One answer to a satisfaction survey. overall: 1 to 5; dims: the marks of the single dimensions."""

    id: str
    client: str
    owner: str
    branch: str
    contact: str
    round: str
    at: datetime
    overall: int | None
    dims: tuple[int, ...] = ()
    valid: bool = True
    book: str = ""

    @property
    def mark(self) -> Fraction | None:
        """The overall mark, or where it is missing the mean of the dimensions, exactly."""
        if self.overall is not None:
            return Fraction(self.overall)
        return Fraction(sum(self.dims), len(self.dims)) if self.dims else None


@dataclass(frozen=True, slots=True)
class Target:
    """One plan line: what an entity is to reach in one month (money in 分). weight: of its plan, in K03's composite."""

    id: str
    level: str
    entity: str
    metric: str
    month: str
    value: int
    weight: int = 1


@dataclass(frozen=True)
class Facts:
    """Everything one file knows that figures count, up to a day.

    money: client → month → sums. opened: client → the first month of which its debt is known from the first day on.
    spans: branch → the span (副总监管辖范围) it belongs to; a branch that is not named belongs to none.
    tracks: waybill → the moments of the reports on the way. visits: client → the days on which somebody was there.
    covered: client → from when to when a SOP held. asked: the questionnaires that were sent out. invoiced: client → month → invoices.
    """

    clients: Mapping[str, ClientFact] = field(default_factory=dict)
    tenures: tuple[Tenure, ...] = ()
    money: Mapping[str, Mapping[str, Money]] = field(default_factory=dict)
    opened: Mapping[str, str] = field(default_factory=dict)
    cases: tuple[Case, ...] = ()
    responses: tuple[Response, ...] = ()
    targets: tuple[Target, ...] = ()
    spans: Mapping[str, str] = field(default_factory=dict)
    loads: tuple[Load, ...] = ()
    tracks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    visits: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    covered: Mapping[str, tuple[tuple[date, date], ...]] = field(default_factory=dict)
    office: Office = field(default_factory=Office)
    debts: Debts = field(default_factory=Debts)
    asked: tuple[Mark, ...] = ()
    invoiced: Mapping[str, Mapping[str, Invoiced]] = field(default_factory=dict)
    calendar: WorkCalendar = SHIPPED

    @cached_property
    def splits(self) -> dict[Any, Any]:
        """What was judged and split over the entities of a level already (`scope.split_of`)."""
        return {}

    @cached_property
    def groups(self) -> Mapping[str, tuple[str, ...]]:
        """Merged and renamed clients: the last successor → all that became it, itself included."""
        found: dict[str, list[str]] = defaultdict(list)
        for client in self.clients:
            found[self.head(client)].append(client)
        return {head: tuple(members) for head, members in found.items()}

    def head(self, client: str) -> str:
        """What a client became in the end: the last successor, mostly itself."""
        seen = [client]
        while seen[-1] in self.clients and (after := self.clients[seen[-1]].successor) and after in self.clients and after not in seen:
            seen.append(after)
        return seen[-1]

    def since(self, client: str) -> date | None:
        """The first day of business with a client: as recorded, else the first month with revenue."""
        known = self.clients.get(client)
        if known and known.since is not None:
            return known.since
        months = [month for month, money in self.money.get(client, {}).items() if money.revenue]
        return first_day(min(months)) if months else None

    @cached_property
    def claims(self) -> Mapping[str, tuple[Case, ...]]:
        """The cases of each client that cost money or brought some back."""
        found: dict[str, list[Case]] = defaultdict(list)
        for case in self.cases:
            if case.net_claim:
                found[case.client].append(case)
        return {client: tuple(cases) for client, cases in found.items()}

    @cached_property
    def _debts(self) -> Mapping[str, tuple[list[str], list[int]]]:
        found = {}
        for client, by_month in self.money.items():
            months = sorted(by_month)
            found[client] = months, list(accumulate(by_month[month].owed for month in months))
        return found

    def balance(self, client: str, month: str) -> int:
        """What a client owed at the end of a month, 分; a credit balance is none, not a negative debt (K07)."""
        months, sums = self._debts.get(client, ([], []))
        i = bisect_right(months, month)
        return max(0, sums[i - 1]) if i else 0
