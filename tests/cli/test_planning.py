"""`csdesk targets`: a year laid out, kept and approved by command."""

import pytest
from cli.test_commands import desk, two  # noqa: F401

WORKED = "targets m.csdb --year 2031 --level branch --entity NB --json"


def listed(path, *rows):
    import openpyxl

    book = openpyxl.Workbook()
    book.active.title = path.stem
    for row in rows:
        book.active.append(row)
    book.save(path)


@pytest.fixture
def office(two, tmp_path):  # noqa: F811
    listed(tmp_path / "分部.xlsx", ("分部代码", "分部名称"), ("NB", "宁波分部"))
    two("import m.csdb 分部.xlsx --ledger branch")
    return two


def test_a_year_falls_into_months_and_is_approved(office):
    code, told, said = office(WORKED, "--total", "12000000", "--blend", "0")
    [own, *_] = told["columns"]
    assert code == 0, said
    assert (told["draft"], own["total"], sum(own["quarters"])) == (True, 1_200_000_000, 1_200_000_000)
    assert own["months"][2:4] == [105_000_000, 102_000_000]
    assert office(WORKED, "--approve")[1]["draft"] is False
    assert office(WORKED)[1]["columns"][0]["months"] == own["months"]


def test_a_week_is_told_with_what_is_to_be_explained(office):
    code, told, _ = office("weekly m.csdb --week 2026-W24 --json")
    assert (code, len(told), {line["asked"] for line in told}) == (0, 13, {False})
    assert office("weekly m.csdb --week 2026-W24 --out 周.xlsx")[1].startswith("指标\t本周\t上周")
    assert office("weekly m.csdb --week 2026-W54")[0::2] == (1, "“2026-W54”不是周次，请写成 2026-W24 的样子\n")


def test_refusals_say_what_to_do(office):
    assert office("targets m.csdb --year 2031 --level branch --entity SH")[0::2] == (
        1,
        "请指明是哪个分部，没有唯一的“SH”；可选：NB\n",
    )
    assert "没有等待批准的计划" in office("targets m.csdb --year 2031 --level branch --entity NB --approve")[2]
    assert "不能修改年度计划，请联系分部经理" in office("targets a.csdb --year 2031 --level specialist --entity 张三 --total 1")[2]
    assert office("targets m.csdb --year 2031 --total 很多")[0] == 2


def test_a_plan_that_does_not_add_up_is_not_approved_without_a_word(office, tmp_path):
    listed(tmp_path / "人员.xlsx", ("姓名", "岗位", "分部"), ("王五", "客服专员", "NB"))
    office("import m.csdb 人员.xlsx --ledger staff")
    office(WORKED, "--total", "1200", "--split")
    assert office(WORKED, "--total", "1300")[1]["gap"] == -100_00
    code, _, said = office(WORKED.removesuffix(" --json"), "--approve")
    assert (code, "请在“差额说明”里写明原因后再批准" in said) == (1, True), said
    assert office(WORKED)[1]["draft"] is True
    assert office(WORKED, "--approve", "--gap-note", "加码")[1]["draft"] is False


def test_the_appraisals_of_a_month_are_made_and_told(office, tmp_path):
    assert office("appraise m.csdb --period 2026-06 --prepare")[2].startswith("没有由您考核的在册人员")
    listed(tmp_path / "人员.xlsx", ("姓名", "岗位", "分部"), ("王五", "客服专员", "NB"))
    office("import m.csdb 人员.xlsx --ledger staff")
    code, told, said = office("appraise m.csdb --period 2026-06 --prepare --json")
    assert (code, said.split("，")[0]) == (0, "已生成 1 份考核")
    [person] = [one for one in told["people"] if one["name"] == "王五"]
    assert (told["approved"], person["appraisal"]["status"], len(person["items"])) == (0, "self", 6)
    assert told["should"] == len(told["people"])
    assert office("appraise m.csdb --period 2026-06")[1].startswith("姓名\t岗位")
    assert office("appraise m.csdb --period 2026-06-R12")[0::2] == (1, "考核按月、季度或年进行，请写成 2026-06、2026-Q2 或 2026 的样子\n")
