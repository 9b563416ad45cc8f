"""The scorecard of a branch over 25 months of base records: one month, every KPI, a year of months, every client."""

from __future__ import annotations

import hashlib
import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from functools import partial
from importlib import import_module
from pathlib import Path
from time import perf_counter, process_time
from typing import Any
from unittest.mock import patch

import psycopg

from benchmarks import kpi_peers
from benchmarks.harness import DATA, Table, Way, compare, report, timed
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
from csdesk.paths import Server
from csdesk.store import changesets
from csdesk.store.database import SCHEMA, Database
from csdesk.store.engines import words_of
from csdesk.store.figures import client_months
from csdesk.store.tables import all_tables, metadata

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


def _people(db: Database) -> tuple[list[str], list[str]]:
    """The specialists of the branch and its clients."""
    with changesets.change_set(db, "压测数据") as work:
        staff = [work.create(Staff, {"name": f"专员{n}", "role": "specialist", "branch": "NB"}) for n in range(PEOPLE)]
        told = {"client_type": "spot", "tier": "B", "status": "active", "first_biz_date": "2022-01-01"}
        named = ({**told, "client_code": f"NB-{n:05}", **dict.fromkeys(("legal_name", "short_name"), f"客户{n}")} for n in range(CLIENTS))
        return staff, [work.create(Client, {**who, "owner_id": staff[n % PEOPLE]}, book=BOOK) for n, who in enumerate(named)]


def shape() -> str:
    """What tells files of one layout from those of another."""
    columns = [*metadata.tables, *((f.name, f.kind.name) for record in RECORDS for f in fields_of(record))]
    return f"{SCHEMA}-{hashlib.sha256(str(columns).encode()).hexdigest()[:8]}"


def branch_file() -> Path:
    """A branch of size M; made when it is not there yet (some minutes)."""
    path = DATA / f"kpi-{shape()}.csdb"
    if path.exists():
        return path
    DATA.mkdir(exist_ok=True)
    half = path.with_suffix(".half")
    half.unlink(missing_ok=True)
    chosen = random.Random(20260612)
    with files.new_file(half, name="李经理", role="branch_manager", branch="NB") as db:
        staff, clients = _people(db)
        for month in MONTHS:
            with changesets.change_set(db, f"压测 {month}") as work:
                for record, values in _month(chosen, month, clients, staff):
                    work.create(record, values, book=BOOK)
    half.rename(path)
    return path


#: The least that a scorecard of one month can be: sums over the kept sums, without rules or owners; cases and answers as they lie.
_KEPT = (
    "SELECT client, revenue, cost, billed FROM client_month WHERE month = '2026-06'",
    "SELECT client, sum(owed + applied) FROM client_month WHERE month <= '2026-06' GROUP BY client",
    "SELECT client, sum(revenue) FROM client_month WHERE month BETWEEN '2024-07' AND '2025-06' GROUP BY client",
    "SELECT count(*) FROM complaint WHERE deleted = 0 AND closed_at LIKE '2026-06%'",
    "SELECT count(*) FROM survey_response WHERE deleted = 0 AND valid = 1 AND responded_at LIKE '2026-06%'",
)
#: What the same takes from the records themselves.
_BETWEEN = "deleted = 0 AND {} BETWEEN '2026-06-01' AND '2026-06-30' GROUP BY client_id"
_BASE = (
    f"SELECT client_id, sum(amount_ex_tax), sum(amount_incl_tax) FROM charge_line WHERE {_BETWEEN.format('biz_date')}",
    f"SELECT client_id, sum(amount_ex_tax) FROM cost_line WHERE {_BETWEEN.format('biz_date')}",
    "SELECT client_id, sum(amount_incl_tax) FROM charge_line WHERE deleted = 0 AND biz_date <= '2026-06-30' GROUP BY client_id",
    "SELECT client_id, sum(amount) FROM receipt WHERE deleted = 0 AND received_on <= '2026-06-30' GROUP BY client_id",
    "SELECT client_id, sum(amount_ex_tax) FROM charge_line WHERE deleted = 0 AND biz_date BETWEEN '2024-07-01' AND '2025-06-30'"
    " GROUP BY client_id",
    "SELECT count(*) FROM complaint WHERE deleted = 0 AND closed_at LIKE '2026-06%'",
)
_LOADS = (
    "SELECT client_id, count(*), sum(CASE WHEN departed_at <= planned_departure_at THEN 1 ELSE 0 END),"
    f" sum(CASE WHEN arrived_at <= required_arrival_at THEN 1 ELSE 0 END) FROM waybill WHERE {_BETWEEN.format('plan_date')}"
)


