"""A case from what went wrong with a shipment, in one action: prefilled from the waybill, linked both ways (features.md 56)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from csdesk.domain.cases.case_choices import CaseKind, CaseType
from csdesk.domain.cases.casework import ComplaintWaybill
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.checking import Invalid
from csdesk.domain.history import entry_problems
from csdesk.domain.moments import wire_moment
from csdesk.domain.record import Values, field_map, title_of
from csdesk.domain.rows import Filter, Query, Row
from csdesk.domain.transport.waybill_events import ExceptionCode, Node, WaybillEvent
from csdesk.domain.transport.waybills import SignStatus, Waybill, WaybillStatus
from csdesk.errors import Refused
from csdesk.operations import ledgers
from csdesk.store import changesets, ledger
from csdesk.store.database import Database

_BY_SIGN = {SignStatus.DAMAGE: CaseType.DAMAGE, SignStatus.SHORT: CaseType.SHORTAGE, SignStatus.PARTIAL: CaseType.SHORTAGE}
_TOLD = (
    "client_order_no", "goods_name", "pieces", "weight", "declared_value", "plate_no", "trailer_plate_no", "driver_name", "carrier_id",
    "departed_at", "required_arrival_at", "arrived_at", "signed_at", "signed_by", "sign_status", "pieces_short", "pieces_damaged",
    "undelivered_type", "undelivered_reason",
)  # fmt: skip


def prefilled(db: Database, waybills: Sequence[Row], now: datetime) -> dict[str, Any]:
    """What the case of these waybills begins with: client, waybill, goods, vehicle, driver, times, amounts, what was reported.

    Raises Refused when they are of several clients.
    """
    if not waybills:
        raise Refused("请先选择要转案件的运单")
    if len({row.values["client_id"] for row in waybills}) > 1:
        raise Refused("选中的运单属于几个客户，请分客户转案件")
    row, at = waybills[0], wire_moment(now)
    with db.reading() as connection:
        of_it = (Filter("waybill_id", "is", row.id), Filter("node", "is", Node.EXCEPTION.value))
        troubles = ledger.select(connection, WaybillEvent, Query(filters=of_it))
    return {
        "case_kind": CaseKind.COMPLAINT.value,
        "client_id": row.values["client_id"],
        "waybill_id": row.id,
        "type": _type_of(row.values, at).value,
        "severity": "normal",
        "channel": "phone",
        "received_at": at,
        "registered_at": at,
        "description": "\n".join([*(_sentence(one) for one in waybills), *(_trouble(event.values) for event in troubles)]),
    }


def _type_of(values: Values, at: str) -> CaseType:
    """What kind of case it most likely is; the person may say otherwise."""
    if found := next((case for sign, case in _BY_SIGN.items() if values.get("sign_status") == sign), None):
        return found
    if values.get("pod_lost_at"):
        return CaseType.POD
    done = str(values.get("arrived_at") or at)
    late = done > str(values.get("required_arrival_at") or done)
    return CaseType.DELAY if late or values.get("status") in (WaybillStatus.UNDELIVERED, WaybillStatus.IN_TRANSIT) else CaseType.DAMAGE


def _sentence(row: Row) -> str:
    known, values = field_map(Waybill), row.values
    way = f"{values.get('origin_city', '')} → {values.get('dest_city', '')}"
    parts = [f"{known[n].heading} {row.titles.get(n) or known[n].show(values[n])}" for n in _TOLD if values.get(n) not in (None, "")]
    return f"运单 {values.get('waybill_no', '')}（{way}）：{'，'.join(parts)}。"


def _trouble(event: Values) -> str:
    code = ExceptionCode.labels().get(str(event.get("exception_code")), "异常")
    parts = ("途中异常", str(event["occurred_at"])[:16].replace("T", " "), code, event.get("location"), event.get("note"))
    return " ".join(str(part) for part in parts if part)


def open_case(db: Database, waybills: Sequence[Row], values: Values, *, now: datetime) -> Row:
    """The case, its further waybills, and an event on each waybill that names it: one change set. Raises Refused or Invalid."""
    first, *others = waybills
    with changesets.change_set(db, "") as work:
        full = ledgers.completed(work, Complaint, values, now)
        if found := entry_problems(Complaint, full, now):
            raise Invalid(found)
        id_ = ledgers.enter(work, Complaint, full, now, book=first.book)
        for row in others:
            work.create(ComplaintWaybill, {"complaint_id": id_, "waybill_id": row.id}, book=first.book)
        for row in waybills:
            at = wire_moment(now)
            told = {
                "waybill_id": row.id,
                "node": Node.CASE.value,
                "occurred_at": at,
                "reported_at": at,
                "source": "cs",
                "complaint_id": id_,
            }
            work.create(WaybillEvent, {**told, "by": work.site.name, "owner_id": row.values.get("owner_id")}, book=row.book)
        work.title = f"转案件 {title_of(Complaint, full)}"
    return ledgers.get(db, Complaint, first.book, id_)
