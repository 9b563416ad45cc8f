"""Money behind the figures: sums of charges, costs, receipts and opening balances by client and month; integers, so exact."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import Connection

from csdesk.domain.kpi.facts import Money
from csdesk.domain.kpi.periods import shifted
from csdesk.store.engines import Words, words_of

Sums = dict[str, dict[str, Money]]

#: What moves a client's debt besides charges. An application takes the debt of its client down; where the receipt has a
#: client, the receipt already did, and its unapplied rest grows by what is applied (domain.md §3.8, AR balance).
_SETTLED = """
    SELECT client_id, substr(received_on, 1, 7), -amount FROM receipt WHERE deleted = 0 AND client_id IS NOT NULL AND received_on <= ?
    UNION ALL
    SELECT client_id, substr(applied_on, 1, 7), -amount FROM application WHERE deleted = 0 AND applied_on <= ?
    UNION ALL
    SELECT r.client_id, substr(a.applied_on, 1, 7), a.amount FROM application a JOIN receipt r ON r.id = a.receipt_id AND r.book = a.book
    WHERE a.deleted = 0 AND r.deleted = 0 AND r.client_id IS NOT NULL AND a.applied_on <= ? AND r.received_on <= ?
    UNION ALL
    SELECT client_id, substr(written_off_on, 1, 7), -amount FROM write_off WHERE deleted = 0 AND written_off_on <= ?
"""


def _summed(table: str, words: Words) -> str:
    # One walk through the table: by the index on the day every row would be looked up on its own, twice as slow.
    return (
        f"SELECT client_id, substr(biz_date, 1, 7) AS month, {_total('amount_ex_tax')}, {_total('amount_incl_tax')}"
        f" FROM {table} {words.whole} WHERE deleted = 0 AND biz_date <= ? AND state IS DISTINCT FROM 'void' GROUP BY client_id, month"
    )


def _total(column: str) -> str:
    return f"CAST(coalesce(sum({column}), 0) AS BIGINT)"  # PostgreSQL's sum of integers is a decimal number


def money(connection: Connection, last: str) -> tuple[Sums, dict[str, str]]:
    """Sums by client and month up to the day `last`, and the first month of which each client's debt is known from its first day on."""
    sums: Sums = defaultdict(lambda: defaultdict(Money))
    opened: dict[str, str] = {}
    words = words_of(connection)
    for client, month, revenue, billed in connection.exec_driver_sql(_summed("charge_line", words), (last,)):
        sums[client][month] += Money(revenue=revenue, billed=billed, owed=billed)
        opened[client] = min(month, opened.get(client, month))
    for client, month, cost, _ in connection.exec_driver_sql(_summed("cost_line", words), (last,)):
        sums[client][month] += Money(cost=cost)
    for client, month, moved in connection.exec_driver_sql(_SETTLED, (last,) * 5):
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
        "SELECT client_id, month, item, amount FROM opening_balance WHERE deleted = 0 AND month <= ?", (last,)
    ):
        sums[client][month] += opening_money(item, amount or 0)
        starts[client] = max(month, starts.get(client, month))
    for client, month in starts.items():
        after = shifted(month, 1)
        opened[client] = min(after, opened.get(client, after))
