"""The scorecard of the nation at the full size of the kept sums: 24 branches, 500 specialists, 100,000 clients, 36 months.

The sums of clients' months are laid into the file as they would stand there after all merges; the five million waybills that they
would come from are not made. What is measured is the reading of a scorecard, which reads no waybill.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path
from time import process_time
from typing import Any

from benchmarks.harness import DATA, Table, compare, report
from benchmarks.kpi import shape
from csdesk.domain.kpi.periods import months_ending
from csdesk.domain.kpi.registry import SCORECARDS
from csdesk.domain.staff.people import Branch, Role, Staff
from csdesk.operations import files
from csdesk.operations.kpi import figures
from csdesk.store import changesets

#: domain.md §5.1, L-rollup.
BRANCHES, PEOPLE, CLIENTS = 24, 500, 200
MONTHS = months_ending("2026-06", 36)
AS_OF = date(2026, 7, 31)

_CLIENTS = f"""
    WITH RECURSIVE one(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM one WHERE i + 1 < {PEOPLE * CLIENTS})
    INSERT INTO client (book, id, heads, deleted, created_at, created_by, updated_at, updated_by, client_code, short_name, legal_name,
        client_type, tier, status, owner_id, first_biz_date)
    SELECT printf('B%02d-%08x', one.i / {CLIENTS} % {BRANCHES}, one.i / {CLIENTS}), printf('%032x', one.i), '[]', 0,
        '', '', '', '', 'C' || one.i, '客户' || one.i, '客户' || one.i, 'contract', 'B', 'active', p.id, '2022-01-01'
    FROM one JOIN person p ON p.i = one.i / {CLIENTS}
"""
_SUMS = """
    INSERT INTO client_month
    SELECT c.id, m.month, 100000 + c.n * 7919 % 90000, 80000 + c.n * 104729 % 70000, 109000 + c.n * 7919 % 90000,
        (c.n * 31 + m.i * 17) % 50000 - 20000, 0, 50, 101
    FROM client c CROSS JOIN month m ORDER BY c.id, m.month
"""


def nation_file() -> Path:
    """A director's file with the sums of the nation; made when it is not there yet (a minute)."""
    path = DATA / f"kpi-nation-{shape()}.csdb"
    if path.exists():
        return path
    DATA.mkdir(exist_ok=True)
    half = path.with_suffix(".half")
    half.unlink(missing_ok=True)
    with files.new_file(half, name="王总监", role="director", branch="HQ") as db, changesets.change_set(db, "压测数据") as work:
        for n in range(BRANCHES):
            work.create(Branch, {"code": f"B{n:02}", "name": f"分部{n}", "span": f"副总{n % 4}"})
        people = [work.create(Staff, {"name": f"专员{n}", "role": "specialist", "branch": f"B{n % BRANCHES:02}"}) for n in range(PEOPLE)]
    with closing(sqlite3.connect(half)) as raw, raw:
        raw.execute("CREATE TEMP TABLE person (i INTEGER PRIMARY KEY, id TEXT)")
        raw.executemany("INSERT INTO person VALUES (?, ?)", list(enumerate(people)))
        raw.execute("CREATE TEMP TABLE month (i INTEGER PRIMARY KEY, month TEXT)")
        raw.executemany("INSERT INTO month VALUES (?, ?)", list(enumerate(MONTHS)))
        raw.execute(_CLIENTS)
        raw.execute(_SUMS)
    half.rename(path)
    return path


#: The least that a scorecard of the nation can be: margin, growth and turnover added up over the same sums, without rules or owners.
LIMIT = (
    "SELECT sum(revenue), sum(cost), sum(billed) FROM client_month WHERE month = '2026-06'",
    "SELECT sum(max(0, b)) FROM (SELECT sum(owed + applied) AS b FROM client_month WHERE month <= '2026-06' GROUP BY client)",
    "SELECT sum(now - base), sum(base) FROM (SELECT sum(CASE WHEN month = '2026-06' THEN revenue ELSE 0 END) AS now,"
    " sum(CASE WHEN month = '2025-06' THEN revenue ELSE 0 END) AS base, sum(CASE WHEN month <= '2025-06' THEN revenue ELSE 0 END) AS year"
    " FROM client_month WHERE month BETWEEN '2024-07' AND '2026-06' GROUP BY client) WHERE year > 0",
)


def raw(path: Path, *texts: str) -> None:
    """Run these queries without anything around them."""
    with closing(sqlite3.connect(path)) as connection:
        for text in texts:
            connection.execute(text).fetchall()


def tables(path: Path) -> Iterator[Table]:
    """What a director asks for."""
    card = SCORECARDS[Role.DIRECTOR]
    told: dict[str, Any] = {"period": "2026-06", "as_of": AS_OF, "kpis": card}
    with files.open_file(path, look_only=True) as db:
        ways: dict[str, Callable[[], object]] = {
            "raw SQL over the kept sums (limit)": partial(raw, path, *LIMIT),
            "csdesk, the nation's scorecard": partial(figures.figures, db, level="nation", **told),
            "csdesk, of every branch": partial(figures.figures, db, level="branch", **told),
        }
        title = "The scorecard of June, the nation, 3.6 million clients' months"
        yield compare(title, ways, turns=1, goal="≤ 1.8 ×, ≤ 150 ms", warm=False, clock=process_time)


def main() -> None:
    report("kpi_nation", tables(nation_file()))


if __name__ == "__main__":
    main()
