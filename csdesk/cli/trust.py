"""Commands on people and certificates: who is enrolled, leave cover, revoking, the recovery key, the passphrase."""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path

import click

from csdesk.cli.common import PATH, document, file_argument, json_option, looked_at, opened, out_option, refused, told
from csdesk.operations.peers import enrolment, exchange, ownkeys, recovery, trust
from csdesk.paths import Place

_DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command()
@file_argument
@json_option
def people(file: Place, as_json: bool) -> None:
    """列出已入网的人员与证书。"""
    with looked_at(file) as db:
        found = trust.people(db)
    if as_json:
        document({"people": [person.as_json() for person in found]})
        return
    for p in found:
        click.echo("  ".join([p.name, p.role, p.branch, p.seat, p.site, p.code, " ".join([*p.books, *p.covers]), p.issued, p.state]))


@click.command()
@file_argument
@click.argument("who", metavar="NAME")
@click.option("--for", "of", multiple=True, required=True, help="为谁顶班，可重复")
@click.option("--from", "since", type=_DAY, required=True, help="第一天，例如 2026-07-01")
@click.option("--until", type=_DAY, required=True, help="最后一天")
@out_option("证书文件 .cscert")
def cover(file: Place, who: str, of: tuple[str, ...], since: datetime, until: datetime, out: Path) -> None:
    """安排顶班：在一段时间内可以处理同事的客户簿。"""
    with opened(file) as db:
        told(trust.cover(db, who, of, date(since.year, since.month, since.day), date(until.year, until.month, until.day), out))


@click.command()
@file_argument
@click.argument("who", metavar="NAME|SITE")
@click.option("--reason", default="", help="原因")
@click.option("--undo", is_flag=True, help="撤销吊销")
@json_option
def revoke(file: Place, who: str, reason: str, undo: bool, as_json: bool) -> None:
    """吊销一个工作站：此后的文件不再接受，此前的内容保留。"""
    with opened(file) as db:
        sentence = trust.reinstate(db, who) if undo else trust.revoke(db, who, reason=reason)
        told(sentence)
        if as_json:
            document({"sentence": sentence, "revoked": enrolment.revoked(db)})


@click.command(name="recovery")
@file_argument
@out_option("恢复密钥 .csrecovery")
def make_recovery(file: Place, out: Path) -> None:
    """制作恢复密钥，口令从终端输入或用环境变量 CSDESK_PASSPHRASE 给出。"""
    with opened(file) as db:
        told(recovery.make(db, out, _passphrase("恢复密钥的口令", again=True)))


@click.command()
@file_argument
@click.argument("packs", nargs=-1, required=True, type=PATH)
@click.option("--key", type=PATH, required=True, help="恢复密钥 .csrecovery")
@json_option
def recover(file: Place, packs: tuple[Path, ...], key: Path, as_json: bool) -> None:
    """用恢复密钥打开并合并原收件人已丢失密钥的同步文件。"""
    with opened(file) as db:
        reports = exchange.merge(db, packs, recovery=recovery.opened(key, _passphrase("恢复密钥的口令")))
    if as_json:
        document({"packs": [report.as_json() for report in reports]})
    for report in reports:
        told(report.sentence)
    if any(report.failed for report in reports):
        raise refused()


@click.command()
@file_argument
@click.option("--none", is_flag=True, help="不再用口令")
def passphrase(file: Place, none: bool) -> None:
    """给本机密钥设置或更换口令。原口令用环境变量 CSDESK_PASSPHRASE 给出。"""
    with opened(file) as db:
        told(ownkeys.set_passphrase(db, "" if none else str(click.prompt("新口令", hide_input=True, confirmation_prompt="再输一次"))))


def _passphrase(what: str, *, again: bool = False) -> str:
    given = os.environ.get("CSDESK_PASSPHRASE")
    return given or str(click.prompt(what, hide_input=True, confirmation_prompt="再输一次" if again else False))


COMMANDS = (people, cover, revoke, make_recovery, recover, passphrase)
