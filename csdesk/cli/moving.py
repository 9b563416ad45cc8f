"""Commands on clients that change hands or become one: handover, late, merge-clients."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from csdesk.cli.common import PATH, document, file_argument, json_option, looked_at, now, opened, told
from csdesk.errors import Refused
from csdesk.operations import duplicates, handovers
from csdesk.paths import Place


@click.command()
@file_argument
@click.option("--client", "codes", multiple=True, required=True, metavar="CODE", help="客户编号、简称或全称，可写多个")
@click.option("--to", required=True, help="移交给谁：姓名或工作站编号")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="从哪一天起归新负责人；不填为今天")
@click.option("--reason", default="", help="原因")
@click.option("--list", "out", type=PATH, help="移交单写到哪个 .xlsx")
@click.option("--dry-run", is_flag=True, help="只看会移交什么，不写入")
@json_option
def handover(
    file: Place, codes: tuple[str, ...], to: str, day: datetime | None, reason: str, out: Path | None, dry_run: bool, as_json: bool
) -> None:
    """把客户连同联系人、SOP、未结案件、运单、应收和跟踪移交给另一位专员。"""
    on: date = day.date() if day else now().date()
    with looked_at(file) if dry_run else opened(file) as db:
        chosen = handovers.plan(db, handovers.clients_named(db, codes), to, on)
        if out:
            handovers.write_list(chosen, out)
        sentence = "试算，未写入" if dry_run else handovers.hand_over(db, chosen, reason=reason)
    if as_json:
        document({**chosen.as_json(), "done": not dry_run})
    for name, many in chosen.counts.items():
        told(f"{name} {many} 条")
    told(f"已结案件 {chosen.staying} 件留在原负责人处")
    told(sentence)


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
