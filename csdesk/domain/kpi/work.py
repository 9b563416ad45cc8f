"""The base records of operating and office figures as the formulas read them: waybills, people, plans, reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any, NamedTuple


class Load(NamedTuple):
    """One waybill as it stands. Times are wire moments, empty where nothing happened; grace in minutes, signoff in hours.

    void: who cancelled it, "client" or "us". original: the SOP wants the paper itself, a photo is none.
    """

    id: str
    client: str
    owner: str
    branch: str
    planned: str
    required: str = ""
    departed: str = ""
    arrived: str = ""
    signed: str = ""
    sign_status: str = ""
    void: str = ""
    departure_grace: int = 30
    arrival_grace: int = 0
    signoff: int = 24
    pod_required: bool = True
    pod_due: str = ""  # a day
    pod_received: str = ""
    pod_type: str = ""
    original: bool = False
    exempt: bool = False
    pieces: int = 0
    damaged: int = 0
    short: int = 0
    every: int = 4  # hours between two reports on the way


class Mark(NamedTuple):
    """What one record adds to a figure of one day's month, and whom it belongs to."""

    record: str
    id: str
    day: str
    client: str
    owner: str
    branch: str
    num: int | Fraction
    den: int | Fraction


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the roll, with the days of absence (first and last included)."""

    id: str
    branch: str
    hired: date | None = None
    left: date | None = None
    leaves: tuple[tuple[date, date], ...] = ()


class Review(NamedTuple):
    """The appraisal of one person for one period (`2026-06`, `2026-Q2`)."""

    person: str
    period: str
    approved: date | None = None
    interviewed: date | None = None


class Item(NamedTuple):
    """One item of a work plan. counts: it was planned, or its addition approved."""

    id: str
    owner: str
    branch: str
    due: date
    done: date | None = None
    cancelled: date | None = None
    counts: bool = True


class Report(NamedTuple):
    """One published version of a report; wrong: the cells that were found wrong, each with the day it was first found."""

    id: str
    owner: str
    branch: str
    published: date
    items: int
    wrong: tuple[tuple[str, date], ...] = ()


@dataclass(frozen=True)
class Office:
    """What people's own work is counted from.

    scored, inspected, tasks, billed: marks that need no more judging than a day. reports: see `Report`.
    """

    people: tuple[Person, ...] = ()
    reviews: tuple[Review, ...] = ()
    items: tuple[Item, ...] = ()
    reports: tuple[Report, ...] = ()
    scored: tuple[Mark, ...] = ()
    inspected: tuple[Mark, ...] = ()
    tasks: tuple[Mark, ...] = ()
    billed: tuple[Mark, ...] = ()


# -- receivables ----------------------------------------------------------------------------------------------------


class Due(NamedTuple):
    """What a client owes from a day (or month) on: one line, or the lines of a month that nothing tells apart.

    due: the day it falls due by itself; a statement's invoices may move it (`Debts.terms`).
    """

    record: str
    id: str
    client: str
    day: str
    statement: str
    due: str
    amount: int


class Invoiced(NamedTuple):
    """What was invoiced to a client in a month (red invoices taken off), and what was charged, both with VAT."""

    issued: int = 0
    charged: int = 0


class Paid(NamedTuple):
    """What took a client's debt down. known: the day since when one knows for what; day: when the money came.

    target: `charge_line 0198…`, the one debt that it is for. statement: whose debts it is for, oldest first; without
    both it is for whatever is oldest. receipt: where it came from. cash: money, not a write-off. lost: a bad debt.
    """

    client: str
    day: str
    known: str
    amount: int
    target: str = ""
    statement: str = ""
    receipt: str = ""
    cash: bool = True
    lost: bool = False


@dataclass(frozen=True)
class Debts:
    """What K19 and K20 count. terms: statement → from which day its debts fall due on which day, in order.

    receipts: money by client, whatever it was used for. used: what was put to use, or written off, by client.
    """

    dues: Mapping[str, tuple[Due, ...]] = field(default_factory=dict)
    terms: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    receipts: Mapping[str, tuple[Paid, ...]] = field(default_factory=dict)
    used: Mapping[str, tuple[Paid, ...]] = field(default_factory=dict)

    @cached_property
    def ordered(self) -> dict[tuple[str, ...], Any]:
        """What was put in the order of its due dates already (`debts.owed`)."""
        return {}

    @cached_property
    def added(self) -> dict[tuple[Any, ...], Any]:
        """What was added up for a client already (`debts.ByDebtor`)."""
        return {}

    @cached_property
    def uses(self) -> Mapping[str, tuple[Paid, ...]]:
        """Receipt → what it was used for, whoever's debt that was."""
        found: dict[str, list[Paid]] = defaultdict(list)
        for of_client in self.used.values():
            for p in of_client:
                if p.receipt:
                    found[p.receipt].append(p)
        return {receipt: tuple(uses) for receipt, uses in found.items()}
