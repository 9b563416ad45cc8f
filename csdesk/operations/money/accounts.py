"""What clients owe, read for whoever asks: balances, open items, debts that a receipt can pay."""

from __future__ import annotations

from datetime import date

from csdesk.domain.kinds import KINDS
from csdesk.domain.money.accounts import Account, Debt, Entries, Known, account, debts
from csdesk.domain.money.balances import Balance, balances
from csdesk.domain.record import Values
from csdesk.store import receivables
from csdesk.store.database import Database
from csdesk.store.lookup import Connection

yuan = KINDS["fen"].show
#: Later than any day: everything that is known counts.
FOREVER = date(9999, 12, 31)


def entries_of(connection: Connection, client_id: str, as_of: date = FOREVER) -> Entries:
    """What makes the account of one client."""
    return receivables.accounts(connection, as_of.isoformat(), client_id).get(client_id, Entries())


def payable(connection: Connection, client_id: str) -> Account:
    """What a receipt of this client may be put against: money that pays nothing yet does not lower it."""
    return account(entries_of(connection, client_id), FOREVER, unapplied=False)


def open_debts(db: Database, client_id: str) -> list[Debt]:
    """The debts of a client that a receipt can pay, oldest due date first."""
    with db.reading() as connection:
        return debts(payable(connection, client_id))


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
