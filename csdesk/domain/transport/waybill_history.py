"""What a waybill that is entered as it stands tells of its past: its day, its state and its events."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from csdesk.domain.record import Problem, Values
from csdesk.domain.transport.waybill_events import Node
from csdesk.domain.transport.waybills import SignStatus, WaybillStatus

#: Node, the field with its time, the state it leads to; in the order in which they happen.
_NODES = (
    (Node.ARRIVED_LOADING, "arrived_loading_at", WaybillStatus.LOADING),
    (Node.LOADED, "loaded_at", WaybillStatus.LOADING),
    (Node.DEPARTED, "departed_at", WaybillStatus.IN_TRANSIT),
    (Node.ARRIVED, "arrived_at", WaybillStatus.ARRIVED),
    (Node.UNLOADED, "unloaded_at", WaybillStatus.ARRIVED),
    (Node.SIGNED, "signed_at", WaybillStatus.SIGNED),
)
_STATE_OF_SIGN = {SignStatus.REJECTED: WaybillStatus.REJECTED, SignStatus.PARTIAL: WaybillStatus.PARTIAL}

#: State → the time without which it cannot be, with its label.
_PROOF = {
    WaybillStatus.IN_TRANSIT: ("departed_at", "发车时间"),
    WaybillStatus.ARRIVED: ("arrived_at", "到达时间"),
    WaybillStatus.SIGNED: ("signed_at", "签收时间"),
    WaybillStatus.PARTIAL: ("signed_at", "签收时间"),
}


def settle(values: Values) -> dict[str, Any]:
    """The plan's day, the state and how it was signed, where nobody told them."""
    settled: dict[str, Any] = {}
    planned = values.get("planned_departure_at") or values.get("planned_loading_at")
    if not values.get("plan_date") and planned:
        settled["plan_date"] = planned[:10]
    if not values.get("status"):
        settled["status"] = _state(values).value
    if values.get("signed_at") and not values.get("sign_status") and settled.get("status") == WaybillStatus.SIGNED:
        settled["sign_status"] = SignStatus.OK.value
    return settled


def _state(values: Values) -> WaybillStatus:
    reached = [state for _, name, state in _NODES if values.get(name)]
    if not reached:
        return WaybillStatus.PLANNED if values.get("plate_no") else WaybillStatus.POOL
    if reached[-1] == WaybillStatus.SIGNED:
        return next((to for sign, to in _STATE_OF_SIGN.items() if sign == values.get("sign_status")), reached[-1])
    return reached[-1]


def check(values: Values) -> Iterator[Problem]:
    """The times that its state cannot be without."""
    name, label = next((proof for state, proof in _PROOF.items() if state == values.get("status")), ("", ""))
    if name and not values.get(name):
        yield Problem(name, f"状态为“{WaybillStatus(values['status']).label}”的运单请填写{label}")


def events(values: Values, at: str) -> list[dict[str, Any]]:
    """One event for each time it tells, oldest first, no two at one time; the last one leads to its state.

    Before them stands when it was planned, or entered: at the latest now, the first node or the planned departure.
    """
    state, owner = values.get("status", WaybillStatus.POOL.value), values.get("owner_id")
    told = {values[name]: (node, to) for node, name, to in _NODES if values.get(name)}
    known = min([at, *told, *filter(None, [values.get("planned_departure_at")])])
    planned = bool(told) or bool(values.get("plate_no"))
    told.setdefault(known, (Node.ASSIGNED, WaybillStatus.PLANNED) if planned else (Node.REGISTERED, WaybillStatus.POOL))
    last, before, made = max(told), None, []
    for when, (node, to) in sorted(told.items()):
        after = state if when == last else to.value
        made.append(_event(when, node, before, after, owner))
        before = after
    return made


def _event(at: str, node: Node, before: str | None, after: str, owner: str | None) -> dict[str, Any]:
    told = {"node": node.value, "occurred_at": at, "source": "cs", "action": node.label, "from_status": before, "to_status": after}
    return {**told, "owner_id": owner}
