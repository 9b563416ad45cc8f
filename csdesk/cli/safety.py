"""Commands that keep a file safe: check, backup, restore, drill."""

from __future__ import annotations

from pathlib import Path

import click

from csdesk.cli.common import PATH, document, file_argument, json_option, looked_at, opened, refused, told
from csdesk.operations import files
from csdesk.operations.safekeeping import backups, restoring
from csdesk.paths import Place


@click.command()
@file_argument
@click.option("--rebuild", is_flag=True, help="先备份，再从流水重建全部台账，然后核对")
@json_option
def check(file: Place, rebuild: bool, as_json: bool) -> None:
    """核对流水、签名、显示内容与数据库。"""
    with opened(file) if rebuild else looked_at(file) as db:
        if rebuild:
            files.rebuild(db)
        found, blank = files.check(db), files.blanks(db)
    if as_json:
        document({"file": str(file), "clean": not found, "problems": found, "blank": blank})
    for sentence in (*found, *blank):
        told(sentence)
    if found:
        raise refused()
    told("核对完成，没有问题")


@click.command()
@file_argument
@click.option("--to", type=PATH, help="备份放在哪个文件夹；不填则放在数据文件旁，并放一份到第二位置")
@click.option("--second", metavar="FOLDER", help="从此每份备份也放到这个文件夹（另一块磁盘、U 盘或共享）；填 none 取消")
@json_option
def backup(file: Place, to: Path | None, second: str | None, as_json: bool) -> None:
    """备份，并核对备份可用。"""
    with opened(file) as db:
        if second is not None:
            backups.set_second_place(db, None if second == "none" else Path(second))
        made, place, trouble = backups.backup(db, to), backups.second_place(db), backups.second_trouble(db)
    if as_json:
        document({"backup": str(made), "second": str(place) if place else None, "trouble": trouble})
    told(f"已备份到 {made}")
    if trouble:
        told(trouble)


@click.command()
@click.argument("backup_file", metavar="BACKUP", type=PATH)
@click.option("--to", type=PATH, required=True, help="恢复成哪个文件")
@json_option
def restore(backup_file: Path, to: Path, as_json: bool) -> None:
    """从备份恢复，再合并存档里比备份更新的同步文件。"""
    done = restoring.restore(backup_file, to)
    if as_json:
        document(done.as_json())
    for sentence in done.sentences:
        told(sentence)


@click.command()
@file_argument
@json_option
def drill(file: Place, as_json: bool) -> None:
    """演练：把最新的备份恢复到临时位置，合并存档，与现在的数据逐条对比。"""
    with opened(file) as db:
        found = restoring.drill(db)
    if as_json:
        document(found.as_json())
    for sentence in found.sentences:
        told(sentence)
    if not found.passed:
        raise refused()


COMMANDS = (check, backup, restore, drill)
