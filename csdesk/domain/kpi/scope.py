"""Whose records are whose: the facts split over clients, specialists, branches or spans, each base record to exactly one of them.

A client's month goes to whoever looked after the client on its last day (on `as_of` while it runs); a case or an answer
goes to the person stamped on it (domain.md §0.7, decisions.md).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import chain
from typing import NamedTuple, TypeVar

from csdesk.domain.kpi.facts import Case, Facts, Money, Response, Target, Tenure
from csdesk.domain.kpi.periods import Period, last_day
from csdesk.domain.kpi.shares import Share, Value
from csdesk.domain.kpi.work import Mark
from csdesk.domain.plans.targets import Level

T = TypeVar("T", Case, Response)


#: The one entity of the level nation.
NATION = "nation"
#: The span of the branches that no deputy director has.
NO_SPAN = "未划分"


class Place(NamedTuple):
    """Where a fact belongs."""

    client: str
    owner: str
    branch: str
    span: str


#: The entity of each level that a fact belongs to.
ENTITY_OF: Mapping[Level, Callable[[Place], str]] = {
    Level.CLIENT: lambda place: place.client,
    Level.SPECIALIST: lambda place: place.owner,
    Level.BRANCH: lambda place: place.branch,
    Level.SPAN: lambda place: place.span,
    Level.NATION: lambda place: NATION,
}
LEVELS = tuple(ENTITY_OF)


class Owners:
    """Who looks after which client at the end of which month, and where single facts belong."""

    def __init__(self, facts: Facts, as_of: date) -> None:
        self._clients = facts.clients
        self._spans = facts.spans
        self._as_of = as_of
        self._known: dict[tuple[str, str], Place] = {}
        self._tenures: dict[str, list[Tenure]] = defaultdict(list)
        for tenure in sorted(facts.tenures, key=lambda t: t.since):
            self._tenures[tenure.client].append(tenure)

    def place(self, client: str, month: str) -> Place:
        """Where the whole month of a client belongs."""
        key = client, month
        if key not in self._known:
            self._known[key] = self._find(client, min(last_day(month), self._as_of))
        return self._known[key]

    def moved(self, client: str) -> bool:
        """Whether a client was ever handed over, so that days make a difference."""
        return client in self._tenures

    def of(self, fact: Case | Response | Mark, day: date) -> Place:
        """Where a single fact belongs: to the person stamped on it, and to the branch that had its client on its day."""
        branch = self._held(fact.client, day)[1] if fact.client in self._tenures else ""
        return self._place(fact.client, fact.owner, branch or fact.branch)

    def _find(self, client: str, day: date) -> Place:
        return self._place(client, *self._held(client, day))

    def _held(self, client: str, day: date) -> tuple[str, str]:
        """(owner, branch) of a client on a day."""
        known = self._clients.get(client)
        owner, branch = (known.owner, known.branch) if known else ("", "")
        tenures = self._tenures.get(client, ())
        if tenures and day < tenures[0].since:
            return tenures[0].former or owner, tenures[0].former_branch or branch
        for tenure in tenures:
            if tenure.since <= day and (tenure.until is None or day <= tenure.until):
                owner, branch = tenure.owner, tenure.branch or branch
        return owner, branch

    def _place(self, client: str, owner: str, branch: str) -> Place:
        return Place(client, owner, branch, self._spans.get(branch, NO_SPAN) if branch else "")


#: Judges the facts as they are known at the end of a day: what each record adds, in the month of its own day.
Marker = Callable[[Facts, date], Iterable[Mark]]


class Group(NamedTuple):
    """Marks that belong to one place and month, and what they add together."""

    marks: list[Mark]
    num: int | Fraction
    den: int | Fraction


class Judged:
    """The facts as known on one day: each kind of mark is judged once, whatever the level that asks."""

    def __init__(self, facts: Facts, as_of: date) -> None:
        self.owners = Owners(facts, as_of)
        self._facts, self._as_of = facts, as_of
        self._groups: dict[Marker, dict[tuple[Place, str], Group]] = {}

    def groups(self, marker: Marker) -> Mapping[tuple[Place, str], Group]:
        """(place, month) → its marks."""
        if marker not in self._groups:
            found: dict[tuple[Place, str], list[Mark]] = defaultdict(list)
            places: dict[tuple[str, ...], Place] = {}
            for mark in marker(self._facts, self._as_of):
                key = mark[2:6] if self.owners.moved(mark.client) else mark[3:6]
                if key not in places:
                    places[key] = self.owners.of(mark, date.fromisoformat(mark.day))
                found[places[key], mark.day[:7]].append(mark)
            self._groups[marker] = {key: Group(marks, sum(m.num for m in marks), sum(m.den for m in marks)) for key, marks in found.items()}
        return self._groups[marker]


class Split:
    """The facts as known on one day, split over the entities of one level; what does not depend on a period is split once."""

    def __init__(self, facts: Facts, level: Level, judged: Judged) -> None:
        self._facts, self._level, self._judged = facts, level, judged
        self._entity, self._owners = ENTITY_OF[level], judged.owners
        self._groups: dict[Marker, dict[tuple[str, str], list[Group]]] = {}
        self._clients: dict[str, dict[str, frozenset[str]]] = {}

    def groups(self, marker: Marker) -> Mapping[tuple[str, str], list[Group]]:
        """(entity, month) → its marks."""
        if marker not in self._groups:
            found: dict[tuple[str, str], list[Group]] = defaultdict(list)
            for (place, month), group in self._judged.groups(marker).items():
                found[self._entity(place), month].append(group)
            self._groups[marker] = found
        return self._groups[marker]

    def clients(self, month: str) -> Mapping[str, frozenset[str]]:
        """Entity → the clients whose month is its."""
        if month not in self._clients:
            found: dict[str, set[str]] = defaultdict(set)
            for client in self._facts.clients.keys() | self._facts.money.keys():
                found[self._entity(self._owners.place(client, month))].add(client)
            self._clients[month] = {name: frozenset(clients) for name, clients in found.items()}
        return self._clients[month]

    @cached_property
    def cases(self) -> Mapping[str, tuple[Case, ...]]:
        """Entity → its cases."""
        return self._by_entity((case, case.registered) for case in self._facts.cases)

    def responses(self, cutoff: date) -> Mapping[str, tuple[Response, ...]]:
        """Entity → the answers that count on a day."""
        return self._by_entity((answer, answer.at.date()) for answer in latest(self._facts.responses, cutoff))

    @cached_property
    def targets(self) -> Mapping[str, tuple[Target, ...]]:
        """Entity → its own plan lines."""
        found: dict[str, list[Target]] = defaultdict(list)
        for target in self._facts.targets:
            if target.level == self._level:
                found[target.entity].append(target)
        return {name: tuple(lines) for name, lines in found.items()}

    def _by_entity(self, facts: Iterable[tuple[T, date]]) -> dict[str, tuple[T, ...]]:
        found: dict[str, list[T]] = defaultdict(list)
        for fact, day in facts:
            found[self._entity(self._owners.of(fact, day))].append(fact)
        return {name: tuple(of_entity) for name, of_entity in found.items()}


def split_of(facts: Facts, level: Level, as_of: date) -> Split:
    """The split of these facts, made once."""
    known = facts.splits
    if (level, as_of) not in known:
        if as_of not in known:
            known[as_of] = Judged(facts, as_of)
        known[level, as_of] = Split(facts, level, known[as_of])
    found: Split = known[level, as_of]
    return found


@dataclass(frozen=True, slots=True)
class Scope:
    """What one entity answers for in one period: the argument of every formula.

    clients: month → the clients whose month is the entity's. cutoff: the last day whose facts count. as_of: the last day
    that is known; what a record of the period has become by then judges figures of single records.
    """

    facts: Facts
    level: Level
    entity: str
    period: Period
    cutoff: date
    clients: Mapping[str, frozenset[str]] = field(default_factory=dict)
    cases: tuple[Case, ...] = ()
    responses: tuple[Response, ...] = ()
    targets: tuple[Target, ...] = ()
    as_of: date = date.max

    def marks(self, marker: Marker) -> Iterator[Mark]:
        """The entity's marks of the period."""
        return chain.from_iterable(group.marks for group in self._groups(marker))

    def added(self, marker: Marker) -> tuple[int | Fraction, int | Fraction]:
        """What the entity's marks of the period add to numerator and denominator."""
        groups = list(self._groups(marker))
        return sum(group.num for group in groups), sum(group.den for group in groups)

    def _groups(self, marker: Marker) -> Iterator[Group]:
        found = split_of(self.facts, self.level, self.as_of).groups(marker)
        return (group for month in self.months for group in found.get((self.entity, month), ()))

    @property
    def months(self) -> tuple[str, ...]:
        """The months of the period that have begun by the cutoff."""
        return tuple(month for month in self.period.months if month <= f"{self.cutoff:%Y-%m}")

    def money(self, client: str, month: str) -> Money:
        """The sums of a client's month, zero where there are none."""
        return self.facts.money.get(client, {}).get(month, Money())

    @property
    def waiting(self) -> bool:
        """Whether the period still runs and no money of it has been entered: nobody has failed yet."""
        runs = self.cutoff < self.period.end
        lines = (self.money(client, month) for month in self.months for client in self.clients.get(month, ()))
        return runs and not any(money.revenue or money.cost or money.billed for money in lines)


