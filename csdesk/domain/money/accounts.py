"""One client's account, item by item: what is owed, and what of it is paid, by which credit (domain.md §3.8).

Charge lines and opening receivables are what is owed; an invoice only groups its lines. What is open adds up to the
balance, to the 分: nothing is owed twice, and nothing that came in is lost. All amounts are 分 with tax.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from csdesk.domain.money.charges import UNCOUNTED, ChargeState, OpeningItem
from csdesk.domain.money.losses import counts
from csdesk.domain.money.terms import last_day
from csdesk.domain.record import Choice, Values

Known = Mapping[str, Values]  # id → wire values
#: Later than any day: everything that is known counts.
FOREVER = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Entries:
    """What makes one client's account, as wire values by id. `used`: what of each receipt is applied, to whomever, and when."""

    lines: Known = field(default_factory=dict)
    openings: Known = field(default_factory=dict)
    invoices: Known = field(default_factory=dict)
    receipts: Known = field(default_factory=dict)
    applications: Known = field(default_factory=dict)
    losses: Known = field(default_factory=dict)
    used: Iterable[Values] | None = None  # None where `applications` are all there are


@dataclass(frozen=True, slots=True)
class Item:
    """Something owed. target: the field of `application` that names it; amount: above zero; day: of the business."""

    target: str
    id: str
    amount: int
    day: str
    due: str | None = None
    invoice: str | None = None
    statement: str | None = None
    state: str = ""
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Credit:
    """Something that lowers what is owed: what it names is lowered first, then whatever fell due first."""

    id: str
    amount: int
    names: tuple[str, ...] = ()  # ids of items, invoices or statements


class PayState(Choice):
    EXPECTED = "expected", "待生效"
    WAITING = "waiting", "待回款"
    PART = "part", "部分回款"
    OVERDUE = "overdue", "逾期"


@dataclass(frozen=True, slots=True)
class Open:
    """What is still owed of an item."""

    item: Item
    open: int

    def state(self, as_of: date) -> PayState:
        """How far its payment has come."""
        if self.item.due and self.item.due < as_of.isoformat():
            return PayState.OVERDUE
        if self.open < self.item.amount:
            return PayState.PART
        return PayState.EXPECTED if self.item.state == ChargeState.ESTIMATED else PayState.WAITING


@dataclass(frozen=True, slots=True)
class Account:
    """open: oldest due date first. spent: ids of the credits that are used up. left: credit that found nothing to pay (预收)."""

    open: tuple[Open, ...] = ()
    spent: frozenset[str] = frozenset()
    left: int = 0

    @property
    def owed(self) -> int:
        """What is open in all."""
        return sum(one.open for one in self.open)


def account(entries: Entries, as_of: date, *, unapplied: bool = True) -> Account:
    """A client's account at the end of a day.

    unapplied: whether money that came in and pays nothing yet lowers what fell due first, as in every figure; without it,
    what such money may be put against. Then, and only then, `owed - left` is the net balance.
    """
    day = as_of.isoformat()
    owed = sorted(items(entries, day), key=lambda item: (item.due or "9999", item.day, item.id))
    credits = [*_line_credits(entries, day), *_paid(entries, day), *_loose(entries, day, unapplied)]
    owed += [Item("", credit.id, -credit.amount, day) for credit in credits if credit.amount < 0]
    return _Paying(owed).by([credit for credit in credits if credit.amount > 0])


# -- what is owed ---------------------------------------------------------------------------------------------------


def items(entries: Entries, day: str) -> Iterator[Item]:
    """What a client owes of the days up to `day`, whatever of it is paid."""
    by_statement = {v["statement_id"]: id_ for id_, v in entries.invoices.items() if v.get("statement_id") and not v.get("red_of")}
    for id_, v in _counting(entries, day):
        if v["amount_incl_tax"] > 0:
            yield _item(id_, v, _invoice_of(v, by_statement))
    for id_, v in entries.openings.items():
        if v["item"] == OpeningItem.RECEIVABLE and v["amount"] > 0 and (end := last_day(v["month"]).isoformat()) <= day:
            yield Item("opening_id", id_, v["amount"], end, v.get("due_date"))


def _item(id_: str, v: Values, invoice: str | None) -> Item:
    return Item(
        "charge_line_id", id_, v["amount_incl_tax"], v["biz_date"], v.get("due_date"), invoice, v.get("statement_id"),
        str(v.get("state") or ""), bool(v.get("dispute")),
    )  # fmt: skip


def _invoice_of(line: Values, by_statement: Mapping[str, str]) -> str | None:
    """The invoice a line stands on; of one that was imported, that of its statement."""
    if line.get("invoice_id") or line.get("state") not in (ChargeState.INVOICED, ChargeState.SETTLED):
        return line.get("invoice_id")
    return by_statement.get(line.get("statement_id") or "")


