"""The collection list: whom to call now, what was promised, what to report, and entries written in two keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from csdesk.domain.care.clients import Client, Contact, ContactRole, ContactStatus
from csdesk.domain.checking import Invalid
from csdesk.domain.history import entry_problems
from csdesk.domain.moments import moment_of, wire_moment
from csdesk.domain.money.accounts import Account, Entries, account
from csdesk.domain.money.collecting import Alert, Arrears, Kept, Promise, alerts, arrears, promise_of
from csdesk.domain.money.receivables import Dunning, DunningChannel, DunningResult, DunningStage
from csdesk.domain.record import Values, title_of
from csdesk.domain.rows import Filter, Query, Row
from csdesk.errors import Refused
from csdesk.operations import ledgers
from csdesk.store import changesets, ledger
from csdesk.store.database import Database
from csdesk.store.figures import receivables
from csdesk.store.lookup import Connection


class Turn(StrEnum):
    """Whether a client is to be called."""

    NOW = "该催"
    LATER = "已约"
    HELD = "暂停"
    CALM = "不用"


@dataclass(frozen=True, slots=True)
class Case:
    """One client on the collection list. calls: the dunning entries, newest first; contact: whom to ask for, with his number."""

    client: Row
    account: Account
    arrears: Arrears
    calls: tuple[Row, ...]
    promise: Promise | None
    alerts: tuple[Alert, ...]
    turn: Turn
    owner: str = ""
    contact: str = ""

    @property
    def title(self) -> str:
        """What people call the client."""
        return title_of(Client, self.client.values)

    @property
    def next_call(self) -> str:
        """When to call again, as agreed at the last call; empty for nothing agreed."""
        return str(self.calls[0].values.get("next_action_at") or "") if self.calls else ""

    @property
    def stage(self) -> str:
        """The stage at which it was collected last, else the one that fits."""
        return str(self.calls[0].values["stage"]) if self.calls else str(self.arrears.stage or DunningStage.REMINDER)

    @property
    def escalated(self) -> str:
        """To whom it was reported since it is abnormal; empty for nobody."""
        return next((str(call.values["escalated_to"]) for call in self.calls if call.values.get("escalated_to")), "")


def collection(db: Database, now: datetime) -> list[Case]:
    """Every client with something to collect or a promise open: whom to call now first, the largest overdue amount first."""
    as_of = now.date()
    with db.reading() as connection:
        found = receivables.accounts(connection, as_of.isoformat())
        accounts = {id_: account(entries, as_of) for id_, entries in found.items()}
        pressed = {id_: arrears(one, as_of) for id_, one in accounts.items() if one.open}
        clients = _clients(connection, pressed)
        calls, contacts = _calls(connection, list(clients)), _contacts(connection, list(clients))
    cases = [
        _case(clients[id_], found[id_], accounts[id_], one, calls[id_], contacts.get(id_, ""), now)
        for id_, one in pressed.items()
        if id_ in clients
    ]
    order = list(Turn)
    kept = [case for case in cases if case.turn is not Turn.CALM or case.alerts]
    return sorted(kept, key=lambda case: (order.index(case.turn), -case.arrears.overdue, case.title))


def _clients(connection: Connection, ids: Mapping[str, object]) -> dict[str, Row]:
    rows = ledger.select(connection, Client, Query(filters=(Filter("_id", "in", sorted(ids)),))) if ids else []
    return {row.id: row for row in rows}


def _calls(connection: Connection, clients: list[str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    query = Query(filters=(Filter("client_id", "in", clients),), sort="-at")
    for row in ledger.select(connection, Dunning, query) if clients else []:
        found[str(row.values["client_id"])].append(row)
    return found


def _contacts(connection: Connection, clients: list[str]) -> dict[str, str]:
    """Whom to ask for at each client: who keeps the accounts, else the main contact."""
    query = Query(filters=(Filter("client_id", "in", clients), Filter("status", "is", ContactStatus.ACTIVE.value)))
    best: dict[str, Row] = {}
    for row in ledger.select(connection, Contact, query) if clients else []:
        client = str(row.values["client_id"])
        if client not in best or _rank(row.values) > _rank(best[client].values):
            best[client] = row
    return {client: _called(row.values) for client, row in best.items()}


def _rank(contact: Values) -> tuple[bool, bool]:
    return contact.get("role") == ContactRole.FINANCE, bool(contact.get("is_primary"))


def _called(contact: Values) -> str:
    return f"{contact['name']} {contact.get('mobile') or contact.get('phone') or ''}".strip()


def _case(client: Row, entries: Entries, found: Account, pressed: Arrears, calls: list[Row], contact: str, now: datetime) -> Case:
    promised = next((call for call in calls if call.values.get("promise_date")), None)
    promise = promise_of(promised.values, entries.receipts.values(), now.date()) if promised else None
    told = alerts(pressed, client.values.get("credit_limit"), promise)
    turn = _turn(client.values, pressed, calls, promise, now)
    owner = client.titles.get("owner_id", "")
    return Case(client, found, pressed, tuple(calls), promise, told, turn, owner, contact)


def _turn(client: Values, pressed: Arrears, calls: list[Row], promise: Promise | None, now: datetime) -> Turn:
    if pressed.stage is None:
        return Turn.CALM
    if str(client.get("dunning_hold_until") or "") >= now.date().isoformat():
        return Turn.HELD
    agreed = calls[0].values.get("next_action_at") if calls else None
    waits = promise is not None and promise.kept == Kept.OPEN
    later = str(agreed) > wire_moment(now) if agreed else waits
    return Turn.LATER if later else Turn.NOW


# -- writing down ---------------------------------------------------------------------------------------------------


def offered(case: Case, now: datetime) -> dict[str, Any]:
    """What the form of a new entry begins with: the stage that fits, what is overdue, a call."""
    fitting = case.arrears.stage or DunningStage.REMINDER
    return {
        "client_id": case.client.id, "at": wire_moment(now), "stage": str(fitting), "amount_overdue": case.arrears.overdue,
        "channel": DunningChannel.PHONE.value, "result": DunningResult.REACHED.value,
    }  # fmt: skip


def note(db: Database, case: Case, values: Values, *, now: datetime, title: str = "") -> Row:
    """One entry of collecting, on top of what `offered` says. Raises Invalid with every wrong field."""
    full = {**offered(case, now), **values}
    what = title or f"催收 {case.title}"
    with changesets.change_set(db, what) as work:
        done = ledgers.completed(work, Dunning, {name: value for name, value in full.items() if value is not None}, now)
        if found := entry_problems(Dunning, done, now):
            raise Invalid(found)
        id_ = ledgers.enter(work, Dunning, done, now, book=case.client.book)
    return ledgers.get(db, Dunning, case.client.book, id_)


#: The hour at which one tries again tomorrow.
_MORNING = 9


def unreached(db: Database, case: Case, *, now: datetime) -> Row:
    """Nobody answered: written down at the stage it has, to be tried again tomorrow morning."""
    again = (now + timedelta(days=1)).replace(hour=_MORNING, minute=0, second=0)
    values = {"stage": case.stage, "result": DunningResult.UNREACHED.value, "next_action_at": wire_moment(again)}
    return note(db, case, values, now=now, title=f"催收未接通 {case.title}")


def promised(db: Database, case: Case, day: date, amount: int | None, *, now: datetime) -> Row:
    """A promise to pay: until its day nobody calls; the morning after one looks whether it was kept. amount: 分."""
    after = now.replace(year=day.year, month=day.month, day=day.day, hour=_MORNING, minute=0, second=0) + timedelta(days=1)
    values = {
        "result": DunningResult.PROMISED.value, "promise_date": day.isoformat(), "promise_amount": amount,
        "next_action_at": wire_moment(after),
    }  # fmt: skip
    return note(db, case, values, now=now, title=f"承诺付款 {case.title}")


def escalate(db: Database, case: Case, to: str, reason: str, *, now: datetime) -> Row:
    """Report upward (异常及时上报): it goes with the next sync file. Raises Refused without a name or a reason."""
    if not to.strip() or not reason.strip():
        raise Refused("上报请写明报给谁和情况")
    values = {"stage": _at_least(case, DunningStage.MANAGER), "result": None, "reply": reason.strip(), "escalated_to": to.strip()}
    return note(db, case, values, now=now, title=f"上报催收 {case.title}")


def lettered(db: Database, case: Case, *, now: datetime) -> Row:
    """A reminder went out: written down as one entry, at the stage of letters at least."""
    values = {"stage": _at_least(case, DunningStage.LETTER), "channel": DunningChannel.LETTER.value, "result": None, "reply": "发出催款函"}
    return note(db, case, values, now=now, title=f"催款函 {case.title}")


def _at_least(case: Case, stage: DunningStage) -> str:
    """A stage, or the one at which a client is already, if that is further."""
    order = list(DunningStage)
    return max(case.stage, stage.value, key=lambda name: order.index(DunningStage(name)))


def told_alerts(case: Case) -> str:
    """What is abnormal, as a report says it."""
    parts = [alert.label for alert in case.alerts]
    if case.promise and case.promise.kept == Kept.BROKEN:
        parts.append(f"承诺 {case.promise.day} 付款未到账")
    return "；".join(parts)


def days_since(call: Row, now: datetime) -> int:
    """How many days ago somebody called."""
    return (now.date() - moment_of(str(call.values["at"])).date()).days


# -- exposure -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Exposure:
    """How much of a client's credit is used. Amounts in 分."""

    owed: int
    overdue: int
    limit: int | None

    @property
    def over(self) -> int:
        """By how much the limit is exceeded."""
        return max(0, self.owed - self.limit) if self.limit is not None else 0

    @property
    def tight(self) -> bool:
        """Whether nine tenths of the limit are used."""
        return self.limit is not None and self.owed * 10 >= self.limit * 9


def exposure(db: Database, client_id: str, as_of: date) -> Exposure:
    """What a client owes on a day, against his credit limit."""
    with db.reading() as connection:
        entries = receivables.accounts(connection, as_of.isoformat(), client_id).get(client_id, Entries())
        client = _clients(connection, {client_id: None}).get(client_id)
    found = arrears(account(entries, as_of), as_of)
    return Exposure(found.owed, found.overdue, client.values.get("credit_limit") if client else None)
