"""A backup brought back together with what others had sent since; and the drill that shows it would work."""

from __future__ import annotations

import shutil
import tempfile
import time
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from csdesk.domain.moments import SHANGHAI
from csdesk.domain.progress import Progress, quiet
from csdesk.errors import Refused, StorageError
from csdesk.operations import files
from csdesk.operations.peers import exchange
from csdesk.operations.peers.exchange import PackReport
from csdesk.operations.safekeeping import backups
from csdesk.paths import Server
from csdesk.store import log
from csdesk.store.changesets import Clock, wall_clock
from csdesk.store.database import Busy, Database
from csdesk.store.files import backup as store
from csdesk.store.files import state
from csdesk.store.files.backup import Lost
from csdesk.store.files.state import Compared

__all__ = ["Compared", "Drill", "Lost", "Restored", "drill", "restore"]


@dataclass(frozen=True, slots=True)
class Restored:
    """What restoring did.

    kept: where the file that stood there lies now. packs, changes: sync files from the archive that were merged again, and what they
    brought. refused: those that could not be, as sentences. lost: own work of the old file that is not in the restored one; None where
    there was no old file, or it cannot be read any more. attached: attached files that were missing or damaged and came back.
    """

    to: Path
    kept: Path | None
    packs: int
    changes: int
    refused: tuple[str, ...]
    lost: Lost | None
    attached: int = 0

    @property
    def sentences(self) -> list[str]:
        """What a person is told."""
        told = [f"已恢复到 {self.to}"]
        told.append(
            f"备份之后收到的 {self.packs} 份同步文件已重新合并，取回 {self.changes} 条改动"
            if self.packs
            else "存档里没有比备份更新的同步文件"
        )
        told += [f"取回附件文件 {self.attached} 个"] if self.attached else []
        told += [f"没有合并：{sentence}" for sentence in self.refused]
        told += _what_is_lost(self)
        return [*told, f"原来的文件保留为 {self.kept}"] if self.kept else told

    def as_json(self) -> dict[str, Any]:
        """The same as JSON values."""
        told = {"to": str(self.to), "kept": str(self.kept) if self.kept else None, "packs": self.packs, "changes": self.changes}
        return told | {"refused": list(self.refused), "attached": self.attached, "lost": asdict(self.lost) if self.lost else None}


def _what_is_lost(restored: Restored) -> list[str]:
    if restored.lost is None:
        return (
            ["原来的文件已读不出来：备份之后您自己写的、发出过的内容会随对方的下一份文件回来，没有发出过的请重新登记"]
            if restored.kept
            else []
        )
    lost = restored.lost
    if not lost.changes:
        return ["您自己写的内容没有缺少"]
    span = f"{_moment(lost.since)} 至 {_moment(lost.until)}"
    told = [f"您自己在 {span} 写的 {lost.changes} 条改动不在备份里"]
    if lost.sent:
        told.append(f"其中 {lost.sent} 条发出过：请给对方发一份文件，再合并他的下一份，即可取回")
    if alone := lost.changes - lost.sent:
        told.append(f"其中 {alone} 条没有发出过，只在原来的文件里，请对照着重新登记")
    return told


def restore(backup_file: Path, to: Path, *, progress: Progress = quiet, clock: Clock = wall_clock) -> Restored:
    """Bring a backup back as the file `to`, and merge again what its archive holds beyond it.

    What stood there is backed up if it is sound, and kept under another name in any case. Raises Busy when `to` is open,
    Refused when the backup is not sound or not there, StorageError on a full disk; `to` is then as it was.
    """
    progress(f"核对 {backup_file.name}", 0, 0)
    backups.verify(backup_file)
    if to.exists():
        _back_up(to, backup_file, clock)
    progress("恢复备份", 0, 0)
    kept = backups.restore(backup_file, to)
    with files.open_file(to) as db:
        reports = [] if db.look_only else exchange.merge_archive(db, exchange.archive_of(db), progress=progress, clock=clock)
        with db.reading() as connection:
            held = {stream.id: stream.top for stream in log.streams(connection)}
        lost = store.lost(kept, db.site.site, held) if kept else None
        packs, changes, refused = _came(reports)
        attached = backups.bring_attached(backup_file, to, progress)
        return Restored(to, kept, packs, changes, (*refused, db.why_look) if db.why_look else refused, lost, attached)


