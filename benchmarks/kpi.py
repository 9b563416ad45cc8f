"""The scorecard of a branch over 25 months of base records: one month, every KPI, a year of months, every client."""

from __future__ import annotations

import hashlib
import random
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.harness import DATA, Table, compare, report
from csdesk.domain.care.clients import Client
from csdesk.domain.care.followups import ClientLog
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.kpi.periods import months_ending
from csdesk.domain.kpi.registry import SCORECARDS
from csdesk.domain.money.charges import ChargeLine, CostLine
from csdesk.domain.money.receivables import Receipt
from csdesk.domain.record import Record, fields_of
from csdesk.domain.records import RECORDS
from csdesk.domain.staff.people import Role, Staff
from csdesk.domain.transport.waybills import Waybill
from csdesk.operations import files
from csdesk.operations.kpi import figures
from csdesk.store import changesets
from csdesk.store.database import SCHEMA, Database
from csdesk.store.tables import metadata

#: domain.md §5.1, size M: one branch, six specialists, 108 clients, 25 months.
PEOPLE, CLIENTS, WAYBILLS, COMPLAINTS = 6, 108, 4_200, 38
MONTHS = months_ending("2026-06", 25)
AS_OF = date(2026, 7, 31)
BOOK = "NB-11111111"


def _at(day: date, hour: int) -> str:
    return f"{(day + timedelta(days=hour // 24)).isoformat()}T{hour % 24:02}:00:00+08:00"


def _month(chosen: random.Random, month: str, clients: list[str], staff: list[str]) -> Iterator[tuple[type[Record], dict[str, Any]]]:
    """What a branch writes in one month."""
    first = date.fromisoformat(f"{month}-01")
    for n in range(WAYBILLS):
        at, day = chosen.randrange(CLIENTS), first + timedelta(days=chosen.randrange(28))
        owed = {"client_id": clients[at], "owner_id": staff[at % PEOPLE]}
        start, late = _at(day, 16), chosen.random() < 0.05
        yield Waybill, {
            **owed, "waybill_no": f"{month}-{n:05}", "goods_name": "配件", "pieces": 12, "origin_city": "宁波", "dest_city": "上海",
            "planned_loading_at": start, "planned_departure_at": start, "required_arrival_at": _at(day, 30), "plan_date": day.isoformat(),
            "vehicle_type_req": "9.6m", "departed_at": start, "arrived_at": _at(day, 31 if late else 29), "signed_at": _at(day, 36),
            "sign_status": "ok", "pod_received_at": _at(day + timedelta(days=4), 9), "pod_type": "original", "status": "signed",
        }  # fmt: skip
        line = {**owed, "line_no": f"{month}-{n:05}", "biz_date": day.isoformat(), "item": "freight", "vat_rate": 900, "state": "estimated"}
        due = (day + timedelta(days=60)).isoformat()
        yield ChargeLine, {**line, "amount_incl_tax": chosen.randrange(100_00, 5000_00), "due_date": due}
        yield CostLine, {**line, "amount_incl_tax": chosen.randrange(80_00, 4000_00)}
    for n, client in enumerate(clients):
        owed = {"client_id": client, "owner_id": staff[n % PEOPLE]}
        paid = first + timedelta(days=25)
        yield Receipt, {**owed, "receipt_no": f"{month}-{n}", "received_on": paid.isoformat(), "amount": chosen.randrange(1, 120_000_00)}
        yield ClientLog, {**owed, "occurred_at": _at(paid, 9), "log_type": "visit", "channel": "onsite", "content": "谈了下个月的量和价格"}
    for n in range(COMPLAINTS):
        at = chosen.randrange(CLIENTS)
        told = {"client_id": clients[at], "owner_id": staff[at % PEOPLE], "type": "delay", "description": "…", "case_kind": "complaint"}
        when = _at(first + timedelta(days=chosen.randrange(28)), 9)
        told |= {"received_at": when, "registered_at": when, "closed_at": when, "severity": "normal", "status": "closed"}
        yield Complaint, {**told, "case_no": f"{month}-{n}"}