def _counting(entries: Entries, day: str) -> Iterator[tuple[str, Values]]:
    return ((id_, v) for id_, v in entries.lines.items() if v["biz_date"] <= day and v.get("state") not in UNCOUNTED)


# -- what lowers it -------------------------------------------------------------------------------------------------


def _line_credits(entries: Entries, day: str) -> Iterator[Credit]:
    for id_, v in _counting(entries, day):
        if v["amount_incl_tax"] < 0:
            yield Credit(id_, -v["amount_incl_tax"], (v["adjusts_id"],) if v.get("adjusts_id") else ())


def _paid(entries: Entries, day: str) -> Iterator[Credit]:
    losses = ((id_, v) for id_, v in entries.losses.items() if counts(v) and v["written_off_on"] <= day)
    applied = ((id_, v) for id_, v in entries.applications.items() if v["applied_on"] <= day)
    for id_, v in chain(applied, losses):
        named = (v.get(name) for name in ("charge_line_id", "opening_id", "invoice_id", "statement_id"))
        yield Credit(id_, v["amount"], tuple(id_ for id_ in named if id_))


def _loose(entries: Entries, day: str, unapplied: bool) -> Iterator[Credit]:
    if unapplied:
        yield from unapplied_credits(entries, day)
    for id_, v in entries.openings.items():
        if v["item"] == OpeningItem.UNAPPLIED and last_day(v["month"]).isoformat() <= day:
            yield Credit(id_, v["amount"])
        elif v["item"] == OpeningItem.RECEIVABLE and v["amount"] < 0 and last_day(v["month"]).isoformat() <= day:
            yield Credit(id_, -v["amount"])


def unapplied_credits(entries: Entries, day: str) -> Iterator[Credit]:
    """What of each receipt of the client pays nothing yet; below zero where more was applied than came in."""
    used: dict[str, int] = defaultdict(int)
    for v in entries.applications.values() if entries.used is None else entries.used:
        if v["applied_on"] <= day:
            used[v["receipt_id"]] += v["amount"]
    for id_, v in entries.receipts.items():
        if v["received_on"] <= day and v["amount"] != used[id_]:
            yield Credit(id_, v["amount"] - used[id_])


# -- one against the other ------------------------------------------------------------------------------------------


class _Paying:
    """Items in the order in which they fell due, and what is left of each."""

    def __init__(self, items: list[Item]) -> None:
        self._items = items
        self._rest = [item.amount for item in items]
        self._first = 0  # all before are paid
        self._named: dict[str, list[int]] = defaultdict(list)
        for at, item in enumerate(items):
            for name in {item.id, item.invoice, item.statement} - {None}:
                self._named[str(name)].append(at)

    def by(self, credits: list[Credit]) -> Account:
        """Everything paid as far as it reaches: first what names its debt, then the rest, oldest due date first."""
        rest = [(credit.id, self._pay(credit.amount, self._meant(credit))) for credit in credits]
        rest = [(id_, self._pay_oldest(amount)) for id_, amount in rest]
        left = [(id_, amount) for id_, amount in rest if amount]
        open_ = (Open(item, amount) for item, amount in zip(self._items, self._rest, strict=True) if amount)
        spent = frozenset(credit.id for credit in credits) - {id_ for id_, _ in left}
        return Account(tuple(open_), spent, sum(amount for _, amount in left))

    def _meant(self, credit: Credit) -> Iterable[int]:
        return chain.from_iterable(self._named.get(name, ()) for name in credit.names)

    def _pay(self, amount: int, places: Iterable[int]) -> int:
        for at in places:
            part = min(amount, self._rest[at])
            self._rest[at] -= part
            amount -= part
        return amount

    def _pay_oldest(self, amount: int) -> int:
        while amount and self._first < len(self._rest):
            amount = self._pay(amount, (self._first,))
            if not self._rest[self._first]:
                self._first += 1
        return amount


# -- what a receipt may be put against ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Debt:
    """Something a receipt can pay: an invoice, or an item that is on none. target: the field of `application` that names it."""

    target: str
    id: str
    open: int
    due: str | None = None
    day: str = ""
    statement: str | None = None


def debts(found: Account) -> list[Debt]:
    """What is still owed, invoices as one, oldest due date first; what has no due date comes last."""
    grouped: dict[tuple[str, str], Debt] = {}
    for one in found.open:
        item = one.item
        if not item.target:
            continue
        key = ("invoice_id", item.invoice) if item.invoice else (item.target, item.id)
        before = grouped.get(key)
        grouped[key] = Debt(*key, one.open + (before.open if before else 0), before.due if before else item.due,
                            before.day if before else item.day, item.statement)  # fmt: skip
    return list(grouped.values())


def oldest_first(amount: int, debts: Iterable[Debt]) -> list[tuple[Debt, int]]:
    """How an amount pays debts in their order, each as far as it reaches (先到期先核销)."""
    parts = []
    for debt in debts:
        if amount <= 0:
            break
        part = min(amount, debt.open)
        parts.append((debt, part))
        amount -= part
    return parts
