"""Migrations: bringing a file of an older version up to date, backed up first."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection

from csdesk.paths import Place
from csdesk.store import cache, database
from csdesk.store.engines import Keeper, keeper_of
from csdesk.store.migrations import versions

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


def upgrade(place: Place) -> Path | None:
    """Bring a database up to the current schema in one transaction; the backup that was laid beside a file first.

    Steps change the shape of tables; the values in them are folded anew from the log, and with them the search index.
    Raises Busy when another program has it, StorageError when the disk is in the way; it is then as it was.
    """
    keeper = keeper_of(place)
    keeper.hold()
    try:
        with keeper.told():
            schema = database.schema_of(place)
            kept = keeper.set_aside(schema)
            _rewrite(keeper, schema)
    finally:
        keeper.release()
    return kept


def _rewrite(keeper: Keeper, schema: int) -> None:
    # DDL is transactional in both engines; in SQLite because BEGIN is sent by us and not by the driver.
    engine = keeper.engine(writing=True)
    try:
        with engine.begin() as connection:
            reshape(connection, schema)
            cache.rebuild(connection)
            keeper.stamp(connection, database.SCHEMA)
    finally:
        engine.dispose()
