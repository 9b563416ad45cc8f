"""What may ride together on which vehicle, and what a plan of loads costs: the judge of plans by hand and by the solver alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from csdesk.domain.record import Choice

#: A way that nobody can measure; longer than any road.
FAR = 10_000_000


class Fault(Choice):
    WEIGHT = "weight", "超重"
    VOLUME = "volume", "超方"
    LATE = "late", "赶不上时间"
    BARRED = "barred", "车不合要求"
    APART = "apart", "不能同车"
    UNKNOWN = "unknown", "量不出里程"
    ORDER = "order", "先卸后装"
    TWICE = "twice", "车辆时间冲突"


@dataclass(frozen=True, slots=True)
class Order:
    """One waybill to be carried. weight in kg, volume in litres; moments and lengths of time in minutes from the problem's zero.

    pickup, delivery: numbers of places; a pickup of None is loaded where the vehicle starts, `load_from` is when it lies ready there.
    price: what it costs when it is left to a hired vehicle. alone: nothing else may be on the vehicle meanwhile (整车).
    """

    pickup: int | None
    delivery: int
    weight: int = 0
    volume: int = 0
    load_from: int = 0
    load_until: int = FAR
    deliver_from: int = 0
    deliver_until: int = FAR
    load_minutes: int = 0
    unload_minutes: int = 0
    price: int = 0
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Truck:
    """One vehicle, or `many` of one kind. start, end: places where it must begin and finish; None is wherever the work is.

    start_price: what using it costs; distance_price: what one unit of distance costs more. barred: orders it may not carry.
    """

    weight: int
    volume: int
    start: int | None = None
    end: int | None = None
    start_price: int = 0
    distance_price: int = 1
    free_from: int = 0
    free_until: int = FAR
    barred: frozenset[int] = frozenset()
    many: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """What is to be carried with what. distance, minutes: from place to place. apart: pairs of orders that may not ride together."""

    distance: Sequence[Sequence[int]]
    minutes: Sequence[Sequence[int]]
    orders: Sequence[Order]
    trucks: Sequence[Truck]
    apart: frozenset[frozenset[int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Stop:
    """Loading or unloading one order."""

    order: int
    loads: bool


@dataclass(frozen=True, slots=True)
class Load:
    """One vehicle's work, stop after stop. An order loaded where the vehicle starts has one stop, its unloading."""

    truck: int
    stops: tuple[Stop, ...]

    @property
    def orders(self) -> tuple[int, ...]:
        """What is carried, in the order of unloading."""
        return tuple(stop.order for stop in self.stops if not stop.loads)


