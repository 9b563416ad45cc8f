"""The watch over what is on the way, without GPS: who is to be called when, and what to tell the client (features.md 45, 55)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from csdesk.domain.moments import moment_of, wire_moment
from csdesk.domain.policies import NUMBERS
from csdesk.domain.record import Choice, Values
from csdesk.domain.rows import Row
from csdesk.domain.transport.waybill_events import ExceptionCode, Node
from csdesk.domain.transport.waybills import PieceUnit, WaybillStatus

#: How often a driver is called where neither the client's SOP nor the lane says so (domain.md §3.7: long haul every 4 h).
CALL_HOURS = NUMBERS["call_hours"].default
#: Until a call leads somewhere: has it left, was it signed?
_SOON_HOURS = 1
#: What a loaded vehicle drives in an hour, stops included, where a lane has no standard hours.
KM_IN_AN_HOUR = 60
#: A call is overdue when it was due this long ago.
_GRACE = timedelta(minutes=60)

NOT_LEFT = (WaybillStatus.PLANNED, WaybillStatus.LOADING)
WATCHED = (*NOT_LEFT, WaybillStatus.IN_TRANSIT, WaybillStatus.ARRIVED)


class Urgency(Choice):
    OVERDUE = "overdue", "该打未打"
    NOW = "now", "现在该打"
    LATER = "later", "未到时间"


@dataclass(frozen=True, slots=True)
class Pace:
    """How a waybill's lane is watched. hours: from departure to arrival, None when nobody knows; every: hours between calls."""

    hours: int | None = None
    every: int = CALL_HOURS


@dataclass(frozen=True, slots=True)
class Watch:
    """One waybill on the way.

    last: its last event. place: where it was last seen. next_call, eta: wire moments. late: it will not be in time.
    """

    row: Row
    last: Row | None
    place: str
    next_call: str
    eta: str
    urgency: Urgency
    late: bool


def hours_of(values: Values, standard: int | None) -> int | None:
    """The hours that a waybill's way takes: of its lane, else by its distance; None when neither is known."""
    km = values.get("distance_km")
    return standard or (max(1, round(km / KM_IN_AN_HOUR)) if km else None)


def watch(row: Row, events: Sequence[Row], pace: Pace, now: datetime) -> Watch:
    """What is known of one waybill. events: its own, oldest first."""
    last = max(events, key=_told_at, default=None)
    eta = _eta(row.values, events, pace)
    call = _next_call(row.values, last, eta, pace)
    at = wire_moment(now)
    required = str(row.values.get("late_arrival_at") or row.values.get("required_arrival_at") or "")
    late = row.values.get("status") != WaybillStatus.ARRIVED and bool(required) and max(eta, at) > required
    place = next((str(e.values["location"]) for e in reversed(events) if e.values.get("location")), "")
    return Watch(row, last, place, call, eta, _urgency(call, now), late)


def by_urgency(watches: Iterable[Watch]) -> list[Watch]:
    """Whoever is to be called first stands on top."""
    return sorted(watches, key=lambda one: (one.next_call, str(one.row.values.get("plate_no", "")), one.row.id))


def _told_at(event: Row) -> str:
    return str(event.values.get("reported_at") or event.values["occurred_at"])


def _urgency(call: str, now: datetime) -> Urgency:
    if moment_of(call) > now:
        return Urgency.LATER
    return Urgency.OVERDUE if now - moment_of(call) >= _GRACE else Urgency.NOW


def _eta(values: Values, events: Sequence[Row], pace: Pace) -> str:
    """What was told last; else the departure and the hours of the lane; else what the client wants."""
    start = str(values.get("departed_at") or values.get("planned_departure_at") or "")
    left = str(values.get("departed_at") or "")
    told = [str(e.values["eta"]) for e in events if e.values.get("eta") and str(e.values["occurred_at"]) >= left]
    if told:
        return told[-1]
    return _later(start, pace.hours) if start and pace.hours else str(values.get("required_arrival_at") or start)


def _next_call(values: Values, last: Row | None, eta: str, pace: Pace) -> str:
    """What was agreed at the last contact; else by the pace of the lane, at the latest when it should be there."""
    if last is not None and last.values.get("next_check_at"):
        return str(last.values["next_check_at"])
    seen = _told_at(last) if last is not None else ""
    departure, status = str(values.get("departed_at") or values.get("planned_departure_at") or ""), values.get("status")
    if status in NOT_LEFT:
        return departure if seen < departure else _later(seen, _SOON_HOURS)
    seen = max(seen, departure if status == WaybillStatus.IN_TRANSIT else str(values.get("arrived_at") or ""))
    if status == WaybillStatus.ARRIVED:
        return _later(seen, _SOON_HOURS)
    usual = _later(seen, pace.every)
    return eta if seen < eta < usual else usual


