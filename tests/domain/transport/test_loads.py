"""What a plan of loads is worth: time, weight, who may not ride together, and what is left to hired vehicles."""

import pytest

from csdesk.domain.transport.load_rules import Cargo, apart, why_apart, why_barred
from csdesk.domain.transport.loads import Fault, Load, Order, Problem, Stop, Truck, filled, judge, judged
from csdesk.domain.transport.road import Road, hire_price

#: Three places on a line, 60 km and one hour apart.
LINE = [[0, 60, 120], [60, 0, 60], [120, 60, 0]]
IN, OUT = True, False


def problem(*orders, trucks=(), apart=()):
    return Problem(LINE, LINE, orders, trucks or [Truck(10_000, 40_000, start_price=500, distance_price=2)], frozenset(apart))


def order(weight=4_000, **told):
    return Order(**{"pickup": 0, "delivery": 1, "weight": weight, "load_minutes": 30, "unload_minutes": 30, "price": 1_000, **told})


def load(*stops, truck=0):
    return Load(truck, tuple(Stop(n, kind) for n, kind in stops))


TOGETHER = load((0, IN), (1, IN), (0, OUT), (1, OUT))


def test_a_load_is_timed_and_priced():
    one = judge(problem(order(), order(delivery=2)), TOGETHER)
    assert one.at == (0, 30, 120, 210)  # 30 minutes each to load, an hour to the first place, half an hour there, an hour more
    assert (one.end, one.distance, one.price, one.faults) == (240, 120, 500 + 2 * 120, ())


def test_a_vehicle_starts_as_late_as_it_can():
    one = judge(problem(order(deliver_from=600)), load((0, IN), (0, OUT)))
    assert (one.at, one.end, one.hours) == ((510, 600), 630, 2.0)


@pytest.mark.parametrize(
    ("orders", "told", "fault"),
    [
        ((order(6_000), order(6_000)), {}, Fault.WEIGHT),
        ((order(volume=30_000), order(volume=30_000)), {}, Fault.VOLUME),
        ((order(), order(deliver_until=100)), {}, Fault.LATE),
        ((order(), order()), {"apart": [frozenset((0, 1))]}, Fault.APART),
        ((order(alone=True), order()), {}, Fault.APART),
        ((order(), order()), {"trucks": [Truck(10_000, 40_000, barred=frozenset((1,)))]}, Fault.BARRED),
        ((order(), order()), {"trucks": [Truck(10_000, 40_000, free_until=120)]}, Fault.LATE),
    ],
)
def test_what_cannot_be_is_a_fault(orders, told, fault):
    assert judge(problem(*orders, **told), TOGETHER).faults == (fault,)


def test_one_after_the_other_nobody_rides_together():
    orders = order(6_000, alone=True), order(6_000)
    assert judge(problem(*orders), load((0, IN), (0, OUT), (1, IN), (1, OUT))).faults == ()


def test_unloading_before_loading_is_a_fault():
    assert judge(problem(order()), load((0, OUT), (0, IN))).faults == (Fault.ORDER,)


def test_who_is_not_carried_soundly_is_hired_for():
    told = problem(order(), order(11_000), order())
    plan = load((0, IN), (0, OUT)), load((1, IN), (1, OUT))
    verdict = judged(told, plan)
    assert ([one.load for one in verdict.sound], [one.faults for one in verdict.faulty], verdict.left) == (
        [plan[0]],
        [(Fault.WEIGHT, Fault.TWICE)],
        (2,),
    )
    assert verdict.price == (500 + 2 * 60) + 2 * 1_000
    assert verdict.carried == 1


def test_how_full_counts_the_fuller_of_weight_and_volume():
    told = problem(order(4_000, volume=30_000))
    assert filled(told, judged(told, (load((0, IN), (0, OUT)),)).sound) == 0.75


# -- who may ride with whom -----------------------------------------------------------------------------------------


def cargo(client, *, book="B", industry="", terms=None, **values):
    return Cargo(book, client, industry, {"mode": "ltl", "vehicle_type_req": "6.8m", **values}, terms or {})


@pytest.mark.parametrize(
    ("told", "kind", "why"),
    [
        ({}, "4.2m", ""),
        ({"mode": "ftl"}, "4.2m", "整车要 6.8米 或更大的车"),
        ({"mode": "ftl"}, "9.6m", ""),
        ({"terms": {"vehicles_only": ["9.6m"]}}, "6.8m", "客户 SOP 只用 9.6米"),
        ({"terms": {"vehicles_never": ["17.5m"]}}, "17.5m", "客户 SOP 不用 17.5米"),
        ({"book": "A"}, "6.8m", "车辆登记在另一位专员名下"),
    ],
)
def test_which_vehicle_may_carry_it(told, kind, why):
    assert why_barred(cargo("甲", **told), kind, "B") == why


@pytest.mark.parametrize(
    ("one", "other", "word"),
    [
        (cargo("甲"), cargo("乙"), ""),
        (cargo("甲", mode="ftl"), cargo("乙"), "整车"),
        (cargo("甲", mode="ftl"), cargo("甲"), ""),
        (cargo("甲", terms={"whole_vehicle": True}), cargo("乙"), "专车"),
        (cargo("甲", terms={"not_mixed_with": ["chemicals"]}), cargo("乙", industry="chemicals"), "SOP"),
        (cargo("甲", special=["hazmat"]), cargo("乙"), "危险品"),
        (cargo("甲", special=["temperature"]), cargo("乙"), "温控"),
        (cargo("甲", special=["temperature"]), cargo("乙", special=["temperature"]), ""),
    ],
)
def test_what_may_not_ride_together(one, other, word):
    assert word in why_apart(one, other)
    assert why_apart(other, one) == why_apart(one, other)
    assert bool(apart([one, other])) == bool(word)


# -- how far it is --------------------------------------------------------------------------------------------------

CITIES = {"宁波市": (121.622, 29.86), "330200": (121.622, 29.86), "上海市": (121.474, 31.23), "阿坝藏族羌族自治州": (102.22, 31.9)}
LANE = {"origin_city": "宁波", "dest_city": "上海", "distance_km": 225, "standard_hours": 4}


def test_a_usual_lane_stands_above_the_straight_line():
    road, known = Road.over(CITIES, []), Road.over(CITIES, [LANE])
    assert (road.km("330200 宁波", "上海"), road.minutes("宁波", "上海")) == (191, 191)
    assert (known.km("上海", "宁波"), known.minutes("330200 宁波", "上海市")) == (225, 240)


def test_within_a_city_it_is_a_short_way_and_an_unknown_city_is_far():
    road = Road.over(CITIES, [])
    assert road.km("宁波", "宁波") == 15
    assert road.km("宁波", "阿坝") > 1_500
    assert road.km("宁波", "某地") == road.minutes("宁波", "某地") == 10_000_000


def test_a_larger_vehicle_is_dearer():
    assert hire_price("4.2m", 100) < hire_price("9.6m", 100) < hire_price("17.5m", 100)
