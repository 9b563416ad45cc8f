"""Commands on money: how old the debts are, and statements for clients."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from csdesk.cli.common import PATH, document, file_argument, json_option, looked_at, now, opened, told
from csdesk.domain.cells import Wrong
from csdesk.domain.kinds import KINDS
from csdesk.domain.money.ageing import Basis
from csdesk.operations.money import papers, statements
from csdesk.operations.money.ageing import aged, export_ageing
from csdesk.paths import Place

_yuan = KINDS["fen"].show


@click.command()
@file_argument
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="截至哪一天；不填为今天")
@click.option("--by", "basis", type=click.Choice([basis.value for basis in Basis]), default=Basis.DUE.value, help="按到期日或业务日期")
@click.option("--buckets", metavar="30,60,90", help="账龄分段；不填按公司规定")
@click.option("--out", type=PATH, help="同时写成 .xlsx")
@json_option
def ageing(file: Place, as_of: datetime | None, basis: str, buckets: str | None, out: Path | None, as_json: bool) -> None:
    """应收账龄：每个客户欠多少、欠了多久。"""
    with looked_at(file) as db:
        found = aged(db, (as_of or now()).date(), basis, buckets)
        if out:
            export_ageing(db, found, out)
            told(f"账龄已写到 {out}")
    if as_json:
        document(found.as_json())
        return
    click.echo("\t".join(["客户", "合计(元)", *found.buckets.labels]))
    for one in found.clients:
        click.echo("\t".join([one.name, _yuan(one.total), *map(_yuan, one.amounts)]))
    click.echo("\t".join(["占比", "", *(f"{share / 100:.2f} %" for share in found.shares)]))


@click.command()
@file_argument
@click.option("--client", required=True, help="客户编号或名称")
@click.option("--period", required=True, metavar="YYYY-MM", help="对账月份")
@click.option("--make", is_flag=True, help="先按待对账的预估应收制作一份")
@click.option("--out", type=PATH, help="写成给客户的 .xlsx")
@json_option
def statement(file: Place, client: str, period: str, make: bool, out: Path | None, as_json: bool) -> None:
    """某客户某月的对账单。"""
    try:
        month = KINDS["month"].read(period)
    except Wrong as wrong:
        raise click.BadParameter(str(wrong), param_hint="--period") from wrong
    with opened(file) if make else looked_at(file) as db:
        if make:
            statements.make_statement(db, papers.client_named(db, client), month, now=now())
        row = papers.statement_for(db, client, month)
        found = papers.statement_paper(db, row, now())
        if out:
            papers.export_statements(db, [row], out, now=now())
            told(f"对账单已写到 {out}")
    if as_json:
        document(found.as_json())
        return
    for texts in found.table():
        click.echo("\t".join(texts))
    for label, amount in found.summary():
        click.echo(f"{label}\t{_yuan(amount)}")


COMMANDS = (ageing, statement)
