"""What is said of one sync file beside a list of them: sender, time, records by ledger, disagreements, what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from csdesk.domain.changes import DELETED
from csdesk.domain.record import field_map
from csdesk.domain.records import RECORD_BY_NAME
from csdesk.domain.staff.people import Role

_BROUGHT = ("created", "updated", "deleted")
_HEAD = ("台账", "新增", "修改", "删除", "恢复", "合并前", "合并后")
_SHOWN = 200  # disagreements; the rest is in the list of all


def role_label(code: str) -> str:
    """The Chinese name of a role; an unknown one as it is."""
    return Role(code).label if code in Role.labels() else code


def moment(wire: str) -> str:
    """A moment as lists show it."""
    return wire[:16].replace("T", " ")


def span(told: Mapping[str, Any]) -> str:
    """The time that the new changes of a file cover."""
    since, until = moment(str(told.get("since", ""))), moment(str(told.get("until", "")))
    if since[:10] == until[:10]:
        return since and f"{since[:10]} 当日"
    return f"{since[:10]} 至 {until[5:10]}" if since[:4] == until[:4] else f"{since[:10]} 至 {until[:10]}"


def totals(told: Mapping[str, Any]) -> tuple[int, int, int]:
    """How many records a file creates, alters and deletes."""
    records = told.get("records", {}).values()
    created, updated, deleted = (sum(int(one.get(word, 0)) for one in records) for word in _BROUGHT)
    return created, updated, deleted


def html(told: Mapping[str, Any], state: str) -> str:
    """The report of one file (as `PackReport.as_json` gives it), to be read. state: how it stands, in words."""
    parts = [f"<h3>{_text(told.get('sender') or told.get('file'))}　{escape(state)}</h3>"]
    if reason := told.get("reason"):
        parts.append(f"<p><b>{_text(reason)}</b></p>")
    parts += [_lines(_facts(told)), _records(told), _conflicts(told), _overwritten(told)]
    return "".join(parts)


def _facts(told: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    yield "文件", str(told.get("file", ""))
    if told.get("sender"):
        yield "岗位", role_label(str(told.get("role", "")))
        yield "核对码", str(told.get("code", ""))
        yield "写成于", moment(str(told.get("made", "")))
        yield "内容", f"{moment(str(told.get('since', '')))} 至 {moment(str(told.get('until', '')))}" if told.get("since") else "没有新内容"
        yield "改动", f"新 {told.get('new', 0)} 条，已有 {told.get('duplicate', 0)} 条"
        yield "用时", f"{max(told['seconds'], 0.1):.1f} 秒" if told.get("seconds") else ""
    yield from _doubts(told)
    if told.get("pack"):
        yield "编号", str(told["pack"])[:16]


def _doubts(told: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """What is missing, what was not taken, and what is not believed."""
    for gap in told.get("gaps", ()):
        yield "缺少", f"{gap['name']} 第 {gap['first']}–{gap['last']} 条"
    if aside := sum(told.get("aside", {}).values()):
        yield "未取", f"{aside} 条改动"
    if ahead := told.get("ahead"):
        yield "时钟可疑", f"发送人的电脑快 {ahead} 天"
    if unknown := told.get("unknown"):
        yield "来自新版本", f"{unknown} 条，升级后显示"
    if cleared := told.get("cleared"):
        yield "已解决", f"{cleared} 处不一致不必再决定"


def _lines(facts: Iterable[tuple[str, str]]) -> str:
    return (
        "<table cellpadding=1>" + "".join(f"<tr><td>{word}　</td><td>{_text(text)}</td></tr>" for word, text in facts if text) + "</table>"
    )


def _records(told: Mapping[str, Any]) -> str:
    rows = [
        (_text(ledger), *(str(one.get(word) or "") for word in (*_BROUGHT, "revived")), *_before_after(told, ledger))
        for ledger, one in told.get("records", {}).items()
    ]
    lines = [f"<tr><td>{name}　</td>{''.join(f'<td align=right>　{cell}</td>' for cell in cells)}</tr>" for name, *cells in [_HEAD, *rows]]
    return f"<h4>记录</h4><table cellpadding=2>{''.join(lines)}</table>" if rows else ""


def _before_after(told: Mapping[str, Any], ledger: str) -> tuple[str, str]:
    """How many records a ledger shows before and after; nothing where an older report does not say."""
    found = told.get("totals", {}).get(ledger)
    return (f"{found['before']:,}", f"{found['after']:,}") if found else ("", "")


def _conflicts(told: Mapping[str, Any]) -> str:
    found = told.get("conflicts", ())
    if not found:
        return ""
    lines = "".join(f"<p>{_conflict(one)}</p>" for one in found[:_SHOWN])
    more = f"<p>另有 {len(found) - _SHOWN} 处</p>" if len(found) > _SHOWN else ""
    return f"<h4>不一致 {len(found)} 处</h4>{lines}{more}"


def _conflict(one: Mapping[str, Any]) -> str:
    record = RECORD_BY_NAME.get(str(one.get("table")))
    field = field_map(record).get(str(one.get("field"))) if record else None
    if one.get("field") == DELETED:
        return f"{_text(one.get('title'))}：一方删除，一方修改"
    values = " ↔ ".join(_text((field.show(value) if field else value) or "空") for value in one.get("values", ()))
    return f"{_text(one.get('title'))}　{_text(field.label if field else one.get('field'))}：{values}"


def _overwritten(told: Mapping[str, Any]) -> str:
    """The values that gave way, old and new; those of one record under its title."""
    found, many = told.get("overwritten", ()), int(told.get("overwrites", 0))
    if not found:
        return ""
    titles: dict[tuple[str, str], list[str]] = {}
    for one in found:
        titles.setdefault((str(one.get("table")), str(one.get("title"))), []).append(_gave_way(one))
    lines = "".join(f"<p>{_text(title)}<br>{'<br>'.join(fields)}</p>" for (_, title), fields in titles.items())
    more = f"<p>另有 {many - len(found)} 处</p>" if many > len(found) else ""
    return f"<h4>被覆盖的值 {many} 处</h4>{lines}{more}"


def _gave_way(one: Mapping[str, Any]) -> str:
    record = RECORD_BY_NAME.get(str(one.get("table")))
    field = field_map(record).get(str(one.get("field"))) if record else None
    old, new = (_text(field.show(one.get(side)) if field else one.get(side)) or "空" for side in ("old", "new"))
    return f"　{_text(field.label if field else one.get('field'))}：{old} → {new}"


def _text(value: Any) -> str:
    return escape(str(value or ""))
