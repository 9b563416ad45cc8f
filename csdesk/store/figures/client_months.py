"""What each client's months add up to, kept beside the ledgers: a derived cache of sums that follows every row that is written.

What is kept is a sum over single rows, so what a batch of rows changes is their sum afterwards less their sum before. Kept are
live rows of whole months; what lies behind a day within its month, and what was handed on, is read from the rows themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from csdesk.domain.money.charges import UNCOUNTED, ChargeItem
from csdesk.domain.record import Record
from csdesk.store.columns import CacheRow, Key
from csdesk.store.engines import words_of
from csdesk.store.tables import CLIENT_MONTH

#: (client, month); no client is "".
Month = tuple[str, str]
#: The columns of `client_month` beside its key, in this order.
SUMS = tuple(column.name for column in CLIENT_MONTH.columns)[2:]

#: Claims count once, where their case says what was borne (domain.md K01): a line that takes one off moves debt and
#: billings, but neither revenue nor cost.
NET_AMOUNT = f"CASE WHEN item = '{ChargeItem.CLAIM.value}' THEN 0 ELSE amount_ex_tax END"
#: What is void or waits for approval is in no sum.
COUNTS = f"coalesce(state, '') NOT IN ({', '.join(repr(state.value) for state in sorted(UNCOUNTED))})"

#: The condition for rows that count, of a table by its alias (`a.`, or nothing).
Counted = Callable[[str], str]


def live(of: str = "") -> str:
    """The condition for live rows."""
    return f"{of}deleted = 0"


@dataclass(frozen=True, slots=True)
class Term:
    """Rows that add to clients' months: of which tables (by their aliases), which sums, and by which column they are found.

    days: the columns that say when it happened; it counts from the last of them on. key: the id that a change is followed by.
    """

    source: str
    sums: Mapping[str, str]
    days: tuple[str, ...]
    where: str = ""
    client: str = "client_id"
    key: str = "id"
    aliases: tuple[str, ...] = ("",)

    def text(self, counted: Counted, more: str) -> str:
        """The query for client, month and sums. more: a further condition, under which every day is told."""
        named = {f"counted_{of.rstrip('.')}": counted(of) for of in (*self.aliases, "o.") if of}
        where = " AND ".join(filter(None, (*map(counted, self.aliases), self.where, more)))
        sums = ", ".join(f"CAST(coalesce(sum({self.sums.get(name, '0')}), 0) AS BIGINT) AS {name}" for name in SUMS)
        return (
            f"SELECT coalesce({self.client}, '') AS client, substr({_last_of(self.days)}, 1, 7) AS month, {sums}"
            f" FROM {self.source.format(**named)} WHERE {where} GROUP BY 1, 2"
        )


def _last_of(days: tuple[str, ...]) -> str:
    return days[0] if len(days) == 1 else f"CASE WHEN {days[0]} > {days[1]} THEN {days[0]} ELSE {days[1]} END"


_CHARGED = {"revenue": NET_AMOUNT, "billed": "amount_incl_tax", "owed": "amount_incl_tax", "lines": "1", "n": "1"}
_PAID = {"owed": "-amount", "n": "1"}
#: An application takes the debt of its client down; where the receipt has a client, the receipt already did, and its unapplied
#: rest grows by what is applied (domain.md §3.8, AR balance).
APPLIED = Term(
    "application a JOIN receipt r ON r.id = a.receipt_id AND (r.book = a.book OR NOT EXISTS"
    " (SELECT 1 FROM receipt o WHERE o.id = a.receipt_id AND o.book = a.book AND {counted_o}))",
    {"applied": "a.amount", "n": "1"},
    ("a.applied_on", "r.received_on"),
    "r.client_id IS NOT NULL",
    "r.client_id",
    "a.receipt_id",
    ("a.", "r."),
)
TERMS: dict[str, Term] = {
    "charge_line": Term("charge_line", _CHARGED, ("biz_date",), COUNTS),
    "cost_line": Term("cost_line", {"cost": NET_AMOUNT, "n": "1"}, ("biz_date",), COUNTS),
    "receipt": Term("receipt", _PAID, ("received_on",), "client_id IS NOT NULL"),
    "application": Term("application", _PAID, ("applied_on",)),
    "write_off": Term("write_off", _PAID, ("written_off_on",), "coalesce(status, 'approved') = 'approved'"),
}
_ALL = (*TERMS.values(), APPLIED)
#: What adds to money that was applied, by the field that names the receipt.
_RECEIPT_OF = {"receipt": "id", "application": "receipt_id"}


@dataclass(slots=True)
class Sums:
    """Sums by client and month, to which others are added or from which they are taken."""

    by_month: dict[Month, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0] * len(SUMS)))

    def add(self, rows: Iterable[Any], sign: int = 1) -> None:
        """Rows of client, month and sums."""
        for client, month, *sums in rows:
            kept = self.by_month[client, month]
            for at, amount in enumerate(sums):
                kept[at] += sign * amount


# -- following what is written ---------------------------------------------------------------------------------------


@contextmanager
def followed(connection: Connection, record: type[Record], fresh: Iterable[CacheRow], old: Mapping[Key, CacheRow]) -> Iterator[None]:
    """Let the sums follow what the block writes: `fresh` rows of a record, or rows of `old` that it removes.

    old: the rows of these ids as they stand, in whatever book.
    """
    name = record.about.name
    if name not in TERMS:
        yield
        return
    rows, there = list(fresh), {row.id for row in old.values()}
    ids = sorted(there | {row.id for row in rows})
    receipts = _receipts(name, [*rows, *old.values()])
    change = Sums()
    change.add(_of(connection, TERMS[name], sorted(there)), -1)
    change.add(_of(connection, APPLIED, receipts), -1)
    yield
    change.add(_of(connection, TERMS[name], ids))
    change.add(_of(connection, APPLIED, receipts))
    _put(connection, change)


def _receipts(name: str, rows: Iterable[CacheRow]) -> list[str]:
    """The receipts whose use may change with these rows."""
    match _RECEIPT_OF.get(name):
        case "id":
            return sorted({row.id for row in rows})
        case str(told):
            return sorted({id_ for row in rows if isinstance(id_ := row.values.get(told), str)})
    return []


def _of(connection: Connection, term: Term, ids: list[str]) -> Iterator[Any]:
    """What the live rows with these ids add."""
    words = words_of(connection)
    told = [f"{words.unindexed(day)} IS NOT NULL" for day in term.days]
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        only = " AND ".join((f"{term.key} IN ({','.join('?' * len(part))})", *told))
        yield from words.tuples(connection, term.text(_along(connection, "a."), only), part)


def _along(connection: Connection, *tables: str) -> Counted:
    """Live rows, found by an index that begins with `deleted` in these tables alone; in the others by their ids."""
    words = words_of(connection)
    return lambda of: live(of) if of in tables else f"{words.unindexed(f'{of}deleted')} = 0"


def _put(connection: Connection, change: Sums) -> None:
    altered = sorted((*key, *sums) for key, sums in change.by_month.items() if any(sums))
    if not altered:
        return
    marks = ", ".join("?" * (len(SUMS) + 2))
    told = ", ".join(f"{name} = client_month.{name} + excluded.{name}" for name in SUMS)
    connection.exec_driver_sql(f"INSERT INTO client_month VALUES ({marks}) ON CONFLICT (client, month) DO UPDATE SET {told}", altered)
    fewer = sorted(key for key, sums in change.by_month.items() if sums[-1] < 0)
    if fewer:
        connection.exec_driver_sql("DELETE FROM client_month WHERE client = ? AND month = ? AND n = 0", fewer)


# -- anew, and the proof ---------------------------------------------------------------------------------------------

_UNION = " UNION ALL ".join(term.text(live, " AND ".join(f"{day} IS NOT NULL" for day in term.days)) for term in _ALL)
_ANEW = (
    f"SELECT client, month, {', '.join(f'CAST(sum({name}) AS BIGINT) AS {name}' for name in SUMS)} FROM ({_UNION}) AS every GROUP BY 1, 2"
)
_KEPT = f"SELECT client, month, {', '.join(SUMS)} FROM client_month"


def rebuild(connection: Connection) -> None:
    """Add everything up anew."""
    connection.exec_driver_sql("DELETE FROM client_month")
    connection.exec_driver_sql(f"INSERT INTO client_month {_ANEW}")


def differences(connection: Connection) -> list[str]:
    """The clients' months whose kept sums are not what their rows add up to, each as a sentence."""
    found: dict[Month, str] = {}
    for one, other in ((_ANEW, _KEPT), (_KEPT, _ANEW)):
        text = f"SELECT client, month, (SELECT max(short_name) FROM client c WHERE c.id = client) FROM ({one} EXCEPT {other}) AS unlike"
        found.update(((client, month), name or client) for client, month, name in connection.exec_driver_sql(text))
    return [f"客户 {name or '（未填）'} {month} 的月度合计与台账不一致，请重建账簿" for (_, month), name in sorted(found.items())]


