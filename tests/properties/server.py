"""The server on which the rollups of the properties live, when they are run with `--engine postgresql`."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

import postgres
from psycopg.sql import SQL, Identifier

#: The server that runs; none where everything is in files.
SERVERS: list[postgres.Running] = []
_NUMBERS = count(1)


@contextmanager
def engine(name: str) -> Iterator[None]:
    """The server of this engine, for as long as it is needed."""
    if name == "sqlite":
        yield
        return
    binaries = postgres.programs()
    if binaries is None:
        raise SystemExit("PostgreSQL is not installed here; on Debian: apt-get install postgresql")
    with postgres.running(binaries) as found:
        SERVERS.append(found)
        try:
            yield
        finally:
            SERVERS.clear()


def new() -> str:
    """The name of a new empty database."""
    name = f"p{next(_NUMBERS)}"
    SERVERS[0].admin(SQL("CREATE DATABASE {}").format(Identifier(name)))
    return name


def copied(base: str, name: str = "") -> str:
    """The name of a copy of a database that nobody has open."""
    name = name or f"p{next(_NUMBERS)}"
    SERVERS[0].admin(SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy").format(Identifier(name), Identifier(base)))
    return name


def dropped(base: str) -> None:
    """A database thrown away."""
    SERVERS[0].admin(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(base)))
