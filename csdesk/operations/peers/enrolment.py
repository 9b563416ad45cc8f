"""Enrolment: a workstation asks to join, a manager or headquarters certifies it, both compare a fingerprint."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from csdesk.domain.moments import moment_from_ms
from csdesk.domain.rows import Filter, Query, Row
from csdesk.domain.staff.people import Role, Staff
from csdesk.domain.staff.posts import book_of, post_text
from csdesk.errors import Refused
from csdesk.operations.peers import provisional
from csdesk.operations.peers.known import (
    ROOTS,
    chains,
    keep,
    known,
    own_certificate,
    own_chain,
    peer_named,
    read_file,
    revoked,
    write_file,
)
from csdesk.store import cache, changesets, ledger
from csdesk.store.changesets import Clock, wall_clock
from csdesk.store.database import Database, set_meta
from csdesk.store.lookup import Connection
from csdesk.sync import certificates, keys
from csdesk.sync.certificates import Certificate, Request

__all__ = [
    "ROOTS", "Admission", "Applicant", "Membership", "accept", "admit", "applicant", "chains", "fingerprint", "join", "keep", "known",
    "membership", "own_certificate", "own_chain", "peer_named", "revoked",
]  # fmt: skip


def join(db: Database, out: Path) -> str:
    """Write a join request; the fingerprint to compare with the manager. Raises Refused or StorageError."""
    own, site = keys.load(db.site.site), db.site
    machine = hashlib.blake2b(uuid.getnode().to_bytes(8, "big"), digest_size=8).hexdigest()
    asked = Request(
        site=site.site, name=site.name, role=site.role, branch=site.branch, book=site.book,
        sign=own.sign_pub, seal=own.seal_pub, machine=machine,
    )  # fmt: skip
    write_file(out, certificates.request_file(asked, own))
    return certificates.fingerprint(asked.sign, asked.seal)


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who asks to join, and the seat that a certificate would give. role: as it is shown; code: the fingerprint to compare.

    twin: the workstation of somebody known who has the same name and role in the same branch; "" for none. spans: whether
    branches are to be named that he governs.
    """

    name: str
    role: Role
    branch: str
    machine: str
    code: str
    seat: str
    twin: str = ""
    posts: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class Admission:
    """What a certificate is to say beyond the request.

    role, seat: None for what was asked for, and the next free seat (two digits). same_as: the name or workstation of the
    person whose second computer it is. span: the branches of a deputy director; none named for all.
    """

    role: str | None = None
    seat: str | None = None
    same_as: str = ""
    span: tuple[str, ...] = ()


PLAIN = Admission()


def branches(text: str) -> tuple[str, ...]:
    """The branch codes in what a person typed: `nb，SH` is NB and SH."""
    return tuple(filter(None, (code.strip() for code in text.upper().replace("，", ",").split(","))))


def certifiable(role: str) -> tuple[Role, ...]:
    """The posts that a role may certify, the first the most usual."""
    return {Role.DIRECTOR: tuple(Role), Role.BRANCH_MANAGER: (Role.SPECIALIST, Role.ASSISTANT)}.get(Role(role), ())


def applicant(db: Database, request: Path, admission: Admission = PLAIN, *, clock: Clock = wall_clock) -> Applicant:
    """Who asks in `request`, before anything is certified. Raises Refused where `admit` would."""
    asked = certificates.read_request(read_file(request))
    posts = certifiable(db.site.role)
    if posts and asked.role not in posts and asked.role in Role.labels():  # it may be certified for another post than it asked for
        admission = replace(admission, role=posts[0])
    given = _certificate(db, asked, admission, clock)
    alike = [c.site for c in known(db).values() if (c.name, c.role, c.branch) == (given.name, given.role, given.branch)]
    return Applicant(
        name=asked.name, role=Role(asked.role), branch=asked.branch, machine=asked.machine,
        code=certificates.fingerprint(asked.sign, asked.seal), seat=given.seat,
        twin=next((site for site in alike if site != asked.site), ""),
        posts=posts,
    )  # fmt: skip


