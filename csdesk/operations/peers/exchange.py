"""Sync files: checked whole, previewed, merged each in one transaction, reported; and the way to all that belongs to them."""

from __future__ import annotations

import secrets
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from csdesk.domain.lines import Line
from csdesk.domain.moments import moment_from_ms
from csdesk.domain.progress import Progress, quiet
from csdesk.domain.record import Record
from csdesk.domain.records import RECORDS
from csdesk.errors import Refused, StorageError
from csdesk.operations.clients import duplicates
from csdesk.operations.peers import enrolment
from csdesk.operations.peers.enrolment import Applicant, Membership, accept, admit, applicant, fingerprint, join, membership
from csdesk.operations.peers.incoming import Examined, PackReport, examined, outrun
from csdesk.operations.peers.reporting import save_reports
from csdesk.operations.peers.returns import Merged, Submission, held, hold, lift, listed, named, packs, rollup
from csdesk.operations.peers.sending import send
from csdesk.operations.safekeeping import archive, attachments, backups
from csdesk.operations.safekeeping.archive import archive_of
from csdesk.paths import Server
from csdesk.store.changesets import Clock, wall_clock
from csdesk.store.database import Database
from csdesk.store.merging import acks, proof
from csdesk.store.merging import packs as store
from csdesk.store.merging.brought import Brought
from csdesk.store.merging.effects import Effects
from csdesk.store.merging.packs import Arriving, Disagreement, Incoming
from csdesk.store.troubles import told
from csdesk.sync import check, limits
from csdesk.sync.check import Verdict
from csdesk.sync.failures import Fork, Gap, OwnFork
from csdesk.sync.manifest import Section
from csdesk.sync.recovery import Identity

__all__ = [
    "Applicant", "Brought", "Disagreement", "Membership", "Merged", "PackReport", "Submission", "accept", "admit", "applicant",
    "archive_of", "fingerprint", "held", "hold", "join", "lift", "listed", "membership", "merge", "packs", "rollup", "save_report", "send",
]  # fmt: skip

#: Free bytes that a merge wants, for each byte of its lines: the log, the tables with their indexes, and the journal.
ROOM = 3


def merge(
    db: Database,
    files: Iterable[Path],
    *,
    dry_run: bool = False,
    progress: Progress = quiet,
    clock: Clock = wall_clock,
    recovery: Identity | None = None,
) -> list[PackReport]:
    """Merge sync files, each in one transaction, behind a backup; afterwards those that waited are tried again.

    `dry_run` reports all of it and writes nothing. Raises Cancelled from `progress` (the file at hand is left as it was)
    and StorageError when the disk is full; a file that is wrong is reported as refused and does not stop the others.
    recovery: the offline key of headquarters, for files that were sealed for somebody whose own key is lost.
    """
    if not dry_run:
        backups.before_risky(db, clock=clock)
    run, chosen = _Run(db, progress, clock, dry_run, recovery), list(files)
    reports = []
    for n, file in enumerate(chosen, 1):
        run.place = f"{n}/{len(chosen)} " if len(chosen) > 1 else ""
        reports.append(_reported(file, partial(run.take, file)))
    if not dry_run and any(report.new for report in reports):
        reports += run.waiting()
        duplicates.follow(db, clock=clock)
    if not dry_run:
        _tidy(db, clock)
    return reports


def _tidy(db: Database, clock: Clock) -> None:
    """What merging leaves to be thrown away: files of purged attachments; beside a server, what was merged long ago."""
    attachments.shed(db)
    if isinstance(db.place, Server):
        archive.thin_by_age(db, clock())


def inbox_of(db: Database) -> Path:
    """Where files lie that wait for a missing part."""
    return db.path.with_name(f"{db.path.stem}.收件箱")


def merge_waiting(db: Database, files: Iterable[Path] = (), *, clock: Clock = wall_clock) -> list[PackReport]:
    """Merge `files` and what waits in the inbox; the reports of those that brought something."""
    run = _Run(db, quiet, clock, dry_run=False)
    reports = [_reported(file, partial(run.take, file)) for file in files]
    return [report for report in (*reports, *run.waiting()) if report.new]


