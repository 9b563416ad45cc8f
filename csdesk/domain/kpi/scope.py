"""What an entity answers for in a period: the facts split over clients, specialists, branches or spans, each to exactly one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import chain
from operator import itemgetter
from typing import NamedTuple, Protocol, TypeVar, runtime_checkable

from csdesk.domain.kpi.facts import Case, Facts, Money, Response, Target
from csdesk.domain.kpi.periods import Period
from csdesk.domain.kpi.places import ENTITY_OF, Owners, Place
from csdesk.domain.kpi.places import LEVELS as LEVELS
from csdesk.domain.kpi.places import NATION as NATION
from csdesk.domain.kpi.places import NO_SPAN as NO_SPAN
from csdesk.domain.kpi.shares import Share, Value
from csdesk.domain.kpi.work import Mark
from csdesk.domain.plans.targets import Level

T = TypeVar("T", Case, Response)

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
            alike: dict[tuple[tuple[str, ...], str], list[Mark]] = defaultdict(list)
            for mark in marker(self._facts, self._as_of):
                alike[mark[3:6], mark[2][:7]].append(mark)
            found: dict[tuple[Place, str], list[Mark]] = defaultdict(list)
            for (_, month), marks in alike.items():
                for place, of_place in self._places(marks):
                    found[place, month] += of_place
            self._groups[marker] = {key: Group(marks, sum(map(_NUM, marks)), sum(map(_DEN, marks))) for key, marks in found.items()}
        return self._groups[marker]

    def _places(self, marks: list[Mark]) -> Iterator[tuple[Place, list[Mark]]]:
        """Marks of one client, owner and branch in a month by their places; days make a difference where the client was handed over."""
        parts = [[mark] for mark in marks] if self.owners.moved(marks[0].client) else [marks]
        return ((self.owners.of(part[0], date.fromisoformat(part[0].day)), part) for part in parts)


_NUM, _DEN = map(itemgetter, map(Mark._fields.index, ("num", "den")))


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

    def marks(self, marker: Marker, months: Iterable[str] | None = None) -> Iterator[Mark]:
        """The entity's marks of the period, or of these months."""
        return chain.from_iterable(group.marks for group in self._groups(marker, months))

    def added(self, marker: Marker) -> tuple[int | Fraction, int | Fraction]:
        """What the entity's marks of the period add to numerator and denominator."""
        groups = list(self._groups(marker))
        return sum(group.num for group in groups), sum(group.den for group in groups)

    def _groups(self, marker: Marker, months: Iterable[str] | None = None) -> Iterator[Group]:
        found = split_of(self.facts, self.level, self.as_of).groups(marker)
        return (group for month in (self.months if months is None else months) for group in found.get((self.entity, month), ()))

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


@runtime_checkable
class Summed(Protocol):
    """Counts shares, and knows a shorter way to their sum."""

    def total(self, scope: Scope) -> Value:
        """The sum of the shares."""


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