def _raw(db: Database, *texts: str) -> None:
    with db.reading() as connection:
        for text in texts:
            words_of(connection).tuples(connection, text, ()).fetchall()  # type: ignore[attr-defined]


def tables(db: Database, engine: str) -> Iterator[Table]:
    """What a manager asks for; on SQLite by the time of our own process, whatever else the machine does."""
    clock = process_time if engine == "SQLite" else perf_counter
    card = SCORECARDS[Role.BRANCH_MANAGER]
    told: dict[str, Any] = {"period": "2026-06", "as_of": AS_OF}
    month: dict[str, Callable[[], object]] = {
        "raw SQL over the kept sums (limit)": partial(_raw, db, *_KEPT),
        "csdesk, the branch's scorecard": partial(figures.figures, db, level="branch", kpis=card, **told),
        "csdesk, of every specialist": partial(figures.figures, db, level="specialist", kpis=card, **told),
        "csdesk, of every client": partial(figures.figures, db, level="client", kpis=card, **told),
        "raw SQL over the records": partial(_raw, db, *_BASE),
        **kpi_peers.ways(db),
    }
    yield compare(f"The scorecard of June, 25 months of a branch, {engine}", month, turns=5, goal="≤ 1.8 ×, ≤ 50 ms", clock=clock)
    whole: dict[str, Callable[[], object]] = {
        "raw SQL over the records (limit)": partial(_raw, db, *_BASE, _LOADS),
        "csdesk, every KPI of June": partial(figures.figures, db, level="branch", **told),
        "csdesk, the board: scorecard, 12 months, last year": partial(figures.board, db, level="branch", kpis=card, trends=card, **told),
        "csdesk, the board with every KPI": partial(figures.board, db, level="branch", trends=card, **told),
    }
    yield compare(f"Every KPI, and the board, {engine}", whole, turns=3, goal="board < 1 s", clock=clock)


@contextmanager
def _untouched(*_: object) -> Iterator[None]:
    yield


def following() -> Table:
    """What it costs that the sums follow: a month of a branch, written."""
    taken: dict[str, list[float]] = {"the sums not kept (limit)": [], "csdesk, the sums kept": []}
    for turn in range(6):
        followed = client_months.followed if turn % 2 else _untouched
        path = DATA / "following.csdb"
        path.unlink(missing_ok=True)
        with patch.object(client_months, "followed", followed), files.new_file(path, name="李", role="branch_manager", branch="NB") as db:
            staff, clients = _people(db)
            with changesets.change_set(db, "一个月") as work:
                for record, values in _month(random.Random(1), MONTHS[-1], clients, staff):
                    work.create(record, values, book=BOOK)
                taken[list(taken)[turn % 2]].append(timed(work.write, process_time))
        path.unlink()
    return Table("Writing a month of a branch, 13,000 records", [Way(*way) for way in taken.items()], "≤ 1.4 ×")


def _on_server(path: Path, place: Server) -> None:
    """The same records on a server: every table but the log, row by row."""
    files.new_file(place, name="李经理", role="branch_manager", branch="NB").close()
    with closing(sqlite3.connect(path)) as raw, psycopg.connect(place.url) as server:
        for table in all_tables().sorted_tables:
            if table.name in ("change", "meta"):
                continue
            server.execute(f'DELETE FROM "{table.name}"'.encode())
            names = ", ".join(f'"{column.name}"' for column in table.columns)
            with server.cursor().copy(f'COPY "{table.name}" ({names}) FROM STDIN'.encode()) as copy:
                for row in raw.execute(f'SELECT {names} FROM "{table.name}"'):
                    copy.write_row(row)
    with psycopg.connect(place.url, autocommit=True) as server:
        server.execute("VACUUM ANALYZE")


def main() -> None:
    path = branch_file()
    with files.open_file(path, look_only=True) as db:
        report("kpi", tables(db, "SQLite"))
    report("kpi, what it costs to keep the sums", [following()])
    postgres = import_module("tests.postgres")  # how a server is started
    if (binaries := postgres.programs()) is None:
        return
    with postgres.running(binaries) as server, server.database() as place:
        _on_server(path, place)
        with files.open_file(place, look_only=True) as db:
            report("kpi, PostgreSQL", tables(db, "PostgreSQL"))


if __name__ == "__main__":
    main()
