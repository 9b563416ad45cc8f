"""Money behind the figures: sums of charges, costs, receipts and opening balances by client and month; integers, so exact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

from csdesk.domain.changes import MOVED
from csdesk.domain.kpi.facts import Money
from csdesk.domain.kpi.periods import last_day, shifted
from csdesk.store.columns import HANDED_ON
from csdesk.store.figures import client_months
from csdesk.store.figures.client_months import COUNTS as COUNTS  # what reads lines reads by the same rules
from csdesk.store.figures.client_months import NET_AMOUNT as NET_AMOUNT
from csdesk.store.figures.client_months import Counted, live

Sums = dict[str, dict[str, Money]]


def counted(connection: Connection, of: str = "") -> str:
    """The condition for what figures count: live records, and those that were handed on to a book that is not held here.

    of: the alias of the table with a dot. Where the book is held, its copies count instead (sync.md §2.8).
    """
    gone = handed_on(connection)
    return f"({live(of)} OR {gone(of)})" if gone else live(of)


def handed_on(connection: Connection) -> Counted | None:
    """The condition for records that were handed on to a book that is not held here; None where nothing was handed on."""
    if connection.exec_driver_sql(f"SELECT 1 FROM client WHERE deleted = {HANDED_ON} LIMIT 1").scalar() is None:
        return None
    held = "SELECT DISTINCT book FROM stream WHERE book != 'ORG' AND book NOT LIKE 'BR-%' ORDER BY book"
    books = connection.exec_driver_sql(held).scalars().all()

    def gone(of: str) -> str:
        elsewhere = "".join(f""" AND {of}extra NOT LIKE '%"{MOVED}": "{book}"%'""" for book in books)
        return f"({of}deleted = {HANDED_ON}{elsewhere})"

    return gone


def money(connection: Connection, last: str) -> tuple[Sums, dict[str, str]]:
    """Sums by client and month up to the day `last`, and the first month of which each client's debt is known from its first day on."""
    sums: Sums = defaultdict(lambda: defaultdict(Money))
    opened: dict[str, str] = {}
    for client, month, revenue, cost, billed, owed, applied, lines, n in _added_up(connection, last):
        if n:
            sums[client][month] = Money(revenue, cost, billed, owed + applied)
        if lines and month < opened.get(client, "9999"):
            opened[client] = month
    _open(connection, last[:7], sums, opened)
    return sums, opened


def _added_up(connection: Connection, last: str) -> Iterable[Sequence[Any]]:
    """Client, month and sums as kept, without what lies behind the day `last` in its own month, and with what was handed on."""
    end, gone = last_day(last[:7]).isoformat(), handed_on(connection)
    whole = client_months.kept(connection, last)
    if last == end and gone is None:
        return whole
    found = client_months.Sums()
    found.by_month.update(((client, month), sums) for client, month, *sums in whole)
    if last < end:
        found.add(client_months.behind(connection, last, end), -1)
    if gone is not None:
        found.add(client_months.up_to(connection, client_months.TERMS.values(), gone, last))
        found.add(client_months.up_to(connection, (client_months.APPLIED,), live, last), -1)  # pairs of both kinds: counted anew
        found.add(client_months.up_to(connection, (client_months.APPLIED,), lambda of: f"({live(of)} OR {gone(of)})", last))
    return ((*key, *sums) for key, sums in found.by_month.items())


def opening_money(item: str, amount: int) -> Money:
    """What one opening balance adds."""
    match item:
        case "receivable":
            return Money(owed=amount)
        case "unapplied":
            return Money(owed=-amount)
        case "revenue":
            return Money(revenue=amount)
        case "cost":
            return Money(cost=amount)
        case "billing":
            return Money(billed=amount)
    return Money()


def _open(connection: Connection, last: str, sums: Sums, opened: dict[str, str]) -> None:
    """Add what a branch started with; a client's debt is known from the end of its last opening month on."""
    starts: dict[str, str] = {}
    for client, month, item, amount in connection.exec_driver_sql(
        f"SELECT client_id, month, item, amount FROM opening_balance WHERE {counted(connection)} AND month <= ?", (last,)
    ):
        sums[client][month] += opening_money(item, amount or 0)
        starts[client] = max(month, starts.get(client, month))
    for client, month in starts.items():
        after = shifted(month, 1)
        opened[client] = min(after, opened.get(client, after))
