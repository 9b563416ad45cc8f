"""Charges proposed from what was driven: a waybill, the client's price agreements, and what makes each proposal doubtful."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from csdesk.domain.care.clients import Client
from csdesk.domain.checking import Invalid
from csdesk.domain.history import entry_problems
from csdesk.domain.kinds import KINDS
from csdesk.domain.money.charges import ChargeItem, ChargeLine, CostLine
from csdesk.domain.money.prices import PriceAgreement, Priced, priced
from csdesk.domain.money.terms import due_date
from csdesk.domain.money.vat import SHIPPED, VatSpan, rates_on
from csdesk.domain.office import VatRate
from csdesk.domain.record import Record, Values
from csdesk.domain.rows import Filter, Query, Row
from csdesk.domain.transport.waybills import Waybill
from csdesk.errors import Refused
from csdesk.operations import ledgers, policies
from csdesk.operations.completion import Completion
from csdesk.store import changesets, ledger
from csdesk.store.changesets import ChangeSet
from csdesk.store.database import Database
from csdesk.store.figures import receivables
from csdesk.store.lookup import Connection

#: The company's choice of the day a charge belongs to: departure, or `signed` (domain.md §7.5).
DAY_POLICY, SIGNED = "biz_date", "signed"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one waybill is to be charged, and cost. day: of the business, wire. doubt: why a person should look, or nothing.

    cost: in 分, None where the waybill says none or it stands in the ledger already.
    """

    waybill: Row
    day: str
    lines: tuple[Priced, ...]
    cost: int | None
    doubt: str = ""

    @property
    def total(self) -> int:
        """What is charged in all, in 分 with tax."""
        return sum(line.amount for line in self.lines)


def proposals(db: Database, since: date, until: date) -> list[Proposal]:
    """What was driven between two days (inclusive) and is charged nowhere, by day; the doubtful ones among them."""
    with db.reading() as connection:
        at = "signed_at" if policies.text(connection, DAY_POLICY, until) == SIGNED else "departed_at"
        numbers = receivables.uncharged(connection, at, since.isoformat(), until.isoformat())
        waybills = ledger.rows(connection, Waybill, numbers)
        clients = _by_id(connection, Client, "_id", {str(row.values["client_id"]) for row in waybills})
        agreements = _agreements(connection, clients)
        costed = receivables.costed(connection, [row.id for row in waybills])
        spans = (*SHIPPED, *_spans(connection))
        lumps = receivables.lumps(connection, since.isoformat(), until.isoformat())
    found = [_proposal(row, at, clients.get(str(row.values["client_id"])), agreements, costed, spans) for row in waybills]
    return [_doubted(one) if (one.waybill.values["client_id"], one.day[:7]) in lumps else one for one in found]


def why_none(db: Database, since: date, until: date) -> str:
    """Why nothing between two days (inclusive) is proposed: nothing was driven, or all of it is charged."""
    with db.reading() as connection:
        signed = policies.text(connection, DAY_POLICY, until) == SIGNED
        at = "signed_at" if signed else "departed_at"
        between = (Filter(at, "ge", since.isoformat()), Filter(at, "le", f"{until.isoformat()}T99"))
        driven = ledger.count(connection, Waybill, Query(filters=between))
    return "这些天的运单都已有应收" if driven else f"这些天没有已{'签收' if signed else '发车'}的运单"


def _doubted(one: Proposal) -> Proposal:
    doubt = "这个月已有不关联运单的运费，可能已经计过"
    return replace(one, doubt="；".join(filter(None, [one.doubt, doubt])))


def _by_id(connection: Connection, record: type[Record], field: str, ids: Iterable[str]) -> dict[str, Row]:
    wanted = sorted(ids)
    return {row.id: row for row in ledger.select(connection, record, Query(filters=(Filter(field, "in", wanted),)))} if wanted else {}


def _agreements(connection: Connection, clients: Mapping[str, Row]) -> dict[str, list[Values]]:
    found: dict[str, list[Values]] = defaultdict(list)
    for row in _by_id(connection, PriceAgreement, "client_id", clients).values():
        found[str(row.values["client_id"])].append(row.values)
    return found


def _spans(connection: Connection) -> Iterator[VatSpan]:
    for row in ledger.select(connection, VatRate, Query()):
        end = row.values.get("valid_to")
        start = date.fromisoformat(str(row.values["valid_from"]))
        yield VatSpan(str(row.values["code"]), int(row.values["rate"]), start, date.fromisoformat(str(end)) if end else None)


