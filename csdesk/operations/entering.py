"""What a person may not enter because of other records: money put against what is not owed, charges before the contract, plans of nobody.

Two files that are each right alone may disagree, so none of this is asked of what was merged or imported from a workbook of the past.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from csdesk.domain.care.clients import Client
from csdesk.domain.kinds import KINDS
from csdesk.domain.kpi.scope import NATION
from csdesk.domain.money.accounts import FOREVER, Entries, account
from csdesk.domain.money.charges import ChargeLine
from csdesk.domain.money.receivables import Application, Receipt
from csdesk.domain.plans.targets import Level, Plan, PlanLine
from csdesk.domain.record import Problem, Record, Values, field_map
from csdesk.domain.rows import Filter, Query
from csdesk.store import ledger
from csdesk.store.figures import kpi, receivables
from csdesk.store.lookup import Connection

_yuan = KINDS["fen"].show
_PAID = ("invoice_id", "charge_line_id", "statement_id", "opening_id")


class Against:
    """Judges new and changed records against those that are there, and against what it let pass before."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._accounts: dict[str, Entries] = {}
        self._left: dict[str, int] = {}
        self._named: dict[Level, dict[str, None]] = {}

    def problems(self, record: type[Record], values: Values, before: Values | None = None) -> list[Problem]:
        """What is wrong with a whole record that is right in itself. before: what it was, of one that is changed."""
        judge = _JUDGES.get(record)
        return list(judge(self, values, before or {})) if judge else []

    # -- money --------------------------------------------------------------------------------------------------------

    def _application(self, values: Values, before: Values) -> Iterator[Problem]:
        told = ("receipt_id", "client_id", "amount", "applied_on", *_PAID)
        if before and all(values.get(name) == before.get(name) for name in told):
            return
        found = list(self._receipt(values, before)) or list(self._debt(values, before))
        yield from found
        if not found:
            self._took(values)

    def _receipt(self, values: Values, before: Values) -> Iterator[Problem]:
        receipt = next(iter(ledger.select(self._connection, Receipt, Query(filters=(Filter("id", "is", values["receipt_id"]),)))), None)
        if receipt is None:
            return  # it is in a file that has not come yet
        amount, whose = int(receipt.values["amount"]), receipt.values.get("client_id")
        if whose and whose != values["client_id"]:
            yield Problem("client_id", "这笔回款是另一个客户的，不能核销到这个客户，请重新选择")
        left = self._left.setdefault(receipt.id, amount - self._spent(receipt.id))
        left += int(before.get("amount") or 0) if before.get("receipt_id") == receipt.id else 0
        if values["amount"] > left:
            yield Problem("amount", f"这笔回款只余 {_yuan(left)} 元未核销，不能核销 {_yuan(values['amount'])} 元，请减少")
        if values["applied_on"] < str(receipt.values["received_on"]):
            yield Problem("applied_on", f"核销日期不能早于回款日期 {receipt.values['received_on']}，请修改")

    def _spent(self, receipt: str) -> int:
        parts = ledger.select(self._connection, Application, Query(filters=(Filter("receipt_id", "is", receipt),)))
        return sum(int(part.values["amount"]) for part in parts)

    def _debt(self, values: Values, before: Values) -> Iterator[Problem]:
        target = next((name for name in _PAID if values.get(name)), None)
        if target is None:
            return  # the record's own rules say so
        label, id_ = field_map(Application)[target].label, values[target]
        open_ = account(self._account(str(values["client_id"])), FOREVER, unapplied=False).open
        owed = sum(one.open for one in open_ if id_ in (one.item.id, one.item.invoice, one.item.statement))
        owed += int(before.get("amount") or 0) if before.get(target) == id_ else 0
        if not owed:
            yield Problem(target, f"所选的{label}不属于这个客户或已经结清，请重新选择")
        elif values["amount"] > owed:
            yield Problem("amount", f"所选的{label}只欠 {_yuan(owed)} 元，不能核销 {_yuan(values['amount'])} 元，请减少")

    def _account(self, client: str) -> Entries:
        if client not in self._accounts:
            self._accounts[client] = receivables.accounts(self._connection, FOREVER.isoformat(), client).get(client, Entries())
        return self._accounts[client]

    def _took(self, values: Values) -> None:
        client, receipt = str(values["client_id"]), str(values["receipt_id"])
        entries = self._account(client)
        self._accounts[client] = replace(entries, applications={**entries.applications, f"new{len(entries.applications)}": values})
        if receipt in self._left:
            self._left[receipt] -= int(values["amount"])

    def _charge(self, values: Values, before: Values) -> Iterator[Problem]:
        if values["biz_date"] == before.get("biz_date"):
            return
        client = next(iter(ledger.select(self._connection, Client, Query(filters=(Filter("id", "is", values["client_id"]),)))), None)
        told = client.values if client else {}
        begun = [str(day) for day in (told.get("contract_from"), told.get("first_biz_date")) if day]
        if begun and told.get("contract_from") and values["biz_date"] < min(begun):
            yield Problem("biz_date", f"{values['biz_date']} 早于合同起始 {told['contract_from']}，请核对日期，或先更正客户档案")

    # -- plans --------------------------------------------------------------------------------------------------------

    def _plan(self, values: Values, before: Values) -> Iterator[Problem]:
        level, entity = Level(values["level"]), str(values["entity"])
        if (level, entity) == (before.get("level"), before.get("entity")):
            return
        known = self._entities(level)
        if known and entity not in known:
            shown = "、".join(list(known)[:12]) + ("…" if len(known) > 12 else "")
            yield Problem("entity", f"没有“{entity}”这个{level.label}，可填：{shown}")

    def _entities(self, level: Level) -> dict[str, None]:
        """Every text that means an entity of a level, in the order it is told; where nothing is known any will do."""
        if level not in self._named:
            self._named[level] = dict.fromkeys(self._texts(level))
        return self._named[level]

    def _texts(self, level: Level) -> Iterator[str]:
        people = kpi.directory(self._connection)
        match level:
            case Level.NATION:
                yield from (NATION, level.label)
            case Level.SPAN:
                yield from (*people.spans.values(), *people.deputies)
            case Level.BRANCH:
                yield from (*people.branches, *people.branches.values())
            case Level.SPECIALIST:
                yield from (*people.staff.values(), *people.staff)
            case Level.CLIENT:
                clients = [row.values for row in ledger.select(self._connection, Client, Query())]
                for name in ("client_code", "short_name", "legal_name"):
                    yield from (str(told[name]) for told in clients if told.get(name))


_JUDGES: Mapping[type[Record], Callable[[Against, Values, Values], Iterator[Problem]]] = {
    Application: Against._application,
    ChargeLine: Against._charge,
    Plan: Against._plan,
    PlanLine: Against._plan,
}
