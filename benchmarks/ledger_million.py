"""A ledger of a million clients: its order, a jump, sorting and searching, against the file's own limits and a LIKE scan."""

from __future__ import annotations

import itertools
import random
import sqlite3
from array import array
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path

from benchmarks import million
from benchmarks.harness import Table, Way, compare, report, timed
from csdesk.domain.care.clients import Client
from csdesk.domain.record import fields_of
from csdesk.domain.rows import Query
from csdesk.operations import desk, files, ledgers
from csdesk.store.database import Database

COUNT = 1_000_000
SCREEN = 40  # rows that a tall window shows
LISTED = [f.name for f in fields_of(Client) if f.listed]
SORTS = {"code (indexed)": "client_code", "tier": "tier", "credit limit, largest first": "-credit_limit"}
HITS, FIRST = 200, 256


def connected(path: Path) -> sqlite3.Connection:
    """The file through the driver alone, read-only, with the cache that csdesk gives it."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    connection.execute("PRAGMA cache_size=-65536")
    return connection


def sorted_raw(raw: sqlite3.Connection, sort: str) -> array[int]:
    """The numbers of all rows in an order, by the statement alone."""
    way = "DESC" if sort.startswith("-") else "ASC"
    found = raw.execute(f'SELECT n FROM client WHERE deleted = 0 ORDER BY "{sort.lstrip("-")}" {way}, n {way}')
    return array("q", (n for (n,) in found))


def orders(db: Database, raw: sqlite3.Connection) -> Iterator[Table]:
    """The numbers of every record in an order: what a sort costs before anything is painted."""
    for name, sort in SORTS.items():
        ways: dict[str, Callable[[], object]] = {
            "the same SELECT through sqlite3 (limit)": partial(sorted_raw, raw, sort),
            "csdesk": partial(ledgers.numbers, db, Client, Query(sort=sort)),
            "csdesk, the first that are shown": partial(ledgers.first, db, Client, Query(sort=sort), FIRST),
        }
        yield compare(f"Order of a million by {name}", ways, turns=3, goal="≤ 1.5 ×", memory=True)


def pages(db: Database, raw: sqlite3.Connection) -> Table:
    """One screen of rows at a random place: what a jump fetches."""
    numbers = ledgers.numbers(db, Client, Query())
    columns = ", ".join(f'"{name}"' for name in LISTED)
    text = f"SELECT n, {columns} FROM client WHERE n IN ({','.join('?' * SCREEN)})"
    offset = f"SELECT n, {columns} FROM client WHERE deleted = 0 ORDER BY client_code LIMIT {SCREEN} OFFSET ?"
    chosen = random.Random(7)
    places = itertools.cycle([chosen.randrange(COUNT - SCREEN) for _ in range(1000)])

    def here() -> array[int]:
        place = next(places)
        return numbers[place : place + SCREEN]

    return compare(
        f"Jump: {SCREEN} rows with {len(LISTED)} columns",
        {
            "the same rows through sqlite3 (limit)": lambda: raw.execute(text, here()).fetchall(),
            "csdesk": lambda: ledgers.page(db, Client, here(), LISTED),
            "LIMIT … OFFSET": lambda: raw.execute(offset, (next(places),)).fetchall(),
        },
        turns=100,
    )


TYPED = {
    "two characters": ("骏驰", "恒通", "家电", "宁波", "鑫达", "丰收"),
    "four characters": ("骏驰家电", "恒通贸易", "宁波宏运", "不存在的"),
    "pinyin initials": ("jcjd", "htmy", "xdqp", "nbhy"),
    "part of a code": ("0012345", "nb01099", "77777"),
}


def scanned(raw: sqlite3.Connection, typed: Iterator[str]) -> list[tuple[int]]:
    """The hits by a scan of the search text, without their rows."""
    wanted = f"SELECT n FROM client WHERE deleted = 0 AND search LIKE ? LIMIT {HITS}"
    return raw.execute(wanted, (f"%{next(typed)}%",)).fetchall()


def searched(db: Database, typed: Iterator[str]) -> list[ledgers.Row]:
    """The first hits with their rows, as the window asks for them."""
    return desk.page(db, Client, ledgers.first(db, Client, Query(search=next(typed)), HITS), LISTED)


def searched_all(db: Database, typed: Iterator[str]) -> array[int]:
    """The numbers of all hits in the order of the ledger, as the window reads them after the first."""
    return ledgers.numbers(db, Client, Query(search=next(typed)))


def searches(db: Database, raw: sqlite3.Connection) -> Iterator[Table]:
    """The first hits for what a person types; and the scan that a LIKE would be, in fewer turns because it is slow."""
    for kind, words in TYPED.items():
        like, ours = partial(scanned, raw, itertools.cycle(words)), partial(searched, db, itertools.cycle(words))
        every = partial(searched_all, db, itertools.cycle(words))
        ours()
        ways = [
            Way("LIKE over the search text", [timed(like) for _ in range(2 * len(words))]),
            Way("csdesk, rows included", [timed(ours) for _ in range(200)]),
            Way("csdesk, then all hits in order", [timed(every) for _ in range(4 * len(words))]),
        ]
        yield Table(f"Search: {kind}, first {HITS}", ways, goal="p99 ≤ 5 ms")


def main() -> None:
    path = million.file_of(COUNT)
    with files.open_file(path, look_only=True) as db:
        raw = connected(path)
        report("ledger_million", chain(orders(db, raw), [pages(db, raw)], searches(db, raw)))


if __name__ == "__main__":
    main()
