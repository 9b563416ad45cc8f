"""Money behind the figures: sums of charges, costs, receipts and opening balances by client and month; integers, so exact."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import Connection

from csdesk.domain.changes import MOVED
from csdesk.domain.kpi.facts import Money
from csdesk.domain.kpi.periods import shifted
from csdesk.domain.money.charges import UNCOUNTED, ChargeItem
from csdesk.store.columns import HANDED_ON
from csdesk.store.engines import Words, words_of

Sums = dict[str, dict[str, Money]]

#: What moves a client's debt besides charges. An application takes the debt of its client down; where the receipt has a
#: client, the receipt already did, and its unapplied rest grows by what is applied (domain.md §3.8, AR balance).
_SETTLED = """
    SELECT client_id, substr(received_on, 1, 7), -amount FROM receipt WHERE {deleted} AND client_id IS NOT NULL AND received_on <= ?
    UNION ALL
    SELECT client_id, substr(applied_on, 1, 7), -amount FROM application WHERE {deleted} AND applied_on <= ?
    UNION ALL
    SELECT r.client_id, substr(CASE WHEN a.applied_on > r.received_on THEN a.applied_on ELSE r.received_on END, 1, 7), a.amount
    FROM application a JOIN receipt r ON r.id = a.receipt_id
    AND (r.book = a.book OR NOT EXISTS (SELECT 1 FROM receipt o WHERE o.id = a.receipt_id AND o.book = a.book AND {deleted_o}))
    WHERE {deleted_a} AND {deleted_r} AND r.client_id IS NOT NULL AND a.applied_on <= ? AND r.received_on <= ?
    UNION ALL
    SELECT client_id, substr(written_off_on, 1, 7), -amount FROM write_off
    WHERE {deleted} AND coalesce(status, 'approved') = 'approved' AND written_off_on <= ?
"""


def counted(connection: Connection, of: str = "") -> str:
    """The condition for what figures count: live records, and those that were handed on to a book that is not held here.

    of: the alias of the table with a dot. Where the book is held, its copies count instead (sync.md §2.8).
    """
    live = f"{of}deleted = 0"
    if connection.exec_driver_sql(f"SELECT 1 FROM client WHERE deleted = {HANDED_ON} LIMIT 1").scalar() is None:
        return live
    held = "SELECT DISTINCT book FROM stream WHERE book != 'ORG' AND book NOT LIKE 'BR-%' ORDER BY book"
    books = connection.exec_driver_sql(held).scalars().all()
    elsewhere = "".join(f""" AND {of}extra NOT LIKE '%"{MOVED}": "{book}"%'""" for book in books)
    return f"({live} OR ({of}deleted = {HANDED_ON}{elsewhere}))"


#: Claims count once, where their case says what was borne (domain.md K01): a line that takes one off moves debt and
#: billings, but neither revenue nor cost.
NET_AMOUNT = f"CASE WHEN item = '{ChargeItem.CLAIM.value}' THEN 0 ELSE amount_ex_tax END"


#: What is void or waits for approval is in no sum.
COUNTS = f"coalesce(state, '') NOT IN ({', '.join(repr(state.value) for state in sorted(UNCOUNTED))})"


def _summed(table: str, words: Words, deleted: str) -> str:
    # One walk through the table: by the index on the day every row would be looked up on its own, twice as slow.
    return (
        f"SELECT client_id, substr(biz_date, 1, 7) AS month, {_total(NET_AMOUNT)}, {_total('amount_incl_tax')}"
        f" FROM {table} {words.whole} WHERE {deleted} AND biz_date <= ? AND {COUNTS} GROUP BY client_id, month"
    )


def _total(column: str) -> str:
    return f"CAST(coalesce(sum({column}), 0) AS BIGINT)"  # PostgreSQL's sum of integers is a decimal number


def money(connection: Connection, last: str) -> tuple[Sums, dict[str, str]]:
    """Sums by client and month up to the day `last`, and the first month of which each client's debt is known from its first day on."""
    sums: Sums = defaultdict(lambda: defaultdict(Money))
    opened: dict[str, str] = {}
    words, deleted = words_of(connection), counted(connection)
    for client, month, revenue, billed in connection.exec_driver_sql(_summed("charge_line", words, deleted), (last,)):
        sums[client][month] += Money(revenue=revenue, billed=billed, owed=billed)
        opened[client] = min(month, opened.get(client, month))
    for client, month, cost, _ in connection.exec_driver_sql(_summed("cost_line", words, deleted), (last,)):
        sums[client][month] += Money(cost=cost)
    aliases = {f"deleted_{of}": counted(connection, f"{of}.") for of in "aro"}
    settled = _SETTLED.format(deleted=deleted, **aliases)
    for client, month, moved in connection.exec_driver_sql(settled, (last,) * 5):
        sums[client][month] += Money(owed=moved or 0)
    _open(connection, last[:7], sums, opened)
    return sums, opened


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
