"""Boards as pictures: what their cells and bars say, in colours that can be read in both schemes."""

from datetime import date
from fractions import Fraction

import pytest
from reports.test_charts import feet, figure, texts, title, written

from csdesk.domain.kpi.boards import Boards, Funnels, Punctual
from csdesk.domain.kpi.bridge import Amounts, Measured, bridge
from csdesk.domain.kpi.facts import Case
from csdesk.domain.kpi.figure import Compared
from csdesk.domain.kpi.judgement import Status
from csdesk.domain.kpi.pareto import Sorting, sorted_by
from csdesk.domain.kpi.punctual import ON_TIME, Course, Late, Point, Stretch
from csdesk.domain.kpi.shares import Share
from csdesk.domain.money.funnel import Funnel, Part, Stage
from csdesk.reports import drawing, heat, money_boards, service_boards

DAY = date(2026, 6, 30)


def lightness(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("palette", [drawing.LIGHT, drawing.DARK])
@pytest.mark.parametrize("status", list(Status))
def test_the_ink_of_a_cell_can_be_read_on_every_state(palette, status):
    low, high = sorted((lightness(palette.ink), lightness(heat.tint(palette, status))))
    assert (high + 0.05) / (low + 0.05) >= 4.5


def test_a_cell_has_its_state_as_a_sign_too_and_answers_the_mouse():
    chart = heat.heat_map(
        [[figure(value="1", name="甲"), figure(value="0.5", name="甲")], [figure(value=None, name="乙"), figure(name="乙")]]
    )
    assert texts(chart) == ["100.00 % ✓", "50.00 % ✕", "—", "97.00 % △"]
    assert [hit.figure.name for hit in chart.hits if hit.holds(0.2, 1.1)] == ["乙"]


def test_a_waterfall_goes_from_one_period_to_the_other_and_tells_volume_and_price():
    told = bridge(Measured.REVENUE, {"a": Amounts(100_00, 0, 10)}, {"a": Amounts(180_00, 0, 12)}, {"a": "甲"})
    whole, client = figure("K01", name="NB"), figure("K01", name="甲")
    chart = money_boards.waterfall(told, "2026-05", "2026-06", {"a": client}, whole)
    assert texts(chart) == ["100.00", "+80.00", "180.00"]
    assert chart.hits[1].text == "甲 +80.00 元\n量 +20.00　价 +60.00"
    assert [hit.figure.name for hit in chart.hits] == ["NB", "甲", "NB"]


def test_ages_say_amounts_and_shares_that_add_up_beside_those_of_another_month():
    ages = {"未到期": 100, "1–30 天": 100, "31–60 天": 100}
    chart = money_boards.ageing(ages, {"未到期": 0, "1–30 天": 50, "31–60 天": 0}, "2026-05", figure("K19", "0.5"))
    assert texts(chart) == ["1.00 元　33.34 %", "1.00 元　33.33 %", "1.00 元　33.33 %"]
    assert title(chart) == "应收账龄　合计 3.00 元\n灰条为 2026-05 末：合计 0.50 元"
    assert chart.hits[1].text == "1–30 天 1.00 元　33.33 %\n2026-05 末 0.50 元　100.00 %"


def test_a_closed_month_says_whether_its_drawing_is_what_was_frozen():
    now = figure("K19", "0.6")
    kept, moved = (figure("K19", "0.5", frozen="x", now=now if late else None) for late in (False, True))
    drawn = [title(money_boards.ageing({"未到期": 1}, {"未到期": 0}, "2026-05", one)).splitlines()[-1] for one in (kept, moved)]
    assert drawn == [
        "本期已结账；图按今天的记录，与结账值一致",
        "本期已结账；图按今天的记录，结账后有更正：应收账龄（逾期占比） 结账时 50.00 %，现为 60.00 %",
    ]


def cases(*of):
    return [Case(str(n), "a", "b", "NB", DAY, None, type=type_, liability=party) for n, (type_, party) in enumerate(of)]


def board(found, **whole):
    paretos = {by: sorted_by(by, found) for by in Sorting}
    return Boards([], {}, {}, whole, {}, {}, paretos, "NB", "2026-06", "2026-05", DAY)


def test_a_pareto_puts_the_most_frequent_first_with_what_they_make_together():
    found = board(cases(("pod", "carrier"), ("delay", "carrier"), ("pod", ""), ("damage", "carrier")))
    assert [(bar.label, bar.count, bar.together) for bar in found.paretos[Sorting.TYPE]] == [
        ("回单", 2, Fraction(1, 2)),
        ("延误", 1, Fraction(3, 4)),
        ("货损", 1, 1),
    ]
    assert texts(service_boards.pareto(found, Sorting.TYPE)) == ["2", "50%", "1", "75%", "1", "100%"]


def test_complaints_are_sorted_by_who_is_liable_too_and_each_bar_leads_to_its_cases():
    found = board(cases(("pod", "carrier"), ("delay", ""), ("pod", "carrier")))
    chart = service_boards.pareto(found, Sorting.PARTY)
    assert feet(chart) == ["承运商", "（未填）"]
    assert [[share.id for share in hit.figure.shares] for hit in chart.hits] == [["0", "2"], ["1"]]
    assert chart.hits[0].figure.title == "NB　2026-06 登记　承运商"


def way(period, *amounts):
    parts = [Part(stage, tuple((str(n), part, 100_00) for n, part in enumerate(of))) for stage, of in zip(Stage, amounts, strict=True)]
    return Funnel(period, tuple(parts))


def test_a_funnel_says_what_came_to_each_stage_of_the_one_before_and_of_the_first():
    now = way("2026-06", (100_00, 100_00), (100_00, 100_00), (100_00,), (100_00, 50_00))
    found = Funnels("NB", now, way("2026-05", (100_00,), (), (), ()), way("2025-06", (), (), (), ()), DAY)
    chart = money_boards.funnel(found)
    assert texts(chart) == [
        "200.00 元　2 笔",
        "200.00 元　2 笔　占上一步 100.00 %　占预估 100.00 %",
        "100.00 元　1 笔　占上一步 50.00 %　占预估 50.00 %",
        "150.00 元　1 笔　占上一步 150.00 %　占预估 75.00 %",
    ]
    assert chart.hits[1].text.splitlines()[1:] == [
        "2026-05：0.00 元　0 笔　占上一步 0.00 %　占预估 0.00 %",
        "2025-06：0.00 元　0 笔　占上一步 —　占预估 —",
    ]
    assert [(share.id, share.num, share.den) for share in chart.hits[3].figure.shares] == [("0", 100_00, 100_00), ("1", 50_00, 100_00)]


def times(*weeks):
    """On time as (numerator, denominator) a week, the same for all three; late: one of each kind."""
    stretches = [Stretch(f"W{n}", DAY, DAY) for n in range(len(weeks))]
    points = [
        Point(one, tuple(Share("waybill", f"{one.label}{i}", int(i < num), 1) for i in range(den)))
        for one, (num, den) in zip(stretches, weeks, strict=True)
    ]
    told = {kpi: Compared(*(figure(kpi, value) for value in ("0.9", "0.8", None))) for kpi in ON_TIME}
    late = (Late("K13", "2 小时内", (Share("waybill", "a", 1, 1),)), Late("K13", "尚未完成", ()))
    return Punctual("NB", "2026-06", told, tuple(Course(kpi, tuple(points)) for kpi in ON_TIME), late, 1, DAY)


def test_on_time_is_told_week_by_week_beside_the_figures_of_the_period():
    chart = service_boards.on_time(times((1, 2), (0, 0), (2, 2)))
    assert feet(chart) == ["W0", "W1", "W2"]
    assert "准时到达率 90.00 % ○ 未设阈值　上期 80.00 %　去年同期 —" in title(chart)
    assert len(chart.hits) == 3 * 2  # a week without waybills answers nothing
    assert chart.hits[0].text == "W0\n准时发车率 50.00 %（1 ÷ 2）"
    assert (chart.hits[0].figure.title, [share.id for share in chart.hits[0].figure.shares]) == ("NB　W0　准时发车率", ["W00", "W01"])


def test_how_late_leads_to_the_waybills():
    chart = service_boards.lateness(times((1, 2)))
    assert texts(chart) == ["1 单", "0 单"]
    assert title(chart).endswith("准时到达率 未达 1 单　签收及时率 未达 0 单，其中到达晚点经批准免责 1 单")
    assert chart.hits[0].figure.title == "NB　2026-06　准时到达率　晚点 2 小时内"


def test_boards_without_records_are_drawn():
    empty, nothing = bridge(Measured.REVENUE, {}, {}, {}), way("2026-06", (), (), (), ())
    drawn = (
        heat.heat_map([]), money_boards.waterfall(empty, "a", "b", {}, None), money_boards.ageing({}, {}, "a", None),
        service_boards.pareto(board([]), Sorting.TYPE), service_boards.on_time(times((0, 0))),
    )  # fmt: skip
    assert all(not chart.hits for chart in drawn)
    assert len(money_boards.funnel(Funnels("NB", nothing, nothing, nothing, DAY)).hits) == len(Stage)


def test_a_small_change_of_a_large_amount_is_looked_at_from_near():
    told = bridge(Measured.REVENUE, {"a": Amounts(1_000_00, 0, 0)}, {"a": Amounts(1_010_00, 0, 0)}, {"a": "甲"})
    (axes,) = money_boards.waterfall(told, "2026-05", "2026-06", {}, figure("K01")).picture.axes
    assert axes.get_xlim() == (990, 1010)
    assert "横轴不从 0 开始" in [word.text for word in written(axes, axes.transAxes)]
