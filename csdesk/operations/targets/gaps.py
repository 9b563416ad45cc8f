"""The difference between a plan and the plans below it (加码, 缺口): what has to be explained before it is approved."""

from __future__ import annotations

from csdesk.domain.plans.targets import ADDITIVE, Plan, PlanStatus
from csdesk.domain.record import Values
from csdesk.domain.rows import Filter, Query, Row
from csdesk.store import ledger
from csdesk.store.lookup import Connection


def below(connection: Connection, plan: Row) -> list[Row]:
    """The plans right below one, of each entity the newest that was not replaced, by entity."""
    found = ledger.select(connection, Plan, Query(filters=(Filter("parent_id", "is", plan.id),)))
    newest: dict[str, Row] = {}
    for row in sorted(found, key=lambda row: (row.values["version"], row.updated_at, row.id)):
        if row.values["status"] != PlanStatus.ADJUSTED:
            newest[row.values["entity"]] = row
    return [newest[entity] for entity in sorted(newest)]


def gap(connection: Connection, plan: Row) -> Values:
    """What the plans below one sum to, less its own total; nothing for a rate, which is not summed, and while there are none."""
    children = below(connection, plan) if plan.values["metric"] in ADDITIVE else []
    told = sum(row.values["total"] for row in children) - plan.values["total"] if children else None
    return {"gap": told}
