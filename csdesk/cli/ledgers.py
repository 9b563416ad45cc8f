"""Commands on ledgers: what there are, templates, import, export, list."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from csdesk.cli.common import PATH, document, file_argument, json_option, looked_at, now, opened, out_option, refused, told
from csdesk.domain.record import Field, Record, fields_of, title_of
from csdesk.domain.records import RECORDS
from csdesk.domain.rows import Filter, Query
from csdesk.errors import Refused
from csdesk.operations import ledgers
from csdesk.operations.excel import workbooks
from csdesk.operations.peers import instructions
from csdesk.paths import Place
from csdesk.settings import Settings

ledger_option = click.option("--ledger", help="台账名，例如 client 或 客户档案")


def _described(f: Field) -> dict[str, Any]:
    choices = [{"code": c.value, "label": c.label} for c in f.choices] if f.choices else None
    return {"name": f.name, "label": f.label, "type": f.kind.name, "unit": f.unit, "required": f.required, "choices": choices, "of": f.of}


def _ledger(record: type[Record]) -> dict[str, Any]:
    return {"name": record.about.name, "label": record.about.ledger, "fields": [_described(f) for f in fields_of(record)]}


@click.command("ledgers")
@json_option
def ledger_list(as_json: bool) -> None:
    """有哪些台账，各有什么栏目。"""
    if as_json:
        document([_ledger(record) for record in RECORDS])
        return
    for record in RECORDS:
        click.echo(f"{record.about.name:20} {record.about.ledger}（{len(fields_of(record))} 栏）")


@click.command()
@click.argument("ledger")
@out_option("模板写到哪个 .xlsx")
def template(ledger: str, out: Path) -> None:
    """某个台账的 Excel 模板。"""
    workbooks.template(ledgers.record_named(ledger), out)
    told(f"模板已写到 {out}")


@click.command("import")
@file_argument
@click.argument("books", nargs=-1, required=True, type=PATH)
@ledger_option
@click.option("--dry-run", is_flag=True, help="只看会怎样，不写入")
@click.option("--errors", type=PATH, help="错误行写到哪个 .xlsx")
@json_option
def import_books(file: Place, books: tuple[Path, ...], ledger: str | None, dry_run: bool, errors: Path | None, as_json: bool) -> None:
    """导入 Excel 台账；错误的行列出来，其余照常导入。"""
    with opened(file) as db:
        record = ledgers.record_named(ledger) if ledger else None
        report = workbooks.import_books(db, books, ledger=record, dry_run=dry_run, now=now(), mappings=Settings())
    if errors and report.errors:
        workbooks.write_errors(report, errors)
        told(f"错误行已写到 {errors}")
    if as_json:
        document(report.as_json())
    verb = "将会" if dry_run else "已"
    told(f"{verb}新建 {report.created} 条，更新 {report.updated} 条，跳过 {report.skipped} 条，错误 {len(report.errors)} 处")
    for error in report.errors:
        told(error.sentence)
    if report.errors:
        raise refused()


@click.command()
@file_argument
@click.option("--ledger", required=True, help="台账名")
@click.option("--search", default="", help="只要含这些字的")
@out_option("写到哪个 .xlsx")
def export(file: Place, ledger: str, search: str, out: Path) -> None:
    """把台账写成 Excel。"""
    with looked_at(file) as db:
        n = workbooks.export_ledger(db, ledgers.record_named(ledger), Query(search=search), out)
    told(f"{n} 条已写到 {out}")


@click.command("list")
@file_argument
@click.option("--ledger", required=True, help="台账名")
@click.option("--search", default="", help="只要含这些字的（汉字、全拼、首字母、编号都行）")
@click.option("--limit", type=int, default=100, show_default=True)
@json_option
def list_rows(file: Place, ledger: str, search: str, limit: int, as_json: bool) -> None:
    """列出台账里的记录。"""
    record = ledgers.record_named(ledger)
    with looked_at(file) as db:
        query = Query(search=search)
        rows, total = ledgers.select(db, record, query, limit), ledgers.count(db, record, query)
    if as_json:
        found = [{"id": r.id, "book": r.book, **r.values, **{f"{k}_title": v for k, v in r.titles.items()}} for r in rows]
        document({"ledger": record.about.name, "total": total, "rows": found})
        return
    listed = [f for f in fields_of(record) if f.listed]
    click.echo("\t".join(["id", *(f.heading for f in listed)]))
    for row in rows:
        shown = (row.titles.get(f.name) or f.show(row.values.get(f.name)) for f in listed)
        click.echo("\t".join([row.id, *shown]))


@click.command()
@file_argument
@click.option("--ledger", required=True, help="台账名，例如 client 或 客户档案")
@click.option("--id", "ids", multiple=True, required=True, metavar="ID", help="记录编号，可写多个")
@click.option("--text", required=True, help="批示内容")
@click.option("--due", type=click.DateTime(["%Y-%m-%d"]), help="要求完成的日期")
@json_option
def instruct(file: Place, ledger: str, ids: tuple[str, ...], text: str, due: datetime | None, as_json: bool) -> None:
    """对记录下达批示，随同步文件下发给负责人。"""
    with opened(file) as db:
        record = ledgers.record_named(ledger)
        rows = ledgers.select(db, record, Query(filters=(Filter("_id", "in", list(ids)),)))
        if missing := set(ids) - {row.id for row in rows}:
            raise Refused(f"{record.about.ledger}里没有编号 {'、'.join(sorted(missing))} 的记录，请用 csdesk list 核对")
        many = instructions.instruct(db, record, rows, text, now=now(), due=due.date() if due else None)
    if as_json:
        document({"instructed": many, "titles": [title_of(record, row.told) for row in rows]})
    told(f"已批示 {many} 条；请给负责人发一份同步文件")


COMMANDS = (instruct, ledger_list, template, import_books, export, list_rows)
