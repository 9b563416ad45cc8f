"""Sending: everything that a peer may have and has not confirmed yet, as one sealed file."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from csdesk import __version__
from csdesk.domain.moments import moment_from_ms
from csdesk.domain.staff.people import Role
from csdesk.errors import Refused
from csdesk.operations.peers import enrolment, recovery
from csdesk.placing import put
from csdesk.store import log
from csdesk.store.changesets import Clock, wall_clock
from csdesk.store.database import SCHEMA, Database
from csdesk.store.log import Stream
from csdesk.store.merging import acks, blanks, leaving, packs
from csdesk.store.troubles import told
from csdesk.sync import certificates, container, manifest, roles
from csdesk.sync import keys as key_store
from csdesk.sync.certificates import Certificate
from csdesk.sync.container import Envelope, Header
from csdesk.sync.keys import Keys
from csdesk.sync.manifest import Manifest, Section


def send(db: Database, to: str, out: Path, *, full: bool = False, clock: Clock = wall_clock) -> int:
    """Write a sync file for `to` (a name or workstation); how many changes it holds.

    It is cumulative since what the peer last confirmed, or `full`. Raises Refused before enrolment and for unknown
    peers, StorageError when it cannot be written; then nothing stands under the name `out`.
    """
    chain, peer, own = enrolment.own_chain(db), enrolment.peer_named(db, to), key_store.load(db.site.site)
    if peer.site in enrolment.revoked(db):
        raise Refused(f"{peer.name}的工作站已被吊销，不能再发给他。请他新建文件重新申请入网")
    me = certificates.content(chain[0])
    header = Header(
        fmt=container.FMT, min=container.FMT, pack=secrets.token_hex(16), sender=me.site, to=peer.site,
        app=__version__, size="", certs=chain,
    )  # fmt: skip
    half = out.with_name(f"{out.name}.{secrets.token_hex(4)}.half")
    with told(out):
        try:
            out.parent.mkdir(parents=True, exist_ok=True)
            changes, tops = _write(db, half, header, _Way(me, peer, own, clock()), full=full)
            _read_again(half, own)
            put(half, out)
        finally:
            half.unlink(missing_ok=True)
    with db.writing() as connection:
        leaving.keep_sent(connection, tops)
    return changes


@dataclass(frozen=True, slots=True)
class _Way:
    """From whom to whom, the sender's keys, and when (milliseconds since 1970)."""

    me: Certificate
    peer: Certificate
    own: Keys
    made: int


def _write(db: Database, half: Path, header: Header, way: _Way, *, full: bool) -> tuple[int, dict[str, int]]:
    """How many changes were written, and where each of the own streams ends, whether or not anything of it was new."""
    with db.reading() as connection, half.open("w+b") as file:
        held = log.streams(connection)
        runs = runs_for(connection, held, way.me, way.peer, full=full, made=way.made)
        books = _books(way.me, way.peer, held, way.made)
        have = _have(connection, way, held)
        told_first = Manifest(
            fmt=container.FMT, schema=SCHEMA, pack=header.pack, sender=header.sender, to=header.to,
            have={id: seq for id, (seq, _) in have.items()}, chains={id: chain.hex() for id, (_, chain) in have.items()},
            lacks=_lacks(connection, way, held),
            streams=tuple(_section(connection, s, after, way) for s, after in runs),
            certs=_authors(db, way, [s for s, _ in runs]), made=way.made,
        )  # fmt: skip
        lines = manifest.text(told_first, _lines(connection, runs, way))
        container.write(file, header, lines, way.own, [way.peer.seal, way.me.seal, *recovery.recipients(connection, way.me.branch)])
    tops = {s.id: s.top for s in held if s.site == way.me.site and s.book in books}
    return sum(s.top - after for s, after in runs), tops


def _books(me: Certificate, peer: Certificate, held: list[Stream], made: int) -> list[str]:
    """The books that a peer gets on the day of `made` (milliseconds since 1970): leave cover that is over brings nothing more."""
    return roles.shared_books(me, peer, {s.book for s in held}, moment_from_ms(made)[:10])


