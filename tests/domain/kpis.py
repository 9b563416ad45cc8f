"""Small worlds for the KPI tests, written in yuan and plain dates."""

from collections import defaultdict
from datetime import date, datetime, time

from csdesk.domain.kpi.facts import Case, ClientFact, Facts, Money, Response, Step, Target, Tenure
from csdesk.domain.kpi.judgement import judged, shown, threshold_for
from csdesk.domain.kpi.periods import period_of
from csdesk.domain.kpi.registry import KPI_BY_ID, SHIPPED_THRESHOLDS
from csdesk.domain.kpi.scope import scopes
from csdesk.domain.moments import SHANGHAI
from csdesk.domain.plans.targets import Level
from csdesk.domain.staff.people import Role


def day(text):
    """`06-12` of 2026, or a whole date."""
    return date.fromisoformat(text if len(text) > 5 else f"2026-{text}")


def at(text, hour=10):
    return datetime.combine(day(text), time(hour), SHANGHAI)


def client(id, owner="SP", branch="NB", **more):
    return ClientFact(id, id, branch, owner, **more)


def case(id, registered, due, closed=None, reopened=None, void=None, owner="SP", extended=None, **more):
    """A case as a row of the table in domain.md; extended: (day of the approval, new due)."""
    steps = [Step(at(when), to) for when, to in ((closed, "closed"), (reopened, "reopened"), (void, "void")) if when]
    steps += [Step(at(extended[0]), "investigating", day(extended[1]))] if extended else []
    steps.sort(key=lambda s: s.at)
    return Case(id, more.pop("client", "A"), owner, "NB", day(registered), day(due), tuple(steps), **more)


def answer(id, overall, on="06-20", owner="SP", client="A", contact="", round="", dims=(), valid=True, hour=10):
    return Response(id, client, owner, "NB", contact, round, at(on, hour), overall, dims, valid)


def target(level, entity, month, yuan, id=""):
    return Target(id or f"t-{level}-{entity}-{month}", level, entity, "revenue", month, yuan * 100)


def world(clients=(), money=(), cases=(), responses=(), targets=(), tenures=()):
    """Facts from rows. money: (client, month, revenue, cost, billed, owed) in yuan, the later ones may be left out."""
    sums = defaultdict(lambda: defaultdict(Money))
    for who, month, *amounts in money:
        sums[who][month] += Money(*(round(amount * 100) for amount in amounts))
    opened = {who: min(months) for who, months in sums.items()}
    return Facts({c.id: c for c in clients}, tuple(tenures), sums, opened, tuple(cases), tuple(responses), tuple(targets))


def figure(kpi, facts, level, entity, period="2026-06", as_of="2027-12-31"):
    """The value of one entity, or None where the entity has nothing at all."""
    marker = KPI_BY_ID[kpi].marker
    scope = scopes(facts, Level(level), period_of(period), day(as_of), [marker] if marker else []).get(entity)
    return KPI_BY_ID[kpi].value(scope) if scope else None


def beside(kpi, facts, period="2026-06", as_of="2026-12-31"):
    """What is shown beside the branch's figure: label → text."""
    marker = KPI_BY_ID[kpi].marker
    scope = scopes(facts, Level.BRANCH, period_of(period), day(as_of), [marker] if marker else [])["NB"]
    return {one.label: one.text for one in KPI_BY_ID[kpi].beside(scope)}


def said(kpi, value, role=Role.BRANCH_MANAGER):
    """The display and the status as a scorecard says them: `15.80 % fail`."""
    row = KPI_BY_ID[kpi]
    limit = threshold_for(SHIPPED_THRESHOLDS, kpi, role, date(2026, 6, 30))
    return f"{shown(value.ratio, limit, row.unit, value.flags)} {judged(value.ratio, limit, row.unit, value.flags)}"


__all__ = ["Tenure", "answer", "at", "beside", "case", "client", "day", "figure", "said", "target", "world"]
