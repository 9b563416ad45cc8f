"""Invoices: writing one for what was agreed, and taking one back by a red one (红冲)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from csdesk.domain.checking import Invalid
from csdesk.domain.history import entry_problems
from csdesk.domain.moments import SHANGHAI, moment_of
from csdesk.domain.money.charges import ChargeLine, ChargeState
from csdesk.domain.money.receivables import Application, Invoice, InvoiceType, StatementStatus
from csdesk.domain.money.terms import due_date
from csdesk.domain.money.vat import tax_of
from csdesk.domain.record import Values
from csdesk.domain.rows import Filter, Query, Row
from csdesk.errors import Refused
from csdesk.operations import ledgers, moves
from csdesk.operations.money.accounts import yuan
from csdesk.operations.money.statements import client_of, lines_of
from csdesk.store import changesets
from csdesk.store.changesets import ChangeSet
from csdesk.store.database import Database


def offered_invoice(db: Database, statement: Row, issued_on: date) -> dict[str, Any]:
    """What an invoice for the reconciled lines of a confirmed statement holds, without its number. Tax is rounded line by line.

    Raises Refused when the statement is not confirmed or is invoiced already (domain.md §3.15).
    """
    if statement.values["status"] != StatementStatus.CONFIRMED:
        raise Refused("对账单还没有得到客户确认，请先确认再开票")
    lines = _invoiceable(db, statement)
    if not lines:
        raise Refused(f"对账单 {statement.values['statement_no']} 没有可开票的明细，可能已经开过票")
    stated = moment_of(statement.values["confirmed_at"]).astimezone(SHANGHAI).date()
    client = client_of(db, statement.values["client_id"]).values
    due = due_date(client, statement.values["period"], issued_on=issued_on, stated_on=stated)
    return {
        "type": InvoiceType.SPECIAL.value,
        "client_id": statement.values["client_id"],
        "issued_on": issued_on.isoformat(),
        "amount_incl_tax": sum(line.values["amount_incl_tax"] for line in lines),
        "tax": sum(tax_of(line.values["amount_incl_tax"], line.values["vat_rate"]) for line in lines),
        "statement_id": statement.id,
        "due_date": due.isoformat() if due else None,
        "owner_id": statement.values.get("owner_id"),
    }


def _invoiceable(db: Database, statement: Row) -> list[Row]:
    return [line for line in lines_of(db, statement) if line.values["state"] == ChargeState.RECONCILED]


def invoice_statement(
    db: Database, statement: Row, *, number: str, issued_on: date, now: datetime, type: str = InvoiceType.SPECIAL.value,
    due: date | None = None,
) -> Row:  # fmt: skip
    """One invoice for the reconciled lines of a confirmed statement; they become invoiced and get its due date.

    due: None for the client's terms. Raises Refused as `offered_invoice`, Invalid when the number is wrong or taken.
    """
    offered = offered_invoice(db, statement, issued_on)
    values = {**offered, "number": number, "type": type, "due_date": due.isoformat() if due else offered["due_date"]}
    if due and due < issued_on:
        raise Refused(f"到期日 {due.isoformat()} 早于开票日期 {issued_on.isoformat()}，请核对")
    with changesets.change_set(db, f"开票 {number}") as work:
        book, id_ = _enter(work, values, now)
        for line in _invoiceable(db, statement):
            moves.take(work, ChargeLine, line, "invoice", {"due_date": values["due_date"], "invoice_id": id_}, now=now)
    return ledgers.get(db, Invoice, book, id_)


def _enter(work: ChangeSet, values: Values, now: datetime) -> tuple[str, str]:
    """Its book and id."""
    full = ledgers.completed(work, Invoice, values, now)
    if found := entry_problems(Invoice, full, now):
        raise Invalid(found)
    book = ledgers.placed(work, Invoice, full, now)
    return book, work.create(Invoice, full, book=book)


def reverse_invoice(db: Database, invoice: Row, *, number: str, issued_on: date, reason: str, now: datetime) -> Row:
    """A red invoice over the whole of another: its lines are reconciled again, to be invoiced anew or left out.

    Raises Refused for one that is red or reversed already, or that was paid; Invalid when the number is wrong.
    """
    _refuse_reversed(db, invoice, issued_on)
    if not reason.strip():
        raise Refused("红冲请写明原因")
    told = invoice.values
    values = {
        "number": number, "type": told["type"], "client_id": told["client_id"], "issued_on": issued_on.isoformat(),
        "amount_incl_tax": -told["amount_incl_tax"], "tax": -told["tax"], "red_of": invoice.id, "note": reason.strip(),
        "statement_id": told.get("statement_id"), "owner_id": told.get("owner_id"),
    }  # fmt: skip
    with changesets.change_set(db, f"红冲发票 {told['number']}") as work:
        book, id_ = _enter(work, values, now)
        for line in _on_invoice(db, invoice):
            moves.take(work, ChargeLine, line, "uninvoice", {}, now=now)
    return ledgers.get(db, Invoice, book, id_)


def _refuse_reversed(db: Database, invoice: Row, issued_on: date) -> None:
    number = invoice.values["number"]
    if invoice.values.get("red_of"):
        raise Refused(f"{number} 本身是红字发票，不能再红冲")
    reds = ledgers.select(db, Invoice, Query(filters=(Filter("red_of", "is", invoice.id),)))
    if reds:
        raise Refused(f"{number} 已由 {reds[0].values['number']} 红冲")
    paid = sum(row.values["amount"] for row in ledgers.select(db, Application, Query(filters=(Filter("invoice_id", "is", invoice.id),))))
    settled = any(line.values["state"] == ChargeState.SETTLED for line in _on_invoice(db, invoice))
    if paid or settled:
        raise Refused(f"{number} 已核销 {yuan(paid)} 元，请先取消核销再红冲" if paid else f"{number} 的明细已经结清，请先取消核销再红冲")
    if issued_on.isoformat() < invoice.values["issued_on"]:
        raise Refused(f"红冲日期不能早于原票的开票日期 {invoice.values['issued_on']}")


def _on_invoice(db: Database, invoice: Row) -> Sequence[Row]:
    """The lines on an invoice; of one that was imported, those of its statement."""
    found = ledgers.select(db, ChargeLine, Query(filters=(Filter("invoice_id", "is", invoice.id),)))
    statement = invoice.values.get("statement_id")
    if found or not statement:
        return found
    invoiced = (ChargeState.INVOICED, ChargeState.SETTLED)
    rows = ledgers.select(db, ChargeLine, Query(filters=(Filter("statement_id", "is", statement),)))
    return [row for row in rows if row.values["state"] in invoiced]
