"""Debts and what paid them, behind ageing and collection: month by month where nothing tells lines apart, or line by line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import Connection

from csdesk.domain.kpi.periods import last_day
from csdesk.domain.kpi.work import Debts, Due, Invoiced, Paid
from csdesk.store.engines import words_of
from csdesk.store.figures.kpi_money import COUNTS, counted


def debts(connection: Connection, last: str, *, lines: bool) -> Debts:
    """What clients owe of the days up to `last`, and what was received, used and written off by then."""
    dues: dict[str, list[Due]] = defaultdict(list)
    for due in (*_charged(connection, last, lines=lines), *_opened(connection, last)):
        dues[due.client].append(due)
    received, used = _by_client(_received(connection, last)), _by_client((*_used(connection, last), *_lowered(connection, last)))
    return Debts({client: tuple(found) for client, found in dues.items()}, _terms(connection, last), received, used)


def _by_client(found: Iterator[Paid] | tuple[Paid, ...]) -> dict[str, tuple[Paid, ...]]:
    by_client: dict[str, list[Paid]] = defaultdict(list)
    for paid in found:
        by_client[paid.client].append(paid)
    return {client: tuple(parts) for client, parts in by_client.items()}


def invoiced(connection: Connection, last: str) -> dict[str, dict[str, Invoiced]]:
    """What each client was invoiced and charged in each month up to `last`."""
    found: dict[str, dict[str, Invoiced]] = defaultdict(dict)
    text = (
        "SELECT client_id, month, CAST(sum(issued) AS BIGINT), CAST(sum(charged) AS BIGINT) FROM ("
        f"SELECT client_id, substr(issued_on, 1, 7) AS month, amount_incl_tax AS issued, 0 AS charged FROM invoice"
        f" WHERE {counted(connection)} AND issued_on <= ? AND amount_incl_tax IS NOT NULL"
        f" UNION ALL SELECT client_id, substr(biz_date, 1, 7), 0, amount_incl_tax FROM charge_line"
        f" WHERE {counted(connection)} AND biz_date <= ? AND {COUNTS} AND amount_incl_tax IS NOT NULL"
        ") AS both_ GROUP BY client_id, month"
    )
    for client, month, issued, charged in connection.exec_driver_sql(text, (last, last)):
        found[client][month] = Invoiced(issued, charged)
    return found


#: Lines for which money was put down, or that were given up: each stands for itself.
_ALONE = (
    "SELECT charge_line_id FROM application WHERE charge_line_id IS NOT NULL"
    " UNION SELECT charge_line_id FROM write_off WHERE charge_line_id IS NOT NULL"
    " UNION SELECT adjusts_id FROM charge_line WHERE adjusts_id IS NOT NULL"
)


def _charged(connection: Connection, last: str, *, lines: bool) -> Iterator[Due]:
    """Added up here and not in SQL, which sorts all lines for it and takes twice as long."""
    alone = set(connection.exec_driver_sql(_ALONE).scalars())
    words = words_of(connection)
    text = (
        "SELECT id, client_id, biz_date, coalesce(statement_id, ''), coalesce(due_date, ''), amount_incl_tax"
        f" FROM charge_line {words.whole} WHERE {counted(connection)} AND biz_date <= ? AND {COUNTS}"
        " AND amount_incl_tax IS NOT NULL AND adjusts_id IS NULL"
    )
    found: dict[tuple[str, str, str, str, str, bool], int] = defaultdict(int)
    for id, client, day, statement, due, amount in words.tuples(connection, text, (last,)):
        if lines:
            found[id, client, day, statement, due, amount > 0] += amount
        else:
            found[id if id in alone else "", client, day[:7], statement, due, amount > 0] += amount
    for (line, client, day, statement, due, _), amount in found.items():
        yield Due("charge_line", line, client, day, statement, due, amount)


def _opened(connection: Connection, last: str) -> Iterator[Due]:
    for id, client, month, due, amount in connection.exec_driver_sql(
        "SELECT id, client_id, month, due_date, amount FROM opening_balance"
        f" WHERE {counted(connection)} AND item = 'receivable' AND month <= ? AND amount IS NOT NULL ORDER BY id",
        (last[:7],),
    ):
        yield Due("opening_balance", id, client, last_day(month).isoformat(), "", due or "", amount)


def _terms(connection: Connection, last: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """Statement → from which day on its lines fall due when: by its invoice, until that is taken back whole by a red one."""
    rows = connection.exec_driver_sql(
        "SELECT id, statement_id, issued_on, due_date, amount_incl_tax, red_of FROM invoice"
        f" WHERE {counted(connection)} AND issued_on <= ? ORDER BY issued_on, red_of IS NOT NULL, id",
        (last,),
    ).all()
    amounts = {id: amount or 0 for id, _, _, _, amount, _ in rows}
    statements = {id: statement for id, statement, *_ in rows}
    valid: dict[str, dict[str, str]] = defaultdict(dict)
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for id, statement, issued, due, amount, red in rows:
        if red in amounts:
            amounts[red] += amount or 0
            statement = statements[red]
            if amounts[red] <= 0:
                valid[statement or ""].pop(red, None)
        elif statement and due:
            valid[statement][id] = due
        if statement:
            found[statement].append((issued, min(valid[statement].values(), default="")))
    return {statement: tuple(terms) for statement, terms in found.items()}


def _received(connection: Connection, last: str) -> Iterator[Paid]:
    live = counted(connection)
    for id, client, day, amount in connection.exec_driver_sql(
        f"SELECT id, client_id, received_on, amount FROM receipt WHERE {live} AND client_id IS NOT NULL AND received_on <= ? ORDER BY id",
        (last,),
    ):
        yield Paid(client, day, day, amount or 0, receipt=id)
    for client, month, amount in connection.exec_driver_sql(
        f"SELECT client_id, month, amount FROM opening_balance WHERE {live} AND item = 'unapplied' AND month <= ? ORDER BY id", (last[:7],)
    ):
        day = last_day(month).isoformat()
        yield Paid(client, day, day, amount or 0)


def _used(connection: Connection, last: str) -> Iterator[Paid]:
    """Money put against debts. Of a receipt that bears the client's own name it counts from the day it came in."""
    came = {
        id: (client, day)
        for id, client, day in connection.exec_driver_sql(
            f"SELECT id, client_id, received_on FROM receipt WHERE {counted(connection)} AND received_on IS NOT NULL"
        )
    }
    for client, day, amount, receipt, line, opening, statement in connection.exec_driver_sql(
        "SELECT a.client_id, a.applied_on, a.amount, a.receipt_id, a.charge_line_id, a.opening_id, coalesce(a.statement_id, i.statement_id)"
        " FROM application a LEFT JOIN invoice i ON i.id = a.invoice_id AND i.book = a.book"
        f" WHERE {counted(connection, 'a.')} AND a.applied_on <= ? ORDER BY a.applied_on, a.id",
        (last,),
    ):
        payer, received = came.get(receipt, (None, day))
        target = f"charge_line {line}" if line else f"opening_balance {opening}" if opening else ""
        since = min(day, received) if payer == client else day
        yield Paid(client, since, day, amount or 0, target, statement or "", receipt if receipt in came else "")


