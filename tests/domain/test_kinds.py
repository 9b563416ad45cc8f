"""Kinds of value: what people really have in their cells, and the sentences for what cannot be read."""

import contextlib
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from csdesk.domain.cells import Wrong
from csdesk.domain.kinds import KINDS
from csdesk.domain.moments import moment_from_ms


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        ("line", "  宁波　示例\n家电 ", "宁波 示例 家电"),
        ("line", 12345.0, "12345"),  # a number in a text column
        ("line", "李·明", "李·明"),
        ("text", "第一行\n第二行\x07", "第一行\n第二行"),
        ("whole", "１，２３４", 1234),
        ("whole", "120 件", 120),
        ("whole", 30.0, 30),
        ("whole", "60天", 60),
        ("fen", "1,234.50", 123450),
        ("fen", "￥１，２３４．５０ 元", 123450),
        ("fen", "3.2万", 3200000),
        ("fen", "3.2 万元", 3200000),
        ("fen", "(500.00)", -50000),
        ("fen", "（500）", -50000),
        ("fen", "-500", -50000),
        ("fen", 0.1 + 0.2, 30),
        ("fen", 1234.5, 123450),
        ("fen", "¥0", 0),
        ("fen", Decimal("99.99"), 9999),
        ("rate", "9%", 900),
        ("rate", "９％", 900),
        ("rate", 0.09, 900),
        ("rate", 9, 900),
        ("rate", "0.06", 600),
        ("rate", "0.5%", 50),
        ("grams", "1.5吨", 1500000),
        ("grams", "12.345 kg", 12345),
        ("litres", "2.5方", 2500),
        ("litres", "2.5 m³", 2500),
        ("qty", "1.5", 1500),
        ("price", "0.3855", 3855),
        ("day", "2026-06-12", "2026-06-12"),
        ("day", "2026/6/12", "2026-06-12"),
        ("day", "2026.6.12", "2026-06-12"),
        ("day", "2026年6月12日", "2026-06-12"),
        ("day", "２０２６－０６－１２", "2026-06-12"),
        ("day", "20260612", "2026-06-12"),
        ("day", 20260612, "2026-06-12"),
        ("day", 46185, "2026-06-12"),
        ("day", "46185", "2026-06-12"),
        ("day", 46185.75, "2026-06-12"),
        ("day", date(2026, 6, 12), "2026-06-12"),
        ("day", datetime.fromisoformat("2026-06-12 23:59"), "2026-06-12"),
        ("day", "2026-06-12 10:05", "2026-06-12"),
        ("moment", "2026-06-12 10:05", "2026-06-12T10:05:00+08:00"),
        ("moment", "2026-06-12T10:05:07+08:00", "2026-06-12T10:05:07+08:00"),
        ("moment", "2026/6/12 上午9:30", "2026-06-12T09:30:00+08:00"),
        ("moment", "2026年6月12日 下午 3点", "2026-06-12T15:00:00+08:00"),
        ("moment", "2026年6月12日 下午3点20分", "2026-06-12T15:20:00+08:00"),
        ("moment", "2026-06-12 12:30 PM", "2026-06-12T12:30:00+08:00"),
        ("moment", "2026-06-12 12:30 AM", "2026-06-12T00:30:00+08:00"),
        ("moment", "2026-06-12 上午12:10", "2026-06-12T00:10:00+08:00"),
        ("moment", "2026-06-12 早上8点半", "2026-06-12T08:30:00+08:00"),
        ("moment", "2026-06-12 晚上8:05", "2026-06-12T20:05:00+08:00"),
        ("moment", "2026-06-12 中午1点", "2026-06-12T13:00:00+08:00"),
        ("moment", "2026-06-12 中午12:30", "2026-06-12T12:30:00+08:00"),
        ("moment", "2026-06-12 凌晨12:30", "2026-06-12T00:30:00+08:00"),
        ("moment", "2026-06-12 10：05：30", "2026-06-12T10:05:30+08:00"),
        ("moment", 46185.5, "2026-06-12T12:00:00+08:00"),
        ("moment", "2026-06-12", "2026-06-12T00:00:00+08:00"),
        ("month", "2026-06", "2026-06"),
        ("month", "2026年6月", "2026-06"),
        ("month", "202606", "2026-06"),
        ("month", "2026/6", "2026-06"),
        ("month", datetime.fromisoformat("2026-06-01"), "2026-06"),
        ("month", 202606, "2026-06"),
        ("month", 46174, "2026-06"),  # a date cell shown as 2026年6月
        ("month", "2026-06-01", "2026-06"),
        ("flag", "是", True),
        ("flag", "√", True),
        ("flag", "Ｙ", True),
        ("flag", True, True),
        ("flag", 1, True),
        ("flag", "否", False),
        ("flag", "无", False),
        ("flag", False, False),
        ("flag", 0.0, False),
        ("tags", "整车、零担，仓储", ["整车", "零担", "仓储"]),
        ("tags", "NB1; NB2\nNB1", ["NB1", "NB2"]),
        ("uscc", "91350100m000100y43", "91350100M000100Y43"),
        ("plate", "浙b·12345", "浙B12345"),
        ("mobile", 13800138000.0, "13800138000"),
        ("phone", "0574 87654321", "057487654321"),
    ],
)
def test_a_cell_is_read(kind, cell, value):
    assert KINDS[kind].read(cell) == value


