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
    book: str = ""


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
    """One plan line: what an entity is to reach in one month (money in 分)."""

    id: str
    level: str
    entity: str
    metric: str
    month: str
    value: int


@dataclass(frozen=True)
class Facts:
    """Everything one file knows that figures count, up to a day.

    money: client → month → sums. opened: client → the first month of which its debt is known from the first day on.
    spans: branch → the span (副总监管辖范围) it belongs to; a branch that is not named belongs to none.
    """

    clients: Mapping[str, ClientFact] = field(default_factory=dict)
    tenures: tuple[Tenure, ...] = ()
    money: Mapping[str, Mapping[str, Money]] = field(default_factory=dict)
    opened: Mapping[str, str] = field(default_factory=dict)
    cases: tuple[Case, ...] = ()
    responses: tuple[Response, ...] = ()
    targets: tuple[Target, ...] = ()
    spans: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def groups(self) -> Mapping[str, tuple[str, ...]]:
        """Merged and renamed clients: the last successor → all that became it, itself included."""
        found: dict[str, list[str]] = defaultdict(list)
        for client in self.clients:
            found[self._head(client)].append(client)
        return {head: tuple(members) for head, members in found.items()}

    def _head(self, client: str) -> str:
        seen = [client]
        while (after := self.clients[seen[-1]].successor) and after in self.clients and after not in seen:
            seen.append(after)
        return seen[-1]

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
