"""Writes the kept files of this release, with a record of every kind and a few deeds in their log.

`<version>.csdb.gz` is a working file, `<version>.csdesk` a sync file, and `<version>.receiver.json` what its receiver needs to
open it: who he is, his keys and the certificates he knows. Files of a released version are never written anew: they stand
for those that users have.
"""

import gzip
import json
import os
import tempfile
import tomllib
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from csdesk.domain.care.clients import Client
from csdesk.domain.moments import SHANGHAI
from csdesk.domain.record import Field, Record, stored_fields
from csdesk.domain.records import RECORDS
from csdesk.operations import files, ledgers
from csdesk.operations.peers import exchange
from csdesk.store import changesets
from csdesk.store.database import Database
from csdesk.store.merging import packs
from csdesk.sync import keys

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


def send(db: Database, folder: Path, out: Path) -> None:
    """A sync file to a specialist, beside what he needs to open it."""
    with files.new_file(folder / "receiver.csdb", name="张三", role="specialist", branch="NB") as receiver:
        request, certificate = folder / "a.csjoin", folder / "a.cscert"
        exchange.join(receiver, request)
        exchange.admit(db, request, certificate)
        exchange.accept(receiver, certificate)
        exchange.send(db, receiver.site.site, out)
        with receiver.reading() as connection:
            known = {site: body.decode() for site, body in packs.certificates(connection).items()}
        told = {"site": asdict(receiver.site), "key": keys.file_of(receiver.site.site).read_text(), "certificates": known}
        [report] = exchange.merge(receiver, [out], dry_run=True)
    told["tables"] = dict(report.tables)
    out.with_suffix(".receiver.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Make the files in a temporary folder, with keys of their own, and pack them beside this script."""
    kept = Path(__file__).with_name(version())
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CSDESK_KEYS"] = str(Path(folder) / "keys")
        path = Path(folder) / "kept.csdb"
        with files.new_file(path, name="李经理", role="branch_manager", branch="NB") as db:
            fill(db)
            send(db, Path(folder), kept.with_name(f"{kept.name}.csdesk"))
        kept.with_name(f"{kept.name}.csdb.gz").write_bytes(gzip.compress(path.read_bytes(), mtime=0))
    print(f"{kept}.*")


if __name__ == "__main__":
    main()
