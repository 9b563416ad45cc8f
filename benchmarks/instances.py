"""Public instances of vehicle routing as problems of ours; where they come from stands in `tests/data/loads/README.md`."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from csdesk.domain.transport.loads import Load, Order, Plan, Problem, Stop, Truck, judged

DATA = Path(__file__).parents[1] / "tests" / "data" / "loads"
#: A price at which nobody leaves an order: all of them are to be carried.
_DEAR = 10_000_000


@dataclass(frozen=True, slots=True)
class Instance:
    """One public problem, and the cost of the best plan that anybody has found, in the problem's units."""

    name: str
    what: str
    problem: Problem
    best_known: int


def instances() -> list[Instance]:
    """Time windows, a mixed fleet, and pickups before deliveries in time windows."""
    windows, mixed, pairs = _sections("RC208.vrp"), _sections("X115-HVRP.vrp"), _sections("lrc206.vrp")
    return [
        Instance("RC208", "100 customers with time windows (Solomon)", _windows(windows), 7761),
        _mixed_fleet(mixed),
        Instance("lrc206", "51 pickups and deliveries in time windows (Li & Lim)", _pairs(pairs), 115903),
    ]


def _sections(name: str) -> dict[str, list[list[str]]]:
    """The rows of each section, and of each heading, by name."""
    found: dict[str, list[list[str]]] = {}
    for line in (DATA / name).read_text(encoding="ascii").splitlines():
        if ":" in line:
            word, _, value = line.partition(":")
            found[word.strip()] = [[value.strip()]]
        elif line[:1].isalpha():
            rows = found[line.strip()] = []
        elif line.strip():
            rows.append(line.split())
    return found


def _number(sections: dict[str, list[list[str]]], word: str) -> int:
    return int(sections[word][0][0])


def _table(rows: Iterable[list[str]], scale: int, whole: Callable[[float], int] = round) -> list[list[int]]:
    """Straight distances in whole `1/scale` units."""
    points = [(float(x), float(y)) for _, x, y in rows]
    return [[whole(scale * math.dist(a, b)) for b in points] for a in points]


def _windows(told: dict[str, list[list[str]]]) -> Problem:
    """Tenths, cut down, as in the DIMACS challenge; everything is loaded at the depot."""
    table = _table(told["NODE_COORD_SECTION"], 10, math.floor)
    demand = [int(row[1]) for row in told["DEMAND_SECTION"]]
    hours = [(10 * int(row[1]), 10 * int(row[2])) for row in told["TIME_WINDOW_SECTION"]]
    service = 10 * _number(told, "SERVICE_TIME")
    orders = [
        Order(None, n, weight=demand[n], deliver_from=early, deliver_until=late, unload_minutes=service, price=_DEAR)
        for n, (early, late) in enumerate(hours)
        if n
    ]
    truck = Truck(_number(told, "CAPACITY"), 0, start=0, end=0, free_until=hours[0][1], many=_number(told, "VEHICLES"))
    return Problem(table, table, orders, [truck])


def _mixed_fleet(told: dict[str, list[list[str]]]) -> Instance:
    """Distances in tenths, rounded; the best known plan is measured by our own judge."""
    table = _table(told["NODE_COORD_SECTION"], 10)
    orders = [Order(None, int(n) - 1, weight=int(demand), price=_DEAR) for n, demand in told["DEMAND_SECTION"] if n != "1"]
    vehicles = [
        tuple(int(told[f"{name}_SECTION"][n][1]) for name in ("CAPACITY", "VEHICLES_FIXED_COST", "VEHICLES_UNIT_DISTANCE_COST"))
        for n in range(_number(told, "VEHICLES"))
    ]
    kinds = Counter(vehicles)
    trucks = [Truck(w, 0, 0, 0, start_price=10 * fixed, distance_price=unit, many=many) for (w, fixed, unit), many in kinds.items()]
    free = [[0] * len(table) for _ in table]
    problem = Problem(table, free, orders, trucks)
    return Instance(
        "X115-HVRP",
        "114 customers, 19 vehicles of three kinds",
        problem,
        judged(problem, _kept_plan([list(kinds).index(kind) for kind in vehicles])).price,
    )


def _kept_plan(kinds: list[int]) -> Plan:
    """The best known plan: its n-th route is driven by the n-th vehicle. kinds: of which kind each vehicle is."""
    routes = [line.partition(":")[2].split() for line in (DATA / "X115-HVRP.sol").read_text(encoding="ascii").splitlines() if "#" in line]
    return tuple(Load(kinds[n], tuple(Stop(int(order) - 1, loads=False) for order in route)) for n, route in enumerate(routes))


def _pairs(told: dict[str, list[list[str]]]) -> Problem:
    """Hundredths, rounded; each pair is one order."""
    places = {row[0]: n for n, row in enumerate(told["NODE_COORD_SECTION"])}
    table = _table(told["NODE_COORD_SECTION"], 100)
    rows = {row[0]: [int(value) for value in row[1:]] for row in told["PICKUP_AND_DELIVERY_SECTION"]}
    orders = []
    for name, (amount, early, late, service, _, to) in rows.items():
        if to:
            _, deliver_from, deliver_until, unload, _, _ = rows[str(to)]
            windows = (100 * early, 100 * late), (100 * deliver_from, 100 * deliver_until)
            services = 100 * service, 100 * unload
            orders.append(Order(places[name], places[str(to)], amount, 0, *windows[0], *windows[1], *services, _DEAR))
    truck = Truck(_number(told, "CAPACITY"), 0, 0, 0, free_until=100 * rows["0"][2], many=_number(told, "VEHICLES"))
    return Problem(table, table, orders, [truck])
