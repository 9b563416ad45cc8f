"""Statements: drawing them up from what is estimated, and agreeing them line by line with the client."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from csdesk.domain.care.clients import Client
from csdesk.domain.moments import wire_moment
from csdesk.domain.money.charges import ChargeLine
from csdesk.domain.money.receivables import STATEMENT_MACHINE, Statement, StatementStatus
from csdesk.domain.money.terms import last_day
from csdesk.domain.record import field_map, title_of
from csdesk.domain.rows import Filter, Query, Row
from csdesk.domain.states import Step
from csdesk.errors import Refused
from csdesk.operations import ledgers, moves
from csdesk.operations.completion import Completion
from csdesk.store import changesets
from csdesk.store.changesets import ChangeSet
from csdesk.store.database import Database

# -- drawing up -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Waiting:
    """What of one client waits to be stated: how many lines, their total in 分, and how many stay behind in dispute."""

    client: Row
    lines: tuple[Row, ...]
    disputed: int

    @property
    def total(self) -> int:
        """In 分, with tax."""
        return sum(line.values["amount_incl_tax"] for line in self.lines)


def waiting(db: Database, month: str) -> list[Waiting]:
    """The clients with estimated lines up to the end of a month (`2026-06`) that are on no statement, by their names.

    What was left behind in an earlier month is taken along; what is in dispute is not.
    """
    filters = (Filter("state", "is", "estimated"), Filter("statement_id", "empty"), Filter("biz_date", "le", last_day(month).isoformat()))
    by_client: dict[str, list[Row]] = defaultdict(list)
    for line in ledgers.select(db, ChargeLine, Query(filters=filters, sort="biz_date")):
        by_client[line.values["client_id"]].append(line)
    clients = _clients(db, by_client)
    found = [Waiting(clients[id_], *_undisputed(lines)) for id_, lines in by_client.items() if id_ in clients]
    return sorted(found, key=lambda one: title_of(Client, one.client.values))


def _undisputed(lines: Sequence[Row]) -> tuple[tuple[Row, ...], int]:
    kept = tuple(line for line in lines if not line.values.get("dispute"))
    return kept, len(lines) - len(kept)


def _clients(db: Database, ids: Mapping[str, object]) -> dict[str, Row]:
    """Clients by id, from the own book where they are there."""
    found = ledgers.select(db, Client, Query(filters=(Filter("_id", "in", sorted(ids)),)))
    return {row.id: row for row in sorted(found, key=lambda row: row.book == db.site.book)}


def client_of(db: Database, id: str) -> Row:
    """The client with this id. Raises Refused when it is gone."""
    found = _clients(db, {id: None})
    if id not in found:
        raise Refused("找不到这个客户，请刷新后再试")
    return found[id]


def make_statement(db: Database, client: Row, month: str, *, now: datetime) -> Row:
    """A draft statement of what a client has waiting at the end of a month. Raises Refused when there is nothing."""
    return make_statements(db, [client], month, now=now)[0]


def make_statements(db: Database, clients: Sequence[Row], month: str, *, now: datetime) -> list[Row]:
    """A draft statement for each of these clients: one change set. Raises Refused for one that has nothing to state."""
    found = {one.client.id: one for one in waiting(db, month) if one.lines}
    for client in clients:
        if client.id not in found:
            raise Refused(f"{title_of(Client, client.values)} {month} 没有待对账的预估应收，请先录入或导入应收明细")
    what = title_of(Client, clients[0].values) if len(clients) == 1 else f"{len(clients)} 家"
    with changesets.change_set(db, f"制作对账单 {what} {month}") as work:
        completion = Completion(work.connection, work.site, now)
        made = [_draft(work, completion, found[client.id], month) for client in clients]
    return [ledgers.get(db, Statement, book, id_) for book, id_ in made]


def _draft(work: ChangeSet, completion: Completion, one: Waiting, month: str) -> tuple[str, str]:
    """Its book and id."""
    values = {"client_id": one.client.id, "period": month, "total": one.total, "owner_id": one.client.values.get("owner_id")}
    book = completion.book(Statement, values)
    id_ = work.create(Statement, completion.of(Statement, values), book=book)
    for line in one.lines:
        work.change(ChargeLine, line.book, line.id, {"statement_id": id_}, base=line.heads)
    return book, id_


# -- agreeing -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was agreed for a line that differs from its estimate. amount: 分 with tax; reason: a `DiffReason` code."""

    amount: int
    reason: str | None


