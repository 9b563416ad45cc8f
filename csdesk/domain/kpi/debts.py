"""K19 ageing and K20 collection: what is left of every debt on a day, and what was collected of those that were due (domain.md §2.8).

Money put against a debt or a statement pays that; everything else (unapplied receipts, rebates, what was paid too much)
reduces the oldest due date first. A debt without a due date is not due.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import accumulate, chain, repeat
from typing import NamedTuple

from csdesk.domain.kpi.scope import Scope
from csdesk.domain.kpi.shares import Beside, Share, Value, total
from csdesk.domain.kpi.work import Debts, Due, Paid
from csdesk.domain.money import ageing as money_ageing

_NEVER = "9999-12-31"


class Owed(NamedTuple):
    """What a client owes of the days up to one, oldest due date first, and what lowers it without being for one debt."""

    items: tuple[Due, ...]
    loose: int


def owed(debts: Debts, client: str, day: str) -> Owed:
    """A client's debts as they stand without what was paid; put in order once for a day."""
    key = client, day
    if key not in debts.ordered:
        month, (above, below, moving) = day[:7], _sorted(debts, client)
        items = [item for item in above if item.day[:7] <= month]
        if moving:
            items = sorted((_dated(debts, item, day) for item in items), key=_oldest)
        debts.ordered[key] = Owed(tuple(items), -sum(item.amount for item in below if item.day[:7] <= month))
    found: Owed = debts.ordered[key]
    return found


def left(debts: Debts, client: str, day: str, *, credit: str = "", losses: str = "") -> list[int]:
    """What is left of each of a client's debts (see `owed`).

    credit: the last day whose money counts, losses: whose write-offs do; `day` when empty. For what money was used is
    known as of `day` in any case.
    """
    whole = owed(debts, client, day)
    rest, over = _directed(whole.items, _payments(debts, client, day, credit or day, losses or day))
    return _oldest_first(rest, whole.loose + over)


def _sorted(debts: Debts, client: str) -> tuple[list[Due], list[Due], bool]:
    """What a client owes, the oldest due date first; what lowers it; and whether invoices may move due dates."""
    if (client,) not in debts.ordered:
        every = sorted(debts.dues.get(client, ()), key=_oldest)
        above, below = [item for item in every if item.amount > 0], [item for item in every if item.amount < 0]
        debts.ordered[client,] = above, below, any(item.statement for item in above)
    found: tuple[list[Due], list[Due], bool] = debts.ordered[client,]
    return found


def _dated(debts: Debts, item: Due, day: str) -> Due:
    """A debt with the day it falls due as known on a day."""
    due = item.due
    for since, term in debts.terms.get(item.statement, ()):
        if since <= day:
            due = term or item.due
    return item if due == item.due else item._replace(due=due)


def _oldest(one: Due) -> tuple[str, str, str]:
    return one.due or _NEVER, one.day, one.id


def _payments(debts: Debts, client: str, day: str, credit: str, losses: str) -> list[Paid]:
    """What took the debts down: uses of money known by `day`, the rest of each receipt, write-offs."""
    used = [p for p in debts.used.get(client, ()) if p.known <= day and p.day <= (credit if p.cash else losses)]
    received = [p for p in debts.receipts.get(client, ()) if p.day <= credit]
    return [*used, *(p._replace(amount=max(0, p.amount - _spent(debts, p.receipt, day))) for p in received)]


def _spent(debts: Debts, receipt: str, day: str) -> int:
    return sum(use.amount for use in debts.uses.get(receipt, ()) if use.known <= day)


def _directed(items: Sequence[Due], paid: Sequence[Paid]) -> tuple[list[int], int]:
    """What is left of each debt after what was meant for it or its statement, and what was too much or meant for none."""
    rest = [one.amount for one in items]
    at: dict[str, int] = {}
    of: dict[str, list[int]] = defaultdict(list)
    if any(p.target or p.statement for p in paid):
        at = {f"{one.record} {one.id}": i for i, one in enumerate(items)}
        for i, one in enumerate(items):
            of[one.statement].append(i)
    over = 0
    for p in sorted(paid, key=lambda p: not p.target):  # what is for one debt first, then what is for a statement
        amount = p.amount
        for i in [at[p.target]] if p.target in at else of.get(p.statement, ()) if p.statement else ():
            part = min(amount, rest[i])
            rest[i] -= part
            amount -= part
        over += amount
    return rest, over


def _oldest_first(rest: list[int], loose: int) -> list[int]:
    """The same after money that is for nothing yet; it pays the oldest first."""
    if loose <= 0:
        return rest
    sums = list(accumulate(rest))
    paid = bisect_right(sums, loose)
    return [*repeat(0, paid), *([sums[paid] - loose, *rest[paid + 1 :]] if paid < len(rest) else ())]


# -- K19 ------------------------------------------------------------------------------------------------------------

#: The buckets of days past due, each with its last day; before the first: not yet due.
BUCKETS = ((30, "1–30 天"), (60, "31–60 天"), (90, "61–90 天"), (180, "91–180 天"), (365, "181–365 天"))
_FIRST, _LAST = "未到期", "365 天以上"


def _clients(scope: Scope) -> Iterable[str]:
    return scope.clients.get(scope.months[-1], ()) if scope.months else ()