def cutoff_of(period: Period, as_of: date) -> date:
    """The last day whose facts a figure of `period` may know."""
    return min(period.end, as_of)


def scopes(facts: Facts, level: Level, period: Period, as_of: date, markers: Iterable[Marker] = ()) -> dict[str, Scope]:
    """The scope of every entity of a level that has something in the facts; together they hold each fact once.

    markers: the kinds of mark that make an entity of somebody who has nothing else.
    """
    split, cutoff = split_of(facts, level, as_of), cutoff_of(period, as_of)
    clients = {month: split.clients(month) for month in period.months}
    cases, responses, targets = split.cases, split.responses(cutoff), split.targets
    held = {name for of_month in clients.values() for name in of_month}
    marked = {name for marker in markers for name, month in split.groups(marker) if month in period.months}
    names = (held | cases.keys() | responses.keys() | targets.keys() | marked) - {""}
    return {
        name: Scope(
            facts,
            level,
            name,
            period,
            cutoff,
            {month: clients[month][name] for month in period.months if name in clients[month]},
            cases.get(name, ()),
            responses.get(name, ()),
            targets.get(name, ()),
            as_of,
        )
        for name in names
    }


def latest(responses: Iterable[Response], cutoff: date) -> list[Response]:
    """The valid answers known by `cutoff`; of several by one contact in one round the last (K04)."""
    found: dict[tuple[str, ...], Response] = {}
    for answer in sorted(responses, key=lambda r: (r.at, r.id)):
        if answer.valid and answer.mark is not None and answer.at.date() <= cutoff:
            key = (answer.round, answer.client, answer.contact) if answer.contact and answer.round else (answer.id,)
            found[key] = answer
    return list(found.values())


@dataclass(frozen=True, slots=True)
class ByMark:
    """Counts the marks of one kind: the shares of a figure whose records each count for themselves."""

    marker: Marker

    def __call__(self, scope: Scope) -> Iterator[Share]:
        return (Share(mark.record, mark.id, mark.num, mark.den) for mark in scope.marks(self.marker))

    def total(self, scope: Scope) -> Value:
        """The sum of these shares."""
        num, den = scope.added(self.marker)
        return Value(Fraction(num), Fraction(den))
