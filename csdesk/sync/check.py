"""A sync file judged whole, stream by stream, before anything of it is written (sync.md §2.9)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from csdesk.domain import rights
from csdesk.domain.changes import CHANGE_SET
from csdesk.domain.lines import Line
from csdesk.domain.staff.posts import Cover
from csdesk.errors import Refused
from csdesk.sync import certificates, keys, limits, roles
from csdesk.sync.certificates import Certificate, Chain
from csdesk.sync.container import Header
from csdesk.sync.failures import Forbidden, Fork, Gap, OwnFork, SetAside, Unsigned
from csdesk.sync.manifest import Manifest, Section, body_of, read_again, read_lines, read_manifest, signed_top


class Here(Protocol):
    """What this file holds already, as far as a check needs to know."""

    def top(self, stream: str) -> int:
        """The last change held of a stream; 0 for none."""

    def chain(self, stream: str, seq: int) -> bytes | None:
        """The chain after a change that is held."""

    def blank(self, stream: str, seq: int) -> bool:
        """Whether a change is held without its body, which did not come with it and was not purged."""

    def known(self) -> Mapping[str, Certificate]:
        """Certificates by site."""


@dataclass(slots=True)
class Verdict:
    """What is to be done with one section: merged behind `first`, or set aside with a reason."""

    section: Section
    author: str  # a person's name
    first: int  # the first change that is new here
    failure: SetAside | None = None
    tables: Counter[str] = field(default_factory=Counter)  # new here, by table
    known: Counter[str] = field(default_factory=Counter)  # held here already
    since: int = 0  # stamps of the oldest and newest change that is new here
    until: int = 0
    doubtful: int = 0  # new changes whose stamps lie outside a term of leave cover, but by no more than a clock may err
    late: int = 0  # the first new change that a stand-in wrote outside his term; from there on nothing is shown
    term: Cover | None = None
    own: bool = False  # a stream of the reader's own workstation
    filled: set[int] = field(default_factory=set)  # changes held here without the body that comes now

    def fork(self, seq: int) -> Fork:
        """Another line stands under this number here."""
        return OwnFork(self.author, seq) if self.own else Fork(self.author, seq)

    @property
    def new(self) -> int:
        return 0 if self.failure else max(0, self.section.top - self.first + 1)

    @property
    def duplicate(self) -> int:
        return max(0, min(self.first - 1, self.section.top) - self.section.frm + 1)

    def count(self, line: Line) -> None:
        """Take note of one line."""
        if line.seq < self.first:
            self.known[line.tbl] += 1
            return
        self.tables[line.tbl] += 1
        self.since = min(self.since or line.hlc, line.hlc)
        self.until = max(self.until, line.hlc)


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that was read to its end: its manifest, a verdict per section, and certificates that were not known before.

    plain: bytes of all lines.
    """

    manifest: Manifest
    verdicts: tuple[Verdict, ...]
    learned: dict[str, Chain]
    plain: int = 0


def examine(source: Iterator[bytes], header: Header, here: Here) -> Checked:
    """Read a whole file and judge each section; writes nothing. Raises a PackRefused where the file itself is wrong."""
    manifest = read_manifest(source, header)
    known, learned = _authors(manifest, here.known())
    verdicts, plain = [], 0
    for s, run in read_lines(source, manifest):
        author = known.get(s.site)
        verdict = Verdict(s, author.name if author else s.site, here.top(s.id) + 1, own=s.site == header.to)
        verdict.failure = _allowed(s, author) or _connected(s, verdict, here)
        for line in run:
            body = body_of(line)
            plain += len(line.head) + len(line.body)
            verdict.count(line)
            verdict.failure = verdict.failure or _judged(line, body, verdict, author, here)
            if _fills(line, body, verdict, author, here):
                verdict.filled.add(line.seq)
        verdicts.append(verdict)
    return Checked(manifest, tuple(verdicts), learned, plain)