def _back_up(to: Path, backup_file: Path, clock: Clock) -> None:
    """A backup of what stands there; damage is no reason to stop, since damage is why one restores."""
    try:
        with files.open_file(to) as db:
            backups.before_risky(db, spare=[backup_file], clock=clock)
    except Busy:
        raise
    except (Refused, StorageError):
        return  # it is kept whole under another name all the same


def _came(reports: list[PackReport]) -> tuple[int, int, tuple[str, ...]]:
    new = [report for report in reports if report.new]
    return len(new), sum(report.new for report in new), tuple(report.sentence for report in reports if report.outcome == "refused")


# -- the drill --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Drill:
    """What trying to restore the newest backup showed. seconds: how long it took; packs, changes: as in `Restored`."""

    backup: Path
    made: datetime
    seconds: float
    packs: int
    changes: int
    refused: tuple[str, ...]
    compared: Compared

    @property
    def passed(self) -> bool:
        """Whether backup and archive give what they should."""
        return not self.compared.unlike

    @property
    def sentences(self) -> list[str]:
        """What a person is told: what was compared, what differs, what is not in any backup."""
        c, word = self.compared, "演练通过" if self.passed else "演练没有通过"
        told = [
            f"{word}：{self.made:%Y-%m-%d %H:%M} 的备份，加上存档里的 {self.packs} 份同步文件，用时 {self.seconds:.1f} 秒",
            f"逐条对比了 {c.lines:,} 条流水和 {c.records:,} 条记录的内容、版本与不一致，校验值 {c.hash}",
            *c.unlike,
            *(f"没有合并：{sentence}" for sentence in self.refused),
        ]
        if c.later:
            span = f"{_moment(c.since)} 至 {_moment(c.until)}"
            told.append(f"备份之后您自己写的 {c.later:,} 条（{span}）还不在备份里，没有参加对比：下一次备份会包括它们")
        return told

    def as_json(self) -> dict[str, Any]:
        """The same as JSON values."""
        told = {"backup": str(self.backup), "made": self.made.isoformat(), "passed": self.passed, "seconds": self.seconds}
        came = {"packs": self.packs, "changes": self.changes, "refused": list(self.refused)}
        return told | came | {"compared": asdict(self.compared)}


def drill(db: Database, *, progress: Progress = quiet, clock: Clock = wall_clock) -> Drill:
    """Restore the newest backup to a place that is thrown away, merge the archive again, and compare with the file as it is.

    The file itself is only read, but for the day of the drill. Raises Refused where there is no backup, Cancelled from `progress`.
    """
    if isinstance(db.place, Server):
        raise Refused(backups.ON_SERVER)
    newest = backups.newest_beside(db.path)
    if newest is None:
        raise Refused("还没有备份，不能演练。请先用“文件 › 立即备份”做一份")
    began = time.monotonic()
    for left in db.path.parent.glob(f"{db.path.stem}.演练-*"):  # of one that was killed
        shutil.rmtree(left, ignore_errors=True)
    room = Path(tempfile.mkdtemp(prefix=f"{db.path.stem}.演练-", dir=db.path.parent))
    try:
        copy = room / db.path.name
        progress("演练：恢复备份", 0, 0)
        store.bring(newest.path, copy)
        with Database.open(copy, rehearsal=True) as restored:
            reports = exchange.merge_archive(restored, exchange.archive_of(db), progress=progress, clock=clock)
            with restored.reading() as one, db.reading() as other:
                compared = state.compare(one, other, db.site.site, progress)
    finally:
        shutil.rmtree(room, ignore_errors=True)
    found = Drill(newest.path, newest.at, round(time.monotonic() - began, 1), *_came(reports), compared)
    backups.note_drill(db, datetime.fromtimestamp(clock() / 1000, SHANGHAI))
    return found


def _moment(wire: str) -> str:
    return wire[:16].replace("T", " ")
