"""What a price agreement makes of a waybill: the unit, the least, which of several counts, what is lacking."""

import pytest

from csdesk.domain.checking import problems, with_defaults
from csdesk.domain.money.prices import PriceAgreement, priced

WAYBILL = {"origin_city": "宁波", "dest_city": "合肥", "vehicle_type_req": "9.6m", "pieces": 12, "weight": 12_345_678, "volume": 33_300,
           "distance_km": 410}  # fmt: skip


def agreed(unit, price, **more):
    """price: 元 for one unit, in 1/10000."""
    return {"item": "freight", "unit": unit, "unit_price": price, "valid_from": "2026-01-01", **more}


@pytest.mark.parametrize(
    ("unit", "price", "amount", "qty"),
    [
        ("trip", 3_200_0000, 3_200_00, 1000),
        ("piece", 12_5000, 150_00, 12_000),
        ("kilo", 1850, 2_283_95, 12_345_678),  # 0.1850 × 12,345.678 = 2,283.95043
        ("ton", 185_0000, 2_283_95, 12_346),
        ("cube", 80_0000, 2_664_00, 33_300),
        ("km", 8_2000, 3_362_00, 410_000),
    ],
)
def test_units(unit, price, amount, qty):
    ((one,), lacking) = priced([agreed(unit, price)], WAYBILL, "2026-06-12")
    assert (one.amount, one.qty, lacking) == (amount, qty, [])


def test_a_half_fen_goes_up():
    ((one,), _) = priced([agreed("kilo", 10)], {**WAYBILL, "weight": 5_000}, "2026-06-12")  # 0.0010 × 5 = 0.005 元
    assert one.amount == 1


def test_the_least_is_charged_where_the_quantity_is_small():
    ((one,), _) = priced([agreed("ton", 10_0000, least=500_00)], WAYBILL, "2026-06-12")
    assert (one.amount, one.qty, one.unit_price) == (500_00, None, None)


def test_the_agreement_that_says_most_counts_then_the_latest():
    several = [
        agreed("trip", 1_0000), agreed("trip", 2_0000, valid_from="2026-05-01"),
        agreed("trip", 3_0000, dest_city="合肥"), agreed("trip", 4_0000, dest_city="合肥", vehicle_type="4.2m"),
        agreed("trip", 5_0000, dest_city="上海", origin_city="宁波"),
    ]  # fmt: skip
    assert priced(several, WAYBILL, "2026-06-12")[0][0].amount == 3_00
    assert priced(several[:2], WAYBILL, "2026-06-12")[0][0].amount == 2_00
    assert priced(several[:2], WAYBILL, "2026-04-30")[0][0].amount == 1_00
    assert priced(several, {**WAYBILL, "vehicle_type": "4.2m"}, "2026-06-12")[0][0].amount == 4_00


def test_what_is_not_agreed_on_that_day_is_not_charged():
    old = agreed("trip", 1_0000, valid_from="2025-01-01", valid_to="2026-06-11")
    assert priced([old], WAYBILL, "2026-06-12") == ([], [])
    assert len(priced([old], WAYBILL, "2026-06-11")[0]) == 1


def test_each_service_is_charged_and_what_is_lacking_is_told():
    found, lacking = priced([agreed("trip", 1_0000), agreed("cube", 5_0000, item="loading")], {**WAYBILL, "volume": None}, "2026-06-12")
    assert [one.item for one in found] == ["freight"]
    assert lacking == ["按方计费，运单没有体积"]


@pytest.mark.parametrize(
    ("told", "why"),
    [({"valid_to": "2025-12-31"}, "失效日期不能早于生效日期"), ({"item": "rebate"}, "返利、理赔扣款和核减不按价格协议计费")],
)
def test_agreements_that_make_no_sense(told, why):
    values = with_defaults(PriceAgreement, {**agreed("trip", 1), "client_id": "c", **told})
    assert [problem.sentence for problem in problems(PriceAgreement, values)] == [why]
