"""Money that came in: whose it is, what it pays (核销), and taking that back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from csdesk.domain.care.clients import Client
from csdesk.domain.money.accounts import FOREVER, Account, Entries, account, debts, oldest_first
from csdesk.domain.money.charges import ChargeLine, ChargeState
from csdesk.domain.money.receivables import Application, Receipt
from csdesk.domain.record import Values, field_map
from csdesk.domain.rows import Filter, Query, Row
from csdesk.errors import Refused
from csdesk.operations import ledgers, moves
from csdesk.operations.money.accounts import Owed, entries_of, named, yuan
from csdesk.store import changesets, ledger
from csdesk.store.changesets import ChangeSet
from csdesk.store.database import Database
from csdesk.store.lookup import Connection


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a receipt, in 分, put against one debt. target: `invoice_id`, `charge_line_id`, `statement_id`, `opening_id`."""

    target: str
    id: str
    amount: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """How a receipt may be applied. left: what of it pays nothing yet; owed: all debts of the client; parts: oldest due date first."""

    client_id: str
    client: str
    left: int
    owed: tuple[Owed, ...]
    parts: tuple[Part, ...]


# -- putting it against debts ---------------------------------------------------------------------------------------


def unapplied(db: Database, receipt: Row) -> int:
    """What of a receipt pays nothing yet, in 分."""
    with db.reading() as connection:
        return _left(connection, receipt)


def _left(connection: Connection, receipt: Row) -> int:
    parts = ledger.select(connection, Application, Query(filters=(Filter("receipt_id", "is", receipt.id),)))
    return int(receipt.values["amount"]) - sum(part.values["amount"] for part in parts)


def proposal(db: Database, receipt: Row) -> Proposal:
    """How a receipt would pay its client's debts, oldest due date first; to be shown and changed before it is applied.

    Raises Refused while nobody knows whose it is.
    """
    with db.reading() as connection:
        client_id = _whose(connection, receipt)
        left = _left(connection, receipt)
        found = debts(account(entries_of(connection, client_id), FOREVER, unapplied=False))
        owed = named(connection, found)
        client = next(iter(ledger.titles(connection, Client, [client_id]).get(client_id, {}).values()), "")
    parts = tuple(Part(debt.target, debt.id, amount) for debt, amount in oldest_first(left, found))
    return Proposal(client_id, client, left, owed, parts)


def _whose(connection: Connection, receipt: Row) -> str:
    """The client of a receipt; of one that nobody has claimed, the only one whose name the payer bears."""
    if client_id := receipt.values.get("client_id"):
        return str(client_id)
    payer, found = receipt.values.get("payer"), set[str]()
    for name in ("legal_name", "short_name", "invoice_title") if payer else ():
        found |= {row.id for row in ledger.select(connection, Client, Query(filters=(Filter(name, "is", payer),)))}
    if len(found) == 1:
        return found.pop()
    raise Refused("这笔回款还没有认领客户，请先填写客户再核销")


def apply_receipt(db: Database, receipt: Row, *, applied_on: date, now: datetime, parts: Sequence[Part] | None = None) -> list[Row]:
    """Put a receipt against debts of its client (核销); lines that are paid in full are settled.

    parts: None for oldest due date first; what they leave stays with the client as 预收. Raises Refused when they exceed the
    receipt or a debt, or are another client's.
    """
    with changesets.change_set(db, f"核销回款 {receipt.values['receipt_no']}") as work:
        client_id = _whose(work.connection, receipt)
        if not receipt.values.get("client_id"):
            work.change(Receipt, receipt.book, receipt.id, {"client_id": client_id}, base=receipt.heads)
        before = entries_of(work.connection, client_id)
        left = _left(work.connection, receipt)
        chosen = _oldest(before, left) if parts is None else list(parts)
        _refuse_overdrawn(receipt, chosen, left, applied_on, now)
        after, made = before, []
        for part in chosen:
            values = {"receipt_id": receipt.id, "client_id": client_id, part.target: part.id, "amount": part.amount}
            values["applied_on"] = applied_on.isoformat()
            after = _paying(after, part, values)
            book = ledgers.placed(work, Application, values, now)
            made.append((book, work.create(Application, ledgers.completed(work, Application, values, now), book=book)))
        _move_settled(work, before, after, now)
    return [ledgers.get(db, Application, book, id_) for book, id_ in made]


