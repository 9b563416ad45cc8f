"""Who is known here: certificates, the own one first, who was revoked, and the small files in which they travel."""

from __future__ import annotations

import secrets
from pathlib import Path

from csdesk.domain.moments import moment_from_ms
from csdesk.domain.revocations import Revocation
from csdesk.domain.rows import Query
from csdesk.errors import Refused, StorageError
from csdesk.placing import put
from csdesk.store import ledger
from csdesk.store.changesets import Clock, wall_clock
from csdesk.store.database import Database
from csdesk.store.lookup import Connection
from csdesk.store.merging import packs
from csdesk.store.troubles import os_reason, told
from csdesk.sync import certificates, keys, limits
from csdesk.sync.certificates import Certificate, Chain

ROOTS = ("branch_manager", "director")


def known(db: Database) -> dict[str, Certificate]:
    """Everyone whose certificate was accepted, issued or learned here, by site."""
    return {site: certificates.content(chain[0]) for site, chain in chains(db).items()}


def chains(db: Database) -> dict[str, Chain]:
    """Every known certificate with those above it, by site."""
    with db.reading() as connection:
        kept = packs.certificates(connection)
    return {site: certificates.kept_chain(body) for site, body in kept.items()}


def keep(connection: Connection, site: str, chain: Chain) -> None:
    """Keep a certificate with those above it, and what it lets its holder write in."""
    packs.keep_certificate(connection, site, certificates.certificate_file(chain), certificates.content(chain[0]).post)


def own_chain(db: Database, *, clock: Clock = wall_clock) -> Chain:
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
        issued=moment_from_ms(clock()),
    )  # fmt: skip
    chain = certificates.issue(root, own)
    with db.writing() as connection:
        keep(connection, site.site, chain)
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


def revoked(db: Database) -> dict[str, str]:
    """The workstations that were revoked, with the reason: by headquarters, or by the manager of their own branch."""
    people = known(db)
    with db.reading() as connection:
        rows = ledger.select(connection, Revocation, Query())
    return {
        str(row.values["site"]): str(row.values.get("reason") or "")
        for row in rows
        if row.values.get("site") and _may_revoke(row.book, people.get(str(row.values["site"])))
    }


def _may_revoke(book: str, whom: Certificate | None) -> bool:
    below = whom is not None and whom.role in ("specialist", "assistant")
    return book == "ORG" or (whom is not None and below and book == f"BR-{whom.branch}")


# -- small files ----------------------------------------------------------------------------------------------------


def read_file(path: Path) -> bytes:
    """A request or certificate. Raises Refused when it is not there or far too large."""
    try:
        with path.open("rb") as file:
            return file.read(limits.CERTIFICATE_FILE + 1)
    except FileNotFoundError:
        raise Refused(f"找不到文件 {path}，请核对位置") from None
    except OSError as error:
        raise StorageError(f"读不出 {path}：{os_reason(error)}") from error


def write_file(path: Path, data: bytes) -> None:
    """Write a small file whole or not at all. Raises StorageError."""
    half = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with told(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            half.write_bytes(data)
            put(half, path)
        finally:
            half.unlink(missing_ok=True)