def _proposal(
    waybill: Row, at: str, client: Row | None, agreements: Mapping[str, list[Values]], costed: set[str], spans: Sequence[VatSpan]
) -> Proposal:
    day = str(waybill.values[at])[:10]
    found, lacking = priced(agreements.get(str(waybill.values["client_id"]), ()), waybill.values, day)
    if not any(line.item == ChargeItem.FREIGHT for line in found) and (told := waybill.values.get("est_receivable")):
        found.insert(0, Priced(ChargeItem.FREIGHT, int(told), basis="运单预估应收"))
    rate = int(client.values.get("default_vat_rate", 900)) if client else 900
    lines = tuple(_rated(line, rate) for line in found)
    cost = waybill.values.get("est_payable") if waybill.id not in costed else None
    doubts = [*lacking, *_doubts(lines, client.values if client else {}, day, spans)]
    return Proposal(waybill, day, lines, cost, "；".join(doubts))


def _rated(line: Priced, rate: int) -> Priced:
    return Priced(line.item, line.amount, line.qty, line.unit_price, rate if line.vat_rate is None else line.vat_rate, line.basis)


def _doubts(lines: Sequence[Priced], client: Values, day: str, spans: Sequence[VatSpan]) -> Iterator[str]:
    if not lines:
        yield "没有适用的价格协议，运单也没有预估应收"
    if client.get("contract_from") and day < client["contract_from"]:
        yield f"早于合同起始 {client['contract_from']}"
    if client.get("contract_to") and day > client["contract_to"]:
        yield f"晚于合同终止 {client['contract_to']}"
    existing = rates_on(date.fromisoformat(day), spans)
    for rate in dict.fromkeys(line.vat_rate for line in lines):
        if rate is not None and rate not in existing:
            yield f"{day} 没有 {KINDS['rate'].show(rate)}的税率"


# -- writing --------------------------------------------------------------------------------------------------------


def charge(db: Database, chosen: Sequence[Proposal], *, now: datetime) -> int:
    """The charge and cost lines of these proposals: one change set; how many charge lines. Raises Refused when there are none.

    A line that stands in the ledger meanwhile is not written a second time.
    """
    if not any(one.lines for one in chosen):
        raise Refused("选中的运单都没有可生成的费用：请先填写价格协议或运单的预估应收")
    with changesets.change_set(db, f"从 {len(chosen)} 票运单生成预估应收") as work:
        completion = Completion(work.connection, work.site, now)
        known = _charged(work.connection, chosen)
        kept = [one for one in chosen if one.waybill.id not in known]
        for one in kept:
            _write(work, completion, one, _terms(work.connection, one), now)
    return sum(len(one.lines) for one in kept)


def _charged(connection: Connection, chosen: Sequence[Proposal]) -> set[str]:
    ids = [one.waybill.id for one in chosen]
    rows = ledger.select(connection, ChargeLine, Query(filters=(Filter("waybill_id", "in", ids), Filter("state", "not", "void"))))
    return {str(row.values["waybill_id"]) for row in rows}


def _terms(connection: Connection, one: Proposal) -> Values:
    client = ledger.get(connection, Client, one.waybill.book, str(one.waybill.values["client_id"]))
    return client.values if client else {}


def _write(work: ChangeSet, completion: Completion, one: Proposal, client: Values, now: datetime) -> None:
    told = one.waybill.values
    shared = {"client_id": told["client_id"], "waybill_id": one.waybill.id, "biz_date": one.day, "owner_id": told.get("owner_id")}
    signed = str(told.get("signed_at") or "")[:10]
    due = due_date(client, one.day[:7], signed_on=date.fromisoformat(signed) if signed else None) if client else None
    for line in one.lines:
        values = {
            **shared, "item": line.item, "qty": line.qty, "unit_price": line.unit_price, "amount_incl_tax": line.amount,
            "vat_rate": line.vat_rate, "due_date": due.isoformat() if due else None, "note": line.basis or None,
        }  # fmt: skip
        _enter(work, completion, ChargeLine, values, one.waybill.book, now)
    if one.cost:
        cost = {**shared, "amount_incl_tax": one.cost, "carrier_id": told.get("carrier_id")}
        _enter(work, completion, CostLine, cost, one.waybill.book, now)


def _enter(work: ChangeSet, completion: Completion, record: type[Record], values: dict[str, Any], book: str, now: datetime) -> None:
    full = completion.of(record, values)
    if found := entry_problems(record, full, now):
        raise Invalid(found)
    ledgers.enter(work, record, full, now, book=book)
