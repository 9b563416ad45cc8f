"""What is on the way: the watch over it, tracking nodes written down, and the answer to “where is my cargo?”."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from csdesk.domain.care.clients import Client
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.checking import Invalid, problems
from csdesk.domain.moments import wire_moment
from csdesk.domain.record import Values
from csdesk.domain.rows import Filter, Query, Row
from csdesk.domain.transport import transit
from csdesk.domain.transport.routes import Route
from csdesk.domain.transport.transit import NOT_LEFT, Pace, Watch
from csdesk.domain.transport.waybill_events import Node, WaybillEvent
from csdesk.domain.transport.waybills import Waybill, WaybillStatus
from csdesk.errors import Refused
from csdesk.operations import moves, policies
from csdesk.operations.clients.promises import Promises
from csdesk.store import changesets, ledger
from csdesk.store.database import Database
from csdesk.store.lookup import Connection

#: A waybill that should have left longer ago than this is forgotten, not called for.
_FORGOTTEN_DAYS = 14
_CHUNK = 500
#: A node that is a step of the waybill itself → its action.
STEPS = {Node.DEPARTED.value: "depart", Node.ARRIVED.value: "arrive", Node.UNLOADED.value: "unload"}
#: What can be reported in a state, the most usual first.
NODES: Mapping[WaybillStatus, tuple[Node, ...]] = {
    WaybillStatus.PLANNED: (Node.DEPARTED, Node.CHECKPOINT, Node.EXCEPTION),
    WaybillStatus.LOADING: (Node.DEPARTED, Node.CHECKPOINT, Node.EXCEPTION),
    WaybillStatus.IN_TRANSIT: (Node.CHECKPOINT, Node.EXCEPTION, Node.ARRIVED),
    WaybillStatus.ARRIVED: (Node.CHECKPOINT, Node.EXCEPTION, Node.UNLOADED),
}


def watched(db: Database, now: datetime) -> list[Watch]:
    """Everything on the way, and what should have left by now; whoever is to be called first on top. Reads only."""
    with db.reading() as connection:
        rows = ledger.select(connection, Waybill, _in((WaybillStatus.IN_TRANSIT, WaybillStatus.ARRIVED)))
        since = wire_moment(now - timedelta(days=_FORGOTTEN_DAYS))
        due = (Filter("planned_departure_at", "ge", since), Filter("planned_departure_at", "le", wire_moment(now)))
        rows += ledger.select(connection, Waybill, _in(NOT_LEFT, *due))
        return transit.by_urgency(_watches(connection, rows, now))


def arrived(db: Database, now: datetime, most: int) -> tuple[int, list[Watch]]:
    """How many have arrived and wait for their signature, and the watch over those that have waited longest. Reads only."""
    query = replace(_in((WaybillStatus.ARRIVED,)), sort="arrived_at")
    with db.reading() as connection:
        numbers = ledger.numbers(connection, Waybill, query)
        rows = ledger.rows(connection, Waybill, numbers[:most]) if most else []
        return len(numbers), _watches(connection, rows, now)


def _in(states: Iterable[WaybillStatus], *more: Filter) -> Query:
    return Query(filters=(Filter("status", "in", [state.value for state in states]), *more))


def _watches(connection: Connection, rows: Sequence[Row], now: datetime) -> list[Watch]:
    events, paces = _events(connection, rows), _paces(connection, rows, now)
    return [transit.watch(row, events[row.book, row.id], paces[row.book, row.id], now) for row in rows]


def _events(connection: Connection, rows: Sequence[Row]) -> dict[tuple[str, str], list[Row]]:
    """The events of some waybills, oldest first."""
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for start in range(0, len(rows), _CHUNK):
        ids = [row.id for row in rows[start : start + _CHUNK]]
        for event in ledger.select(connection, WaybillEvent, Query(filters=(Filter("waybill_id", "in", ids),))):
            found[event.book, str(event.values["waybill_id"])].append(event)
    return found


def _paces(connection: Connection, rows: Sequence[Row], now: datetime) -> dict[tuple[str, str], Pace]:
    """How each waybill is watched: the client's SOP of today before the lane, the lane before the distance."""
    lanes = {(r.values.get("origin_city"), r.values.get("dest_city")): r.values for r in ledger.select(connection, Route, Query())}
    promises, today = Promises(connection), now.date().isoformat()
    promises.learn(str(row.values["client_id"]) for row in rows)
    found, usual = {}, policies.in_force(connection, now.date())["call_hours"]
    for row in rows:
        lane: Values = lanes.get((row.values.get("origin_city"), row.values.get("dest_city")), {})
        agreed = promises.parameters(str(row.values["client_id"]), today).get("tracking_interval_h")
        every = agreed or lane.get("call_hours") or usual
        found[row.book, row.id] = Pace(transit.hours_of(row.values, lane.get("standard_hours")), every)
    return found