def merge_archive(db: Database, archive: Path, *, progress: Progress = quiet, clock: Clock = wall_clock) -> list[PackReport]:
    """Merge again what an archive holds and this file does not know, in the order of the first time; the reports of all of it.

    For a file that was restored: what others had sent since its backup comes back.
    """
    run = _Run(db, progress, clock, dry_run=False)
    with db.reading() as connection:
        known = store.merged_ids(connection)
    files = [file for file in archive.glob("*.csdesk") if file.name.partition("~")[0] not in known]
    files.sort(key=lambda file: (file.stat().st_mtime_ns, file.name))
    names = [file.name.partition("~")[2] for file in files]
    reports = [_reported(file, partial(run.take, file, name)) for file, name in zip(files, names, strict=True)]
    return [*reports, *run.waiting()]


def _reported(file: Path, work: Callable[[], PackReport]) -> PackReport:
    try:
        return work()
    except Refused as failure:
        return PackReport(file.name, "refused", str(failure))


class _Run:
    """One call of `merge`: takes files one after another."""

    def __init__(self, db: Database, progress: Progress, clock: Clock, dry_run: bool, recovery: Identity | None = None) -> None:
        self._db, self._progress, self._clock, self._dry_run = db, progress, clock, dry_run
        self._recovery = recovery
        self._inbox = inbox_of(db)
        self._archive = archive_of(db)
        self.place = ""  # `3/30 `: which of the files is at hand

    def take(self, file: Path, name: str = "") -> PackReport:
        """Merge one file from wherever it lies: a copy is made first, so that a pulled stick cannot change it midway.

        name: what it was called when it came, where it is called otherwise now.
        """
        if not file.is_file():
            raise Refused(f"找不到文件 {file}，请核对位置")
        if file.stat().st_size > limits.PACK:
            raise Refused(f"{file.name} 太大，不像同步文件，请核对")
        copy = self._inbox / f"{secrets.token_hex(8)}.half"
        with told(copy):
            try:
                self._inbox.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, copy)
                return self._merge(copy, name or file.name)
            finally:
                copy.unlink(missing_ok=True)

    def waiting(self) -> list[PackReport]:
        """Try those that wait in the inbox again, as long as one of them brings something."""
        reports: list[PackReport] = []
        again = True
        while again:
            again = False
            for file in sorted(self._inbox.glob("*.csdesk")):
                name = file.name.partition("~")[2]
                report = _reported(file, partial(self._merge, file, name))
                if report.new:
                    again = True
                    reports.append(report)
        return reports

    def _merge(self, copy: Path, name: str) -> PackReport:
        try:
            found = examined(self._db, copy, name, self._recovery)
        except Refused:
            copy.unlink(missing_ok=True)
            raise
        report = self._who_writes_here(found)
        if report.outcome not in ("parked", "refused"):
            report = self._apply(replace(found, report=report))
        if not self._dry_run:
            self._put_away(copy, found, name)
        return report

    def _who_writes_here(self, found: Examined) -> PackReport:
        """After an old copy was put back, a new incarnation writes, before anything else can be written under an old number."""
        missing = outrun(self._db, found)
        if not missing:
            return found.report
        if not self._dry_run:
            self._db.reincarnate()
        name = found.sender.name
        told_of = f"本机的数据比您已经发给{name}的旧，少 {missing} 条：本机换用新编号。请发一份文件给{name}，再合并他的下一份，即可取回"
        return replace(found.report, reason="；".join(filter(None, (found.report.reason, told_of))))

    def _apply(self, found: Examined) -> PackReport:
        header, checked = found.envelope.header, found.checked
        now = self._clock()
        pack = Incoming(
            header.pack,
            header.sender,
            found.sender.name,
            found.report.file,
            moment_from_ms(now),
            checked.manifest.have,
            checked.manifest.chains,
            checked.manifest.lacks,
        )
        began = time.monotonic()
        self._has_room(found)
        with self._db.writing() as connection:
            before, effects = store.conflicts(connection), Effects(connection, _touched(found.report))
            lines = check.new_lines(found.envelope.lines(), header, checked)
            for site, chain in checked.learned.items():
                enrolment.keep(connection, site, chain)
            newest = store.apply(connection, pack, self._counted(lines, found.report), now, effects)
            proof.prove(connection, header.pack, {v.section.id: _run_of(v) for v in checked.verdicts if v.new})
            report = self._finished(connection, found, before, effects)
            report = replace(report, **self._doubts(found, newest, now), seconds=round(time.monotonic() - began, 3))
            store.keep_report(connection, header.pack, report.as_json(), anew=bool(report.new))
            if self._dry_run and (attempt := connection.get_transaction()):
                attempt.rollback()  # whole: a savepoint would keep a copy of every page that a merge alters
        return report

    def _has_room(self, found: Examined) -> None:
        """Raise StorageError unless the disk has room for what is to be written; a server's disk is not ours to measure."""
        if isinstance(self._db.place, Server) or not found.report.new:
            return
        wanted, free = ROOM * found.checked.plain, shutil.disk_usage(self._db.path.parent).free
        if free < wanted:
            need, left = (max(1, size // limits.MIB) for size in (wanted, free))
            sizes = f"约需 {need} MB，只剩 {left} MB，没有写入任何内容"
            raise StorageError(f"磁盘空间不足：合并 {found.report.file} {sizes}。请清理 {self._db.path.parent} 所在的磁盘后重试")

    def _doubts(self, found: Examined, newest: int, now: int) -> dict[str, Any]:
        """What is told of a clock that is not believed."""
        ahead = (newest >> 16) - now
        if ahead <= limits.CLOCK_MS:
            return {}
        days = ahead // limits.CLOCK_MS
        told_of = f"{found.sender.name}的电脑时钟快 {days} 天，请他校准"
        return {"ahead": days, "reason": "；".join(filter(None, (found.report.reason, told_of)))}

    def _finished(self, connection: Any, found: Examined, before: store.Competing, effects: Effects) -> PackReport:
        now_open = store.conflicts(connection)
        fresh = {key: ids for key, ids in now_open.items() if before.get(key) != ids}
        ledgers = {record.about.name: record.about.ledger for record in _touched(found.report)}
        return replace(
            found.report,
            conflicts=tuple(store.disagreements(connection, fresh)),
            cleared=sum(key not in now_open for key in before),
            records=self._brought(found, effects),
            overwritten=effects.overwritten,
            overwrites=effects.overwrites,
            totals={ledgers[name]: told_of for name, told_of in effects.totals().items()},
        )

    def _brought(self, found: Examined, effects: Effects) -> dict[str, Brought]:
        """What becomes of the records, by ledger; a file that brings nothing touches none."""
        ledgers = {record.about.name: record.about.ledger for record in _touched(found.report)}
        return {ledgers[name]: many for name, many in effects.brought(found.envelope.header.pack).items()}

    def _counted(self, runs: Iterator[tuple[Section, Iterator[Line]]], report: PackReport) -> Iterator[tuple[Arriving, Iterator[Line]]]:
        done, what = 0, f"{'核对' if self._dry_run else '合并'} {self.place}{report.file}"

        def counting(lines: Iterator[Line]) -> Iterator[Line]:
            nonlocal done
            for line in lines:
                yield line
                done += 1
                if done % 1000 == 0:
                    self._progress(what, done, report.new)

        self._progress(what, 0, report.new)
        for section, lines in runs:
            site, inc, book = section.parts
            yield Arriving(site, inc, book, section.frm, section.top, bytes.fromhex(section.sig)), counting(lines)

    def _put_away(self, copy: Path, found: Examined, name: str) -> None:
        """What waits for a missing part stays in the inbox; everything else goes to the archive."""
        failures = {v.section.id: v.failure for v in found.checked.verdicts}
        waits = any(isinstance(f, Gap | OwnFork) for f in failures.values())
        if forked := [id for id, f in failures.items() if isinstance(f, Fork) and not isinstance(f, OwnFork)]:
            with self._db.writing() as connection:
                acks.forget(connection, found.sender.site, forked)
        folder = self._inbox if waits else self._archive
        with told(folder), suppress(FileNotFoundError):
            folder.mkdir(parents=True, exist_ok=True)
            copy.replace(folder / f"{found.envelope.header.pack}~{Path(name).stem}.csdesk")


def save_report(db: Database, pack: str, path: Path) -> None:
    """Write what merging one file did as a workbook. pack: its number, its name, or the start of it. Raises Refused, StorageError."""
    found = named(db, pack)
    state = "已退回" if found.id in held(db) else "已合并" if found.streams else "没有新内容"
    save_reports([({"file": found.file, "sender": found.name, "pack": found.id, **found.report}, state)], path)


def _touched(report: PackReport) -> list[type[Record]]:
    """The records of which a file brings changes."""
    return [record for record in RECORDS if record.about.ledger in report.tables] if report.new else []


def _run_of(verdict: Verdict) -> proof.Run:
    return proof.Run(verdict.first, verdict.section.top, bytes.fromhex(verdict.section.chain))
