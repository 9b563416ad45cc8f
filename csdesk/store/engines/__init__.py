"""Where databases live: a SQLite file on this PC, or a PostgreSQL server. The rest of the store does not know which."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from csdesk.paths import Place
from csdesk.store.engines.base import Bound, Keeper, Words

__all__ = ["Keeper", "Words", "keeper_of", "streamed", "words_of"]


def keeper_of(place: Place) -> Keeper:
    """Who opens, locks and makes the database at `place`."""
    if isinstance(place, Path):
        from csdesk.store.engines.sqlite import File

        return File(place)
    from csdesk.store.engines.postgres import OnServer  # its driver is loaded only for those who need it

    return OnServer(place)


def streamed(connection: Connection, text: str, bound: Bound) -> Iterator[Any]:
    """The rows of a query of which there may be millions: a server sends them in portions."""
    with connection.exec_driver_sql(text, tuple(bound), {"stream_results": True}) as rows:
        yield from rows


def words_of(connection: Connection) -> Words:
    """What has to be said otherwise to the engine behind `connection`."""
    return _words(connection.dialect.name)


@cache
def _words(dialect: str) -> Words:
    if dialect == "sqlite":
        from csdesk.store.engines import sqlite_words

        return sqlite_words.WORDS
    from csdesk.store.engines import postgres_words

    return postgres_words.WORDS
