"""The day board: who drives what on one day, how full, and what cannot be (domain.md §3.7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from csdesk.domain.record import Choice
from csdesk.domain.rows import Row
from csdesk.domain.transport.fleet import Capacity


class ConflictKind(Choice):
    PLATE = "plate", "车辆时间冲突"
    DRIVER = "driver", "司机时间冲突"
    WEIGHT = "weight", "超重"
    VOLUME = "volume", "超方"
    TOO_LATE = "too_late", "发车晚于要求到达"
    ARRIVES_LATE = "arrives_late", "预计到达晚于要求到达"
    NO_PHONE = "no_phone", "缺司机电话"
    EXPIRED = "expired", "证件到期"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing on a run that cannot be, or should not. with_id: the other run of a double booking."""

    kind: ConflictKind
    sentence: str
    with_id: str = ""


@dataclass(frozen=True, slots=True)
class Load:
    """One waybill on a run, or its part. weight in grams, volume in litres."""

    waybill: Row
    weight: int
    volume: int


@dataclass(frozen=True, slots=True)
class Run:
    """One piece of a bar: a trip, or a waybill that was given a vehicle directly.

    row: the trip or the waybill itself. start, end: wire moments. expired: documents that have run out, by label.
    """

    row: Row
    is_trip: bool
    title: str
    plate: str
    driver: str
    phone: str
    start: str
    end: str
    capacity: Capacity | None
    loads: tuple[Load, ...]
    expired: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    @property
    def weight(self) -> int:
        """Loaded weight in grams."""
        return sum(load.weight for load in self.loads)

    @property
    def volume(self) -> int:
        """Loaded volume in litres."""
        return sum(load.volume for load in self.loads)


@dataclass(frozen=True, slots=True)
class Bar:
    """One vehicle's day: its runs in the order of their start."""

    plate: str
    runs: tuple[Run, ...]

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Everything wrong on this vehicle."""
        return tuple(conflict for run in self.runs for conflict in run.conflicts)


@dataclass(frozen=True, slots=True)
class DayBoard:
    """One day of dispatching.

    day: `2026-06-12`. unassigned: waybills of the day and older ones still waiting, by vehicle type and client. held: those
    set aside (待定), by the day until which they are. bars: one per vehicle, by plate. more: how many wait besides, unlisted.
    """

    day: str
    unassigned: tuple[Row, ...]
    held: tuple[Row, ...]
    bars: tuple[Bar, ...]
    more: int = 0

    @property
    def due(self) -> int:
        """How many of those set aside are to be looked at again by this day."""
        return sum(str(row.values.get("hold_until") or "") <= self.day for row in self.held)

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Everything wrong on this day."""
        return tuple(conflict for bar in self.bars for conflict in bar.conflicts)


def board(day: str, waiting: Iterable[Row], held: Iterable[Row], runs: Sequence[Run], more: int = 0) -> DayBoard:
    """The board of a day. runs: those of the day and those of other days that reach into it."""
    judged = [replace(run, conflicts=conflicts_of(run, runs)) for run in runs]
    by_plate: dict[str, list[Run]] = defaultdict(list)
    for run in sorted(judged, key=lambda run: (run.start, run.row.id)):
        by_plate[run.plate].append(run)
    bars = tuple(Bar(plate, tuple(found)) for plate, found in sorted(by_plate.items()))
    return DayBoard(day, tuple(sorted(waiting, key=_pool_order)), tuple(sorted(held, key=_hold_order)), bars, more)


def conflicts_of(run: Run, runs: Sequence[Run]) -> tuple[Conflict, ...]:
    """Everything wrong with a run among these."""
    return (*_own(run), *_double(run, runs))


def _pool_order(row: Row) -> tuple[str, str, str]:
    return str(row.values.get("vehicle_type_req", "")), row.titles.get("client_id", ""), str(row.values.get("planned_departure_at", ""))


def _hold_order(row: Row) -> tuple[str, tuple[str, str, str]]:
    return str(row.values.get("hold_until") or ""), _pool_order(row)


def _own(run: Run) -> Iterator[Conflict]:
    """What is wrong with a run by itself."""
    if run.capacity and run.weight > run.capacity.payload:
        yield Conflict(ConflictKind.WEIGHT, f"{run.plate} 装 {run.weight / 1e6:g} 吨，超过核定 {run.capacity.payload / 1e6:g} 吨")
    if run.capacity and run.volume > run.capacity.volume:
        yield Conflict(ConflictKind.VOLUME, f"{run.plate} 装 {run.volume / 1000:g} 方，超过容积 {run.capacity.volume / 1000:g} 方")
    for load in run.loads:
        required = load.waybill.values.get("required_arrival_at")
        number = load.waybill.values.get("waybill_no", "")
        if required and run.start >= required:
            yield Conflict(ConflictKind.TOO_LATE, f"{number} 要求 {_clock(required)} 到达，发车却是 {_clock(run.start)}")
        elif required and run.end > required:
            yield Conflict(ConflictKind.ARRIVES_LATE, f"{number} 要求 {_clock(required)} 到达，预计 {_clock(run.end)}")
    if not run.phone:
        yield Conflict(ConflictKind.NO_PHONE, f"{run.title} 没有司机电话")
    for document in run.expired:
        yield Conflict(ConflictKind.EXPIRED, f"{run.plate} 的{document}已过期")


def _double(run: Run, runs: Sequence[Run]) -> Iterator[Conflict]:
    """The other runs at the same time that need the same vehicle or driver."""
    for other in runs:
        if other.row.id == run.row.id or not (run.start < other.end and other.start < run.end):
            continue
        when = f"{_clock(other.start)}–{_clock(other.end)}"
        if other.plate == run.plate:
            yield Conflict(ConflictKind.PLATE, f"{run.plate} 同时在 {other.title}（{when}）", other.row.id)
        if _same_driver(run, other):
            yield Conflict(ConflictKind.DRIVER, f"司机{run.driver} 同时在 {other.title}（{when}）", other.row.id)


def _same_driver(one: Run, other: Run) -> bool:
    """The same telephone, or where one has none the same name."""
    if one.phone and other.phone:
        return one.phone == other.phone
    return bool(one.driver) and one.driver == other.driver


def _clock(moment: str) -> str:
    return moment[5:16].replace("T", " ")