def _lowered(connection: Connection, last: str) -> Iterator[Paid]:
    """What took a debt down without money: adjustments of a line, and bad debts once they are approved."""
    for client, day, amount, line in connection.exec_driver_sql(
        "SELECT client_id, biz_date, -amount_incl_tax, adjusts_id FROM charge_line"
        f" WHERE {counted(connection)} AND biz_date <= ? AND {COUNTS} AND adjusts_id IS NOT NULL ORDER BY id",
        (last,),
    ):
        yield Paid(client, day, day, amount or 0, f"charge_line {line}", cash=False)
    yield from _written_off(connection, last)


def _written_off(connection: Connection, last: str) -> Iterator[Paid]:
    for client, day, amount, line, opening, statement in connection.exec_driver_sql(
        "SELECT w.client_id, w.written_off_on, w.amount, w.charge_line_id, w.opening_id, i.statement_id FROM write_off w"
        " LEFT JOIN invoice i ON i.id = w.invoice_id AND i.book = w.book"
        f" WHERE {counted(connection, 'w.')} AND coalesce(w.status, 'approved') = 'approved' AND w.written_off_on <= ?"
        " ORDER BY w.written_off_on, w.id",
        (last,),
    ):
        target = f"charge_line {line}" if line else f"opening_balance {opening}" if opening else ""
        yield Paid(client, day, day, amount or 0, target, statement or "", cash=False, lost=True)
