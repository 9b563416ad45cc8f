"""Charts of figures: what they show, which part answers the mouse, in both schemes and every format."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from csdesk.domain.kpi.figure import Figure
from csdesk.domain.kpi.judgement import Status, judged, shown, threshold_for
from csdesk.domain.kpi.registry import KPI_BY_ID, SHIPPED_THRESHOLDS
from csdesk.domain.plans.targets import Level
from csdesk.domain.staff.people import Role
from csdesk.reports import charts, drawing


def figure(kpi="K05", value="0.97", name="张三", period="2026-06", **more):
    row = KPI_BY_ID[kpi]
    limit = threshold_for(SHIPPED_THRESHOLDS, kpi, Role.SPECIALIST, date(2026, 6, 30))
    number = Fraction(value) if value is not None else None
    num, den = (number, Fraction(1)) if number is not None else (Fraction(0), Fraction(0))
    told = Figure(kpi, Level.SPECIALIST, name, name, period, date(2026, 7, 31), num, den, shown(number, limit, row.unit),
                  judged(number, limit, row.unit), limit, ())  # fmt: skip
    return replace(told, **more)


def texts(chart):
    """What stands at points of the data."""
    return [word.text for axes in chart.picture.axes for word in written(axes, axes.transData)]


def written(axes, placed):
    return [word for words in axes.artists if words.get_transform() == placed for word in words.items]


def title(chart):
    """The lines over the first axes, from above."""
    (first, *_) = chart.picture.axes
    return "\n".join(word.text for word in reversed(written(first, first.transAxes)) if word.y)


def feet(chart):
    """What stands under the first axes."""
    (first, *_) = chart.picture.axes
    return [word.text for word in written(first, first.get_xaxis_transform())]


def test_a_card_says_value_threshold_and_state_in_words():
    said = texts(charts.card(figure(flags=("few_responses",))))
    assert said == ["K05 投诉处理结案率", "97.00 %", "△ 临界    ≥ 98 %", "样本不足"]


@pytest.mark.parametrize(("value", "sign"), [("1", "✓"), ("0.97", "△"), ("0.5", "✕"), (None, "—")])
def test_the_state_has_a_sign_beside_its_colour(value, sign):
    assert texts(charts.card(figure(value=value)))[2].startswith(sign)


def test_a_trend_has_one_part_per_month_and_a_gap_without_data():
    months = [figure(period=f"2026-0{m}", value=v) for m, v in ((4, "0.9"), (5, None), (6, "1"))]
    chart = charts.trend(months)
    (axes,) = chart.picture.axes
    assert feet(chart) == ["26-04", "26-05", "26-06"]
    assert [hit.figure.period for hit in chart.hits if hit.holds(1.2, 95)] == ["2026-05"]
    assert chart.hits[2].text == "张三 2026-06\n投诉处理结案率 100.00 % ✓ 达标\n考核 ≥ 98 %"
    line = next(line for line in axes.lines if len(line.get_ydata()) == 3)
    assert [value == value for value in line.get_ydata()] == [True, False, True]


def test_a_ranking_puts_the_best_on_top_whichever_way_is_better():
    people = [("甲", "0.5"), ("乙", "0.99"), ("丙", None), ("丁", "0.7")]
    assert [f.name for f in charts.ranked([figure(name=n, value=v) for n, v in people])] == ["乙", "丁", "甲", "丙"]
    days = [figure("K07", v, n) for n, v in (("甲", "90"), ("乙", "60"))]
    assert [f.name for f in charts.ranked(days)] == ["乙", "甲"]
    chart = charts.ranking(days)
    assert [hit.figure.name for hit in chart.hits if hit.holds(10, 1.1)] == ["甲"]
    assert "60.0 天 ✓" in texts(chart)


@pytest.mark.parametrize(("suffix", "palette"), [(".png", drawing.LIGHT), (".png", drawing.DARK), (".svg", drawing.LIGHT)])
def test_every_chart_is_saved_with_chinese_letters(suffix, palette, tmp_path):
    months = [figure(period=f"2026-0{m}") for m in range(1, 7)]
    drawn = (charts.scorecard(months, palette), charts.trend(months, palette), charts.ranking(months, palette))
    for i, chart in enumerate(drawn):  # matplotlib warns, and so fails the test, of a letter that the font lacks
        drawing.save(chart, tmp_path / f"{i}{suffix}")
        assert (tmp_path / f"{i}{suffix}").stat().st_size > 1000


def test_a_pdf_carries_its_letters(tmp_path):
    drawing.save(charts.card(figure()), tmp_path / "a.pdf")
    assert b"/FontFile" in (tmp_path / "a.pdf").read_bytes()


def test_charts_of_nothing_are_empty_not_wrong():
    for draw in (charts.scorecard, charts.trend, charts.ranking):
        assert draw([]).hits == ()


@pytest.mark.parametrize("palette", [drawing.LIGHT, drawing.DARK])
def test_the_colours_of_the_states_can_be_read(palette):
    def light(colour):
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    ground = light(palette.ground)
    for colour in [palette.ink, palette.muted, *(palette.of(status) for status in Status)]:
        low, high = sorted((ground, light(colour)))
        assert (high + 0.05) / (low + 0.05) >= 4.5  # WCAG AA
