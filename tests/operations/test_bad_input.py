"""Bad input pasted into the ledgers: each cell with its sentence, and nothing written."""

import re
import time

import pytest
from offices import client

from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.plans.targets import Plan
from csdesk.domain.plans.weekly import WeeklyReason
from csdesk.domain.rows import Query
from csdesk.domain.staff.people import Branch
from csdesk.domain.tasks import Task
from csdesk.errors import Refused
from csdesk.operations import files, ledgers
from csdesk.operations.excel import blocks

RTL, EMOJI, LONG = "\u202e示例\u202c\u200f", "🚚" * 30, "名" * 4000
GOOD = {
    Complaint: {"客户": "示例家电", "类型": "费用争议", "描述": "账单不符", "受理时间": "2026-06-12 09:00", "索赔金额(元)": "100"},
    Task: {"事项": "报价", "截止日期": "2026-06-15"},
    Plan: {"年度": "2026", "层级": "分部", "对象": "NB", "指标": "收入", "年度目标": "1200"},
    WeeklyReason: {
        "周次": "2026-W24",
        "层级": "分部",
        "对象": "NB",
        "指标": "毛利",
        "原因类别": "量",
        "原因说明": "旺季",
        "填写人": "李经理",
    },
}
YEARS = "的年份不在 1990–2100 之间"
BAD = [
    (Complaint, "客户", "#REF!", "公式出错|找不到"),
    (Complaint, "客户", LONG, "文字过长（4000 字），最多 80 字"),
    (Complaint, "客户", EMOJI, "在客户档案中找不到"),
    (Complaint, "客户", RTL, "“示例”在客户档案中找不到"),
    (Complaint, "受理时间", "1900-01-01 09:00", YEARS),
    (Complaint, "受理时间", "2999-01-01 09:00", YEARS),
    (Complaint, "索赔金额(元)", "-5", "索赔金额不能小于 0.00"),
    (Complaint, "索赔金额(元)", "1e9999", "超出范围"),
    (Complaint, "描述", LONG * 2, "最多 4000 字"),
    (Complaint, "类型", "\x07💥", "不在可选范围内"),
    (Task, "事项", LONG, "文字过长"),
    (Task, "事项", "\u200f\u200f", "请填写事项"),
    (Task, "截止日期", "1900-01-01", YEARS),
    (Task, "截止日期", "2999-12-31", YEARS),
    (Task, "截止日期", EMOJI, "不是日期"),
    (Plan, "年度", "1900", "年度不能小于 2020$"),
    (Plan, "年度", "2999", "年度不能大于 2099$"),
    (Plan, "年度目标", "-1200", "收入的目标不能是负数"),
    (Plan, "年度目标", "1e30", "超出范围"),
    (Plan, "对象", LONG, "文字过长"),
    (Plan, "对象", "HZ", "没有“HZ”这个分部，可填：NB"),
    (WeeklyReason, "周次", "1900-W01", "周次"),
    (WeeklyReason, "周次", "2999-W01", "周次"),
    (WeeklyReason, "周次", RTL, "周次"),
    (WeeklyReason, "原因类别", "💥", "不在可选范围内"),
    (WeeklyReason, "原因说明", LONG, "文字过长"),
]


@pytest.fixture
def office(manager_db, now):
    client(manager_db, now)
    ledgers.create(manager_db, Branch, {"code": "NB", "name": "宁波分部"}, now=now)
    return manager_db


def block(values):
    return blocks.read("\t".join(values) + "\n" + "\t".join(values.values()) + "\n")


def paste(db, record, cells, now):
    return blocks.paste(db, record, cells, blocks.Target(), now=now)


@pytest.mark.parametrize("record", GOOD, ids=lambda record: record.about.name)
def test_a_right_line_goes_in(office, now, record):
    assert paste(office, record, block(GOOD[record]), now).created == 1


@pytest.mark.parametrize(("record", "heading", "text", "sentence"), BAD, ids=[f"{b[0].about.name}-{i}" for i, b in enumerate(BAD)])
def test_a_wrong_cell_has_its_sentence_and_nothing_is_written(office, now, record, heading, text, sentence):
    cells = block({**GOOD[record], heading: text})
    plan = blocks.look(office, record, cells, blocks.Target(), now=now)
    [told] = plan.wrong[0].values()
    assert re.search(sentence, told)
    with pytest.raises(Refused, match="有 1 行不对，第 1 行：") as refused:
        paste(office, record, cells, now)
    assert told in str(refused.value)
    assert ledgers.count(office, record, Query()) == 0


def test_emoji_and_marks_of_direction_in_a_free_text_do_no_harm(office, now):
    paste(office, Task, block({**GOOD[Task], "事项": RTL + EMOJI}), now)
    [row] = ledgers.select(office, Task, Query())
    assert row.values["title"] == "示例" + EMOJI
    assert files.check(office) == []


def test_a_hundred_thousand_lines_are_refused_with_the_way_that_takes_them():
    text = "\t".join(GOOD[Complaint]) + "\n" + ("\t".join(GOOD[Complaint].values()) + "\n") * 100_000
    begun = time.perf_counter()
    with pytest.raises(Refused, match=r"一次最多粘贴 20,000 行，这里有 100,002 行。请把它存成 Excel 工作簿，再用“文件 › 导入 Excel”"):
        blocks.read(text)
    assert time.perf_counter() - begun < 1  # the window is not held up