def next_call_after(values: Values, eta: str, pace: Pace, now: datetime) -> str:
    """The call that is proposed after one at `now`."""
    usual = _later(wire_moment(now), pace.every if values.get("status") == WaybillStatus.IN_TRANSIT else _SOON_HOURS)
    return eta if wire_moment(now) < eta < usual else usual


def _later(moment: str, hours: int) -> str:
    return wire_moment(moment_of(moment) + timedelta(hours=hours))


# -- what the client is told ------------------------------------------------------------------------------------------


def status_text(row: Row, events: Sequence[Row], eta: str, now: datetime) -> str:
    """One waybill as it is pasted into the client's chat group: no telephone, no inner note."""
    values = row.values
    number = str(values.get("waybill_no", "")) + (f"，客户单号 {values['client_order_no']}" if values.get("client_order_no") else "")
    goods = f"{values.get('goods_name', '')}{_pieces(values)}"
    head = f"【{number}】{_city(values.get('origin_city'))} → {_city(values.get('dest_city'))}，{goods}"
    car = f"，车牌 {values['plate_no']}" if values.get("plate_no") else ""
    return f"{head}{car}：{_standing(values, events, eta, now)}。"


def _standing(values: Values, events: Sequence[Row], eta: str, now: datetime) -> str:
    day = now.date().isoformat()

    def at(name: str) -> str:
        return clock(str(values.get(name) or ""), day)

    match values.get("status"):
        case WaybillStatus.POOL | WaybillStatus.HOLD:
            return f"正在安排车辆，计划 {at('planned_departure_at')} 发车"
        case WaybillStatus.PLANNED:
            return f"已安排车辆，计划 {at('planned_departure_at')} 发车"
        case WaybillStatus.LOADING:
            return f"正在装货，计划 {at('planned_departure_at')} 发车"
        case WaybillStatus.IN_TRANSIT:
            return _on_the_way(at("departed_at"), events, eta, now)
        case WaybillStatus.ARRIVED:
            return f"{at('arrived_at')} 已到达，等待签收"
        case WaybillStatus.SIGNED | WaybillStatus.PARTIAL:
            by = f"，签收人 {values['signed_by']}" if values.get("signed_by") else ""
            return f"{at('signed_at')} {'已签收' if values['status'] == WaybillStatus.SIGNED else '部分签收'}{by}"
        case WaybillStatus.REJECTED:
            return "收货方拒收，正在处理"
        case WaybillStatus.UNDELIVERED:
            return "本次未送达，正在重新安排"
        case _:
            return "已取消"


def _on_the_way(departed: str, events: Sequence[Row], eta: str, now: datetime) -> str:
    day = now.date().isoformat()
    seen = next((e for e in reversed(events) if e.values.get("location")), None)
    where = f"，{clock(str(seen.values['occurred_at']), day)} 在{seen.values['location']}" if seen is not None else ""
    last = events[-1].values if events else {}
    trouble = ""
    if last.get("node") == Node.EXCEPTION:
        trouble = f"，途中遇{ExceptionCode.labels().get(str(last.get('exception_code')), '异常')}"
    arrival = f"预计 {clock(eta, day)} 到达" if eta > wire_moment(now) else "预计到达时间已过，正在核实"
    return f"{departed} 已发车{where}{trouble}，{arrival}"


def _pieces(values: Values) -> str:
    pieces = values.get("pieces")
    return f" {pieces} {PieceUnit.labels().get(str(values.get('unit')), '件')}" if pieces else ""


def _city(text: object) -> str:
    return str(text or "").lstrip("0123456789 ")


def clock(moment: str, day: str) -> str:
    """A wire moment as people say it: today's hour alone, else with the date."""
    if not moment:
        return "（时间未填）"
    return f"今天 {moment[11:16]}" if moment[:10] == day else f"{int(moment[5:7])} 月 {int(moment[8:10])} 日 {moment[11:16]}"


def paste_text(texts: Mapping[str, Sequence[str]]) -> str:
    """The texts of some waybills, by client, as one block."""
    return "\n\n".join("\n".join([f"{client} 货物在途情况：", *lines]) for client, lines in texts.items())