# -- reading ---------------------------------------------------------------------------------------------------------


def kept(connection: Connection, last: str) -> Iterator[Any]:
    """Client, month and sums of every month up to that of the day `last`, whole months."""
    return iter(words_of(connection).tuples(connection, f"{_KEPT} WHERE month <= ?", (last[:7],)))


def behind(connection: Connection, last: str, end: str) -> Iterator[Any]:
    """What live rows of the days after `last` up to `end` add."""
    for term in TERMS.values():
        yield from _rows(connection, term, live, f"{term.days[0]} > ? AND {term.days[0]} <= ?", (last, end))
    words, (applied, received) = words_of(connection), APPLIED.days
    for late, known, until in ((applied, received, end), (received, applied, last)):  # two halves, each along an index of its own
        more = f"{late} > ? AND {late} <= ? AND {words.unindexed(known)} <= ?"
        yield from _rows(connection, APPLIED, _along(connection, "a.", late[:2]), more, (last, end, until))


def up_to(connection: Connection, terms: Collection[Term], counted: Counted, last: str) -> Iterator[Any]:
    """What rows of the days up to `last` add that count by another rule."""
    for term in terms:
        yield from _rows(connection, term, counted, " AND ".join(f"{day} <= ?" for day in term.days), (last,) * len(term.days))


def _rows(connection: Connection, term: Term, counted: Counted, more: str, bound: tuple[str, ...]) -> Iterable[Any]:
    return words_of(connection).tuples(connection, term.text(counted, more), bound)
