"""Corrective actions (纠偏) of a figure: what a new one begins with, and those that are open beside it."""

from __future__ import annotations

from typing import Any

from csdesk.domain.kpi.figure import Figure
from csdesk.domain.kpi.judgement import Status
from csdesk.domain.plans.targets import CorrectiveAction, CorrectiveStatus
from csdesk.domain.record import field_map
from csdesk.domain.rows import Filter, Query, Row
from csdesk.operations import ledgers
from csdesk.store.database import Database

#: What is to be corrected.
MISSED = (Status.FAIL, Status.NEAR)


def begun(figure: Figure) -> dict[str, Any]:
    """The fields of a corrective action that the missed figure itself says."""
    stood = f"{figure.display}，考核 {figure.threshold_text}" if figure.threshold_text else figure.display
    told = {"level": figure.level.value, "entity": figure.entity, "entity_name": figure.name}
    return {"kpi": figure.kpi, "period": figure.period, **told, "stood_at": stood[:80]}


def open_for(db: Database, figure: Figure) -> list[Row]:
    """What is being done about this KPI of this entity, in whatever period it was missed, the nearest day first."""
    told = {"kpi": figure.kpi, "level": figure.level.value, "entity": figure.entity, "status": CorrectiveStatus.OPEN.value}
    return ledgers.select(db, CorrectiveAction, Query(filters=tuple(Filter(name, "is", value) for name, value in told.items()), sort="due"))


def sentence(found: list[Row]) -> str:
    """`纠偏 1 项进行中：加派车辆（李经理，2026-07-15）`; empty where there are none."""
    known = field_map(CorrectiveAction)
    told = [f"{row.values['measure']}（{row.values['owner']}，{known['due'].show(row.values['due'])}）" for row in found]
    return f"纠偏 {len(found)} 项进行中：{'；'.join(told)}" if found else ""
