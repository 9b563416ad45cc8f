"""Closing a month: whether it can be, freezing its figures, and registering what they are after later corrections."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from csdesk.domain.closing import KpiSnapshot, MonthClose, doubts, hindrances
from csdesk.domain.kpi.figure import Figure
from csdesk.domain.kpi.periods import period_of
from csdesk.domain.kpi.scope import LEVELS
from csdesk.domain.money.receivables import Statement
from csdesk.domain.plans.targets import Level
from csdesk.domain.rows import Filter, Query, Row
from csdesk.domain.staff.people import Role
from csdesk.errors import Refused
from csdesk.operations.kpi import figures
from csdesk.operations.peers import submissions
from csdesk.store import calendars, changesets, conflicts, ledger
from csdesk.store.changesets import ChangeSet
from csdesk.store.database import Database
from csdesk.store.figures import kpi_frozen

#: Who closes months: the branch's manager or assistant, and headquarters.
CLOSERS = (Role.BRANCH_MANAGER, Role.ASSISTANT, Role.DIRECTOR)


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether a month can be closed. hindrances: why not. doubts: what a reason must be given for. closed: when it was."""

    month: str
    hindrances: tuple[str, ...]
    doubts: tuple[str, ...]
    closed: Row | None

    def as_json(self) -> dict[str, Any]:
        """The same as JSON values."""
        told = {name: self.closed.values.get(name) for name in ("closed_on", "closed_by", "figures", "reason")} if self.closed else None
        return {"month": self.month, "hindrances": list(self.hindrances), "doubts": list(self.doubts), "closed": told}


@dataclass(frozen=True, slots=True)
class Restated:
    """One frozen figure that would be another one now. registered: the latest restatement that says what it is now, if any."""

    frozen: Figure
    now: Figure
    registered: Row | None

    def as_json(self) -> dict[str, Any]:
        """The same as JSON values."""
        last = self.registered
        told = {"by": last.values["by"], "at": last.created_at, "reason": last.values.get("reason")} if last else None
        return {"frozen": self.frozen.as_json(), "now": self.now.as_json(), "registered": told}


def levels_of(db: Database) -> tuple[Level, ...]:
    """The levels that a file freezes: its own and those below it that nobody else closes; clients stay computed."""
    own = LEVELS.index(figures.own_level(db.site))
    first = LEVELS.index(Level.BRANCH if figures.own_level(db.site) == Level.NATION else Level.SPECIALIST)
    return LEVELS[first : own + 1]


def closings(db: Database) -> list[Row]:
    """The months that were closed in this file's own book, newest first."""
    with db.reading() as connection:
        return ledger.select(connection, MonthClose, Query(filters=(Filter("_book", "is", db.site.book),), sort="-month"))


def readiness(db: Database, month: str, *, now: datetime) -> Readiness:
    """What stands against closing `month` (`2026-06`) now. Raises Refused for what is no month."""
    if len(period_of(month).months) != 1:
        raise Refused("结账按月进行，请写成 2026-06 的样子")
    known = {str(row.values["month"]): row for row in closings(db)}
    disputed = Query(filters=(Filter("period", "is", month), Filter("status", "is", "disputed")))
    with db.reading() as connection:
        calendar = calendars.current(connection)
        against = hindrances(month, now.date(), known, conflicts.number(connection), ledger.count(connection, Statement, disputed))
        owing = [line.who.name for line in submissions.board(db, month, now, everybody=True).owing]
        return Readiness(month, tuple(against), tuple(doubts(month, now.date(), calendar, owing)), known.get(month))


def close_month(db: Database, month: str, *, now: datetime, reason: str = "") -> Row:
    """Freeze the figures of a month: one record of the closing, one for each figure. reason: why in spite of doubts.

    Raises Refused when something stands against it, when there are doubts and no reason, or when the role may not.
    """
    _allowed(db)
    ready = readiness(db, month, now=now)
    if ready.hindrances:
        raise Refused("；".join(ready.hindrances))
    if ready.doubts and not reason.strip():
        raise Refused(f"{'；'.join(ready.doubts)}。仍要结账请写明原因")
    found = [figure for level in levels_of(db) for figure in figures.figures(db, level=level, period=month, as_of=now.date())]
    told = {"month": month, "closed_on": now.date().isoformat(), "closed_by": db.site.name, "figures": len(found)}
    with changesets.change_set(db, f"结账 {month}") as work:
        id_ = work.create(MonthClose, {**told, "reason": reason.strip() or None})
        for figure in found:
            _freeze(work, id_, figure)
    return next(row for row in closings(db) if row.id == id_)


def may_close(db: Database) -> bool:
    """Whether this person closes months in this file."""
    here = db.site.book == "ORG" or db.site.book.startswith("BR-")
    return here and db.site.role in CLOSERS and not db.look_only


def _allowed(db: Database) -> None:
    if not may_close(db):
        raise Refused(f"结账由{'、'.join(role.label for role in CLOSERS)}在分部或总部的文件里做")


def _freeze(work: ChangeSet, close: str, figure: Figure, **more: Any) -> None:
    work.create(
        KpiSnapshot,
        {
            "close_id": close, "period": figure.period, "kpi": figure.kpi, "version": figure.row.version, "level": figure.level.value,
            "entity": figure.entity, "name": figure.name, "as_of": figure.as_of.isoformat(), "num": str(figure.num),
            "den": str(figure.den), "display": figure.display, "threshold": figure.threshold_text or None,
            "status": figure.status.value, "flags": " ".join(figure.flags) or None, "by": work.site.name, **more,
        },
    )  # fmt: skip


# -- what changed afterwards ------------------------------------------------------------------------------------------


def restatements(db: Database, month: str, *, now: datetime) -> list[Restated]:
    """The frozen figures of a closed month that would be others now, with what was registered about them."""
    with db.reading() as connection:
        registered = kpi_frozen.restated(connection, [month])
    return [
        Restated(figure, figure.now, registered.get(figure.frozen or ""))
        for level in levels_of(db)
        for figure in figures.figures(db, level=level, period=month, as_of=now.date())
        if figure.now is not None
    ]


def restate(db: Database, month: str, reason: str, *, now: datetime) -> int:
    """Register what the frozen figures of a month are now, with the reason; how many. The frozen ones stay.

    Raises Refused without a reason, when nothing differs from what was registered last, or when the role may not.
    """
    _allowed(db)
    if not reason.strip():
        raise Refused("请写明为什么重述：哪些记录后来改了，谁改的")
    closed = next((row for row in closings(db) if row.values["month"] == month), None)
    fresh = [one for one in restatements(db, month, now=now) if _differs(one)]
    if closed is None or not fresh:
        raise Refused(f"{month} 没有需要登记的重述" if closed else f"{month} 还没有结账")
    with changesets.change_set(db, f"重述 {month}") as work:
        for one in fresh:
            _freeze(work, closed.id, one.now, restated_of=one.frozen.frozen, reason=reason.strip())
    return len(fresh)


def _differs(one: Restated) -> bool:
    last = one.registered
    return last is None or (last.values["num"], last.values["den"]) != (str(one.now.num), str(one.now.den))
