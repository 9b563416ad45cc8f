"""Clients' accounts, read in few walks through the tables: only the columns that say what is owed and what lowers it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

from csdesk.domain.money.accounts import Entries
from csdesk.domain.record import Values
from csdesk.store.figures.kpi_money import COUNTS, counted

#: Record → the columns that an account needs, and the one that says when it counts.
_READS: dict[str, tuple[str, str]] = {
    "charge_line": ("biz_date, amount_incl_tax, state, due_date, invoice_id, statement_id, adjusts_id, dispute", "biz_date"),
    "opening_balance": ("item, month, amount, due_date", "month"),
    "invoice": ("statement_id, red_of, due_date, issued_on, amount_incl_tax", "issued_on"),
    "receipt": ("received_on, amount", "received_on"),
    "application": ("applied_on, amount, receipt_id, charge_line_id, opening_id, invoice_id, statement_id", "applied_on"),
    "write_off": ("written_off_on, amount, status, charge_line_id, opening_id, invoice_id", "written_off_on"),
}

Kept = dict[str, dict[str, Values]]  # client → id → values


def accounts(connection: Connection, until: str, client: str | None = None) -> dict[str, Entries]:
    """What makes the account of every client, or of one, up to a day (wire), by client id."""
    found = {name: _read(connection, name, until, client) for name in _READS}
    used = _used(connection, found["receipt"], found["application"], until, client)
    clients = sorted({id_ for kept in found.values() for id_ in kept})
    empty: dict[str, Values] = {}
    return {
        id_: Entries(
            lines=found["charge_line"].get(id_, empty),
            openings=found["opening_balance"].get(id_, empty),
            invoices=found["invoice"].get(id_, empty),
            receipts=found["receipt"].get(id_, empty),
            applications=found["application"].get(id_, empty),
            losses=found["write_off"].get(id_, empty),
            used=used.get(id_, ()),
        )
        for id_ in clients
    }


def _read(connection: Connection, name: str, until: str, client: str | None) -> Kept:
    columns, day = _READS[name]
    only = " AND client_id = ?" if client else ""
    text = f'SELECT id, client_id, {columns} FROM "{name}" WHERE {counted(connection)} AND client_id IS NOT NULL AND {day} <= ?{only}'
    names = [column.strip() for column in columns.split(",")]
    kept: Kept = defaultdict(dict)
    for id_, whose, *values in connection.exec_driver_sql(text, (until, client) if client else (until,)):
        kept[whose][id_] = dict(zip(names, values, strict=True))
    return kept


def _used(connection: Connection, receipts: Kept, applications: Kept, until: str, client: str | None) -> dict[str, list[Values]]:
    """What of each client's receipts is applied, to whomever."""
    owner = {id_: whose for whose, of_client in receipts.items() for id_ in of_client}
    if client:
        text = f"SELECT receipt_id, amount, applied_on FROM application WHERE {counted(connection)} AND applied_on <= ? AND client_id != ?"
        others = [_application(row) for row in connection.exec_driver_sql(text, (until, client))]
    else:
        others = []
    used: dict[str, list[Values]] = defaultdict(list)
    for part in [*(v for of_client in applications.values() for v in of_client.values()), *others]:
        if whose := owner.get(part["receipt_id"]):
            used[whose].append(part)
    return used


def _application(row: Sequence[Any]) -> Values:
    return {"receipt_id": row[0], "amount": row[1], "applied_on": row[2]}


def uncharged(connection: Connection, at: str, since: str, until: str) -> list[int]:
    """The row numbers of waybills that departed, or were signed, between two days (wire, inclusive) and have no charge line, by day.

    at: the column that tells the day.
    """
    text = f"""SELECT w.n FROM waybill w WHERE {counted(connection, "w.")} AND w."{at}" >= ? AND w."{at}" < ?
        AND w.status != 'void' AND NOT EXISTS (SELECT 1 FROM charge_line c WHERE c.waybill_id = w.id AND c.deleted = 0
        AND coalesce(c.state, '') != 'void') ORDER BY w."{at}", w.n"""
    return list(connection.exec_driver_sql(text, (since, f"{until}T99")).scalars())


def lumps(connection: Connection, since: str, until: str) -> set[tuple[str, str]]:
    """Clients and months between two days (wire) that are charged freight without a waybill: perhaps for all of them together."""
    text = f"""SELECT DISTINCT client_id, substr(biz_date, 1, 7) FROM charge_line WHERE {counted(connection)} AND waybill_id IS NULL
        AND item = 'freight' AND {COUNTS} AND biz_date >= ? AND biz_date <= ?"""
    return {(client, month) for client, month in connection.exec_driver_sql(text, (f"{since[:7]}-01", f"{until[:7]}-31"))}


def costed(connection: Connection, waybills: Iterable[str]) -> set[str]:
    """Those of these waybills that have a cost line."""
    ids, found = list(waybills), set[str]()
    for start in range(0, len(ids), 500):
        part = tuple(ids[start : start + 500])
        text = f"SELECT DISTINCT waybill_id FROM cost_line WHERE deleted = 0 AND waybill_id IN ({','.join('?' * len(part))})"
        found |= set(connection.exec_driver_sql(text, part).scalars())
    return found
