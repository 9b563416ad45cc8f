"""A sync file that came in: verified, opened and judged against what is held here, before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from csdesk.domain.moments import moment_from_ms
from csdesk.domain.records import RECORD_BY_NAME
from csdesk.errors import Refused
from csdesk.operations.peers import enrolment
from csdesk.store import log
from csdesk.store.database import Database
from csdesk.store.merging import blanks
from csdesk.store.merging import packs as store
from csdesk.store.merging.brought import Brought
from csdesk.store.merging.effects import Overwritten
from csdesk.store.merging.packs import Disagreement
from csdesk.store.troubles import told
from csdesk.sync import certificates, check
from csdesk.sync import keys as key_store
from csdesk.sync.certificates import Certificate
from csdesk.sync.check import Checked, Verdict
from csdesk.sync.container import Envelope
from csdesk.sync.failures import ForSomebodyElse, Gap, OwnFork, OwnPack, RevokedSender, UnknownSender
from csdesk.sync.recovery import Identity

_WORDS = {"merged": "已合并", "duplicate": "没有新内容", "refused": "未合并", "parked": "暂存，等缺少的部分", "partial": "部分合并"}


@dataclass(frozen=True, slots=True)
class PackReport:
    """What merging one file did, or would do.

    outcome: merged, duplicate, refused, parked (waits in the inbox for what is missing) or partial (some streams were set
    aside). role, code: the sender's, and the fingerprint of his keys. tables: new changes by ledger. records: what becomes of
    the records, by ledger. unknown: new changes of tables that a newer version knows. since, until: the moments of the
    oldest and newest new change. made: when the sender wrote the file, by his clock; "" where it does not say.

    known, aside: changes by ledger that were held already, and that were not taken. gaps: whose changes are missing, from
    and to which number. ahead: days by which the sender's clock is fast, 0 where it is trusted. overwritten: the first
    values that gave way, of `overwrites` in all. cleared: disagreements that the file settled. totals: records by ledger
    before and after. seconds: how long it took. twin: another computer writes under the number of this one.
    """

    file: str
    outcome: str
    reason: str = ""
    pack: str = ""
    sender: str = ""
    role: str = ""
    code: str = ""
    new: int = 0
    duplicate: int = 0
    conflicts: tuple[Disagreement, ...] = ()
    tables: Mapping[str, int] = field(default_factory=dict)
    records: Mapping[str, Brought] = field(default_factory=dict)
    unknown: int = 0
    since: str = ""
    until: str = ""
    made: str = ""
    known: Mapping[str, int] = field(default_factory=dict)
    aside: Mapping[str, int] = field(default_factory=dict)
    gaps: tuple[tuple[str, int, int], ...] = ()
    ahead: int = 0
    overwritten: tuple[Overwritten, ...] = ()
    overwrites: int = 0
    cleared: int = 0
    totals: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    seconds: float = 0.0
    twin: bool = False

    @property
    def failed(self) -> bool:
        """Whether something of the file was not taken."""
        return self.outcome in ("refused", "parked", "partial")

    @property
    def sentence(self) -> str:
        """One line for the person."""
        start = f"{self.file}：{_WORDS[self.outcome]}"
        if self.new:
            start += f"，{self.sender}，新改动 {self.new} 条"
        if self.conflicts:
            start += f"，{len(self.conflicts)} 处不一致待处理"
        return f"{start}。{self.reason}" if self.reason else start

    def as_json(self) -> dict[str, Any]:
        """The report as JSON values."""
        told = {name: getattr(self, name) for name in self.__slots__}
        shown = [{"table": d.tbl, "id": d.id, "title": d.title, "field": d.field, "values": list(d.values)} for d in self.conflicts]
        return told | {
            "tables": dict(self.tables),
            "records": {name: asdict(brought) for name, brought in self.records.items()},
            "conflicts": shown,
            "known": dict(self.known),
            "aside": dict(self.aside),
            "gaps": [{"name": name, "first": first, "last": last} for name, first, last in self.gaps],
            "overwritten": [
                {"table": o.tbl, "id": o.id, "title": o.title, "field": o.field, "old": o.old, "new": o.new} for o in self.overwritten
            ],
            "totals": {name: {"before": before, "after": after} for name, (before, after) in self.totals.items()},
        }


@dataclass(frozen=True, slots=True)
class Examined:
    """A file that was verified, opened and judged; nothing of it is written yet."""

    envelope: Envelope
    sender: Certificate
    checked: Checked
    report: PackReport


def examined(db: Database, path: Path, name: str, recovery: Identity | None = None) -> Examined:
    """Verify, open and judge a file. Raises Refused with what is wrong with it.

    recovery: the offline key of headquarters, which opens also what was sealed for somebody whose own key is lost.
    """
    if not path.is_file():
        raise Refused(f"找不到文件 {path}，请核对位置")
    with told(path):
        envelope = Envelope(path)
        header, known, gone = envelope.header, enrolment.known(db), enrolment.revoked(db)
        if header.sender == db.site.site and header.to != db.site.site and recovery is None:
            raise OwnPack(known[header.to].name if header.to in known else "")
        if header.to != db.site.site and recovery is None:
            raise ForSomebodyElse(known[header.sender].name if header.sender in known else "")
        sender = certificates.trusted(header.certs, known, gone)
        if sender.site in gone:
            raise RevokedSender(sender.name, gone[sender.site])
        if sender.site != header.sender:
            raise UnknownSender(sender.name)
        envelope.verify(sender.sign)
        envelope.unseal(key_store.load(db.site.site).opening, *filter(None, [recovery]))
        raised = certificates.above(header.certs, known)
        everyone = {**known, sender.site: sender, **{site: certificates.content(chain[0]) for site, chain in raised.items()}}
        with db.reading() as connection:
            checked = check.examine(envelope.lines(), header, _Here(connection, everyone))
    checked.learned.update(raised if known.get(sender.site) == sender else {sender.site: header.certs})
    return Examined(envelope, sender, checked, _judged(name, sender, checked, gone))


def arrived_in(db: Database, folder: Path) -> list[tuple[Path, int]]:
    """The sync files in a folder that are for this workstation and were not merged yet, each with the time of its last change.

    Only their headers are read; what cannot be read (yet) is passed over.
    """
    with db.reading() as connection:
        known = store.merged_ids(connection)
    found = []
    with suppress(OSError):
        for path in sorted(folder.glob("*.csdesk")):
            with suppress(OSError, Refused):
                header = Envelope(path).header
                if header.to == db.site.site and header.pack not in known:
                    found.append((path, path.stat().st_mtime_ns))
    return found


def parted(db: Database, found: Examined) -> dict[str, int]:
    """Of each own stream that another computer continued, the last change that both have."""
    if not found.report.twin:
        return {}
    with db.reading() as connection:
        here = _Here(connection, {})
        return check.parting(found.envelope.lines(), found.envelope.header, found.checked, here)


def outrun(db: Database, found: Examined) -> int:
    """By how many changes the sender holds more of what this incarnation wrote than is here: an old copy was put back."""
    prefix = f"{db.site.author}/"
    with db.reading() as connection:
        tops = {s.id: s.top for s in log.streams(connection)}
    have = found.checked.manifest.have
    return sum(max(0, seq - tops.get(id, 0)) for id, seq in have.items() if id.startswith(prefix))


class _Here:
    """What this file holds, as a check asks for it."""

    def __init__(self, connection: Any, known: Mapping[str, Certificate]) -> None:
        self._connection, self._known = connection, known
        self._streams = {s.id: s for s in log.streams(connection)}
        self._blank: dict[str, frozenset[int]] = {}

    def top(self, stream: str) -> int:
        return self._streams[stream].top if stream in self._streams else 0

    def chain(self, stream: str, seq: int) -> bytes | None:
        return log.chain_at(self._connection, self._streams[stream].n, seq) if stream in self._streams else None

    def blank(self, stream: str, seq: int) -> bool:
        if stream not in self._blank:
            held = self._streams.get(stream)
            self._blank[stream] = frozenset(blanks.blank(self._connection, held) if held else ())
        return seq in self._blank[stream]

    def known(self) -> Mapping[str, Certificate]:
        return self._known


def _judged(name: str, sender: Certificate, checked: Checked, gone: Collection[str]) -> PackReport:
    """The report of a file before it is applied."""
    good = [v for v in checked.verdicts if v.failure is None]
    bad = [v.failure for v in checked.verdicts if v.failure is not None]
    new = sum(v.new for v in good)
    outcome = "merged" if new else "duplicate"
    if bad or any(v.late for v in good):
        outcome = "partial" if good else ("parked" if any(isinstance(f, Gap) for f in bad) else "refused")
    tables = sum((v.tables for v in good), Counter[str]())
    stamps = [stamp for v in good for stamp in (v.since, v.until) if stamp]
    return PackReport(
        file=name,
        outcome=outcome,
        reason="；".join(dict.fromkeys([*map(str, bad), *_remarks(good, gone)])),
        pack=checked.manifest.pack,
        sender=sender.name,
        role=sender.role,
        code=certificates.fingerprint(sender.sign, sender.seal),
        new=new,
        duplicate=sum(v.duplicate for v in good),
        tables=_by_ledger(tables),
        unknown=sum(n for t, n in tables.items() if t not in RECORD_BY_NAME and not t.startswith("_")),
        since=moment_from_ms(min(stamps) >> 16) if stamps else "",
        until=moment_from_ms(max(stamps) >> 16) if stamps else "",
        made=moment_from_ms(checked.manifest.made) if checked.manifest.made else "",
        known=_by_ledger(sum((v.known for v in good), Counter[str]())),
        aside=_by_ledger(sum((v.tables for v in checked.verdicts if v.failure), Counter[str]())),
        twin=any(isinstance(f, OwnFork) for f in bad),
        gaps=tuple((f.name, f.first, f.last) for f in bad if isinstance(f, Gap)),
    )


def _remarks(good: Iterable[Verdict], gone: Collection[str]) -> Iterator[str]:
    """What is to be told about streams that are taken."""
    good = list(good)
    if filled := sum(len(v.filled) for v in good):
        yield f"补回此前在本机只剩空白的内容 {filled} 条"
    for v in good:
        if v.new and v.section.site in gone:
            yield f"{v.author}的工作站已吊销：此后的改动已保存，但不显示"
        if v.late:
            yield _out_of_term(v)
        elif v.doubtful:
            yield f"{v.author}有 {v.doubtful} 条改动的时间在顶班期限前后一天以内，请核对他的电脑时钟"


def _out_of_term(v: Verdict) -> str:
    """What is told of changes that a stand-in wrote before or after his leave cover."""
    term = f"客户簿 {v.term.book} 的期限是 {v.term.said}" if v.term else "没有期限"
    return (
        f"{v.author}顶班{term}，第 {v.late} 条写在期限之外：此前的照常合并，从这一条起共 {v.section.top - v.late + 1} 条已保存，暂不显示。"
        "请经理延长顶班期限，延长后自动显示；或让他校准电脑时钟"
    )


def _by_ledger(tables: Mapping[str, int]) -> dict[str, int]:
    """Numbers of changes by the Chinese names of their ledgers; the log's own lines, and what a newer version knows, left out."""
    return {RECORD_BY_NAME[t].about.ledger: n for t, n in tables.items() if t in RECORD_BY_NAME}
