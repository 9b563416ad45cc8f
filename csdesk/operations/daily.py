"""The day's news of each client (每日客户动态): who is filed, who is missing, who was not spoken to for too long; a quiet day in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from csdesk.domain.checking import Invalid, problems
from csdesk.domain.contacts import POLICIES, QUIET, contact_due, numbers
from csdesk.domain.followups import ClientLog
from csdesk.domain.moments import moment_of, wire_moment
from csdesk.domain.office import Policy
from csdesk.domain.people import Staff
from csdesk.domain.rows import Query
from csdesk.errors import Refused
from csdesk.operations import ledgers
from csdesk.store import changesets, contacts, ledger
from csdesk.store.contacts import Contacted
from csdesk.store.database import Database
from csdesk.store.lookup import Connection

#: A branch works with fewer clients than this; who reads the nation looks at the first ones.
MOST = 5000


class Filed(StrEnum):
    """How the day stands for one client; the text is what is shown."""

    DONE = "已填"
    OPEN = "未填"
    MISSING = "逾时未填"


@dataclass(frozen=True, slots=True)
class ClientDay:
    """One client today. due: by when it is to be spoken to again; None: nobody has yet."""

    client: Contacted
    owner: str
    filed: Filed
    last: date | None
    due: date | None
    overdue: bool

    @property
    def title(self) -> str:
        return f"{self.client.code} {self.client.name}"


def today(db: Database, as_of: datetime) -> list[ClientDay]:
    """Every client in hand, of a specialist his own, with how its day stands."""
    with db.reading() as connection:
        rules = _rules(connection, as_of.date())
        book = db.site.book if db.site.role == "specialist" else ""
        found = contacts.contacted(connection, book, MOST)
        owners = ledger.titles(connection, Staff, {one.owner for one in found if one.owner})
    return [_day(one, next(iter(owners.get(one.owner or "", {}).values()), ""), rules, as_of) for one in found]


def _rules(connection: Connection, on: date) -> dict[str, int]:
    rows = [row for row in ledger.select(connection, Policy, Query()) if row.values.get("key") in POLICIES]
    rows = [row for row in rows if str(row.values.get("valid_from", "")) <= on.isoformat()]
    rows.sort(key=lambda row: (str(row.values.get("valid_from", "")), row.updated_at))
    return numbers({str(row.values["key"]): str(row.values.get("value", "")) for row in rows})


def _day(one: Contacted, owner: str, rules: dict[str, int], as_of: datetime) -> ClientDay:
    last = moment_of(one.last).date() if one.last else None
    due = contact_due(one.tier, last, rules)
    done = bool(one.news) and str(one.news)[:10] == as_of.date().isoformat()
    filed = Filed.DONE if done else Filed.MISSING if as_of.hour >= rules["daily_cut_off"] else Filed.OPEN
    return ClientDay(one, owner, filed, last, due, due is None or due < as_of.date())


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
