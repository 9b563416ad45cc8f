"""K18 visits, and what holds of clients at a day: SOPs, complete archives, who was lost (domain.md §2.8)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from csdesk.domain.care.clients import ClientStatus, ClientType, Tier
from csdesk.domain.kpi.facts import ClientFact, Facts
from csdesk.domain.kpi.periods import first_day, last_day, months_ending
from csdesk.domain.kpi.scope import Scope
from csdesk.domain.kpi.shares import Share

#: How many months a client of a tier may go without a visit.
WINDOWS = {Tier.KA: 1, Tier.A: 1, Tier.B: 3, Tier.C: 6}
_NO_CLIENTS = (ClientStatus.PROSPECT, ClientStatus.BLACKLISTED)


def is_client(facts: Facts, client: ClientFact, start: date, end: date) -> bool:
    """Whether somebody was a client of ours from one day to another; who was merged into another is none."""
    began = facts.since(client.id)
    return _counts(client) and began is not None and began <= start and not (client.exit_on and client.exit_on <= end)


def _counts(client: ClientFact) -> bool:
    return client.type != ClientType.INTERNAL and client.status not in _NO_CLIENTS and not client.successor


def window_of(client: ClientFact) -> int:
    """Every how many months a client is to be visited, by its SOP or its tier; 0 for never."""
    if client.visits is None:
        return WINDOWS[Tier(client.tier)] if client.tier in Tier.labels() else WINDOWS[Tier.C]
    return next((months for months, times in ((1, 12), (3, 4), (6, 2), (12, 1)) if client.visits >= times), 0)


# -- K18 ------------------------------------------------------------------------------------------------------------


def visits(scope: Scope) -> Iterator[Share]:
    """K18: windows (months, quarters, half-years) that end in the period, and those with a visit in them."""
    for month in scope.months:
        for id in scope.clients.get(month, ()):
            client = scope.facts.clients.get(id)
            length = window_of(client) if client else 0
            if client is None or not length or int(month[5:]) % length:
                continue
            start, end = first_day(months_ending(month, length)[0]), last_day(month)
            if is_client(scope.facts, client, start, end):
                until = min(end, scope.as_of).isoformat()
                done = any(start.isoformat() <= day <= until for day in scope.facts.visits.get(id, ()))
                yield Share("client", id, int(done), 1)


# -- what holds at the end of the period ----------------------------------------------------------------------------


def _active(scope: Scope) -> Iterator[ClientFact]:
    """Those who are clients on the last day."""
    for id in scope.clients.get(scope.months[-1], ()) if scope.months else ():
        client = scope.facts.clients.get(id)
        if client and is_client(scope.facts, client, scope.cutoff, scope.cutoff):
            yield client


def sops(scope: Scope) -> Iterator[Share]:
    """SOP 覆盖率: clients with a SOP in force on the last day."""
    for client in _active(scope):
        spans = scope.facts.covered.get(client.id, ())
        yield Share("client", client.id, int(any(since <= scope.cutoff <= until for since, until in spans)), 1)


def archives(scope: Scope) -> Iterator[Share]:
    """档案完整率: filled fields ÷ fields that a complete archive has, of the clients of the last day, as they stand."""
    for client in _active(scope):
        yield Share("client", client.id, client.filled, client.fields)


def lost(scope: Scope) -> Iterator[Share]:
    """客户流失率: clients of the first day who left in the period."""
    start, cutoff = scope.period.start, scope.cutoff
    for id in scope.clients.get(scope.months[-1], ()) if scope.months else ():
        client = scope.facts.clients.get(id)
        began = scope.facts.since(id)
        if client is None or began is None or began >= start or not _counts(client):
            continue
        if client.exit_on is None or client.exit_on >= start:
            yield Share("client", id, int(client.exit_on is not None and client.exit_on <= cutoff), 1)