# -- reporting --------------------------------------------------------------------------------------------------------


def offered(db: Database, watch: Watch, now: datetime) -> dict[str, str | None]:
    """What the entry line begins with: the usual node, the place and arrival last told, the next call."""
    with db.reading() as connection:
        pace = _paces(connection, [watch.row], now)[watch.row.book, watch.row.id]
    status = WaybillStatus(str(watch.row.values["status"]))
    call = transit.next_call_after(watch.row.values, watch.eta, pace, now)
    return {"node": NODES[status][0].value, "location": watch.place or None, "eta": watch.eta, "next_check_at": call}


def report(db: Database, rows: Sequence[Row], told: Values, *, now: datetime) -> None:
    """Write what a driver says into all waybills on his vehicle: one change set. Raises Refused or Invalid.

    told: wire values of `WaybillEvent`. A node that is a step of the waybill takes that step.
    """
    if not rows:
        raise Refused("请先选一票在途的运单")
    node, at = str(told["node"]), str(told.get("occurred_at") or wire_moment(now))
    with changesets.change_set(db, f"在途 {rows[0].values.get('plate_no') or ''}：{Node(node).label}（{len(rows)} 票）") as work:
        for row in rows:
            if action := STEPS.get(node):
                moves.take(work, Waybill, row, action, {_TIMES[node]: told.get("occurred_at")}, now=now, note=str(told.get("note") or ""))
                if not (told.get("location") or told.get("next_check_at")):
                    continue
            _leave(work, row, {**told, "node": Node.CHECKPOINT.value if action else node, "occurred_at": at}, now)


def called(db: Database, watches: Sequence[Watch], *, now: datetime) -> None:
    """The drivers were spoken to and nothing is new: only the next call is set, by the pace of each lane; one change set."""
    with changesets.change_set(db, f"已联系 {len(watches)} 票在途") as work:
        paces = _paces(work.connection, [one.row for one in watches], now)
        for one in watches:
            call = transit.next_call_after(one.row.values, one.eta, paces[one.row.book, one.row.id], now)
            told = {"node": Node.CHECKPOINT.value, "occurred_at": wire_moment(now), "next_check_at": call, "note": "已联系，无异常"}
            _leave(work, one.row, told, now)


_TIMES = {Node.DEPARTED.value: "departed_at", Node.ARRIVED.value: "arrived_at", Node.UNLOADED.value: "unloaded_at"}


def _leave(work: changesets.ChangeSet, row: Row, told: Values, now: datetime) -> None:
    stamps = {"waybill_id": row.id, "reported_at": wire_moment(now), "by": work.site.name, "owner_id": row.values.get("owner_id")}
    event = {"source": "driver", **{name: value for name, value in told.items() if value is not None}, **stamps}
    if found := problems(WaybillEvent, event):
        raise Invalid(found)
    work.create(WaybillEvent, event, book=row.book)


# -- answering --------------------------------------------------------------------------------------------------------


def status_text(db: Database, rows: Sequence[Row], now: datetime) -> str:
    """Where these waybills are, by client, ready to be pasted into their chat group."""
    with db.reading() as connection:
        return _text(connection, rows, now)


def client_text(db: Database, client_id: str, now: datetime) -> str:
    """The same for everything of a client that is on the way."""
    with db.reading() as connection:
        rows = ledger.select(
            connection, Waybill, _in((WaybillStatus.IN_TRANSIT, WaybillStatus.ARRIVED), Filter("client_id", "is", client_id))
        )
        return _text(connection, rows, now)


def answer(db: Database, record: str, book: str, id: str, now: datetime) -> str:
    """“Where is my cargo?” for what a search found: a waybill, that of a case, or all of a client; empty for anything else."""
    if record == Client.about.name:
        return client_text(db, id, now)
    with db.reading() as connection:
        if record == Complaint.about.name and (case := ledger.get(connection, Complaint, book, id)):
            record, id = Waybill.about.name, str(case.values.get("waybill_id") or "")
        row = ledger.get(connection, Waybill, book, id) if record == Waybill.about.name and id else None
        return _text(connection, [row], now) if row is not None else ""


def _text(connection: Connection, rows: Sequence[Row], now: datetime) -> str:
    events, texts = _events(connection, rows), defaultdict[str, list[str]](list)
    for watch in _watches(connection, rows, now):
        told = events[watch.row.book, watch.row.id]
        texts[_client(connection, watch.row)].append(transit.status_text(watch.row, told, watch.eta, now))
    return transit.paste_text(texts)


def _client(connection: Connection, row: Row) -> str:
    """What a client is called by himself: without our number for him."""
    found = ledger.get(connection, Client, row.book, str(row.values["client_id"]))
    return str(found.values["short_name"]) if found is not None else row.titles.get("client_id", "")
