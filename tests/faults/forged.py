"""F6-F9: a sync file cut and altered at every byte, and altered by an insider who signs, or even seals, it again."""

from __future__ import annotations

import hashlib
import random
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from offices import client, clients, enrol, sent

from csdesk.operations import files
from csdesk.operations.peers import exchange
from csdesk.sync import container, keys
from csdesk.sync.container import Envelope
from faults.outcome import Outcome
from faults.scene import NOW, own_folder

SIGNATURE = 64


class Target:
    """A manager whom altered copies of one honest file reach, and what he may hold: all of it or nothing of it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.file = folder, folder / "manager.csdb"
        with (
            files.new_file(folder / "sender.csdb", name="张三", role="specialist", branch="NB") as sender,
            files.new_file(self.file, name="李经理", role="branch_manager", branch="NB") as manager,
        ):
            enrol(sender, manager)
            client(sender, NOW, "甲")
            self.pack = sent(sender, "李经理")
            self.own = keys.load(sender.site.site)
            self.seals = [keys.load(person.site.site).seal_pub for person in (manager, sender)]
        self.whole = self.pack.read_bytes()
        shutil.copy(self.file, folder / "kept")
        self.open()
        self.before = held(self.db)
        exchange.merge(self.db, [self.pack])
        self.after = held(self.db)
        self.again()

    def open(self) -> None:
        self.db = files.open_file(self.file)

    def again(self) -> None:
        """The manager as he was."""
        self.db.close()
        for path in self.folder.glob("manager.*"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.copy(self.folder / "kept", self.file)
        self.open()

    def strike(self, altered: bytes, outcome: Outcome, what: str) -> None:
        """Deliver an altered file and look at what came of it."""
        path = self.folder / "altered.csdesk"
        path.write_bytes(altered)
        [report] = exchange.merge(self.db, [path])
        now = held(self.db)
        if now == self.before:
            outcome.saw("refused" if report.outcome == "refused" else "nothing taken")
        elif now == self.after:
            outcome.saw("taken, and the same as the honest one")
            self.again()
        else:
            outcome.saw("CHANGED DATA")
            outcome.bad.append(f"{what}: {report.sentence}")
            self.again()

    def text(self) -> bytes:
        """What is sealed in the honest file."""
        envelope = Envelope(self.pack)
        envelope.unseal(self.own.opening)
        return b"".join(line + b"\n" for line in envelope.lines())

    def sealed(self, text: bytes) -> bytes:
        """Another text, sealed and signed by the sender as his program would."""
        path = self.folder / "sealed.csdesk"
        with path.open("w+b") as file:
            container.write(file, Envelope(self.pack).header, text.removesuffix(b"\n").split(b"\n"), self.own, self.seals)
        return path.read_bytes()

    def signed(self, altered: bytes) -> bytes:
        """Altered bytes under a new signature of the sender."""
        front = altered[:-SIGNATURE]
        return front + self.own.sign(b"csdesk-pack-1\0" + hashlib.blake2b(front, digest_size=32).digest())


def held(db: files.Database) -> tuple[object, ...]:
    """All that a merge may bring: rows, lines, and where the streams end."""
    with db.reading() as connection:
        log = connection.exec_driver_sql("SELECT stream, seq, head, body, chain FROM change ORDER BY stream, seq").all()
        tops = connection.exec_driver_sql("SELECT site, inc, book, top, chain, upto FROM stream ORDER BY n").all()
    return clients(db), log, tops


def flipped(data: bytes, bit: int) -> bytes:
    at = bit // 8
    return data[:at] + bytes([data[at] ^ 1 << bit % 8]) + data[at + 1 :]


def on_the_way(every: int) -> Outcome:
    """F6, F7: cut short, and one bit flipped, at every byte (or every so many)."""
    outcome = Outcome()
    with own_folder() as folder:
        target = Target(folder)
        for at in range(0, len(target.whole), every):
            target.strike(target.whole[:at], outcome, f"cut at {at}")
            target.strike(flipped(target.whole, 8 * at + at % 8), outcome, f"bit of byte {at}")
        for tail in (b"x", b"\0" * 64, target.whole):
            target.strike(target.whole + tail, outcome, f"{len(tail)} bytes more")
        target.db.close()
    return outcome


def by_an_insider(resigned_every: int, resealed: int, seed: int = 20260612) -> Outcome:
    """F8: a bit of every byte (or every so many) under a new signature. F9: so many bits of the text, sealed and signed again."""
    outcome, rng = Outcome(), random.Random(seed)
    with own_folder() as folder:
        target = Target(folder)
        for at in range(0, len(target.whole) - SIGNATURE, resigned_every):
            target.strike(target.signed(flipped(target.whole, 8 * at + at % 8)), outcome, f"re-signed byte {at}")
        text = target.text()
        for bit in sample(rng, 8 * len(text), resealed):
            target.strike(target.sealed(flipped(text, bit)), outcome, f"re-sealed bit {bit}")
        target.db.close()
    return outcome


def sample(rng: random.Random, size: int, most: int) -> Iterable[int] | Iterator[int]:
    return range(size) if size <= most else sorted(rng.sample(range(size), most))
