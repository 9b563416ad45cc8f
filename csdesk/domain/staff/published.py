"""Reports as they were published, and the corrections of their numbers (domain.md K08)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from csdesk.domain.kinds import Day, Id, Line, Text, Whole
from csdesk.domain.record import About, Choice, Problem, Record, Values, says


class ReportVersion(Record, frozen=True, kw_only=True):
    """One version of a report that left the house. items: how many of its numbers are checked (数据项)."""

    about: ClassVar[About] = About(
        "report_version", "已发布报表", "报表发布", title=("name", "covers", "version"), codes=("name",), order="-published_on"
    )

    name: Annotated[Line, says("报表名称", listed=True, searched=True, also=("报表",))]
    covers: Annotated[Line, says("报表期间", listed=True, also=("所属期间",), help="2026-06、2026-Q2 或 2026-W24")]
    version: Annotated[Whole, says("版本", listed=True, asked=True, least=1)] = 1
    published_on: Annotated[Day, says("发布日期", past=True, offered="now", listed=True, also=("提交日期", "上报日期"))]
    items: Annotated[Whole, says("数据项数", listed=True, least=1, most=1_000_000, help="有数字的单元格数", also=("数据项", "单元格数"))]
    sent_to: Annotated[Line | None, says("报送对象")] = None
    owner_id: Annotated[Id, says("编制人", of="staff", offered="me", listed=True, also=("制表人", "责任人"))]


class ErrorSource(Choice):
    ENTRY = "entry", "录入"
    DEFINITION = "definition", "口径"
    SUMMARY = "summary", "汇总"
    SYSTEM = "system", "系统"
    SOURCE = "source", "源数据"


def _rules(values: Values) -> Iterator[Problem]:
    if values.get("was") and values.get("was") == values.get("now"):
        yield Problem("now", "更正前后相同，请核对")


class ReportCorrection(Record, frozen=True, kw_only=True):
    """One number of a published version that was wrong (更正单); a cell counts once, however often it is corrected."""

    about: ClassVar[About] = About(
        "report_correction", "更正", "报表更正单", title=("cell", "found_on"), parent="report_id", rules=(_rules,), order="-found_on"
    )

    report_id: Annotated[Id, says("报表", of="report_version", listed=True, also=("报表名称",))]
    cell: Annotated[Line, says("数据项", listed=True, searched=True, also=("单元格", "位置"), help="例如 汇总!C12，或 宁波分部 收入")]
    found_on: Annotated[Day, says("发现日期", past=True, offered="now", listed=True)]
    was: Annotated[Line | None, says("更正前", listed=True)] = None
    now: Annotated[Line | None, says("更正后", listed=True)] = None
    source: Annotated[ErrorSource, says("差错来源", listed=True)]
    reason: Annotated[Text | None, says("说明", listed=True)] = None
