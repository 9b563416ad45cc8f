"""Which rows are records, and what their cells mean."""

from datetime import date, datetime, time, timedelta

import pytest

from csdesk.domain.cases.complaints import Complaint
from csdesk.reports.headings import find_layout
from csdesk.reports.rows import readings
from csdesk.reports.sheets import Sheet

HEAD = ["客户名称", "投诉时间", "投诉类型", "投诉内容", "索赔金额(万元)", "赔付金额"]
GOOD = ["示例", "2026-06-01", "延误", "晚到", "", ""]


def read(*rows, head=HEAD):
    sheet = Sheet("投诉", [head, *rows])
    return list(readings(sheet, find_layout(sheet, [Complaint])))


def test_rows_are_numbered_as_the_spreadsheet_does():
    assert [r.number for r in read(GOOD, [""] * 6, GOOD)] == [2, 4]


@pytest.mark.parametrize(
    "row",
    [
        ["合计", "", "", "", 3.5, 2],
        ["", "合 计：", "", "", 3.5, 2],
        ["本页小计", "", "", "", "", 2],
        ["制表人：张三", "", "审核：李四", "", "", ""],
        ["备注：金额不含税", "", "", "", "", ""],
        ["", " ", "\n", "", "", ""],
        HEAD,
    ],
)
def test_sums_notes_blanks_and_repeated_headings_are_no_records(row):
    assert [r.number for r in read(GOOD, row)] == [2]


def test_a_client_that_is_called_note_is_a_record():
    assert len(read(["备注科技", "2026-06-01", "延误", "晚到", "", ""])) == 1


@pytest.mark.parametrize(
    ("cell", "fen"),
    [
        (3.5, 3_500_000),
        ("3.5", 3_500_000),
        ("３．５", 3_500_000),
        ("3.5万", 3_500_000),
        ("35000元", 3_500_000),
        ("￥1,234.5", 1_234_500_000),
    ],
)
def test_a_unit_in_the_heading_multiplies_plain_numbers_only(cell, fen):
    (row,) = read([*GOOD[:4], cell, ""])
    assert (row.values["claimed_amount"], row.wrong) == (fen, [])


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("很多", "“很多”不是数字，请填数字"),
        ("1.234", "“1.234”小数位过多，金额最多两位小数"),
        ("-5", "赔付金额不能小于 0.00"),
        ("#N/A", "公式出错（#N/A），请改成正确的值"),
        (float("inf"), "“inf”超出范围，请核对"),
    ],
)
def test_a_wrong_cell_is_told_with_its_heading(cell, sentence):
    (row,) = read([*GOOD[:5], cell])
    assert row.wrong == [("赔付金额", sentence)]


def test_a_number_that_lost_its_digits_is_not_taken_for_a_text():
    (row,) = read(["示例", "2026-06-01", "延误", 6222021234567890123.0, "", ""])
    assert row.wrong == [("投诉内容", "数字超过 15 位，Excel 已丢失末尾几位，请把该列设为文本格式后重填")]


def test_the_binary_fraction_of_a_time_is_rounded():
    moment = datetime(2026, 6, 1, 9, 5) - timedelta(microseconds=300)  # noqa: DTZ001  as a cell holds it
    (row,) = read(["示例", moment, "延误", "晚到", "", ""])
    assert row.values["received_at"] == "2026-06-01T09:05:00+08:00"


TWO = ["客户名称", "受理日期", "受理时间", "投诉类型", "投诉内容"]


@pytest.mark.parametrize(
    ("day", "clock", "moment"),
    [
        ("2026-06-01", "9:05", "2026-06-01T09:05:00+08:00"),
        (date(2026, 6, 1), time(9, 5), "2026-06-01T09:05:00+08:00"),
        (datetime(2026, 6, 1), 0.378472222, "2026-06-01T09:05:00+08:00"),  # noqa: DTZ001  as a cell holds it
        ("2026年6月1日", "下午3点半", "2026-06-01T15:30:00+08:00"),
        ("2026-06-01", datetime(1899, 12, 31, 9, 5), "2026-06-01T09:05:00+08:00"),  # noqa: DTZ001
        ("2026-06-01", "", "2026-06-01T00:00:00+08:00"),
        ("2026-06-01 08:00", "9:05", "2026-06-01T08:00:00+08:00"),
        ("2026-06-01", "2026-06-02 9:05", "2026-06-02T09:05:00+08:00"),
        ("", "2026-06-02 9:05", "2026-06-02T09:05:00+08:00"),
    ],
)
def test_day_and_time_of_day_in_two_columns(day, clock, moment):
    for head, cells in ((TWO, [day, clock]), ([TWO[0], *TWO[2:0:-1], *TWO[3:]], [clock, day])):
        (row,) = read(["示例", *cells, "延误", "晚到"], head=head)
        assert (row.values["received_at"], row.wrong) == (moment, [])


@pytest.mark.parametrize(
    ("day", "clock", "wrong"),
    [
        ("", "9:05", ("受理时间", "“9:05”不是日期，请写成 2026-06-12 的样子")),
        ("2026-02-30", "9:05", ("受理日期", "“2026-02-30”不是真实存在的日期，请核对")),
        ("2026-06-01", "随后", ("受理时间", "“随后”不是日期，请写成 2026-06-12 的样子")),
    ],
)
def test_a_day_or_time_in_two_columns_that_says_nothing(day, clock, wrong):
    (row,) = read(["示例", day, clock, "延误", "晚到"], head=TWO)
    assert row.wrong == [wrong]


def test_a_moment_is_told_by_its_day_or_its_time_in_the_heading():
    row = ["示例", "2026-06-01", "9:05", "延误", "晚到"]
    (found,) = read([*row, "2026-06-01", "9:40"], head=[*TWO, "首次响应日期", "首次响应时间"])
    assert found.values["first_response_at"] == "2026-06-01T09:40:00+08:00"


def test_strange_texts_stay_as_they_are():
    for text in ("=cmd|' /C calc'!A0", "🚚晚到🥲", "متأخر", "x" * 4000):
        (row,) = read(["示例", "2026-06-01", "延误", text, "", ""])
        assert (row.values["description"], row.wrong) == (text, [])