@pytest.mark.parametrize(
    ("kind", "cell", "why"),
    [
        ("line", "长" * 81, "文字过长（81 字），最多 80 字"),
        ("whole", "1.5", "这里只能填整数"),
        ("whole", "若干", "“若干”不是数字"),
        ("whole", True, "不是数字"),
        ("whole", datetime.fromisoformat("2026-06-12"), "不是数字"),
        ("fen", "1.234", "金额最多两位小数"),
        ("fen", "1e99", "超出范围"),
        ("fen", "NaN", "不是数字"),
        ("fen", "#REF!", "不是数字"),
        ("rate", "99999", "不是合理的百分比"),
        ("day", "6月12日", "不是日期，请写成 2026-06-12 的样子"),
        ("day", "2026-02-30", "不是真实存在的日期"),
        ("day", "2026-13-01", "不是真实存在的日期"),
        ("day", "1889-01-01", "不在 1990–2100 之间"),
        ("day", True, "不是日期"),
        ("moment", "2026-06-12 25:00", "不是真实存在的日期"),
        ("moment", "2026-06-12 早上", "时间看不懂"),
        ("month", "2026-13", "不是月份"),
        ("month", date(999, 1, 1), "不是月份"),
        ("month", "0001-01", "不是月份"),
        ("tags", "长" * 201, "每项最多 200 字"),
        ("tags", "、".join(str(i) for i in range(51)), "最多填 50 项"),
        ("month", "六月", "不是月份，请写成 2026-06 的样子"),
        ("flag", "也许", "请填 是 或 否"),
        ("uscc", "12345", "应为 18 位"),
        ("plate", "川A2222学", "不合规则"),
        ("mobile", "123", "应为 1 开头的 11 位数字"),
        ("phone", "123", "不合规则"),
    ],
)
def test_a_wrong_cell_says_why(kind, cell, why):
    with pytest.raises(Wrong, match=why):
        KINDS[kind].read(cell)


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("fen", 123450, "1,234.50"),
        ("fen", -5, "-0.05"),
        ("rate", 900, "9 %"),
        ("rate", 650, "6.5 %"),
        ("grams", 1500000, "1,500"),
        ("grams", 12345, "12.345"),
        ("price", 3855, "0.3855"),
        ("moment", "2026-06-12T10:05:00+08:00", "2026-06-12 10:05"),
        ("flag", False, "否"),
        ("tags", ["整车", "零担"], "整车、零担"),
    ],
)
def test_a_value_is_shown(kind, value, text):
    assert KINDS[kind].show(value) == text


CELLS = st.one_of(
    st.text(),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.datetimes(),
    st.dates(),
    st.decimals(),
    st.from_regex(r"[0-9０-９.,%年月日:/\- 上下午元万吨()]{1,20}"),
)


@pytest.mark.parametrize("kind", KINDS)
@settings(deadline=None, max_examples=60)
@given(cell=CELLS)
@example(cell="٣")
@example(cell="900719925475")
@example(cell="0000-00-00")
@example(cell="9" * 400)
@example(cell=float("inf"))
@example(cell="\udcff")
def test_reading_gives_a_fitting_value_or_a_sentence(kind, cell):
    with contextlib.suppress(Wrong):
        assert KINDS[kind].fits(KINDS[kind].read(cell))


def to_the_minute(value):
    return value[:16] + value[19:] if isinstance(value, str) and "T" in value else value


@pytest.mark.parametrize("kind", KINDS)
@settings(deadline=None, max_examples=60)
@given(cell=CELLS)
def test_what_is_shown_reads_as_the_same(kind, cell):
    kind = KINDS[kind]
    try:
        value = kind.read(cell)
    except Wrong:
        return
    shown = kind.show(value)
    if not shown:
        return
    again = kind.read(shown)
    assert to_the_minute(again) == to_the_minute(value)  # moments are shown to the minute


def test_a_hostile_stamp_is_clamped():
    assert moment_from_ms(-(10**30)).startswith("1970-01-01")
    assert moment_from_ms(10**30).startswith("2100-01-01")
