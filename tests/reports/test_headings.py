"""Headings are found wherever they are and however they are written."""

from decimal import Decimal

import pytest

from csdesk.domain.care.clients import Client, Contact
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.records import RECORDS
from csdesk.reports.headings import find_layout, fingerprint, plain
from csdesk.reports.sheets import Sheet

CASES = ["客户名称", "投诉时间", "投诉类型", "投诉内容"]


def sheet(*rows, name="Sheet1", merged=()):
    width = max(map(len, rows))
    return Sheet(name, [list(row) + [""] * (width - len(row)) for row in rows], merged)


def fields(layout):
    return {column.heading: column.field.name for column in layout.mapped}


@pytest.mark.parametrize(
    "written", ["客户名称", " 客 户\n名 称 ", "●客户名称", "*客户名称", "客户名称（必填）", "客户名称：", "客户名称　"]
)
def test_marks_blanks_and_breaks_do_not_matter(written):
    assert plain(written) == "客户名称"


def test_the_ledger_is_known_by_its_headings():
    assert find_layout(sheet(CASES), RECORDS).record is Complaint
    assert find_layout(sheet(["客户编号", "客户全称", "简称", "信用代码"]), RECORDS).record is Client
    assert find_layout(sheet(["客户名称", "姓名", "职务", "手机"]), RECORDS).record is Contact


def test_every_ledger_is_known_by_its_own_headings():
    for record in RECORDS:
        from csdesk.domain.record import fields_of

        layout = find_layout(sheet([f.heading for f in fields_of(record)], name=record.about.ledger), RECORDS)
        assert layout.record is record
        assert layout.unmapped == []


def test_title_rows_above_are_passed_over():
    layout = find_layout(sheet(["宁波分部投诉台账"], ["2026年6月", "", "制表：张三"], [], CASES, ["示例"]), RECORDS)
    assert (layout.row, layout.last) == (3, 3)


def test_two_heading_rows_joined_by_merged_cells():
    rows = sheet(
        ["客户", "客户", "投诉时间", "投诉", "投诉"],
        ["名称", "联系人", "投诉时间", "类型", "内容"],
        merged=((0, 0, 0, 1), (0, 2, 1, 2), (0, 3, 0, 4)),
    )
    layout = find_layout(rows, [Complaint])
    assert (layout.row, layout.last) == (0, 1)
    assert list(fields(layout).values()) == ["client_id", "contact_id", "received_at", "type", "description"]


@pytest.mark.parametrize(
    ("heading", "times"),
    [
        ("索赔金额", 1),
        ("索赔金额(元)", 1),
        ("索赔金额（万元）", 10_000),
        ("索赔金额/万元", 10_000),
        ("索赔金额 万元", 10_000),
        ("索赔金额[千元]", 1000),
    ],
)
def test_the_unit_in_a_heading(heading, times):
    layout = find_layout(sheet([*CASES, heading]), [Complaint])
    (column,) = [c for c in layout.mapped if c.field.name == "claimed_amount"]
    assert column.times == Decimal(times)


def test_of_two_columns_for_one_field_the_label_wins_then_the_first():
    layout = find_layout(sheet(["公司名称", "客户全称", "简称", "客户简称"]), [Client])
    assert fields(layout) == {"客户全称": "legal_name", "简称": "short_name"}
    assert layout.unmapped == ["公司名称", "客户简称"]


@pytest.mark.parametrize(
    "rows", [[["这里", "什么"], ["都", "没有"]], [["示例公司"], ["1", "2"]], [["编号", "随便", "备忘", "口味", "颜色"]]]
)
def test_a_sheet_without_known_headings_is_no_ledger(rows):
    assert find_layout(sheet(*rows), RECORDS) is None


def test_two_known_headings_are_enough_when_the_ledger_is_told():
    assert fields(find_layout(sheet(["编号", "等级", "口味", "颜色", "随便", "别的"]), [Client], told=True)) == {
        "编号": "client_code",
        "等级": "tier",
    }


def test_a_remembered_layout_decides():
    rows = sheet(["谁", "何时", "哪样", "怎么了"], ["示例", "2026-06-01", "延误", "晚到"])
    assert find_layout(rows, RECORDS) is None
    kept = {
        fingerprint(rows.rows[0]): {
            "ledger": "complaint",
            "columns": {"谁": "client_id", "何时": "received_at", "哪样": "type", "怎么了": ""},
        }
    }
    layout = find_layout(rows, RECORDS, remembered=kept)
    assert layout.record is Complaint
    assert fields(layout) == {"谁": "client_id", "何时": "received_at", "哪样": "type"}
    assert layout.unmapped == ["怎么了"]
