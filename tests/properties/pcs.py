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
from csdesk.operations import files
from csdesk.operations.peers import exchange
from csdesk.operations.safekeeping import backups, restoring
from csdesk.paths import Place, Server, address
from csdesk.store import changesets
from csdesk.store.database import Database
from properties import server
from properties.server import SERVERS

#: Who takes part. A and A2 are two PCs of one person in one book, B is a colleague, M their manager, H headquarters.
ROLES = {"A": "specialist", "A2": "specialist", "B": "specialist", "M": "branch_manager", "H": "director"}
#: Whose data is on the server where there is one.
ON_SERVER = {"M", "H"}
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
    """One PC: a folder with a file and the keys beside it; with `base`, a database on the server instead of the file."""

    name: str
    folder: Path
    off: int = 0  # its clock, in ms
    base: str = ""
    db: Database = None

    @property
    def file(self) -> Path:
        return self.folder / "desk.csdb"

    @property
    def place(self) -> Place:
        return Server(SERVERS[0].url(self.base)) if self.base else self.file

    @property
    def site(self) -> str:
        return self.db.site.site

    def sit(self) -> Database:
        """Work at this PC from now on."""
        os.environ["CSDESK_KEYS"] = str(self.folder / "keys")
        os.environ["CSDESK_HOME"] = str(self.folder)
        TIME.off = self.off
        return self.db

    def now(self) -> datetime:
        return datetime.fromtimestamp((TIME.ms + self.off) / 1000, SHANGHAI)

    def open(self) -> "Pc":
        self.sit()
        self.db = files.open_file(self.place)
        return self

    def close(self) -> None:
        if self.db is not None and not self.db.closed:
            self.sit()
            self.db.close()

    def copied(self, folder: Path, *, as_image: bool = True) -> "Pc":
        """Another PC with the same file and keys. as_image: a copy of the whole disk, on which even the path is the same."""
        self.close()
        shutil.copytree(self.folder, folder)
        twin = Pc(self.name, folder, self.off, server.copied(self.base) if self.base else "")
        self.open()
        return placed(twin, self.place) if as_image else twin.open()

    def gone(self) -> None:
        """The PC and all that is on it, thrown away."""
        self.close()
        shutil.rmtree(self.folder)
        if self.base:
            server.dropped(self.base)

    def back_up(self, room: Path) -> Path | str:
        """A second copy of all that is in the file or the database."""
        if not self.base:
            return backups.backup(self.sit(), room)
        self.close()
        kept = server.copied(self.base)
        self.open()
        return kept

    def put_back(self, backup: Path | str, *, by_hand: bool) -> None:
        """Bring a second copy back, by the program or, on a server always, behind its back."""
        self.close()
        if self.base:
            server.dropped(self.base)
            server.copied(str(backup), self.base)
        elif by_hand:
            for end in ("-wal", "-shm"):
                self.file.with_name(self.file.name + end).unlink(missing_ok=True)
            shutil.copyfile(backup, self.file)
        else:
            restoring.restore(backup, self.file)
        self.open()


def placed(pc: Pc, was: Place) -> Pc:
    """Open a PC whose file has always been where it is, as far as it can tell."""
    for mark in pc.folder.glob("keys/*.mark"):
        told = json.loads(mark.read_text(encoding="utf-8"))
        if told["path"] == address(was):
            mark.write_text(json.dumps({**told, "path": address(pc.place)}), encoding="utf-8")
    return pc.open()


# -- the office -----------------------------------------------------------------------------------------------------


def founded(folder: Path) -> dict[str, Pc]:
    """Everyone enrolled, known to each other, with a client each. Slow: made once, then copied."""
    from properties.founding import found

    pcs = {name: Pc(name, folder / name, base=server.new() if SERVERS and name in ON_SERVER else "") for name in ROLES}
    for pc in pcs.values():
        pc.folder.mkdir()
        pc.sit()
        pc.db = files.new_file(pc.place, name=NAMES[pc.name], role=ROLES[pc.name], branch="HQ" if pc.name == "H" else "NB")
    found(pcs)
    for pc in pcs.values():
        pc.close()
    return pcs


def office(template: dict[str, Pc], folder: Path) -> dict[str, Pc]:
    """A copy of a founded office."""
    shutil.copytree(template["A"].folder.parent, folder)
    bases = {name: server.copied(pc.base) if pc.base else "" for name, pc in template.items()}
    return {name: placed(Pc(name, folder / name, base=bases[name]), pc.place) for name, pc in template.items()}


def send(sender: Pc, to: Pc, *, full: bool = False) -> Path:
    """A sync file, somewhere between two PCs."""
    out = sender.folder.parent / "mail" / f"{sender.name}-{to.name}-{TIME.time_ns()}.csdesk"
    to_site = to.site
    exchange.send(sender.sit(), to_site, out, full=full)
    return out


def merge(pc: Pc, *packs: Path, **options) -> list[exchange.PackReport]:
    """Merge at a PC; the reports."""
    return exchange.merge(pc.sit(), packs, **options)
