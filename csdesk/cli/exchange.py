"""Commands on sync files: enrolment, send, merge, hold, lift, report, another-pc."""

from __future__ import annotations

from pathlib import Path

import click

from csdesk.cli.common import PATH, document, file_argument, json_option, looked_at, opened, out_option, refused, told
from csdesk.domain.staff.people import Role
from csdesk.operations.peers import exchange, twins
from csdesk.operations.peers.enrolment import Admission, branches
from csdesk.paths import Place


@click.command()
@file_argument
@out_option("申请文件 .csjoin")
def join(file: Place, out: Path) -> None:
    """写一份入网申请，交给分部经理。"""
    with opened(file) as db:
        told(f"申请已写到 {out}，核对码 {exchange.join(db, out)}，请当面或电话与经理核对")


@click.command()
@file_argument
@click.argument("request", metavar="X.csjoin", type=PATH)
@out_option("证书文件 .cscert")
@click.option("--seat", help="席位号，两位数字；不填则取下一个空号")
@click.option("--same-as", default="", help="这是谁的第二台电脑：姓名或工作站编号")
@click.option("--role", type=click.Choice(list(Role.labels())), help="批准为哪个岗位；不填则按申请")
@click.option("--span", default="", help="副总监管辖的分部代码，逗号隔开；不填为全部")
def admit(file: Place, request: Path, out: Path, seat: str | None, same_as: str, role: str | None, span: str) -> None:
    """批准入网申请，签发证书。"""
    admission = Admission(role=role, same_as=same_as, span=branches(span))
    with opened(file) as db:
        told(f"证书已写到 {out}，申请人核对码 {exchange.admit(db, request, out, seat=seat, admission=admission)}")


@click.command()
@file_argument
@click.argument("certificate", metavar="X.cscert", type=PATH)
def accept(file: Place, certificate: Path) -> None:
    """装入经理签发的证书。"""
    with opened(file) as db:
        told(exchange.accept(db, certificate))


@click.command()
@file_argument
@click.option("--to", required=True, help="发给谁：姓名或工作站编号")
@out_option("同步文件 .csdesk")
@click.option("--full", is_flag=True, help="发送全部，不只是对方还没有的")
def send(file: Place, to: str, out: Path, full: bool) -> None:
    """写一份同步文件。"""
    with opened(file) as db:
        told(f"{exchange.send(db, to, out, full=full)} 条改动已写到 {out}")


@click.command()
@file_argument
@click.argument("packs", nargs=-1, required=True, type=PATH)
@click.option("--dry-run", is_flag=True, help="只看会怎样，不写入")
@json_option
def merge(file: Place, packs: tuple[Path, ...], dry_run: bool, as_json: bool) -> None:
    """合并同步文件。"""
    with opened(file) as db:
        reports = exchange.merge(db, packs, dry_run=dry_run)
    if as_json:
        document({"packs": [report.as_json() for report in reports]})
    for report in reports:
        told(f"试算，未写入：{report.sentence}" if dry_run else report.sentence)
    if any(report.failed for report in reports):
        raise refused()


@click.command()
@file_argument
@click.argument("pack", metavar="PACK")
def hold(file: Place, pack: str) -> None:
    """退回一份同步文件：它带来的内容不再显示，什么也不删除。"""
    with opened(file) as db:
        told(exchange.hold(db, pack))


@click.command()
@file_argument
@click.argument("pack", metavar="PACK")
def lift(file: Place, pack: str) -> None:
    """取消退回。"""
    with opened(file) as db:
        told(exchange.lift(db, pack))


@click.command()
@file_argument
@click.argument("pack", metavar="PACK")
@out_option("报告工作簿 .xlsx")
def report(file: Place, pack: str, out: Path) -> None:
    """把一份已合并文件的报告写成工作簿。"""
    with looked_at(file) as db:
        exchange.save_report(db, pack, out)
    told(f"报告已写到 {out}")


@click.command("another-pc")
@file_argument
@click.argument("packs", nargs=-1, type=PATH)
def another_pc(file: Place, packs: tuple[Path, ...]) -> None:
    """这是另一台电脑：硬盘是复制来的时，换新编号，两边的内容都保留。"""
    with opened(file) as db:
        told(twins.another_pc(db, packs))


COMMANDS = (join, admit, accept, send, merge, hold, lift, report, another_pc)
