"""What both engines can do, each in its own way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, Engine

Bound = Sequence[Any]


class Keeper(Protocol):
    """One database from outside: whether it is there, who may write, how it is made and reached."""

    @property
    def path(self) -> Path:
        """The file, or beside what inbox and archive lie."""

    @property
    def name(self) -> str:
        """For titles and sentences."""

    def told(self) -> AbstractContextManager[None]:
        """Turn what the disk, the network or the engine says into a sentence for the user."""

    def look(self) -> int:
        """The schema number, read without changing anything. Raises Refused where nothing of ours is."""

    def hold(self) -> None:
        """Become the one who writes. Raises Busy when another program is."""

    def release(self) -> None:
        """Let others write again."""

    def engine(self, *, writing: bool) -> Engine:
        """One connection that writes, or a few that cannot."""

    def making(self, schema: int) -> AbstractContextManager[Connection]:
        """A new empty database to be filled: there when the block ends, not there at all when it raises."""

    def stamp(self, connection: Connection, schema: int) -> None:
        """Write the schema number."""


class Words(Protocol):
    """What is said otherwise to one engine than to the other, to the same end. Marks for values are `?` everywhere."""

    #: Text that holds a text, ASCII letters in either case.
    like: str
    #: Behind a table's name: read all of it, in order.
    whole: str

    def unindexed(self, column: str) -> str:
        """The column as an expression that no index serves."""

    def tuples(self, connection: Connection, text: str, bound: Bound) -> Iterable[Sequence[Any]]:
        """The rows of a query without any wrapping, for a million of them."""

    def unless(self, connection: Connection, stop: Callable[[], bool]) -> AbstractContextManager[None]:
        """Break a query off once `stop` says so, where the engine can be asked to. Raises Cancelled then."""

    def append(self, connection: Connection, table: str, rows: Sequence[Sequence[Any]]) -> None:
        """New rows of all columns of a table."""

    def insert(self, connection: Connection, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> Sequence[int]:
        """New rows of a cache table; the `n` that each has got."""

    def alter(self, connection: Connection, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """New values of these columns of a cache table, each row ending with its `n`."""

    def create_index(self, connection: Connection, name: str) -> None:
        """An empty search index `find_<name>`: its `rowid` is the `n` of the record."""

    def match(self, name: str, tokens: Sequence[str], *, begins: bool) -> tuple[str, str]:
        """The condition on an index `f` that it holds all of these tokens, or one that `begins` so; and its value."""

    def replace(self, connection: Connection, name: str, gone: Sequence[tuple[int, str]], come: Sequence[tuple[int, str]]) -> None:
        """Take rows out of an index and put others in, each with its tokens in one text, blanks between them."""

    def ailments(self, connection: Connection) -> list[str]:
        """What the engine's own check of its files finds, each as a sentence."""