def lines_of(db: Database, statement: Row) -> list[Row]:
    """The lines on a statement, by their days."""
    return ledgers.select(db, ChargeLine, Query(filters=(Filter("statement_id", "is", statement.id),), sort="biz_date"))


def reconcile(
    db: Database,
    statement: Row,
    *,
    confirmed_by: str,
    now: datetime,
    agreed: Mapping[str, Agreed] | None = None,
    disputed: Mapping[str, str] | None = None,
) -> Row:
    """The client has agreed: the statement is confirmed and its lines are reconciled.

    agreed: other amounts by line id. disputed: why, by the id of each line that the client contests: it stays estimated and
    leaves this statement, the rest proceeds. Raises Refused when the statement is not out or nothing is agreed, Invalid
    when an amount does not fit.
    """
    agreed, disputed = agreed or {}, disputed or {}
    action = STATEMENT_MACHINE.action(statement.values["status"], "confirm", db.site.role)
    lines = lines_of(db, statement)
    if lines and all(line.id in disputed for line in lines):
        raise Refused("每一条都有争议，没有可确认的：请先与客户核对，或用“客户有异议”")
    with changesets.change_set(db, f"确认对账单 {statement.values['statement_no']}") as work:
        total = sum(_take(work, line, agreed, disputed, now) for line in lines)
        filled = {"confirmed_by": confirmed_by.strip()}
        step = Step(action, statement.values, filled, wire_moment(now), db.site.name, db.site.role)
        STATEMENT_MACHINE.judge(step, {name: f.label for name, f in field_map(Statement).items()})
        contested = sum(line.values["amount_incl_tax"] for line in lines if line.id in disputed)
        told = {**STATEMENT_MACHINE.outcome(step), "total": total, "disputed_amount": contested or None}
        work.change(Statement, statement.book, statement.id, told, base=statement.heads)
    return ledgers.get(db, Statement, statement.book, statement.id)


def _take(work: ChangeSet, line: Row, agreed: Mapping[str, Agreed], disputed: Mapping[str, str], now: datetime) -> int:
    """One line of a statement as it was agreed; what it adds to the total."""
    if line.id in disputed:
        if not disputed[line.id].strip():
            raise Refused(f"{title_of(ChargeLine, line.values)}：有争议请写明客户的说法")
        work.change(ChargeLine, line.book, line.id, {"statement_id": None, "dispute": disputed[line.id].strip()}, base=line.heads)
        return 0
    new = agreed.get(line.id, Agreed(line.values["amount_incl_tax"], line.values.get("diff_reason")))
    moves.take(work, ChargeLine, line, "reconcile", {"amount_incl_tax": new.amount, "diff_reason": new.reason}, now=now)
    return new.amount


def drop(db: Database, statement: Row) -> None:
    """A draft thrown away; its lines wait to be stated again. Raises Refused for one that is out."""
    if statement.values["status"] != StatementStatus.DRAFT:
        raise Refused("只有草稿可以删除；已发出的请先“退回修改”")
    with changesets.change_set(db, f"删除对账单 {statement.values['statement_no']}") as work:
        for line in lines_of(db, statement):
            work.change(ChargeLine, line.book, line.id, {"statement_id": None}, base=line.heads)
        work.delete(Statement, statement.book, statement.id, base=statement.heads)
