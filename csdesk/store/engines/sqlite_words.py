"""What is said only to SQLite."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import compress, repeat
from operator import is_not
from typing import Any

from sqlalchemy import Connection

from csdesk.errors import Cancelled
from csdesk.store.engines.base import Bound
from csdesk.store.engines.sqlite import raw

#: Bytes that the search index gathers before it writes them: at its own 1 MB a merge of 100,000 writes each piece five times.
_HASH = 8 << 20
_STEPS = 1_000_000  # of SQLite's machine between two looks whether a query is still wanted, some 20 ms


class _Words:
    like = "LIKE"
    whole = "NOT INDEXED"

    def unindexed(self, column: str) -> str:
        return f"+{column}"

    def tuples(self, connection: Connection, text: str, bound: Bound) -> Iterable[Sequence[Any]]:
        return raw(connection).execute(text, bound)

    @contextmanager
    def unless(self, connection: Connection, stop: Callable[[], bool]) -> Iterator[None]:
        raw(connection).set_progress_handler(stop, _STEPS)
        try:
            yield
        except sqlite3.OperationalError as error:
            if stop():
                raise Cancelled("不再需要") from error
            raise
        finally:
            raw(connection).set_progress_handler(None, 0)

    def append(self, connection: Connection, table: str, rows: Sequence[Sequence[Any]]) -> None:
        raw(connection).executemany(f'INSERT INTO "{table}" VALUES ({_marks(rows[0])})', rows)

    def insert(self, connection: Connection, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> Sequence[int]:
        """The driver takes ten times as long over None as over a text, so that rows go by the columns that say something."""
        [(last,)] = raw(connection).execute(f'SELECT coalesce(max(n), 0) FROM "{table}"')
        shapes: dict[tuple[bool, ...], list[tuple[Any, ...]]] = defaultdict(list)
        for n, row in enumerate(rows, last + 1):
            told = tuple(map(is_not, row, repeat(None)))
            shapes[told].append((n, *compress(row, told)))
        for told, alike in shapes.items():
            quoted = ", ".join(f'"{c}"' for c in ("n", *compress(columns, told)))
            raw(connection).executemany(f'INSERT INTO "{table}" ({quoted}) VALUES ({_marks(alike[0])})', alike)
        return range(last + 1, last + 1 + len(rows))

    def alter(self, connection: Connection, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        told = ", ".join(f'"{c}"=?' for c in columns)
        raw(connection).executemany(f'UPDATE "{table}" SET {told} WHERE n=?', rows)

    def create_index(self, connection: Connection, name: str) -> None:
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS find_{name} "
            "USING fts5(t, content='', detail=none, columnsize=0, tokenize='unicode61 remove_diacritics 0')"
        )
        connection.exec_driver_sql(f"INSERT INTO find_{name}(find_{name}, rank) VALUES('hashsize', {_HASH})")

    def match(self, name: str, tokens: Sequence[str], *, begins: bool) -> tuple[str, str]:
        said = f'"{tokens[0]}"*' if begins else " AND ".join(f'"{token}"' for token in tokens)
        return f"f.find_{name} MATCH ?", said

    def replace(self, connection: Connection, name: str, gone: Sequence[tuple[int, str]], come: Sequence[tuple[int, str]]) -> None:
        table = f"find_{name}"
        for text, rows in (
            (f"INSERT INTO {table}({table}, rowid, t) VALUES('delete', ?, ?)", gone),
            (f"INSERT INTO {table}(rowid, t) VALUES(?, ?)", come),
        ):
            if rows:
                raw(connection).executemany(text, rows)

    def ailments(self, connection: Connection) -> list[str]:
        said = connection.exec_driver_sql("PRAGMA quick_check").scalars().all()
        return [f"数据库自检：{line}" for line in said if line != "ok"]


def _marks(of: Sequence[Any]) -> str:
    return ",".join("?" * len(of))


WORDS = _Words()
