"""Purging a record for good, here and wherever it has gone: what a person may ask for by law."""

from __future__ import annotations

from csdesk.domain.changes import CHANGE_SET, PURGE
from csdesk.domain.records import RECORD_BY_NAME
from csdesk.errors import Refused
from csdesk.operations import enrolment
from csdesk.store import history, log, purges
from csdesk.store.changesets import Clock, stamp_text, wall_clock
from csdesk.store.database import Database
from csdesk.store.log import Entry
from csdesk.sync import roles

MAY_PURGE = ("branch_manager", "director")


def purge(db: Database, id: str, *, clock: Clock = wall_clock) -> str:
    """Blank all that was ever written to this record; a sentence that says so. It cannot be taken back.

    Everyone who gets the next sync file blanks it too, also what comes later. Raises Refused where the role may not, or
    there is no such record.
    """
    if db.site.role not in MAY_PURGE:
        raise Refused("只有分部经理和总部可以清除记录，请联系分部经理")
    mine = enrolment.own_certificate(db)
    with db.writing() as connection:
        places = [(tbl, book) for tbl, book in history.whereabouts(connection, id) if roles.may_write_in(mine, book)]
        if not places:
            raise Refused(f"找不到编号 {id} 的记录，或它不属于您的分部，请核对")
        stamp = log.tick(connection, clock())
        for tbl, book in places:
            told = {"title": f"清除{RECORD_BY_NAME[tbl].about.label}", "n": 1, "by": db.site.name, "founding": True}  # no step to take back
            log.append(
                connection, db.site, book, stamp, [Entry(CHANGE_SET, stamp_text(stamp), (), told), Entry(PURGE, id, (), {"tbl": tbl})]
            )
        many = purges.settle(connection)
    return f"已清除 {many} 条改动的内容，不能恢复；收到下一份同步文件的人那里也会清除。本机的备份和存档文件请另行删除"
