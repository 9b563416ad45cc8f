"""The day's transport as a problem of loads: what waits or has not begun to load, which vehicles are free, and the plan by hand."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cache
from math import ceil

from csdesk import paths
from csdesk.domain.care.clients import Client
from csdesk.domain.care.sop_terms import sop_parameters
from csdesk.domain.moments import SHANGHAI, wire_moment
from csdesk.domain.record import Values
from csdesk.domain.rows import Filter, Query, Row
from csdesk.domain.transport.board import DayBoard, Run
from csdesk.domain.transport.board import Load as Carried
from csdesk.domain.transport.load_rules import Cargo, apart
from csdesk.domain.transport.loads import FAR, Load, Order, Plan, Problem, Stop, judge
from csdesk.domain.transport.road import Road, hire_price
from csdesk.domain.transport.routes import Route
from csdesk.domain.transport.trip_moves import OPEN
from csdesk.domain.transport.trips import StopKind, TripStop
from csdesk.domain.transport.waybills import WaybillStatus
from csdesk.errors import Refused
from csdesk.operations import policies
from csdesk.operations.clients.promises import Promises
from csdesk.operations.transport import dispatch, load_vehicles
from csdesk.operations.transport.load_vehicles import Span, Wheels, minute_of, zero
from csdesk.store import ledger
from csdesk.store.database import Database
from csdesk.store.lookup import Connection

#: Loading and unloading one waybill, in minutes.
LOADING, UNLOADING = 30, 30
#: As many waybills as can be planned at once in reasonable time and memory.
MOST = 300
#: When waybills that should have left already are loaded.
_MORNING, _EVENING = 8 * 60, 20 * 60


@dataclass(frozen=True, slots=True)
class DayProblem:
    """A day as it can still be planned. runs: those of the plan by hand that have not begun, each with the load it is in `by_hand`.

    reasons: why a pair may not ride together. late: orders that nobody can bring in time. notes: sentences on what was left out.
    first: the first minute in which anything can be done. hire_percent: how much dearer a vehicle from outside is.
    """

    day: date
    rows: tuple[Row, ...]
    cargoes: tuple[Cargo, ...]
    wheels: tuple[Wheels, ...]
    problem: Problem
    by_hand: Plan
    runs: tuple[Run, ...]
    reasons: Mapping[frozenset[int], str]
    late: frozenset[int] = frozenset()
    notes: tuple[str, ...] = ()
    review: bool = False
    first: int = 0
    hire_percent: int = 0

    def moment(self, minutes: int) -> str:
        """The wire moment of a minute of the problem."""
        return wire_moment(zero(self.day) + timedelta(minutes=minutes))


def of_day(db: Database, day: date, now: datetime) -> DayProblem:
    """The problem of a day. A day that is over is looked at as a whole, with everything that was driven. Reads only."""
    seen = dispatch.day_board(db, day)
    review = day < now.astimezone(SHANGHAI).date()
    with db.reading() as connection:
        return _Reader(connection, seen, day, now, review).read()


@cache
def cities() -> Mapping[str, tuple[float, float]]:
    """The cities that ship with the program: by code and by name, in degrees."""
    found: dict[str, tuple[float, float]] = {}
    with paths.resource("cities.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["name"]] = found[row["code"]] = float(row["longitude"]), float(row["latitude"])
    return found


@dataclass(slots=True)
class _Reader:
    """Puts a problem together, part after part."""

    connection: Connection
    board: DayBoard
    day: date
    now: datetime
    review: bool
    notes: list[str] = field(default_factory=list)
    rules: dict[str, int] = field(default_factory=dict)

    @property
    def _percent(self) -> int:
        self.rules = self.rules or policies.in_force(self.connection, self.day)
        return self.rules["hire_percent"]

    def read(self) -> DayProblem:
        runs = [run for bar in self.board.bars for run in bar.runs]
        own = [run for run in runs if run.loads and run.row.values.get("plan_date") == self.day.isoformat() and self._open(run)]
        rows = (*self.board.unassigned, *(load.waybill for run in own for load in run.loads))
        if len(rows) > MOST:
            raise Refused(
                f"{self.day.isoformat()} 有 {len(rows) + self.board.more:,} 票可以配载，一次最多算 {MOST} 票；请先派出或转待定一部分"
            )
        rows = tuple({(row.book, row.id): row for row in rows if self._told(row)}.values())
        road = Road.over(cities(), (row.values for row in ledger.select(self.connection, Route, Query())))
        places, orders, late = self._orders(rows, road)
        cargoes = cargoes_of(self.connection, rows)
        reasons = {**_too_long(orders), **apart(cargoes)}
        alone = Counter(cargo.client for cargo in cargoes)
        orders = [_alone(order, cargo.whole and alone[cargo.client] == 1) for order, cargo in zip(orders, cargoes, strict=True)]
        wheels = load_vehicles.wheels(self.connection, Span(self.day, self.now, self.review), cargoes, own, runs, self.notes)
        tables = [[[way(a, b) for b in places] for a in places] for way in (_between(road.km, 0), _between(road.minutes, 0))]
        problem = Problem(tables[0], tables[1], orders, [one.truck for one in wheels], frozenset(reasons))
        numbers = {(row.book, row.id): n for n, row in enumerate(rows)}
        own = [run for run in own if all((load.waybill.book, load.waybill.id) in numbers for load in run.loads)]
        by_hand = _joined(problem, [self._by_hand(run, numbers, wheels) for run in sorted(own, key=lambda run: run.start)])
        return DayProblem(self.day, rows, cargoes, wheels, problem, by_hand, tuple(own), reasons, late, tuple(self.notes), self.review,
                          Span(self.day, self.now, self.review).first, self._percent)  # fmt: skip

    # -- what is carried ------------------------------------------------------------------------------------------------

    def _open(self, run: Run) -> bool:
        """Whether a run can still be planned otherwise: nothing loaded, nothing split; of a day that is over, whatever is whole."""
        if any(_part(load) for load in run.loads):
            return False
        if self.review:
            return True
        if run.is_trip:
            return run.row.values.get("status") in OPEN
        return all(load.waybill.values.get("status") == WaybillStatus.PLANNED for load in run.loads)

    def _told(self, row: Row) -> bool:
        """Whether enough is known of a waybill: how heavy or how large it is."""
        if row.values.get("weight") or row.values.get("volume"):
            return True
        self.notes.append(f"{row.values.get('waybill_no', '')} 没有重量和体积，算不出装不装得下，没有参加配载")
        return False

    def _orders(self, rows: Sequence[Row], road: Road) -> tuple[list[tuple[str, str]], list[Order], frozenset[int]]:
        """The places, the orders between them, and those that will be late whatever is done."""
        numbers: dict[tuple[str, str], int] = {}
        orders, late = [], set()
        for n, row in enumerate(rows):
            values = row.values
            here = _place(values, "origin_city", "origin_addr", "client_id")
            there = _place(values, "dest_city", "dest_addr", "consignee")
            from_, to = (numbers.setdefault(place, len(numbers)) for place in (here, there))
            km, takes = _between(road.km, 0)(here, there), _between(road.minutes, 0)(here, there)
            load_from, load_until = self._loading(values)
            until = self._minute(values, "required_arrival_at")
            if km < FAR and load_from + LOADING + takes > until:
                late.add(n)
                until = FAR
            price = hire_price(values.get("vehicle_type_req"), 0 if km >= FAR else km, self._percent)
            size = ceil((values.get("weight") or 0) / 1000), values.get("volume") or 0
            orders.append(Order(from_, to, *size, load_from, load_until, 0, until, LOADING, UNLOADING, price))
        return list(numbers), orders, frozenset(late)

    def _loading(self, values: Values) -> tuple[int, int]:
        """From when until when loading may begin. What should have left before is loaded as soon as the day's work begins."""
        first, leaves = self._minute(values, "planned_loading_at"), self._minute(values, "planned_departure_at")
        now = 0 if self.review else Span(self.day, self.now, self.review).first
        if leaves <= max(now, LOADING):
            return max(first, now, _MORNING), max(now, _EVENING)
        return first, max(first, leaves - LOADING)

    def _minute(self, values: Values, name: str) -> int:
        """A moment of a waybill in minutes of the day; what lies before the day counts as its beginning."""
        return minute_of(self.day, values.get(name))

    # -- the plan by hand -------------------------------------------------------------------------------------------------

    def _by_hand(self, run: Run, numbers: Mapping[tuple[str, str], int], wheels: Sequence[Wheels]) -> Load:
        truck = next((n for n, one in enumerate(wheels) if one.plate == run.plate), -1)
        orders = [numbers[load.waybill.book, load.waybill.id] for load in run.loads]
        kept = self._stops(run, numbers)
        if {stop.order for stop in kept} == set(orders):
            return Load(truck, kept)
        wanted = {n: str(load.waybill.values.get("required_arrival_at", "")) for n, load in zip(orders, run.loads, strict=True)}
        return Load(truck, (*(Stop(n, True) for n in orders), *(Stop(n, False) for n in sorted(orders, key=lambda n: wanted[n]))))

    def _stops(self, run: Run, numbers: Mapping[tuple[str, str], int]) -> tuple[Stop, ...]:
        """The stops of a trip in their own order."""
        if not run.is_trip:
            return ()
        found = ledger.select(self.connection, TripStop, Query(filters=(Filter("trip_id", "is", run.row.id),), sort="seq"))
        keys = [(numbers.get((run.row.book, str(stop.values["waybill_id"]))), stop.values["kind"]) for stop in found]
        return tuple(Stop(n, kind == StopKind.LOAD) for n, kind in keys if n is not None)


