"""Where databases live: a SQLite file on this PC, or a PostgreSQL server. The rest of the store does not know which."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from csdesk.paths import Place
from csdesk.store.engines.base import Keeper, Words

__all__ = ["Keeper", "Words", "keeper_of", "words_of"]


def keeper_of(place: Place) -> Keeper:
    """Who opens, locks and makes the database at `place`."""
    if isinstance(place, Path):
        from csdesk.store.engines.sqlite import File

        return File(place)
    from csdesk.store.engines.postgres import OnServer  # its driver is loaded only for those who need it

    return OnServer(place)


def words_of(connection: Connection) -> Words:
    """What has to be said otherwise to the engine behind `connection`."""
    if connection.dialect.name == "sqlite":
        from csdesk.store.engines import sqlite_words

        return sqlite_words.WORDS
    from csdesk.store.engines import postgres_words

    return postgres_words.WORDS
