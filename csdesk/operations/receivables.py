"""Receivables: taking in money, putting it against debts (核销), and what a client owes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from csdesk.domain.balances import Balance, Debt, Known, balances, oldest_first, open_debts
from csdesk.domain.charges import ChargeLine, ChargeState, OpeningBalance
from csdesk.domain.clients import Client
from csdesk.domain.kinds import KINDS
from csdesk.domain.receivables import Application, Invoice, Receipt, WriteOff
from csdesk.domain.record import Record, Values, field_map
from csdesk.domain.rows import Filter, Query, Row
from csdesk.errors import Refused
from csdesk.operations import ledgers, moves
from csdesk.store import changesets
from csdesk.store.database import Database

_yuan = KINDS["fen"].show
_AGREED = (ChargeState.RECONCILED, ChargeState.INVOICED)

# -- money that comes in --------------------------------------------------------------------------------------------


def record_receipt(db: Database, values: Values, *, now: datetime) -> Row:
    """Money that came in. Without a client, the one whose name the payer bears is taken when there is exactly one.

    values: wire values of `receipt`. Raises Invalid with every wrong field.
    """
    payer = values.get("payer")
    client_id = values.get("client_id") or (_payers_client(db, payer) if payer else None)
    return ledgers.create(db, Receipt, {**values, "client_id": client_id}, now=now)


def _payers_client(db: Database, payer: str) -> str | None:
    found: set[str] = set()
    for name in ("legal_name", "short_name", "invoice_title"):
        found |= {row.id for row in ledgers.select(db, Client, Query(filters=(Filter(name, "is", payer),)))}
    return found.pop() if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a receipt, in 分, put against one debt. target: `invoice_id`, `charge_line_id`, `statement_id`, `opening_id`."""

    target: str
    id: str
    amount: int


def unapplied(db: Database, receipt: Row) -> int:
    """What of a receipt pays nothing yet, in 分."""
    parts = ledgers.select(db, Application, Query(filters=(Filter("receipt_id", "is", receipt.id),)))
    return int(receipt.values["amount"]) - sum(part.values["amount"] for part in parts)


def proposed_parts(db: Database, receipt: Row) -> list[Part]:
    """How a receipt would pay its client's debts, oldest due date first; to be shown and changed before it is applied."""
    account = _Account.read(db, _claimed(receipt))
    return [Part(debt.target, debt.id, amount) for debt, amount in oldest_first(unapplied(db, receipt), account.debts())]


def apply_receipt(db: Database, receipt: Row, *, applied_on: date, now: datetime, parts: Sequence[Part] | None = None) -> list[Row]:
    """Put a receipt against debts of its client (核销); lines that are paid in full are settled.

    parts: None for oldest due date first. Raises Refused when they exceed the receipt or a debt, or another client's.
    """
    account = _Account.read(db, _claimed(receipt))
    chosen = list(proposed_parts(db, receipt) if parts is None else parts)
    _refuse_overdrawn(receipt, chosen, unapplied(db, receipt), applied_on)
    with changesets.change_set(db, f"核销回款 {receipt.values['receipt_no']}") as work:
        made = []
        for part in chosen:
            values = {
                "receipt_id": receipt.id,
                "client_id": account.client_id,
                part.target: part.id,
                "amount": part.amount,
                "applied_on": applied_on.isoformat(),
            }
            account = account.paying(part, values)
            book = ledgers.placed(work, Application, values, now)
            made.append((book, work.create(Application, ledgers.completed(work, Application, values, now), book=book)))
        for line in account.settled_by(chosen):
            moves.take(work, ChargeLine, line, "settle", {}, now=now)
    return [ledgers.get(db, Application, book, id_) for book, id_ in made]


def _claimed(receipt: Row) -> str:
    client_id = receipt.values.get("client_id")
    if not client_id:
        raise Refused("这笔回款还没有认领客户，请先填写客户再核销")
    return str(client_id)


def _refuse_overdrawn(receipt: Row, parts: Sequence[Part], left: int, applied_on: date) -> None:
    total = sum(part.amount for part in parts)
    if not parts:
        raise Refused("没有可核销的款项：这笔回款已核销完，或客户没有未结的应收")
    if any(part.amount <= 0 for part in parts):
        raise Refused("每一笔核销金额都应大于 0，请修改")
    if total > left:
        raise Refused(f"核销合计 {_yuan(total)} 元超过这笔回款的未核销余额 {_yuan(left)} 元，请减少")
    if applied_on.isoformat() < receipt.values["received_on"]:
        raise Refused(f"核销日期不能早于回款日期 {receipt.values['received_on']}，请修改")


# -- what a client owes ---------------------------------------------------------------------------------------------


def balance(db: Database, client_id: str, as_of: date) -> Balance:
    """The account of a client at the end of a day."""
    account = _Account.read(db, client_id)
    found = balances(
        as_of,
        charges=[line.values for line in account.lines],
        receipts=_known(_of_client(db, Receipt, client_id)),
        applications=account.applications,
        write_offs=account.write_offs,
        openings=account.openings.values(),
    )
    return found.get(client_id, Balance())


@dataclass(frozen=True, slots=True)
class _Account:
    """A client's debts and what has been put against them."""

    client_id: str
    invoices: Known
    lines: Sequence[Row]
    openings: Known
    applications: Sequence[Values]
    write_offs: Sequence[Values]

    @classmethod
    def read(cls, db: Database, client_id: str) -> _Account:
        return cls(
            client_id,
            _known(_of_client(db, Invoice, client_id)),
            _of_client(db, ChargeLine, client_id),
            _known(_of_client(db, OpeningBalance, client_id)),
            [row.values for row in _of_client(db, Application, client_id)],
            [row.values for row in _of_client(db, WriteOff, client_id)],
        )

    def debts(self) -> list[Debt]:
        return open_debts(self.invoices, _known(self.lines), self.openings, self.applications, self.write_offs)

    def paying(self, part: Part, values: Values) -> _Account:
        """The account with this part applied. Raises Refused when the debt is smaller, or is not this client's."""
        label = field_map(Application)[part.target].label
        owed = sum(debt.open for debt in self.debts() if part.id == (debt.statement if part.target == "statement_id" else debt.id))
        if not owed:
            raise Refused(f"所选的{label}不属于这个客户或已经结清，请重新选择")
        if part.amount > owed:
            raise Refused(f"所选的{label}只欠 {_yuan(owed)} 元，不能核销 {_yuan(part.amount)} 元，请减少")
        return replace(self, applications=[*self.applications, values])

    def settled_by(self, parts: Sequence[Part]) -> Iterator[Row]:
        """The agreed lines that these parts have paid in full, directly or through their statement."""
        debts = self.debts()
        owed = {debt.id for debt in debts} | {debt.statement for debt in debts}
        touched = {part.id for part in parts} | {self.invoices[part.id].get("statement_id") for part in parts if part.id in self.invoices}
        paid = touched - owed - {None}
        for line in self.lines:
            if line.values["state"] in _AGREED and ({line.id, line.values.get("statement_id")} & paid):
                yield line


def _known(rows: Sequence[Row]) -> Known:
    return {row.id: row.values for row in rows}


def _of_client(db: Database, record: type[Record], client_id: str) -> list[Row]:
    return ledgers.select(db, record, Query(filters=(Filter("client_id", "is", client_id),)))
