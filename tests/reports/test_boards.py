"""Boards as pictures: what their cells and bars say, in colours that can be read in both schemes."""

from fractions import Fraction

import pytest
from reports.test_charts import figure, texts, written

from csdesk.domain.kpi.bridge import Amounts, Measured, bridge
from csdesk.domain.kpi.judgement import Status
from csdesk.domain.kpi.pareto import ordered
from csdesk.reports import boards, drawing


def lightness(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("palette", [drawing.LIGHT, drawing.DARK])
@pytest.mark.parametrize("status", list(Status))
def test_the_ink_of_a_cell_can_be_read_on_every_state(palette, status):
    low, high = sorted((lightness(palette.ink), lightness(boards.tint(palette, status))))
    assert (high + 0.05) / (low + 0.05) >= 4.5


def test_a_cell_has_its_state_as_a_sign_too_and_answers_the_mouse():
    chart = boards.heat_map(
        [[figure(value="1", name="甲"), figure(value="0.5", name="甲")], [figure(value=None, name="乙"), figure(name="乙")]]
    )
    assert texts(chart) == ["100.00 % ✓", "50.00 % ✕", "—", "97.00 % △"]
    assert [hit.figure.name for hit in chart.hits if hit.holds(0.2, 1.1)] == ["乙"]


def test_a_waterfall_goes_from_one_period_to_the_other_and_tells_volume_and_price():
    told = bridge(Measured.REVENUE, {"a": Amounts(100_00, 0, 10)}, {"a": Amounts(180_00, 0, 12)}, {"a": "甲"})
    whole, client = figure("K01", name="NB"), figure("K01", name="甲")
    chart = boards.waterfall(told, "2026-05", "2026-06", {"a": client}, whole)
    assert texts(chart) == ["100.00", "+80.00", "180.00"]
    assert chart.hits[1].text == "甲 +80.00 元\n量 +20.00　价 +60.00"
    assert [hit.figure.name for hit in chart.hits] == ["NB", "甲", "NB"]


def test_ages_say_amounts_and_shares_that_add_up():
    chart = boards.ageing({"未到期": 100, "1–30 天": 100, "31–60 天": 100}, figure("K19", "0.5"))
    assert texts(chart) == ["1.00 元　33.34 %", "1.00 元　33.33 %", "1.00 元　33.33 %"]


def test_a_pareto_puts_the_most_frequent_first_with_what_they_make_together():
    bars = ordered(["pod", "delay", "pod", "damage"])
    assert [(bar.label, bar.count, bar.together) for bar in bars] == [
        ("回单", 2, Fraction(1, 2)),
        ("延误", 1, Fraction(3, 4)),
        ("货损", 1, 1),
    ]
    assert texts(boards.pareto(bars, figure())) == ["2", "50%", "1", "75%", "1", "100%"]


def test_boards_without_records_are_drawn():
    empty = bridge(Measured.REVENUE, {}, {}, {})
    drawn = (boards.heat_map([]), boards.waterfall(empty, "a", "b", {}, None), boards.ageing({}, None), boards.pareto([], None))
    assert all(not chart.hits for chart in drawn)


def test_a_small_change_of_a_large_amount_is_looked_at_from_near():
    told = bridge(Measured.REVENUE, {"a": Amounts(1_000_00, 0, 0)}, {"a": Amounts(1_010_00, 0, 0)}, {"a": "甲"})
    (axes,) = boards.waterfall(told, "2026-05", "2026-06", {}, figure("K01")).picture.axes
    assert axes.get_xlim() == (990, 1010)
    assert "横轴不从 0 开始" in [word.text for word in written(axes, axes.transAxes)]
