"""Reports of merged sync files as a workbook: one line a file, the records by ledger, and every disagreement."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from csdesk.domain.record import field_map
from csdesk.domain.records import RECORD_BY_NAME
from csdesk.domain.staff.people import Role

FILES = (
    "文件",
    "判定",
    "发送人",
    "岗位",
    "核对码",
    "写成于",
    "内容自",
    "内容至",
    "新改动",
    "已有",
    "新增",
    "修改",
    "删除",
    "恢复",
    "不一致",
    "已解决",
    "被覆盖",
    "缺少",
    "时钟快（天）",
    "用时（秒）",
    "说明",
    "编号",
)
LEDGERS = ("文件", "发送人", "台账", "新增", "修改", "删除", "恢复", "新改动", "已有改动", "未取改动", "合并前", "合并后")
CONFLICTS = ("文件", "发送人", "台账", "记录", "栏目", "一方", "另一方（暂用）")
OVERWRITTEN = ("文件", "发送人", "台账", "记录", "栏目", "原来", "现在")
_WORDS = ("created", "updated", "deleted", "revived")


def save_reports(told: Sequence[tuple[Mapping[str, Any], str]], path: Path) -> int:
    """Write reports (as `PackReport.as_json` gives them, each with how it stands) as a workbook; how many. Raises StorageError."""
    from csdesk.reports import tables

    sheets = {
        "文件": (FILES, [_file(one, state) for one, state in told]),
        "台账": (LEDGERS, [line for one, _ in told for line in _ledgers(one)]),
        "不一致": (CONFLICTS, [line for one, _ in told for line in _conflicts(one)]),
        "覆盖": (OVERWRITTEN, [line for one, _ in told for line in _overwritten(one)]),
    }
    tables.write_tables(path, sheets)
    return len(told)


def _file(one: Mapping[str, Any], state: str) -> tuple[Any, ...]:
    role = str(one.get("role", ""))
    label = Role(role).label if role in Role.labels() else role
    moments = [str(one.get(name, ""))[:16].replace("T", " ") for name in ("made", "since", "until")]
    records = one.get("records", {}).values()
    totals = [sum(int(brought.get(word, 0)) for brought in records) for word in _WORDS]
    gaps = "；".join(f"{gap['name']} 第 {gap['first']}–{gap['last']} 条" for gap in one.get("gaps", ()))
    doubts = (one.get("cleared", 0), one.get("overwrites", 0), gaps, one.get("ahead", 0), one.get("seconds"))
    return (
        one.get("file"), state, one.get("sender"), label, one.get("code"), *moments, one.get("new", 0), one.get("duplicate", 0),
        *totals, len(one.get("conflicts", ())), *doubts, one.get("reason"), one.get("pack"),
    )  # fmt: skip


def _ledgers(one: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    changes = [one.get(name, {}) for name in ("tables", "known", "aside")]
    lines = []
    for name in sorted({name for told in changes for name in told}):
        brought, totals = one.get("records", {}).get(name, {}), one.get("totals", {}).get(name, {})
        numbers = [brought.get(word, 0) for word in _WORDS] + [told.get(name, 0) for told in changes]
        lines.append((one.get("file"), one.get("sender"), name, *numbers, totals.get("before"), totals.get("after")))
    return lines


def _overwritten(one: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    lines = [(one.get("file"), one.get("sender"), *_gave_way(told)) for told in one.get("overwritten", ())]
    more = int(one.get("overwrites", 0)) - len(lines)
    return [*lines, (one.get("file"), one.get("sender"), f"另有 {more} 处未列出", "", "", "", "")] if more > 0 else lines


def _gave_way(told: Mapping[str, Any]) -> tuple[Any, ...]:
    ledger, label, show = _words_for(told)
    return (ledger, told.get("title"), label, show(told.get("old")), show(told.get("new")))


def _conflicts(one: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    return [(one.get("file"), one.get("sender"), *_conflict(told)) for told in one.get("conflicts", ())]


def _conflict(told: Mapping[str, Any]) -> tuple[Any, ...]:
    ledger, label, show = _words_for(told)
    values = [show(value) for value in told.get("values", ())]
    return (ledger, told.get("title"), label, "；".join(values[:-1]), values[-1] if values else "")


def _words_for(told: Mapping[str, Any]) -> tuple[str, str, Callable[[Any], str]]:
    """What a ledger and its field are called, and how the field's values are shown."""
    record = RECORD_BY_NAME.get(str(told.get("table")))
    field = field_map(record).get(str(told.get("field"))) if record else None
    name = str(told.get("field"))
    return (record.about.ledger if record else str(told.get("table")), field.label if field else name, field.show if field else _plain)


def _plain(value: Any) -> str:
    return "" if value is None else str(value)
