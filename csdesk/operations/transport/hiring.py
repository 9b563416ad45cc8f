"""What own vehicles do not carry, put on vehicles from outside (外协询价): of which type, together with what, about how dear."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from csdesk.domain.progress import Progress
from csdesk.domain.rows import Query
from csdesk.domain.transport.fleet import CAPACITY
from csdesk.domain.transport.load_rules import why_barred
from csdesk.domain.transport.loads import Judged, Load, Problem, Stop, Truck, judged
from csdesk.domain.transport.road import city_name, rate
from csdesk.domain.transport.routes import Route
from csdesk.operations.transport.load_problem import DayProblem
from csdesk.store import ledger
from csdesk.store.database import Database

#: (city, city, vehicle type) → what the lane says it costs, 分.
Lanes = Mapping[tuple[str, str, str], int]


@dataclass(frozen=True, slots=True)
class Hired:
    """One load for a vehicle that is still to be found. one: in the day's orders; kind: its type; price: about, 分; lane: by the lane."""

    one: Judged
    kind: str
    price: int
    lane: bool = False


def offers(db: Database, day: DayProblem, left: Sequence[int], seconds: float, idle: int, progress: Progress) -> tuple[Hired, ...]:
    """Loads for vehicles from outside that carry these orders, as far as any type of vehicle can; each with its price."""
    if not left:
        return ()
    from csdesk.solving.search import Effort, search  # the solver loads when a proposal is asked for

    problem = _problem(day, left)
    verdict = judged(problem, search(problem, (), Effort(seconds, idle=idle), progress))
    with db.reading() as connection:
        lanes = _lanes([row.values for row in ledger.select(connection, Route, Query())])
    return tuple(_hired(day, one, left, lanes) for one in verdict.sound)


def _problem(day: DayProblem, left: Sequence[int]) -> Problem:
    """The same day with these orders only, and as many vehicles of every type as could be wanted."""
    whole, place = day.problem, {n: at for at, n in enumerate(left)}
    books = [day.cargoes[n].book for n in left]
    apart = {frozenset((place[a], place[b])) for a, b in map(tuple, whole.apart) if a in place and b in place}
    apart |= {frozenset((a, b)) for a, one in enumerate(books) for b in range(a) if books[b] != one}
    orders = [replace(whole.orders[n], price=10 * whole.orders[n].price) for n in left]  # rather carried than left
    return Problem(whole.distance, whole.minutes, orders, [_truck(day, str(kind), left) for kind in CAPACITY], frozenset(apart))


def _truck(day: DayProblem, kind: str, left: Sequence[int]) -> Truck:
    limit = next(size for known, size in CAPACITY.items() if known == kind)
    start, each = (price * (100 + day.hire_percent) // 100 for price in rate(kind))
    barred = frozenset(at for at, n in enumerate(left) if why_barred(day.cargoes[n], kind, day.cargoes[n].book))
    size = limit.payload // 1000, limit.volume
    return Truck(*size, start_price=start, distance_price=each, free_from=day.first, barred=barred, many=len(left))


def _hired(day: DayProblem, one: Judged, left: Sequence[int], lanes: Lanes) -> Hired:
    kind = str(list(CAPACITY)[one.load.truck])
    stops = tuple(Stop(left[stop.order], stop.loads) for stop in one.load.stops)
    here = replace(one, load=Load(one.load.truck, stops))
    ends = {tuple(city_name(day.rows[n].values.get(at)) for at in ("origin_city", "dest_city")) for n in here.load.orders}
    told = lanes.get((*next(iter(ends)), kind)) if len(ends) == 1 else None  # type: ignore[arg-type]  # two names
    return Hired(here, kind, one.price if told is None else told, told is not None)


def _lanes(routes: Sequence[Mapping[str, object]]) -> Lanes:
    found: dict[tuple[str, str, str], int] = {}
    for route in routes:
        price = route.get("freight_cost")
        if isinstance(price, int) and route.get("vehicle_type"):
            key = (city_name(route.get("origin_city")), city_name(route.get("dest_city")), str(route["vehicle_type"]))
            found.setdefault(key, price)
    return found
