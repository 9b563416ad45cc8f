"""Purging records for good, here and wherever they have gone: what a person may ask for by law."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from csdesk.domain.changes import CHANGE_SET, PURGE
from csdesk.domain.record import title_of
from csdesk.domain.records import RECORD_BY_NAME
from csdesk.errors import Refused
from csdesk.operations.peers import enrolment
from csdesk.operations.safekeeping import attachments, backups
from csdesk.paths import Server
from csdesk.store import history, ledger, log
from csdesk.store.changesets import Clock, stamp_text, wall_clock
from csdesk.store.database import Database
from csdesk.store.log import Entry
from csdesk.store.lookup import Connection
from csdesk.store.merging import purges
from csdesk.store.merging.purges import Place
from csdesk.sync import roles
from csdesk.sync.certificates import Certificate

MAY_PURGE = ("branch_manager", "director")


@dataclass(frozen=True, slots=True)
class Plan:
    """What purging a record would take: what it is called, and how many of what is part of it. backups: those that hold it still."""

    title: str
    parts: dict[str, int]
    backups: int

    @property
    def sentence(self) -> str:
        """What a person is told before."""
        parts = f"，连同它的{'、'.join(f'{label} {many} 条' for label, many in self.parts.items())}" if self.parts else ""
        told = f"彻底清除“{self.title}”{parts}？全部内容和修改历史在所有人的电脑上都会清除，不能恢复。"
        return told + (f"本机的 {self.backups} 份备份里仍有，直到按规则清理；清除之后可以换成一份新的备份。" if self.backups else "")


def plan(db: Database, id: str) -> Plan:
    """What `purge` would take. Raises Refused as it does."""
    mine = _allowed(db)
    with db.reading() as connection:
        own, *parts = _taken(connection, mine, id)
        row = ledger.get(connection, RECORD_BY_NAME[own[0]], own[1], id)
        title = title_of(RECORD_BY_NAME[own[0]], row.told) if row else id
    counted = Counter(RECORD_BY_NAME[tbl].about.label for tbl, _, row_id in parts if row_id != id)
    many = 0 if isinstance(db.place, Server) else len(backups.listing(db))
    return Plan(title, dict(counted), many)


def purge(db: Database, id: str, *, clock: Clock = wall_clock) -> str:
    """Blank all that was ever written to this record and what is part of it; a sentence that says so. It cannot be taken back.

    Everyone who gets the next sync file blanks it too, also what comes later. Raises Refused where the role may not, or
    there is no such record.
    """
    mine = _allowed(db)
    with db.writing() as connection:
        taken = _taken(connection, mine, id)
        stamp, label = log.tick(connection, clock()), RECORD_BY_NAME[taken[0][0]].about.label
        books: dict[str, list[Entry]] = defaultdict(list)
        for tbl, book, row in taken:
            books[book].append(Entry(PURGE, row, (), {"tbl": tbl}))
        for book, entries in books.items():
            told = {"title": f"清除{label}", "n": len(entries), "by": db.site.name, "founding": True}  # no step to take back
            log.append(connection, db.site, book, stamp, [Entry(CHANGE_SET, stamp_text(stamp), (), told), *entries])
        many = purges.settle(connection)
    files = attachments.shed(db)
    gone = f"，删除附件文件 {files} 个" if files else ""
    return f"已清除 {len({row for *_, row in taken})} 条记录、{many} 条改动的内容{gone}，不能恢复；收到下一份同步文件的人那里也会清除"


def renew_backups(db: Database, *, clock: Clock = wall_clock) -> str:
    """Replace the backups, which hold what was purged, by a new one; a sentence that says so. Raises as `backups.backup`."""
    many = backups.renew(db, clock=clock)
    return f"已做一份新的备份，删除以前的 {many} 份和它们之前合并过的存档文件；拷到别处的备份请另行删除"


def _allowed(db: Database) -> Certificate:
    if db.site.role not in MAY_PURGE:
        raise Refused("只有分部经理和总部可以清除记录，请联系分部经理")
    return enrolment.own_certificate(db)


def _taken(connection: Connection, mine: Certificate, id: str) -> list[Place]:
    """The record, wherever it stands, and what is part of it; the record itself first."""
    own = [(tbl, book, id) for tbl, book in history.whereabouts(connection, id) if roles.may_write_in(mine, book)]
    if not own:
        raise Refused(f"找不到编号 {id} 的记录，或它不属于您的分部，请核对")
    return [place for place in purges.with_children(connection, own) if roles.may_write_in(mine, place[1])]
