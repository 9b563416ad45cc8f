"""The search for a cheap plan of loads with PyVRP: what our problem is in its words, and its routes in ours."""

from __future__ import annotations

import time
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyvrp
from pyvrp import ActivityType
from pyvrp.exceptions import PenaltyBoundWarning

from csdesk.domain.progress import Progress
from csdesk.domain.transport.loads import FAR, Load, Order, Plan, Problem, Stop, Truck, Verdict, judged
from csdesk.solving.keeping import as_before

#: How often the progress is told, in seconds.
_TOLD_EVERY = 0.2
_SEED = 1
#: One place in an imagined room weighs as much as goods usually do, so that the solver takes both equally seriously.
_ROOM = 1000


Matrix = Any  # numpy's array of whole numbers, which the solver's stubs spell in a way of their own


@dataclass(frozen=True, slots=True)
class Effort:
    """When to stop: after so many seconds, rounds of the search, or rounds in which nothing became better."""

    seconds: float = 25
    rounds: int = 1_000_000
    idle: int = 5_000


def search(problem: Problem, begin: Plan, effort: Effort, progress: Progress) -> Plan:
    """A plan at least as good as `begin`, by `judged`; without faults. Raises Cancelled when `progress` does."""
    best = judged(problem, begin)
    if not problem.orders or not problem.trucks:
        return _plan(best)
    found = judged(problem, _solved(problem, _plan(best), _Watch(effort, progress)))
    if found.rank < best.rank:
        best = found
    return as_before(problem, _plan(best), begin)


def _plan(verdict: Verdict) -> Plan:
    return tuple(one.load for one in verdict.sound)


class _Watch:
    """Counts the rounds of the search, tells how far it is and says when it is over."""

    def __init__(self, effort: Effort, progress: Progress) -> None:
        self._effort, self._progress = effort, progress
        self._start, self._told = time.monotonic(), 0.0
        self._rounds, self._idle, self._best = 0, 0, 1 << 62

    def __call__(self, best_cost: int) -> bool:
        self._rounds += 1
        self._idle = 0 if best_cost < self._best else self._idle + 1
        self._best = min(self._best, best_cost)
        spent = time.monotonic() - self._start
        if spent - self._told >= _TOLD_EVERY:
            self._told = spent
            share = max(spent / self._effort.seconds, self._idle / self._effort.idle, self._rounds / self._effort.rounds)
            self._progress(f"正在计算配载建议（{self._rounds:,} 次尝试）", min(int(100 * share), 99), 100)
        return self._idle >= self._effort.idle or self._rounds >= self._effort.rounds or spent >= self._effort.seconds


# -- our problem in the solver's words ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Told:
    """The solver's problem. shipments, clients: which of our orders each of its own is."""

    data: pyvrp.ProblemData
    shipments: tuple[int, ...]
    clients: tuple[int, ...]


def _solved(problem: Problem, begin: Plan, watch: _Watch) -> Plan:
    told = _told(problem)
    start = pyvrp.Solution(told.data, [_route(problem, told, load) for load in _drivable(problem, begin)]) if begin else None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PenaltyBoundWarning)  # a day with more waybills than vehicles is nothing unusual
        result = pyvrp.solve(told.data, watch, seed=_SEED, collect_stats=False, initial_solution=start)
    return tuple(_load(told, route) for route in result.best.routes()) if result.best.is_feasible() else begin


def _drivable(problem: Problem, plan: Plan) -> Iterator[Load]:
    """As many loads of each vehicle as there are of it: the solver knows one route a vehicle."""
    used = Counter[int]()
    for load in plan:
        used[load.truck] += 1
        if used[load.truck] <= problem.trucks[load.truck].many:
            yield load


def _told(problem: Problem) -> _Told:
    orders = list(enumerate(problem.orders))
    shipments = tuple(n for n, order in orders if order.pickup is not None)
    clients = tuple(n for n, order in orders if order.pickup is None)
    places = _Places(problem)
    kinds = sorted({truck.barred for truck in problem.trucks}, key=sorted)
    matrices = [places.matrices(problem, barred) for barred in kinds]
    rooms, worth = _Rooms(problem), _dearest(problem)
    data = pyvrp.ProblemData(
        [pyvrp.Location(0, 0) for _ in range(places.count)],
        [_client(problem.orders[n], places.of[n][1], rooms.amount(n), worth) for n in clients],
        [pyvrp.Depot(place) for place in places.depots],
        [_vehicle(truck, places, kinds.index(truck.barred), rooms.capacity(truck)) for truck in problem.trucks],
        [distance for distance, _ in matrices],
        [minutes for _, minutes in matrices],
        [],
        [_shipment(problem.orders[n], *places.of[n], rooms.amount(n), worth) for n in shipments],
    )
    return _Told(data, shipments, clients)


def _dearest(problem: Problem) -> int:
    """More than any vehicle costs for one order: whatever can be carried is."""
    furthest = max((way for row in problem.distance for way in row if way < FAR), default=0)
    return max((truck.start_price + 4 * truck.distance_price * furthest for truck in problem.trucks), default=0)