def admit(
    db: Database,
    request: Path,
    out: Path,
    *,
    seat: str | None = None,
    code: str | None = None,
    admission: Admission = PLAIN,
    clock: Clock = wall_clock,
) -> str:
    """Certify who asks in `request`; the applicant's fingerprint, to compare before the certificate is handed over.

    seat: two digits; None for the next that is free. code: the fingerprint that was compared before, if it was.
    Raises Refused where the own role may not certify the asked one.
    """
    asked = certificates.read_request(read_file(request))
    shown = certificates.fingerprint(asked.sign, asked.seal)
    if code not in (None, shown):
        raise Refused("申请文件在核对之后变了，没有签发。请重新打开并核对")
    certify(db, _certificate(db, asked, replace(admission, seat=seat or admission.seat), clock), out)
    return shown


def certify(db: Database, certificate: Certificate, out: Path) -> None:
    """Sign a certificate, write it for its holder and keep it. Raises Refused where the own role may not."""
    chain = certificates.issue(certificate, keys.load(db.site.site), own_chain(db))
    write_file(out, certificates.certificate_file(chain))
    with db.writing() as connection:
        keep(connection, certificate.site, chain)
        cache.settle_holds(connection)


def _certificate(db: Database, asked: Request, admission: Admission, clock: Clock) -> Certificate:
    """What certifying the request would say. Raises Refused where the own role may not."""
    mine, everyone = own_certificate(db), known(db)
    if asked.site in revoked(db):
        raise Refused(f"{asked.name}的这个工作站已被吊销，请申请人新建文件后重新申请，或先撤销吊销")
    earlier = everyone.get(asked.site)
    if earlier is not None and (earlier.sign, earlier.seal) != (asked.sign, asked.seal):
        raise Refused(f"{asked.name}的工作站编号已被另一台电脑使用，请申请人新建文件后重新申请")
    role = admission.role or asked.role
    if admission.same_as:
        books = peer_named(db, admission.same_as).books
    else:
        books = (asked.book if role == asked.role else book_of(role, asked.branch, asked.site),)
    issued, edition = certificates.next_issue(earlier, moment_from_ms(clock()))
    certificate = Certificate(
        site=asked.site, name=asked.name, role=role, branch=asked.branch, books=books,
        seat=_seat(everyone, asked, admission.seat), sign=asked.sign, seal=asked.seal, serial=secrets.token_hex(8), issuer=mine.site,
        covers=earlier.covers if earlier else (), span=admission.span, issued=issued, edition=edition,
    )  # fmt: skip
    if certificate.role not in Role.labels() or not certificates.may_certify(mine, certificate):
        raise Refused(f"{Role(mine.role).label}不能批准{asked.name}（{asked.role}，{asked.branch} 分部）入网，请由其上级批准")
    return certificate


def accept(db: Database, certificate: Path) -> str:
    """Take the own certificate, and with it those who issued it, as known; a sentence that says what was taken."""
    data = read_file(certificate)
    chain = certificates.read_chain(data)
    mine, own = certificates.content(chain[0]), keys.load(db.site.site)
    if (mine.site, mine.sign, mine.seal) != (db.site.site, own.sign_pub, own.seal_pub):
        raise Refused(f"这是{mine.name}的证书，不是本机的，请选择签发给您的那一份")
    everyone = known(db)
    if (earlier := everyone.get(mine.site)) and _is_outdated(mine, earlier):
        raise Refused(f"本机已有 {earlier.issued[:10]} 签发的证书，这一份更早，没有装入。请选择最新的一份")
    moved = mine.books[0] != db.site.book
    left = _leave_book(db) if moved else None
    with db.writing() as connection:
        for depth, signed in enumerate(chain):
            one = certificates.content(signed)
            if not _is_outdated(one, everyone.get(one.site)):
                keep(connection, one.site, chain[depth:])
        told = {"seat": mine.seat, "role": mine.role, "branch": mine.branch, "book": mine.books[0], "terms": post_text(mine.post)}
        set_meta(connection, told)
    promoted, seated = mine.role != db.site.role, not db.site.seat and mine.seat
    db.reload_site()
    if promoted:
        _take_post(db, mine, left)
    many = provisional.renumber(db) if seated else 0
    issuer = certificates.content(chain[min(1, len(chain) - 1)])
    anew = f"，{many} 个临时编号已换成席位编号，原编号仍可搜索" if many else ""
    code = certificates.fingerprint(issuer.sign, issuer.seal)
    return f"已装入{issuer.name}签发的证书（席位 {mine.seat}）{anew}，请与他核对签发人核对码 {code}"


