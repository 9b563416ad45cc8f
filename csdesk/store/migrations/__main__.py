"""Writes migrations: the next numbered step from the difference between the steps so far and the declarations.

`MESSAGE` names the step. `--first` writes the first step anew, which is right only until a version is released.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.operations.ops import UpgradeOps
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Engine, create_engine

from csdesk.store import database
from csdesk.store.files import migrate
from csdesk.store.migrations import versions
from csdesk.store.tables import all_tables

FOLDER = Path(versions.__path__[0])


def differences(connection: Connection) -> UpgradeOps:
    """What would still have to change for the tables to be the declared ones. The search index is made with the cache."""
    options = {"include_name": lambda name, kind, parents: not (kind == "table" and str(name).startswith("find_"))}
    context = MigrationContext.configure(connection, opts=options)
    found = produce_migrations(context, all_tables()).upgrade_ops
    return found or UpgradeOps(())


def write(message: str, engine: Engine, *, first: bool = False) -> Path | None:
    """Write the next step; None when nothing differs."""
    with engine.begin() as connection:
        if not first:
            migrate.reshape(connection, 0)
        changes = differences(connection)
    if changes.is_empty():
        return None
    number = 1 if first else len(migrate.steps()) + 1
    slug = "first" if first else re.sub(r"[^a-z0-9]+", "_", message.lower()).strip("_")
    path = FOLDER / f"m{number:04}_{slug or 'step'}.py"
    path.write_text(_source(message, changes), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "ruff", "format", "-q", str(path)], check=True)
    return path


def _source(message: str, changes: UpgradeOps) -> str:
    body = [line for line in render_python_code(changes, render_as_batch=True).splitlines() if "###" not in line]
    told = f'"""{message[:1].upper()}{message[1:].rstrip(".")}."""'
    imports = ["import sqlalchemy as sa", "from alembic import op"]
    head = ["def upgrade() -> None:", '    """Written by dev.py migration."""']
    return "\n".join([told, "", *imports, "", "", *head, *body]) + "\n"


def main(arguments: list[str]) -> int:
    """Write one step as the command line says."""
    first = arguments == ["--first"]
    if not first and (len(arguments) != 1 or arguments[0].startswith("-")):
        print(__doc__, file=sys.stderr)
        return 2
    path = write("the tables as first released" if first else arguments[0], create_engine("sqlite://"), first=first)
    if path is None:
        print("the tables are as declared; nothing to migrate")
        return 0
    print(f"{path}\nread it; SCHEMA in {database.__file__} is to be {int(path.name[1:5])}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
