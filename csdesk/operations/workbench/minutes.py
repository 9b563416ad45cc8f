"""Minutes followed up: what somebody is to do becomes a task of his, in one step (AS-D5)."""

from __future__ import annotations

from datetime import datetime

from csdesk.domain.plans.meetings import ItemKind, Meeting, MinuteItem
from csdesk.domain.record import title_of
from csdesk.domain.rows import Filter, Query, Row
from csdesk.domain.tasks import Task, TaskSource
from csdesk.errors import Refused
from csdesk.operations import ledgers
from csdesk.store import changesets, ledger
from csdesk.store.database import Database


def assign(db: Database, meeting: Row, *, now: datetime) -> int:
    """A task for each action of a meeting that has none yet, for whoever is to do it; how many. One change set.

    Raises Refused where there is none, or where nobody knows the book of one of them.
    """
    title = title_of(Meeting, meeting.values)
    with changesets.change_set(db, f"会议行动项转待办 {title}") as work:
        filters = (Filter("meeting_id", "is", meeting.id), Filter("kind", "is", ItemKind.ACTION.value), Filter("task_id", "empty"))
        waiting = ledger.select(work.connection, MinuteItem, Query(filters=filters))
        if not waiting:
            raise Refused("这次会议没有还未转待办的行动项")
        me = ledger.staff_of(work.connection, work.site.site)
        for item in waiting:
            told = {"title": str(item.values["text"])[:200], "due": item.values["due"], "owner_id": item.values["owner_id"], "by_id": me}
            link = {"about_title": title[:80], "about_table": Meeting.about.name, "about_id": meeting.id, "about_book": meeting.book}
            values = {name: value for name, value in {**told, **link, "source": TaskSource.MEETING.value}.items() if value is not None}
            full = ledgers.completed(work, Task, values, now)
            id_ = ledgers.enter(work, Task, full, now, book=ledgers.placed(work, Task, full, now))
            work.change(MinuteItem, item.book, item.id, {"task_id": id_}, base=item.heads)
    return len(waiting)
