"""The records behind a figure: single cases and answers, and the lines of which a client's month is the sum."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction

from sqlalchemy import Connection

from csdesk.domain.kpi.facts import Money
from csdesk.domain.kpi.figure import Behind
from csdesk.domain.kpi.periods import last_day
from csdesk.domain.kpi.shares import Measure, Share
from csdesk.domain.record import Record, fields_of
from csdesk.domain.records import RECORD_BY_NAME
from csdesk.store import ledger
from csdesk.store.figures.kpi_money import COUNTS, NET_AMOUNT, opening_money
from csdesk.store.figures.kpi_money import counted as what_counts


def behind(connection: Connection, shares: Iterable[Share], as_of: date) -> list[Behind]:
    """The records of these shares, each with what it adds; together they add what the shares do.

    A line comes with the fields that its ledger lists; amounts of a client's month are told by its lines.
    """
    single: dict[str, dict[str, Share]] = defaultdict(dict)
    measures: dict[tuple[str, str], Measure] = {}
    for share in shares:
        if share.measure:
            measures[share.id, share.month] = share.measure
        else:
            single[share.record][share.id] = share.plus(single[share.record].get(share.id))
    found = [row for name, of_record in single.items() for row in _single(connection, name, of_record)]
    return [*found, *_lines(connection, measures, as_of)]


def _single(connection: Connection, name: str, shares: Mapping[str, Share]) -> Iterator[Behind]:
    record = RECORD_BY_NAME[name]
    for row in ledger.rows(connection, record, _numbers(connection, name, shares), None, ledger.people(connection)):
        yield Behind(record, row, Fraction(shares[row.id].num), Fraction(shares[row.id].den))


def _numbers(connection: Connection, record: str, ids: Iterable[str]) -> list[int]:
    wanted, found = list(ids), list[int]()
    for start in range(0, len(wanted), 500):
        part = tuple(wanted[start : start + 500])
        text = f'SELECT min(n) FROM "{record}" WHERE {what_counts(connection)} AND id IN ({",".join("?" * len(part))}) GROUP BY id'
        found += connection.exec_driver_sql(text, part).scalars()
    return sorted(found)


#: The lines between two days of one month: row number, client, what it is, amount without and with VAT.
_LINES: dict[str, str] = {
    "charge_line": f"SELECT n, client_id, 'charge', {NET_AMOUNT}, amount_incl_tax FROM charge_line"
    f" WHERE {{deleted}} AND {COUNTS} AND biz_date BETWEEN ? AND ? ORDER BY biz_date, n",
    "cost_line": f"SELECT n, client_id, 'cost', {NET_AMOUNT}, NULL FROM cost_line"
    f" WHERE {{deleted}} AND {COUNTS} AND biz_date BETWEEN ? AND ? ORDER BY biz_date, n",
    "opening_balance": "SELECT n, client_id, item, amount, NULL FROM opening_balance"
    " WHERE {deleted} AND month BETWEEN substr(?, 1, 7) AND substr(?, 1, 7) ORDER BY n",
}


def _lines(connection: Connection, measures: Mapping[tuple[str, str], Measure], as_of: date) -> Iterator[Behind]:
    """The single lines of these clients' months, as far as they count."""
    months = sorted({month for _, month in measures})
    for name, text in _LINES.items():
        counted: dict[int, tuple[int, int]] = {}
        text = text.replace("{deleted}", what_counts(connection))
        for month in months:
            span = (f"{month}-01", min(last_day(month), as_of).isoformat())
            for n, client, item, amount, gross in connection.exec_driver_sql(text, span):
                if measure := measures.get((client, month)):
                    counted[n] = measure(_line_money(item, amount or 0, gross or 0))
        yield from _rows(connection, RECORD_BY_NAME[name], {n: share for n, share in counted.items() if share != (0, 0)})


def _rows(connection: Connection, record: type[Record], shares: Mapping[int, tuple[int, int]]) -> Iterator[Behind]:
    listed = [f.name for f in fields_of(record) if f.listed]
    for row in ledger.rows(connection, record, list(shares), listed, ledger.people(connection)):
        num, den = shares[row.n]
        yield Behind(record, row, Fraction(num), Fraction(den))


def _line_money(item: str, amount: int, gross: int) -> Money:
    if item == "charge":
        return Money(revenue=amount, billed=gross, owed=gross)
    return opening_money(item, amount)
