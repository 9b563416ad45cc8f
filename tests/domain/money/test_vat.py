"""VAT: rates by date, and amounts that split without losing a 分 (domain.md §3.15)."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csdesk.domain.money.vat import VatSpan, net_of, rate_on, tax_of
from csdesk.errors import Refused


@pytest.mark.parametrize(
    ("code", "day", "rate"),
    [
        ("transport", date(2026, 6, 12), 900),
        ("transport", date(2019, 3, 31), 1000),
        ("transport", date(2019, 4, 1), 900),
        ("auxiliary", date(2026, 6, 12), 600),
        ("property", date(2026, 6, 12), 900),
        ("equipment", date(2026, 6, 12), 1300),
        ("small", date(2026, 6, 12), 100),
        ("small", date(2028, 1, 1), 300),
        ("exempt", date(2026, 6, 12), 0),
    ],
)
def test_the_rate_of_a_day(code, day, rate):
    assert rate_on(code, day) == rate


def test_a_day_without_a_rate_is_refused():
    with pytest.raises(Refused, match="2010-01-01 没有“交通运输”的税率"):
        rate_on("transport", date(2010, 1, 1))


def test_a_later_entry_overrides():
    spans = [VatSpan("transport", 900, date(2019, 4, 1)), VatSpan("transport", 800, date(2026, 7, 1))]
    assert [rate_on("transport", date(2026, 6, 30), spans), rate_on("transport", date(2026, 7, 1), spans)] == [900, 800]


@pytest.mark.parametrize(
    ("gross", "rate", "tax"),
    [
        (10900, 900, 900),
        (106, 600, 6),
        (100_00, 900, 826),  # 8.2568…
        (103, 300, 3),
        (1, 900, 0),
        (-100_00, 900, -826),  # a red invoice mirrors its original
        (12345, 0, 0),
        (3, 10000, 2),  # 1.5 分 goes up
        (-3, 10000, -2),
    ],
)
def test_the_tax_inside_an_amount(gross, rate, tax):
    assert tax_of(gross, rate) == tax


@settings(deadline=None, max_examples=60)
@given(st.integers(-(10**12), 10**12), st.integers(0, 10000))
def test_net_and_tax_add_up_and_tax_is_half_up(gross, rate):
    assert net_of(gross, rate) + tax_of(gross, rate) == gross
    exact = Decimal(gross) * rate / (10000 + rate)
    assert abs(exact - tax_of(gross, rate)) <= Decimal("0.5") + Decimal("1e-9")
    assert tax_of(-gross, rate) == -tax_of(gross, rate)
    if (2 * gross * rate) % (10000 + rate) == 0:
        assert tax_of(gross, rate) == int(exact.quantize(Decimal(1), ROUND_HALF_UP))
