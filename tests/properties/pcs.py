"""PCs of one office, each with its own folder, keys and clock; nothing of one is seen by another but sync files."""

import itertools
import json
import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from csdesk.domain.moments import SHANGHAI
from csdesk.operations import backups, exchange, files
from csdesk.store import changesets
from csdesk.store.database import Database

#: Who takes part. A and A2 are two PCs of one person in one book, B is a colleague, M their manager, H headquarters.
ROLES = {"A": "specialist", "A2": "specialist", "B": "specialist", "M": "branch_manager", "H": "director"}
NAMES = {"A": "张三", "A2": "张三", "B": "李四", "M": "李经理", "H": "王总监"}


class Time:
    """The time as the PC tells it that is at work; each PC's clock may be years off."""

    def __init__(self) -> None:
        self.ms = 1_781_230_000_000  # 2026-06-12
        self.off = 0

    def time_ns(self) -> int:
        self.ms += 1
        return (self.ms + self.off) * 1_000_000


TIME = Time()


@contextmanager
def told_time():
    """Every clock of csdesk is `TIME`. The operations of a ledger take the wall clock, which is read through this one name."""
    real, changesets.time = changesets.time, TIME
    try:
        yield
    finally:
        changesets.time = real


@contextmanager
def fewer_backups(each: int = 10):
    """One merge in ten is preceded by its backup: copying and checking the file takes longer than all else in a small merge."""
    real, turns = backups.before_risky, itertools.count()
    backups.before_risky = lambda db, **options: real(db, **options) if next(turns) % each == 0 else None
    try:
        yield
    finally:
        backups.before_risky = real


@dataclass
class Pc:
    """One PC: a folder with a file and the keys beside it."""

    name: str
    folder: Path
    off: int = 0  # its clock, in ms
    db: Database = None

    @property
    def file(self) -> Path:
        return self.folder / "desk.csdb"

    @property
    def site(self) -> str:
        return self.db.site.site

    def sit(self) -> Database:
        """Work at this PC from now on."""
        os.environ["CSDESK_KEYS"] = str(self.folder / "keys")
        TIME.off = self.off
        return self.db

    def now(self) -> datetime:
        return datetime.fromtimestamp((TIME.ms + self.off) / 1000, SHANGHAI)

    def open(self) -> "Pc":
        self.sit()
        self.db = files.open_file(self.file)
        return self

    def close(self) -> None:
        if self.db is not None and not self.db.closed:
            self.sit()
            self.db.close()

    def copied(self, folder: Path, *, as_image: bool = True) -> "Pc":
        """Another PC with the same file and keys. as_image: a copy of the whole disk, on which even the path is the same."""
        self.close()
        shutil.copytree(self.folder, folder)
        self.open()
        return placed(folder, self.file, self.name, self.off) if as_image else Pc(self.name, folder, self.off).open()

    def gone(self) -> None:
        """The PC and all that is on it, thrown away."""
        self.close()
        shutil.rmtree(self.folder)


def placed(folder: Path, was: Path, name: str, off: int = 0) -> Pc:
    """A PC whose file has always been in `folder`, as far as it can tell."""
    here = Pc(name, folder, off)
    for mark in folder.glob("keys/*.mark"):
        told = json.loads(mark.read_text(encoding="utf-8"))
        if told["path"] == str(was.resolve()):
            mark.write_text(json.dumps({**told, "path": str(here.file.resolve())}), encoding="utf-8")
    return here.open()


# -- the office -----------------------------------------------------------------------------------------------------


def founded(folder: Path) -> dict[str, Pc]:
    """Everyone enrolled, known to each other, with a client each. Slow: made once, then copied."""
    from properties.founding import found

    pcs = {name: Pc(name, folder / name) for name in ROLES}
    for pc in pcs.values():
        pc.sit()
        pc.db = files.new_file(pc.file, name=NAMES[pc.name], role=ROLES[pc.name], branch="HQ" if pc.name == "H" else "NB")
    found(pcs)
    for pc in pcs.values():
        pc.close()
    return pcs


def office(template: Path, folder: Path) -> dict[str, Pc]:
    """A copy of a founded office."""
    shutil.copytree(template, folder)
    return {name: placed(folder / name, template / name / "desk.csdb", name) for name in ROLES}


def send(sender: Pc, to: Pc, *, full: bool = False) -> Path:
    """A sync file, somewhere between two PCs."""
    out = sender.folder.parent / "mail" / f"{sender.name}-{to.name}-{TIME.time_ns()}.csdesk"
    to_site = to.site
    exchange.send(sender.sit(), to_site, out, full=full)
    return out


def merge(pc: Pc, *packs: Path, **options) -> list[exchange.PackReport]:
    """Merge at a PC; the reports."""
    return exchange.merge(pc.sit(), packs, **options)