@dataclass(frozen=True, slots=True)
class ByDebtor:
    """Counts the debts of the clients of the last day: what each client's add in a period is added up once for all levels."""

    shares: Callable[[Debts, str, date, date], Iterable[Share]]

    def __call__(self, scope: Scope) -> Iterator[Share]:
        for client in _clients(scope):
            yield from self.shares(scope.facts.debts, client, scope.period.start, scope.cutoff)

    def total(self, scope: Scope) -> Value:
        """The sum of these shares."""
        start, cutoff, known = scope.period.start, scope.cutoff, scope.facts.debts.added
        found = []
        for client in _clients(scope):
            key = self, client, start, cutoff
            if key not in known:
                known[key] = total(self.shares(scope.facts.debts, client, start, cutoff))
            found.append(known[key])
        return Value(Fraction(sum(one.num for one in found)), Fraction(sum(one.den for one in found)))


def _open(debts: Debts, client: str, cutoff: date) -> Iterator[tuple[Due, int]]:
    """Each open debt of a client, and what is left of it."""
    day = cutoff.isoformat()
    return (pair for pair in zip(owed(debts, client, day).items, left(debts, client, day), strict=True) if pair[1])


def _aged(debts: Debts, client: str, start: date, cutoff: date) -> Iterator[Share]:
    today = cutoff.isoformat()
    for one, amount in _open(debts, client, cutoff):
        yield Share(one.record, one.id, amount if one.due and one.due < today else 0, amount)


#: K19: what is past due ÷ all that is owed, on the last day.
ageing = ByDebtor(_aged)


def bucket(days: int) -> str:
    """The bucket of a debt so many days past due."""
    if days <= 0:
        return _FIRST
    return next((label for last, label in BUCKETS if days <= last), _LAST)


def by_age(scope: Scope) -> dict[str, int]:
    """What is open in each bucket by due date, 分; together they are K19's denominator."""
    found: dict[str, int] = dict.fromkeys([_FIRST, *(label for _, label in BUCKETS), _LAST], 0)
    for one, amount in chain.from_iterable(_open(scope.facts.debts, client, scope.cutoff) for client in _clients(scope)):
        found[bucket((scope.cutoff - date.fromisoformat(one.due)).days if one.due else 0)] += amount
    return found


def buckets(scope: Scope) -> Iterator[Beside]:
    """K19 beside it: the share of each bucket by due date and by the day of the business; those of one kind add up to 100 %."""
    found = by_age(scope)
    yield from _shared(found)
    yield Beside("逾期 90 天以上", sum(list(found.values())[4:]), sum(found.values()))
    yield from _shared({f"发生 {label} 天": amount for label, amount in _by_business(scope).items()})


def _shared(found: Mapping[str, int]) -> Iterator[Beside]:
    """Parts by the largest remainder, so that what is printed adds up; nothing where nothing is owed."""
    whole = sum(found.values())
    for (label, amount), part in zip(found.items(), money_ageing.shares(list(found.values())), strict=True):
        yield Beside(label, amount, whole, part=part)


def _by_business(scope: Scope) -> dict[str, int]:
    """What is open by how long ago the business was; needs debts line by line."""
    kept = money_ageing.buckets(money_ageing.Basis.BIZ)
    found = dict.fromkeys(kept.labels, 0)
    for one, amount in chain.from_iterable(_open(scope.facts.debts, client, scope.cutoff) for client in _clients(scope)):
        found[kept.labels[kept.at((scope.cutoff - date.fromisoformat(one.day)).days)]] += amount
    return found


# -- K20 ------------------------------------------------------------------------------------------------------------


class Collected(NamedTuple):
    """A debt, what was left of it when the period began, what cash of the period paid of that, and whether it fell due by the cutoff."""

    item: Due
    amount: int
    cash: int
    due: bool


def _before(day: date) -> str:
    return (day - timedelta(days=1)).isoformat()


def _collected(debts: Debts, client: str, start: date, cutoff: date) -> Iterator[Collected]:
    day, before = cutoff.isoformat(), _before(start)
    then = left(debts, client, day, credit=before, losses=before)
    now = left(debts, client, day, losses=before)
    for one, was, rest in zip(owed(debts, client, day).items, then, now, strict=True):
        if was:
            yield Collected(one, was, was - rest, bool(one.due) and one.due <= day)


def _paid(debts: Debts, client: str, start: date, cutoff: date) -> Iterator[Share]:
    for one in _collected(debts, client, start, cutoff):
        if one.due:
            yield Share(one.item.record, one.item.id, one.cash, one.amount)


#: K20: cash of the period for what was due ÷ (overdue when it began + falling due in it, less what was paid before).
collection = ByDebtor(_paid)


def collection_beside(scope: Scope) -> Iterator[Beside]:
    """K20 beside it: what was paid of debts not yet due, and cash over billings and over what was planned to come in."""
    clients = list(_clients(scope))
    early = sum(
        one.cash for client in clients for one in _collected(scope.facts.debts, client, scope.period.start, scope.cutoff) if not one.due
    )
    start, end = scope.period.start.isoformat(), scope.cutoff.isoformat()
    received = sum(p.amount for client in clients for p in scope.facts.debts.receipts.get(client, ()) if start <= p.day <= end)
    billed = sum(scope.money(client, month).billed for client in clients for month in scope.months)
    yield Beside.amount("未到期预付", early)
    yield Beside("回款 ÷ 开账（流量口径）", received, billed)
    yield Beside("回款 ÷ 回款计划", received, sum(t.value for t in scope.targets if t.metric == "collection" and t.month in scope.months))
