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
from csdesk.store.changesets import Clock, wall_clock
from csdesk.store.engines import Keeper, keeper_of
from csdesk.store.files import copies
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


def upgrade(place: Place, *, keep: bool = True, clock: Clock = wall_clock) -> Path | None:
    """Bring a database up to the current schema in one transaction; the verified backup that was made of a file first.

    Steps change the shape of tables; the values in them are folded anew from the log, and with them the search index.
    keep: False where the file is a copy itself. On a server there is no backup: DDL is undone with its transaction, and its own
    backups go further back. Raises Busy when another program has it, StorageError when the disk is in the way or the file is not
    sound; it is then as it was.
    """
    keeper, kept = keeper_of(place), None
    keeper.hold()
    try:
        with keeper.told():
            schema = database.schema_of(place)
            if keep and isinstance(place, Path):
                kept = copies.folder_of(place) / copies.name_of(place, clock())
                copies.copy(place, kept)
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