def _part(load: Carried) -> bool:
    values = load.waybill.values
    return load.weight != (values.get("weight") or 0) or load.volume != (values.get("volume") or 0)


def _place(values: Values, city: str, address: str, who: str) -> tuple[str, str]:
    return str(values.get(city) or ""), str(values.get(address) or values.get(who) or "")


def _between(way: Callable[[str, str], int], here: int) -> Callable[[tuple[str, str], tuple[str, str]], int]:
    """A measure of ways between cities as one between places; within one place there is no way."""
    known: dict[tuple[str, str], int] = {}

    def between(one: tuple[str, str], other: tuple[str, str]) -> int:
        if one == other:
            return here
        cities_ = one[0], other[0]
        if cities_ not in known:
            known[cities_] = way(*cities_)
        return known[cities_]

    return between


def _too_long(orders: Sequence[Order]) -> dict[frozenset[int], str]:
    """Orders from one place of which one would wait on the vehicle for the other beyond its own departure."""
    found = {}
    for n, one in enumerate(orders):
        for m, other in enumerate(orders[:n]):
            first, second = sorted((one, other), key=lambda order: order.load_from)
            if one.pickup == other.pickup and second.load_from > first.load_until + LOADING:
                found[frozenset((m, n))] = "同一装货地，装货时间相差太久"
    return found


