"""How the paper of a waybill moves, from the consignee's signature to the client's desk (回单, domain.md §3.7, K15a)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from csdesk.domain.care.sop_terms import wants_original
from csdesk.domain.record import Values
from csdesk.domain.states import Action, Gate, Step
from csdesk.domain.transport.waybills import PodType


def pod_days(values: Values) -> int:
    """Days from signing to the 回单: as the SOP said when it was entered, else same city 3, same province 7, else 15 (K15a).

    A city may begin with its GB/T 2260 code, whose first two digits are the province.
    """
    if (agreed := values.get("sop_pod_days")) is not None:
        return int(agreed)
    origin, dest = str(values.get("origin_city", "")), str(values.get("dest_city", ""))
    if origin and origin == dest:
        return 3
    return 7 if origin[:6].isdigit() and dest[:6].isdigit() and origin[:2] == dest[:2] else 15


def not_future(name: str) -> Gate:
    """Refuses a time told for this field that lies after now."""

    def gate(step: Step) -> str | None:
        return "登记的时间不能晚于现在" if step.filled.get(name, "") > step.at else None

    return gate


def now_or_told(name: str, **fixed: str) -> Callable[[Step], dict[str, Any]]:
    """Writes the time that was told, else now, and some fixed values."""
    return lambda step: {name: step.filled.get(name) or step.at, **fixed}


def _received(step: Step) -> dict[str, Any]:
    """The paper is here; one that was lost has been found."""
    return {"pod_received_at": step.filled.get("pod_received_at") or step.at, "pod_lost_at": None}


def _pod_gate(step: Step) -> str | None:
    if step.after.get("pod_type") != PodType.ORIGINAL and wants_original(step.before.get("sop_terms") or ()):
        return "客户 SOP 要求回单原件，收到照片或电子回单还不算收回"
    return not_future("pod_received_at")(step)


def _paper_bar(step: Step) -> str | None:
    return None if step.before.get("pod_received_at") and not step.before.get("pod_lost_at") else "回单还没有收回，请先登记收回"


def _lost_bar(step: Step) -> str | None:
    return "回单已经交给客户" if step.before.get("pod_sent_to_client_at") else None


_POD = Action(
    "pod",
    "收回回单",
    None,
    ("pod_received_at", "pod_type"),
    ("pod_type",),
    gate=_pod_gate,
    stamps=_received,
)
_POD_MAIL = Action(
    "pod_mail",
    "回单寄出",
    None,
    ("pod_mailed_at", "pod_express_no"),
    gate=not_future("pod_mailed_at"),
    stamps=now_or_told("pod_mailed_at"),
    bar=_paper_bar,
)
_POD_DELIVER = Action(
    "pod_deliver",
    "回单交客户",
    None,
    ("pod_sent_to_client_at",),
    gate=not_future("pod_sent_to_client_at"),
    stamps=now_or_told("pod_sent_to_client_at"),
    bar=_paper_bar,
)
_POD_LOSE = Action("pod_lose", "回单丢失", None, noted=True, stamps=lambda step: {"pod_lost_at": step.at}, bar=_lost_bar)
#: What can be done with the paper, from the consignee's signature to the client's desk.
PAPER = (_POD, _POD_MAIL, _POD_DELIVER, _POD_LOSE)
