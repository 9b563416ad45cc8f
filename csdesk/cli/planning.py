"""Commands on plans: a year's targets laid out, kept and approved; a week's figures with their reasons; a month's appraisals."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from csdesk.cli.common import PATH, document, file_argument, json_option, looked_at, now, opened, told
from csdesk.domain.cells import Wrong
from csdesk.domain.kinds import KINDS
from csdesk.domain.kpi.scope import LEVELS
from csdesk.domain.plans.plansheet import Column, PlanSheet
from csdesk.domain.plans.targets import Level, Metric, Tier
from csdesk.operations import targets as targets_operations
from csdesk.operations.kpi import appraisals
from csdesk.operations.kpi import weekly as weekly_operations
from csdesk.operations.kpi.weekly import Line
from csdesk.operations.targets import Known
from csdesk.paths import Place

_MONEY = KINDS["fen"]


def _amount(_: click.Context, __: click.Parameter, text: str | None) -> int | None:
    try:
        return None if text is None else int(_MONEY.read(text))
    except Wrong as error:
        raise click.BadParameter(str(error)) from error


@click.command()
@file_argument
@click.option("--year", type=int, required=True, help="年度")
@click.option("--level", type=click.Choice([level.value for level in LEVELS]), help="层级；不填为本文件的层级")
@click.option("--entity", default="", help="分部代码、专员姓名或客户编号；只有一个时可不填")
@click.option("--metric", type=click.Choice(list(Metric.labels())), default=Metric.REVENUE.value, show_default=True, help="指标")
@click.option("--tier", type=click.Choice(list(Tier.labels())), default=Tier.TARGET.value, show_default=True, help="档位")
@click.option("--total", callback=_amount, help="年度目标：金额填元，比率填百分数；按月分解后存为草稿")
@click.option("--blend", type=click.IntRange(0, 100), default=50, show_default=True, help="分月时参照去年的百分比，其余按季节指数")
@click.option("--split", is_flag=True, help="再按近 12 个月实际分解到下级")
@click.option("--reason", default="", help="调整已批准计划的原因")
@click.option("--approve", is_flag=True, help="批准草稿")
@click.option("--gap-note", default="", help="下级合计与本级不一致的说明")
@json_option
def targets(
    file: Place,
    year: int,
    level: str | None,
    entity: str,
    metric: str,
    tier: str,
    total: int | None,
    blend: int,
    split: bool,
    reason: str,
    approve: bool,
    gap_note: str,
    as_json: bool,
) -> None:
    """看或制定年度指标：年 → 季 → 月 → 下级。"""
    writes = total is not None or split or approve
    with opened(file) if writes else looked_at(file) as db:
        wanted = Level(level) if level else targets_operations.levels(db)[0]
        whose = targets_operations.entity_of(db, wanted, entity)
        known = targets_operations.sheet(db, whose, Metric(metric), year, as_of=now().date(), tier=Tier(tier))
        if total is not None:
            known.sheet.spread(total, Fraction(blend, 100))
        if split:
            known.sheet.divide()
        if total is not None or split:
            kept = targets_operations.save(db, known, now=now(), reason=reason)
            told(f"已保存草稿：新建 {kept.begun} 份、修改 {kept.changed} 份计划")
        if approve:
            many = targets_operations.approve(db, targets_operations.current(db, known), now=now(), gap_note=gap_note)
            told(f"已批准 {many} 份计划")
        known = targets_operations.sheet(db, whose, Metric(metric), year, as_of=now().date(), tier=Tier(tier))
    if as_json:
        document(_told(known))
        return
    for column in known.sheet.columns:
        months = "\t".join(_MONEY.show(value) for value in column.months)
        click.echo(f"{column.name}\t{_MONEY.show(known.sheet.total(column))}\t{months}")


def _told(known: Known) -> dict[str, Any]:
    """A sheet as JSON; values in hundredths of the metric's unit (分 for money)."""
    sheet = known.sheet
    about = {"year": sheet.year, "metric": sheet.metric.value, "tier": sheet.tier.value, "closed_months": sheet.closed}
    return {**about, "draft": known.draft, "gap": sheet.gap(), "columns": [_column(sheet, column) for column in sheet.columns]}


def _column(sheet: PlanSheet, column: Column) -> dict[str, Any]:
    quarters = [sheet.quarter(column, n) for n in range(4)]
    who = {"level": column.level.value, "entity": column.entity, "name": column.name}
    return {**who, "total": sheet.total(column), "quarters": quarters, "months": column.months, "before": list(column.before)}


@click.command()
@file_argument
@click.option("--week", required=True, help="周次，例如 2026-W24")
@click.option("--level", type=click.Choice([level.value for level in LEVELS]), help="层级；不填为本文件的层级")
@click.option("--entity", default="", help="分部代码、专员姓名或客户编号；只有一个时可不填")
@click.option("--out", type=PATH, help="另存为 Excel")
@json_option
def weekly(file: Place, week: str, level: str | None, entity: str, out: Path | None, as_json: bool) -> None:
    """周经营数据：与上周、去年同周比，增减原因。"""
    with looked_at(file) as db:
        wanted = Level(level) if level else targets_operations.levels(db)[0]
        whose = targets_operations.entity_of(db, wanted, entity)
        made = weekly_operations.sheet(db, whose, week, as_of=now().date())
    if out:
        weekly_operations.export(made, out)
    if as_json:
        document([_line(line) for line in made.lines])
        return
    for row in (weekly_operations.HEADINGS, *weekly_operations.rows(made)):
        click.echo("\t".join(row))


def _line(line: Line) -> dict[str, Any]:
    """One weekly figure as JSON; num and den exact, money in 分, weight in grams."""
    figure = line.figure
    ratios = {"this": figure.this, "last": figure.last, "year_ago": figure.year_ago}
    told = {name: {"num": str(ratio.num), "den": str(ratio.den)} for name, ratio in ratios.items()}
    reason = {name: line.reason.values[name] for name in ("code", "text", "by")} if line.reason else None
    return {"metric": figure.metric.value, **told, "asked": line.asked, "reason": reason, "draft": line.draft.text}


@click.command()
@file_argument
@click.option("--period", required=True, help="2026-06（月）、2026-Q2（季度）或 2026（年）")
@click.option("--prepare", "makes", is_flag=True, help="先生成考核；没有评分的重新取数")
@json_option
def appraise(file: Place, period: str, makes: bool, as_json: bool) -> None:
    """考核评分：应考核的人、各项得分、覆盖情况。"""
    with opened(file) if makes else looked_at(file) as db:
        if makes:
            told(appraisals.prepare(db, period, now=now()).sentence)
        found = appraisals.review(db, period, as_of=now().date())
    told(appraisals.state_of(found))
    if as_json:
        document(found.as_json())
        return
    for row in (appraisals.HEADINGS, *appraisals.rows(found)):
        click.echo("\t".join(row))


COMMANDS = (targets, weekly, appraise)
