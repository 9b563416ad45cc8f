"""Before a sync file is written: what it would hold, for whom, how large; and which own work has not left in any file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from csdesk.domain.changes import CHANGE_SET
from csdesk.domain.moments import SHANGHAI, moment_from_ms
from csdesk.domain.records import RECORD_BY_NAME
from csdesk.operations.peers import enrolment
from csdesk.operations.peers.sending import runs_for
from csdesk.store import log
from csdesk.store.changesets import Clock, wall_clock
from csdesk.store.database import Database
from csdesk.store.merging import acks, leaving
from csdesk.sync import certificates, roles

#: Mail refuses larger files.
LARGE = 20 * 1024 * 1024
#: Plain lines to a sealed file, measured on the demo; and what header and certificates take.
_RATIO, _FRAME = 4, 2500


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody to whom a file can be sent. chief: he certified this workstation."""

    site: str
    name: str
    role: str
    branch: str
    chief: bool


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What a sync file would hold.

    changes: without the lines that name change sets. tables: the same by ledger. withheld: lines with private fields that
    stay in the branch. size: bytes, estimated. since, until: moments of the oldest and newest change; "" when there is
    none. code: the recipient's fingerprint.
    """

    to: str
    role: str
    code: str
    changes: int
    tables: Mapping[str, int]
    withheld: int
    size: int
    since: str
    until: str
    full: bool


def recipients(db: Database) -> list[Recipient]:
    """Everybody to whom a file can be sent: first who certified this workstation, then by branch and name."""
    own = enrolment.chains(db).get(db.site.site)
    chief = certificates.content(own[1]).site if own and len(own) > 1 else ""
    others = [c for c in enrolment.known(db).values() if c.site != db.site.site]
    found = [Recipient(c.site, c.name, c.role, c.branch, c.site == chief) for c in others]
    return sorted(found, key=lambda r: (not r.chief, r.branch, r.name))


def outgoing(db: Database, to: str, *, full: bool = False, clock: Clock = wall_clock) -> Outgoing:
    """What `send` would write now. Raises Refused as it would."""
    me, peer = enrolment.own_certificate(db), enrolment.peer_named(db, to)
    upward = roles.goes_up(me, peer)
    with db.reading() as connection:
        runs = runs_for(connection, log.streams(connection), me, peer, full=full, made=clock())
        parts = [part for s, after in runs for part in leaving.extent(connection, s, after, upward=upward)]
    tables: Counter[str] = Counter()
    for part in parts:
        if part.tbl != CHANGE_SET:
            record = RECORD_BY_NAME.get(part.tbl)
            tables[record.about.ledger if record else part.tbl] += part.changes
    stamps = [stamp for part in parts for stamp in (part.since, part.until)]
    return Outgoing(
        to=peer.name, role=peer.role, code=certificates.fingerprint(peer.sign, peer.seal),
        changes=tables.total(), tables=dict(tables.most_common()), withheld=sum(part.withheld for part in parts),
        size=_FRAME + sum(part.size for part in parts) // _RATIO,
        since=moment_from_ms(min(stamps) >> 16) if stamps else "", until=moment_from_ms(max(stamps) >> 16) if stamps else "", full=full,
    )  # fmt: skip


def unsent_days(db: Database, as_of: datetime) -> int | None:
    """For how many days own work has waited to leave in a file; None when all of it has, or there is nobody to send it to."""
    own = enrolment.chains(db).get(db.site.site)
    if own is None:
        return None
    me = certificates.content(own[0])
    peers = [c for c in enrolment.known(db).values() if c.site != me.site]
    with db.reading() as connection:
        streams = [s for s in log.streams(connection) if s.site == me.site]
        books = {book for peer in peers for book in roles.shared_books(me, peer, {s.book for s in streams})}
        known = [leaving.sent(connection), *(acks.acked(connection, peer.site) for peer in peers)]
        left = {s.id: max(tops.get(s.id, 0) for tops in known) for s in streams}
        waiting = [log.stamp_after(connection, s.n, left[s.id]) for s in streams if s.book in books]
    oldest = min((stamp for stamp in waiting if stamp is not None), default=None)
    if oldest is None:
        return None
    return max(0, (as_of.astimezone(SHANGHAI).date() - datetime.fromtimestamp((oldest >> 16) / 1000, SHANGHAI).date()).days)
