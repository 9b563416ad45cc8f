"""What clients owe, read for whoever asks: balances, open items, debts that a receipt can pay."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from csdesk.domain.kinds import KINDS
from csdesk.domain.money.accounts import FOREVER, Debt, Entries, Known
from csdesk.domain.money.balances import Balance, balances
from csdesk.domain.money.receivables import Application
from csdesk.domain.record import Values, field_map
from csdesk.operations import ledgers
from csdesk.store import ledger
from csdesk.store.database import Database
from csdesk.store.figures import receivables
from csdesk.store.lookup import Connection

yuan = KINDS["fen"].show


def entries_of(connection: Connection, client_id: str, as_of: date = FOREVER) -> Entries:
    """What makes the account of one client."""
    return receivables.accounts(connection, as_of.isoformat(), client_id).get(client_id, Entries())


def balance(db: Database, client_id: str, as_of: date) -> Balance:
    """The account of a client at the end of a day."""
    with db.reading() as connection:
        entries = entries_of(connection, client_id, as_of)
    found = balances(
        as_of,
        charges=_with(client_id, entries.lines),
        receipts={id_: {**v, "client_id": client_id} for id_, v in entries.receipts.items()},
        applications=_with(client_id, entries.applications),
        write_offs=_with(client_id, entries.losses),
        openings=_with(client_id, entries.openings),
    )
    return found.get(client_id, Balance())


def _with(client_id: str, rows: Known) -> list[Values]:
    return [{**values, "client_id": client_id} for values in rows.values()]


# -- debts with their names -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Owed:
    """One debt as a person picks it."""

    target: str
    id: str
    label: str
    open: int
    due: str | None


def named(connection: Connection, found: Sequence[Debt]) -> tuple[Owed, ...]:
    """Debts with what people call them, in their order."""
    by_target: dict[str, list[str]] = defaultdict(list)
    for debt in found:
        by_target[debt.target].append(debt.id)
    names: dict[str, str] = {}
    for target, ids in by_target.items():
        record = ledgers.record_named(str(field_map(Application)[target].of))
        titles = ledger.titles(connection, record, ids)
        names |= {id_: f"{record.about.label} {next(iter(by_book.values()))}" for id_, by_book in titles.items()}
    return tuple(Owed(debt.target, debt.id, names.get(debt.id, ""), debt.open, debt.due) for debt in found)
