"""Where everything on the time chart lies: one lane per vehicle, runs that overlap below each other, moments along the axis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from csdesk.domain.moments import SHANGHAI
from csdesk.domain.rows import Row
from csdesk.domain.transport.board import Conflict, ConflictKind, DayBoard, Run
from csdesk.domain.transport.fleet import Capacity, FleetStatus, capacity_of
from csdesk.gui.board.words import tone_of

#: A run may end days later; the axis shows this much of it.
_LONGEST_HOURS = 96


@dataclass(frozen=True, slots=True)
class Lane:
    """One vehicle's day. tracks: for each run, how far down it lies. vehicle: its own record; None for a one-off plate."""

    plate: str
    driver: str
    limit: Capacity | None
    runs: tuple[Run, ...]
    tracks: tuple[int, ...]
    vehicle: Row | None

    @property
    def depth(self) -> int:
        """How many runs lie below each other at most."""
        return max(self.tracks, default=0) + 1

    @property
    def weight(self) -> int:
        """The heaviest run's weight in grams."""
        return max((run.weight for run in self.runs), default=0)

    @property
    def volume(self) -> int:
        """The fullest run's volume in litres."""
        return max((run.volume for run in self.runs), default=0)

    @property
    def overload(self) -> str:
        """超重, 超方, both, or nothing."""
        kinds = {conflict.kind for run in self.runs for conflict in run.conflicts}
        return " ".join(kind.label for kind in (ConflictKind.WEIGHT, ConflictKind.VOLUME) if kind in kinds)


def lanes_of(board: DayBoard, fleet: Sequence[Row], *, idle: bool) -> list[Lane]:
    """Every vehicle that drives, by plate; then, when `idle`, those of the fleet that could."""
    by_plate = {str(row.values.get("plate_no")): row for row in fleet}
    found = [_driving(bar.plate, bar.runs, by_plate) for bar in board.bars]
    if idle:
        busy = {lane.plate for lane in found}
        free = [row for plate, row in sorted(by_plate.items()) if plate not in busy and row.values.get("status") == FleetStatus.ACTIVE]
        found += [_standing(row) for row in free]
    return found


def _driving(plate: str, runs: tuple[Run, ...], fleet: Mapping[str, Row]) -> Lane:
    drivers = "、".join(dict.fromkeys(run.driver for run in runs if run.driver))
    limit = next((run.capacity for run in runs if run.capacity), None)
    return Lane(plate, drivers, limit, runs, pack(runs), fleet.get(plate))


def _standing(row: Row) -> Lane:
    limit = capacity_of(row.values.get("vehicle_type"), row.values)
    return Lane(str(row.values.get("plate_no", "")), row.titles.get("driver_id", ""), limit, (), (), row)


def pack(runs: Sequence[Run]) -> tuple[int, ...]:
    """How far down each run lies so that none covers another; the runs in the order of their start."""
    ends: list[str] = []
    found = []
    for run in runs:
        at = next((i for i, end in enumerate(ends) if end <= run.start), len(ends))
        ends[at:] = [run.end, *ends[at + 1 :]]
        found.append(at)
    return tuple(found)


def known_conflicts(board: DayBoard) -> list[tuple[Run, Conflict]]:
    """Everything wrong, each sentence and both sides of a double booking once; what forbids a run stands first."""
    found, seen = [], set()
    for run in (run for bar in board.bars for run in bar.runs):
        for conflict in run.conflicts:
            key = (conflict.kind, *sorted((run.row.id, conflict.with_id))) if conflict.with_id else (conflict.kind, conflict.sentence)
            if key not in seen:
                seen.add(key)
                found.append((run, conflict))
    return sorted(found, key=lambda one: tone_of([one[1]]) != "bad")


@dataclass(frozen=True, slots=True)
class Axis:
    """The hours from midnight of a day. hour: its width in pixels."""

    day: str
    hours: int
    hour: float

    @classmethod
    def over(cls, board: DayBoard, width: float, least: float) -> Axis:
        """The axis on which the day fits into `width` pixels, an hour never narrower than `least`; later hours lie beyond."""
        ends = [_hours(board.day, run.end) for bar in board.bars for run in bar.runs]
        hours = min(max(24, ceil(max(ends, default=0))), _LONGEST_HOURS)
        return cls(board.day, hours, max(width / 24, least))

    @property
    def width(self) -> float:
        return self.hours * self.hour

    def x(self, moment: str) -> float:
        """Pixels from midnight to a wire moment, held inside the axis."""
        return min(max(_hours(self.day, moment), 0), self.hours) * self.hour

    def cut(self, run: Run) -> tuple[bool, bool]:
        """Whether a run begins before the axis, and whether it ends after it."""
        return run.start < f"{self.day}T00:00", _hours(self.day, run.end) > self.hours

    def label(self, hour: int) -> str:
        """What stands at an hour of the axis: midnight carries its date."""
        if hour % 24:
            return f"{hour % 24:02}:00"
        return (datetime.fromisoformat(self.day) + timedelta(hours=hour)).strftime("%m-%d")


def _hours(day: str, moment: str) -> float:
    midnight = datetime.fromisoformat(day).replace(tzinfo=SHANGHAI)
    return (datetime.fromisoformat(moment) - midnight).total_seconds() / 3600
