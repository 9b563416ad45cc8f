"""What is said only to PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from psycopg import Connection as Raw
from psycopg.sql import SQL, Identifier
from sqlalchemy import Connection, Integer

from csdesk.store.engines.base import Bound
from csdesk.store.engines.postgres import marked
from csdesk.store.tables import metadata


class _Words:
    like = "ILIKE"
    whole = ""

    def unindexed(self, column: str) -> str:
        return column  # the planner knows how many hits there are

    def tuples(self, connection: Connection, text: str, bound: Bound) -> Iterable[Sequence[Any]]:
        return _raw(connection).execute(marked(text).encode(), bound)

    def unless(self, connection: Connection, stop: Callable[[], bool]) -> AbstractContextManager[None]:
        return nullcontext()  # a server has no moment at which to ask

    def append(self, connection: Connection, table: str, rows: Sequence[Sequence[Any]]) -> None:
        statement = SQL("COPY {} FROM STDIN").format(Identifier(table))
        with _raw(connection).cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)

    def insert(self, connection: Connection, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> Sequence[int]:
        quoted = ", ".join(f'"{c}"' for c in columns)
        text = f'INSERT INTO "{table}" ({quoted}) SELECT * FROM unnest({_arrays(table, columns)}) RETURNING book, id, n'
        made = connection.exec_driver_sql(text, tuple(map(list, zip(*rows, strict=True))))
        numbers = {(book, id): n for book, id, n in made}
        book, id = columns.index("book"), columns.index("id")
        return [numbers[row[book], row[id]] for row in rows]

    def alter(self, connection: Connection, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        told = ", ".join(f'"{c}"=new."{c}"' for c in columns)
        quoted = ", ".join(f'"{c}"' for c in (*columns, "n"))
        text = f'UPDATE "{table}" t SET {told} FROM unnest({_arrays(table, (*columns, "n"))}) AS new({quoted}) WHERE t.n = new.n'
        connection.exec_driver_sql(text, tuple(map(list, zip(*rows, strict=True))))

    def create_index(self, connection: Connection, name: str) -> None:
        connection.exec_driver_sql(f"CREATE TABLE IF NOT EXISTS find_{name} (rowid bigint PRIMARY KEY, t tsvector NOT NULL)")
        connection.exec_driver_sql(f"CREATE INDEX IF NOT EXISTS find_{name}__t ON find_{name} USING gin (t)")

    def match(self, name: str, tokens: Sequence[str], *, begins: bool) -> tuple[str, str]:
        quoted = [f"'{token}'" for token in tokens]  # letters and digits only: nothing to escape
        return "f.t @@ ?::tsquery", f"{quoted[0]}:*" if begins else " & ".join(quoted)

    def replace(self, connection: Connection, name: str, gone: Sequence[tuple[int, str]], come: Sequence[tuple[int, str]]) -> None:
        if gone:
            connection.exec_driver_sql(f"DELETE FROM find_{name} WHERE rowid = ANY(?::bigint[])", ([n for n, _ in gone],))
        if come:
            lexemes = "array_to_tsvector(array_remove(string_to_array(new.tokens, ' '), ''))"
            text = f"INSERT INTO find_{name} SELECT new.n, {lexemes} FROM unnest(?::bigint[], ?::text[]) AS new(n, tokens)"
            connection.exec_driver_sql(text, ([n for n, _ in come], [tokens for _, tokens in come]))

    def ailments(self, connection: Connection) -> list[str]:
        """By the extension amcheck, where an administrator has installed it and lets this user run it."""
        allowed = "SELECT has_function_privilege(oid, 'execute') FROM pg_proc WHERE proname = 'verify_heapam'"
        if not connection.exec_driver_sql(allowed).scalar():
            return []
        return [f"数据库自检：{line}" for table in metadata.tables for line in _heap(connection, table)]


def _arrays(table: str, columns: Sequence[str]) -> str:
    known = metadata.tables[table].c
    return ", ".join(f"?::{'bigint' if isinstance(known[c].type, Integer) else 'text'}[]" for c in columns)


def _heap(connection: Connection, table: str) -> Iterator[str]:
    for block, message in connection.exec_driver_sql("SELECT blkno, msg FROM verify_heapam(?::regclass)", (f'"{table}"',)):
        yield f"{table} 第 {block} 页：{message}"


def _raw(connection: Connection) -> Raw[Any]:
    raw = connection.connection.driver_connection
    assert isinstance(raw, Raw)
    return raw


WORDS = _Words()
