"""Sync files: checked whole, previewed, merged each in one transaction, reported; and the way to all that belongs to them."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from csdesk.domain.lines import Line
from csdesk.domain.moments import moment_from_ms
from csdesk.domain.progress import Progress, quiet
from csdesk.domain.records import RECORDS
from csdesk.errors import Refused
from csdesk.operations import backups
from csdesk.operations.enrolment import Applicant, Membership, accept, admit, applicant, fingerprint, join, membership
from csdesk.operations.incoming import Examined, PackReport, examined
from csdesk.operations.returns import Merged, Submission, held, hold, lift, packs, rollup
from csdesk.operations.sending import send
from csdesk.store import packs as store
from csdesk.store.brought import Brought, brought
from csdesk.store.changesets import Clock, wall_clock
from csdesk.store.database import Database
from csdesk.store.packs import Arriving, Disagreement, Incoming
from csdesk.store.troubles import told
from csdesk.sync import certificates, check, limits
from csdesk.sync.failures import Gap
from csdesk.sync.manifest import Section
from csdesk.sync.recovery import Identity

__all__ = [
    "Applicant", "Brought", "Disagreement", "Membership", "Merged", "PackReport", "Submission", "accept", "admit", "applicant",
    "fingerprint", "held", "hold", "join", "lift", "membership", "merge", "packs", "rollup", "send",
]  # fmt: skip


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
    return reports


def _reported(file: Path, work: Callable[[], PackReport]) -> PackReport:
    try:
        return work()
    except Refused as failure:
        return PackReport(file.name, "refused", str(failure))


class _Run:
    """One call of `merge`: takes files one after another."""

    def __init__(self, db: Database, progress: Progress, clock: Clock, dry_run: bool, recovery: Identity | None) -> None:
        self._db, self._progress, self._clock, self._dry_run = db, progress, clock, dry_run
        self._recovery = recovery
        self._inbox = db.path.with_name(f"{db.path.stem}.收件箱")
        self._archive = db.path.with_name(f"{db.path.stem}.存档")
        self.place = ""  # `3/30 `: which of the files is at hand

    def take(self, file: Path) -> PackReport:
        """Merge one file from wherever it lies: a copy is made first, so that a pulled stick cannot change it midway."""
        if not file.is_file():
            raise Refused(f"找不到文件 {file}，请核对位置")
        if file.stat().st_size > limits.PACK:
            raise Refused(f"{file.name} 太大，不像同步文件，请核对")
        copy = self._inbox / f"{secrets.token_hex(8)}.half"
        with told(copy):
            try:
                self._inbox.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, copy)
                return self._merge(copy, file.name)
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
        report = found.report
        if report.outcome not in ("parked", "refused"):
            report = self._apply(found)
        if not self._dry_run:
            self._put_away(copy, found, name)
        return report

    def _apply(self, found: Examined) -> PackReport:
        header, checked = found.envelope.header, found.checked
        now = self._clock()
        pack = Incoming(header.pack, header.sender, found.sender.name, found.report.file, moment_from_ms(now), checked.manifest.have)
        with self._db.writing() as connection:
            attempt = connection.begin_nested()
            before = store.conflicts(connection)
            lines = check.new_lines(found.envelope.lines(), header, checked)
            newest = store.apply(connection, pack, self._counted(lines, found.report), now)
            for site, chain in checked.learned.items():
                store.keep_certificate(connection, site, certificates.certificate_file(chain))
            report = self._finished(connection, found, before, newest, now)
            store.keep_report(connection, header.pack, report.as_json(), anew=bool(report.new))
            attempt.rollback() if self._dry_run else attempt.commit()
        return report

    def _finished(self, connection: Any, found: Examined, before: store.Competing, newest: int, now: int) -> PackReport:
        fresh = {key: ids for key, ids in store.conflicts(connection).items() if before.get(key) != ids}
        reason = found.report.reason
        if (ahead := (newest >> 16) - now) > limits.CLOCK_MS:
            reason = "；".join(filter(None, (reason, f"{found.sender.name}的电脑时钟快 {ahead // 86_400_000} 天，请他校准")))
        records = self._brought(connection, found)
        return replace(found.report, conflicts=tuple(store.disagreements(connection, fresh)), records=records, reason=reason)

    def _brought(self, connection: Any, found: Examined) -> dict[str, Brought]:
        """What becomes of the records, by ledger; a file that brings nothing touches none."""
        if not found.report.new:
            return {}
        touched = {record.about.name: record for record in RECORDS if record.about.ledger in found.report.tables}
        counted = brought(connection, found.envelope.header.pack, touched.values())
        return {touched[name].about.ledger: many for name, many in counted.items()}

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
            yield Arriving(site, inc, book, section.top, bytes.fromhex(section.sig)), counting(lines)

    def _put_away(self, copy: Path, found: Examined, name: str) -> None:
        """What waits for a missing part stays in the inbox; everything else goes to the archive."""
        waits = any(isinstance(v.failure, Gap) for v in found.checked.verdicts)
        folder = self._inbox if waits else self._archive
        with told(folder), suppress(FileNotFoundError):
            folder.mkdir(parents=True, exist_ok=True)
            copy.replace(folder / f"{found.envelope.header.pack}~{Path(name).stem}.csdesk")
