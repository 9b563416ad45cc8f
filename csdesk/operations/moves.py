"""Moving a record through its states: each named action writes the new status and its event in one change set."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from msgspec.structs import replace

from csdesk.domain import rights
from csdesk.domain.care.sops import ClientSop
from csdesk.domain.checking import Invalid, not_yet, problems
from csdesk.domain.history import entry_problems
from csdesk.domain.lives import life_of
from csdesk.domain.moments import wire_moment
from csdesk.domain.money.charges import ChargeLine
from csdesk.domain.money.receivables import Statement
from csdesk.domain.plans.targets import Plan, PlanLine
from csdesk.domain.record import Problem, Record, Values, field_map, title_of
from csdesk.domain.records import RECORD_BY_NAME
from csdesk.domain.rows import Filter, Query, Row
from csdesk.domain.states import Action, Life, Step
from csdesk.domain.transport.trips import Trip, TripStop
from csdesk.domain.transport.waybills import Waybill
from csdesk.errors import Refused
from csdesk.operations import ledgers, tallies
from csdesk.operations.clients import sops
from csdesk.operations.completion import Completion
from csdesk.operations.targets import gaps
from csdesk.store import changesets, ledger
from csdesk.store.changesets import ChangeSet
from csdesk.store.database import Database
from csdesk.store.lookup import Connection

#: What a record carries, and by which child it is tied to it: (child, its link, the child's reference or "" for itself, cargo).
CARGO: dict[type[Record], tuple[type[Record], str, str, type[Record]]] = {
    Trip: (TripStop, "trip_id", "waybill_id", Waybill),
    Statement: (ChargeLine, "statement_id", "", ChargeLine),
    Plan: (PlanLine, "plan_id", "", PlanLine),
}

#: What is measured anew before a record moves, since others write what it says.
MEASURED: dict[type[Record], Callable[[Connection, Row], Values]] = {Plan: gaps.gap}

#: What an action changes besides, in other records of its kind: (record, action) → does it, told the record as it becomes.
FOLLOWS: dict[tuple[type[Record], str], Callable[[ChangeSet, Row], None]] = {(ClientSop, "approve"): sops.supersede}


def actions(db: Database, record: type[Record], row: Row) -> list[Action]:
    """What this person can do with a record as it stands; empty for a record without states."""
    life = life_of(record)
    return life.machine.actions(str(row.values.get(life.machine.status)), db.site.role) if life else []


def barred(db: Database, record: type[Record], row: Row, *, now: datetime) -> dict[str, str]:
    """The actions of a record that would be refused whatever a person fills in: name → the sentence that says why."""
    life, found = _life(record), dict[str, str]()
    with db.reading() as connection:
        counts, whose = _counts(connection, life, row), _whose(connection, row)
    for action in actions(db, record, row):
        step = Step(action, row.values, {}, wire_moment(now), db.site.name, db.site.role, counts=counts, whose=whose)
        if action.bar and (sentence := action.bar(step)):
            found[action.name] = sentence
    return found


def act(db: Database, record: type[Record], row: Row, name: str, filled: Values, *, now: datetime, note: str = "") -> Row:
    """Take the action `name` on a record as it was read in `row`.

    filled: wire values of what the action asks for. Raises Refused when the state, the role or a gate forbids it,
    Invalid with every wrong field.
    """
    return act_many(db, record, [row], name, filled, now=now, note=note)[0]


def act_many(
    db: Database, record: type[Record], rows: Sequence[Row], name: str, filled: Values, *, now: datetime, note: str = ""
) -> list[Row]:
    """The same action on several records: one change set, all or none. Raises as `act`, naming the record."""
    if not rows:
        raise Refused(f"请先选择{record.about.label}")
    with changesets.change_set(db, "") as work:
        for row in rows:
            done = take(work, record, row, name, filled, now=now, note=note)
        what = title_of(record, rows[0].values) if len(rows) == 1 else f"{len(rows)} 条{record.about.label}"
        work.title = f"{done.label} {what}"
    return [ledgers.get(db, record, row.book, row.id) for row in rows]


def take(
    work: ChangeSet, record: type[Record], row: Row, name: str, filled: Values, *, now: datetime, note: str = "", alone: bool = False
) -> Action:
    """Write one action into a change set: the record, its event, and what is carried along unless it moves `alone`. Raises as `act`."""
    life = _life(record)
    fresh = _measured(work, _fresh(work, life, row), life)
    state = str(fresh.values[life.machine.status])
    action = life.machine.action(state, name, work.site.role)
    asked = {k: v for k, v in filled.items() if k in action.asks and v is not None}
    counts, whose = _counts(work.connection, life, row), _whose(work.connection, fresh)
    step = Step(action, fresh.values, asked, wire_moment(now), work.site.name, work.site.role, note.strip(), counts, whose)
    life.machine.judge(step, {f.name: f.label for f in field_map(record).values()})
    told = life.machine.outcome(step)
    asks = () if action.writes else action.asks
    found = [p for p in problems(record, {**fresh.values, **told}) if p.field in told or p.field in asks]
    if found := found or not_yet(record, told, now):
        raise Invalid(_named(record, fresh, found))
    work.change(record, row.book, row.id, {**told, **_followed(work, record, fresh, told, now)}, base=row.heads)
    if action.writes:
        _add_child(work, action.writes, row, asked, now)
    _leave_event(work, life, row, step, state, action.into(state))
    if follow := FOLLOWS.get((record, name)):
        follow(work, replace(fresh, values={**fresh.values, **told}))
    if not alone:
        _carry(work, life, fresh, action, told, now=now, note=note)
    return action


def _life(record: type[Record]) -> Life:
    life = life_of(record)
    if life is None:
        raise Refused(f"{record.about.label}没有状态操作")
    return life


def _fresh(work: ChangeSet, life: Life, row: Row) -> Row:
    """The whole record as it is now. One that somebody moved since it was read is not moved a second time."""
    fresh = ledger.get(work.connection, life.record, row.book, row.id)
    status = life.machine.status
    if fresh is None or fresh.deleted or fresh.values.get(status) != row.values.get(status):
        raise Refused(f"{title_of(life.record, row.values)} 的状态已经变化，请刷新后再试")
    return fresh


def _measured(work: ChangeSet, fresh: Row, life: Life) -> Row:
    measure = MEASURED.get(life.record)
    return replace(fresh, values={**fresh.values, **measure(work.connection, fresh)}) if measure else fresh


def _counts(connection: Connection, life: Life, row: Row) -> dict[str, int]:
    """How many living children a record has, of each kind that its machine looks at."""
    found = {}
    for child in (RECORD_BY_NAME[name] for name in life.machine.counted):
        link = next(f.name for f in field_map(child).values() if f.of == life.record.about.name)
        found[child.about.name] = ledger.count(connection, child, Query(filters=(Filter(link, "is", row.id),)))
    return found


def _whose(connection: Connection, row: Row) -> str:
    """The role of the person that a record belongs to; "" where it says nobody or nobody knows."""
    owner = row.values.get("owner_id")
    return ledger.role_of(connection, str(owner)) if owner else ""


def _followed(work: ChangeSet, record: type[Record], row: Row, told: Values, now: datetime) -> Values:
    """What follows from a step besides, as far as this role may write it; a record that is as it was is left alone."""
    found = Completion(work.connection, work.site, now).follows(record, row, told)
    return {} if rights.forbidden(work.site.role, record.about.name, row.heads, found) else found


def _named(record: type[Record], row: Row, found: Sequence[Problem]) -> list[Problem]:
    return [Problem(p.field, f"{title_of(record, row.values)}：{p.sentence}") for p in found]


def _add_child(work: ChangeSet, child: type[Record], row: Row, filled: Values, now: datetime) -> None:
    """The child that an action writes, with what its parent keeps of it. Raises Invalid."""
    full = ledgers.completed(work, child, {**filled, str(child.about.parent): row.id}, now)
    if found := entry_problems(child, full, now):
        raise Invalid(found)
    ledgers.enter(work, child, full, now, book=row.book)
    tallies.keep(work, child, [(row.book, full)])


def _leave_event(work: ChangeSet, life: Life, row: Row, step: Step, old: str, new: str) -> None:
    if life.trace:
        values = life.trace.of(step, old, new)
        work.create(life.trace.event, {**values, str(life.trace.event.about.parent): row.id}, book=row.book)


def _carry(work: ChangeSet, life: Life, row: Row, action: Action, told: Values, *, now: datetime, note: str) -> None:
    """Move what this record carries along with it, as far as it is not there already."""
    if (name := life.carries.get(action.name)) is None:
        return
    cargo = CARGO[life.record][3]
    for carried in cargo_of(work, life.record, row):
        machine = _life(cargo).machine
        step = next((a for a in machine.actions(str(carried.values[machine.status])) if a.name == name), None)
        if step and carried.values.get("plate_no") == row.values.get("plate_no"):  # not moved to another vehicle since
            take(work, cargo, carried, name, {k: told[k] for k in step.asks if k in told}, now=now, note=note)


def cargo_of(work: ChangeSet, record: type[Record], row: Row) -> Iterator[Row]:
    """What a record carries, each once, in the order of its stops."""
    tie, link, to, cargo = CARGO[record]
    tied = ledger.select(work.connection, tie, Query(filters=(Filter(link, "is", row.id),)))
    if not to:
        yield from tied
        return
    for id_ in dict.fromkeys(str(stop.values[to]) for stop in tied):
        if found := ledger.get(work.connection, cargo, row.book, id_):
            yield found