class _Places:
    """The solver's locations: one for each stop of each order, so that an order can be barred from a vehicle; then the depots.

    The last depot is nowhere: from it and to it every way is nothing, so that a vehicle begins and ends where the work is.
    """

    def __init__(self, problem: Problem) -> None:
        self.real: list[int] = []
        self.of: list[tuple[int, int]] = []
        for order in problem.orders:
            pickup = self._add(order.pickup) if order.pickup is not None else -1
            self.of.append((pickup, self._add(order.delivery)))
        homes = sorted({place for truck in problem.trucks for place in (truck.start, truck.end) if place is not None})
        self.homes = {place: n for n, place in enumerate(homes)}
        self.depots = [self._add(place) for place in homes]
        self.depots.append(len(self.real))
        self.count = len(self.real) + 1

    def _add(self, place: int) -> int:
        self.real.append(place)
        return len(self.real) - 1

    def depot(self, place: int | None) -> int:
        """The number of the depot at a place."""
        return self.homes[place] if place is not None else len(self.depots) - 1

    def matrices(self, problem: Problem, barred: frozenset[int]) -> tuple[Matrix, Matrix]:
        """Distances and minutes between all locations, where some orders cannot be reached."""
        found = []
        for table in (problem.distance, problem.minutes):
            full = np.zeros((self.count, self.count), dtype=np.int64)
            full[:-1, :-1] = np.array(table, dtype=np.int64)[np.ix_(self.real, self.real)]
            closed = [place for n in barred for place in self.of[n] if place >= 0]
            full[closed, :] = FAR
            full[:, closed] = FAR
            np.fill_diagonal(full, 0)
            found.append(full)
        return found[0], found[1]


class _Rooms:
    """What an order takes of a vehicle: kg, litres, and imagined rooms in which those that may not ride together have no place together.

    In the first such room whoever must be alone takes all there is. Each further one keeps one order from those that it may
    not meet: it fills the room, they take a part each.
    """

    def __init__(self, problem: Problem) -> None:
        self._crowd, self._orders = len(problem.orders), problem.orders
        self._stars: list[tuple[int, frozenset[int]]] = []
        open_ = {pair for pair in problem.apart if not any(problem.orders[n].alone for n in pair)}
        while open_:
            counts = Counter(n for pair in open_ for n in pair)
            middle = max(counts, key=lambda n: (counts[n], -n))
            met = {pair for pair in open_ if middle in pair}
            self._stars.append((middle, frozenset(n for pair in met for n in pair) - {middle}))
            open_ -= met

    def amount(self, n: int) -> list[int]:
        """What order `n` takes."""
        order = self._orders[n]
        stars = [_ROOM * (len(others) if n == middle else n in others) for middle, others in self._stars]
        return [order.weight, order.volume, _ROOM * (self._crowd if order.alone else 1), *stars]

    def capacity(self, truck: Truck) -> list[int]:
        """What a vehicle has."""
        return [truck.weight, truck.volume, _ROOM * self._crowd, *(_ROOM * len(others) for _, others in self._stars)]


def _client(order: Order, place: int, amount: list[int], worth: int) -> pyvrp.Client:
    return pyvrp.Client(
        place,
        delivery=amount,
        service_duration=order.unload_minutes,
        tw_early=order.deliver_from,
        tw_late=order.deliver_until,
        release_time=order.load_from,
        prize=order.price + worth,
        required=False,
    )


def _shipment(order: Order, pickup: int, delivery: int, amount: list[int], worth: int) -> pyvrp.Shipment:
    return pyvrp.Shipment(
        pickup,
        delivery,
        order.load_from,
        order.load_until,
        order.load_minutes,
        order.deliver_from,
        order.deliver_until,
        order.unload_minutes,
        amount,
        prize=order.price + worth,
        required=False,
    )


def _vehicle(truck: Truck, places: _Places, profile: int, capacity: list[int]) -> pyvrp.VehicleType:
    return pyvrp.VehicleType(
        num_available=truck.many,
        capacity=capacity,
        start_depot=places.depot(truck.start),
        end_depot=places.depot(truck.end),
        fixed_cost=truck.start_price,
        tw_early=truck.free_from,
        tw_late=truck.free_until,
        max_distance=FAR - 1,
        unit_distance_cost=truck.distance_price,
        profile=profile,
    )


# -- its routes in ours -------------------------------------------------------------------------------------------------


def _route(problem: Problem, told: _Told, load: Load) -> pyvrp.Route:
    shipment, client = ({n: i for i, n in enumerate(kind)} for kind in (told.shipments, told.clients))
    activities = []
    for stop in load.stops:
        if stop.order in client:
            activities.append(pyvrp.Activity(ActivityType.CLIENT, client[stop.order]))
        else:
            kind = ActivityType.PICKUP if stop.loads else ActivityType.DELIVERY
            activities.append(pyvrp.Activity(kind, shipment[stop.order]))
    return pyvrp.Route(told.data, activities, load.truck)


def _load(told: _Told, route: pyvrp.Route) -> Load:
    stops = []
    for activity in route:
        if activity.is_client():
            stops.append(Stop(told.clients[activity.idx], loads=False))
        elif activity.is_shipment():
            stops.append(Stop(told.shipments[activity.idx], loads=activity.is_pickup()))
    return Load(route.vehicle_type(), tuple(stops))
