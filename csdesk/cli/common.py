"""What the commands share: the FILE argument, the JSON document on stdout, progress on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from csdesk import paths
from csdesk.domain.moments import SHANGHAI
from csdesk.operations import files
from csdesk.paths import Place


class _Place(click.ParamType[paths.Place]):
    """A data file, or the URL of a database on a server."""

    name = "file"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> paths.Place:
        """What was typed, as a place; whether anything is there is seen when it is opened."""
        return value if isinstance(value, Path | paths.Server) else paths.place(str(value))


PATH = click.Path(path_type=Path)
file_argument = click.argument("file", type=_Place())
json_option = click.option("--json", "as_json", is_flag=True, help="结果写成一份 JSON")

Say = Callable[[str], None]


def out_option(help: str) -> Callable[[Any], Any]:
    """`--out PATH`, required."""
    return click.option("--out", type=PATH, required=True, help=help)


@contextmanager
def opened(place: Place, *, look_only: bool = False) -> Iterator[files.Database]:
    """The file, open for the length of one command."""
    with files.open_file(place, look_only=look_only) as db:
        yield db


@contextmanager
def looked_at(place: Place) -> Iterator[files.Database]:
    """The file to read from; a window that has it open does not disturb."""
    try:
        db = files.open_file(place)
    except files.Busy:
        db = files.open_file(place, look_only=True)
    with db:
        yield db


def told(message: str) -> None:
    """A sentence for the person, on stderr."""
    click.echo(message, err=True)


def document(value: Any) -> None:
    """The one JSON document of a command, on stdout."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def now() -> datetime:
    """The present moment; the only clock that the commands read."""
    return datetime.now(SHANGHAI)


def refused() -> click.exceptions.Exit:
    """Leave with exit code 1: something was refused, and has been told."""
    return click.exceptions.Exit(1)