def _oldest(entries: Entries, left: int) -> list[Part]:
    found = debts(account(entries, FOREVER, unapplied=False))
    return [Part(debt.target, debt.id, amount) for debt, amount in oldest_first(left, found)]


def _refuse_overdrawn(receipt: Row, parts: Sequence[Part], left: int, applied_on: date, now: datetime) -> None:
    total = sum(part.amount for part in parts)
    if not parts:
        raise Refused("没有可核销的款项：这笔回款已核销完，或客户没有未结的应收")
    if any(part.amount <= 0 for part in parts):
        raise Refused("每一笔核销金额都应大于 0，请修改")
    if total > left:
        raise Refused(f"核销合计 {yuan(total)} 元超过这笔回款的未核销余额 {yuan(left)} 元，请减少")
    if applied_on.isoformat() < receipt.values["received_on"]:
        raise Refused(f"核销日期不能早于回款日期 {receipt.values['received_on']}，请修改")
    if applied_on > now.date():
        raise Refused(f"核销日期 {applied_on.isoformat()} 还没有到，请修改")


def _paying(entries: Entries, part: Part, values: Values) -> Entries:
    """The account with this part applied. Raises Refused when the debt is smaller, or is not this client's."""
    label = field_map(Application)[part.target].label
    open_ = account(entries, FOREVER, unapplied=False).open
    owed = sum(one.open for one in open_ if part.id in (one.item.id, one.item.invoice, one.item.statement))
    if not owed:
        raise Refused(f"所选的{label}不属于这个客户或已经结清，请重新选择")
    if part.amount > owed:
        raise Refused(f"所选的{label}只欠 {yuan(owed)} 元，不能核销 {yuan(part.amount)} 元，请减少")
    return _with(entries, {**entries.applications, f"new{len(entries.applications)}": values})


def _with(entries: Entries, applications: Mapping[str, Values]) -> Entries:
    """The same account with other applications."""
    return replace(entries, applications=applications)


# -- what is settled by it ------------------------------------------------------------------------------------------

_PAYABLE = (ChargeState.RECONCILED, ChargeState.INVOICED)


def _move_settled(work: ChangeSet, before: Entries, after: Entries, now: datetime) -> None:
    """Settle the agreed lines that are paid now, and open those that are not any more."""
    for row, name in settled_moves(work.connection, before, after):
        moves.take(work, ChargeLine, row, name, {}, now=now)


def settled_moves(connection: Connection, before: Entries, after: Entries) -> list[tuple[Row, str]]:
    """Which lines are to be settled, and which that were paid before are open again, each with the action that says so."""
    was, unpaid = (_unpaid(account(entries, FOREVER, unapplied=False), entries) for entries in (before, after))
    paid = {id_ for id_, v in after.lines.items() if v["state"] in _PAYABLE and id_ not in unpaid}
    again = {id_ for id_ in unpaid - was if id_ in after.lines and after.lines[id_]["state"] == ChargeState.SETTLED}
    wanted = sorted(paid | again)
    rows = ledger.select(connection, ChargeLine, Query(filters=(Filter("_id", "in", wanted),))) if wanted else []
    return [(row, "settle" if row.id in paid else "unsettle" if row.values.get("invoice_id") else "reopen") for row in rows]


def _unpaid(found: Account, entries: Entries) -> set[str]:
    """The lines that are open, and the credits among them that are not used up."""
    credits = {id_ for id_, v in entries.lines.items() if v["amount_incl_tax"] < 0}
    return {one.item.id for one in found.open} | (credits - found.spent)


# -- taking it back -------------------------------------------------------------------------------------------------


def unapply(db: Database, applications: Sequence[Row], *, now: datetime) -> int:
    """Applications of one client taken back; their lines are open again. How many. Raises Refused for more than one client."""
    clients = {row.values["client_id"] for row in applications}
    if len(clients) != 1:
        raise Refused("请选择同一个客户的核销记录")
    with changesets.change_set(db, f"取消核销 {len(applications)} 笔") as work:
        before = entries_of(work.connection, clients.pop())
        gone = {row.id for row in applications}
        after = _with(before, {id_: v for id_, v in before.applications.items() if id_ not in gone})
        for row in applications:
            work.delete(Application, row.book, row.id, base=row.heads)
        _move_settled(work, before, after, now)
    return len(applications)
