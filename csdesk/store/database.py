"""The database: opening, refusing, one writer, many readers."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from csdesk.domain.staff.posts import Post, kept_post
from csdesk.errors import Refused
from csdesk.paths import Place
from csdesk.store import search
from csdesk.store.engines import keeper_of
from csdesk.store.files import marker
from csdesk.store.tables import META, all_tables
from csdesk.store.troubles import Busy as Busy  # operations tell it apart from other refusals

#: Grows by one with every migration; a larger number in a database means a newer csdesk wrote it.
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
    terms: str = ""  # the post as the certificate has it; "" before enrolment

    @property
    def post(self) -> Post:
        """What this person may write in."""
        return kept_post(self.terms) if self.terms else Post(self.role, self.branch, (self.book,))

    @property
    def author(self) -> str:
        """The prefix of this site's change ids."""
        return f"{self.site}.{self.inc}"


class Database:
    """One open database. Writing goes through a single connection; reading has its own, which cannot write.

    `place` is what a person opens, `path` the file itself (on a server: beside what inbox and archive lie), `name` for titles.
    A `rehearsal` is a copy that is thrown away: it leaves no mark on this PC, so that the file itself goes on as it was.
    """

    def __init__(self, place: Place, *, look_only: bool = False, rehearsal: bool = False) -> None:
        self._keeper = keeper_of(place)
        self.place, self.path, self.name = place, self._keeper.path, self._keeper.name
        self.look_only = look_only
        self._marks = not look_only and not rehearsal
        self.why_look = ""  # a sentence, where it could not be opened for writing
        self.closed = False
        if not look_only:
            self._keeper.hold()
        try:
            self._writer = None if look_only else self._keeper.engine(writing=True)
            self._readers = self._keeper.engine(writing=False)
            self.site = self._read_site()
            if self._marks:
                self._settle_who_writes()
        except BaseException:
            self.close()
            raise

    # -- opening ------------------------------------------------------------------------------------------------

    @classmethod
    def new(cls, place: Place, site: Mapping[str, str]) -> Database:
        """Make a database for `site` (the fields of `Site`). Raises Refused where one may not or cannot be."""
        keeper = keeper_of(place)
        with keeper.told(), keeper.making(SCHEMA) as connection:
            all_tables().create_all(connection)
            search.create(connection)
            connection.execute(META.insert(), [{"k": k, "v": v} for k, v in site.items()])
        return cls(place)

    @classmethod
    def open(cls, place: Place, *, look_only: bool = False, rehearsal: bool = False) -> Database:
        """Open a database for writing, only to look, or as a rehearsal. Raises Refused or StorageError with a sentence; Busy when taken."""
        if is_older(place):
            raise Refused("文件来自旧版本，请先正常打开一次完成升级")
        return cls(place, look_only=look_only, rehearsal=rehearsal)

    def close(self) -> None:
        """Close readers before the writer, so that only the writer checkpoints."""
        if self._marks and not self.closed and hasattr(self, "site"):
            self._mark()
        self.closed = True
        for engine in (getattr(self, "_readers", None), getattr(self, "_writer", None)):
            if engine is not None:
                engine.dispose()
        if not self.look_only:
            self._keeper.release()

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- reading and writing ------------------------------------------------------------------------------------

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A consistent view; nothing can be written through it."""
        with self._keeper.told(), self._readers.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: committed when the block ends, undone when it raises. Raises StorageError on a full disk."""
        if self._writer is None:
            raise Refused(self.why_look or "文件以只读方式打开，不能修改")
        with self._keeper.told(), self._writer.begin() as connection:
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
            strayed = marker.strayed(connection, self.place, self.site.site, self.site.inc)
        if strayed:
            self.reincarnate()
        self._mark()

    def _mark(self) -> None:
        with self.reading() as connection:
            marker.keep(connection, self.place, self.site.site, self.site.inc)


def schema_of(place: Place) -> int:
    """The schema number of a database of ours, read without touching it. Raises Refused for anything else."""
    schema = keeper_of(place).look()
    if schema > SCHEMA:
        raise Refused("这个文件由更新版本的 csdesk 写成，请先升级程序再打开")
    return schema


def is_older(place: Place) -> bool:
    """Whether a database of ours is of an older version and must be brought up to date before it is opened."""
    return schema_of(place) < SCHEMA


def set_meta(connection: Connection, values: Mapping[str, Any]) -> None:
    """Write facts about this installation (never part of the log)."""
    told = [(k, str(v)) for k, v in values.items()]
    connection.exec_driver_sql("INSERT INTO meta VALUES (?, ?) ON CONFLICT (k) DO UPDATE SET v = excluded.v", told)


def get_meta(connection: Connection, key: str, default: str = "") -> str:
    """A fact about this installation."""
    found = connection.exec_driver_sql("SELECT v FROM meta WHERE k = ?", (key,)).scalar()
    return default if found is None else str(found)
