"""What is typed: the same operations for scripts and tests.

Exit 0: done. 1: refused, or some file or row was; the reason is on stderr, in Chinese. 2: wrong usage.
With `--json` stdout carries one JSON document and nothing else.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from csdesk.cli import exchange, figures, files, ledgers, merging, money, moving, planning, safety, today, trust
from csdesk.errors import CsdeskError

__all__ = ["main"]


@click.group(
    epilog="不带参数，或用 csdesk open 文件，打开窗口。",
    context_settings={"help_option_names": ["-h", "--help"]},
)
def csdesk() -> None:
    """csdesk 客服台：客户、投诉、派车、应收台账与分部汇总。"""


for _room in (
    files,
    safety,
    ledgers,
    exchange,
    merging,
    moving,
    trust,
    figures,
    money,
    planning,
    today,
):
    for _command in _room.COMMANDS:
        csdesk.add_command(_command)


def main(arguments: Sequence[str]) -> int | Path:
    """Run one command; its exit code, or the file that is now to be opened in the window."""
    try:
        ended = csdesk.main(args=list(arguments), prog_name="csdesk", standalone_mode=False)
    except click.ClickException as wrong:
        wrong.show(sys.stderr)
        return 2
    except CsdeskError as refused:
        click.echo(str(refused), err=True)
        return 1
    return ended if isinstance(ended, Path) else int(ended or 0)