def runs_for(connection: Any, held: list[Stream], me: Certificate, peer: Certificate, *, full: bool, made: int) -> list[tuple[Stream, int]]:
    """The streams of which a peer gets something, each with the change behind which his part begins."""
    books = _books(me, peer, held, made)
    acked = {} if full else acks.acked(connection, peer.site)
    # What the peer itself wrote goes back to it in whatever book: it may have been restored from before.
    runs = [(s, min(acked.get(s.id, 0), s.top)) for s in held if s.book in books or s.site == peer.site]
    return [(s, after) for s, after in runs if s.top > after]


def _shared(way: _Way, held: list[Stream]) -> list[Stream]:
    """What is held here of the books that the two share, whichever way they go."""
    books = {s.book for s in held}
    both = {*roles.shared_books(way.me, way.peer, books), *roles.shared_books(way.peer, way.me, books)}
    return [s for s in held if s.book in both]


def _have(connection: Any, way: _Way, held: list[Stream]) -> dict[str, tuple[int, bytes]]:
    """How far the shared streams are held here, with the chain there: up to what the peer is to send once more.

    After a restore, changes may have come through somebody above without their private bodies. Who works in the branch is
    asked for them, whoever wrote them, until he has shown that he holds none either.
    """
    found = {}
    for s in _shared(way, held):
        gap = blanks.wanted(connection, way.peer.site, s) if _in_branch(way) else None
        chain = log.chain_at(connection, s.n, gap - 1) if gap else None
        found[s.id] = (s.top, s.chain) if gap is None or chain is None else (gap - 1, bytes(chain))
    return found


def _lacks(connection: Any, way: _Way, held: list[Stream]) -> dict[str, str]:
    """What is blank here of the shared streams, told to those in the branch: they ask once more when it is another."""
    told = {s.id: blanks.fingerprint(connection, s) for s in _shared(way, held)} if _in_branch(way) else {}
    return {id: said for id, said in told.items() if said}


def _in_branch(way: _Way) -> bool:
    """Whether both work in the branch, where private bodies may be asked for."""
    return not roles.is_above(way.me) and not roles.is_above(way.peer)


def _section(connection: Any, s: Stream, after: int, way: _Way) -> Section:
    before = log.chain_at(connection, s.n, after)
    assert before is not None  # a change that was acknowledged is held
    return manifest.section(s.id, after + 1, s.top, before, s.chain, s.sig or b"", way.own if s.site == way.me.site else None)


def _authors(db: Database, way: _Way, streams: list[Stream]) -> tuple[certificates.Chain, ...]:
    """The certificates of all whose streams are sent and of their issuers, but the sender's, which stands in the header.

    With them go those of the deputy director and headquarters, so that a branch knows to whom it may send.
    """
    known = enrolment.chains(db)
    above = {site for site, chain in known.items() if roles.is_above(certificates.content(chain[0]))}
    sites = {s.site for s in streams} | (above if way.peer.role != Role.SPECIALIST else set())
    sites |= {certificates.content(known[site][0]).issuer for site in sites if site in known}
    return tuple(known[site] for site in sorted(sites - {way.me.site, way.peer.site}) if site in known)


def _lines(connection: Any, runs: list[tuple[Stream, int]], way: _Way) -> Iterator[tuple[bytes, bytes]]:
    upward = roles.goes_up(way.me, way.peer)
    for s, after in runs:
        yield from packs.run(connection, s, after, upward=upward and s.site != way.peer.site)


def _read_again(path: Path, own: Keys) -> None:
    """Open what was just written as its reader will: no file leaves that would be refused."""
    envelope = Envelope(path)
    envelope.verify(own.sign_pub)
    envelope.unseal(own.opening)
    lines = envelope.lines()
    for _, run in manifest.read_lines(lines, manifest.read_manifest(lines, envelope.header)):
        for line in run:
            manifest.body_of(line)
