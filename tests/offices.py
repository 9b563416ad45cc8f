"""A small office for tests: a specialist, a manager, enrolled with each other."""

from datetime import datetime
from pathlib import Path

from csdesk.domain.care.clients import Client
from csdesk.domain.rows import Query
from csdesk.operations import files, ledgers
from csdesk.operations.peers import exchange

SPOT = {"legal_name": "宁波示例家电有限公司", "short_name": "示例家电", "client_type": "spot"}


def enrol(person: files.Database, chief: files.Database, at: datetime | None = None) -> None:
    """The chief admits the person. at: when the certificate says it was issued, where that matters."""
    folder = _folder(person)
    request, certificate = folder / f"{person.site.name}.csjoin", folder / f"{person.site.name}.cscert"
    exchange.join(person, request)
    exchange.admit(chief, request, certificate, **({"clock": lambda: int(at.timestamp() * 1000)} if at else {}))
    exchange.accept(person, certificate)


def sent(sender: files.Database, to: str, name: str = "", *, full: bool = False) -> Path:
    """A sync file from one to the other."""
    out = _folder(sender) / f"{name or sender.site.name}.csdesk"
    exchange.send(sender, to, out, full=full)
    return out


def _folder(db: files.Database) -> Path:
    db.path.parent.mkdir(parents=True, exist_ok=True)  # a database on a server has none yet
    return db.path.parent


def client(db: files.Database, now, short: str = "示例家电"):
    """A new client in somebody's book."""
    return ledgers.create(db, Client, {**SPOT, "short_name": short, "legal_name": f"宁波{short}有限公司"}, now=now)


def clients(db: files.Database):
    """Every client that is shown, by id: its values, heads and conflicts."""
    rows = ledgers.select(db, Client, Query())
    return {row.id: (row.values, row.heads, row.conflicts) for row in rows}