Plan = tuple[Load, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A load as it would be driven. at: when each stop begins; end: when the last is done; price without what is left to others."""

    load: Load
    at: tuple[int, ...]
    end: int
    distance: int
    price: int
    faults: tuple[Fault, ...] = ()

    @property
    def hours(self) -> float:
        """From the first stop to the last."""
        return (self.end - self.at[0]) / 60 if self.at else 0.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """A whole plan: its loads without and with faults, what nobody carries, and what all of it costs.

    An order on a faulty load costs what a hired vehicle costs, like one that is left: somebody has to carry it.
    """

    sound: tuple[Judged, ...]
    faulty: tuple[Judged, ...]
    left: tuple[int, ...]
    price: int
    distance: int = field(default=0)

    @property
    def carried(self) -> int:
        """How many orders ride as they should."""
        return sum(len(one.load.orders) for one in self.sound)

    @property
    def rank(self) -> tuple[int, int]:
        """The smaller the better: what is carried comes before what it costs, for an own vehicle that stands idle costs too."""
        return -self.carried, self.price

    @property
    def hours(self) -> float:
        """On the way, all vehicles together."""
        return sum(one.hours for one in self.sound)


def filled(problem: Problem, loads: Sequence[Judged]) -> float:
    """How full the vehicles are: of each the fuller of weight and volume at its fullest moment, on average; 0 without any."""
    shares = []
    for one in loads:
        truck, peak = problem.trucks[one.load.truck], _peak(problem, one.load)
        shares.append(max(peak[0] / truck.weight if truck.weight else 0.0, peak[1] / truck.volume if truck.volume else 0.0))
    return sum(shares) / len(shares) if shares else 0.0


# -- judging ----------------------------------------------------------------------------------------------------------


def judged(problem: Problem, plan: Plan) -> Verdict:
    """What a plan is worth. A vehicle that two loads need at once is kept by the one that begins first."""
    found = sorted((judge(problem, load) for load in plan if load.stops), key=lambda one: (one.at[0], one.load.truck))
    sound: list[Judged] = []
    faulty: list[Judged] = []
    for one in found:
        busy = sum(o.load.truck == one.load.truck and o.end > one.at[0] for o in sound)
        if busy >= problem.trucks[one.load.truck].many:
            one = Judged(one.load, one.at, one.end, one.distance, one.price, (*one.faults, Fault.TWICE))
        (faulty if one.faults else sound).append(one)
    carried = {order for one in sound for order in one.load.orders}
    placed = carried | {order for one in faulty for order in one.load.orders}
    hired = sum(order.price for n, order in enumerate(problem.orders) if n not in carried)
    left = tuple(n for n in range(len(problem.orders)) if n not in placed)
    price = hired + sum(one.price for one in sound)
    return Verdict(tuple(sound), tuple(faulty), left, price, sum(one.distance for one in sound))


def judge(problem: Problem, load: Load) -> Judged:
    """One load driven as late as it can start without ending later."""
    truck = problem.trucks[load.truck]
    way = _way(problem, load)
    distance = sum(problem.distance[a][b] for a, b in pairwise(way))
    at, end, in_time = _timed(problem, load)
    faults = tuple(dict.fromkeys(_faults(problem, load, distance, in_time)))
    return Judged(load, at, end, distance, truck.start_price + truck.distance_price * distance, faults)


def _way(problem: Problem, load: Load) -> list[int]:
    truck = problem.trucks[load.truck]
    places = [_place(problem, stop) for stop in load.stops]
    return [*([truck.start] if truck.start is not None else []), *places, *([truck.end] if truck.end is not None else [])]


def _place(problem: Problem, stop: Stop) -> int:
    order = problem.orders[stop.order]
    return order.pickup if stop.loads and order.pickup is not None else order.delivery


def _window(problem: Problem, stop: Stop) -> tuple[int, int, int]:
    """From when, until when a stop may begin, and how long it takes."""
    order = problem.orders[stop.order]
    if stop.loads:
        return order.load_from, order.load_until, order.load_minutes
    return order.deliver_from, order.deliver_until, order.unload_minutes


def _timed(problem: Problem, load: Load) -> tuple[tuple[int, ...], int, bool]:
    """When each stop begins, when the vehicle is done, and whether that is in time."""
    truck = problem.trucks[load.truck]
    ready = [problem.orders[s.order].load_from for s in load.stops if problem.orders[s.order].pickup is None]
    at, end = _forward(problem, load, max([truck.free_from, *ready]))
    latest = at[-1]
    for n in range(len(at) - 2, -1, -1):
        here, there = _place(problem, load.stops[n]), _place(problem, load.stops[n + 1])
        _, until, takes = _window(problem, load.stops[n])
        latest = max(at[n], min(until, latest - problem.minutes[here][there] - takes))
    late = [at[0], *at[1:]]
    if latest > at[0]:
        late, end = _forward(problem, load, latest, first=False)
    in_time = all(begin <= _window(problem, stop)[1] for begin, stop in zip(late, load.stops, strict=True)) and end <= truck.free_until
    return tuple(late), end, in_time


def _forward(problem: Problem, load: Load, now: int, first: bool = True) -> tuple[list[int], int]:
    """Drive from stop to stop, waiting where it is too early. first: whether the way to the first stop is still to be driven."""
    truck, at = problem.trucks[load.truck], []
    here = truck.start if first else None
    for stop in load.stops:
        there = _place(problem, stop)
        now = max(now + (problem.minutes[here][there] if here is not None else 0), _window(problem, stop)[0])
        at.append(now)
        now, here = now + _window(problem, stop)[2], there
    if truck.end is not None and here is not None:
        now += problem.minutes[here][truck.end]
    return at, now


def _faults(problem: Problem, load: Load, distance: int, in_time: bool) -> Iterator[Fault]:
    truck, peak = problem.trucks[load.truck], _peak(problem, load)
    if peak[0] > truck.weight:
        yield Fault.WEIGHT
    if peak[1] > truck.volume:
        yield Fault.VOLUME
    if truck.barred & set(load.orders):
        yield Fault.BARRED
    if any(_apart(problem, a, b) for a, b in _together(problem, load)):
        yield Fault.APART
    if distance >= FAR:
        yield Fault.UNKNOWN
    elif not in_time:
        yield Fault.LATE
    if not _in_order(problem, load):
        yield Fault.ORDER


def _apart(problem: Problem, a: int, b: int) -> bool:
    return problem.orders[a].alone or problem.orders[b].alone or frozenset((a, b)) in problem.apart


def _together(problem: Problem, load: Load) -> Iterator[tuple[int, int]]:
    """The pairs of orders that are on the vehicle at the same time."""
    aboard = [n for n in load.orders if problem.orders[n].pickup is None]
    yield from ((a, b) for i, a in enumerate(aboard) for b in aboard[:i])
    for stop in load.stops:
        if stop.loads:
            yield from ((stop.order, other) for other in aboard)
            aboard.append(stop.order)
        elif stop.order in aboard:
            aboard.remove(stop.order)


def _peak(problem: Problem, load: Load) -> tuple[int, int]:
    """The most that is aboard at one time: kg and litres, each at its own fullest moment."""
    orders = problem.orders
    begin = [orders[n] for n in load.orders if orders[n].pickup is None]
    weight, volume = sum(o.weight for o in begin), sum(o.volume for o in begin)
    most = [weight, volume]
    for stop in load.stops:
        sign = 1 if stop.loads else -1
        weight, volume = weight + sign * orders[stop.order].weight, volume + sign * orders[stop.order].volume
        most = [max(most[0], weight), max(most[1], volume)]
    return most[0], most[1]


def _in_order(problem: Problem, load: Load) -> bool:
    """Everything is loaded once before it is unloaded once."""
    aboard = {n for n in load.orders if problem.orders[n].pickup is None}
    for stop in load.stops:
        if stop.loads == (stop.order in aboard):
            return False
        aboard ^= {stop.order}
    return not aboard
