"""A proposal for the day's loads: asked of the solver, judged beside the plan by hand, and taken whole or load by load."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from csdesk.domain.progress import Progress
from csdesk.domain.rows import Row
from csdesk.domain.transport.board import Run
from csdesk.domain.transport.load_rules import why_barred
from csdesk.domain.transport.loads import Fault, Judged, Load, Problem, Stop, Verdict, filled, judge, judged
from csdesk.domain.transport.trips import StopKind, Trip
from csdesk.domain.transport.waybills import WaybillStatus
from csdesk.errors import Refused
from csdesk.operations import moves
from csdesk.operations.completion import Completion
from csdesk.operations.transport import dispatch, hiring, load_problem
from csdesk.operations.transport.dispatch import StopPlan
from csdesk.operations.transport.hiring import Hired
from csdesk.operations.transport.load_problem import LOADING, DayProblem
from csdesk.operations.transport.load_vehicles import Wheels
from csdesk.store import changesets
from csdesk.store.changesets import ChangeSet
from csdesk.store.database import Database

_VOIDED = "按配载建议重排"


@dataclass(frozen=True, slots=True)
class Worth:
    """What a plan comes to. carried, left: waybills; km on the way; hours of all vehicles; price in 分; filled from 0 to 1."""

    vehicles: int
    carried: int
    left: int
    faulty: int
    km: int
    hours: float
    price: int
    filled: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """The plan by hand and the proposed one, of the same problem. hired: what vehicles from outside could carry of what is left."""

    day: DayProblem
    by_hand: Verdict
    proposed: Verdict
    hired: tuple[Hired, ...] = ()

    @property
    def better(self) -> bool:
        """Whether anything is gained: more is carried, or as much for less."""
        return self.proposed.rank < self.by_hand.rank

    @property
    def worths(self) -> tuple[Worth, Worth]:
        """What each comes to: by hand, proposed."""
        return _worth(self.day.problem, self.by_hand), _worth(self.day.problem, self.proposed)

    def changed(self, one: Judged) -> bool:
        """Whether a proposed load is not driven so by hand."""
        return _key(one.load) not in {_key(other.load) for other in self.by_hand.sound}

    def left(self) -> list[tuple[Row, str]]:
        """The waybills that the proposal leaves, each with the reason."""
        offered = {n for hired in self.hired for n in hired.one.load.orders}
        return [(self.day.rows[n], _why_left(self.day, n) + _OFFERED * (n in offered)) for n in self.proposed.left]


def _key(load: Load) -> tuple[int, frozenset[int]]:
    return load.truck, frozenset(load.orders)


def _worth(problem: Problem, verdict: Verdict) -> Worth:
    faulty = sum(len(one.load.orders) for one in verdict.faulty)
    vehicles = len({one.load.truck for one in (*verdict.sound, *verdict.faulty)})
    return Worth(
        vehicles,
        verdict.carried,
        len(problem.orders) - verdict.carried - faulty,
        faulty,
        verdict.distance,
        verdict.hours,
        verdict.price,
        filled(problem, verdict.sound),
    )


def propose(db: Database, day: date, progress: Progress, *, now: datetime, seconds: float = 25, idle: int = 5_000) -> Proposal:
    """Look for a cheaper plan of a day for at most so many seconds, or until nothing got better `idle` times. Writes nothing.

    Raises Refused when there is nothing to plan, Cancelled when `progress` does.
    """
    progress("正在读取运单和车辆", 0, 100)
    found = load_problem.of_day(db, day, now)
    if not found.rows:
        raise Refused(f"{day.isoformat()} 没有可以配载的运单：没有待派的，已派的都已开始装车")
    from csdesk.solving.search import Effort, search  # the solver loads when a proposal is asked for

    plan = search(found.problem, found.by_hand, Effort(seconds, idle=idle), progress)
    proposed = judged(found.problem, plan)
    hired = () if found.review else hiring.offers(db, found, proposed.left, seconds / 10, max(1, idle // 5), progress)
    if not found.wheels and not hired:
        raise Refused("没有空闲的车辆：请先在车辆台账登记在用车辆和常用司机，或看看证件是否到期")
    return Proposal(found, judged(found.problem, found.by_hand), proposed, hired)


# -- why not -----------------------------------------------------------------------------------------------------------


def _why_left(day: DayProblem, n: int) -> str:
    """Why nobody carries an order: what every vehicle has against it alone, else that they are all full."""
    allowed = [t for t, one in enumerate(day.wheels) if n not in one.truck.barred]
    if not day.wheels:
        return "没有空闲的车辆"
    if not allowed:
        whys = [why_barred(day.cargoes[n], one.kind, one.book) for one in day.wheels]
        return f"没有合适的车：{max(whys, key=whys.count)}"
    alone = [judge(day.problem, Load(t, (Stop(n, True), Stop(n, False)))).faults for t in allowed]
    if all(alone):
        return _SENTENCES.get(max((faults[0] for faults in alone), key=[f[0] for f in alone].count), "没有车装得下")
    return "合适的车都已排满，需要外调"


_OFFERED = "；已列入外协询价"
_SENTENCES = {
    Fault.WEIGHT: "比每辆合适的车的核定载重都重，需要拆票或外调大车",
    Fault.VOLUME: "比每辆合适的车的容积都大，需要拆票或外调大车",
    Fault.LATE: "合适的车空出来时已赶不上装货或要求到达的时间",
    Fault.UNKNOWN: "认不出始发或目的城市，量不出里程；请改成“330200 宁波”或“宁波”这样的写法，或在常用线路里登记里程",
}


# -- taking it -----------------------------------------------------------------------------------------------------------


def take(db: Database, proposal: Proposal, chosen: Sequence[Judged], *, now: datetime) -> int:
    """Dispatch these loads of the proposal, all in one change set; how many waybills they carry.

    What carried their waybills by hand gives them up; a trip that is left empty is voided. Raises Refused, for instance when
    a waybill has moved on since, and Invalid.
    """
    if proposal.day.review:
        raise Refused("这一天已经过去，建议只供对照")
    wanted = {n for one in chosen for n in one.load.orders}
    if not wanted:
        raise Refused("请先勾选要采用的车")
    day = proposal.day
    with changesets.change_set(db, f"采用 {day.day.isoformat()} 配载建议（{len(chosen)} 车 {len(wanted)} 票）") as work:
        carried = {(row.book, row.id) for row in (day.rows[n] for n in wanted)}
        for run in day.runs:
            _give_up(work, run, carried, now)
        by = Completion(work.connection, work.site, now)
        for one in chosen:
            for part in _parts(one):
                _drive(work, day, day.wheels[one.load.truck], part, by, now)
    return len(wanted)


def _give_up(work: ChangeSet, run: Run, wanted: set[tuple[str, str]], now: datetime) -> None:
    """A trip by hand loses those of its waybills that are wanted; without any it is void."""
    rows = [load.waybill for load in run.loads if (load.waybill.book, load.waybill.id) in wanted]
    if rows and run.is_trip and not dispatch.take_off(work, run.row, rows):
        moves.take(work, Trip, run.row, "void", {"void_reason": _VOIDED}, now=now, alone=True)


def _parts(one: Judged) -> Iterator[list[tuple[Stop, int]]]:
    """The trips of a load: whenever the vehicle is empty, one ends."""
    part: list[tuple[Stop, int]] = []
    aboard = 0
    for stop, at in zip(one.load.stops, one.at, strict=True):
        part.append((stop, at))
        aboard += 1 if stop.loads else -1
        if not aboard:
            yield part
            part = []


def _drive(work: ChangeSet, day: DayProblem, wheels: Wheels, part: list[tuple[Stop, int]], by: Completion, now: datetime) -> None:
    """One trip with its stops in the proposed order."""
    rows = {stop.order: day.rows[stop.order] for stop, _ in part}
    stops = [StopPlan(rows[s.order], StopKind.LOAD if s.loads else StopKind.UNLOAD, day.moment(at)) for s, at in part]
    over = {row.id for row in rows.values() if row.values.get("status") == WaybillStatus.PLANNED}
    loaded = max(at for stop, at in part if stop.loads) + LOADING
    told = {**wheels.told, "plan_date": day.day.isoformat(), "planned_loading_at": day.moment(part[0][1])}
    told |= {"planned_departure_at": day.moment(loaded), "planned_arrival_at": day.moment(part[-1][1])}
    dispatch.enter_trip(work, list(rows.values()), told, now=now, stops=stops, over=over, by=by)
