"""The day's news of each client (每日客户动态): who is filed, who is missing, what its numbers say, who is to be spoken to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from csdesk.domain.calendar import WorkCalendar
from csdesk.domain.care.client_days import Alert, DayNumbers, alerts
from csdesk.domain.care.contacts import QUIET, contact_due
from csdesk.domain.care.followups import ClientLog
from csdesk.domain.checking import Invalid, problems
from csdesk.domain.moments import moment_of, wire_moment
from csdesk.domain.staff.people import Staff
from csdesk.errors import Refused
from csdesk.operations import ledgers, policies
from csdesk.store import calendars, changesets, ledger
from csdesk.store.database import Database
from csdesk.store.figures import client_days, contacts
from csdesk.store.figures.contacts import Contacted

#: A branch works with fewer clients than this; who reads the nation looks at the first ones.
MOST = 5000


class Filed(StrEnum):
    """How the day stands for one client; the text is what is shown."""

    DONE = "已填"
    OPEN = "未填"
    MISSING = "逾时未填"


@dataclass(frozen=True, slots=True)
class ClientDay:
    """One client today. due: by when it is to be spoken to again; None: nobody has yet. planned: that day was agreed on."""

    client: Contacted
    owner: str
    filed: Filed
    last: date | None
    due: date | None
    planned: bool
    overdue: bool
    numbers: DayNumbers
    change: int | None
    alerts: tuple[Alert, ...]

    @property
    def title(self) -> str:
        return f"{self.client.code} {self.client.name}"


def today(db: Database, as_of: datetime) -> list[ClientDay]:
    """Every client in hand, of a specialist his own, with how its day stands; those with alerts first."""
    with db.reading() as connection:
        rules = policies.in_force(connection, as_of.date())
        book = db.site.book if db.site.role == "specialist" else ""
        found = contacts.contacted(connection, book, MOST)
        owners = ledger.titles(connection, Staff, {one.owner for one in found if one.owner})
        calendar = calendars.current(connection)
        told = client_days.numbers(connection, as_of.date(), _workday_before(as_of.date(), calendar))
    finished = _finished(as_of, rules, calendar)
    days = [
        _day(one, _name(owners, one.owner), told.get(one.id, DayNumbers({})), finished, rules, as_of) for one in found
    ]  # fmt: skip
    return sorted(days, key=lambda day: not day.alerts)


def _name(owners: Mapping[str, Mapping[str, str]], owner: str | None) -> str:
    return next(iter(owners.get(owner or "", {}).values()), "")


def _workday_before(day: date, calendar: WorkCalendar) -> date:
    before = day - timedelta(days=1)
    while not calendar.is_workday(before):
        before -= timedelta(days=1)
    return before


def _finished(as_of: datetime, rules: Mapping[str, int], calendar: WorkCalendar) -> tuple[date, date]:
    """The last two working days that are over; today is, from the hour on by which it is to be filed."""
    day = as_of.date()
    over = calendar.is_workday(day) and as_of.hour >= rules["daily_cut_off"]
    last = day if over else _workday_before(day, calendar)
    return _workday_before(last, calendar), last


def _day(one: Contacted, owner: str, told: DayNumbers, finished: tuple[date, date], rules: Mapping[str, int], as_of: datetime) -> ClientDay:
    day = as_of.date()
    last = moment_of(one.last).date() if one.last else None
    planned = date.fromisoformat(one.planned) if one.planned else None
    due = planned or contact_due(one.tier, last, rules)
    done = bool(one.news) and str(one.news)[:10] == day.isoformat()
    filed = Filed.DONE if done else Filed.MISSING if as_of.hour >= rules["daily_cut_off"] else Filed.OPEN
    overdue = due is None or due < day
    speaks = tuple(alerts(told, finished, day, rules))
    return ClientDay(one, owner, filed, last, due, planned is not None, overdue, told, told.change(day), speaks)


def file_quiet(db: Database, days: Sequence[ClientDay], *, now: datetime) -> int:
    """File 无异常 for these clients, one change set; how many. Those that are filed already are left. Raises Refused when none is open."""
    left = [day for day in days if day.filed is not Filed.DONE]
    if not left:
        raise Refused("选中的客户今天都已填写")
    with changesets.change_set(db, f"无异常 {left[0].title}" if len(left) == 1 else f"无异常 {len(left)} 个客户") as work:
        for day in left:
            told = {"client_id": day.client.id, "log_type": "status", "occurred_at": wire_moment(now)}
            full = ledgers.completed(work, ClientLog, {**told, "participants": [db.site.name], "content": QUIET}, now)
            if found := problems(ClientLog, full):
                raise Invalid(found)
            ledgers.enter(work, ClientLog, full, now, book=day.client.book)
    return len(left)
