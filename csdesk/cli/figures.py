"""Commands on figures: the KPIs of a period, and the demo that leads to them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from csdesk.cli.common import PATH, document, file_argument, json_option, looked_at, now, opened, told
from csdesk.domain.kpi.periods import FORMS
from csdesk.domain.kpi.scope import LEVELS
from csdesk.operations.kpi import boards, closing, companions, figures
from csdesk.paths import Place


@click.command()
@file_argument
@click.option("--level", required=True, type=click.Choice([level.value for level in LEVELS]), help="层级")
@click.option("--period", required=True, help=f"期间：{FORMS}")
@click.option("--kpi", "kpis", multiple=True, help="指标编号，例如 K01；可重复，不填为全部；指明时连同旁列的数")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="截至哪一天；不填为今天")
@json_option
def kpi(file: Place, level: str, period: str, kpis: tuple[str, ...], as_of: datetime | None, as_json: bool) -> None:
    """算出某期间的指标；已结账的月份给出冻结的值，后来的更正另列为重述。"""
    day: date = as_of.date() if as_of else now().date()
    with looked_at(file) as db:
        if kpis:
            found = companions.with_beside(db, level=level, period=period, as_of=day, kpis=kpis)
        else:
            found = [(figure, []) for figure in figures.figures(db, level=level, period=period, as_of=day)]
    if as_json:
        shown = [
            {**figure.as_json(), "beside": [one.as_json() for one in beside]} if kpis else figure.as_json() for figure, beside in found
        ]
        document(shown)
        return
    for figure, beside in found:
        later = f"\t现为 {figure.now.display}" if figure.now else ""
        click.echo(f"{figure.kpi}  {figure.name}\t{figure.title}\t{figure.display}\t{figure.status_label}{later}")
        for one in beside:
            click.echo(f"\t{one.label}\t{one.text}")


@click.command("kpi-report")
@file_argument
@click.option("--period", required=True, help=f"期间：{FORMS}")
@click.option("--out", required=True, type=PATH, help="写成哪个 PDF")
@click.option("--level", type=click.Choice([level.value for level in LEVELS]), help="层级；不填为本文件的层级")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="截至哪一天；不填为今天")
@json_option
def kpi_report(file: Place, period: str, out: Path, level: str | None, as_of: datetime | None, as_json: bool) -> None:
    """写一份 KPI 报告（PDF，数页）：记分卡、趋势、排名、各客户热力图、变动、账龄和投诉；合并报告是 report。"""
    day: date = as_of.date() if as_of else now().date()
    with looked_at(file) as db:
        made = boards.write_report(db, period, out, level=level, as_of=day)
    if as_json:
        document({"file": str(out), "pages": made.pages, "figures": [figure.as_json() for figure in made.board.scorecard]})
    else:
        click.echo(f"已写 {out}，共 {made.pages} 页")


@click.command("close-month")
@file_argument
@click.option("--month", required=True, help="月份，例如 2026-06")
@click.option("--reason", default="", help="有未办事项仍要结账的原因；重述时为重述的原因")
@click.option("--check", "only_check", is_flag=True, help="只看能不能结账，不结")
@click.option("--restate", is_flag=True, help="登记已结账月份的重述：后来的更正使哪些指标变了")
@json_option
def close_month(file: Place, month: str, reason: str, only_check: bool, restate: bool, as_json: bool) -> None:
    """结账：冻结某月的指标；之后的更正列在旁边，不改冻结的值。"""
    if only_check:
        with looked_at(file) as db:
            _told(closing.readiness(db, month, now=now()), as_json=as_json)
        return
    with opened(file) as db:
        if restate:
            count = closing.restate(db, month, reason, now=now())
            changed = closing.restatements(db, month, now=now())
            if as_json:
                document({"month": month, "restated": count, "figures": [one.as_json() for one in changed]})
            else:
                click.echo(f"已登记 {month} 的 {count} 项重述")
            return
        row = closing.close_month(db, month, now=now(), reason=reason)
        if as_json:
            document(closing.readiness(db, month, now=now()).as_json())
        else:
            click.echo(f"{month} 已结账，冻结了 {row.values['figures']} 个指标")


def _told(ready: closing.Readiness, *, as_json: bool) -> None:
    if as_json:
        document(ready.as_json())
        return
    for sentence in (*ready.hindrances, *ready.doubts):
        click.echo(sentence)
    if not ready.hindrances:
        click.echo("可以结账" + ("，但请写明原因" if ready.doubts else ""))


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


COMMANDS = (kpi, kpi_report, close_month, demo)
