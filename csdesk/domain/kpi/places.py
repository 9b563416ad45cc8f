"""Whose records are whose: the client, specialist, branch and span that a fact belongs to.

A client's month goes to whoever looked after the client on its last day (on `as_of` while it runs); a case or an answer
goes to the person stamped on it (domain.md §0.7, decisions.md).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from csdesk.domain.kpi.facts import Case, Facts, Response, Tenure
from csdesk.domain.kpi.periods import last_day
from csdesk.domain.kpi.work import Mark
from csdesk.domain.plans.targets import Level

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
