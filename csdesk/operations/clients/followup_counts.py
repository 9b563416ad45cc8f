"""Statistics of follow-ups: how many, how many clients, by type and channel, for each person (features.md 25)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from csdesk.domain.care.followups import LogChannel, LogType
from csdesk.domain.kpi.periods import period_of
from csdesk.domain.staff.people import Staff
from csdesk.store import ledger
from csdesk.store.database import Database
from csdesk.store.figures import followup_counts


@dataclass(frozen=True, slots=True)
class Counted:
    """One person's follow-ups. types, channels: in the declared order."""

    who: str
    total: int
    clients: int
    types: tuple[int, ...]
    channels: tuple[int, ...]

    @property
    def cells(self) -> tuple[str | int, ...]:
        """The line of a table under `HEADINGS`."""
        return (self.who, self.total, self.clients, *self.types, *self.channels)


HEADINGS = ("负责专员", "次数", "客户数", *(one.label for one in LogType), *(f"方式·{one.label}" for one in LogChannel))


def counted(db: Database, period: str) -> list[Counted]:
    """Each person's follow-ups of a period (`2026-06`, `2026-Q2`, `2026`), most first, then all together. Raises Refused."""
    span = period_of(period)
    start, end = span.start.isoformat(), (span.end + timedelta(days=1)).isoformat()
    with db.reading() as connection:
        types = followup_counts.counts(connection, "log_type", start, end)
        channels = followup_counts.counts(connection, "channel", start, end)
        touched, together = followup_counts.clients(connection, start, end)
        names = ledger.titles(connection, Staff, [owner for owner in types if owner])
    found = [
        Counted(
            next(iter(names.get(owner, {}).values()), "（未填）"),
            sum(of_types.values()),
            touched.get(owner, 0),
            tuple(of_types.get(one.value, 0) for one in LogType),
            tuple(channels.get(owner, {}).get(one.value, 0) for one in LogChannel),
        )
        for owner, of_types in types.items()
    ]
    found.sort(key=lambda one: (-one.total, one.who))
    return [*found, _sum(found, together)] if found else []


def _sum(found: list[Counted], together: int) -> Counted:
    def each(columns: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
        return tuple(map(sum, zip(*columns, strict=True)))

    return Counted("合计", sum(one.total for one in found), together, each(one.types for one in found), each(one.channels for one in found))


def export(db: Database, period: str, path: Path) -> int:
    """Write them as a workbook; how many people. Raises Refused or StorageError."""
    from csdesk.reports import tables

    lines = counted(db, period)
    tables.write_tables(path, {f"跟踪统计 {period}": (HEADINGS, [line.cells for line in lines])})
    return max(len(lines) - 1, 0)
