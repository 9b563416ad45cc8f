"""A sync file that came in: verified, opened and judged against what is held here, before anything is written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from csdesk.domain.moments import moment_from_ms
from csdesk.domain.records import RECORD_BY_NAME
from csdesk.errors import Refused
from csdesk.operations import enrolment
from csdesk.store import log
from csdesk.store import packs as store
from csdesk.store.brought import Brought
from csdesk.store.database import Database
from csdesk.store.packs import Disagreement
from csdesk.store.troubles import told
from csdesk.sync import certificates, check
from csdesk.sync import keys as key_store
from csdesk.sync.certificates import Certificate
from csdesk.sync.check import Checked, Verdict
from csdesk.sync.container import Envelope
from csdesk.sync.failures import ForSomebodyElse, Gap, RevokedSender, UnknownSender
from csdesk.sync.recovery import Identity

_WORDS = {"merged": "已合并", "duplicate": "没有新内容", "refused": "未合并", "parked": "暂存，等缺少的部分", "partial": "部分合并"}


@dataclass(frozen=True, slots=True)
class PackReport:
    """What merging one file did, or would do.

    outcome: merged, duplicate, refused, parked (waits in the inbox for what is missing) or partial (some streams were set
    aside). role, code: the sender's, and the fingerprint of his keys. tables: new changes by ledger. records: what becomes of
    the records, by ledger. unknown: new changes of tables that a newer version knows. since, until: the moments of the
    oldest and newest new change. made: when the sender wrote the file, by his clock; "" where it does not say.
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
        told = {name: getattr(self, name) for name in self.__slots__ if name not in ("conflicts", "tables", "records")}
        records = {name: asdict(brought) for name, brought in self.records.items()}
        shown = [{"table": d.tbl, "id": d.id, "title": d.title, "field": d.field, "values": list(d.values)} for d in self.conflicts]
        return {**told, "tables": dict(self.tables), "records": records, "conflicts": shown}


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
        known = {pack.id for pack in store.merged(connection)}
    found = []
    with suppress(OSError):
        for path in sorted(folder.glob("*.csdesk")):
            with suppress(OSError, Refused):
                header = Envelope(path).header
                if header.to == db.site.site and header.pack not in known:
                    found.append((path, path.stat().st_mtime_ns))
    return found


class _Here:
    """What this file holds, as a check asks for it."""

    def __init__(self, connection: Any, known: Mapping[str, Certificate]) -> None:
        self._connection, self._known = connection, known
        self._streams = {s.id: s for s in log.streams(connection)}

    def top(self, stream: str) -> int:
        return self._streams[stream].top if stream in self._streams else 0

    def chain(self, stream: str, seq: int) -> bytes | None:
        return store.chain_at(self._connection, self._streams[stream].n, seq) if stream in self._streams else None

    def known(self) -> Mapping[str, Certificate]:
        return self._known


def _judged(name: str, sender: Certificate, checked: Checked, gone: Collection[str]) -> PackReport:
    """The report of a file before it is applied."""
    good = [v for v in checked.verdicts if v.failure is None]
    bad = [v.failure for v in checked.verdicts if v.failure is not None]
    new = sum(v.new for v in good)
    outcome = "merged" if new else "duplicate"
    if bad:
        outcome = "partial" if good else ("parked" if any(isinstance(f, Gap) for f in bad) else "refused")
    tables: dict[str, int] = {}
    for tbl, many in (item for v in good for item in v.tables.items()):
        tables[tbl] = tables.get(tbl, 0) + many
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
        tables={RECORD_BY_NAME[t].about.ledger: n for t, n in tables.items() if t in RECORD_BY_NAME},
        unknown=sum(n for t, n in tables.items() if t not in RECORD_BY_NAME and not t.startswith("_")),
        since=moment_from_ms(min(stamps) >> 16) if stamps else "",
        until=moment_from_ms(max(stamps) >> 16) if stamps else "",
        made=moment_from_ms(checked.manifest.made) if checked.manifest.made else "",
    )


def _remarks(good: Iterable[Verdict], gone: Collection[str]) -> Iterator[str]:
    """What is to be told about streams that are taken."""
    for v in good:
        if v.new and v.section.site in gone:
            yield f"{v.author}的工作站已吊销：此后的改动已保存，但不显示"
        if v.doubtful:
            yield f"{v.author}有 {v.doubtful} 条改动的时间在顶班期限前后一天以内，请核对他的电脑时钟"
