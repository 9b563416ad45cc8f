"""A SQLite file: one lock file beside it, one writer, readers that cannot write, our mark in its header."""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from urllib.parse import quote

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool, StaticPool

from csdesk.errors import Refused, StorageError
from csdesk.placing import put
from csdesk.store.files.places import refuse_place
from csdesk.store.troubles import Busy, os_sentence, told

APPLICATION_ID = 0x43534442  # "CSDB"


class File:
    """A database in a file on this PC."""

    def __init__(self, path: Path) -> None:
        self.path, self.name = path, path.name
        self._lock = FileLock(f"{path}.lock", blocking=False)

    def told(self) -> AbstractContextManager[None]:
        """Turn what the disk or the engine says into a sentence for the user."""
        return told(self.path)

    def look(self) -> int:
        """The schema number in the header. Raises Refused for a place where no file may be, and for anything that is not ours."""
        with told(self.path):
            if self.path.exists():
                refuse_place(self.path)
        return look_at(self.path)

    def hold(self) -> None:
        """Take the lock file."""
        try:
            self._lock.acquire()
        except Timeout:
            raise Busy("这个文件已在另一个窗口打开。可以只读查看，或先关闭那个窗口") from None
        except OSError as error:
            raise StorageError(os_sentence(error, self.path)) from error

    def release(self) -> None:
        """Give the lock file back."""
        self._lock.release()

    def engine(self, *, writing: bool) -> Engine:
        """One connection that writes, or up to four that cannot."""
        # A reader shares the writer's WAL index, so it opens read-write and forbids itself to write; on a read-only disk
        # there is no writer, and the file is taken as it lies.
        immutable = not writing and not os.access(self.path.parent, os.W_OK)
        name = f"{uri(self.path)}?{'mode=ro&immutable=1' if immutable else 'mode=rw'}"

        def connect() -> sqlite3.Connection:
            connection = sqlite3.connect(name, uri=True, isolation_level=None, check_same_thread=False, timeout=5)
            _settle(connection, writing=writing)
            return connection

        engine = create_engine(
            "sqlite://", creator=connect, poolclass=StaticPool if writing else QueuePool, **({} if writing else {"pool_size": 4})
        )
        event.listen(engine, "begin", lambda c: raw(c).execute("BEGIN IMMEDIATE" if writing else "BEGIN"))
        return engine

    @contextmanager
    def making(self, schema: int) -> Iterator[Connection]:
        """A new file under another name, which gets its own when it is filled."""
        refuse_place(self.path)
        if self.path.exists():
            raise Refused(f"{self.name} 已经存在，请换一个名字或直接打开它")
        self.path.parent.mkdir(parents=True, exist_ok=True)
        half = self.path.with_name(f"{self.name}.{secrets.token_hex(4)}.new")
        try:
            half.touch()  # the disk says more clearly than SQLite why not
            engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(half, isolation_level=None), poolclass=StaticPool)
            event.listen(engine, "begin", lambda c: c.exec_driver_sql("BEGIN"))
            with engine.begin() as connection:
                yield connection
                connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
                self.stamp(connection, schema)
            engine.dispose()
            put(half, self.path)
        finally:
            half.unlink(missing_ok=True)

    def stamp(self, connection: Connection, schema: int) -> None:
        """Write the schema number into the header."""
        connection.exec_driver_sql(f"PRAGMA user_version={schema}")


def raw(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection, where what SQLAlchemy wraps around a statement takes longer than the statement."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver


def look_at(path: Path) -> int:
    """The schema number in the header of a file, wherever it lies. Raises Refused for anything that is not ours."""
    with told(path):
        if not path.exists():
            raise Refused(f"找不到文件 {path}，请核对位置")
        with path.open("rb") as file:
            head = file.read(100)
    if head[:16] != b"SQLite format 3\0" or int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise Refused(f"{path.name} 不是 csdesk 的数据文件")
    return int.from_bytes(head[60:64], "big")


def kept_as_it_lies(path: Path) -> Engine:
    """Connections to a file that nobody writes to, on whatever disk or share; nothing is laid beside it."""
    still = "" if Path(f"{path}-wal").exists() else "&immutable=1"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(f"{uri(path)}?mode=ro{still}", uri=True, isolation_level=None, timeout=5)
        _settle(connection, writing=False)
        return connection

    return create_engine("sqlite://", creator=connect, poolclass=StaticPool)


def uri(path: Path) -> str:
    """A file as SQLite takes it, also on a share."""
    text = str(path.resolve()).replace("\\", "/")
    return f"file:{'//' if text.startswith('//') else ''}{quote(text)}"


def _settle(connection: sqlite3.Connection, *, writing: bool) -> None:
    run = connection.execute
    run("PRAGMA busy_timeout=5000")
    run("PRAGMA trusted_schema=OFF")
    run("PRAGMA cell_size_check=ON")
    run("PRAGMA foreign_keys=OFF")  # merged tables may hold orphans; they are a list to mend
    run(f"PRAGMA cache_size={-32 << 10 if writing else -64 << 10}")  # KiB; a merge fills whatever it gets, and gains little by it
    if writing:
        run("PRAGMA journal_mode=WAL")
        run("PRAGMA synchronous=FULL")
    else:
        run("PRAGMA query_only=1")
        run("PRAGMA wal_autocheckpoint=0")
