"""How a waybill moves from the pool to its signature (domain.md §3.7, features.md §4.2)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from csdesk.domain.record import field_map
from csdesk.domain.states import Action, Life, Machine, Step, Trace
from csdesk.domain.transport.fleet import CapacityType
from csdesk.domain.transport.pod_moves import PAPER, not_future, now_or_told, pod_days
from csdesk.domain.transport.waybill_events import Node, WaybillEvent
from csdesk.domain.transport.waybills import NODE_TIMES, SignStatus, Waybill, WaybillStatus

#: What a dispatcher says about who drives a waybill; taken back when it returns to the pool.
ASSIGNMENT = ("vehicle_type", "plate_no", "trailer_plate_no", "driver_name", "driver_phone", "carrier_id", "capacity_type")

#: How many pieces came short or damaged.
COUNTS = ("pieces_short", "pieces_damaged")

#: Why a waybill is set aside, and until when.
_ON_HOLD = ("hold_reason", "hold_until")

#: Action → the node it reports.
_NODES = {
    "assign": Node.ASSIGNED,
    "reassign": Node.ASSIGNED,
    "arrive_loading": Node.ARRIVED_LOADING,
    "load": Node.LOADED,
    "depart": Node.DEPARTED,
    "arrive": Node.ARRIVED,
    "unload": Node.UNLOADED,
    "sign": Node.SIGNED,
    "sign_partly": Node.SIGNED,
    "reject": Node.SIGNED,
    "correct": Node.SIGNED,
    "pod": Node.POD_RECEIVED,
    "pod_mail": Node.POD_MAILED,
    "pod_deliver": Node.POD_DELIVERED,
    "pod_lose": Node.POD_LOST,
}
_NODE_TIME = {
    Node.ARRIVED_LOADING: "arrived_loading_at",
    Node.LOADED: "loaded_at",
    Node.DEPARTED: "departed_at",
    Node.ARRIVED: "arrived_at",
    Node.UNLOADED: "unloaded_at",
    Node.SIGNED: "signed_at",
    Node.POD_RECEIVED: "pod_received_at",
    Node.POD_MAILED: "pod_mailed_at",
    Node.POD_DELIVERED: "pod_sent_to_client_at",
}


def _no_assignment(step: Step) -> dict[str, Any]:
    return {name: None for name in ASSIGNMENT if step.before.get(name) is not None}


def _other_vehicle(step: Step) -> dict[str, Any]:
    """What was said of the vehicle before does not hold for another one: its trailer, carrier and driver go unless they are told."""
    if step.after.get("plate_no") == step.before.get("plate_no"):
        return {}
    return {name: None for name in ASSIGNMENT if name not in step.filled and step.before.get(name) is not None}


def _carrier_gate(step: Step) -> str | None:
    after = {**step.after, **_other_vehicle(step)}
    if after.get("capacity_type") == CapacityType.CONTRACTED and not after.get("carrier_id"):
        return "合同车派车时请填写承运商"
    return None


def _second_try(step: Step) -> dict[str, Any]:
    """Back to the pool after a failed delivery: the next run has times of its own; the events keep those of the first."""
    names = (*NODE_TIMES, *ASSIGNMENT, "signed_by", "sign_status", "undelivered_type", "undelivered_reason", "undelivered_by", *COUNTS)
    return {name: None for name in names if step.before.get(name) is not None}


def _signing(state: SignStatus | None) -> Callable[[Step], dict[str, Any]]:
    """When it was signed, and by when the paper is due; what was still on the way arrived with its signature."""

    def stamps(step: Step) -> dict[str, Any]:
        at = step.filled.get("signed_at") or step.at
        told = {"signed_at": at, **({"sign_status": state.value} if state else {})}
        if not step.after.get("arrived_at"):
            told["arrived_at"] = at
        if step.after.get("pod_required") and not step.after.get("pod_due_date"):
            told["pod_due_date"] = (date.fromisoformat(at[:10]) + timedelta(days=pod_days(step.after))).isoformat()
        return told

    return stamps


def _sign_gate(step: Step) -> str | None:
    if step.after.get("sign_status") in (SignStatus.REJECTED, SignStatus.PARTIAL):
        return "拒收和部分签收请用各自的操作登记"
    for state, name in ((SignStatus.SHORT, "pieces_short"), (SignStatus.DAMAGE, "pieces_damaged")):
        if step.after.get("sign_status") == state and not step.after.get(name):
            return f"{state.label}请填写{state.label}件数"
    return not_future("signed_at")(step)


_ASSIGN = Action("assign", "派车", WaybillStatus.PLANNED, ASSIGNMENT, ("plate_no", "driver_name", "capacity_type"), gate=_carrier_gate)
_REASSIGN = Action(
    "reassign",
    "改派",
    None,
    ASSIGNMENT,
    ("plate_no", "driver_name", "capacity_type"),
    noted=True,
    gate=_carrier_gate,
    stamps=_other_vehicle,
)
_HOLD = Action("hold", "转待定", WaybillStatus.HOLD, _ON_HOLD, _ON_HOLD, help="写明等什么、到哪一天再看")
_RELEASE = Action("release", "转待派", WaybillStatus.POOL, stamps=lambda step: dict.fromkeys(_ON_HOLD))
_UNASSIGN = Action("unassign", "退回待派", WaybillStatus.POOL, stamps=_no_assignment)
_AT_LOADING = Action(
    "arrive_loading",
    "到厂",
    WaybillStatus.LOADING,
    ("arrived_loading_at",),
    gate=not_future("arrived_loading_at"),
    stamps=now_or_told("arrived_loading_at"),
)
_LOAD = Action("load", "装完", WaybillStatus.LOADING, ("loaded_at",), gate=not_future("loaded_at"), stamps=now_or_told("loaded_at"))
_DEPART = Action(
    "depart", "发车", WaybillStatus.IN_TRANSIT, ("departed_at",), gate=not_future("departed_at"), stamps=now_or_told("departed_at")
)
_ARRIVE = Action("arrive", "到达", WaybillStatus.ARRIVED, ("arrived_at",), gate=not_future("arrived_at"), stamps=now_or_told("arrived_at"))
_UNLOAD = Action("unload", "卸完", None, ("unloaded_at",), gate=not_future("unloaded_at"), stamps=now_or_told("unloaded_at"))
_SIGN = Action(
    "sign",
    "签收",
    WaybillStatus.SIGNED,
    ("signed_at", "signed_by", "sign_status", *COUNTS),
    ("signed_by", "sign_status"),
    gate=_sign_gate,
    stamps=_signing(None),
)
_SIGN_PARTLY = Action(
    "sign_partly",
    "部分签收",
    WaybillStatus.PARTIAL,
    ("signed_at", "signed_by", *COUNTS),
    ("signed_by",),
    noted=True,
    gate=not_future("signed_at"),
    stamps=_signing(SignStatus.PARTIAL),
)
_REJECT = Action(
    "reject",
    "拒收",
    WaybillStatus.REJECTED,
    ("signed_at", "signed_by", "undelivered_reason", "undelivered_by"),
    ("undelivered_reason",),
    gate=not_future("signed_at"),
    stamps=_signing(SignStatus.REJECTED),
)
_UNDELIVERED = Action(
    "undeliver",
    "未送达",
    WaybillStatus.UNDELIVERED,
    ("undelivered_type", "undelivered_reason", "undelivered_by"),
    ("undelivered_type", "undelivered_reason", "undelivered_by"),
)
_REPOOL = Action("repool", "重新派送", WaybillStatus.POOL, noted=True, stamps=_second_try)
_CORRECT = Action(
    "correct",
    "更正签收",
    None,
    ("signed_at", "signed_by", "sign_status", *COUNTS),
    ("signed_at", "signed_by", "sign_status"),
    noted=True,
    gate=_sign_gate,
    help="改前改后都记进运单节点，并要写明原因",
)
_CORRECT_PARTLY = Action(
    "correct",
    "更正签收",
    None,
    ("signed_at", "signed_by", *COUNTS),
    ("signed_at", "signed_by"),
    noted=True,
    gate=not_future("signed_at"),
    help="改前改后都记进运单节点，并要写明原因",
)
_VOID = Action("void", "作废", WaybillStatus.VOID, ("void_reason",), ("void_reason",), help="客户取消的不计入准时率，我方原因的照计")

MACHINE = Machine(
    "status",
    {
        WaybillStatus.POOL: (_ASSIGN, _HOLD, _VOID),
        WaybillStatus.HOLD: (_RELEASE, _VOID),
        WaybillStatus.PLANNED: (_AT_LOADING, _LOAD, _DEPART, _REASSIGN, _UNASSIGN, _VOID),
        WaybillStatus.LOADING: (_LOAD, _DEPART, _REASSIGN),
        WaybillStatus.IN_TRANSIT: (_ARRIVE, _SIGN, _SIGN_PARTLY, _REJECT, _UNDELIVERED, _REASSIGN),
        WaybillStatus.ARRIVED: (_UNLOAD, _SIGN, _SIGN_PARTLY, _REJECT, _UNDELIVERED),
        WaybillStatus.SIGNED: (*PAPER, _CORRECT),
        WaybillStatus.PARTIAL: (_SIGN, *PAPER, _CORRECT_PARTLY),
        WaybillStatus.REJECTED: (*PAPER, _REPOOL),
        WaybillStatus.UNDELIVERED: (_REPOOL,),
        WaybillStatus.VOID: (),
    },
)


# -- what is left behind ------------------------------------------------------------------------------------------


def _told(step: Step) -> str:
    """What was said about a step; a correction tells besides what stood before, setting aside why and until when."""
    if step.action.name == "hold":
        return f"{step.after['hold_reason']}（到 {step.after['hold_until']}）"
    if step.action.name != "correct":
        return step.note
    known = field_map(Waybill)
    changed = [name for name, value in step.filled.items() if value != step.before.get(name)]
    parts = [f"{known[n].label} {known[n].show(step.before.get(n)) or '空'} → {known[n].show(step.filled[n])}" for n in changed]
    return f"{step.note}（{'；'.join(parts)}）" if parts else step.note


def _event(step: Step, old: str, new: str) -> dict[str, Any]:
    node = _NODES.get(step.action.name, Node.STATE)
    return {
        "node": node.value,
        "occurred_at": step.filled.get(_NODE_TIME.get(node, "")) or step.at,
        "reported_at": step.at,
        "source": "cs",
        "by": step.by,
        "action": step.action.label,
        "from_status": old,
        "to_status": new,
        "note": _told(step) or None,
        "owner_id": step.after.get("owner_id"),
    }


#: A node happened when it occurred, but people tell it later and not always in order: the state holds since it was told.
LIFE = Life(Waybill, MACHINE, Trace(WaybillEvent, _event, when=("reported_at", "occurred_at")))
