"""Asking that a debt be lowered (核减) or given up (坏账); both count only when somebody above has approved."""

from __future__ import annotations

from datetime import date, datetime

from csdesk.domain.checking import Invalid
from csdesk.domain.history import entry_problems
from csdesk.domain.money.accounts import FOREVER, account
from csdesk.domain.money.charges import ChargeItem, ChargeLine, ChargeState
from csdesk.domain.money.losses import WriteOff
from csdesk.domain.money.receivables import Invoice
from csdesk.domain.record import Record, title_of
from csdesk.domain.rows import Row
from csdesk.errors import Refused
from csdesk.operations import ledgers
from csdesk.operations.money.accounts import entries_of, yuan
from csdesk.store import changesets
from csdesk.store.database import Database

#: What a bad debt may be written off on: the record, and the field of `write_off` that names it.
_NAMED: dict[type[Record], str] = {Invoice: "invoice_id", ChargeLine: "charge_line_id"}


def still_owed(db: Database, record: type[Record], row: Row) -> int:
    """What is open of a charge line or an invoice, in 分; money of its client that pays nothing yet is not taken off."""
    with db.reading() as connection:
        found = account(entries_of(connection, str(row.values["client_id"])), FOREVER, unapplied=False)
    return sum(one.open for one in found.open if row.id in (one.item.id, one.item.invoice))


def ask_adjustment(db: Database, line: Row, amount: int, reason: str, *, now: datetime) -> Row:
    """A negative line over a part of another, which waits for approval. amount: above zero, 分 with tax.

    It bears the day on which it is asked for, not that of the line: what was told of a closed month stands.
    Raises Refused when it is more than is owed.
    """
    if not reason.strip():
        raise Refused("申请核减请写明原因")
    owed = still_owed(db, ChargeLine, line)
    if not 0 < amount <= owed:
        raise Refused(f"{title_of(ChargeLine, line.values)} 未收 {yuan(owed)} 元，核减金额应大于 0 且不超过它")
    values = {
        "client_id": line.values["client_id"], "waybill_id": line.values.get("waybill_id"), "biz_date": now.date().isoformat(),
        "item": ChargeItem.ADJUSTMENT.value, "amount_incl_tax": -amount, "vat_rate": line.values["vat_rate"], "adjusts_id": line.id,
        "state": ChargeState.REQUESTED.value, "note": reason.strip()[:80], "owner_id": line.values.get("owner_id"),
    }  # fmt: skip
    with changesets.change_set(db, f"申请核减 {yuan(amount)} 元 {title_of(ChargeLine, line.values)}") as work:
        full = ledgers.completed(work, ChargeLine, values, now)
        if found := entry_problems(ChargeLine, full, now):
            raise Invalid(found)
        id_ = work.create(ChargeLine, full, book=line.book)
    return ledgers.get(db, ChargeLine, line.book, id_)


def ask_write_off(db: Database, record: type[Record], row: Row, amount: int, reason: str, on: date, *, now: datetime) -> Row:
    """A bad debt on an invoice or a line, which waits for approval. amount: 分. Raises Refused when it is more than is owed."""
    owed = still_owed(db, record, row)
    if not 0 < amount <= owed:
        raise Refused(f"{title_of(record, row.values)} 未收 {yuan(owed)} 元，坏账金额应大于 0 且不超过它")
    values = {
        "client_id": row.values["client_id"], _NAMED[record]: row.id, "written_off_on": on.isoformat(), "amount": amount,
        "reason": reason.strip() or None, "owner_id": row.values.get("owner_id"),
    }  # fmt: skip
    return ledgers.create(db, WriteOff, values, now=now, title=f"申请坏账 {yuan(amount)} 元 {title_of(record, row.values)}")
