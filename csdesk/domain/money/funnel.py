"""How far the business of a period has come on its way to money: 预估 → 对账确认 → 开票 → 回款核销, by its business day.

The lines are those of the period; how far they have come is told by the records known on a day. What is paid follows the account
(`accounts.account`), so that the difference to what was charged is what the ageing shows as open. A line below zero
lowers others and counts as paid there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from csdesk.domain.money.accounts import Entries, Item, account, items
from csdesk.domain.money.charges import ChargeState
from csdesk.domain.record import Choice


class Stage(Choice):
    CHARGED = "charged", "预估"
    AGREED = "agreed", "对账确认"
    INVOICED = "invoiced", "开票"
    PAID = "paid", "回款核销"


@dataclass(frozen=True, slots=True)
class Part:
    """What has reached a stage. lines: id of the line, what of it has come so far, all of it; 分."""

    stage: Stage
    lines: tuple[tuple[str, int, int], ...]

    @property
    def amount(self) -> int:
        """What has come so far, 分."""
        return sum(come for _, come, _ in self.lines)

    @property
    def count(self) -> int:
        """How many lines have come so far whole."""
        return sum(1 for _, come, whole in self.lines if come == whole)


@dataclass(frozen=True, slots=True)
class Funnel:
    """The stages of one period in their order."""

    period: str
    parts: tuple[Part, ...]

    def of_first(self, at: int) -> Fraction | None:
        """The share of everything charged that has reached a stage; None where nothing was charged."""
        return self._ratio(at, 0)

    def of_before(self, at: int) -> Fraction | None:
        """The share of the stage before that has reached this one."""
        return self._ratio(at, max(at - 1, 0))

    def _ratio(self, at: int, under: int) -> Fraction | None:
        whole = self.parts[under].amount
        return Fraction(self.parts[at].amount, whole) if whole else None


def funnel(period: str, accounts: Mapping[str, Entries], held: Mapping[str, frozenset[str]], as_of: date) -> Funnel:
    """The funnel of the lines of some clients' months. accounts: client → entries; held: month → its clients."""
    found: dict[Stage, list[tuple[str, int, int]]] = {stage: [] for stage in Stage}
    for client in sorted({client for clients in held.values() for client in clients} & accounts.keys()):
        entries = accounts[client]
        lines = [item for item in items(entries, as_of.isoformat()) if client in held.get(item.day[:7], ()) and _charged(item)]
        left = {one.item.id: one.open for one in account(entries, as_of).open} if lines else {}
        _sort(found, lines, left, entries)
    return Funnel(period, tuple(Part(stage, tuple(lines)) for stage, lines in found.items()))


def _charged(item: Item) -> bool:
    return item.target == "charge_line_id"


def _sort(found: dict[Stage, list[tuple[str, int, int]]], lines: Iterable[Item], left: Mapping[str, int], entries: Entries) -> None:
    for item in lines:
        whole = item.id, item.amount, item.amount
        found[Stage.CHARGED].append(whole)
        if item.state in (ChargeState.RECONCILED, ChargeState.INVOICED, ChargeState.SETTLED):
            found[Stage.AGREED].append(whole)
        if _invoiced(item, entries):
            found[Stage.INVOICED].append(whole)
        if paid := item.amount - left.get(item.id, 0):
            found[Stage.PAID].append((item.id, paid, item.amount))


def _invoiced(item: Item, entries: Entries) -> bool:
    """Whether its invoice was issued by the day; a line that came in as 已开票 may have none."""
    return item.invoice in entries.invoices if item.invoice else item.state == ChargeState.INVOICED
