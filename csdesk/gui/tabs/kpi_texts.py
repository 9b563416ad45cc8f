"""What the KPI board says in words: comparisons, definitions, the records behind a figure, who has sent what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from html import escape
from itertools import groupby

from csdesk.domain.kpi.declared import Group, Kpi
from csdesk.domain.kpi.figure import Behind, Compared, Figure
from csdesk.domain.kpi.judgement import ROLE_OF, Threshold, threshold_for
from csdesk.domain.kpi.leads import Lead
from csdesk.domain.kpi.periods import month_of, months_ending, period_of
from csdesk.domain.kpi.registry import KPIS, SCORECARDS
from csdesk.domain.kpi.shares import Beside
from csdesk.domain.plans.targets import Level
from csdesk.domain.staff.people import Role
from csdesk.operations.peers.returns import Submission

COMPARED = ("编号", "指标", "本期", "状态", "考核", "上期", "较上期", "去年同期", "较去年", "现值（重述）", "提示")
SUBMITTED = ("分部", "姓名", "席位", "岗位", "文件数", "最近一份", "合并时间", "内容起", "内容止", "改动数", "状态")
BEHIND = ("台账", "记录", "客户", "日期", "计入分子", "计入分母", "最近改动")

#: The choices of KPIs: what the role is judged by, each group, all.
SCORECARD, EVERYTHING = "scorecard", "all"
CHOICES = {SCORECARD: "考核指标", **Group.labels(), EVERYTHING: "全部"}


def scorecard(role: str, level: str) -> tuple[str, ...]:
    """What is shown as cards: the assistant's own scorecard, else that of whoever answers for the level."""
    whose = Role.ASSISTANT if role == Role.ASSISTANT else ROLE_OF[Level(level)]
    return tuple(row.id for row in KPIS if row.id in SCORECARDS[whose] and level in row.levels)


def wanted(choice: str, cards: Sequence[str]) -> list[str]:
    """The KPIs that a choice means, the cards among them always."""
    return [row.id for row in KPIS if row.id in cards or choice == EVERYTHING or row.group == choice]


def compared_texts(one: Compared) -> tuple[str, ...]:
    """A line of the comparison."""
    f = one.figure
    now = f.now.display if f.now else ""
    earlier = (one.before.display, f.change_from(one.before), one.year.display, f.change_from(one.year))
    return (f.kpi, f.title, f.display, f.status_label, f.threshold_text, *earlier, now, "、".join(f.flag_labels))


def behind_texts(figure: Figure | Lead, one: Behind) -> tuple[str, ...]:
    """A record behind a figure."""
    return (*one.texts(), figure.amount(one.num), figure.amount(one.den), one.changed)


def told(figure: Figure, count: int, beside: Sequence[Beside]) -> str:
    """What stands over the records of a figure."""
    row = figure.row
    now = figure.now or figure
    lines = [
        f"{figure.name}　{figure.period}　{figure.title} {figure.display} {figure.status_label}　＝　"
        f"{row.num_label} {figure.amount(figure.num)} ÷ {row.den_label} {figure.amount(figure.den)}　共 {count} 条记录"
    ]
    if now is not figure:
        parts = f"{now.amount(now.num)} ÷ {now.amount(now.den)}"
        lines.append(f"结账后有更正：现为 {now.display}（{parts}）；下面是现在的记录，“最近改动”晚于结账的即是更正")
    if beside:
        lines.append("旁列：" + "　".join(f"{one.label} {one.text}" for one in beside))
    return "\n".join([*lines, "双击或按回车打开记录　口径见“口径说明”"])


def told_of_part(lead: Lead, found: Sequence[Behind]) -> str:
    """What stands over the records of a part of a board."""
    num, den = (lead.amount(sum((getattr(one, part) for one in found), Fraction(0))) for part in ("num", "den"))
    return f"{lead.title}　计 {num}（共 {den}）　{len(found)} 条记录\n双击或按回车打开记录"


def definition(row: Kpi, period: str, thresholds: Iterable[Threshold]) -> str:
    """The page 口径说明 of a KPI, as HTML."""
    known = list(thresholds)
    end = period_of(period).end
    judged = [(role, t) for role in Role if (t := threshold_for(known, row.id, role, end))]
    limits = "；".join(f"{role.label} {t.text(row.unit)}" for role, t in judged) or "未设阈值，不判断达标与否"
    lines = {
        "编号": f"{row.id}　{row.english}　口径版本 {row.version}",
        "公式": row.formula,
        "分子": row.num_label,
        "分母": row.den_label,
        "单位与方向": f"{row.unit.sign}，{'越高越好' if row.rising else '越低越好'}",
        "没有分母时": row.zero,
        "归属": row.attribution.label,
        "层级": "、".join(one.label for one in row.levels),
        "默认期间": row.default_period,
        "能否相加": f"各对象{'可以' if row.adds_org else '不能'}相加，各月{'可以' if row.adds_time else '不能'}相加（分子、分母分别相加）",
        "舍入": row.rounding,
        "考核": limits,
    }
    body = "".join(f"<tr><td><b>{escape(name)}</b>&nbsp;&nbsp;</td><td>{escape(text)}</td></tr>" for name, text in lines.items())
    return f"<h3>{escape(row.name)}</h3><table cellspacing='4'>{body}</table>"


# -- who has sent what --------------------------------------------------------------------------------------------------


def submission_rows(found: Iterable[Submission]) -> Iterator[tuple[str, ...]]:
    """Who has sent what, each branch with its sums where there are several."""
    by_branch = [(branch, list(those)) for branch, those in groupby(sorted(found, key=lambda one: one.branch), key=lambda one: one.branch)]
    for branch, those in by_branch:
        yield from (_submission(one) for one in those)
        if len(by_branch) > 1 or len(those) > 1:
            yield _subtotal(branch, those)


def _subtotal(branch: str, those: Sequence[Submission]) -> tuple[str, ...]:
    sent = sum(1 for one in those if one.files)
    latest = max((one.last_at for one in those), default="")
    files, changes = sum(one.files for one in those), sum(one.changes for one in those)
    return (branch, f"小计 {len(those)} 人", "", "", str(files), "", _moment(latest), "", "", str(changes), f"已交 {sent} / {len(those)}")


def _submission(one: Submission) -> tuple[str, ...]:
    state = "已退回" if one.held else "已合并" if one.files else "未提交"
    role = Role(one.role).label if one.role in Role.labels() else one.role
    shown = [_moment(moment) for moment in (one.last_at, one.since, one.until)]
    return (one.branch, one.name, one.seat, role, str(one.files), one.last_file, *shown, str(one.changes), state)


def _moment(text: str) -> str:
    return text[:16].replace("T", " ")


def periods(today: date) -> list[tuple[str, str]]:
    """The periods one may choose from, as shown and by name: months, quarters, year, January with February, rolling."""
    month = month_of(today)
    year, quarter = month[:4], (int(month[5:]) + 2) // 3
    return [
        *((name, name) for name in reversed(months_ending(month, 13))),
        *((f"{year} 第{n}季度", f"{year}-Q{n}") for n in range(quarter, 0, -1)),
        (f"{year} 年", year),
        (f"{year} 1–2 月合并", f"{year}-01..{year}-02"),
        (f"近 12 个月（至 {month}）", f"{month}-R12"),
    ]
