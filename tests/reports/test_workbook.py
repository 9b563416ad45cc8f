"""What goes out: real types, text that stays text, templates, wrong rows; whole or not at all."""

import errno
from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from csdesk.domain.care.clients import Client
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.record import fields_of
from csdesk.domain.rows import Row
from csdesk.domain.staff.people import Staff
from csdesk.errors import StorageError
from csdesk.reports.rows import WrongRow
from csdesk.reports.saving import saving
from csdesk.reports.workbook import write_ledger, write_template, write_wrong_rows


def row(**values):
    return Row(1, "NB-1", "1" * 32, values, titles={"client_id": "NB-00001 示例"})


def cells(path, record, name):
    sheet = load_workbook(path).worksheets[0]
    column = [f.name for f in fields_of(record)].index(name) + 1
    return sheet.cell(2, column)


def test_values_have_real_types(tmp_path):
    path = tmp_path / "a.xlsx"
    told = row(client_id="2" * 32, received_at="2026-06-01T09:05:00+08:00", claimed_amount=123450, severity="major")
    assert write_ledger(path, Complaint, [told]) == 1
    assert cells(path, Complaint, "received_at").value == datetime(2026, 6, 1, 9, 5)  # noqa: DTZ001  as a cell holds it
    assert cells(path, Complaint, "received_at").number_format == "yyyy-mm-dd hh:mm"
    assert cells(path, Complaint, "claimed_amount").value == 1234.5
    assert cells(path, Complaint, "client_id").value == "NB-00001 示例"
    assert cells(path, Complaint, "severity").value == "较大"


def test_several_choices_stand_in_one_cell(tmp_path):
    write_ledger(tmp_path / "a.xlsx", Client, [row(service_scope=["ftl", "ltl"], cargo_traits=["易碎", "防潮"])])
    assert cells(tmp_path / "a.xlsx", Client, "service_scope").value == "整车、零担"
    assert cells(tmp_path / "a.xlsx", Client, "cargo_traits").value == "易碎、防潮"


def test_a_text_that_begins_like_a_formula_stays_a_text(tmp_path):
    write_ledger(tmp_path / "a.xlsx", Client, [row(short_name="=cmd|' /C calc'!A0", legal_name="\x0b坏字符")])
    assert cells(tmp_path / "a.xlsx", Client, "short_name").data_type == "s"
    assert cells(tmp_path / "a.xlsx", Client, "legal_name").value == "坏字符"


def test_private_fields_are_masked(tmp_path):
    write_ledger(tmp_path / "a.xlsx", Staff, [row(name="张三", mobile="13800000001")])
    assert cells(tmp_path / "a.xlsx", Staff, "mobile").value == "138****01"


def test_the_sheet_is_ready_to_filter_and_print(tmp_path):
    write_ledger(tmp_path / "a.xlsx", Client, [row(), row()])
    sheet = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert (sheet.title, sheet.freeze_panes, sheet.print_title_rows) == ("客户档案", "B2", "$1:$1")
    assert sheet.auto_filter.ref.endswith("3")
    assert sheet.page_setup.orientation == "landscape"


def test_the_template_marks_offers_and_explains(tmp_path):
    write_template(tmp_path / "t.xlsx", Client)
    book = load_workbook(tmp_path / "t.xlsx")
    sheet, guide, choices = book.worksheets
    assert sheet["A1"].value == "客户编号"
    assert sheet["B1"].value == "●客户全称"
    assert guide["A3"].value == "客户编号"
    assert guide["E3"].value == "可不填，自动编号"
    assert choices.sheet_state == "hidden"
    assert [member.value for member in choices["F"][:4]] == ["合同", "零担散客", "一次性项目", "内部"]
    assert "选项!$F$1:$F$4" in {rule.formula1.lstrip("=") for rule in sheet.data_validations.dataValidation}


def test_wrong_rows_come_back_as_they_were_with_the_reason(tmp_path):
    heads = ("客户", "日期")
    wrong = [
        WrongRow("a.xlsx", "投诉", 5, "日期", "不是日期", heads, ("=1+1", date(2026, 6, 1))),
        WrongRow("b.xlsx", "", None, "", "不是 Excel 文件"),
    ]
    write_wrong_rows(tmp_path / "e.xlsx", wrong)
    first, second = load_workbook(tmp_path / "e.xlsx").worksheets
    assert [c.value for c in first[1]] == ["错误原因", "错误栏目", "原文件", "原工作表", "原行号", *heads]
    assert [c.value for c in first[2]] == ["不是日期", "日期", "a.xlsx", "投诉", 5, "=1+1", datetime(2026, 6, 1)]  # noqa: DTZ001
    assert first["F2"].data_type == "s"
    assert second["A2"].value == "不是 Excel 文件"


def test_what_cannot_be_written_is_told_and_leaves_the_old_file(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_text("旧")

    def write(code):
        with saving(path) as half:
            half.write_text("新")
            raise OSError(code, "x")

    for code, told in {errno.ENOSPC: "磁盘已满", errno.EROFS: "只读", errno.EIO: "没有写成"}.items():
        with pytest.raises(StorageError, match=told):
            write(code)
    assert [p.read_text() for p in tmp_path.iterdir()] == ["旧"]


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "文件").write_text("x")
    with pytest.raises(StorageError, match="没有写成"):
        write_ledger(tmp_path / "文件" / "a.xlsx", Client, [])
