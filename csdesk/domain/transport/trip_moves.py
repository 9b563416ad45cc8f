"""How a trip moves, and what its waybills do with it (features.md §4.2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from csdesk.domain.states import Action, Gate, Life, Machine, Step, Trace
from csdesk.domain.transport.trips import Trip, TripEvent, TripStatus, TripStop


def _stamp(name: str) -> Callable[[Step], dict[str, Any]]:
    return lambda step: {name: step.filled.get(name) or step.at}


def _not_future(name: str) -> Gate:
    return lambda step: "登记的时间不能晚于现在" if step.filled.get(name, "") > step.at else None


def _loaded_bar(step: Step) -> str | None:
    return None if step.counts.get(TripStop.about.name) else "派车单上还没有运单，请先加入运单"


_APPROVE = Action("approve", "批准", TripStatus.APPROVED, bar=_loaded_bar)
_RETRACT = Action("retract", "撤销批准", TripStatus.DRAFT, noted=True)
_LOAD = Action("load", "开始装车", TripStatus.LOADING, ("loading_at",), gate=_not_future("loading_at"), stamps=_stamp("loading_at"))
_DEPART = Action(
    "depart", "发车", TripStatus.DEPARTED, ("departed_at", "seal_no"), gate=_not_future("departed_at"), stamps=_stamp("departed_at")
)
_ARRIVE = Action(
    "arrive",
    "全部到达",
    TripStatus.ARRIVED,
    ("arrived_at",),
    gate=_not_future("arrived_at"),
    stamps=_stamp("arrived_at"),
    help="还在途的运单一并登记到达；先到的请在运单上各自登记",
)
_COMPLETE = Action(
    "complete",
    "完成",
    TripStatus.COMPLETED,
    ("completed_at", "freight_cost"),
    gate=_not_future("completed_at"),
    stamps=_stamp("completed_at"),
)
_VOID = Action("void", "作废并重排", TripStatus.VOID, ("void_reason",), ("void_reason",), help="其中的运单退回待派")

MACHINE = Machine(
    "status",
    {
        TripStatus.DRAFT: (_APPROVE, _VOID),
        TripStatus.APPROVED: (_LOAD, _DEPART, _RETRACT, _VOID),
        TripStatus.LOADING: (_DEPART,),
        TripStatus.DEPARTED: (_ARRIVE,),
        TripStatus.ARRIVED: (_COMPLETE,),
        TripStatus.COMPLETED: (),
        TripStatus.VOID: (),
    },
    counted=(TripStop.about.name,),
)

#: The states in which waybills may still be put on a trip or taken off.
OPEN = (TripStatus.DRAFT, TripStatus.APPROVED)


def _event(step: Step, old: str, new: str) -> dict[str, Any]:
    told = {"at": step.at, "by": step.by, "action": step.action.label, "from_status": old, "to_status": new, "note": step.note or None}
    return {**told, "owner_id": step.after.get("owner_id")}


LIFE = Life(
    Trip,
    MACHINE,
    Trace(TripEvent, _event),
    carries={"load": "arrive_loading", "depart": "depart", "arrive": "arrive", "void": "unassign"},
)
