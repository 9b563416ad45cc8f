"""The file: opening, refusing, one writer, many readers."""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, create_engine, event, select
from sqlalchemy.pool import QueuePool, StaticPool

from csdesk.errors import Refused, StorageError
from csdesk.store import marker, search
from csdesk.store.places import refuse_place
from csdesk.store.tables import META, all_tables
from csdesk.store.troubles import os_sentence, told

APPLICATION_ID = 0x43534442  # "CSDB"
#: Grows by one with every migration; a larger number in a file means a newer csdesk wrote it.
SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Site:
    """Who writes here: the workstation, its incarnation, the person and the book it owns."""

    site: str
    inc: str
    name: str
    role: str
    branch: str
    book: str
    seat: str  # two digits from the certificate; "" before enrolment

    @property
    def author(self) -> str:
        """The prefix of this site's change ids."""
        return f"{self.site}.{self.inc}"


class Busy(Refused):
    """Another program has the file open; looking is still possible."""


class Database:
    """One open file. Writing goes through a single connection; reading has its own, which cannot write."""

    def __init__(self, path: Path, *, look_only: bool = False) -> None:
        self.path = path
        self.look_only = look_only
        self.closed = False
        self._lock = None if look_only else take_lock(path)
        try:
            self._writer = None if look_only else engine_for(path, writing=True)
            self._readers = engine_for(path, writing=False)
            self.site = self._read_site()
            if not look_only:
                self._settle_who_writes()
        except BaseException:
            self.close()
            raise

    # -- opening ------------------------------------------------------------------------------------------------

    @classmethod
    def new(cls, path: Path, site: Mapping[str, str]) -> Database:
        """Make a file for `site` (the fields of `Site`). Raises Refused where one may not or cannot be."""
        refuse_place(path)
        if path.exists():
            raise Refused(f"{path.name} 已经存在，请换一个名字或直接打开它")
        _make_folder(path.parent)
        half = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
        with told(path):
            try:
                _fill_new(half, site)
                half.replace(path)
            finally:
                half.unlink(missing_ok=True)
        return cls(path)

    @classmethod
    def open(cls, path: Path, *, look_only: bool = False) -> Database:
        """Open a file for writing, or only to look. Raises Refused or StorageError with a sentence; Busy when taken."""
        if not path.exists():
            raise Refused(f"找不到文件 {path}，请核对位置")
        refuse_place(path)
        if is_older(path):
            raise Refused("文件来自旧版本，请先正常打开一次完成升级")
        return cls(path, look_only=look_only)

    def close(self) -> None:
        """Close readers before the writer, so that only the writer checkpoints."""
        if not self.look_only and not self.closed and hasattr(self, "site"):
            self._mark()
        self.closed = True
        for engine in (getattr(self, "_readers", None), getattr(self, "_writer", None)):
            if engine is not None:
                engine.dispose()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- reading and writing ------------------------------------------------------------------------------------

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A consistent view; nothing can be written through it."""
        with told(self.path), self._readers.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: committed when the block ends, undone when it raises. Raises StorageError on a full disk."""
        if self._writer is None:
            raise Refused("文件以只读方式打开，不能修改")
        with told(self.path), self._writer.begin() as connection:
            yield connection

    def _read_site(self) -> Site:
        with self.reading() as connection:
            found = {k: v for k, v in connection.execute(select(META.c.k, META.c.v))}  # noqa: C416  rows are not pairs to mypy
        return Site(*(found.get(name, "") for name in Site.__slots__))

    def reload_site(self) -> None:
        """Read again who writes here, after enrolment or a new incarnation."""
        self.site = self._read_site()

    def reincarnate(self) -> None:
        """Write from now on into new streams, as after a restore and in a copy."""
        with self.writing() as connection:
            set_meta(connection, {"inc": secrets.token_hex(4)})
        self.reload_site()

    def _settle_who_writes(self) -> None:
        with self.reading() as connection:
            strayed = marker.strayed(connection, self.path, self.site.site, self.site.inc)
        if strayed:
            self.reincarnate()
        self._mark()

    def _mark(self) -> None:
        with self.reading() as connection:
            marker.keep(connection, self.path, self.site.site, self.site.inc)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(os_sentence(error, folder / "x")) from error