def _alone(order: Order, alone: bool) -> Order:
    return replace(order, alone=True) if alone else order


def cargoes_of(connection: Connection, rows: Sequence[Row]) -> tuple[Cargo, ...]:
    """What decides about each waybill: its own words, its client's industry and SOP."""
    wanted = sorted({str(row.values["client_id"]) for row in rows})
    clients = ledger.select(connection, Client, Query(filters=(Filter("id", "in", wanted),))) if wanted else []
    industries = {row.id: str(row.values.get("industry") or "") for row in clients}
    known = Promises(connection)
    return tuple(_cargo(row, industries, known) for row in rows)


def _cargo(row: Row, industries: Mapping[str, str], known: Promises) -> Cargo:
    client = str(row.values["client_id"])
    version = known.version(client, str(row.values.get("plan_date") or ""))
    terms = sop_parameters(section.values for section in known.sections(str(version["id"]))) if version else {}
    return Cargo(row.book, client, industries.get(client, ""), row.values, terms)


def _joined(problem: Problem, loads: Sequence[Load]) -> Plan:
    """The runs of one vehicle one after the other as one load, as far as it can drive them so."""
    found: list[Load] = []
    for load in loads:
        before = next((n for n, one in enumerate(found) if one.truck == load.truck), None)
        both = Load(load.truck, (*found[before].stops, *load.stops)) if before is not None else None
        if before is not None and both is not None and not judge(problem, both).faults:
            found[before] = both
        else:
            found.append(load)
    return tuple(found)