def _is_outdated(certificate: Certificate, known_one: Certificate | None) -> bool:
    """Whether its issuer has issued a later one, which is known here."""
    return known_one is not None and known_one.issuer == certificate.issuer and known_one.is_later_than(certificate)


def _leave_book(db: Database) -> str | None:
    """The person that a computer began with goes from its own book; the id: a second computer works in the book of its person."""
    with changesets.change_set(db, "改用证书上的客户簿") as work:
        work.mark["founding"] = True
        mine = [row for row in _own_staff(work.connection, db) if row.book == db.site.book]
        for row in mine:
            work.delete(Staff, row.book, row.id, base=row.heads)
    return mine[0].id if mine else None


def _take_post(db: Database, mine: Certificate, left: str | None) -> None:
    """Another post than was asked for: the person's record says so, under the same id and in the book of the post."""
    with changesets.change_set(db, f"改任{Role(mine.role).label}") as work:
        work.mark["founding"] = True
        if left is not None:
            work.create(Staff, {"name": mine.name, "role": mine.role, "branch": mine.branch, "site": mine.site}, id=left)
            return
        for row in _own_staff(work.connection, db):
            work.change(Staff, row.book, row.id, {"role": mine.role}, base=row.heads)


def _own_staff(connection: Connection, db: Database) -> list[Row]:
    return ledger.select(connection, Staff, Query(filters=(Filter("site", "is", db.site.site),)))


def fingerprint(of: Database | Path) -> str:
    """The 16 letters that two people compare: of this installation, or of a join request."""
    if isinstance(of, Path):
        asked = certificates.read_request(read_file(of))
        return certificates.fingerprint(asked.sign, asked.seal)
    own = keys.load(of.site.site)
    return certificates.fingerprint(own.sign_pub, own.seal_pub)


@dataclass(frozen=True, slots=True)
class Membership:
    """Where this installation stands: its fingerprint, and its seat with who gave it ("" before enrolment)."""

    code: str
    seat: str
    issuer: str


def membership(db: Database) -> Membership:
    """Whether this installation is enrolled, and by whom. Raises Refused when its private key is not on this computer."""
    own = chains(db).get(db.site.site)
    told = [certificates.content(signed) for signed in own or ()]
    return Membership(fingerprint(db), told[0].seat if told else "", told[min(1, len(told) - 1)].name if told else "")


def _seat(everyone: Mapping[str, Certificate], asked: Request, seat: str | None) -> str:
    taken = {c.seat: c.name for c in everyone.values() if c.branch == asked.branch and c.site != asked.site}
    if seat is None:
        if asked.site in everyone:
            return everyone[asked.site].seat
        free = (f"{n:02}" for n in range(1, 100) if f"{n:02}" not in taken)
        seat = next(free, None)
        if seat is None:
            raise Refused("本分部的 99 个席位都已用完，请先收回离职人员的席位")
    if not (len(seat) == 2 and seat.isascii() and seat.isdecimal() and seat != "00"):
        raise Refused("席位号应为两位数字 01–99")
    if seat in taken:
        raise Refused(f"席位 {seat} 已给了{taken[seat]}，请换一个")
    return seat
