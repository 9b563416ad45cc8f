"""People and certificates: who is at which workstation, leave cover (顶班), and revoking a workstation (吊销)."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from csdesk.domain.moments import moment_from_ms
from csdesk.domain.revocations import Revocation, shown_text
from csdesk.domain.rows import Filter, Query
from csdesk.domain.staff.people import Role, Staff
from csdesk.domain.staff.posts import FOR_GOOD, Cover
from csdesk.errors import Refused
from csdesk.operations.peers import enrolment
from csdesk.operations.peers.known import known, own_certificate, peer_named, revoked
from csdesk.store import changesets, ledger, log
from csdesk.store.changesets import Clock, wall_clock
from csdesk.store.database import Database
from csdesk.sync import certificates
from csdesk.sync.certificates import Certificate


@dataclass(frozen=True, slots=True)
class Person:
    """One known workstation as the list of people shows it.

    code: its fingerprint; issued, left: days; state: in words.
    """

    site: str
    name: str
    role: str
    branch: str
    seat: str
    books: tuple[str, ...]
    covers: tuple[str, ...]
    code: str
    issuer: str
    issued: str
    state: str
    revoked: bool
    mine: bool
    may_cover: bool
    left: str = ""

    def as_json(self) -> dict[str, Any]:
        """For scripts."""
        return asdict(self)


def people(db: Database) -> list[Person]:
    """Every workstation whose certificate is known here, by branch and seat."""
    everyone, gone = known(db), revoked(db)
    with db.reading() as connection:
        left = ledger.select(connection, Staff, Query(filters=(Filter("left_on", "filled"),)))
    days = {str(row.values.get("site")): str(row.values["left_on"]) for row in left}
    shown = [_person(db, certificate, everyone, gone, days.get(certificate.site, "")) for certificate in everyone.values()]
    return sorted(shown, key=lambda p: (p.branch, p.seat, p.name))


def _person(db: Database, of: Certificate, everyone: Mapping[str, Certificate], gone: Mapping[str, str], left: str) -> Person:
    issuer = everyone.get(of.issuer)
    why = gone.get(of.site)
    return Person(
        site=of.site, name=of.name, role=Role.labels().get(of.role, of.role), branch=of.branch, seat=of.seat, books=of.books,
        covers=tuple(f"{cover.book}（{cover.said}）" for cover in of.covers),
        code=certificates.fingerprint(of.sign, of.seal), issuer=issuer.name if issuer else "", issued=of.issued[:10],
        state=_state(why, left), revoked=why is not None, mine=of.site == db.site.site,
        may_cover=of.role == Role.SPECIALIST and why is None, left=left,
    )  # fmt: skip


def _state(revoked: str | None, left: str) -> str:
    if revoked is None:
        return f"有效（{left} 离职）" if left else "有效"
    return f"已吊销：{revoked}" if revoked else "已吊销"


# -- leave cover ----------------------------------------------------------------------------------------------------


def cover(db: Database, stand_in: str, of: Sequence[str], since: date, until: date, out: Path, *, clock: Clock = wall_clock) -> str:
    """Certify somebody for the books of colleagues from a day to a day (both included); a sentence that says so.

    stand_in, of: names or workstations. The certificate is written to `out`, for him to accept. An earlier term stays in
    it: what was written then still counts.
    """
    if until < since:
        raise Refused("顶班的结束日期不能早于开始日期")
    holder, away = peer_named(db, stand_in), [peer_named(db, name) for name in of]
    if holder.role != "specialist" or any(one.role != "specialist" for one in away):
        raise Refused("顶班只用于客服专员：经理和助理本来就可以处理本分部所有客户簿")
    if holder.site in revoked(db):
        raise Refused(f"{holder.name}的工作站已被吊销，不能顶班")
    books = [book for one in away for book in one.books if book not in holder.books]
    if not books:
        raise Refused(f"请选择{holder.name}为谁顶班（他自己的客户簿不用顶班）")
    names = "、".join(one.name for one in away)
    hidden = _hidden(db, holder, books)
    _certify_terms(db, holder, [Cover(book, since.isoformat(), until.isoformat()) for book in books], names, out, clock)
    shown = hidden - _hidden(db, holder, books)
    told = f"；他此前写在期限之外的 {shown} 条改动现在显示" if shown > 0 else ""
    return f"{holder.name}可在 {since} 至 {until} 为{names}顶班{told}。请把证书 {out} 交给他装入，再给他发送一份同步文件"


def _hidden(db: Database, of: Certificate, books: Sequence[str]) -> int:
    """How many changes of a workstation in these books are kept and not shown."""
    with db.reading() as connection:
        mine = [s for s in log.streams(connection) if s.site == of.site and s.book in books]
    return sum(s.top - s.upto for s in mine if s.upto is not None)


def succeed(db: Database, successor: Certificate, of: Certificate, since: date, out: Path, *, clock: Clock = wall_clock) -> None:
    """Certify a successor for the books of somebody who leaves, from a day on and for good; the certificate goes to `out`."""
    terms = [Cover(book, since.isoformat(), FOR_GOOD) for book in of.books if book not in successor.books]
    _certify_terms(db, successor, terms, of.name, out, clock)


def _certify_terms(db: Database, holder: Certificate, terms: Sequence[Cover], names: str, out: Path, clock: Clock) -> None:
    """A later certificate with more terms. Raises Refused where the own role may not."""
    covers = (*holder.covers, *(term for term in terms if term not in holder.covers))
    issued, edition = certificates.next_issue(holder, moment_from_ms(clock()))
    certificate = msgspec.structs.replace(
        holder, covers=covers, serial=secrets.token_hex(8), issuer=db.site.site, issued=issued, edition=edition
    )
    if not certificates.may_certify(own_certificate(db), certificate):
        raise Refused(f"{Role(db.site.role).label}不能安排{holder.name}代管{names}的客户簿，请由他们共同的上级办理")
    enrolment.certify(db, certificate, out)


# -- revocation -----------------------------------------------------------------------------------------------------


def revoke(db: Database, who: str, *, reason: str = "") -> str:
    """Take nothing from a workstation any more; a sentence that says so.

    who: its name or number. What it wrote up to now, as far as it came here, stays; what comes later is kept and not
    shown. Raises Refused where the own role may not.
    """
    book, whom = revocable(db, who)
    if whom.site in revoked(db):
        raise Refused(f"{whom.name}的工作站已经吊销")
    with changesets.change_set(db, f"吊销 {whom.name} 的工作站") as work:
        many = revoke_in(work, book, whom, reason)
    return f"已吊销{whom.name}的工作站 {whom.site}：此前收到的 {many} 条改动保留，此后的文件不再接受。请随下一份文件发给其他人"


def revoke_in(work: changesets.ChangeSet, book: str, whom: Certificate, reason: str) -> int:
    """The same within a change set, whose writer may; how many changes of his still count."""
    tops = {stream.id: stream.top for stream in log.streams(work.connection) if stream.site == whom.site}
    told = {"site": whom.site, "name": whom.name, "shown": shown_text(tops) or None, "reason": reason.strip() or None}
    work.create(Revocation, told, book=book)
    return sum(tops.values())


def reinstate(db: Database, who: str) -> str:
    """Lift a revocation: what was kept and not shown is shown again; a sentence that says so."""
    book, whom = revocable(db, who)
    with changesets.change_set(db, f"撤销吊销 {whom.name}") as work:
        rows = ledger.select(work.connection, Revocation, Query(filters=(Filter("site", "is", whom.site),)))
        mine = [row for row in rows if row.book == book or book == "ORG"]
        if not mine:
            raise Refused(f"{whom.name}的工作站没有被您吊销" + ("，请联系总部" if rows else ""))
        for row in mine:
            work.delete(Revocation, row.book, row.id, base=row.heads)
    return f"已撤销对{whom.name}的吊销，他的文件重新被接受"


def revocable(db: Database, who: str) -> tuple[str, Certificate]:
    """The book in which a revocation by this person stands, and whom it concerns. Raises Refused where he may not."""
    if db.site.role not in enrolment.ROOTS:
        raise Refused("只有分部经理和总部可以吊销工作站，请联系经理")
    whom = peer_named(db, who)
    if db.site.role == "director":
        return "ORG", whom
    if whom.branch != db.site.branch or whom.role not in ("specialist", "assistant"):
        raise Refused(f"{whom.name}（{Role.labels().get(whom.role, whom.role)}，{whom.branch} 分部）只能由总部吊销")
    return f"BR-{db.site.branch}", whom
