"""What the day board says: loads, clocks, one waybill, one run, the day's totals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from csdesk.domain.rows import Row
from csdesk.domain.transport.board import Conflict, ConflictKind, DayBoard, Run
from csdesk.domain.transport.fleet import Capacity, VehicleType
from csdesk.domain.transport.road import city_name

#: What can still be mended on the way; everything else forbids the run.
_MILD = frozenset({ConflictKind.ARRIVES_LATE, ConflictKind.NO_PHONE, ConflictKind.EXPIRED})
SIGNS = {"bad": "✕", "warn": "△"}


def tone_of(conflicts: Iterable[Conflict]) -> str:
    """`bad`, `warn`, or empty when nothing is wrong."""
    kinds = {conflict.kind for conflict in conflicts}
    return "bad" if kinds - _MILD else "warn" if kinds else ""


def _trimmed(value: int, times: int) -> str:
    text = f"{Decimal(value) / times:,.2f}"
    return text.rstrip("0").rstrip(".")


def tonnes(grams: int) -> str:
    """A weight without its unit, in tonnes."""
    return _trimmed(grams, 1_000_000)


def cubes(litres: int) -> str:
    """A volume without its unit, in cubic metres."""
    return _trimmed(litres, 1000)


def load(weight: int, volume: int) -> str:
    """What is carried; parts that nobody told are left out."""
    return " · ".join([f"{tonnes(weight)} 吨"] * bool(weight) + [f"{cubes(volume)} 方"] * bool(volume)) or "未填重量体积"


def filled(weight: int, volume: int, limit: Capacity | None) -> str:
    """What is carried of what fits."""
    if limit is None:
        return load(weight, volume) if weight or volume else ""
    return f"{tonnes(weight)}/{tonnes(limit.payload)} 吨 · {cubes(volume)}/{cubes(limit.volume)} 方"


def clock(moment: str, day: str) -> str:
    """The time of day; with the date when it is another day."""
    return moment[11:16] if moment[:10] == day else f"{moment[5:10]} {moment[11:16]}"


def route(row: Row) -> str:
    """Where a waybill goes."""
    return f"{city_name(row.values.get('origin_city'))} → {city_name(row.values.get('dest_city'))}"


def times(row: Row, day: str) -> str:
    """When a waybill has to leave and to be there."""
    departure, arrival = (str(row.values.get(name) or "") for name in ("planned_departure_at", "required_arrival_at"))
    return f"{clock(departure, day)} 发，{clock(arrival, day)} 前到"


def aside(row: Row) -> str:
    """Why a waybill is set aside, and until when."""
    return f"{row.values.get('hold_reason') or '未写原因'}，到 {str(row.values.get('hold_until') or '—')[5:]}"


def vehicle_type(row: Row) -> str:
    """The vehicle that a waybill wants."""
    code = row.values.get("vehicle_type_req")
    return str(VehicleType.labels().get(str(code), code or ""))


def waybill_load(row: Row) -> str:
    """What a waybill weighs and fills."""
    return load(row.values.get("weight") or 0, row.values.get("volume") or 0)


def waybill(row: Row, day: str) -> str:
    """One waiting waybill in one sentence."""
    parts = [row.titles.get("client_id", ""), route(row), waybill_load(row), times(row, day), f"需 {vehicle_type(row)}"]
    if row.values.get("hold_until"):
        parts.insert(0, f"待定：{aside(row)}")
    return "，".join((*parts, str(row.values.get("waybill_no", ""))))


def number(run: Run) -> str:
    """What a run is called, without the plate that stands beside it."""
    return run.title.replace(run.plate, "").strip() or run.title


def goes_to(run: Run) -> str:
    """The first line of a bar: where it goes, with how much."""
    cities = "、".join(dict.fromkeys(city_name(one.waybill.values.get("dest_city")) for one in run.loads))
    return f"{cities}  {len(run.loads)} 票" if run.loads else f"{run.row.values.get('route_name') or number(run)}  待装"


def run_line(run: Run, day: str) -> str:
    """The second line of a bar: when, and how heavy."""
    return f"{clock(run.start, day)}–{clock(run.end, day)}  {load(run.weight, run.volume)}"


def run_sentence(run: Run, day: str) -> str:
    """Everything about a run, with what is wrong."""
    goes = "、".join(dict.fromkeys(route(one.waybill) for one in run.loads))
    who = f"{run.plate} {run.driver} {run.phone}".strip()
    full = filled(run.weight, run.volume, run.capacity)
    about = f"{number(run)}　{who}　{clock(run.start, day)}–{clock(run.end, day)}　{len(run.loads)} 票　{goes}　{full}"
    return "\n".join([about, *(f"{SIGNS[tone_of([one])]} {one.kind.label}：{one.sentence}" for one in run.conflicts)])


def pool_total(rows: Sequence[Row]) -> str:
    """How much waits."""
    weight, volume = (sum(row.values.get(name) or 0 for row in rows) for name in ("weight", "volume"))
    return f"{len(rows)} 票" + (f" · {load(weight, volume)}" if rows else "")


def day_totals(board: DayBoard, fleet: int) -> str:
    """The first line of the board. fleet: how many vehicles could drive."""
    listed = len(board.unassigned)
    parts = [f"待派 {listed + board.more:,} 票，列出 {listed:,} 票" if board.more else f"待派 {pool_total(board.unassigned)}"]
    parts.append(f"用车 {len(board.bars)} 辆" + (f"（在用 {fleet} 辆）" if fleet else ""))
    return "　".join(parts)
