"""A database on a PostgreSQL server: an advisory lock for the one writer, snapshots for readers, our mark in its `meta` table."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from typing import Any

import psycopg
from psycopg.adapt import Dumper
from sqlalchemy import Connection, Engine, Text, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.pool import QueuePool, StaticPool
from sqlalchemy.schema import CreateIndex

from csdesk.errors import Refused, StorageError
from csdesk.paths import Server
from csdesk.store.troubles import Busy, Damaged

#: The advisory lock of the one who writes: "CSDB". Locks count within one database.
LOCK = 0x43534442
#: Tenths of a second to wait for a writer that is just going.
PATIENCE = 5
OLDEST = 130000  # a tsvector from an array, `EXECUTE FUNCTION` and what else is used here

_SCHEMA_TABLE = "SELECT to_regclass('meta') IS NOT NULL"
_MAY_WRITE = "SELECT coalesce(has_table_privilege(to_regclass('meta'), 'UPDATE'), true)"
_FILLED = "SELECT EXISTS (SELECT FROM meta)"
_SCHEMA = "SELECT v FROM meta WHERE k = 'schema'"


class OnServer:
    """A database that a server keeps. Copies, standbys and disks are the server's affair."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self.path, self.name = server.companion, server.name

    @contextmanager
    def told(self) -> Iterator[None]:
        """Turn what the server says into a sentence for the user."""
        try:
            yield
        except (DBAPIError, psycopg.Error) as error:
            said = getattr(error, "orig", None) or error
            raise _trouble(said, self.name) from error

    def look(self) -> int:
        """The schema number in `meta`."""
        with self.told(), self._connect(read_only=True) as connection:
            there = connection.execute(_SCHEMA_TABLE).fetchone()
            found = connection.execute(_SCHEMA).fetchone() if there and there[0] else None
        if found is None:
            raise Refused(f"数据库 {self.name} 里没有 csdesk 的数据，请核对地址，或用 csdesk new 建立")
        return int(found[0])

    def hold(self) -> None:
        """Nothing yet: the writing connection takes the lock itself, again whenever it is made anew."""

    def release(self) -> None:
        """Nothing more: the lock went with the connection."""

    def engine(self, *, writing: bool) -> Engine:
        """One connection that writes and holds the lock, or up to four that see one snapshot a transaction."""
        engine = create_engine(
            "postgresql+psycopg://",
            creator=self._writer if writing else lambda: self._connect(read_only=True),
            poolclass=StaticPool if writing else QueuePool,
            pool_pre_ping=True,  # a night without a word, and a firewall has forgotten the connection
            use_native_hstore=False,
            **({} if writing else {"pool_size": 4}),
        )
        event.listen(engine, "before_cursor_execute", _with_marks, retval=True)
        if writing:
            event.listen(engine, "close", lambda connection, _: _unlock(connection))
            with self.told():
                engine.connect().close()  # who may write is settled now and not at the first change
        return engine

    @contextmanager
    def making(self, schema: int) -> Iterator[Connection]:
        """Our tables in a database that has none of them, or only empty ones, in one transaction."""
        engine = self.engine(writing=True)
        try:
            with engine.begin() as connection:
                if connection.exec_driver_sql(_SCHEMA_TABLE).scalar() and connection.exec_driver_sql(_FILLED).scalar():
                    raise Refused(f"数据库 {self.name} 里已经有数据，请另建一个空的数据库，或直接打开它")
                yield connection
                connection.exec_driver_sql("INSERT INTO meta VALUES ('schema', ?)", (str(schema),))
        finally:
            engine.dispose()

    def stamp(self, connection: Connection, schema: int) -> None:
        """Write the schema number into `meta`."""
        connection.exec_driver_sql("UPDATE meta SET v = ? WHERE k = 'schema'", (str(schema),))

    # -- connecting -------------------------------------------------------------------------------------------------

    def _writer(self) -> psycopg.Connection[Any]:
        connection = self._connect(read_only=False)
        try:
            self._lock(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _lock(self, connection: psycopg.Connection[Any]) -> None:
        if _one(connection, "SELECT pg_is_in_recovery()"):
            raise Busy("这是一台只读的备用服务器，不能写入。可以只读查看，或改用主服务器的地址")
        if not _one(connection, _MAY_WRITE):
            raise Busy("这个用户只能查看这个数据库。可以只读查看，或请数据库管理员给予写入权限")
        for _ in range(PATIENCE):
            if _one(connection, f"SELECT pg_try_advisory_lock({LOCK})"):
                connection.commit()
                return
            connection.execute("SELECT pg_sleep(0.1)")
        raise Busy("这个数据库已由另一个程序打开。可以只读查看，或先关闭那个程序")

    def _connect(self, *, read_only: bool) -> psycopg.Connection[Any]:
        # Every statement is planned for the tables as they are: a plan kept from the start of a merge reads a table whole
        # that was empty then.
        connection = psycopg.connect(
            self._server.url,
            prepare_threshold=None,
            application_name="csdesk",
            connect_timeout=10,
            client_encoding="utf8",
            options="-c jit=off",
        )
        if connection.info.server_version < OLDEST or connection.info.parameter_status("server_encoding") != "UTF8":
            connection.close()
            raise Refused(f"数据库 {self.name} 不能使用：需要 PostgreSQL 13 或更新的版本，编码为 UTF8")
        connection.adapters.register_dumper(bool, _Flag)
        connection.read_only = read_only or None  # None and not False: a standby refuses even to hear of writing
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ if read_only else psycopg.IsolationLevel.READ_COMMITTED
        return connection


@compiles(Text, "postgresql")
def _text(_type: Text, _compiler: Any, **_: Any) -> str:
    """Text sorts and compares by code points, as in SQLite, whatever the database's own order is."""
    return 'TEXT COLLATE "C"'


@compiles(CreateIndex, "postgresql")
def _index(create: CreateIndex, compiler: Any, **_: Any) -> str:
    """Empty cells stand first in an index, as in SQLite, so that a ledger in its order can be read along it."""
    index = create.element
    assert index.table is not None
    columns = ", ".join(f'"{column.name}" NULLS FIRST' for column in index.columns)
    only = index.dialect_options["postgresql"]["where"]
    where = "" if only is None else f" WHERE {compiler.sql_compiler.process(only, include_table=False, literal_binds=True)}"
    return f'CREATE {"UNIQUE " if index.unique else ""}INDEX "{index.name}" ON "{index.table.name}" ({columns}){where}'


class _Flag(Dumper):
    """Yes and no as 1 and 0, as the columns hold them in both engines."""

    oid = psycopg.postgres.types["int2"].oid

    def dump(self, obj: bool) -> bytes:
        return b"1" if obj else b"0"


def _one(connection: psycopg.Connection[Any], text: str) -> Any:
    row = connection.execute(text.encode()).fetchone()
    return row and row[0]


def _unlock(connection: psycopg.Connection[Any]) -> None:
    with suppress(psycopg.Error):  # a lost connection has lost its lock
        connection.execute("SELECT pg_advisory_unlock_all()")


def _with_marks(_connection: Any, _cursor: Any, statement: str, parameters: Any, context: Any, _many: bool) -> tuple[str, Any]:
    """Plain SQL of the store marks values by `?`; this driver wants `%s`."""
    return (statement if context is None or context.compiled is not None else marked(statement)), parameters


@lru_cache(maxsize=1000)
def marked(statement: str) -> str:
    """The same statement with the driver's marks."""
    return statement.replace("%", "%%").replace("?", "%s")


_REASONS = {
    "53100": "服务器磁盘空间不足，刚才的操作没有保存，原有数据不变。请联系数据库管理员",
    "53300": "服务器的连接数已满，请稍候再试，或联系数据库管理员",
    "25006": "这是一台只读的备用服务器，不能写入。请改用主服务器的地址",
    "42501": "这个用户在数据库里没有需要的权限，请联系数据库管理员",
}
_DAMAGE = ("XX001", "XX002")


def _trouble(said: BaseException, name: str) -> StorageError:
    state = getattr(said, "sqlstate", None) or ""
    words = str(said).strip().split("\n")[0]
    if state in _DAMAGE:
        return Damaged(f"数据库 {name} 已损坏，请联系数据库管理员从备份恢复（{words}）")
    if state in _REASONS:
        return StorageError(_REASONS[state])
    if isinstance(said, psycopg.OperationalError):
        return StorageError(f"连不上数据库 {name}，没有保存的操作不会生效。请核对地址、用户和密码，或联系数据库管理员（{words}）")
    return StorageError(f"读写数据库 {name} 出错：{words}")
