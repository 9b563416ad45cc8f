"""Somebody leaves (离职): colleagues take his clients, or one takes his post with his book (接任); his workstation is revoked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from csdesk.domain.care.clients import Client
from csdesk.domain.moments import moment_from_ms
from csdesk.domain.rows import Filter, Query, Row
from csdesk.domain.staff.people import Staff
from csdesk.errors import Refused
from csdesk.operations.handover import handovers
from csdesk.operations.handover.handovers import Plan, Taker
from csdesk.operations.peers import trust
from csdesk.operations.peers.enrolment import peer_named, revoked
from csdesk.store import changesets, ledger
from csdesk.store.changesets import Clock, wall_clock
from csdesk.store.database import Database
from csdesk.store.lookup import Connection
from csdesk.sync.certificates import Certificate


@dataclass(frozen=True, slots=True)
class Departure:
    """Who leaves on which day, and what becomes of his clients: a hand-over for each who takes some.

    on: the first day on which others answer for his clients. post: one takes the book as it is, nothing moves.
    """

    who: Certificate
    on: date
    shares: tuple[Plan, ...]
    post: bool = False

    def as_json(self) -> dict[str, Any]:
        """The departure as JSON values."""
        return {"leaver": self.who.name, "on": self.on.isoformat(), "post": self.post, "shares": [s.as_json() for s in self.shares]}


def clients_of(db: Database, leaver: str) -> list[Row]:
    """The clients in the books of a colleague (his name or workstation), by code."""
    who = peer_named(db, leaver)
    with db.reading() as connection:
        return ledger.select(connection, Client, Query(filters=(Filter("_book", "in", list(who.books)),)))


def takers(db: Database, leaver: str) -> list[Taker]:
    """The specialists who may take over from him."""
    away = {peer_named(db, leaver).site, *revoked(db)}
    return [taker for taker in handovers.takers(db, clients_of(db, leaver)) if taker.site not in away]


def dealt(clients: Sequence[Row], to: Sequence[str]) -> dict[str, list[Row]]:
    """The clients dealt out in turn to several people."""
    return {who: list(clients[at :: len(to)]) for at, who in enumerate(to)}


def plan(db: Database, leaver: str, shares: Mapping[str, Sequence[Row]], on: date, *, post: bool = False) -> Departure:
    """What the departure of a colleague from the day `on` would do. shares: who takes which of his clients.

    Raises Refused as `handovers.plan`, where the own role may not revoke his workstation, and while some client has no taker.
    """
    _, who = trust.revocable(db, leaver)
    if who.role != "specialist":
        raise Refused(f"{who.name}不是客服专员，没有自己的客户簿；请直接吊销他的工作站")
    if post and len(shares) != 1:
        raise Refused("接管客户簿只能由一位专员接任")
    given = {row.id for rows in shares.values() for row in rows}
    left = [row for row in clients_of(db, who.site) if row.id not in given]
    if left:
        raise Refused(f"{who.name}还有 {len(left)} 个客户没有指定由谁接手")
    plans = tuple(handovers.plan(db, rows, to, on) for to, rows in shares.items() if rows)
    return Departure(who, on, plans, post)


def leave(db: Database, chosen: Departure, *, reason: str = "", certificate: Path | None = None, clock: Clock = wall_clock) -> str:
    """Do it: one change set, and for a successor in the post his certificate; a sentence that says what was done and what remains.

    The workstation is revoked at once when the day has come; before, the list of people reminds of it once the day is there.
    """
    who, book = chosen.who, trust.revocable(db, chosen.who.site)[0]
    if chosen.post and certificate is None:
        raise Refused("接管客户簿要给接任人签发证书，请选择证书写到哪里")
    gone = chosen.on.isoformat() <= moment_from_ms(clock())[:10]
    with changesets.change_set(db, f"离职 {who.name}", clock=clock, mark={"whole": True}) as work:
        for share in chosen.shares:
            (handovers.take_over_in if chosen.post else handovers.hand_over_in)(work, share, reason or "离职")
        for row in _staff(work.connection, who):
            work.change(Staff, row.book, row.id, {"left_on": chosen.on.isoformat()})
        if gone and who.site not in revoked(db):
            trust.revoke_in(work, book, who, reason or "离职")
    return f"{who.name} {chosen.on} 离职：{_succeeded(db, chosen, certificate, clock)}；{_what_remains(who, gone)}"


def _succeeded(db: Database, chosen: Departure, certificate: Path | None, clock: Clock) -> str:
    names = "、".join(f"{share.to.name} {len(share.clients)} 个" for share in chosen.shares)
    if not chosen.post or certificate is None:
        return f"客户已移交（{names}）" if names else "没有客户要移交"
    successor = peer_named(db, chosen.shares[0].to.name)
    trust.succeed(db, successor, chosen.who, chosen.on, certificate, clock=clock)
    return f"客户簿由{successor.name}接任，请把证书 {certificate} 交给他装入"


def _what_remains(who: Certificate, gone: bool) -> str:
    if gone:
        return "他的工作站已吊销。请给接手的人各发一份同步文件"
    return f"请给双方各发一份同步文件；到期后在“人员与证书”中吊销{who.name}的工作站"


def _staff(connection: Connection, who: Certificate) -> list[Row]:
    return ledger.select(connection, Staff, Query(filters=(Filter("site", "is", who.site),)))
