"""Reports of merged sync files as a workbook: one line a file, the records by ledger, and every disagreement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from csdesk.domain.people import Role
from csdesk.domain.record import field_map
from csdesk.domain.records import RECORD_BY_NAME

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
    "不一致",
    "说明",
    "编号",
)
LEDGERS = ("文件", "发送人", "台账", "新增", "修改", "删除")
CONFLICTS = ("文件", "发送人", "台账", "记录", "栏目", "一方", "另一方（暂用）")
_WORDS = ("created", "updated", "deleted")


def save_reports(told: Sequence[tuple[Mapping[str, Any], str]], path: Path) -> int:
    """Write reports (as `PackReport.as_json` gives them, each with how it stands) as a workbook; how many. Raises StorageError."""
    from csdesk.reports import tables

    sheets = {
        "文件": (FILES, [_file(one, state) for one, state in told]),
        "台账": (LEDGERS, [line for one, _ in told for line in _ledgers(one)]),
        "不一致": (CONFLICTS, [line for one, _ in told for line in _conflicts(one)]),
    }
    tables.write_tables(path, sheets)
    return len(told)


def _file(one: Mapping[str, Any], state: str) -> tuple[Any, ...]:
    role = str(one.get("role", ""))
    label = Role(role).label if role in Role.labels() else role
    moments = [str(one.get(name, ""))[:16].replace("T", " ") for name in ("made", "since", "until")]
    records = one.get("records", {}).values()
    totals = [sum(int(brought.get(word, 0)) for brought in records) for word in _WORDS]
    return (
        one.get("file"), state, one.get("sender"), label, one.get("code"), *moments, one.get("new", 0), one.get("duplicate", 0),
        *totals, len(one.get("conflicts", ())), one.get("reason"), one.get("pack"),
    )  # fmt: skip


def _ledgers(one: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    told = one.get("records", {}).items()
    return [(one.get("file"), one.get("sender"), name, *(brought.get(word, 0) for word in _WORDS)) for name, brought in told]


def _conflicts(one: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    return [(one.get("file"), one.get("sender"), *_conflict(told)) for told in one.get("conflicts", ())]


def _conflict(told: Mapping[str, Any]) -> tuple[Any, ...]:
    record = RECORD_BY_NAME.get(str(told.get("table")))
    field = field_map(record).get(str(told.get("field"))) if record else None
    values = [field.show(value) if field else str(value or "") for value in told.get("values", ())]
    ledger = record.about.ledger if record else told.get("table")
    return (ledger, told.get("title"), field.label if field else told.get("field"), "；".join(values[:-1]), values[-1] if values else "")
