"""Commands on a whole file: new, undo, history, purge."""

from __future__ import annotations

import click

from csdesk.cli.common import document, file_argument, json_option, looked_at, opened, told
from csdesk.domain.changes import PURGE
from csdesk.domain.staff.people import Role
from csdesk.operations import files, ledgers
from csdesk.operations.safekeeping import purging
from csdesk.paths import Place


@click.command()
@file_argument
@click.option("--name", required=True, help="姓名")
@click.option("--role", required=True, type=click.Choice(list(Role.labels())), help="岗位")
@click.option("--branch", required=True, help="分部代码，例如 NB")
def new(file: Place, name: str, role: str, branch: str) -> None:
    """新建一个数据文件。"""
    with files.new_file(file, name=name, role=role, branch=branch):
        told(f"已建立 {file}（{name}，{Role(role).label}，{branch.upper()}）")


@click.command()
@file_argument
def undo(file: Place) -> None:
    """撤销最近一次操作。"""
    with opened(file) as db:
        undone = ledgers.undo(db)
    told(f"已撤销“{undone.title}”")
    for table, row, field in undone.left:
        told(f"{table} {row} 的 {field} 后来改过，保持不变")


@click.command()
@file_argument
@click.argument("record_id", metavar="ID")
@json_option
def history(file: Place, record_id: str, as_json: bool) -> None:
    """一条记录的全部修改历史。"""
    with looked_at(file) as db:
        steps = ledgers.history_of(db, record_id)
    if as_json:
        document([{"at": s.at, "by": s.by, "site": s.site, "title": s.title, "field": s.field, "old": s.old, "new": s.new} for s in steps])
        return
    for step in steps:
        what = step.new_text if step.field == PURGE else f"{step.field}: {step.old} → {step.new}"
        click.echo(f"{step.at[:16].replace('T', ' ')}  {step.by}  {step.title}  {what}")


@click.command()
@file_argument
@click.argument("record_id", metavar="ID")
@click.option("--yes", is_flag=True, help="确认：不能恢复")
@click.option("--renew-backups", is_flag=True, help="清除后做一份新的备份，并删除仍有这些内容的旧备份；以前的状态从此不能恢复")
def purge(file: Place, record_id: str, yes: bool, renew_backups: bool) -> None:
    """彻底清除一条记录和它的联系人、事件、附件等，内容和历史在所有人那里；仅分部经理和总部。"""
    with opened(file) as db:
        if not yes:
            raise click.UsageError(f"{purging.plan(db, record_id).sentence}确认请加 --yes")
        told(purging.purge(db, record_id))
        if renew_backups:
            told(purging.renew_backups(db))


COMMANDS = (new, undo, history, purge)
