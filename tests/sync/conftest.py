"""Two people and their keys, without any database."""

import secrets
from dataclasses import dataclass, field

import pytest

from csdesk.domain import lines
from csdesk.sync import certificates, check, container, keys, manifest
from csdesk.sync.certificates import Certificate
from csdesk.sync.container import Envelope, Header


@dataclass
class Person:
    """Somebody with keys and a certificate."""

    name: str
    role: str
    books: tuple
    own: keys.Keys = None
    chain: tuple = ()
    site: str = field(default_factory=lambda: secrets.token_hex(8))
    issuer: "Person | None" = None

    def __post_init__(self):
        self.own = self.own or keys.make(self.site)
        by = self.issuer or self
        certificate = Certificate(
            site=self.site, name=self.name, role=self.role, branch="NB", books=self.books, seat="01",
            sign=self.own.sign_pub, seal=self.own.seal_pub, serial="1", issuer=by.site,
        )  # fmt: skip
        self.chain = certificates.issue(certificate, by.own, self.issuer.chain if self.issuer else ())

    @property
    def certificate(self):
        return certificates.content(self.chain[0])


class World:
    """What a receiver holds: nothing but certificates, or the chains given."""

    def __init__(self, *people, chains=None):
        self._known = {p.site: p.certificate for p in people}
        self.chains = chains or {}

    def top(self, stream):
        return len(self.chains.get(stream, [lines.ZERO])) - 1

    def chain(self, stream, seq):
        held = self.chains.get(stream, [lines.ZERO])
        return held[seq] if seq < len(held) else None

    def blank(self, stream, seq):
        return False

    def known(self):
        return self._known


def change(seq, body, tbl="client", row="0" * 32, base=(), hlc=None):
    """(head, body) of one change."""
    raw = body if isinstance(body, bytes) else lines.encode(body)
    return lines.encode((seq, hlc or seq << 16, tbl, row, list(base), lines.body_hash(raw))), raw


def chains_of(runs, start=lines.ZERO):
    found = [start]
    for head, _ in runs:
        found.append(lines.link(found[-1], head))
    return found


@dataclass
class Office:
    """张三, his manager, and the folder between them."""

    sender: Person
    manager: Person
    folder: object

    @property
    def stream(self):
        return f"{self.sender.site}.aa/{self.sender.books[0]}"

    def header(self, **other):
        told = {"fmt": 1, "min": 1, "pack": "p" * 32, "sender": self.sender.site, "to": self.manager.site, "app": "0.1",
                "size": "", "certs": self.sender.chain}  # fmt: skip
        return Header(**{**told, **other})

    def section(self, runs, frm=1, stream=None, prev=lines.ZERO, own=None):
        stream = stream or self.stream
        chains = chains_of(runs, prev)
        return manifest.section(stream, frm, frm + len(runs) - 1, prev, chains[-1], b"", own or self.sender.own)

    def manifest(self, *sections, **other):
        told = {"fmt": 1, "schema": 1, "pack": "p" * 32, "sender": self.sender.site, "to": self.manager.site, "have": {},
                "streams": sections, "certs": ()}  # fmt: skip
        return manifest.Manifest(**{**told, **other})

    def write(self, text, header=None, recipients=None, name="x.csdesk"):
        """A file with exactly these lines, validly sealed and signed."""
        path = self.folder / name
        with path.open("w+b") as file:
            container.write(file, header or self.header(), text, self.sender.own, recipients or [self.manager.own.seal_pub])
        return path

    def pack(self, runs, **other):
        """An honest file of one stream."""
        section = self.section(runs, **other)
        return self.write(manifest.text(self.manifest(section), runs))

    def opened(self, path):
        """The file, verified and unsealed as the manager does it."""
        envelope = Envelope(path)
        envelope.verify(self.sender.own.sign_pub)
        envelope.unseal(self.manager.own.opening)
        return envelope

    def checked(self, path, here=None):
        envelope = self.opened(path)
        return check.examine(envelope.lines(), envelope.header, here or World(self.sender, self.manager))


@pytest.fixture
def office(tmp_path):
    manager = Person("李经理", "branch_manager", ("BR-NB",))
    return Office(Person("张三", "specialist", ("NB-1234",), issuer=manager), manager, tmp_path)


@pytest.fixture
def honest():
    return [change(1, {"short_name": "甲"}), change(2, {"tier": "A"}, base=("x:1",))]
