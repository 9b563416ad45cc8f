"""Statements: drawing one up from a month's estimates, agreeing it with the client, invoicing it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from csdesk.domain.balances import due_date
from csdesk.domain.charges import ChargeLine, ChargeState
from csdesk.domain.checking import Invalid
from csdesk.domain.clients import Client
from csdesk.domain.history import entry_problems
from csdesk.domain.moments import SHANGHAI, moment_of, wire_moment
from csdesk.domain.receivables import STATEMENT_MACHINE, Invoice, InvoiceType, Statement, StatementStatus
from csdesk.domain.record import Values, field_map, title_of
from csdesk.domain.rows import Filter, Query, Row
from csdesk.domain.states import Step
from csdesk.domain.vat import tax_of
from csdesk.errors import Refused
from csdesk.operations import ledgers, moves
from csdesk.store import changesets
from csdesk.store.database import Database


def make_statement(db: Database, client: Row, month: str, *, now: datetime) -> Row:
    """A draft statement of a client's estimated lines of a month (`2026-06`) that are on no other statement.

    Raises Refused when there are none.
    """
    waiting = Query(filters=(Filter("client_id", "is", client.id), Filter("state", "is", "estimated"), Filter("statement_id", "empty")))
    lines = [line for line in ledgers.select(db, ChargeLine, waiting) if line.values["biz_date"].startswith(month)]
    if not lines:
        raise Refused(f"{title_of(Client, client.values)} {month} 没有待对账的预估应收，请先录入或导入应收明细")
    total = sum(line.values["amount_incl_tax"] for line in lines)
    with changesets.change_set(db, f"制作对账单 {title_of(Client, client.values)} {month}") as work:
        values = {"client_id": client.id, "period": month, "total": total, "owner_id": client.values.get("owner_id")}
        book = ledgers.placed(work, Statement, values, now)
        id_ = work.create(Statement, ledgers.completed(work, Statement, values, now), book=book)
        for line in lines:
            work.change(ChargeLine, line.book, line.id, {"statement_id": id_}, base=line.heads)
    return ledgers.get(db, Statement, book, id_)


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was agreed for a line that differs from its estimate. amount: 分 with tax; reason: a `DiffReason` code."""

    amount: int
    reason: str | None


def reconcile(
    db: Database,
    statement: Row,
    *,
    confirmed_by: str,
    now: datetime,
    agreed: Mapping[str, Agreed] | None = None,
    disputed: Collection[str] = (),
) -> Row:
    """The client has agreed: the statement is confirmed and its lines are reconciled.

    agreed: other amounts by line id. disputed: ids of lines that stay estimated and leave this statement; the rest may
    proceed. Raises Refused when the statement is not out, Invalid when an amount does not fit.
    """
    agreed = agreed or {}
    action = STATEMENT_MACHINE.action(statement.values["status"], "confirm", db.site.role)
    lines = _on_statement(db, statement)
    with changesets.change_set(db, f"确认对账单 {statement.values['statement_no']}") as work:
        total = 0
        for line in lines:
            if line.id in disputed:
                moves.take(work, ChargeLine, line, "back", {}, now=now)
                continue
            new = agreed.get(line.id, Agreed(line.values["amount_incl_tax"], line.values.get("diff_reason")))
            total += new.amount
            moves.take(work, ChargeLine, line, "reconcile", {"amount_incl_tax": new.amount, "diff_reason": new.reason}, now=now)
        filled = {"confirmed_by": confirmed_by.strip()}
        step = Step(action, statement.values, filled, wire_moment(now), db.site.name, db.site.role)
        STATEMENT_MACHINE.judge(step, {name: f.label for name, f in field_map(Statement).items()})
        contested = sum(line.values["amount_incl_tax"] for line in lines if line.id in disputed)
        told = {**STATEMENT_MACHINE.outcome(step), "total": total, "disputed_amount": contested or None}
        work.change(Statement, statement.book, statement.id, told, base=statement.heads)
    return ledgers.get(db, Statement, statement.book, statement.id)


def invoice_statement(
    db: Database, statement: Row, *, number: str, issued_on: date, now: datetime, type: str = InvoiceType.SPECIAL.value
) -> Row:
    """One invoice for the reconciled lines of a confirmed statement; they become invoiced and get its due date.

    Tax is rounded line by line (domain.md §3.15). Raises Refused when the statement is not confirmed or is invoiced
    already, Invalid when the number is wrong.
    """
    if statement.values["status"] != StatementStatus.CONFIRMED:
        raise Refused("对账单还没有得到客户确认，请先确认再开票")
    lines = [line for line in _on_statement(db, statement) if line.values["state"] == ChargeState.RECONCILED]
    if not lines:
        raise Refused(f"对账单 {statement.values['statement_no']} 没有可开票的明细，可能已经开过票")
    client = _client(db, statement.values["client_id"])
    stated = moment_of(statement.values["confirmed_at"]).astimezone(SHANGHAI).date()
    due = due_date(client, statement.values["period"], issued_on=issued_on, stated_on=stated)
    values = {
        "number": number,
        "type": type,
        "client_id": statement.values["client_id"],
        "issued_on": issued_on.isoformat(),
        "amount_incl_tax": sum(line.values["amount_incl_tax"] for line in lines),
        "tax": sum(tax_of(line.values["amount_incl_tax"], line.values["vat_rate"]) for line in lines),
        "statement_id": statement.id,
        "due_date": due.isoformat() if due else None,
        "owner_id": statement.values.get("owner_id"),
    }
    with changesets.change_set(db, f"开票 {number}") as work:
        full = ledgers.completed(work, Invoice, values, now)
        if found := entry_problems(Invoice, full, now):
            raise Invalid(found)
        book = ledgers.placed(work, Invoice, full, now)
        id_ = work.create(Invoice, full, book=book)
        for line in lines:
            moves.take(work, ChargeLine, line, "invoice", {"due_date": values["due_date"]}, now=now)
    return ledgers.get(db, Invoice, book, id_)


def _on_statement(db: Database, statement: Row) -> list[Row]:
    return ledgers.select(db, ChargeLine, Query(filters=(Filter("statement_id", "is", statement.id),)))


def _client(db: Database, id: str) -> Values:
    """The client with this id, from the own book if it is there."""
    found = ledgers.select(db, Client, Query(filters=(Filter("_id", "is", id),)))
    if not found:
        raise Refused("找不到这个客户，请刷新后再试")
    return min(found, key=lambda row: row.book != db.site.book).values
