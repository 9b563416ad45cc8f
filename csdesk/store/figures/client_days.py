"""What happened with each client on a day, in numbers: one query for each ledger, however many clients there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import Connection

from csdesk.domain.care.client_days import DayNumbers
from csdesk.domain.money.accounts import Entries, account
from csdesk.domain.money.charges import ChargeLine, OpeningBalance
from csdesk.domain.rows import Filter, Query
from csdesk.store import ledger
from csdesk.store.figures import receivables

#: So far back shipments are counted: the same weekday of four weeks, and how long a client has been silent.
LOOK_BACK = timedelta(days=90)

_SHIPPED = (
    "SELECT client_id, plan_date, count(*), sum(weight), sum(volume) FROM waybill"
    " WHERE deleted = 0 AND plan_date BETWEEN ? AND ? AND status <> 'void' GROUP BY client_id, plan_date"
)
_UNDER_WAY = (
    "SELECT client_id, count(*) FROM waybill WHERE deleted = 0 AND status IN ('loading', 'in_transit', 'arrived') GROUP BY client_id"
)
_EXCEPTIONS = (
    "SELECT w.client_id, count(*) FROM waybill_event e JOIN waybill w ON w.id = e.waybill_id AND w.book = e.book AND w.deleted = 0"
    " WHERE e.deleted = 0 AND e.node = 'exception' AND e.occurred_at >= ? AND e.occurred_at < ? GROUP BY w.client_id"
)
_CASES = (
    "SELECT client_id, count(*), sum(CASE WHEN severity <> 'normal' THEN 1 ELSE 0 END) FROM complaint"
    " WHERE deleted = 0 AND status NOT IN ('closed', 'void') AND case_kind <> 'inquiry' GROUP BY client_id"
)
_RISKY = (
    "SELECT l.client_id, max(l.occurred_at) FROM client_log l WHERE l.deleted = 0 AND l.risk = 'high' AND l.occurred_at >= ?"
    " AND NOT EXISTS (SELECT 1 FROM client_log n WHERE n.deleted = 0 AND n.client_id = l.client_id AND n.occurred_at > l.occurred_at)"
    " GROUP BY l.client_id"
)


def numbers(connection: Connection, day: date, overdue_since: date) -> dict[str, DayNumbers]:
    """Client → its day, for every client with anything to tell. overdue_since: debts that fell due from here to before `day` are new."""
    shipped, loads = _shipments(connection, day)
    after = (day + timedelta(days=1)).isoformat()
    under_way = dict(_pairs(connection, _UNDER_WAY))
    exceptions = dict(_pairs(connection, _EXCEPTIONS, day.isoformat(), after))
    cases = {client: (n, severe) for client, n, severe in connection.exec_driver_sql(_CASES)}
    risky = dict(_pairs(connection, _RISKY, (day - LOOK_BACK).isoformat()))
    overdue = _newly_overdue(connection, day, overdue_since)
    found = {}
    for client in {*shipped, *under_way, *exceptions, *cases, *risky, *overdue}:
        weight, volume = loads.get(client, (0, 0))
        days, (many, severe) = shipped.get(client, {}), cases.get(client, (0, 0))
        found[client] = DayNumbers(
            days, weight, volume, under_way.get(client, 0), exceptions.get(client, 0), many, severe, overdue.get(client, 0),
            max((d for d in days if d <= day), default=None), client in risky,
        )  # fmt: skip
    return found


def _pairs(connection: Connection, text: str, *bound: str) -> Iterable[tuple[str, int]]:
    return ((client, value) for client, value in connection.exec_driver_sql(text, bound))


def _shipments(connection: Connection, day: date) -> tuple[dict[str, dict[date, int]], dict[str, tuple[int, int]]]:
    """Waybills by client and day, and the weight and volume of the day itself."""
    shipped: dict[str, dict[date, int]] = defaultdict(dict)
    loads = {}
    for client, on, many, weight, volume in connection.exec_driver_sql(_SHIPPED, ((day - LOOK_BACK).isoformat(), day.isoformat())):
        shipped[client][date.fromisoformat(on)] = many
        if on == day.isoformat():
            loads[client] = int(weight or 0), int(volume or 0)
    return shipped, loads


def _newly_overdue(connection: Connection, day: date, since: date) -> dict[str, int]:
    """What of each client fell due lately and is not paid, in 分."""
    fell = (Filter("due_date", "ge", since.isoformat()), Filter("due_date", "lt", day.isoformat()))
    lately = [row for record in (ChargeLine, OpeningBalance) for row in ledger.select(connection, record, Query(filters=fell))]
    found = {}
    for client in dict.fromkeys(str(row.values["client_id"]) for row in lately):
        entries = receivables.accounts(connection, day.isoformat(), client).get(client, Entries())
        owed = ((one.item.due, one.open) for one in account(entries, day).open)
        found[client] = sum(amount for due, amount in owed if due and since.isoformat() <= due < day.isoformat())
    return found
