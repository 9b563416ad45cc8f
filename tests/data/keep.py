"""Writes the kept file of this release: `<version>.csdb.gz`, with a record of every kind and a few deeds in its log.

A file of a released version is never written anew: it stands for those that users have.
"""

import gzip
import tempfile
import tomllib
from datetime import datetime
from pathlib import Path

from csdesk.domain.clients import Client
from csdesk.domain.moments import SHANGHAI
from csdesk.domain.record import Field, Record, stored_fields
from csdesk.domain.records import RECORDS
from csdesk.operations import files, ledgers
from csdesk.store import changesets
from csdesk.store.database import Database

SAMPLES = ("示例", "2026-06-12T10:05:00+08:00", "2026-06-12", "2026-06", 2, True, ["示例"])
CLIENT = {"legal_name": "宁波示例家电有限公司", "short_name": "示例家电", "client_type": "spot"}


def version() -> str:
    """The version that is being made, as pyproject.toml says it."""
    told = Path(__file__).parents[2].joinpath("pyproject.toml").read_text(encoding="utf-8")
    return tomllib.loads(told)["project"]["version"]


def sample(field: Field):
    """Any value that fits a field."""
    codes = tuple(field.choices.labels()) if field.choices else ()
    return next(value for value in (*codes, list(codes[:1]), *SAMPLES) if field.fits(value))


def filled(record: type[Record]) -> dict:
    """Every field of a record with a value of its kind."""
    return {field.name: sample(field) for field in stored_fields(record)}


def fill(db: Database) -> None:
    """A record of every kind, then one that is changed, one that is deleted and one that is taken back."""
    now = datetime(2026, 6, 12, 10, 5, tzinfo=SHANGHAI)
    with changesets.change_set(db, "每种记录各一条") as work:
        for record in RECORDS:
            work.create(record, filled(record))
    row = ledgers.create(db, Client, CLIENT, now=now)
    ledgers.change(db, Client, row, {"tier": "A"})
    ledgers.delete(db, Client, [ledgers.create(db, Client, {**CLIENT, "short_name": "删去的"}, now=now)])
    ledgers.create(db, Client, {**CLIENT, "short_name": "撤销的"}, now=now)
    ledgers.undo(db)


def main() -> None:
    """Make the file in a temporary folder and pack it beside this script."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kept.csdb"
        with files.new_file(path, name="李经理", role="branch_manager", branch="NB") as db:
            fill(db)
        kept = Path(__file__).with_name(f"{version()}.csdb.gz")
        kept.write_bytes(gzip.compress(path.read_bytes(), mtime=0))
    print(kept)


if __name__ == "__main__":
    main()
