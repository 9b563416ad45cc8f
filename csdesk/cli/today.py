"""The command on the workbench: what waits today, group by group."""

from __future__ import annotations

import click

from csdesk.cli.common import document, file_argument, json_option, looked_at, now
from csdesk.domain import dues
from csdesk.operations import desk
from csdesk.operations.workbench import today as workbench
from csdesk.paths import Place


@click.command()
@file_argument
@click.option("--group", type=click.Choice(list(workbench.GROUP_BY_NAME)), help="只列这一类，全部列出")
@json_option
def today(file: Place, group: str | None, as_json: bool) -> None:
    """列出今日要办的事：逾期案件、该打的电话、待办……"""
    moment = now()
    with looked_at(file) as db:
        found = workbench.read(db, moment, desk.me(db), only=group or "")
    shown = [one for one in found if not group or one.group.name == group]
    if as_json:
        document([one.as_json() for one in shown])
        return
    for one in shown:
        click.echo(f"{one.group.label}\t{one.count}")
        for item in one.items:
            words, _ = dues.said(item.due, moment)
            click.echo(f"  {words}\t{dues.shown(item.due, moment)}\t{item.what}\t{item.whom}")


COMMANDS = (today,)