def take_lock(path: Path) -> FileLock:
    """The one writer's lock on a file. Raises Busy when another program has it."""
    lock = FileLock(f"{path}.lock", blocking=False)
    try:
        lock.acquire()
    except Timeout:
        raise Busy("这个文件已在另一个窗口打开。可以只读查看，或先关闭那个窗口") from None
    except OSError as error:
        raise StorageError(os_sentence(error, path)) from error
    return lock


def schema_of(path: Path) -> int:
    """The schema number of a file of ours, read without touching it. Raises Refused for anything else."""
    with told(path), path.open("rb") as file:
        head = file.read(100)
    if head[:16] != b"SQLite format 3\0" or int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise Refused(f"{path.name} 不是 csdesk 的数据文件")
    schema = int.from_bytes(head[60:64], "big")
    if schema > SCHEMA:
        raise Refused("这个文件由更新版本的 csdesk 写成，请先升级程序再打开")
    return schema


def is_older(path: Path) -> bool:
    """Whether a file of ours is of an older version and must be brought up to date before it is opened."""
    return path.exists() and schema_of(path) < SCHEMA


def engine_for(path: Path, *, writing: bool) -> Engine:
    """An engine on a file of ours: one connection that writes, or a few that cannot."""
    # A reader shares the writer's WAL index, so it opens read-write and forbids itself to write; on a read-only disk
    # there is no writer, and the file is taken as it lies.
    immutable = not writing and not os.access(path.parent, os.W_OK)
    uri = f"file:{_quoted(path)}?" + ("mode=ro&immutable=1" if immutable else "mode=rw")

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=5)
        _settle(connection, writing=writing)
        return connection

    engine = create_engine(
        "sqlite://", creator=connect, poolclass=StaticPool if writing else QueuePool, **({} if writing else {"pool_size": 4})
    )
    event.listen(engine, "begin", lambda c: c.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN"))
    return engine


def _quoted(path: Path) -> str:
    from urllib.parse import quote

    return quote(str(path.resolve()).replace("\\", "/"))


def _settle(connection: sqlite3.Connection, *, writing: bool) -> None:
    run = connection.execute
    run("PRAGMA busy_timeout=5000")
    run("PRAGMA trusted_schema=OFF")
    run("PRAGMA cell_size_check=ON")
    run("PRAGMA foreign_keys=OFF")  # merged tables may hold orphans; they are a list to mend
    run("PRAGMA cache_size=-65536")
    if writing:
        run("PRAGMA journal_mode=WAL")
        run("PRAGMA synchronous=FULL")
    else:
        run("PRAGMA query_only=1")
        run("PRAGMA wal_autocheckpoint=0")


def _fill_new(path: Path, site: Mapping[str, str]) -> None:
    engine = _engine_for_new(path)
    with engine.begin() as connection:
        all_tables().create_all(connection)
        search.create(connection)
        connection.execute(META.insert(), [{"k": k, "v": v} for k, v in site.items()])
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA}")
    engine.dispose()


def _engine_for_new(path: Path) -> Engine:
    engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(path, isolation_level=None), poolclass=StaticPool)
    event.listen(engine, "begin", lambda c: c.exec_driver_sql("BEGIN"))
    return engine


def set_meta(connection: Connection, values: Mapping[str, Any]) -> None:
    """Write facts about this installation (never part of the log)."""
    told = [(k, str(v)) for k, v in values.items()]
    connection.exec_driver_sql("INSERT INTO meta VALUES (?, ?) ON CONFLICT (k) DO UPDATE SET v = excluded.v", told)


def get_meta(connection: Connection, key: str, default: str = "") -> str:
    """A fact about this installation."""
    found = connection.exec_driver_sql("SELECT v FROM meta WHERE k = ?", (key,)).scalar()
    return default if found is None else str(found)
