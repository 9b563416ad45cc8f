"""What came in: the list of merged sync files, sending one back (退回) and taking that back, and who has sent what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from csdesk.domain.holds import Hold
from csdesk.domain.rows import Filter, Query, Row
from csdesk.errors import Refused
from csdesk.operations.peers import enrolment
from csdesk.store import changesets, ledger
from csdesk.store.database import Database
from csdesk.store.merging import packs as store
from csdesk.store.merging.packs import Merged
from csdesk.sync.certificates import Certificate

__all__ = ["Merged", "Submission", "held", "hold", "lift", "listed", "named", "packs", "rollup"]


_STRANGE = "退回记录在这里，文件本身没有合并过。取消退回后，它带来的内容来了就显示"


def packs(db: Database) -> list[Merged]:
    """Every sync file that was merged here, newest first."""
    with db.reading() as connection:
        return store.merged(connection)


def listed(db: Database) -> list[Merged]:
    """`packs`, and behind them the files that are sent back but not known here: this one was restored, or somebody else held them."""
    here = packs(db)
    with db.reading() as connection:
        rows = ledger.select(connection, Hold, Query())
    known, people = {p.id for p in here}, enrolment.known(db)
    strange = dict.fromkeys(str(row.values["pack"]) for row in rows if str(row.values["pack"]) not in known)
    return here + [_unknown(pack, [row for row in rows if row.values["pack"] == pack], people) for pack in strange]


def _unknown(pack: str, holds: list[Row], people: Mapping[str, Certificate]) -> Merged:
    streams = tuple((str(row.values["stream"]), int(row.values["upto"]) + 1, 0) for row in holds)
    sites = dict.fromkeys(stream.partition(".")[0] for stream, *_ in streams)
    name = "、".join(people[site].name if site in people else f"工作站 {site}" for site in sites)
    return Merged(0, pack, "", name, f"本机没有合并过的文件 {pack[:8]}", "", {"reason": _STRANGE}, streams)


def held(db: Database) -> set[str]:
    """The numbers of the merged files that were sent back and are not shown now."""
    with db.reading() as connection:
        return {str(row.values["pack"]) for row in ledger.select(connection, Hold, Query()) if row.values.get("pack")}


def hold(db: Database, pack: str, *, reason: str = "") -> str:
    """Show a merged file's changes no longer, nor what followed them in its streams; a sentence that says so.

    pack: its number, its file's name, or the start of it. Nothing is erased. Raises Refused where the role may not.
    """
    book = _book(db)
    found = named(db, pack)
    if _holds(db, found.id):
        raise Refused(f"“{found.file}”已经退回，要恢复请用“取消退回”")
    streams = [(stream, first) for stream, first, _ in found.streams if not stream.startswith(f"{db.site.site}.")]
    if not streams:
        raise Refused(f"“{found.file}”没有带来新内容，不必退回")
    with changesets.change_set(db, f"退回 {found.name} 的 {found.file}") as work:
        for stream, first in streams:
            work.create(Hold, {"stream": stream, "upto": first - 1, "pack": found.id, "reason": reason or None}, book=book)
    return f"已退回 {found.name} 的“{found.file}”：它带来的内容及其后续不再显示，没有删除任何内容；可随时取消退回"


def lift(db: Database, pack: str) -> str:
    """Show again what `hold` hid, exactly as it was; a sentence that says so. Raises Refused for a branch where headquarters holds it."""
    book = _book(db)
    found = named(db, pack)
    every = _holds(db, found.id)
    holds = [row for row in every if book in ("ORG", row.book)]
    if not holds:
        raise Refused(f"“{found.file}”是总部退回的，请总部取消退回" if every else f"“{found.file}”没有被退回")
    with changesets.change_set(db, f"取消退回 {found.name} 的 {found.file}") as work:
        for row in holds:
            work.delete(Hold, row.book, row.id, base=row.heads)
    return f"已取消退回 {found.name} 的“{found.file}”，内容恢复显示"


def _book(db: Database) -> str:
    if db.site.role == "branch_manager":
        return f"BR-{db.site.branch}"
    if db.site.role == "director":
        return "ORG"
    raise Refused("只有分部经理和总部可以退回同步文件，请联系经理")


def named(db: Database, pack: str) -> Merged:
    """The merged or held file of this number, file name, or start of a number. Raises Refused when there is none."""
    merged = listed(db)
    found = [p for p in merged if pack in (p.id, p.file, str(p.n))] or [p for p in merged if len(pack) >= 4 and p.id.startswith(pack)]
    if not found:
        raise Refused(f"没有合并过“{pack}”这份同步文件，请核对编号或文件名")
    return found[0]  # of several files of one name, the latest


def _holds(db: Database, pack: str) -> list[Row]:
    with db.reading() as connection:
        return ledger.select(connection, Hold, Query(filters=(Filter("pack", "is", pack),)))


@dataclass(frozen=True, slots=True)
class Submission:
    """What one known workstation has sent: the latest file, when it was merged, and the time its changes cover.

    since, until: moments of the oldest and newest change of all its files; "" where there is none.
    """

    site: str
    name: str
    role: str
    branch: str
    seat: str
    files: int
    last_file: str
    last_at: str
    since: str
    until: str
    changes: int
    held: bool


def rollup(db: Database) -> list[Submission]:
    """Who has sent which file, when, covering what; everyone who is known, by seat, also those who sent nothing."""
    merged, sent_back = packs(db), held(db)
    people = sorted(enrolment.known(db).values(), key=lambda c: (c.branch, c.seat, c.name))
    return [_submission(c, [p for p in merged if p.sender == c.site], sent_back) for c in people if c.site != db.site.site]


def _submission(person: Certificate, sent: list[Merged], sent_back: set[str]) -> Submission:
    moments = [m for p in sent for m in (p.report.get("since"), p.report.get("until")) if m]
    return Submission(
        site=person.site,
        name=person.name,
        role=person.role,
        branch=person.branch,
        seat=person.seat,
        files=len(sent),
        last_file=sent[0].file if sent else "",
        last_at=sent[0].merged_at if sent else "",
        since=min(moments, default=""),
        until=max(moments, default=""),
        changes=sum(int(p.report.get("new", 0)) for p in sent),
        held=any(p.id in sent_back for p in sent),
    )