def _authors(manifest: Manifest, known: Mapping[str, Certificate]) -> tuple[dict[str, Certificate], dict[str, Chain]]:
    everyone, learned = dict(known), {}
    waiting = list(manifest.certs[: limits.STREAMS])
    for _ in range(limits.CHAIN):  # one may introduce another, whatever the order
        still = []
        for chain in waiting:
            try:
                found = certificates.trusted(chain, everyone)
            except Refused:
                still.append(chain)  # in the end its streams are set aside as those of a stranger
                continue
            if everyone.get(found.site) != found:
                everyone[found.site], learned[found.site] = found, chain
        waiting = still
    return everyone, learned


def _allowed(s: Section, author: Certificate | None) -> SetAside | None:
    site, _, book = s.parts
    if author is None:
        return Forbidden(f"工作站 {site}", "任何内容（没有证书）")
    if not roles.may_write_in(author, book):
        return Forbidden(author.name, f"客户簿 {book}")
    if not keys.verifies(author.sign, bytes.fromhex(s.sig), signed_top(s.id, s.top, bytes.fromhex(s.chain))):
        return Unsigned(author.name)
    return None


def _connected(s: Section, verdict: Verdict, here: Here) -> SetAside | None:
    held = verdict.first - 1
    if s.frm > held + 1:
        return Gap(verdict.author, held + 1, s.frm - 1)
    if s.frm > 1 and here.chain(s.id, s.frm - 1) != bytes.fromhex(s.prev):
        return verdict.fork(s.frm - 1)
    return None


def _judged(line: Line, body: Mapping[str, Any], verdict: Verdict, author: Certificate | None, here: Here) -> SetAside | None:
    s = verdict.section
    if line.seq < verdict.first:
        last_shared = min(verdict.first - 1, s.top)
        differs = line.seq == last_shared and here.chain(s.id, line.seq) != line.chain
        return verdict.fork(line.seq) if differs else None
    if author and author.covers:  # only then it matters when a change was written
        if not verdict.late and not roles.may_write_in(author, s.book, line.hlc):
            verdict.late, verdict.term = line.seq, author.post.term(s.book)
        verdict.doubtful += line.tbl != CHANGE_SET and author.post.outside(s.book, line.hlc >> 16)
    what = rights.forbidden(author.role, line.tbl, line.base, body) if author else ""
    return Forbidden(verdict.author, what) if what else None


def _fills(line: Line, body: Mapping[str, Any], verdict: Verdict, author: Certificate | None, here: Here) -> bool:
    """Whether a change that is held here brings what was blanked on another way; its hash says that the body is the author's."""
    if line.seq >= verdict.first or not line.body or line.tbl == CHANGE_SET:
        return False
    return here.blank(verdict.section.id, line.seq) and not (author and rights.forbidden(author.role, line.tbl, line.base, body))


def new_lines(source: Iterator[bytes], header: Header, checked: Checked) -> Iterator[tuple[Section, Iterator[Line]]]:
    """The lines that are new here or fill what is blank, of the sections that were not set aside; from the same text that was examined."""
    wanted = {v.section.id: v for v in checked.verdicts if v.failure is None}
    for s, run in read_again(source, read_manifest(source, header)):
        if v := wanted.get(s.id):
            yield s, run if s.frm == v.first else (line for line in run if line.seq >= v.first or line.seq in v.filled)
        for _ in run:  # what was set aside, or not taken, is read past
            pass


def parting(source: Iterator[bytes], header: Header, checked: Checked, here: Here) -> dict[str, int]:
    """Of each own stream that went on elsewhere, the last change that both have; where the file reaches back so far."""
    forked = {v.section.id for v in checked.verdicts if isinstance(v.failure, OwnFork)}
    found: dict[str, int] = {}
    for s, run in read_lines(source, read_manifest(source, header)):
        common = s.frm - 1 if s.frm == 1 or here.chain(s.id, s.frm - 1) == bytes.fromhex(s.prev) else None
        for line in run:
            if common == line.seq - 1 and s.id in forked and here.chain(s.id, line.seq) == line.chain:
                common = line.seq
        if s.id in forked and common is not None:
            found[s.id] = common
    return found
