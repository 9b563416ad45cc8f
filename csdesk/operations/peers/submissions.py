"""The submission board (报送看板): for a week or month who owes a sync file, who has sent which, and who has not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from csdesk.domain.moments import moment_of
from csdesk.domain.rows import Query, Row
from csdesk.domain.staff.people import Role, Staff
from csdesk.domain.submissions import POLICIES, Deadline, Filing, Judged, Slot, Standing, deadline_of, judged, reminder, slot_of
from csdesk.operations import policies
from csdesk.operations.peers import enrolment, returns
from csdesk.operations.peers.returns import Merged
from csdesk.store import calendars, ledger
from csdesk.store.database import Database
from csdesk.store.figures import kpi
from csdesk.store.lookup import Connection

_OWING = (Standing.MISSING, Standing.PARTIAL, Standing.WAITING)
_CHIEFS = (Role.BRANCH_MANAGER, Role.ASSISTANT)


@dataclass(frozen=True, slots=True)
class Expected:
    """Somebody, or a branch, of whom a file is expected. sites: the workstations that may send it; none before enrolment."""

    name: str
    role: str
    branch: str
    sites: frozenset[str]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the board. returned: files of this period that were sent back and do not count."""

    who: Expected
    judged: Judged
    returned: int

    @property
    def standing(self) -> Standing:
        """Where it stands."""
        return self.judged.standing

    @property
    def revision(self) -> int:
        """Which file of the period the latest is; 0 for none."""
        return len(self.judged.filings)

    @property
    def latest(self) -> Filing | None:
        """The latest file."""
        return self.judged.filings[-1] if self.judged.filings else None

    def as_json(self) -> dict[str, Any]:
        """The line as JSON values."""
        last = self.latest
        return {
            "name": self.who.name, "role": self.who.role, "branch": self.who.branch, "enrolled": bool(self.who.sites),
            "standing": self.standing.value, "revision": self.revision, "file": last.file if last else "",
            "made": last.made.isoformat() if last else "", "until": last.until if last else "", "returned": self.returned,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Board:
    """A period, and everybody of whom a file is expected for it."""

    slot: Slot
    lines: tuple[Line, ...]
    reminder: str

    @property
    def owing(self) -> tuple[Line, ...]:
        """Those whose file is not complete."""
        return tuple(line for line in self.lines if line.standing in _OWING)

    def as_json(self) -> dict[str, Any]:
        """The board as JSON values."""
        return {
            "period": self.slot.name, "start": self.slot.start.isoformat(), "end": self.slot.end.isoformat(),
            "due": self.slot.due.isoformat(), "expected": len(self.lines), "received": len(self.lines) - len(self.owing),
            "lines": [line.as_json() for line in self.lines], "missing": [line.who.name for line in self.owing], "reminder": self.reminder,
        }  # fmt: skip


def board(db: Database, period: str, as_of: datetime, *, everybody: bool = False) -> Board:
    """Who owes a file for `period` (`2026-06`, `2026-W24`) and where each stands at `as_of`. Raises Refused for other periods.

    everybody: also whoever was enrolled only after the deadline; what he enters counts for the period all the same.
    """
    with db.reading() as connection:
        slot = slot_of(period, calendars.current(connection), _deadlines(connection, as_of))
        staff, known = ledger.select(connection, Staff, Query()), kpi.directory(connection)
    merged, held = returns.packs(db), returns.held(db)
    later = set[str]() if everybody else _joined_later(db, slot, merged)
    lines = tuple(_line(slot, who, merged, held, as_of) for who in _expected(db, slot, staff, known, later))
    missing = [(line.who.name, line.judged) for line in lines if line.standing in _OWING]
    return Board(slot, lines, reminder(slot, missing, db.site.name))


def _deadlines(connection: Connection, as_of: datetime) -> dict[str, Deadline]:
    """What the policies in force say; the latest that can be read counts."""
    told = {kind: map(deadline_of, policies.texts(connection, key, as_of.date())) for kind, key in POLICIES.items()}
    return {kind: found for kind, read in told.items() if (found := next(filter(None, read), None))}


def _line(slot: Slot, who: Expected, merged: Iterable[Merged], held: set[str], as_of: datetime) -> Line:
    sent = [pack for pack in merged if pack.sender in who.sites]
    back = [_filing(pack) for pack in sent if pack.id in held]
    returned = sum(slot.opens < filing.made <= slot.closes for filing in back)
    return Line(who, judged(slot, [_filing(pack) for pack in sent if pack.id not in held], as_of), returned)


def _filing(pack: Merged) -> Filing:
    """A merged file; a sender's clock that runs ahead of its arrival is not believed."""
    came, until = moment_of(pack.merged_at), str(pack.report.get("until", ""))
    told = str(pack.report.get("made", "")) or until
    return Filing(pack.file, min(moment_of(told), came) if told else came, until)


# -- who is expected ------------------------------------------------------------------------------------------------


def _expected(db: Database, slot: Slot, staff: Iterable[Row], known: kpi.Directory, later: set[str]) -> list[Expected]:
    """A branch expects its specialists, a deputy the branches of the span, headquarters all branches."""
    people = [who for who in _people(db, slot, staff, later) if not who.sites & {db.site.site}]
    if db.site.role in (Role.BRANCH_MANAGER, Role.ASSISTANT):
        return [who for who in people if who.role == Role.SPECIALIST and who.branch == db.site.branch]
    if db.site.role == Role.SPECIALIST:
        return []
    chiefs = [who for who in people if who.role in _CHIEFS]
    names = {**{who.branch: who.branch for who in chiefs}, **known.branches}
    if db.site.role == Role.DEPUTY_DIRECTOR:
        mine = known.deputies.get(db.site.name, db.site.name)
        names = {code: name for code, name in names.items() if known.spans.get(code) == mine}
    return [_branch(code, name, chiefs) for code, name in sorted(names.items()) if code]


def _branch(code: str, name: str, chiefs: Iterable[Expected]) -> Expected:
    """A branch: its manager sends, or the assistant."""
    here = [who for who in chiefs if who.branch == code]
    manager = next((who.name for who in here if who.role == Role.BRANCH_MANAGER), "")
    sites = frozenset[str]().union(*(who.sites for who in here))
    told = (code, name if name != code else "", manager)
    return Expected(" ".join(filter(None, told)), Role.BRANCH_MANAGER.value, code, sites)


def _joined_later(db: Database, slot: Slot, merged: Iterable[Merged]) -> set[str]:
    """The workstations that were certified after the deadline and had sent nothing by then: nobody expected a file of them."""
    before = {pack.sender for pack in merged if _filing(pack).made <= slot.due}
    return {c.site for c in enrolment.known(db).values() if c.issued and moment_of(c.issued) > slot.due} - before


def _people(db: Database, slot: Slot, staff: Iterable[Row], later: set[str]) -> list[Expected]:
    """Everybody on the staff list in the period and everybody enrolled, each once, by branch and name.

    later: workstations that joined after the deadline; the day on which somebody was hired overrides it.
    """
    found: dict[tuple[str, str], Expected] = {}
    for row in staff:
        told = {name: str(row.values.get(name) or "") for name in ("name", "role", "branch", "site", "hired_on", "left_on")}
        gone = told["left_on"] and told["left_on"] < slot.start.isoformat()
        if told["site"] in later and not told["hired_on"]:
            continue
        if not gone and told["hired_on"] <= slot.end.isoformat():
            _add(found, Expected(told["name"], told["role"], told["branch"], frozenset(filter(None, [told["site"]]))))
        else:
            found.pop((told["branch"], told["name"]), None)
    left = {str(row.values.get("site")) for row in staff} - {site for who in found.values() for site in who.sites}
    for c in enrolment.known(db).values():
        if c.site not in left and c.site not in later:
            _add(found, Expected(c.name, c.role, c.branch, frozenset([c.site])))
    return [found[key] for key in sorted(found)]


def _add(found: dict[tuple[str, str], Expected], who: Expected) -> None:
    before = found.get((who.branch, who.name))
    found[who.branch, who.name] = replace(who, sites=who.sites | before.sites) if before else who
