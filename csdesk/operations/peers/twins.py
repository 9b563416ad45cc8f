"""This is another computer: after a disk was copied, this one goes on under a number of its own, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from csdesk.errors import Refused
from csdesk.operations.peers.exchange import inbox_of, merge_waiting
from csdesk.operations.peers.incoming import Examined, examined, parted
from csdesk.operations.safekeeping import backups
from csdesk.store.changesets import Clock, wall_clock
from csdesk.store.database import Database
from csdesk.store.merging import forks

NONE = "没有发现另一台电脑用过本机的编号，不需要更换。如果经理说您的文件与此前不同，请他发一份同步文件，再试一次"


def another_pc(db: Database, files: Iterable[Path] = (), *, clock: Clock = wall_clock) -> str:
    """Write from now on under a new incarnation, with all own changes behind the fork; a sentence that says what was done.

    files: sync files that show what the other computer wrote, beside those that wait in the inbox. Raises Refused when none does.
    """
    common: dict[str, int] = {}
    for file in [*files, *sorted(inbox_of(db).glob("*.csdesk"))]:
        common.update(parted(db, found) if (found := _opened(db, file)) else {})
    if not common:
        raise Refused(NONE)
    backups.before_risky(db, clock=clock)
    db.reincarnate()
    with db.writing() as connection:
        moved = forks.part(connection, db.site, common)
    came = sum(report.new for report in merge_waiting(db, files, clock=clock))
    return f"本机已换新编号：您在本机写的 {moved} 条改动都保留在新编号下，另一台电脑的 {came} 条也已合并。请再发送一次"


def _opened(db: Database, file: Path) -> Examined | None:
    try:
        return examined(db, file, file.name)
    except Refused:
        return None