def branch_file() -> Path:
    """A branch of size M; made when it is not there yet (some minutes)."""
    columns = [*metadata.tables, *((f.name, f.kind.name) for record in RECORDS for f in fields_of(record))]
    shape = hashlib.sha256(str(columns).encode()).hexdigest()[:8]
    path = DATA / f"kpi-{SCHEMA}-{shape}.csdb"
    if path.exists():
        return path
    DATA.mkdir(exist_ok=True)
    half = path.with_suffix(".half")
    half.unlink(missing_ok=True)
    chosen = random.Random(20260612)
    with files.new_file(half, name="李经理", role="branch_manager", branch="NB") as db:
        with changesets.change_set(db, "压测数据") as work:
            staff = [work.create(Staff, {"name": f"专员{n}", "role": "specialist", "branch": "NB"}) for n in range(PEOPLE)]
            clients = [
                work.create(
                    Client,
                    {"client_code": f"NB-{n:05}", "legal_name": f"客户{n}", "short_name": f"客户{n}", "client_type": "spot", "tier": "B",
                     "status": "active", "owner_id": staff[n % PEOPLE], "first_biz_date": "2022-01-01"},
                    book=BOOK,
                )
                for n in range(CLIENTS)
            ]  # fmt: skip
        for month in MONTHS:
            with changesets.change_set(db, f"压测 {month}") as work:
                for record, values in _month(chosen, month, clients, staff):
                    work.create(record, values, book=BOOK)
    half.rename(path)
    return path


#: The least that a scorecard of one month can be: sums over the same rows, by client, without rules or owners.
_JUNE = "deleted = 0 AND {} BETWEEN '2026-06-01' AND '2026-06-30' GROUP BY client_id"
_SUMS = (
    f"SELECT client_id, sum(amount_ex_tax), sum(amount_incl_tax) FROM charge_line WHERE {_JUNE.format('biz_date')}",
    f"SELECT client_id, sum(amount_ex_tax) FROM cost_line WHERE {_JUNE.format('biz_date')}",
    "SELECT client_id, sum(amount_incl_tax) FROM charge_line WHERE deleted = 0 AND biz_date <= '2026-06-30' GROUP BY client_id",
    "SELECT client_id, sum(amount) FROM receipt WHERE deleted = 0 AND received_on <= '2026-06-30' GROUP BY client_id",
    "SELECT count(*) FROM complaint WHERE deleted = 0 AND closed_at LIKE '2026-06%'",
)
_LOADS = (
    "SELECT client_id, count(*), sum(departed_at <= planned_departure_at), sum(arrived_at <= required_arrival_at)"
    f" FROM waybill WHERE {_JUNE.format('plan_date')}"
)


def _raw(path: Path, *texts: str) -> None:
    connection = sqlite3.connect(path)
    for text in texts:
        connection.execute(text).fetchall()
    connection.close()


def tables(db: Database, path: Path) -> Iterator[Table]:
    """What a manager asks for."""
    card = SCORECARDS[Role.BRANCH_MANAGER]
    told: dict[str, Any] = {"period": "2026-06", "as_of": AS_OF}
    month: dict[str, Callable[[], object]] = {
        "the sums alone, raw SQL (limit)": partial(_raw, path, *_SUMS),
        "csdesk, the branch's scorecard": partial(figures.figures, db, level="branch", kpis=card, **told),
        "csdesk, of every specialist": partial(figures.figures, db, level="specialist", kpis=card, **told),
        "csdesk, of every client": partial(figures.figures, db, level="client", kpis=card, **told),
    }
    yield compare("The scorecard of June, 25 months of a branch", month, turns=5, goal="≤ 1.8 ×, ≤ 50 ms")
    whole: dict[str, Callable[[], object]] = {
        "the sums alone, raw SQL (limit)": partial(_raw, path, *_SUMS, _LOADS),
        "csdesk, every KPI of June": partial(figures.figures, db, level="branch", **told),
        "csdesk, the board: scorecard, 12 months, last year": partial(figures.board, db, level="branch", kpis=card, trends=card, **told),
        "csdesk, the board with every KPI": partial(figures.board, db, level="branch", trends=card, **told),
    }
    yield compare("Every KPI, and the board", whole, turns=3, goal="board < 1 s")


def main() -> None:
    path = branch_file()
    with files.open_file(path, look_only=True) as db:
        report("kpi", tables(db, path))


if __name__ == "__main__":
    main()
