"""Enrolment: a workstation asks to join, a manager or headquarters certifies it, both compare a fingerprint."""

from __future__ import annotations

import hashlib
import os
import secrets
import uuid
from collections.abc import Mapping
from pathlib import Path

from csdesk.domain.people import Role
from csdesk.errors import CsdeskError, Refused, StorageError
from csdesk.store import packs
from csdesk.store.database import Database, set_meta
from csdesk.store.troubles import told
from csdesk.sync import certificates, keys, limits
from csdesk.sync.certificates import Certificate, Chain, Request

ROOTS = ("branch_manager", "director")


def key_problem(db: Database) -> str:
    """Why what is written here cannot be sent: the keys of this workstation are not on this PC; empty when all is well."""
    try:
        keys.load(db.site.site)
    except CsdeskError as told:
        return str(told)
    return ""


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


def admit(db: Database, request: Path, out: Path, *, role: str | None = None, seat: str | None = None) -> str:
    """Certify who asks in `request`; the applicant's fingerprint, to compare before the certificate is handed over.

    seat: two digits; None for the next that is free. Raises Refused where the own role may not certify the asked one.
    """
    asked = certificates.read_request(read_file(request))
    mine = own_certificate(db)
    everyone = known(db)
    certificate = Certificate(
        site=asked.site, name=asked.name, role=role or asked.role, branch=asked.branch, books=(asked.book,),
        seat=_seat(everyone, asked, seat), sign=asked.sign, seal=asked.seal, serial=secrets.token_hex(8), issuer=mine.site,
    )  # fmt: skip
    if certificate.role not in Role.labels() or not certificates.may_certify(mine, certificate):
        raise Refused(f"{Role(mine.role).label}不能批准{asked.name}（{asked.role}，{asked.branch} 分部）入网，请由其上级批准")
    if asked.site in everyone and everyone[asked.site].sign != asked.sign:
        raise Refused(f"{asked.name}的工作站编号已被另一台电脑使用，请申请人新建文件后重新申请")
    chain = certificates.issue(certificate, keys.load(mine.site), own_chain(db))
    write_file(out, certificates.certificate_file(chain))
    with db.writing() as connection:
        packs.keep_certificate(connection, asked.site, certificates.certificate_file(chain))
    return certificates.fingerprint(asked.sign, asked.seal)


def accept(db: Database, certificate: Path) -> str:
    """Take the own certificate, and with it those who issued it, as known; a sentence that says what was taken."""
    data = read_file(certificate)
    chain = certificates.read_chain(data)
    mine, own = certificates.content(chain[0]), keys.load(db.site.site)
    if (mine.site, mine.sign, mine.seal) != (db.site.site, own.sign_pub, own.seal_pub):
        raise Refused(f"这是{mine.name}的证书，不是本机的，请选择签发给您的那一份")
    with db.writing() as connection:
        for depth, signed in enumerate(chain):
            packs.keep_certificate(connection, certificates.content(signed).site, certificates.certificate_file(chain[depth:]))
        set_meta(connection, {"seat": mine.seat, "role": mine.role, "branch": mine.branch, "book": mine.books[0]})
    db.reload_site()
    issuer = certificates.content(chain[min(1, len(chain) - 1)])
    return f"已装入{issuer.name}签发的证书（席位 {mine.seat}），请与他核对签发人核对码 {certificates.fingerprint(issuer.sign, issuer.seal)}"


def fingerprint(of: Database | Path) -> str:
    """The 16 letters that two people compare: of this installation, or of a join request."""
    if isinstance(of, Path):
        asked = certificates.read_request(read_file(of))
        return certificates.fingerprint(asked.sign, asked.seal)
    own = keys.load(of.site.site)
    return certificates.fingerprint(own.sign_pub, own.seal_pub)


# -- who is known ---------------------------------------------------------------------------------------------------


def known(db: Database) -> dict[str, Certificate]:
    """Everyone whose certificate was accepted, issued or learned here, by site."""
    return {site: certificates.content(chain[0]) for site, chain in chains(db).items()}


def chains(db: Database) -> dict[str, Chain]:
    """Every known certificate with those above it, by site."""
    with db.reading() as connection:
        kept = packs.certificates(connection)
    return {site: certificates.kept_chain(body) for site, body in kept.items()}


def own_chain(db: Database) -> Chain:
    """The own certificate with those above it. Raises Refused before enrolment.

    A manager and headquarters are their own root until they accept a certificate.
    """
    kept = chains(db).get(db.site.site)
    if kept is not None:
        return kept
    if db.site.role not in ROOTS:
        raise Refused("本机还没有入网：请先生成入网申请交给分部经理，再装入他签发的证书")
    site, own = db.site, keys.load(db.site.site)
    root = Certificate(
        site=site.site, name=site.name, role=site.role, branch=site.branch, books=(site.book,), seat="00",
        sign=own.sign_pub, seal=own.seal_pub, serial=secrets.token_hex(8), issuer=site.site,
    )  # fmt: skip
    chain = certificates.issue(root, own)
    with db.writing() as connection:
        packs.keep_certificate(connection, site.site, certificates.certificate_file(chain))
    return chain


def own_certificate(db: Database) -> Certificate:
    """The own certificate. Raises Refused before enrolment."""
    return certificates.content(own_chain(db)[0])


def peer_named(db: Database, name: str) -> Certificate:
    """The one known person, or workstation, of this name. Raises Refused when there is none or more than one."""
    others = [c for c in known(db).values() if c.site != db.site.site]
    found = [c for c in others if name in (c.site, c.name)]
    if len(found) == 1:
        return found[0]
    if not found:
        people = "、".join(sorted(c.name for c in others)) or "还没有人"
        raise Refused(f"不认识“{name}”，已入网的有：{people}。请先完成入网，或核对姓名")
    listed = "、".join(f"{c.site}（{c.branch}，席位 {c.seat}）" for c in found)
    raise Refused(f"有 {len(found)} 个“{name}”，请改用工作站编号：{listed}")


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


# -- small files ----------------------------------------------------------------------------------------------------


def read_file(path: Path) -> bytes:
    """A request or certificate. Raises Refused when it is not there or far too large."""
    try:
        with path.open("rb") as file:
            return file.read(limits.CERTIFICATE_FILE + 1)
    except FileNotFoundError:
        raise Refused(f"找不到文件 {path}，请核对位置") from None
    except OSError as error:
        raise StorageError(f"读不出 {path}：{error.strerror}") from error


def write_file(path: Path, data: bytes) -> None:
    """Write a small file whole or not at all. Raises StorageError."""
    half = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with told(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with half.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            half.replace(path)
        finally:
            half.unlink(missing_ok=True)
