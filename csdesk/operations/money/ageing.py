"""The ageing of what clients owe, as of any day: by client, with the open items behind every amount."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from csdesk.domain.care.clients import Client
from csdesk.domain.money import ageing
from csdesk.domain.money.accounts import Account, Open, account
from csdesk.domain.money.ageing import Basis, Buckets, added, days_old, shares, spread
from csdesk.domain.money.charges import ChargeLine, OpeningBalance
from csdesk.domain.record import Record
from csdesk.domain.rows import Filter, Query
from csdesk.domain.staff.people import Staff
from csdesk.operations import policies
from csdesk.store import ledger
from csdesk.store.database import Database
from csdesk.store.figures import receivables
from csdesk.store.lookup import Connection

#: Which record an open item is.
RECORD_OF: Mapping[str, type[Record]] = {"charge_line_id": ChargeLine, "opening_id": OpeningBalance}


@dataclass(frozen=True, slots=True)
class ClientAge:
    """One client's debt by age. Amounts in 分."""

    client_id: str
    name: str
    owner: str
    amounts: tuple[int, ...]
    account: Account

    @property
    def total(self) -> int:
        """All that is owed."""
        return sum(self.amounts)


@dataclass(frozen=True, slots=True)
class Ageing:
    """The debts of all clients by age, the largest first. prepaid: what others have paid ahead, which lowers nobody's debt."""

    as_of: date
    buckets: Buckets
    clients: tuple[ClientAge, ...]
    prepaid: int

    @property
    def totals(self) -> tuple[int, ...]:
        """What is owed in each bucket."""
        return added((one.amounts for one in self.clients), len(self.buckets.labels))

    @property
    def shares(self) -> tuple[int, ...]:
        """The share of each bucket in hundredths of a percent; they add up to 10,000."""
        return shares(self.totals)

    def as_json(self) -> dict[str, Any]:
        """As `--json` says it; amounts in 分, shares in hundredths of a percent."""
        labels = self.buckets.labels
        told = [{"label": label, "amount": n, "share": part} for label, n, part in zip(labels, self.totals, self.shares, strict=True)]
        clients = [
            {"client_id": one.client_id, "name": one.name, "owner": one.owner, "total": one.total, "amounts": list(one.amounts)}
            for one in self.clients
        ]
        return {
            "as_of": self.as_of.isoformat(), "basis": self.buckets.basis.value, "unit": "分", "total": sum(self.totals),
            "prepaid": self.prepaid, "buckets": told, "clients": clients,
        }  # fmt: skip


def aged(db: Database, as_of: date, basis: str = Basis.DUE.value, edges: str | None = None) -> Ageing:
    """What every client owes at the end of a day, by age.

    edges: the buckets, `30,60,90`; None for the company's policy. Raises Refused for buckets or a basis that do not exist.
    """
    with db.reading() as connection:
        kept = ageing.buckets(basis, edges or policies.text(connection, ageing.POLICY, as_of) or ageing.SHIPPED)
        accounts = {id_: account(entries, as_of) for id_, entries in receivables.accounts(connection, as_of.isoformat()).items()}
        names, owners = _names(connection, [id_ for id_, found in accounts.items() if found.open])
    clients = [
        ClientAge(id_, names.get(id_, ""), owners.get(id_, ""), spread(found, kept, as_of), found)
        for id_, found in accounts.items()
        if found.open
    ]
    clients.sort(key=lambda one: (-one.total, one.name, one.client_id))
    return Ageing(as_of, kept, tuple(clients), sum(found.left for found in accounts.values()))


def _names(connection: Connection, ids: Sequence[str]) -> tuple[dict[str, str], dict[str, str]]:
    """What clients and their owners are called, by client."""
    named = {id_: next(iter(by_book.values())) for id_, by_book in ledger.titles(connection, Client, ids).items()}
    rows = ledger.select(connection, Client, Query(filters=(Filter("_id", "in", sorted(ids)),))) if ids else []
    whose = {row.id: str(row.values["owner_id"]) for row in rows if row.values.get("owner_id")}
    staff = ledger.titles(connection, Staff, set(whose.values()))
    return named, {id_: next(iter(staff.get(owner, {"": ""}).values())) for id_, owner in whose.items()}


# -- behind an amount -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Behind:
    """One open item as a person sees it."""

    record: type[Record]
    book: str
    id: str
    title: str
    one: Open
    days: int | None


def behind(db: Database, found: Ageing, client: ClientAge, bucket: int | None = None) -> list[Behind]:
    """The open items behind one amount, or behind all of a client's, oldest due date first."""
    kept = [one for one in client.account.open if bucket is None or found.buckets.of(one, found.as_of) == bucket]
    with db.reading() as connection:
        places = {record: _places(connection, record, kept) for record in RECORD_OF.values()}
    return list(_told(kept, places, found))


def _told(kept: Sequence[Open], places: Mapping[type[Record], Mapping[str, tuple[str, str]]], found: Ageing) -> Iterator[Behind]:
    for one in kept:
        record = RECORD_OF.get(one.item.target, ChargeLine)
        book, title = places[record].get(one.item.id, ("", "回款核销超额"))
        yield Behind(record, book, one.item.id, title, one, days_old(one, found.buckets.basis, found.as_of))


def _places(connection: Connection, record: type[Record], kept: Sequence[Open]) -> dict[str, tuple[str, str]]:
    ids = [one.item.id for one in kept if RECORD_OF.get(one.item.target) is record]
    return {id_: next(iter(by_book.items())) for id_, by_book in ledger.titles(connection, record, ids).items()}


# -- as a workbook --------------------------------------------------------------------------------------------------


def export_ageing(db: Database, found: Ageing, path: Path) -> None:
    """The ageing by client and the open items behind it, as a workbook. Raises StorageError."""
    from csdesk.reports.tables import write_tables  # openpyxl takes 0.25 s to import

    labels = found.buckets.labels
    rows: list[list[Any]] = [[one.name, one.owner, *map(_yuan, one.amounts), _yuan(one.total)] for one in found.clients]
    rows.append(["合计", "", *map(_yuan, found.totals), _yuan(sum(found.totals))])
    rows.append(["占比", "", *(f"{share / 100:.2f} %" for share in found.shares), "100.00 %" if sum(found.totals) else "—"])
    items = [
        [client.name, b.title, b.one.item.day, b.one.item.due or "", b.days if b.days is not None else "", _yuan(b.one.item.amount),
         _yuan(b.one.open), b.one.state(found.as_of).label, "有争议" if b.one.item.disputed else ""]
        for client in found.clients
        for b in behind(db, found, client)
    ]  # fmt: skip
    title = f"{found.buckets.basis.label} {found.as_of.isoformat()}"
    write_tables(
        path,
        {
            title: (("客户", "负责专员", *(f"{label}(元)" for label in labels), "合计(元)"), rows),
            "明细": (("客户", "应收", "业务日期", "到期日", "天数", "金额(元)", "未收(元)", "回款状态", "争议"), items),
        },
    )


def _yuan(fen: int) -> Decimal:
    return Decimal(fen).scaleb(-2)
