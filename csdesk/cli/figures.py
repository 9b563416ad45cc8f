"""Commands on figures: the KPIs of a period, and the demo that leads to them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from csdesk.cli.common import PATH, document, file_argument, json_option, looked_at, now, told
from csdesk.domain.kpi.scope import LEVELS
from csdesk.operations import figures
from csdesk.paths import Place


@click.command()
@file_argument
@click.option("--level", required=True, type=click.Choice([level.value for level in LEVELS]), help="层级")
@click.option("--period", required=True, help="月份，例如 2026-06")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="截至哪一天；不填为今天")
@json_option
def kpi(file: Place, level: str, period: str, as_of: datetime | None, as_json: bool) -> None:
    """算出某月的指标。"""
    day: date = as_of.date() if as_of else now().date()
    with looked_at(file) as db:
        found = figures.figures(db, level=level, period=period, as_of=day)
    if as_json:
        document([figure.as_json() for figure in found])
        return
    for figure in found:
        click.echo(f"{figure.kpi}  {figure.name}\t{figure.title}\t{figure.display}\t{figure.status_label}")


@click.command()
@click.option("--dir", "folder", type=PATH, help="放在哪个文件夹；不填为 csdesk 文件夹里的 demo")
@click.option("--no-window", is_flag=True, help="做完不打开窗口")
@json_option
def demo(folder: Path | None, no_window: bool, as_json: bool) -> Path | None:
    """用演示数据走一遍：Excel → 台账 → 同步文件 → 分部汇总 → 图表。"""
    from csdesk import demo as demonstration
    from csdesk import paths

    result = demonstration.run_demo(folder or paths.home() / "demo", say=told)
    if as_json:
        document(result.as_json())
    return None if no_window or as_json else result.manager_file


COMMANDS = (kpi, demo)
