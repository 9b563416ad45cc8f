"""Migrations: bringing a file of an older version up to date, backed up first."""

from __future__ import annotations

import pkgutil
import sqlite3
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection

from csdesk.store import cache, database
from csdesk.store.migrations import versions
from csdesk.store.troubles import told

Step = Callable[[], None]


def steps() -> list[Step]:
    """The `upgrade` of every step, in order; step n makes schema n."""
    names = sorted(module.name for module in pkgutil.iter_modules(versions.__path__))
    return [import_module(f"{versions.__name__}.{name}").upgrade for name in names]


def reshape(connection: Connection, schema: int) -> None:
    """Take the tables from `schema` to the newest, within the transaction of `connection`. Schema 0 has no tables."""
    with Operations.context(MigrationContext.configure(connection)):
        for step in steps()[schema:]:
            step()


def upgrade(path: Path) -> Path:
    """Bring a file up to the current schema in one transaction; the backup that was laid beside it first.

    Steps change the shape of tables; the values in them are folded anew from the log, and with them the search index.
    Raises Busy when another program has the file, StorageError when the disk is in the way; the file is then as it was.
    """
    lock = database.take_lock(path)
    try:
        with told(path):
            schema = database.schema_of(path)
            kept = _back_up(path, schema)
            _rewrite(path, schema)
    finally:
        lock.release()
    return kept


def _rewrite(path: Path, schema: int) -> None:
    # SQLite's DDL is transactional once BEGIN is ours and not the driver's: the engine sends it.
    engine = database.engine_for(path, writing=True)
    try:
        with engine.begin() as connection:
            reshape(connection, schema)
            cache.rebuild(connection)
            connection.exec_driver_sql(f"PRAGMA user_version={database.SCHEMA}")
    finally:
        engine.dispose()


def _back_up(path: Path, schema: int) -> Path:
    """A whole copy beside the file, what still stands in its write-ahead log included."""
    kept = path.with_name(f"{path.stem}-升级前v{schema}{path.suffix}")
    half = kept.with_name(f"{kept.name}.new")
    half.unlink(missing_ok=True)
    source, target = sqlite3.connect(path), sqlite3.connect(half)
    try:
        source.backup(target)
    finally:
        target.close()
        source.close()
    half.replace(kept)
    return kept
