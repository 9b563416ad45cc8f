"""Plans kept: a sheet saved as drafts, and drafts approved in place of what was in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from csdesk.domain.plans.plansheet import Column, PlanSheet
from csdesk.domain.plans.targets import Metric, Plan, PlanLine, PlanStatus, Tier
from csdesk.domain.rows import Filter, Query, Row
from csdesk.errors import Refused
from csdesk.operations import moves
from csdesk.operations.targets import gaps
from csdesk.operations.targets.sheets import Known
from csdesk.store import changesets, ledger
from csdesk.store.changesets import ChangeSet
from csdesk.store.database import Database
from csdesk.store.lookup import Connection


@dataclass(frozen=True, slots=True)
class Kept:
    """What saving a sheet did: how many plans were begun, how many drafts were changed."""

    begun: int = 0
    changed: int = 0


def current(db: Database, known: Known) -> list[Row]:
    """The newest plan of each column of a sheet, the own one first; columns without one are left out."""
    with db.reading() as connection:
        found = [_newest(connection, known.sheet, column) for column in known.sheet.columns]
    return [row for row in found if row]


def save(db: Database, known: Known, *, now: datetime, reason: str = "") -> Kept:
    """Write what a sheet says that its plans do not: drafts are changed, what is approved gets a new version as a draft.

    Raises Refused where nothing differs, or where something approved changes without a reason.
    """
    sheet, begun, changed = known.sheet, 0, 0
    with changesets.change_set(db, f"制定 {sheet.year} 年{sheet.metric.label}{sheet.tier.label} {sheet.own.name}") as work:
        parent: str | None = None
        for column in sheet.columns:
            plan = _newest(work.connection, sheet, column)
            id_ = plan.id if plan else None
            if plan and plan.values["status"] == PlanStatus.DRAFT:
                changed += _rewrite(work, sheet, column, plan)
            elif column.months != list(column.approved) and any(column.months):
                id_ = _begin(work, known, column, parent, reason)
                begun += 1
            parent = parent or id_
        if not begun and not changed:
            raise Refused("没有改动，不需要保存")
    return Kept(begun, changed)


def approve(db: Database, plans: Sequence[Row], *, now: datetime, gap_note: str = "") -> int:
    """Approve the drafts among these plans with their months; older versions give way. How many were approved.

    Raises Refused where none is a draft, where the role may not, or where a gap is not explained.
    """
    drafts = [plan for plan in plans if plan.values["status"] == PlanStatus.DRAFT]
    if not drafts:
        raise Refused("没有等待批准的计划")
    with changesets.change_set(db, f"批准 {drafts[0].values['year']} 年计划 {len(drafts)} 份") as work:
        for draft in drafts:
            for old in _in_force(work.connection, draft):
                moves.take(work, Plan, old, "replace", {}, now=now)
            filled = {"gap_note": gap_note} if gap_note and gaps.gap(work.connection, draft)["gap"] else {}
            moves.take(work, Plan, draft, "approve", filled, now=now)
    return len(drafts)


def _same(year: int, level: str, entity: str, metric: Metric | str, tier: Tier | str) -> Query:
    told = {"year": year, "level": level, "entity": entity, "metric": metric, "tier": tier}
    return Query(filters=tuple(Filter(name, "is", value) for name, value in told.items()))


def _newest(connection: Connection, sheet: PlanSheet, column: Column) -> Row | None:
    found = ledger.select(connection, Plan, _same(sheet.year, column.level, column.entity, sheet.metric, sheet.tier))
    return max(found, key=lambda row: (row.values["version"], row.updated_at, row.id), default=None)


def _in_force(connection: Connection, draft: Row) -> list[Row]:
    v = draft.values
    found = ledger.select(connection, Plan, _same(v["year"], v["level"], v["entity"], v["metric"], v.get("tier") or Tier.TARGET))
    return [row for row in found if row.values["status"] == PlanStatus.APPROVED]


def _begin(work: ChangeSet, known: Known, column: Column, parent: str | None, reason: str) -> str:
    """A plan and its twelve months as drafts, one version above what there is."""
    lines = known.lines.get(column.entity, {})
    version = 1 + max((row.values.get("version") or 1 for row in lines.values()), default=0)
    if lines and not reason.strip():
        raise Refused(f"{column.name}的计划已批准，调整要写明原因")
    plan = _told(known.sheet, column, version, reason)
    values = {**plan, "year": known.sheet.year, "total": known.sheet.total(column), "parent_id": parent}
    id_ = work.create(Plan, {k: v for k, v in values.items() if v is not None})
    for month, value in enumerate(column.months, 1):
        work.create(PlanLine, {**plan, "plan_id": id_, "month": f"{known.sheet.year}-{month:02}", "value": value})
    return id_


def _told(sheet: PlanSheet, column: Column, version: int, reason: str) -> dict[str, Any]:
    told: Mapping[str, Any] = {
        "level": column.level.value, "entity": column.entity, "entity_name": column.name, "metric": sheet.metric.value,
        "tier": sheet.tier.value, "version": version, "status": PlanStatus.DRAFT.value, "reason": reason.strip() or None,
    }  # fmt: skip
    return {name: value for name, value in told.items() if value is not None}


def _rewrite(work: ChangeSet, sheet: PlanSheet, column: Column, plan: Row) -> bool:
    """Bring a draft and its months up to what the sheet says; whether anything differed."""
    rows = ledger.select(work.connection, PlanLine, Query(filters=(Filter("plan_id", "is", plan.id),)))
    told = {f"{sheet.year}-{month:02}": value for month, value in enumerate(column.months, 1)}
    differs = [row for row in rows if row.values["value"] != told[row.values["month"]]]
    for row in differs:
        work.change(PlanLine, row.book, row.id, {"value": told[row.values["month"]]}, base=row.heads)
    if plan.values["total"] != sheet.total(column):
        work.change(Plan, plan.book, plan.id, {"total": sheet.total(column)}, base=plan.heads)
    return bool(differs)
