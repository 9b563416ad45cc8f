"""Commands on clients that change hands or become one: handover (also of a leaver), late, merge-clients."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import click

from csdesk.cli.common import PATH, document, file_argument, json_option, looked_at, now, opened, told
from csdesk.errors import Refused
from csdesk.operations import files
from csdesk.operations.clients import duplicates
from csdesk.operations.handover import handovers, leavers
from csdesk.paths import Place


@click.command()
@file_argument
@click.option("--client", "codes", multiple=True, metavar="CODE", help="客户编号、简称或全称，可写多个")
@click.option("--leaver", default="", metavar="NAME", help="离职的人：移交他的全部客户，登记离职日期，到期吊销他的工作站")
@click.option("--to", "takers", multiple=True, required=True, help="移交给谁：姓名或工作站编号；离职时可写几位，轮流分配")
@click.option("--post", "certificate", type=PATH, help="离职时由一位接管客户簿，不搬动客户；给他的证书写到哪个 .cscert")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="从哪一天起归新负责人；不填为今天")
@click.option("--reason", default="", help="原因")
@click.option("--list", "out", type=PATH, help="移交单写到哪个 .xlsx")
@click.option("--dry-run", is_flag=True, help="只看会移交什么，不写入")
@json_option
def handover(
    file: Place, codes: tuple[str, ...], leaver: str, takers: tuple[str, ...], certificate: Path | None, day: datetime | None,
    reason: str, out: Path | None, dry_run: bool, as_json: bool
) -> None:  # fmt: skip
    """把客户连同联系人、SOP、未结案件、运单、应收和跟踪移交给另一位专员；--leaver 办理离职。"""
    if bool(codes) == bool(leaver) or (codes and (certificate or len(takers) > 1)):
        raise click.UsageError("请写 --client 客户 --to 姓名，或 --leaver 姓名 --to 姓名（可写几位，或加 --post 证书）")
    on: date = day.date() if day else now().date()
    with looked_at(file) if dry_run else opened(file) as db:
        found = _departure(db, leaver, takers, certificate, on, reason) if leaver else _single(db, codes, takers[0], on, reason)
        if out:
            handovers.write_lists(found.plans, out)
        sentence = "试算，未写入" if dry_run else found.do()
    if as_json:
        document({**found.told, "done": not dry_run})
    _tell_plans(found.plans)
    told(sentence)


class _Found(NamedTuple):
    """What is going to be handed over, as JSON values too, and what does it."""

    plans: Sequence[handovers.Plan]
    told: dict[str, Any]
    do: Callable[[], str]


def _single(db: files.Database, codes: Sequence[str], to: str, on: date, reason: str) -> _Found:
    chosen = handovers.plan(db, handovers.clients_named(db, codes), to, on)
    return _Found([chosen], chosen.as_json(), lambda: handovers.hand_over(db, chosen, reason=reason))


def _departure(db: files.Database, leaver: str, to: Sequence[str], certificate: Path | None, on: date, reason: str) -> _Found:
    shares = leavers.dealt(leavers.clients_of(db, leaver), to)
    chosen = leavers.plan(db, leaver, shares, on, post=certificate is not None)
    return _Found(chosen.shares, chosen.as_json(), lambda: leavers.leave(db, chosen, reason=reason, certificate=certificate))


def _tell_plans(plans: Sequence[handovers.Plan]) -> None:
    for chosen in plans:
        counts = "，".join(f"{name} {many} 条" for name, many in chosen.counts.items())
        told(f"{chosen.to.name}：{counts}；已结案件 {chosen.staying} 件留在原负责人处")


@click.command()
@file_argument
@click.option("--take", metavar="ID|all", help="转给新负责人")
@click.option("--leave", metavar="ID", help="不采用，保持新负责人的内容")
@json_option
def late(file: Place, take: str | None, leave: str | None, as_json: bool) -> None:
    """原负责人在移交后修改的内容：列出，或转给新负责人。"""
    with opened(file) if take or leave else looked_at(file) as db:
        found = handovers.late_edits(db)
        wanted = [edit for edit in found if edit.id in (take, leave) or take == "all"]
        if (take or leave) and not wanted:
            raise Refused(f"没有编号为 {take or leave} 的修改，请用 csdesk late 查看")
        for edit in wanted:
            (handovers.leave_late_edit if leave else handovers.apply_late_edit)(db, edit)
    if as_json:
        document({"edits": [edit.as_json() for edit in found], "answered": len(wanted)})
        return
    for edit in found:
        click.echo(f"{edit.id}\t{edit.sentence}")
    told(f"共 {len(found)} 处，已处理 {len(wanted)} 处")


@click.command("merge-clients")
@file_argument
@click.argument("kept")
@click.argument("gone")
@click.option("--dry-run", is_flag=True, help="只看会怎样，不写入")
@json_option
def merge_clients(file: Place, kept: str, gone: str, dry_run: bool, as_json: bool) -> None:
    """把重复的客户 GONE 并入 KEPT：联系人、运单、案件、应收等都改指过去，空着的栏目从 GONE 补上。"""
    with looked_at(file) if dry_run else opened(file) as db:
        rows = handovers.clients_named(db, (kept, gone))
        chosen = duplicates.plan(db, rows[0], rows[-1])
        sentence = "试算，未写入" if dry_run else duplicates.merge_clients(db, chosen)
    if as_json:
        document({**chosen.as_json(), "done": not dry_run})
    for name, many in chosen.counts.items():
        told(f"{name} {many} 条")
    told(sentence)


COMMANDS = (handover, late, merge_clients)
