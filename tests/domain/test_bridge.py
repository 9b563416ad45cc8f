"""The bridge between two periods: the steps add up to the change to the 分, by volume and by price as in the texts."""

from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.kpi.bridge import Amounts, Measured, bridge

_MONEY = st.integers(-(10**9), 10**9)
_AMOUNTS = st.dictionaries(st.sampled_from("ABCDEFGHIJKL"), st.builds(Amounts, _MONEY, _MONEY, st.integers(0, 500)))


def test_volume_is_counted_at_the_old_price_and_price_at_the_new_volume():
    before, now = {"A": Amounts(100_00, 20_00, 10)}, {"A": Amounts(180_00, 24_00, 12)}
    (step,) = bridge(Measured.REVENUE, before, now, {"A": "甲"}).steps
    assert (step.name, step.volume, step.price, step.whole) == ("甲", 20_00, 60_00, 0)


def test_who_came_or_went_is_not_split():
    told = bridge(Measured.GROSS_PROFIT, {"A": Amounts(9, 5, 1)}, {"B": Amounts(9, 7, 1)}, {})
    assert [(step.client, step.change, step.whole) for step in told.steps] == [("B", 7, 7), ("A", -5, -5)]


def test_the_smallest_stand_together_and_who_did_not_move_is_left_out():
    now = {name: Amounts(amount, 0, 0) for name, amount in zip("ABCDE", (5, 4, 3, 2, 0), strict=True)}
    told = bridge(Measured.REVENUE, {}, now, {}, most=3)
    assert [(step.name, step.change) for step in told.steps] == [("A", 5), ("B", 4), ("其他客户 2 家", 5)]


@given(_AMOUNTS, _AMOUNTS, st.sampled_from(Measured), st.integers(1, 9))
def test_the_steps_add_up_to_the_change(before, now, measured, most):
    told = bridge(measured, before, now, {}, most)
    assert told.before + sum(step.change for step in told.steps) == told.now
    assert told.now - told.before == told.volume + told.price + told.whole
    assert len(told.steps) <= most
