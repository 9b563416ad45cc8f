"""Commands on what came of merging: conflicts, resolve, board."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from csdesk.cli.common import document, file_argument, json_option, looked_at, now, opened, told
from csdesk.domain.moments import SHANGHAI
from csdesk.operations import ledgers
from csdesk.operations.peers import conflicts, submissions
from csdesk.operations.peers.conflicts import Claim, Resolved
from csdesk.paths import Place

ledger_option = click.option("--ledger", default="", help="只要这个台账的")


def _table(ledger: str) -> str:
    return ledgers.record_named(ledger).about.name if ledger else ""


@click.command("conflicts")
@file_argument
@ledger_option
@click.option("--person", default="", help="只要这个人写过的")
@click.option("--limit", type=int, default=100, show_default=True)
@json_option
def conflict_list(file: Place, ledger: str, person: str, limit: int, as_json: bool) -> None:
    """列出两人同时改过、还没有决定的栏目；left 是先写的，right 是后写的、暂时显示的。"""
    with looked_at(file) as db:
        found = conflicts.listing(db, as_of=now(), ledger=_table(ledger), person=person, limit=limit)
    if as_json:
        document({"total": found.total, "conflicts": [c.as_json() for c in found.items]})
        return
    for c in found.items:
        click.echo("\t".join([c.id, c.record.about.ledger, c.title, c.label, *map(_claim, c.claims)]))
    told(f"共 {found.total} 处不一致")


def _claim(claim: Claim) -> str:
    doubt = "，时钟可疑" if claim.doubtful else ""
    return f"{claim.text}（{claim.by} {claim.at[:16].replace('T', ' ')}{doubt}）"


@click.command()
@file_argument
@click.argument("id", required=False, default="")
@click.argument("field", required=False, default="")
@click.option("--take", help="left（先写的）、right（后写的），或另填的值")
@click.option("--all-from", metavar="NAME", help="都取这个人写的")
@ledger_option
@json_option
def resolve(file: Place, id: str, field: str, take: str | None, all_from: str | None, ledger: str, as_json: bool) -> None:
    """决定不一致：一处用 ID 栏目 --take，全部用 --all-from 姓名。"""
    if bool(all_from) == bool(id and field and take is not None):
        raise click.UsageError("请写 ID 栏目 --take left|right|值，或 --all-from 姓名")
    with opened(file) as db:
        if all_from:
            done = conflicts.resolve_all(db, as_of=now(), person=all_from, ledger=_table(ledger))
        else:
            conflict = conflicts.one(db, id, field, as_of=now())
            sides = {"left": conflict.left, "right": conflict.right}
            value = sides[take].value if take in sides else conflicts.typed(db, conflict, str(take))
            done = conflicts.resolve(db, [(conflict, value)])
    _tell(done, as_json)


def _tell(done: Resolved, as_json: bool) -> None:
    if as_json:
        document({"resolved": done.resolved, "left": list(done.left)})
    told(f"已确认 {done.resolved} 处")
    for sentence in done.left:
        told(f"没有改动：{sentence}")


@click.command("board")
@file_argument
@click.option("--period", required=True, help="月份或周，例如 2026-06、2026-W24")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M"]), help="截至何时；不填为现在")
@json_option
def submission_board(file: Path, period: str, as_of: datetime | None, as_json: bool) -> None:
    """报送看板：谁该交、谁交了、是否按时、还缺谁。"""
    with looked_at(file) as db:
        found = submissions.board(db, period, as_of.replace(tzinfo=SHANGHAI) if as_of else now())
    if as_json:
        document(found.as_json())
        return
    for line in found.lines:
        made = f"第 {line.revision} 份 {line.latest.made:%m-%d %H:%M} {line.latest.file}" if line.latest else ""
        click.echo("\t".join([line.who.name, line.standing.label, made]))
    told(found.reminder or f"{period}：{len(found.lines)} 份都已收到")


COMMANDS = (conflict_list, resolve, submission_board)
